"""How long a session will take, and what it will hold on a day on which an ankle is sore. Pure; an estimate.

House rules: a runner who has done a routine takes as long as they took, and the estimate from doses is for the first
times. What is shown before a session begins is what it will begin with.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from journal.entries import Session, Side
from journal.rules.ankle.readings import instant
from journal.rules.done.tally import active_ms
from journal.rules.training.prefill import Preparing, proposals
from journal.rules.training.proposal import Proposal
from library.routine import CHANGE_SIDES_S, SET_UP_S, PlannedDose, RoutineItem, estimated_minutes

OWN_AT_LEAST, OWN_AT_MOST = 2, 5
"""A runner's own durations count from two sessions of a routine on; the last five of them (house rule)."""


class SidedDose(PlannedDose, frozen=True):
    """A dose that is not the same on both sides: ``left`` and ``right`` are what each of them is to do."""

    left: PlannedDose = PlannedDose(reps=1)
    right: PlannedDose = PlannedDose(reps=1)

    @property
    def words(self) -> str:
        """``left 2 x 12, right 3 x 12``."""
        return f"left {self.left.words}, right {self.right.words}"

    @property
    def estimated_s(self) -> float:
        """Seconds the sets of both take, with their rests, changing sides and getting ready."""
        sets = max(self.left.sets, self.right.sets)
        work = sum(one.sets * one.work_s for one in (self.left, self.right))
        changes = min(self.left.sets, self.right.sets) * CHANGE_SIDES_S
        return SET_UP_S + work + changes + (sets - 1) * (self.rest_s or 0)


class OneSidedDose(PlannedDose, frozen=True):
    """A dose of one ``side`` alone, where the other is not to do it today."""

    side: Side = "both"

    @property
    def words(self) -> str:
        """``2 x 12, right only``."""
        return f"{super().words}, {self.side} only"


def own_minutes(sessions: Iterable[Session], routine: str) -> int | None:
    """The median of how long the runner's last sessions of a routine took, in whole minutes; None below two."""
    ended = [each for each in sessions if each.routine == routine and each.state == "finished"]
    ended.sort(key=lambda each: instant(each.started_at), reverse=True)
    took = sorted(ms for each in ended[:OWN_AT_MOST] if (ms := active_ms(each)) > 0)
    if len(took) < OWN_AT_LEAST:
        return None
    # Not the statistics module: Today's first frame would wait for it.
    median = (took[(len(took) - 1) // 2] + took[len(took) // 2]) / 2
    return max(1, round(median / 60_000))


def minutes(
    items: Sequence[RoutineItem], rest_between_s: float, own: int | None = None, usual: Sequence[RoutineItem] = ()
) -> int:
    """Whole minutes that items take: the runner's own, where known, by as much shorter as the day's items are.

    ``own`` is what they took of the ``usual`` items.
    """
    estimate = estimated_minutes(tuple(items), rest_between_s)
    if own is None or not items:
        return estimate
    whole = estimated_minutes(tuple(usual), rest_between_s)
    return max(1, round(own * min(1.0, estimate / whole))) if whole else own


def as_proposed(items: Iterable[RoutineItem], ready: Preparing, *, staged: bool = False) -> tuple[RoutineItem, ...]:
    """The items with the sets and amounts that a session begun now would hold."""
    found = []
    for item in items:
        proposed = proposals(ready.catalogue.get(item.exercise), item.dose, ready, staged)
        found.append(RoutineItem(item.exercise, _dose(item.dose, proposed), item.note))
    return tuple(found)


def _dose(dose: PlannedDose, proposed: Sequence[Proposal]) -> PlannedDose:
    if len(proposed) == 1 and dose.per_side:
        one = _of_side(dose, proposed[0], False)
        fields = {name: getattr(one, name) for name in PlannedDose.__struct_fields__}
        return OneSidedDose(**fields, side=proposed[0].side)
    if len(proposed) == 1:
        return _of_side(dose, proposed[0], False)
    by_side = {each.side: each for each in proposed}
    left, right = (_of_side(dose, by_side[side], False) for side in ("left", "right"))
    if left == right:
        return _of_side(dose, proposed[0], dose.per_side)
    fields = {name: getattr(dose, name) for name in PlannedDose.__struct_fields__}
    return SidedDose(**fields, left=left, right=right)


def _of_side(dose: PlannedDose, proposal: Proposal, per_side: bool) -> PlannedDose:
    fields = {name: getattr(dose, name) for name in PlannedDose.__struct_fields__}
    amount = int(proposal.amount) if dose.mode == "reps" else proposal.amount
    name = {"reps": "reps", "hold": "hold_s", "duration": "duration_s", "distance": "distance_m"}[dose.mode]
    return PlannedDose(**(fields | {"sets": proposal.sets, "per_side": per_side, name: amount}))
