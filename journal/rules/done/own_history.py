"""What the runner did of one exercise: last, best and trend per side. Pure.

``journal.rules.done.history`` tells what past sessions held; this sums it up for reading.
"""

from __future__ import annotations

import msgspec

from journal.entries import ANKLES, Side
from journal.rules.done.history import History, Performance
from library.exercise import Exercise

SHOWN = 24
"""How many sessions of an exercise the trend looks back."""


class SideHistory(msgspec.Struct, frozen=True):
    """One side's past with an exercise: the last session, that of the best set, one value a session.

    The best set is the heaviest, then the longest.
    """

    side: Side
    last: Performance
    best: Performance
    trend: tuple[float, ...]

    @property
    def sessions(self) -> int:
        """How many sessions the trend counts."""
        return len(self.trend)


def own_history(history: History, exercise: Exercise) -> tuple[SideHistory, ...]:
    """The exercise's past on each side that has one, left first; one row for both when it has no sides."""
    sides: tuple[Side, ...] = ANKLES if exercise.dose.per_side else ("both",)
    found = (_of_side(history, exercise.id, side) for side in sides)
    return tuple(row for row in found if row is not None)


def _of_side(history: History, exercise: str, side: Side) -> SideHistory | None:
    done = [one for one in history.performances(exercise, side, last=SHOWN) if one.amounts]
    if not done:
        return None
    mode = done[-1].dose.mode
    alike = [one for one in done if one.dose.mode == mode]
    return SideHistory(
        side=side,
        last=done[-1],
        best=max(alike, key=lambda one: (one.load_kg or 0.0, max(one.amounts), one.at)),
        trend=tuple(max(one.amounts) for one in alike),
    )
