"""The trend as text: what stands in which cell, at every span and height."""

from __future__ import annotations

from datetime import date

import pytest

from journal.entries import CheckIn
from journal.rules.ankle.bands import Bands
from journal.rules.ankle.mornings import bouts
from journal.rules.ankle.readings import readings
from screens.drawing.trend import DrawnTrend, Level, levels, trend
from tests.support.soreness import moment, ran, rated, session

NOW = moment("20 18:00")
TODAY = date(2026, 11, 20)


def drawn(check_ins: list[CheckIn], weeks: int = 6, *, width: int = 60, height: int = 7) -> DrawnTrend:
    """A trend up to Friday with a run on Thursday evening and two sessions on Wednesday."""
    done = bouts([session("18 08:00", id="a"), session("18 08:30", id="b")], [ran("19 18:00")])
    left, right = readings(check_ins, "left", NOW), readings(check_ins, "right", NOW)
    return trend(left, right, done, TODAY, weeks, width=width, height=height, bands=Bands())


def column(found: DrawnTrend, at: int) -> dict[str, str]:
    """The marks of one column from the left, by row."""
    return {label: cells[at] for label, cells, _ in found.rows if cells[at] != " "}


def test_rows_keep_to_the_bands() -> None:
    """Seven rows at 80x24, each within one light; each rating its own row when there is room."""
    assert [level.label for level in levels(7, Bands())] == ["9-10", "7-8", "6", "4-5", "3", "1-2", "0"]
    assert [level.label for level in levels(7, Bands(3, 5))] == ["9-10", "7-8", "6", "4-5", "2-3", "1", "0"]
    assert levels(11, Bands()) == tuple(Level(n, n) for n in range(10, -1, -1))


@pytest.mark.parametrize("bands", [Bands(), Bands(3, 5), Bands(0, 4), Bands(2, 10)])
def test_every_rating_has_exactly_one_row(bands: Bands) -> None:
    """Whatever the bands are."""
    for height in (7, 11):
        for rating in range(11):
            assert sum(level.low <= rating <= level.high for level in levels(height, bands)) == 1


def test_letters_say_which_ankle() -> None:
    """L left, R right, B both in a row; today is the last column of six weeks."""
    found = drawn([rated("18 07:00", 4, 0), rated("19 07:00", 2, 1), rated("20 07:00", 7, None)])
    assert found.width == 42
    assert column(found, 41) == {"7-8": "L"}
    assert column(found, 40) == {"1-2": "B"}
    assert column(found, 39) == {"4-5": "L", "0": "R"}


def test_the_highest_of_a_day_is_shown() -> None:
    """Six weeks have a cell a day; a day's later, lower rating does not hide the higher one."""
    assert column(drawn([rated("20 07:00", 5), rated("20 17:00", 1)]), 41) == {"4-5": "L"}


def test_two_weeks_show_the_hours() -> None:
    """Four cells a day: morning and evening stand apart."""
    found = drawn([rated("20 07:00", 5), rated("20 17:00", 1)], 2)
    assert found.width == 56
    assert (column(found, 53), column(found, 54)) == ({"4-5": "L"}, {"1-2": "L"})


@pytest.mark.parametrize(("weeks", "width"), [(2, 56), (6, 42), (26, 52)])
def test_every_span_fits_80_columns_and_ends_today(weeks: int, width: int) -> None:
    """The width of the grid at 80 columns, the first day, and the marks beneath."""
    found = drawn([rated("20 17:59", 3)], weeks)
    assert found.width == width <= 57
    assert (found.last - found.first).days == weeks * 7 - 1
    assert all(len(cells) == width for _, cells, _ in found.rows)
    assert len(found.days) == len(found.runs) == len(found.sessions) == width
    assert found.runs.strip() == "r"


def test_more_than_one_in_a_cell_is_counted() -> None:
    """Two sessions on a day are a 2 under it, one run an r."""
    found = drawn([])
    assert (found.sessions[39], found.runs[40]) == ("2", "r")
    assert found.is_empty


def test_what_lies_outside_is_left_out() -> None:
    """Ratings and bouts before the first day do not show."""
    found = drawn([rated("2026-10-09T12:00:00+02:00", 9), rated("2026-10-10T12:00:00+02:00", 3)])
    assert column(found, 0) == {"3": "L"}
    assert "9-10" not in {label for label, cells, _ in found.rows if cells.strip()}
