"""How far a session is: sets done, time gone, time left. Pure; the estimate counts work, rests and getting ready."""

from __future__ import annotations

from datetime import datetime

import msgspec

from journal.entries import Item, Session, Set
from journal.rules.history import amount_of, live_items, live_sets
from journal.rules.readings import elapsed
from library.routine import CHANGE_SIDES_S, SET_UP_S


class Overview(msgspec.Struct, frozen=True):
    """``done`` of ``total`` sets have a result, ``skipped`` of them were left out; times in s, never negative."""

    done: int
    skipped: int
    total: int
    elapsed_s: float
    left_s: float

    @property
    def share(self) -> float:
        """From 0 to 1."""
        return self.done / self.total if self.total else 0.0


def overview(session: Session, now: datetime) -> Overview:
    """How far the session is."""
    sets = [set for item in live_items(session) for set in live_sets(item)]
    end = session.finished_at or now
    return Overview(
        done=sum(set.result is not None for set in sets),
        skipped=sum(str(set.result).startswith("skipped") for set in sets),
        total=len(sets),
        elapsed_s=max(0.0, elapsed(session.started_at, end).total_seconds()),
        left_s=sum(_left_s(item) for item in live_items(session)),
    )


def _left_s(item: Item) -> float:
    """Seconds the item's open sets take: their work, a change of sides for each second side, a rest for each round."""
    waiting = [set for set in live_sets(item) if set.result is None]
    if not waiting:
        return 0.0
    untouched = len(waiting) == len(live_sets(item))
    rounds = max(sum(set.side == side for set in waiting) for side in ("left", "right", "both"))
    work = sum(_work_s(item, set) for set in waiting)
    changes = (len(waiting) - rounds) * CHANGE_SIDES_S
    return (SET_UP_S if untouched else 0.0) + work + changes + (rounds - untouched) * (item.dose.rest_s or 0.0)


def _work_s(item: Item, set: Set) -> float:
    amount = amount_of(set, item.dose)
    return item.dose.work_s if amount is None else item.dose.work_s * amount / item.dose.amount
