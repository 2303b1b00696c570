"""What every table has in common on its way to entries: cells by field, dates, what is asked, what is left out."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from hashlib import blake2b
from typing import cast

from journal.dates import zone_of
from journal.exchange.intake.looking import Layout
from journal.exchange.intake.moments import NoMoment, OrderFound, Written, days_of, in_zone, local, written
from journal.exchange.intake.numbers import NoNumber
from journal.exchange.intake.sheets import Sheet, SheetRow, sheet_of
from journal.exchange.intake.values import (
    CLOCK_CHANGE,
    CUT,
    DAY_ORDER,
    DayOrder,
    Doubt,
    FileQuestion,
    LeftOut,
    SourceRun,
    Terms,
    Told,
    Unreadable,
    Workout,
)
from journal.text import one_line

_OFTEN = 5000
"""So many cells are read between two looks whether to go on."""


class NotOffered(Exception):
    """Why a row is left out."""


class TableReader(ABC):
    """One table on its way. ``date`` is the field of its dates; ``utc`` says that they are not local."""

    date = "date"
    utc = False

    def __init__(self, layout: Layout, terms: Terms) -> None:
        self.layout, self.terms = layout, terms
        self.columns: Mapping[str, int] = {field: places[0] for field, places in layout.columns.items()}
        self.left_out: list[LeftOut] = []
        self.asked: dict[str, FileQuestion] = {}
        self._cells = 0

    @abstractmethod
    def told(self) -> Told:
        """What the table tells. Raises Unreadable: its dates contradict each other, or it holds no row."""

    def sheet(self) -> Sheet:
        """The table's rows; what is no row is left out."""
        sheet = sheet_of(self.layout.text, self.layout.delimiter, self._looks_like_a_row, self.terms.going)
        self.left_out += sheet.left_out
        return sheet

    def _looks_like_a_row(self, cells: Sequence[str]) -> bool:
        at = self.columns[self.date]
        if len(cells) <= at or len(cells) > len(self.layout.headers) + 1:
            return False
        try:
            written(cells[at])
        except NoMoment:
            return False
        return True

    def cell(self, row: SheetRow, field: str) -> str:
        """The text of a field in a row; empty for a column that is not there."""
        self._cells += 1
        if not self._cells % _OFTEN:
            self.terms.going()
        at = self.columns.get(field)
        return row.cells[at].strip() if at is not None and at < len(row.cells) else ""

    def leave_out(self, row: SheetRow, why: str) -> None:
        self.left_out.append(LeftOut(row.where, why))

    def doubts(self, row: SheetRow) -> list[Doubt]:
        """What is not sure about a row before it is read."""
        return [Doubt(CUT, "the file is cut short in it")] if row.cut else []

    @contextmanager
    def reading(self, row: SheetRow) -> Iterator[None]:
        """Leave the row out where it turns out not to be offered, or to hold no number where one should be."""
        try:
            yield
        except (NotOffered, NoNumber) as why:
            self.leave_out(row, str(why))

    def tells(self, format: str, *, bouts: Sequence[SourceRun] = (), workouts: Sequence[Workout] = ()) -> Told:
        """All that the table tells, with what was left out and is asked. Raises Unreadable: it holds no row."""
        if not bouts and not workouts and not self.left_out:
            raise Unreadable("it has a header and no rows")
        return Told(
            format=format,
            bouts=tuple(bouts),
            workouts=tuple(workouts),
            left_out=tuple(self.left_out),
            asked=tuple(self.asked.values()),
        )

    def ask(self, id: str, asks: str, choices: tuple[str, ...], words: str) -> Doubt:
        """The doubt of a row, and the question of the file that settles it; asked once."""
        self.asked.setdefault(id, FileQuestion(id, asks, choices))
        return Doubt(id, words)

    def written(self, row: SheetRow) -> Written:
        """A row's date, taken apart. Raises NotOffered: it has none."""
        text = self.cell(row, self.date)
        if len(row.cells) <= self.columns[self.date]:
            raise NotOffered(f"it ends after {len(row.cells)} of {len(self.layout.headers)} columns")
        try:
            return written(text)
        except NoMoment as error:
            raise NotOffered(f"{one_line(text)[:40]!r} {error.args[-1]}" if text else "it has no date") from None

    def days(self, dates: Iterable[Written], *, month_first: bool) -> OrderFound:
        """Which part of the dates is the day. Raises Unreadable: they contradict each other."""
        days = days_of(dates, month_first=month_first)
        if days.contradicted:
            raise Unreadable("some of its dates have the day first and some the month; nothing says which")
        return days

    def moment(self, date: Written, days: OrderFound, doubts: list[Doubt]) -> datetime:
        """The moment of a date; what is not sure about it goes to the doubts.

        Raises NotOffered: no calendar has that day.
        """
        order: DayOrder = days.order
        if not days.proven and date.asks:
            answer = self.terms.answers.get(DAY_ORDER)
            if answer in ("day-first", "month-first"):
                order = cast(DayOrder, answer)
            else:
                other: DayOrder = "month-first" if order == "day-first" else "day-first"
                asks = "In its dates, is the day first or the month?"
                doubts.append(self.ask(DAY_ORDER, asks, (order, other), "day or month first"))
        try:
            zone = zone_of(self.terms.now)
            if date.moment is not None:
                return in_zone(date.moment, zone)
            if date.zone is not None:
                return in_zone(date.at(order), zone)
            if self.utc:
                return in_zone(date.at(order).replace(tzinfo=UTC), zone)
            moment, sure = local(date.at(order), self.terms.now)
        except NoMoment:
            raise NotOffered("it is of a day that no calendar has") from None
        if not sure:
            doubts.append(Doubt(CLOCK_CHANGE, "in the hour of a clock change"))
        return moment


def hashed(*parts: object) -> str:
    """A short name for what has no id: the same for the same parts."""
    return blake2b("|".join(map(str, parts)).encode(), digest_size=10).hexdigest()
