"""Start a session, or add to it: items and their sets, prefilled from last time and from what is proposed. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

import msgspec

from journal.entries import ANKLES, Ankle, Item, Session, Set, Side
from journal.errors import SurefootError
from journal.rules.done.history import History, Performance, live_items, measure_of
from journal.rules.path.stages import STAGES, WEIGHT_STAGE, stage_of
from journal.rules.training.offered import care_today, dose_today, sides_today
from journal.rules.training.progression import Weights, propose
from journal.rules.training.proposal import Adjustment, Proposal
from journal.rules.verdict.table import LOADS
from journal.rules.verdict.verdict import Verdict
from journal.units import LoadUnit
from library.catalogue import Catalogue
from library.exercise import Exercise
from library.routine import PlannedDose, Routine, RoutineItem
from library.variant import as_done, is_packed, variant_said

_replace = msgspec.structs.replace
TOP_STAGE = len(STAGES)


class Preparing(msgspec.Struct, frozen=True):
    """What prefilling a session looks at.

    ``found`` is what may be done now. ``sides`` is the order in which a set is done on both; ``now`` decides ages, also
    of a session logged for an earlier day, which is a record: nothing is left out of it. ``stage`` of the training path
    is open, ``weights`` are what can be added.
    """

    catalogue: Catalogue
    history: History
    found: Verdict
    now: datetime
    sides: tuple[Ankle, ...] = ANKLES
    unit: LoadUnit = "kg"
    is_record: bool = False
    stage: int = TOP_STAGE
    weights: Weights = Weights()


def is_staged(routine: Routine | None, stage: int | None) -> bool:
    """Whether a programme's stage sets the numbers: once its step of the path is open, as in a journal from before it.

    Until then they climb as anywhere else, or nobody would ever show in it what that step asks for.
    """
    return routine is not None and bool(routine.stages) and (stage is None or routine.stage <= stage)


def side_order(
    first: str, found: Verdict, rating: Callable[[Ankle], int | None], done: Mapping[Ankle, float]
) -> tuple[Ankle, Ankle]:
    """Which side goes first.

    ``first``: ``left``, ``right``, ``sorer`` (by what it may do, then rating) or ``weaker`` (by what was done last).
    ``done``: how much each side did last time.
    """
    if first == "sorer":
        return _ordered(lambda ankle: (-LOADS.index(found.sides[ankle].load), rating(ankle) or 0))
    if first == "weaker":
        return _ordered(lambda ankle: (-done.get(ankle, 0.0), 0))
    return ("right", "left") if first == "right" else ("left", "right")


def _ordered(key: Callable[[Ankle], tuple[float, float]]) -> tuple[Ankle, Ankle]:
    return ("right", "left") if key("right") > key("left") else ("left", "right")


def begin(
    at: datetime,
    items: Sequence[RoutineItem],
    preparing: Preparing,
    *,
    routine: Routine | None = None,
    reasons: Mapping[str, str] | None = None,
) -> Session:
    """A session that starts at ``at``, its sets prefilled from last time and what is proposed.

    ``reasons`` say why an exercise stands in for another one, by its id.
    """
    session = Session(
        started_at=at,
        routine=routine.id if routine else "",
        name=routine.name if routine else "",
        stage=None if preparing.is_record else preparing.stage,
    )
    for item in items:
        why = (reasons or {}).get(item.exercise, "")
        session = add(session, item, preparing, at, why=why, staged=is_staged(routine, preparing.stage))
    if routine is None and len(items) == 1:
        session = _replace(session, name=session.items[0].name)
    return session


def halved(session: Session) -> Session:
    """The same with half the sets of each side, the larger half, and the same weight: what a lighter week offers.

    Consensus only; a whole week off cost strength in a trial (docs/rules.md, "The training path").
    """

    def half(item: Item) -> Item:
        places = {side: [one.id for one in item.sets if one.side == side] for side in (*ANKLES, "both")}
        kept = {id for ids in places.values() for id in ids[: (len(ids) + 1) // 2]}
        return _replace(item, sets=tuple(one for one in item.sets if one.id in kept))

    return _replace(session, items=tuple(map(half, session.items)))


def again(session: Session) -> tuple[RoutineItem, ...]:
    """What an earlier session held, to do it once more."""
    return tuple(RoutineItem(item.exercise, item.dose, variant=item.way) for item in live_items(session))


def add(
    session: Session,
    item: RoutineItem,
    preparing: Preparing,
    now: datetime,
    *,
    after: str | None = None,
    why: str = "",
    staged: bool = False,
) -> Session:
    """The session with an item more, prefilled; after the item of that id, else at the end."""
    made = _new_item(_new_id(session, now), item, preparing, now, why, staged)
    return _replace(session, items=(*session.items, _replace(made, position=_position(session, after))))


def proposals(
    exercise: Exercise, item: RoutineItem, preparing: Preparing, staged: bool = False
) -> tuple[Proposal, ...]:
    """What to do next of an item, per side in the order of the sets; not of a side that is not to do it today.

    The runner's own band or backpack is that which was last used for anything.
    """
    catalogue, history = preparing.catalogue, preparing.history
    exercise, dose = as_done(exercise, item.way), item.dose
    if exercise.dose.load.kind == "band" and not dose.band:
        dose = _replace(dose, band=history.band or None)
    sides: tuple[Side, ...] = preparing.sides if dose.per_side else ("both",)
    if not preparing.is_record:
        free = sides_today(exercise, dose.per_side, preparing.found)
        sides = tuple(side for side in sides if side in free) or sides
        dose = dose_today(exercise, dose, preparing.found)
    harder = catalogue.known(exercise.harder_id)
    may_load = preparing.stage >= WEIGHT_STAGE or not exercise.calf_level
    done = {side: history.performances(exercise.id, side, item.way) for side in sides}
    if not (may_load or preparing.is_record or any(one.load_kg for each in done.values() for one in each)):
        dose = _replace(dose, load_kg=None)
    return tuple(
        propose(
            exercise,
            dose,
            side,
            done[side],
            preparing.found,
            preparing.now,
            easier=catalogue.known(exercise.easier_id),
            harder=harder,
            staged=staged,
            weights=preparing.weights if may_load else Weights(none=True),
            own_kg=history.backpack_kg if is_packed(item.way) else None,
            is_open=harder is None or stage_of(harder) <= preparing.stage,
        )
        for side in sides
    )


def asks_for(exercise: Exercise, item: Item, one_set: Set, last: Performance | None) -> str:
    """``band`` or ``backpack``, where a set needs one the runner has not told of yet; empty where it does not.

    Told once, of one set, it is in every set that follows.
    """
    if one_set.result is not None or one_set.chosen:
        return ""
    if exercise.dose.load.kind == "band":
        return "" if one_set.band else "band"
    return "backpack" if is_packed(item.way) and one_set.load_kg == item.dose.load_kg and last is None else ""


def climbs(item: RoutineItem, preparing: Preparing) -> Exercise | None:
    """The harder exercise an item leads to now, on every side it is done on; None while it does not."""
    exercise = preparing.catalogue.known(item.exercise)
    if exercise is None or exercise.harder_id is None:
        return None
    proposed = proposals(exercise, item, preparing)
    ready = bool(proposed) and all(one.change is Adjustment.LADDER_UP for one in proposed)
    return preparing.catalogue.known(proposed[0].exercise) if ready else None


def _new_item(id: str, planned: RoutineItem, preparing: Preparing, now: datetime, why: str, staged: bool) -> Item:
    exercise = preparing.catalogue.known(planned.exercise)
    if exercise is None:
        raise SurefootError(f"There is no exercise called {planned.exercise} in the library.")
    proposed = proposals(exercise, planned, preparing, staged)
    care = () if preparing.is_record else care_today(exercise, preparing.found)
    note = "" if variant_said(planned.note) else planned.note
    return Item(
        id=id,
        exercise=exercise.id,
        name=exercise.name,
        variant=planned.way,
        dose=planned.dose,
        sets=_sets(id, planned.dose, proposed, now),
        how="\n".join(line for line in (note, *care) if line),
        reason="\n".join(line for line in (why, *_reasons(proposed, preparing.unit)) if line),
        updated_at=now,
    )


def _reasons(proposed: Sequence[Proposal], unit: LoadUnit) -> list[str]:
    """One line a side; one line in all when both say the same."""
    lines = [proposal.reason(unit) for proposal in proposed]
    plain = {line.removeprefix(f"{proposal.side}: ") for proposal, line in zip(proposed, lines, strict=True)}
    return [f"both: {plain.pop()}"] if len(lines) == 2 and len(plain) == 1 else lines


def _sets(item: str, dose: PlannedDose, proposed: Sequence[Proposal], now: datetime) -> tuple[Set, ...]:
    """The sets, round by round, one side after the other."""
    made: list[Set] = []
    for round in range(max(proposal.sets for proposal in proposed)):
        for proposal in proposed:
            if round < proposal.sets:
                made.append(_set(f"{item}-{len(made) + 1}", dose, proposal, now))
    return tuple(made)


def _set(id: str, dose: PlannedDose, proposal: Proposal, now: datetime) -> Set:
    measured: dict[str, Any] = {measure_of(dose): whole(dose, proposal.amount)}
    if dose.mode == "reps":
        measured["hold_s"] = dose.hold_s
    return Set(
        id=id,
        side=proposal.side,
        load_kg=proposal.load_kg,
        band=proposal.band,
        tempo=dose.tempo or "",
        planned=proposal.amount,
        updated_at=now,
        **measured,
    )


def whole(dose: PlannedDose, amount: float) -> float:
    """The amount as a set of the dose holds it: reps are whole."""
    return int(amount) if dose.mode == "reps" else amount


def _new_id(session: Session, now: datetime) -> str:
    """An id no item or set of the session has; two machines differ by their millisecond."""
    taken = {item.id for item in session.items} | {set.id for item in session.items for set in item.sets}
    stem, count = f"{int(now.timestamp() * 1000):x}", len(session.items) + 1
    while f"{stem}.{count}" in taken:
        count += 1
    return f"{stem}.{count}"


def _position(session: Session, after: str | None) -> float:
    items = live_items(session)
    at = next((index for index, item in enumerate(items) if item.id == after), len(items) - 1)
    if at + 1 >= len(items):
        return max((item.position for item in session.items), default=0.0) + 1.0
    return (items[at].position + items[at + 1].position) / 2
