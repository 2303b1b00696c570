"""Entries of a kind in time order, found by day without looking at the others."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping
from datetime import date, datetime
from itertools import pairwise, starmap

from journal.entries import Entry, time_of

_RANGES = 64
"""How many ranges are remembered: a screen asks for the same few again and again."""


def in_time(entry: Entry) -> tuple[date, float, str]:
    """Sorts by local day, then moment; what has a day only comes last in it."""
    value = time_of(entry)
    if isinstance(value, datetime):
        return value.date(), value.timestamp(), entry.id
    return value or date.min, math.inf, entry.id


def _is_before(one: Entry, other: Entry) -> bool:
    """Whether one comes before another of its kind in time, told without a key; False too where that is hard."""
    first, second = time_of(one), time_of(other)
    if not isinstance(first, datetime) or not isinstance(second, datetime):
        return isinstance(first, date) and isinstance(second, date) and first < second
    return first.date() <= second.date() and first < second


class Order:
    """One kind's ids by day and, once somebody has read them all, its entries in time order.

    Holds until a document of the kind changes (``version``).
    """

    def __init__(self, version: int, days: Mapping[str, str], read: Callable[[str], Entry | None]) -> None:
        self.version = version
        self._ids = sorted(days, key=days.__getitem__)  # as a rule they are in order: one pass
        self._days = [days[id] for id in self._ids]
        self._read = read
        self._entries: list[Entry] | None = None
        self._ranges: dict[tuple[int, int], list[Entry]] = {}

    def ids(self, since: date | None, until: date | None) -> list[str]:
        """The ids of the days from ``since`` to ``until``, both included, by day."""
        return self._ids[self._range(since, until)]

    def dated(self, since: date | None, until: date | None) -> tuple[list[str], list[str]]:
        """Their days as written, and the ids."""
        range_ = self._range(since, until)
        return self._days[range_], self._ids[range_]

    def entries(self, since: date | None, until: date | None) -> list[Entry]:
        """The entries of those days in time order; those that cannot be read are left out.

        The list is the order's own: copy it before changing it.
        """
        range_ = self._range(since, until)
        if self._entries is None and range_ == slice(0, len(self._ids)):
            every = self._in_time(range_)
            if len(every) < len(self._ids):
                return every
            self._entries = every
        if self._entries is not None:
            return self._entries[range_]
        kept = self._ranges.get((range_.start, range_.stop))
        if kept is None:
            kept = self._in_time(range_)
            if len(self._ranges) < _RANGES:
                self._ranges[range_.start, range_.stop] = kept
        return kept

    def _in_time(self, range_: slice) -> list[Entry]:
        """The entries of a range in time order, in which they stand as a rule."""
        found = [entry for id in self._ids[range_] if (entry := self._read(id)) is not None]
        return found if all(starmap(_is_before, pairwise(found))) else sorted(found, key=in_time)

    def _range(self, since: date | None, until: date | None) -> slice:
        start = bisect_left(self._days, since.isoformat()) if since else 0
        stop = bisect_right(self._days, until.isoformat()) if until else len(self._days)
        return slice(start, stop)
