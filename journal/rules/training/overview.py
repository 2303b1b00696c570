"""How far a session is: sets done, time gone, time left. Pure; the estimate counts work, rests and getting ready."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

import msgspec

from journal.entries import Item, Session, Set
from journal.rules.ankle.bouts import DONE
from journal.rules.ankle.readings import elapsed
from journal.rules.done.history import amount_of, live_items, live_sets
from journal.rules.training.duration import Pacing
from library.routine import CHANGE_SIDES_S, SET_UP_S
from library.words import counted


class Overview(msgspec.Struct, frozen=True):
    """``done`` of ``total`` sets were done, ``skipped`` left out; times in s, never negative."""

    done: int
    skipped: int
    total: int
    elapsed_s: float
    left_s: float

    @property
    def words(self) -> str:
        """``5 of 16 sets, 1 skipped``: everywhere the same."""
        return count_words(self.done, self.skipped, self.total)


def count_words(done: int, skipped: int, total: int, word: str = "") -> str:
    """``5 of 16 sets, 1 skipped``; a ``word`` like done behind the sets."""
    words = f"{done} of {counted(total, 'set')}{f' {word}' if word else ''}"
    return f"{words}, {skipped} skipped" if skipped else words


def set_counts(items: Iterable[Item]) -> tuple[int, int, int]:
    """How many of the sets were done, how many skipped, and how many there are."""
    sets = [set for item in items for set in live_sets(item)]
    return sum(one.result in DONE for one in sets), sum(one.is_skipped for one in sets), len(sets)


def overview(session: Session, now: datetime, pacing: Pacing = Pacing()) -> Overview:
    """How far the session is; what is left of it by ``pacing``, else by its doses alone."""
    items = live_items(session)
    done, skipped, total = set_counts(items)
    end = session.finished_at or now
    between, waiting = pacing.rest_between_s, [item for item in items if _waiting(item)]
    left_s = sum(_takes_s(item, _waiting(item)) for item in waiting) + max(0, len(waiting) - 1) * between
    whole_s = sum(_takes_s(item, live_sets(item)) for item in items) + max(0, len(items) - 1) * between
    return Overview(
        done=done,
        skipped=skipped,
        total=total,
        elapsed_s=max(0.0, elapsed(session.started_at, end).total_seconds()),
        left_s=pacing.taken_s(left_s, whole_s),
    )


def _waiting(item: Item) -> list[Set]:
    return [set for set in live_sets(item) if set.result is None]


def _takes_s(item: Item, waiting: Sequence[Set]) -> float:
    """Seconds so many of its sets take: their work, a change of sides for each second side, a rest for each round."""
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
