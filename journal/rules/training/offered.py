"""What of the exercises asked for may be done today, and what is left out and why: the verdict put to each. Pure.

An exercise of one side goes by that side; two-foot work, and whatever leaves the ground, by both. Sources:
docs/rules.md, "Bars", "Loads"; that a barred exercise gives way to the nearest easier one allowed is a house rule.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from journal.dates import short_day
from journal.entries import ANKLES, Side
from journal.rules.path.ladder import USUAL_START
from journal.rules.verdict.bars import allowed, allowed_beside, run_due
from journal.rules.verdict.table import LOADS, RUNS
from journal.rules.verdict.verdict import Verdict
from library.catalogue import Catalogue
from library.exercise import Exercise
from library.routine import PlannedDose, RoutineItem
from library.variant import as_done, is_packed


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


_SORE = {
    "calf": "calf",
    "achilles-mid": "Achilles",
    "achilles-insertion": "heel bone",
    "heel-plantar": "heel",
    "heel-side": "heel",
    "big-toe": "big toe",
}
"""What the spots that exercises are not done with are called in a sentence."""


def why_not(exercise: Exercise, found: Verdict, side: Side = "both") -> str:
    """Why an exercise is not done on a side today, in one sentence; empty when it may be.

    Bars first, for they say more than a load does; then what is sore that the exercise is not done with; then the ankle
    that allows least, of the other side's work too; drills, which are running or lead up to it, wait for a day with
    running.
    """
    ankles = ANKLES if side == "both" or exercise.by_both else (side,)
    for bar in found.bars:
        if bar.side in (*ankles, "body") and bar.bars(exercise):
            return bar.says
    for ankle in ankles:
        if sore := next((spot for spot in exercise.not_with if spot in found.sides[ankle].facts.sore), ""):
            return f"Not today: {ankle} {_SORE.get(sore, 'ankle')} is {'swollen' if sore == 'swollen' else 'sore'}."
    for ankle in sorted(ANKLES, key=lambda one: LOADS.index(found.sides[one].load)):
        one = found.sides[ankle]
        is_own = ankle in ankles
        if (is_own and allowed(exercise, one.load, one.facts) == "no") or (
            not is_own and not allowed_beside(exercise, one.load)
        ):
            rows = [row for row in found.rows if row.side in (ankle, "body")]
            return min(rows, key=lambda row: LOADS.index(row.load)).says
    return no_run(found) if exercise.type == "drill" else ""


def no_run(found: Verdict) -> str:
    """Why nothing is run that day, in one sentence; empty where something is.

    On the way back a step that is a walk, and a free day, hold no running either.
    """
    if not run_due(found.run):
        return min(found.rows, key=lambda row: RUNS.index(row.run)).says
    step = found.ladder if found.run == "ladder" else None
    if next_day := found.not_before if step is None else step.not_before:
        return f"No running before {short_day(next_day, found.day)}."
    return f"No running yet: {step.words}." if step is not None and step.rung < USUAL_START else ""


def sides_today(exercise: Exercise, per_side: bool, found: Verdict) -> tuple[Side, ...]:
    """The sides an exercise may be done on today: both at once, or each by itself; none when it is barred."""
    sides: tuple[Side, ...] = ANKLES if per_side else ("both",)
    return tuple(side for side in sides if not why_not(exercise, found, side))


def barred(exercise: Exercise, found: Verdict, per_side: bool | None = None) -> str:
    """Why an exercise is not begun today on any side, in one sentence; empty when it may be on one at least.

    ``per_side``: whether it is done one side at a time; not said, as its own dose is.
    """
    apart = exercise.dose.per_side if per_side is None else per_side
    if sides_today(exercise, apart, found):
        return ""
    # Where both ankles are to be spared each may bar the other's work, and nothing bars that of both.
    return why_not(exercise, found) or why_not(exercise, found, "left")


def bars_today(exercise: Exercise, found: Verdict) -> tuple[str, ...]:
    """Why an exercise, or one side of it, is not for today, a sentence each: ``On the left: No jumps: …``."""
    if why := barred(exercise, found):
        return (why,)
    if not exercise.dose.per_side:
        return ()
    by_side = ((side, why_not(exercise, found, side)) for side in ANKLES)
    return tuple(f"On the {side}: {why}" for side, why in by_side if why)


def care_today(exercise: Exercise, found: Verdict) -> tuple[str, ...]:
    """What is said of an exercise that may be done: ``Jump in shoes only: left sole is sore.``"""
    return tuple(bar.says for bar in found.bars if bar.concerns(exercise))


def dose_today(exercise: Exercise, dose: PlannedDose, found: Verdict) -> PlannedDose:
    """The dose as far as the day lets it be done: one set each on the journal's first days, half the jumps under 18.

    Half of one set is half of what it holds. Sources: docs/rules.md, row R0 and bar added-load.
    """
    if exercise.gated and is_light(found):
        dose = _half(dose)
    return replace(dose, sets=1) if any(row.id == "R0" for row in found.rows) else dose


def _unladen(item: RoutineItem, found: Verdict) -> RoutineItem:
    """The item without a weight where a bar forbids any, and without the note that tells how to do it with one."""
    if not is_light(found) or not (is_packed(item.way) or item.dose.load_kg):
        return item
    way = "+".join(id for id in item.way.split("+") if id != "backpack")
    return replace(item, dose=replace(item.dose, load_kg=None), note="", variant=way)


def is_light(found: Verdict) -> bool:
    """Whether no weight is added, and half is jumped, as under 18."""
    return any(bar.id == "added-load" for bar in found.bars)


def _half(dose: PlannedDose) -> PlannedDose:
    if dose.sets > 1:
        return replace(dose, sets=dose.sets // 2)
    return dose.with_amount(max(1, dose.amount // 2))


def is_less_today(found: Verdict) -> bool:
    """Whether a session begun today may hold less of an exercise than is planned."""
    return found.load != "progress" or is_light(found)


def _bar(exercise: Exercise, found: Verdict) -> str:
    """The sentence of a bar against an exercise, on whichever side; empty without one."""
    return next((bar.says for bar in found.bars if bar.bars(exercise)), "")


def offered(
    items: Sequence[RoutineItem], catalogue: Catalogue, found: Verdict, waits: Callable[[Exercise], str] = lambda _: ""
) -> OfferedItems:
    """The items as they may be done today; ``waits`` gives another reason why an exercise is not, or nothing.

    A barred one becomes the nearest easier exercise that is allowed, unless that is among the items already, without
    the item's note, which tells how to do the other; one barred on one side stays, for the other. Items whose exercise
    is unknown are passed over.
    """
    kept: list[RoutineItem] = []
    left_out: list[NotToday] = []
    held = {item.exercise for item in items}
    for item in items:
        exercise = catalogue.known(item.exercise)
        if exercise is None:
            continue
        item = _unladen(item, found)
        exercise = as_done(exercise, item.way)
        why = barred(exercise, found, item.dose.per_side) or waits(exercise)
        easier = None if not why and not item.dose.per_side else _easier(exercise, catalogue, found, waits)
        # A bar on one side outlasts the day: both sides do what both may, where there is such a thing.
        if not why and easier is not None and easier.id not in held and not _bar(easier, found):
            why = _bar(exercise, found)
        if not why:
            sides = sides_today(exercise, item.dose.per_side, found)
            kept.append(item)
            if item.dose.per_side and len(sides) < len(ANKLES):
                side: Side = "right" if "left" in sides else "left"
                left_out.append(NotToday(exercise.id, exercise.name, why_not(exercise, found, side), side))
            continue
        out = NotToday(exercise.id, exercise.name, why)
        if easier is not None and easier.id not in held:
            held.add(easier.id)
            kept.append(RoutineItem(easier.id, PlannedDose.of(easier)))
            out = NotToday(exercise.id, exercise.name, why, instead=easier.id, instead_name=easier.name)
        left_out.append(out)
    return OfferedItems(tuple(kept), tuple(left_out))


def _easier(
    exercise: Exercise, catalogue: Catalogue, found: Verdict, waits: Callable[[Exercise], str]
) -> Exercise | None:
    """The nearest easier exercise that may be done today."""
    seen = {exercise.id}
    below = catalogue.known(exercise.easier_id)
    while below is not None and below.id not in seen:
        if not barred(below, found) and not waits(below):
            return below
        seen.add(below.id)
        below = catalogue.known(below.easier_id)
    return None


def left_out_words(left_out: Iterable[NotToday]) -> tuple[str, ...]:
    """What is left out, a line for each reason: ``No jumps: … Left out: Pogo hops (Heel raise instead).``"""
    by_reason: dict[str, dict[Side, list[str]]] = {}
    for one in left_out:
        name = f"{one.name} ({one.instead_name} instead)" if one.instead else one.name
        by_reason.setdefault(one.why, {}).setdefault(one.side, []).append(name)
    return tuple(f"{why} Left out{_by_side(sides)}." for why, sides in by_reason.items())


def _by_side(names: Mapping[Side, Sequence[str]]) -> str:
    """``: A, B; on the left: C``."""
    whole = [f": {', '.join(names['both'])}"] if "both" in names else []
    return ";".join([*whole, *(f" on the {side}: {', '.join(names[side])}" for side in ANKLES if side in names)])
