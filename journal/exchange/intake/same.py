"""Whether two records are of one run: by when they were, never by day and length alone. Pure."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import datetime, timedelta

from journal.entries import Run
from journal.exchange.intake.values import SourceRun

SAME_START = timedelta(minutes=2)
OVERLAP = 0.6
"""Of the shorter one."""
AS_LONG, AS_LONG_BY_HAND = 0.03, 0.10
"""How far two lengths of one run may differ; a run logged by hand has round figures. House rules."""
LEFT_ON_S, LEFT_ON_KM_H = 12 * 3600.0, 1.0
"""Longer and slower than this is a watch that was not stopped."""
_LONGEST_S = timedelta(days=7).total_seconds()
Record = SourceRun | Run
"""What two records are compared by."""


def same_time(one: Record, other: Record) -> bool:
    """Whether both may be of one run: of agreeing kinds, and begun together or mostly at the same time."""
    if one.activity != other.activity and "other" not in (one.activity, other.activity):
        return False
    return at_once((one.started_at, _end(one)), (other.started_at, _end(other)))


def at_once(one: tuple[datetime, datetime], other: tuple[datetime, datetime]) -> bool:
    """Whether what lasted from and until these moments began together, or was mostly at the same time."""
    if abs(one[0] - other[0]) <= SAME_START:
        return True
    shorter = min(one[1] - one[0], other[1] - other[0])
    return shorter > timedelta() and min(one[1], other[1]) - max(one[0], other[0]) >= OVERLAP * shorter


def as_long(one: Record, other: Record, within: float = AS_LONG) -> bool:
    """Whether their lengths agree, by distance where both have one, else by time; what is not known agrees."""
    for mine, theirs in ((one.distance_km, other.distance_km), (one.duration_s, other.duration_s)):
        if mine and theirs:
            return abs(mine - theirs) <= within * max(mine, theirs)
    return True


def left_on(record: Record) -> bool:
    duration = record.duration_s or 0.0
    return duration > LEFT_ON_S and (record.distance_km or 0.0) / (duration / 3600) < LEFT_ON_KM_H


def _end(record: Record) -> datetime:
    """When it ended; of a watch that was not stopped only the beginning is known."""
    lasted = 0.0 if left_on(record) else getattr(record, "elapsed_s", None) or record.duration_s or 0.0
    return record.started_at + timedelta(seconds=min(lasted, _LONGEST_S))


class Timeline:
    """Records by time, to find those about the time of another."""

    def __init__(self, records: Sequence[Record]) -> None:
        self._records = sorted(enumerate(records), key=lambda item: item[1].started_at)
        self._starts = [record.started_at for _, record in self._records]
        self._longest = max((_end(record) - record.started_at for record in records), default=timedelta())

    def about(self, record: Record) -> list[int]:
        """Indexes of the records that may be of the same run, the nearest first."""
        first = bisect_left(self._starts, record.started_at - max(self._longest, SAME_START))
        last = bisect_right(self._starts, max(_end(record), record.started_at + SAME_START))
        near = [(index, other) for index, other in self._records[first:last] if same_time(record, other)]
        near.sort(key=lambda item: abs(item[1].started_at - record.started_at))
        return [index for index, _ in near]
