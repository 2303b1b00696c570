"""The last half year as a calendar of weeks: what was done on each day, or what an ankle said.

Every cell is a number first; how it is drawn is the screens' business. Pure bookkeeping.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from msgspec import Struct

from journal.dates import MONTH_NAMES, whole_minutes
from journal.rules.done.tally import Tally

WEEKS = 26
STEPS_MIN = (1, 15, 30, 60)
"""Minutes at which a day's mark grows by one step (house rule, for drawing only)."""


class Heatmap(Struct, frozen=True, kw_only=True):
    """Columns are weeks, oldest first; each has seven values from the first weekday on, None where there is nothing.

    Days after ``today`` are None too. ``months`` names the column a month begins in.
    """

    start: date
    today: date
    columns: tuple[tuple[int | None, ...], ...]
    months: tuple[tuple[int, str], ...]

    def day(self, column: int, row: int) -> date:
        return self.start + timedelta(days=7 * column + row)

    @property
    def values(self) -> list[int]:
        return [value for column in self.columns for value in column if value is not None]


def heatmap(value_of: Callable[[date], int | None], today: date, first_weekday: int = 1, weeks: int = WEEKS) -> Heatmap:
    """The calendar of the weeks up to the one ``today`` is in.

    ``value_of``: a day's value, None where nothing is known.
    ``today``: the last day with values.
    ``first_weekday``: ISO number of the day a column begins with.
    """
    offset = (today.isoweekday() - first_weekday) % 7
    start = today - timedelta(days=offset + 7 * (weeks - 1))
    columns = []
    months = []
    named = 0
    for column in range(weeks):
        days = [start + timedelta(days=7 * column + row) for row in range(7)]
        columns.append(tuple(value_of(day) if day <= today else None for day in days))
        month = next((day.month for day in days if day.day == 1), days[0].month if column == 0 else 0)
        # A first column with only a month's last days leaves its place to the month after it.
        if month and month != named and not (column == 0 and (days[-1] + timedelta(days=7)).month != days[0].month):
            months.append((column, MONTH_NAMES[month - 1]))
            named = month
    return Heatmap(start=start, today=today, columns=tuple(columns), months=tuple(months))


def minutes_of(tallies: Mapping[date, Tally]) -> Callable[[date], int | None]:
    """A day's minutes in sessions and runs together, halves up; None on a day without either."""

    def value(day: date) -> int | None:
        tally = tallies.get(day)
        if tally is None or not tally.active:
            return None
        return max(1, whole_minutes((tally.session_ms + tally.bouts.time_ms) / 1000))

    return value


def step_of(value: int | None) -> int:
    """How dark minutes are drawn: 0 for none to 4."""
    return sum(value >= step for step in STEPS_MIN) if value else 0
