"""The diary drawn: the mark of a day, the calendar of a month."""

from __future__ import annotations

from datetime import date, timedelta

from journal.entries import Ankle
from journal.rules.ankle.bands import Bands
from journal.rules.week.charted import ChartedDay, Ratings
from screens.diary.lines import day_mark, month

TODAY = date(2026, 11, 20)


def shown(days: dict[date, ChartedDay], within: date = TODAY, first_weekday: int = 1) -> list[str]:
    """The month as plain lines."""
    lines = month(days, within, TODAY, chosen=TODAY, bands=Bands(), width=38, first_weekday=first_weekday)
    return [line.text.rstrip() for line in lines]


def test_a_day_says_the_highest_of_each_ankle_with_its_bands_mark() -> None:
    """A dash for the ankle nobody rated; a day without ratings is its name alone, in the same cells."""
    both: dict[Ankle, int] = {"left": 3, "right": 10}
    one: dict[Ankle, int] = {"right": 0}
    told = ["".join(text for text, _ in day_mark(TODAY, rated, Bands())) for rated in (both, one, {})]
    assert told == ["Fri 20 ▲3 ■10  ", "Fri 20 – ●0    ", "Fri 20         "]


def test_a_month_has_each_days_highest_left_and_right_its_run_and_its_session() -> None:
    """A dot for 0, nothing for what was not rated, X for 10; an hour is a full block."""
    days = {
        date(2026, 11, 2): ChartedDay(left=Ratings(0, 3), right=Ratings(0), run_min=60),
        date(2026, 11, 3): ChartedDay(left=Ratings(10), session_min=8),
    }
    lines = shown(days)
    assert lines[0].startswith("Nov 2026 ─") and len(lines[0]) == 38
    assert lines[1:6] == [
        "Mo   Tu   We   Th   Fr   Sa   Su",
        "                               1",
        "",
        " 2    3    4    5    6    7    8",
        "3·█  X  ▁",
    ]


def test_a_month_begins_on_the_first_weekday_that_is_set_and_holds_all_its_days() -> None:
    """November 2026 begins on a Sunday; so does its week then. February 2027 has four whole weeks."""
    assert shown({}, first_weekday=7)[1:3] == ["Su   Mo   Tu   We   Th   Fr   Sa", " 1    2    3    4    5    6    7"]
    for first in (date(2027, 2, 1), date(2028, 2, 1), date(2026, 12, 1)):
        following = (first + timedelta(days=31)).replace(day=1)
        numbers = " ".join(shown({}, within=first)[2:]).split()
        assert numbers == [str(day + 1) for day in range((following - first).days)]
