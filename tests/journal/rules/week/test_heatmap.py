"""The half year as a calendar of weeks."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.rules.week.heatmap import WEEKS, heatmap, minutes_of, step_of
from tests.support import week as made

FRIDAY = date(2026, 11, 20)


def test_the_last_column_is_this_week_and_days_to_come_are_empty() -> None:
    """Monday to Friday have values, Saturday and Sunday none."""
    found = heatmap(lambda day: day.day, FRIDAY)
    assert len(found.columns) == WEEKS
    assert found.columns[-1] == (16, 17, 18, 19, 20, None, None)
    assert found.day(WEEKS - 1, 4) == FRIDAY


def test_columns_begin_with_the_runners_first_weekday() -> None:
    """With Sunday first, Friday is the sixth of its column."""
    found = heatmap(lambda day: day.day, FRIDAY, first_weekday=7)
    assert found.columns[-1] == (15, 16, 17, 18, 19, 20, None)


def test_months_are_named_over_the_week_their_first_is_in() -> None:
    """1 November 2026 is a Sunday: its column begins on 26 October."""
    found = heatmap(lambda day: None, FRIDAY)
    named = {name: column for column, name in found.months}
    assert found.day(named["Nov"], 0) == date(2026, 10, 26)
    assert [name for _, name in found.months][-3:] == ["Sep", "Oct", "Nov"]


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(1, 7), st.integers(1, 60))
def test_every_day_has_one_cell(today: date, first: int, weeks: int) -> None:
    """The cells are consecutive days ending in this week, months' names do not overlap each other's columns."""
    found = heatmap(lambda day: day.toordinal(), today, first, weeks)
    values = found.values
    assert values == list(range(values[0], today.toordinal() + 1))
    assert 7 * (weeks - 1) < len(values) <= 7 * weeks
    assert found.start.isoweekday() == first
    columns = [column for column, _ in found.months]
    assert columns == sorted(set(columns))


def test_minutes_are_those_of_sessions_and_runs() -> None:
    """Sessions of 39 and 12 minutes, runs of 40 and 66; Thursday's postponed session is nothing."""
    minutes = minutes_of(made.tallies_of(made.ENTRIES))
    assert [minutes(date(2026, 11, n)) for n in range(16, 20)] == [39, 40, 12, None]
    assert (minutes(FRIDAY), minutes(FRIDAY + timedelta(days=1))) == (None, 66)


@pytest.mark.parametrize(
    ("minutes", "step"), [(None, 0), (0, 0), (1, 1), (14, 1), (15, 2), (29, 2), (30, 3), (59, 3), (60, 4), (500, 4)]
)
def test_marks_grow_in_four_steps(minutes: int | None, step: int) -> None:
    """From 1, 15, 30 and 60 minutes."""
    assert step_of(minutes) == step
