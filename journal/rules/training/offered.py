"""What of the exercises asked for may be done today, and what is left out and why: the verdict put to each. Pure.

An exercise of one side goes by that side; two-foot work, and whatever leaves the ground, by both. Sources:
docs/rules.md, "Bars", "Loads"; that a barred exercise gives way to the nearest easier one allowed is a house rule.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from journal.entries import ANKLES, Side
from journal.rules.training.lookup import known
from journal.rules.verdict.bars import allowed
from journal.rules.verdict.table import LOADS
from journal.rules.verdict.verdict import Verdict
from library.catalogue import Catalogue
from library.exercise import Exercise
from library.routine import PlannedDose, RoutineItem


class NotToday(Struct, frozen=True):
    """An exercise that is not done today, whole or on one ``side``; ``why`` is the sentence of what bars it.

    ``instead`` is the exercise in its place, empty where there is none.
    """

    exercise: str
    name: str
    why: str
    side: Side = "both"
    instead: str = ""
    instead_name: str = ""


class OfferedItems(Struct, frozen=True):
    """The items that may be done today, in order, and what is left out of those asked for."""

    items: tuple[RoutineItem, ...]
    left_out: tuple[NotToday, ...] = ()


def why_not(exercise: Exercise, found: Verdict, side: Side = "both") -> str:
    """Why an exercise is not done on a side today, in one sentence; empty when it may be.

    Bars first, for they say more than a load does; then the ankle that allows least.
    """
    ankles = ANKLES if side == "both" or exercise.impact == "high" else (side,)
    for bar in found.bars:
        if bar.side in (*ankles, "body") and bar.bars(exercise):
            return bar.says
    for ankle in sorted(ankles, key=lambda one: LOADS.index(found.sides[one].load)):
        one = found.sides[ankle]
        if allowed(exercise, one.load, one.facts) == "no":
            rows = [row for row in found.rows if row.side in (ankle, "body")]
            return min(rows, key=lambda row: LOADS.index(row.load)).says
    return ""


def sides_today(exercise: Exercise, per_side: bool, found: Verdict) -> tuple[Side, ...]:
    """The sides an exercise may be done on today: both at once, or each by itself; none when it is barred."""
    sides: tuple[Side, ...] = ANKLES if per_side else ("both",)
    return tuple(side for side in sides if not why_not(exercise, found, side))


def barred(exercise: Exercise, found: Verdict, per_side: bool | None = None) -> str:
    """Why an exercise is not begun today on any side, in one sentence; empty when it may be on one at least.

    Args:
        per_side: whether it is done one side at a time; not said, as its own dose is.
    """
    apart = exercise.dose.per_side if per_side is None else per_side
    return "" if sides_today(exercise, apart, found) else why_not(exercise, found)


def offered(items: Sequence[RoutineItem], catalogue: Catalogue, found: Verdict) -> OfferedItems:
    """The items as they may be done today.

    A barred one becomes the nearest easier exercise that is allowed, unless that is among the items already; one barred
    on one side stays, for the other. Items whose exercise is unknown are passed over.
    """
    kept: list[RoutineItem] = []
    left_out: list[NotToday] = []
    held = {item.exercise for item in items}
    for item in items:
        exercise = known(catalogue, item.exercise)
        if exercise is None:
            continue
        if sides := sides_today(exercise, item.dose.per_side, found):
            kept.append(item)
            if item.dose.per_side and len(sides) < len(ANKLES):
                side: Side = "right" if "left" in sides else "left"
                left_out.append(NotToday(exercise.id, exercise.name, why_not(exercise, found, side), side))
            continue
        easier = _easier(exercise, catalogue, found)
        out = NotToday(exercise.id, exercise.name, why_not(exercise, found))
        if easier is not None and easier.id not in held:
            held.add(easier.id)
            kept.append(RoutineItem(easier.id, PlannedDose.of(easier), item.note))
            out = NotToday(exercise.id, exercise.name, out.why, instead=easier.id, instead_name=easier.name)
        left_out.append(out)
    return OfferedItems(tuple(kept), tuple(left_out))


def _easier(exercise: Exercise, catalogue: Catalogue, found: Verdict) -> Exercise | None:
    """The nearest easier exercise that may be done today."""
    seen = {exercise.id}
    below = known(catalogue, exercise.easier_id)
    while below is not None and below.id not in seen:
        if not barred(below, found):
            return below
        seen.add(below.id)
        below = known(catalogue, below.easier_id)
    return None


def left_out_words(left_out: Iterable[NotToday]) -> tuple[str, ...]:
    """What is left out, a line for each reason: ``Not today: Pogo hops (Calf raise instead). No jumps: …``."""
    by_reason: dict[str, list[str]] = {}
    for one in left_out:
        name = one.name if one.side == "both" else f"{one.name} on the {one.side}"
        by_reason.setdefault(one.why, []).append(f"{name} ({one.instead_name} instead)" if one.instead else name)
    return tuple(f"Not today: {', '.join(names)}. {why}" for why, names in by_reason.items())
