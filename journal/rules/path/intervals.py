"""A run of the way back, minute by minute: walk, then run and walk in turn, then walk. Pure.

Where it stands follows from when it began and how long it rested, so that it is right after any stop of the program.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from msgspec import Struct

from journal.rules.path.ladder import Rung

AROUND_S = 300.0
"""The walk before and after, in s: 5 min, as the published tables have it."""


class Interval(Struct, frozen=True):
    """So many seconds of one thing."""

    does: Literal["walk", "run"]
    seconds: float


class Stand(Struct, frozen=True):
    """Where a guided run stands: which interval, past the last when it is over, and the seconds left of it."""

    index: int
    left_s: float


def intervals(rung: Rung) -> tuple[Interval, ...]:
    """What the rung is made of, with the walks around it; none for the usual. A rung of walking is one walk."""
    if not rung.run_min:
        return (Interval("walk", rung.walk_min * 60.0),) if rung.walk_min else ()
    once = [Interval("run", rung.run_min * 60.0)]
    if rung.walk_min:
        once.append(Interval("walk", rung.walk_min * 60.0))
    return (Interval("walk", AROUND_S), *once * rung.times, Interval("walk", AROUND_S))


def stand(plan: Sequence[Interval], gone_s: float) -> Stand:
    """Where it stands after so many seconds."""
    for index, one in enumerate(plan):
        if gone_s < one.seconds:
            return Stand(index, one.seconds - max(gone_s, 0.0))
        gone_s -= one.seconds
    return Stand(len(plan), 0.0)


def begun(plan: Sequence[Interval], index: int) -> float:
    """After how many seconds an interval begins."""
    return sum(one.seconds for one in plan[:index])
