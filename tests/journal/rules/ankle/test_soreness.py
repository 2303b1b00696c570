"""Episodes of soreness and the bands: tables of cases, the edges among them."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from journal.entries import CheckIn
from journal.errors import SurefootError
from journal.rules.ankle.bands import Bands, Light
from journal.rules.ankle.episodes import episodes, open_episode, stories
from journal.rules.ankle.readings import elapsed, latest, readings
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


# bands


def test_the_bands_are_settings() -> None:
    """0-3 green, 4-5 amber is what two of the sources use; nonsense is refused in one sentence."""
    assert [Bands(3, 5).light(rating) for rating in (3, 5, 6)] == [Light.GREEN, Light.AMBER, Light.RED]
    with pytest.raises(SurefootError, match="expected 0 <= green < amber"):
        Bands(5, 5)
