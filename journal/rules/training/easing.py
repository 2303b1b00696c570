"""Ease a session under way: an ankle too sore during it makes what is left of it on that side less. Pure.

Source: the pain-monitoring model (docs/rules.md, "Progression"): above 5 during an exercise is too much. The step is
the one a red light takes; that it is taken at once, and for the exercises still to come too, is a house rule.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from math import floor

import msgspec

from journal.entries import ANKLES, Ankle, Item, Session, Set, Side
from journal.rules.ankle.light import Light
from journal.rules.ankle.stop_signs import HIGH_RATING
from journal.rules.done.history import amount_of, ankles_of, live_items, live_sets, measure_of
from journal.rules.training.lookup import known
from journal.rules.training.prefill import Preparing, whole
from journal.rules.training.progression import LOAD_EASE, LOAD_GRAIN_KG, amount_step
from journal.rules.training.proposal import amount_words, load_or_body
from journal.rules.training.session import during, edit_item, edit_set
from journal.units import LoadUnit
from library.catalogue import Catalogue

_replace = msgspec.structs.replace


def sore_ankles(session: Session) -> dict[Ankle, int]:
    """The ankles that were at 6 or more during an exercise of the session, each with its highest rating."""
    rated = [item.soreness for item in live_items(session) if item.soreness is not None]
    highest = {side: max((getattr(one, side) or 0 for one in rated), default=0) for side in ANKLES}
    return {side: rating for side, rating in highest.items() if rating >= HIGH_RATING}


def as_red(preparing: Preparing, session: Session) -> Preparing:
    """What prefills an exercise added to the session: an ankle sore during it counts as red, whatever the bands."""
    return _replace(preparing, lights={**preparing.lights, **dict.fromkeys(sore_ankles(session), Light.RED)})


def sore_during(
    session: Session,
    id: str,
    now: datetime,
    left: int | None,
    right: int | None,
    catalogue: Catalogue,
    unit: LoadUnit = "kg",
) -> Session:
    """Soreness during an item, kept with it; an ankle newly at 6 or more eases the sets still to do on its side."""
    before = sore_ankles(session)
    session = during(session, id, now, left, right)
    fresh = {side: rating for side, rating in sore_ankles(session).items() if side not in before}
    for item in live_items(session) if fresh else ():
        session = _eased(session, item, now, fresh, catalogue, unit)
    return session


def _eased(
    session: Session, item: Item, now: datetime, sore: Mapping[Ankle, int], catalogue: Catalogue, unit: LoadUnit
) -> Session:
    """The session with one item's open sets a step easier, and the reason in place of what was proposed before."""
    exercise = known(catalogue, item.exercise)
    lines = item.reason.splitlines()
    sides: list[Side] = [*dict.fromkeys(set.side for set in live_sets(item))]
    for side in sides:
        ankles = [ankle for ankle in ankles_of(side) if ankle in sore]
        if not ankles:
            continue
        waiting = [set for set in live_sets(item) if set.side == side and set.result is None]
        timed = session.timer.set if session.timer is not None else ""
        session, told = _step(session, item, waiting, timed, now, unit)
        if exercise is not None and exercise.gated and waiting:
            told = "no more jumps today"
        why = ", ".join(f"{ankle} {sore[ankle]}" if side == "both" else f"{sore[ankle]}" for ankle in ankles)
        lines = _told(lines, side, f"{why} during this session → {told}" if told else "")
    reason = "\n".join(lines)
    return session if reason == item.reason else edit_item(session, item.id, now, reason=reason)


def _step(
    session: Session, item: Item, waiting: list[Set], timed: str, now: datetime, unit: LoadUnit
) -> tuple[Session, str]:
    """The first of these that can: 10 % less load, one set less, one step less of what is counted; with its words.

    The set a timer runs for (``timed``) stays.
    """
    if not waiting:
        return session, ""
    if load := max(set.load_kg or 0.0 for set in waiting):
        for set in waiting:
            less = floor((set.load_kg or 0.0) * (1 - LOAD_EASE) / LOAD_GRAIN_KG) * LOAD_GRAIN_KG
            session = edit_set(session, set.id, now, load_kg=less)
            load = min(load, less)
        return session, f"eased to {load_or_body(load, unit)}"
    if len(waiting) > 1:
        gone = next(set for set in reversed(waiting) if set.id != timed)
        return edit_set(session, gone.id, now, removed=True), "one set less"
    only, dose = waiting[0], item.dose
    amount = amount_of(only, dose) or 0.0
    less = amount - amount_step(dose, amount)
    if less <= 0:
        return session, "leave it out"
    session = edit_set(session, only.id, now, planned=less, **{measure_of(dose): whole(dose, less)})
    return session, f"eased to {amount_words(dose, less)}"


def _told(lines: list[str], side: Side, reason: str) -> list[str]:
    """The item's reasons with this one for a side, instead of the one that proposed more; first, for it is news."""
    kept = []
    for line in lines:
        said_for, colon, rest = line.partition(": ")
        other = "right" if side == "left" else "left"
        if " → " not in line or (colon and said_for == other):
            kept.append(line)
        elif colon and said_for == "both" and side != "both":
            kept.append(f"{other}: {rest}")
    return [reason if side == "both" else f"{side}: {reason}", *kept] if reason else kept
