"""What the numbers of a table of activities mean, decided over all of it: marks, km or miles, hours or minutes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import cast

from msgspec import Struct

from journal.exchange.intake import garmin
from journal.exchange.intake.moments import Written
from journal.exchange.intake.numbers import (
    NoNumber,
    if_any,
    is_ambiguous,
    is_nothing,
    marks_of,
    number,
    seconds,
)
from journal.exchange.intake.recipes import ActivityKind
from journal.exchange.intake.sheets import SheetRow
from journal.exchange.intake.values import UNIT, DecimalMark, Terms
from journal.units import KM_PER_MILE, DistanceUnit

FASTEST_S_PER_KM = 100.0
"""No runner's pace; a duration of two parts that would need it is in hours and minutes."""
_MARKS: tuple[DecimalMark, DecimalMark] = (".", ",")
_RATIO = 0.03


class ActivityRow(Struct, frozen=True):
    """A row on its way: what is read before the table has been seen whole."""

    row: SheetRow
    date: Written
    kind: ActivityKind
    kind_text: str


class Measures:
    """``decimal`` is the mark of distances, None where nothing says so; ``unit`` is sure where ``unit_proven``."""

    def __init__(
        self,
        source: str,
        language: str,
        cell: Callable[[SheetRow, str], str],
        lines: Sequence[ActivityRow],
        terms: Terms,
    ) -> None:
        self._source, self._language, self._cell, self._terms = source, language, cell, terms
        rows = [line.row for line in lines]
        self._exact = marks_of(cell(row, field) for row in rows for field in ("elapsed_s", "moving", "distance_m"))
        self.decimal = self._decimal(rows)
        self.unit, self.unit_proven = self._unit(lines)
        self._hours_first = self._hours_come_first(lines)

    def number(self, row: SheetRow, field: str) -> float | None:
        """A number of the table; a unit that its column is named with may stand behind it: ``25 min``.

        Raises NoNumber: it is none.
        """
        cell = self._cell(row, field)
        try:
            return number(without_unit(cell, field), self.decimal)
        except NoNumber:
            return number(cell, self.decimal)  # which says it in the cell's own words

    def exact(self, row: SheetRow, field: str) -> float | None:
        """A number of Strava's columns of seconds and metres: with a point, unless a spreadsheet made it a comma.

        Raises NoNumber: it is none.
        """
        text = self._cell(row, field)
        if ":" in text and not is_nothing(text):
            return seconds(text)
        return number(text, self._exact.decimal or ".")

    def seconds(self, row: SheetRow, field: str) -> float | None:
        """A duration. Raises NoNumber: it is none."""
        return seconds(self._cell(row, field), hours_first=self._hours_first)

    def in_metres(self, row: SheetRow, shown: float) -> bool | None:
        """Whether a distance of Garmin's is in metres, by its pace; None where nothing says so."""
        return garmin.in_metres(shown, self._seconds(row, "time"), self._seconds(row, "pace"))

    def _number(self, row: SheetRow, field: str) -> float | None:
        return if_any(lambda: number(without_unit(self._cell(row, field), field), self.decimal))

    def _seconds(self, row: SheetRow, field: str) -> float | None:
        return if_any(lambda: seconds(self._cell(row, field)))

    def _decimal(self, rows: Sequence[SheetRow]) -> DecimalMark | None:
        """By the distances themselves, else by every other number of the table."""
        fields = ("distance", "distance_km", "distance_mi")
        own = marks_of(without_unit(self._cell(row, field), field) for row in rows for field in fields)
        if own.decimal or own.contradicted or self._source == "strava":  # Strava's other numbers always have a point
            return own.decimal
        return marks_of(cell for row in rows for cell in row.cells).decimal or self._decimal_by_pace(rows)

    def _decimal_by_pace(self, rows: Sequence[SheetRow]) -> DecimalMark | None:
        """The mark by which pace times distance is the time."""
        fitting: set[DecimalMark] = set()
        for row in rows:
            text = self._cell(row, "distance")
            if is_ambiguous(text):
                fitting |= {mark for mark in _MARKS if self.in_metres(row, number(text, mark) or 0) is not None}
        return next(iter(fitting)) if len(fitting) == 1 else None

    def _unit(self, lines: Sequence[ActivityRow]) -> tuple[DistanceUnit, bool]:
        """What distances without a unit are in, and whether that is sure."""
        answer, setting = self._terms.answers.get(UNIT), self._terms.distance
        if answer in ("km", "mi"):
            return cast(DistanceUnit, answer), True
        if self._source == "garmin":
            proven = garmin.unit_of(ratio for line in lines if (ratio := self._metres_walked(line)) is not None)
            if proven is not None:
                return proven, True
            return (setting, False) if self._language == "en" else ("km", True)
        if self._source == "strava":
            ratios = [ratio for line in lines if (ratio := self._metres_told(line)) is not None]
            for unit, metres in (("km", 1000.0), ("mi", 1000 * KM_PER_MILE)):
                if any(abs(ratio / metres - 1) < _RATIO for ratio in ratios):
                    return cast(DistanceUnit, unit), True
            return setting, setting == "km"
        return "km", True

    def _metres_walked(self, line: ActivityRow) -> float | None:
        """Steps a minute times minutes times a step's length, for each unit of a run's distance."""
        if line.kind.activity != "run" or line.kind.surface == "track":
            return None
        shown, cadence, stride = (self._number(line.row, field) for field in ("distance", "cadence", "stride"))
        time = self._seconds(line.row, "time")
        return cadence * time / 60 * stride / shown if shown and cadence and stride and time else None

    def _metres_told(self, line: ActivityRow) -> float | None:
        """Strava's second distance for each unit of the first."""
        shown = self._number(line.row, "distance")
        metres = if_any(lambda: number(self._cell(line.row, "distance_m"), self._exact.decimal or "."))
        return metres / shown if shown and metres and line.kind.activity != "swim" else None

    def _hours_come_first(self, lines: Sequence[ActivityRow]) -> bool:
        """Whether durations of two parts are hours and minutes: as minutes and seconds nobody could be so fast."""
        paces = []
        for line in lines:
            km = self._number(line.row, "distance_km") or (self._number(line.row, "distance_mi") or 0) * KM_PER_MILE
            if self._cell(line.row, "duration").count(":") == 1 and km and line.kind.activity in ("run", "walk"):
                paces.append((self._seconds(line.row, "duration") or 0) / km)
        return bool(paces) and sum(pace < FASTEST_S_PER_KM for pace in paces) > len(paces) / 2


def without_unit(text: str, field: str) -> str:
    """A cell without the unit its column is named with: ``5.2 km``."""
    _, _, unit = field.partition("_")
    bare = text[: -len(unit)].rstrip()
    return bare if unit and text.lower().endswith(unit) and bare[-1:].isdigit() else text
