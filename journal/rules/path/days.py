"""A journal read by days, in columns: one element a day, so that a rule about the last 14 days is a slice.

A day is the calendar day at an entry's own offset. What it holds is worked out in
``journal.rules.path.noted``. Source: docs/rules.md, "Words".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from journal.dates import FIRST_YEAR
from journal.entries import Answer, Asked, CheckIn, Entry, Fact, Run, Session, day_of
from journal.rules.path.noted import (
    EMPTY,
    NO_BODY,
    NOTHING,
    UNRATED,
    BalanceOf,
    DayNotes,
    SideDay,
    instant_of,
    notes_of,
)


class AnkleDays:
    """One ankle's columns: ``worst``, ``morning`` and ``flags`` by day, and the whole of each day in ``days``."""

    __slots__ = ("days", "flags", "morning", "worst")

    def __init__(self, days: list[SideDay]) -> None:
        self.days = days
        self.worst = [one.worst for one in days]
        self.morning = [one.morning for one in days]
        self.flags = [one.flags for one in days]

    def set(self, place: int, day: SideDay) -> None:
        """Put another day in a place."""
        self.days[place], self.worst[place] = day, day.worst
        self.morning[place], self.flags[place] = day.morning, day.flags

    def extended(self, size: int) -> AnkleDays:
        """A copy with at least ``size`` days."""
        more = size - len(self.days)
        copy = object.__new__(AnkleDays)
        copy.days = self.days + [NOTHING] * more
        copy.worst = self.worst + [UNRATED] * more
        copy.morning = self.morning + [UNRATED] * more
        copy.flags = self.flags + [0] * more
        return copy


class Board:
    """Both ankles and the rest in columns. ``first`` is the ordinal of the first day, place 0."""

    __slots__ = ("body", "facts", "first", "left", "rated", "right")

    def __init__(self, first: int, notes: Sequence[DayNotes], facts: tuple[Fact, ...]) -> None:
        self.first = first
        self.facts = facts
        self.left = AnkleDays([one.left for one in notes])
        self.right = AnkleDays([one.right for one in notes])
        self.body = [one.body for one in notes]
        self.rated = [int(one.left.worst >= 0 or one.right.worst >= 0) for one in notes]

    def extended(self, size: int, place: int | None = None, notes: DayNotes = EMPTY) -> Board:
        """A copy with at least ``size`` days, one of them another."""
        copy = object.__new__(Board)
        copy.first, copy.facts = self.first, self.facts
        copy.left, copy.right = self.left.extended(size), self.right.extended(size)
        more = size - len(self.body)
        copy.body = self.body + [NO_BODY] * more
        copy.rated = self.rated + [0] * more
        if place is not None:
            copy.put(place, notes)
        return copy

    def replaced(self, notes: Mapping[int, DayNotes]) -> Board:
        """A copy with other days, by their ordinals; those it does not hold yet are left out."""
        copy = self.extended(len(self))
        for ordinal, one in notes.items():
            if 0 <= (place := ordinal - self.first) < len(self):
                copy.put(place, one)
        return copy

    def put(self, place: int, notes: DayNotes) -> None:
        """Put another day in a place."""
        self.left.set(place, notes.left)
        self.right.set(place, notes.right)
        self.body[place] = notes.body
        self.rated[place] = int(notes.left.worst >= 0 or notes.right.worst >= 0)

    def __len__(self) -> int:
        return len(self.body)


_EARLIEST = date(FIRST_YEAR, 1, 1).toordinal()
"""Days before the years of a journal, which only a damaged or very old file holds, are none a verdict looks back on."""

_NEVER = date.max.toordinal()

_ASKED_OF = (CheckIn, Session, Run, Asked, Answer)


class Days:
    """A journal's days as rules read them. A value: ``changed`` makes another one that shares what stayed."""

    def __init__(
        self,
        entries: Mapping[int, tuple[Entry, ...]],
        notes: Mapping[int, DayNotes],
        facts: tuple[Fact, ...],
        balance: BalanceOf,
    ) -> None:
        self._entries, self._notes, self._balance = entries, notes, balance
        self.facts = facts
        self.first = min((day for day in notes if day >= _EARLIEST), default=_NEVER)
        """Ordinal of the first day with an entry that a rule reads; without one every day is before it."""
        self._board = Board(self.first, [], facts)

    def board(self, last: int) -> Board:
        """The columns up to a day, by its ordinal; what lies after it is of no matter to it."""
        size = last - self.first + 1
        if missing := range(self.first + len(self._board), last + 1):
            self._board = self._board.extended(size)
            for day in missing:
                if day in self._notes:
                    self._board.put(day - self.first, self._notes[day])
        return self._board

    @classmethod
    def of(cls, entries: Iterable[Entry], balance: BalanceOf) -> Days:
        """Entries in any order; those no rule reads are left out."""
        held: dict[int, list[Entry]] = {}
        facts: list[Fact] = []
        for entry in entries:
            if isinstance(entry, Fact):
                facts.append(entry)
            elif isinstance(entry, _ASKED_OF):
                day = day_of(entry)
                if day is not None:
                    held.setdefault(day.toordinal(), []).append(entry)
        by_day = {day: tuple(one) for day, one in held.items()}
        return cls(by_day, {day: notes_of(one, balance) for day, one in by_day.items()}, _sorted(facts), balance)

    def changed(self, days: Mapping[date, Sequence[Entry]], facts: Iterable[Fact] | None = None) -> Days:
        """The same with these days' entries instead of what they held, and other facts where given."""
        entries, notes = dict(self._entries), dict(self._notes)
        for day, held in days.items():
            kept = tuple(one for one in held if isinstance(one, _ASKED_OF))
            if kept:
                entries[day.toordinal()], notes[day.toordinal()] = kept, notes_of(kept, self._balance)
            else:
                entries.pop(day.toordinal(), None)
                notes.pop(day.toordinal(), None)
        other = Days(entries, notes, self.facts if facts is None else _sorted(facts), self._balance)
        if other.first == self.first:
            other._board = self._board.replaced({day.toordinal(): notes.get(day.toordinal(), EMPTY) for day in days})
            other._board.facts = other.facts
        return other

    def until(self, moment: datetime) -> tuple[int, DayNotes | None]:
        """The ordinal of a moment's day, and its notes as far as read then; None where the whole day has been read.

        What lies on a later calendar day and yet not after the moment, as across the date line, counts for the day.
        """
        day, now = moment.date().toordinal(), moment.timestamp()
        held = self._entries.get(day, ())
        read = [one for one in held if instant_of(one) <= now]
        ahead = [one for later in (day + 1, day + 2) for one in self._entries.get(later, ()) if instant_of(one) <= now]
        if len(read) == len(held) and not ahead:
            return day, None
        return day, notes_of([*read, *ahead], self._balance)


def _sorted(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    return tuple(sorted(facts, key=lambda one: (one.since, one.fact, one.side, one.id)))
