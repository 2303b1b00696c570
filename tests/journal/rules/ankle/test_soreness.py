"""Episodes, their clocks, the 72-hour advice and the lights: tables of cases, the edges among them."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from journal.entries import AnkleReport, CheckIn, SideRating
from journal.errors import SurefootError
from journal.rules.ankle.advice import AdviceKind, advice, clock_words, self_care_times
from journal.rules.ankle.episodes import episodes, open_episode, stories
from journal.rules.ankle.light import Light
from journal.rules.ankle.readings import elapsed, latest, readings
from journal.rules.ankle.soreness import Bands, light
from tests.support.soreness import moment, ran, rated, session

NOW = moment("20 12:00")


def ages(check_ins: list[CheckIn], now: datetime = NOW) -> list[tuple[int, bool]]:
    """Hours and openness of the left ankle's episodes."""
    return [(int(one.length(now) / timedelta(hours=1)), one.is_open) for one in episodes(check_ins, "left", now)]


# episodes


@pytest.mark.parametrize(
    ("ratings", "expected"),
    [
        ([], []),
        ([("18 12:00", 0)], []),
        ([("18 12:00", 2)], [(48, True)]),
        ([("18 12:00", 2), ("19 12:00", 0)], [(24, False)]),
        ([("17 12:00", 2), ("18 12:00", 0), ("19 12:00", 1)], [(24, False), (24, True)]),
        ([("17 12:00", 2), ("18 12:00", 2), ("19 12:00", 2)], [(72, True)]),
        ([("18 12:00", None)], []),
        ([("18 12:00", 3), ("19 12:00", None)], [(48, True)]),
        ([("18 12:00", 3), ("21 12:00", 0)], [(48, True)]),
        ([("19 12:00", 0), ("18 12:00", 3)], [(24, False)]),
    ],
    ids=[
        "never rated",
        "only a 0",
        "one rating opens",
        "a 0 closes",
        "a 0 between makes two",
        "equal ratings stay one",
        "the other side only",
        "not asked does not close",
        "a 0 in the future does not count",
        "entered out of order",
    ],
)
def test_an_episode_runs_from_the_first_rating_above_0_to_the_next_0(
    ratings: list[tuple[str, int | None]], expected: list[tuple[int, bool]]
) -> None:
    """Opening, closing and re-opening follow the ratings of that side in the order they happened."""
    assert ages([rated(at, value, right=5) for at, value in ratings]) == expected


def test_an_episode_knows_its_peak_its_opening_and_its_spots() -> None:
    """Spots stand in the order of how often they were noted; the first of equal peaks counts."""
    held = [
        rated("17 08:00", 2, spots=("arch",)),
        rated("17 20:00", 4, spots=("achilles-mid",)),
        rated("18 08:00", 4, spots=("achilles-mid", "arch", "calf"), feels=("stiff",), triggers=("hills",)),
        rated("19 08:00", 1, spots=("achilles-mid",)),
    ]
    found = open_episode(held, "left", NOW)
    assert found is not None
    assert (found.opening, found.peak.rating, found.peak.at, found.latest.rating) == (2, 4, moment("17 20:00"), 1)
    assert found.spots == ("achilles-mid", "arch", "calf")
    assert (found.feels, found.triggers) == (("stiff",), ("hills",))


def test_the_night_of_a_clock_change_neither_adds_nor_takes_an_hour() -> None:
    """From noon to noon are 25 hours when the clocks go back and 23 when they go forward, in any zone form."""
    berlin = ZoneInfo("Europe/Berlin")
    autumn = datetime(2026, 10, 24, 12, tzinfo=berlin), datetime(2026, 10, 25, 12, tzinfo=berlin)
    spring = datetime(2026, 3, 28, 12, tzinfo=berlin), datetime(2026, 3, 29, 12, tzinfo=berlin)
    assert elapsed(*autumn) == timedelta(hours=25)
    assert elapsed(*spring) == timedelta(hours=23)
    written = [rated("2026-10-24T12:00:00+02:00", 3)]
    assert ages(written, moment("2026-10-25T12:00:00+01:00")) == [(25, True)]


def test_a_flight_west_keeps_real_hours_and_the_order_of_ratings() -> None:
    """Rated 3 at 10:00 in Berlin and 0 at 09:00 in New York: that is five hours later, and closes the episode."""
    held = [rated("2026-11-19T10:00:00+01:00", 3), rated("2026-11-19T09:00:00-05:00", 0)]
    assert ages(held) == [(5, False)]
    found = latest(held, "left", NOW)
    assert found is not None and found.rating == 0


def test_readings_can_be_limited_to_the_last_hours() -> None:
    """Exactly so long ago still counts."""
    held = [rated("19 00:00", 1), rated("18 23:59", 2)]
    assert [one.rating for one in readings(held, "left", NOW, timedelta(hours=36))] == [1]


def test_an_episode_tells_its_bouts_and_shoes() -> None:
    """Runs and sessions in it, those of the day before it, and the shoes of both; not what was postponed or later."""
    held = [rated("18 08:00", 3), rated("19 20:00", 0)]
    runs = [
        ran("17 18:00", id="a", shoe="7"),
        ran("19 07:00", id="b", shoe="7"),
        ran("15 07:00", id="c", shoe="8"),
        ran("20 07:00", id="d", shoe="9"),
    ]
    sessions = [session("18 18:00", "18 18:30"), session("19 18:00", state="postponed", id="p", done=False)]
    (episode,) = episodes(held, "left", NOW)
    (told,) = stories([episode], sessions, runs, NOW)
    assert [bout.id for bout in told.bouts] == ["s1", "b"]
    assert [bout.id for bout in told.preceded_by] == ["a"]
    assert told.shoes == ("7",)
    assert ([bout.id for bout in told.sessions], [bout.id for bout in told.runs]) == (["s1"], ["b"])


# the clock and the advice


@pytest.mark.parametrize(
    ("opened", "now", "words"),
    [
        ("17 12:00", "17 12:00", "day 1 of 3"),
        ("17 12:00", "18 11:59", "day 1 of 3"),
        ("17 12:00", "18 12:00", "day 2 of 3"),
        ("17 12:00", "19 12:00", "day 3 of 3"),
        ("17 12:00", "20 11:59", "day 3 of 3"),
        ("17 12:00", "20 12:00", "3 days"),
        ("17 12:00", "20 16:30", "3 days 4 h"),
        ("2026-10-24T12:00:00+02:00", "2026-10-27T11:30:00+01:00", "3 days"),
        ("2026-03-28T12:00:00+01:00", "2026-03-31T12:30:00+02:00", "day 3 of 3"),
    ],
)
def test_the_clock_counts_real_days_of_24_hours(opened: str, now: str, words: str) -> None:
    """Day 1, 2 and 3 of 3, then days and hours, whatever the clocks on the wall did."""
    found = open_episode([rated(opened, 2)], "left", moment(now))
    assert found is not None
    assert clock_words(found, moment(now)) == words


@pytest.mark.parametrize(
    ("ratings", "now", "kind"),
    [
        ([], "20 12:00", AdviceKind.QUIET),
        ([("17 12:00", 3), ("19 12:00", 0)], "20 12:00", AdviceKind.QUIET),
        ([("17 12:00", 3)], "20 11:59", AdviceKind.CLOCK),
        ([("17 12:00", 3)], "20 12:00", AdviceKind.DOCTOR),
        ([("17 12:00", 3), ("20 11:00", 3)], "20 12:00", AdviceKind.DOCTOR),
        ([("17 12:00", 3), ("20 11:00", 4)], "20 12:00", AdviceKind.DOCTOR),
        ([("17 12:00", 3), ("20 11:00", 2)], "20 12:00", AdviceKind.GENTLER),
        ([("17 12:00", 1), ("18 12:00", 6), ("20 11:00", 2)], "20 12:00", AdviceKind.GENTLER),
        ([("17 12:00", 6), ("19 11:00", 2), ("20 11:00", 3)], "20 12:00", AdviceKind.DOCTOR),
        ([("17 12:00", 6), ("19 11:00", 3), ("20 11:00", 3)], "20 12:00", AdviceKind.GENTLER),
        ([("16 12:00", 5), ("18 12:00", 0), ("18 13:00", 1)], "20 12:00", AdviceKind.CLOCK),
    ],
    ids=[
        "never rated",
        "gone",
        "71 h 59 min",
        "72 h",
        "equal ratings",
        "rising",
        "falling",
        "below its peak, above its opening",
        "below its peak, higher than at that moment a day before",
        "below its peak, as a day before",
        "a 0 between starts the clock anew",
    ],
)
def test_after_72_hours_a_doctor_is_advised_in_the_fitting_words(
    ratings: list[tuple[str, int]], now: str, kind: AdviceKind
) -> None:
    """The advice is due from 72 h on, gentler below the peak and not above the same moment a day before."""
    held = [rated(at, value) for at, value in ratings]
    at = moment(now)
    found = advice(open_episode(held, "left", at), "left", at)
    assert found.kind is kind
    assert found.due is (kind in (AdviceKind.DOCTOR, AdviceKind.GENTLER))
    assert ("doctor" in " ".join(found.sentences)) is found.due
    assert "doctor" not in found.clock


def test_the_advice_holds_across_a_flight_and_a_clock_change() -> None:
    """72 hours are 72 hours: opened in Berlin before the clocks went back, asked in New York."""
    held = [rated("2026-10-24T12:00:00+02:00", 3)]
    new_york = timezone(timedelta(hours=-4))
    due = datetime(2026, 10, 27, 6, 0, tzinfo=new_york)
    for now, kind in ((due - timedelta(minutes=1), AdviceKind.CLOCK), (due, AdviceKind.DOCTOR)):
        assert advice(open_episode(held, "left", now), "left", now).kind is kind


def test_an_old_rating_is_named_beside_the_clock() -> None:
    """Nobody has said 0, so the episode stays open; that the last word is old is said."""
    held = [rated("10 12:00", 3)]
    found = advice(open_episode(held, "left", NOW), "left", NOW)
    assert found.kind is AdviceKind.DOCTOR
    assert found.clock == "10 days, last rated 10 days ago"


def test_one_ankles_clock_says_nothing_about_the_other() -> None:
    """Left has been sore for four days, right since this morning."""
    held = [rated("16 12:00", 3, 0), rated("20 07:00", 3, 2)]
    kinds = [advice(open_episode(held, side, NOW), side, NOW).kind for side in ("left", "right")]
    assert kinds == [AdviceKind.DOCTOR, AdviceKind.CLOCK]


@pytest.mark.parametrize(
    ("cared", "later", "added"),
    [
        ("17 12:30", [("20 12:45", 4)], True),
        ("17 12:30", [("20 12:45", 3)], False),
        ("17 12:30", [("20 11:00", 4)], False),
        ("17 11:00", [("20 11:00", 4)], False),
        ("17 14:00", [("20 11:00", 4)], False),
        ("17 12:30", [], False),
        ("17 12:30", [("18 12:00", 1), ("20 12:45", 7)], False),
    ],
    ids=[
        "no fall in three days",
        "a fall",
        "rated for less than three days",
        "cared for before the episode",
        "not three days ago yet",
        "not rated since",
        "fell and came back",
    ],
)
def test_self_care_without_a_fall_in_three_days_adds_a_sentence(
    cared: str, later: list[tuple[str, int]], added: bool
) -> None:
    """Article C: when self-care brings nothing, see a doctor. Three days is the time it gets; any fall is a fall."""
    now = moment("20 13:00")
    held = [rated("17 12:00", 4), *(rated(at, value) for at, value in later)]
    times = self_care_times([session(cared, exercise="rice-self-care")], "left")
    found = advice(open_episode(held, "left", now), "left", now, times)
    assert bool(found.self_care) is added
    assert ("self-care does not help" in " ".join(found.sentences)) is added


def test_the_words_say_no_more_of_self_care_than_was_logged() -> None:
    """Logged once: since when, and the ratings then and now; not "three days of self-care"."""
    held = [rated("16 08:00", 4), rated("18 08:00", 5), rated("20 08:00", 4)]
    found = advice(open_episode(held, "left", NOW), "left", NOW, [moment("16 20:00")])
    assert found.self_care.startswith(
        "No rating of the left ankle has been lower since self-care was first logged on Mon 16 Nov (4 then, 4 now)."
    )


def test_mornings_that_go_down_are_told_as_easing() -> None:
    """3 at first, then 7, 5, 4 and 3 on waking: no longer "not easing", but "down from 7"."""
    mornings = zip((13, 17, 18, 19, 20), (3, 7, 5, 4, 3), strict=True)
    held = [rated(f"{day} 07:00", value, moment_id="on-waking") for day, value in mornings]
    found = advice(open_episode(held, "left", NOW), "left", NOW)
    assert found.kind is AdviceKind.GENTLER
    assert "less now than at its worst (now 3, down from 7)" in found.words


def test_a_rating_more_on_the_same_day_takes_no_advice_back() -> None:
    """4 on waking after 2 is not easing; 1 in the evening leaves that said, until the next day is rated."""
    held = [
        rated("16 07:00", 5, moment_id="on-waking"),
        rated("19 07:00", 2, moment_id="on-waking"),
        rated("20 07:00", 4, moment_id="on-waking"),
    ]
    evening = rated("20 20:00", 1, moment_id="evening")
    tomorrow = rated("21 07:00", 1, moment_id="on-waking")
    found = []
    for at, known in (("20 08:00", held), ("20 21:00", [*held, evening]), ("21 08:00", [*held, evening, tomorrow])):
        told = advice(open_episode(known, "left", moment(at)), "left", moment(at))
        found.append((told.due, told.kind))
        if told.kind is AdviceKind.DOCTOR:
            assert "(4 on waking, 2 the day before)" in told.words
    assert found == [(True, AdviceKind.DOCTOR), (True, AdviceKind.DOCTOR), (True, AdviceKind.GENTLER)]


# lights


@pytest.mark.parametrize(
    ("rating", "expected"),
    [(0, "green"), (2, "green"), (3, "amber"), (5, "amber"), (6, "red"), (10, "red")],
)
def test_the_highest_rating_of_36_hours_gives_the_light(rating: int, expected: str) -> None:
    """Green 0-2, amber 3-5, red from 6; a later, lower rating does not wash it away."""
    held = [rated("19 08:00", rating), rated("20 08:00", 0)]
    assert light("left", held, NOW).light == expected


@pytest.mark.parametrize(
    ("at", "expected"), [("19 00:00", Light.RED), ("18 23:59", Light.NONE), ("20 12:01", Light.NONE)]
)
def test_a_rating_counts_for_exactly_36_hours(at: str, expected: Light) -> None:
    """Older ones, and ones in the future, leave no light at all."""
    assert light("left", [rated(at, 7)], NOW).light is expected


def test_a_side_never_rated_has_no_light() -> None:
    """The other side's rating is not borrowed."""
    verdict = light("right", [rated("20 08:00", 7)], NOW)
    assert (verdict.light, verdict.reasons, verdict.highest) == (Light.NONE, ("no rating in the last 36 h",), None)


def test_a_stop_sign_outranks_everything_until_a_person_clears_it() -> None:
    """Red and suspended, however quiet the ratings and however old the tick; cleared, the ratings speak again."""
    open_sign = [rated("01 08:00", 2, stop_signs=("pop-at-heel",)), rated("20 08:00", 0)]
    verdict = light("left", open_sign, NOW)
    assert (verdict.light, verdict.suspended) == (Light.RED, True)
    assert "stop sign" in verdict.reasons[0]
    done = [rated("01 08:00", 2, stop_signs=("pop-at-heel",), cleared_at="05 09:00"), rated("20 08:00", 0)]
    assert (light("left", done, NOW).light, light("left", done, NOW).suspended) == (Light.GREEN, False)


@pytest.mark.parametrize(
    ("before", "evening", "morning", "expected"),
    [
        (0, 4, 3, Light.RED),
        (0, 4, 2, Light.AMBER),
        (3, 4, 3, Light.AMBER),
        (3, 4, 4, Light.RED),
        (0, 2, 3, Light.AMBER),
        (None, 3, 3, Light.RED),
        (None, 3, 2, Light.AMBER),
    ],
    ids=[
        "reached 4, morning 3: not settled",
        "settled at 2",
        "settled at the rating before",
        "above the rating before",
        "the bout reached 2 only",
        "no rating before",
        "no rating before, settled",
    ],
)
def test_a_morning_not_settled_after_a_bout_that_reached_3_is_red(
    before: int | None, evening: int, morning: int, expected: Light
) -> None:
    """The next morning is held against the larger of 2 and the rating before the run."""
    held = [
        rated("19 08:00", before, moment_id="on-waking"),
        rated("19 19:30", evening, moment_id="after"),
        rated("20 07:00", morning, moment_id="on-waking"),
    ]
    verdict = light("left", held, NOW, runs=[ran("19 18:00")])
    assert verdict.light is expected
    assert bool(verdict.unsettled) is (expected is Light.RED)


def test_soreness_noted_during_a_session_counts() -> None:
    """A 6 during heel raises is red for that ankle although the check-ins are quiet."""
    held = [rated("19 08:00", 0, 0), rated("20 08:00", 0, 0)]
    sessions = [session("19 18:00", "19 18:30", during=SideRating(left=6))]
    assert light("left", held, NOW, sessions=sessions).light is Light.RED
    assert light("right", held, NOW, sessions=sessions).light is Light.GREEN


@pytest.mark.parametrize(
    ("last_week", "this_week", "expected"),
    [
        ((1, 1, 1), (2, 2, 2), Light.AMBER),
        ((1, 1), (2, 2, 2), Light.GREEN),
        ((1, 1, 1), (2, 2), Light.GREEN),
        ((1, 1, 2), (1, 2, 2), Light.GREEN),
        ((2, 2, 2), (2, 2, 2), Light.GREEN),
    ],
    ids=["risen by 1", "too few last week", "too few this week", "risen by a third", "equal"],
)
def test_mornings_that_rise_from_week_to_week_are_amber(
    last_week: tuple[int, ...], this_week: tuple[int, ...], expected: Light
) -> None:
    """Means of on-waking ratings, three in each ISO week, more than 0.5 apart."""
    held = [rated(f"{9 + n} 07:00", value, moment_id="on-waking") for n, value in enumerate(last_week)]
    held += [rated(f"{18 + n} 07:00", value, moment_id="on-waking") for n, value in enumerate(this_week)]
    verdict = light("left", held, NOW)
    assert verdict.light is expected
    assert verdict.mornings_rising is (expected is Light.AMBER)


def test_the_reasons_are_built_from_the_values_that_decided() -> None:
    """Rating, moment and hour stand in the sentence."""
    held = [rated("20 07:12", 4, moment_id="on-waking")]
    assert light("left", held, NOW).reasons == ("highest in 36 h is 4 (on waking, today 07:12); amber is 3 to 5",)


def test_the_bands_are_settings() -> None:
    """0-3 green, 4-5 amber is what two of the sources use; nonsense is refused in one sentence."""
    held = [rated("20 08:00", 3)]
    assert light("left", held, NOW, bands=Bands(3, 5)).light is Light.GREEN
    with pytest.raises(SurefootError, match="expected 0 <= green < amber"):
        Bands(5, 5)


def test_a_rating_not_asked_is_not_a_0() -> None:
    """A check-in of the right ankle leaves the left one's episode open and its light alone."""
    held = [rated("20 07:00", 4), CheckIn(at=moment("20 08:00"), moment="at-rest", right=AnkleReport(rating=0))]
    assert light("left", held, NOW).highest == 4
