"""How long a session will take, and what it will hold on a day on which an ankle is sore. Pure; an estimate.

House rules: a runner who has done a routine takes as long as they took, and the estimate from doses is for the first
times. What is shown before a session begins is what it will begin with, and what it says is left.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec
from msgspec.structs import asdict, replace

from journal.dates import whole_minutes
from journal.entries import Session, Side
from journal.rules.ankle.readings import instant
from journal.rules.done.tally import active_ms
from journal.rules.training.prefill import Preparing, proposals
from journal.rules.training.proposal import Proposal
from library.routine import CHANGE_SIDES_S, SET_UP_S, PlannedDose, RoutineItem, estimated_s

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
    return max(1, whole_minutes(median / 1000))


class Pacing(msgspec.Struct, frozen=True):
    """What turns an estimate from doses into how long this runner takes, the same before a session and during it.

    ``rest_between_s`` passes between two exercises. ``own`` is how many minutes the runner took as a rule, None where
    that is not known, and ``usual_s`` what the routine's own doses are estimated at.
    """

    rest_between_s: float = 0.0
    own: int | None = None
    usual_s: float = 0.0

    def taken_s(self, left_s: float, whole_s: float) -> float:
        """Seconds that ``left_s`` of a session estimated at ``whole_s`` take.

        Where the runner's own minutes are known they stand for the usual doses: a day with less takes less of them, one
        with more takes no more.
        """
        if self.own is None or not whole_s:
            return left_s
        return left_s * self.own * 60 / max(whole_s, self.usual_s)


def minutes(items: Sequence[RoutineItem], pacing: Pacing) -> int:
    """Whole minutes that items take, at least 1; 0 without items."""
    whole_s = estimated_s(items, pacing.rest_between_s)
    return max(1, whole_minutes(pacing.taken_s(whole_s, whole_s))) if items else 0


def as_proposed(items: Iterable[RoutineItem], ready: Preparing, *, staged: bool) -> tuple[RoutineItem, ...]:
    """The items with the sets and amounts that a session begun now would hold."""
    found = []
    for item in items:
        proposed = proposals(ready.catalogue.get(item.exercise), item, ready, staged)
        found.append(replace(item, dose=_dose(item.dose, proposed)))
    return tuple(found)


def _dose(dose: PlannedDose, proposed: Sequence[Proposal]) -> PlannedDose:
    """The dose as proposed: on one side, on both alike, or on each its own."""
    sided = {each.side: dose.with_amount(each.amount, sets=each.sets, per_side=False) for each in proposed}
    first, *rest = sided.values()
    if not rest:
        return OneSidedDose(**asdict(first), side=proposed[0].side) if dose.per_side else first
    if rest == [first]:
        return replace(first, per_side=dose.per_side)
    return SidedDose(**asdict(dose), left=sided["left"], right=sided["right"])
