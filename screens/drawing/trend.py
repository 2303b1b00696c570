"""The trend of both ankles as text: ratings over weeks on one grid, sessions and runs marked beneath. Pure.

``L`` is the left ankle, ``R`` the right, ``B`` both; the letters carry the meaning, in any colour or none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta

import msgspec

from journal.dates import MONTH_NAMES
from journal.rules.ankle.bands import Bands
from journal.rules.ankle.mornings import Bout
from journal.rules.ankle.readings import Reading
from journal.rules.shoes.shoes import Watch

SPANS = (2, 6, 26)
"""Weeks a trend can show."""
CELLS_PER_UNIT = 6
LABEL = 10
"""Cells of the scale on the left, its rule included."""


class Level(msgspec.Struct, frozen=True):
    """A row of the grid: ratings from ``low`` to ``high``."""

    low: int
    high: int

    @property
    def label(self) -> str:
        """``3``, ``4-5``."""
        return str(self.low) if self.low == self.high else f"{self.low}-{self.high}"


def levels(height: int, bands: Bands) -> tuple[Level, ...]:
    """Rows from the highest rating down: each rating its own from 11 lines on, else pairs that keep to the bands."""
    if height >= 11:
        return tuple(Level(rating, rating) for rating in range(10, -1, -1))
    rows: list[Level] = []
    for low, high in ((bands.amber + 1, 10), (bands.green + 1, bands.amber), (1, bands.green)):
        at = high
        while at >= low:
            rows.append(Level(max(low, at - 1), at))
            at -= 2
    return (*rows, Level(0, 0))


def letters(level: Level, left: Sequence[int | None], right: Sequence[int | None]) -> str:
    """A row's cells, one a value: L left, R right, B where both ankles stand in it."""

    def here(value: int | None) -> bool:
        return value is not None and level.low <= value <= level.high

    both = ((here(one), here(other)) for one, other in zip(left, right, strict=True))
    return "".join("B" if one and other else "L" if one else "R" if other else " " for one, other in both)


class DrawnTrend(msgspec.Struct, frozen=True):
    """A drawn trend: ``rows`` are (label, cells, light's name), top first; runs, sessions and days stand below.

    All lines are ``width`` cells wide, without their labels. ``new`` has an ``n`` where a pair of shoes was new.
    """

    first: date
    last: date
    width: int
    rows: tuple[tuple[str, str, str], ...]
    runs: str
    sessions: str
    days: str
    new: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether no rating falls into it."""
        return not any(cells.strip() for _, cells, _ in self.rows)


def trend(
    left: Iterable[Reading],
    right: Iterable[Reading],
    bouts: Iterable[Bout],
    last: date,
    weeks: int,
    *,
    width: int,
    height: int,
    bands: Bands,
    watches: Iterable[Watch] = (),
) -> DrawnTrend:
    """The ``weeks`` up to and with the day ``last``, in at most ``width`` cells and about ``height`` rows.

    A cell holds a part of a day (2 weeks), a day (6) or some days (26); the highest of several ratings is shown. Days
    are the runner's calendar days.
    """
    days = 7 * weeks
    first = last - timedelta(days=days - 1)
    units = weeks if weeks > 8 else days
    columns = units * max(1, min(CELLS_PER_UNIT, width // units))

    def cell(day: date, hour: float = 0.0) -> int | None:
        at = (day - first).days + hour / 24
        return int(at / days * columns) if 0 <= at < days else None

    shown = _highest(left, columns, cell), _highest(right, columns, cell)
    rows = [(level.label, letters(level, *shown), str(bands.light(level.low))) for level in levels(height, bands)]
    runs, sessions = [0] * columns, [0] * columns
    for bout in bouts:
        place = cell(bout.start.date(), bout.start.hour + bout.start.minute / 60)
        if place is not None:
            (runs if bout.kind == "run" else sessions)[place] += 1
    return DrawnTrend(
        first,
        last,
        columns,
        tuple(rows),
        _marks(runs, "r"),
        _marks(sessions, "s"),
        _days(first, days, columns),
        _new(list(watches), first, days, columns),
    )


def _new(watches: Sequence[Watch], first: date, days: int, columns: int) -> str:
    """An ``n`` in every column of which some day is in the first weeks of a pair of shoes."""
    new = [any(watch.holds(first + timedelta(days=n)) for watch in watches) for n in range(days)]
    cells = []
    for column in range(columns):
        since, until = column * days // columns, max(column * days // columns + 1, (column + 1) * days // columns)
        cells.append("n" if any(new[since:until]) else " ")
    return "".join(cells)


def _highest(ratings: Iterable[Reading], columns: int, cell: Callable[[date, float], int | None]) -> list[int | None]:
    values: list[int | None] = [None] * columns
    for reading in ratings:
        column = cell(reading.at.date(), reading.at.hour + reading.at.minute / 60)
        if column is not None:
            values[column] = max(values[column] or 0, reading.rating)
    return values


def _marks(counts: Sequence[int], letter: str) -> str:
    """A letter for one, the number for more."""
    return "".join(" " if not count else letter if count == 1 else str(min(9, count)) for count in counts)


def _days(first: date, days: int, columns: int) -> str:
    """Day marks: every Monday that has room, or the first of every month."""
    cells = [" "] * columns
    free = 0
    for n in range(days):
        day = first + timedelta(days=n)
        if days > 60:
            starts, text = day.day == 1, MONTH_NAMES[day.month - 1]
        else:
            starts, text = day.weekday() == 0, f"{day.day} {MONTH_NAMES[day.month - 1]}"
        at = int(n / days * columns)
        if starts and at >= free and at + len(text) <= columns:
            cells[at : at + len(text)] = text
            free = at + len(text) + 1
    return "".join(cells)
