"""Courses of soreness and the bands: tables of cases, the edges among them."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from journal.entries import CheckIn, SideRating
from journal.errors import SurefootError
from journal.rules.ankle.bands import Bands, Light
from journal.rules.ankle.courses import courses, sore_days, stories
from journal.rules.ankle.readings import elapsed, latest, readings
from tests.support.soreness import moment, ran, rated, session

NOW = moment("20 12:00")


def spans(check_ins: list[CheckIn]) -> list[tuple[int, int | None, int]]:
    """Day opened, day ended and length of the left ankle's courses."""
    found = courses(check_ins, (), "left", NOW)
    return [(one.opened.day, one.ended.day if one.ended else None, one.days(NOW.date())) for one in found]


@pytest.mark.parametrize(
    ("ratings", "expected"),
    [
        ([], []),
        ([("18 12:00", 0)], []),
        ([("18 12:00", 2)], [(18, None, 3)]),
        ([("18 12:00", 2), ("19 12:00", 0)], [(18, None, 3)]),
        ([("10 12:00", 2), *((f"{day} 12:00", 0) for day in range(11, 18))], [(10, 17, 7)]),
        ([("1 12:00", 2), ("8 12:00", 0), ("15 12:00", 0)], [(1, 15, 14)]),
        ([("1 12:00", 2), ("7 12:00", 0), ("14 12:00", 0)], [(1, None, 20)]),
        ([("1 12:00", 2), *((f"{day} 12:00", 0) for day in range(5, 9)), ("10 12:00", 1)], [(1, 8, 7), (10, None, 11)]),
        ([("18 12:00", None)], []),
        ([("19 12:00", 0), ("18 12:00", 3)], [(18, None, 3)]),
        ([("18 12:00", 3), ("21 12:00", 0)], [(18, None, 3)]),
    ],
    ids=[
        "never rated",
        "only a 0",
        "one rating opens",
        "one 0 ends nothing",
        "four days of 0 in seven",
        "two days of 0 in fourteen",
        "the sore day is in the fourteen",
        "sore again",
        "the other side only",
        "entered out of order",
        "a 0 to come",
    ],
)
def test_a_course_runs_until_days_of_0_end_it(
    ratings: list[tuple[str, int | None]], expected: list[tuple[int, int | None, int]]
) -> None:
    """As in the words of the verdict, by the ratings of that side in the order they happened."""
    assert spans([rated(at, value, right=5) for at, value in ratings]) == expected


def test_a_course_knows_its_peak_and_its_spots() -> None:
    """Spots stand in the order of how often they were noted; the first of equal peaks counts."""
    held = [
        rated("17 08:00", 2, spots=("arch",)),
        rated("17 20:00", 4, spots=("achilles-mid",)),
        rated("18 08:00", 4, spots=("achilles-mid", "arch", "calf"), feels=("stiff",), triggers=("hills",)),
        rated("19 08:00", 1, spots=("achilles-mid",)),
    ]
    (found,) = courses(held, (), "left", NOW)
    assert (found.ratings[0].rating, found.peak.rating, found.peak.at) == (2, 4, moment("17 20:00"))
    assert found.spots == ("achilles-mid", "arch", "calf")
    assert (found.feels, found.triggers) == (("stiff",), ("hills",))


def test_soreness_during_a_session_opens_one_too() -> None:
    """It is a rating of the day as any other."""
    (found,) = courses([], [session("19 18:00", "19 18:40", during=SideRating(left=4))], "left", NOW)
    assert (found.opened.day, found.peak.moment) == (19, "during")


def test_the_night_of_a_clock_change_neither_adds_nor_takes_an_hour() -> None:
    """From noon to noon are 25 hours when the clocks go back and 23 when they go forward, in any zone form."""
    berlin = ZoneInfo("Europe/Berlin")
    autumn = datetime(2026, 10, 24, 12, tzinfo=berlin), datetime(2026, 10, 25, 12, tzinfo=berlin)
    spring = datetime(2026, 3, 28, 12, tzinfo=berlin), datetime(2026, 3, 29, 12, tzinfo=berlin)
    assert elapsed(*autumn) == timedelta(hours=25)
    assert elapsed(*spring) == timedelta(hours=23)


def test_a_flight_west_keeps_real_hours_and_the_order_of_ratings() -> None:
    """Rated 3 at 10:00 in Berlin and 0 at 09:00 in New York: that is five hours later, and the newest."""
    held = [rated("2026-11-19T10:00:00+01:00", 3), rated("2026-11-19T09:00:00-05:00", 0)]
    found = latest(held, "left", NOW)
    assert found is not None and found.rating == 0


def test_readings_can_be_limited_to_the_last_hours() -> None:
    """Exactly so long ago still counts."""
    held = [rated("19 00:00", 1), rated("18 23:59", 2)]
    assert [one.rating for one in readings(held, "left", NOW, timedelta(hours=36))] == [1]


def test_a_course_tells_its_bouts_and_shoes() -> None:
    """Runs and sessions in it, those of the day before it, and the shoes of both; not what was postponed or later."""
    held = [rated("10 08:00", 3), *(rated(f"{day} 20:00", 0) for day in range(11, 18))]
    runs = [
        ran("09 18:00", id="a", shoe="7"),
        ran("11 07:00", id="b", shoe="7"),
        ran("08 07:00", id="c", shoe="8"),
        ran("17 07:00", id="d", shoe="9"),
    ]
    sessions = [session("10 18:00", "10 18:30"), session("11 18:00", state="postponed", id="p", done=False)]
    (told,) = stories(courses(held, (), "left", NOW), sessions, runs, NOW)
    assert [bout.id for bout in told.bouts] == ["s1", "b"]
    assert [bout.id for bout in told.preceded_by] == ["a"]
    assert told.shoes == ("7",)
    assert (told.count("session"), told.count("run")) == (1, 1)


def test_a_place_is_counted_by_days_while_it_was_sore() -> None:
    """Two ratings of a day are one day; a 0 is none; most days first."""
    held = [
        rated("10 08:00", 3, spots=("calf", "arch")),
        rated("10 20:00", 2, spots=("arch",)),
        rated("11 08:00", 1, spots=("arch",)),
        rated("12 08:00", 0, spots=("toes",)),
    ]
    assert list(sore_days(held, "left").items()) == [("arch", 2), ("calf", 1)]
    assert not sore_days(held, "right")


# bands


def test_the_bands_are_settings() -> None:
    """0-3 green, 4-5 amber is what two of the sources use; nonsense is refused in one sentence."""
    assert [Bands(3, 5).light(rating) for rating in (3, 5, 6)] == [Light.GREEN, Light.AMBER, Light.RED]
    with pytest.raises(SurefootError, match="expected 0 <= green < amber"):
        Bands(5, 5)
