"""What the runner did of one exercise: last, best and trend per side. Pure.

``journal.rules.done.history`` tells what past sessions held; this sums it up for reading.
"""

from __future__ import annotations

from datetime import datetime

import msgspec

from journal.entries import ANKLES, Side
from journal.rules.done.history import History, Performance
from library.exercise import Exercise

SHOWN = 24
"""How many sessions of an exercise the trend looks back."""


class Feat(msgspec.Struct, frozen=True):
    """One set worth naming: how much, with which load or band, when. ``amount`` is in the unit of the dose."""

    at: datetime
    amount: float
    load_kg: float | None = None
    band: str = ""


class SideHistory(msgspec.Struct, frozen=True):
    """One side's past with an exercise: the last session's sets, the best set, one value a session."""

    side: Side
    last: Performance
    best: Feat
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
        best=max((_feat(one) for one in alike), key=lambda feat: (feat.load_kg or 0.0, feat.amount, feat.at)),
        trend=tuple(max(one.amounts) for one in alike),
    )


def _feat(performance: Performance) -> Feat:
    """The best set of a session: the heaviest, then the longest."""
    return Feat(performance.at, max(performance.amounts), performance.load_kg, performance.band)
