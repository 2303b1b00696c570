"""A session, edited: every function takes one and gives the next. Pure; times come in, ids are made from them.

Sets are addressed by id. Whatever is touched gets ``updated_at``, so that two copies merge set by set; what is dropped
stays, marked removed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

import msgspec

from journal.entries import Item, Session, SessionState, Set, SetResult, SideRating
from journal.errors import SurefootError
from journal.rules.ankle.readings import elapsed, instant
from journal.rules.done.history import amount_of, is_begun, live_items, live_sets, measure_of, sets_in
from journal.rules.training.one_line import SetValues, checked
from journal.rules.training.prefill import Preparing, add, whole
from journal.rules.training.progression import BANDS, LOAD_GRAIN_KG, amount_step, band_rank
from library.routine import PlannedDose, RoutineItem

FORGOTTEN_AFTER = timedelta(hours=3)
"""A session without a tick for so long was left open by mistake."""

_ADDED = re.compile(r".*-([0-9a-f]{1,15})-\d+")
_SPREAD_MS = 1 << 22

_replace = msgspec.structs.replace


def open_session(sessions: Iterable[Session]) -> Session | None:
    """The open session; the newest, should two logins have opened one at the same moment."""
    found = [session for session in sessions if session.state == "open"]
    return max(found, key=lambda session: session.started_at.timestamp(), default=None)


def is_left(session: Session, now: datetime) -> bool:
    """Whether an open session was left on an earlier day: it is offered still, but no longer what to do now.

    One that goes on over midnight is not left, until hours after its last set.
    """
    return session.started_at.date() < now.date() and end_of(session, now) < now


def left_as_it_was(session: Session, now: datetime) -> Session:
    """A session that was left, ended where it stood: short with its last set, or abandoned where none was done."""
    return closed(session, "short" if is_begun(session) else "abandoned", end_of(session, now))


def find_item(session: Session, id: str) -> Item:
    """The item of that id. Raises SurefootError: it is not there (another login dropped it)."""
    for item in session.items:
        if item.id == id and not item.removed:
            return item
    raise SurefootError("That exercise is no longer in this session.")


def find_set(session: Session, id: str) -> tuple[Item, Set]:
    """The set of that id with its item. Raises SurefootError: it is not there (another login dropped it)."""
    for item in session.items:
        for set in item.sets:
            if set.id == id and not set.removed and not item.removed:
                return item, set
    raise SurefootError("That set is no longer in this session.")


def edit_item(session: Session, id: str, now: datetime, **changes: Any) -> Session:
    """The session with fields of one item changed."""
    find_item(session, id)
    items = tuple(_replace(item, updated_at=now, **changes) if item.id == id else item for item in session.items)
    return _replace(session, items=items)


def edit_set(session: Session, id: str, now: datetime, **changes: Any) -> Session:
    """The session with fields of one set changed; as it is where they stand so already.

    Raises BadSet: a value no set can hold.
    """
    _, now_set = find_set(session, id)
    for field, value in changes.items():
        if value is not None and field in ("reps", "hold_s", "duration_s", "distance_m", "load_kg"):
            checked(field, value)
    if all(getattr(now_set, field) == value for field, value in changes.items()):
        return session
    items = tuple(
        _replace(
            item, sets=tuple(_replace(set, updated_at=now, **changes) if set.id == id else set for set in item.sets)
        )
        for item in session.items
    )
    return _replace(session, items=items)


def log(
    session: Session,
    id: str,
    now: datetime,
    *,
    result: SetResult = "done",
    values: SetValues | None = None,
    at: datetime | None = None,
) -> Session:
    """The set done: as it stands, or with ``values``; ``at`` when it was, else now.

    Less than was proposed is ``reduced``.
    """
    item, set = find_set(session, id)
    changes: dict[str, Any] = {}
    if values is not None:
        if values.amount is not None:
            changes[measure_of(item.dose)] = whole(item.dose, checked(measure_of(item.dose), values.amount))
        if values.load_kg is not None:
            changes["load_kg"] = values.load_kg
        if values.band is not None:
            changes["band"] = values.band
        if values.shaky:
            result = "shaky"
    amount = changes.get(measure_of(item.dose), amount_of(set, item.dose))
    if result == "done" and amount is not None and set.planned is not None and amount < set.planned:
        result = "reduced"
    return edit_set(session, id, now, result=result, done_at=at or now, **changes)


def skip(session: Session, id: str, now: datetime, *, sore: bool) -> Session:
    """The set left out, for soreness or another reason."""
    return edit_set(session, id, now, result="skipped-sore" if sore else "skipped-other", done_at=now)


def untick(session: Session, id: str, now: datetime) -> Session:
    return edit_set(session, id, now, result=None, done_at=None)


def adjusted(session: Session, id: str, steps: int, now: datetime) -> Session:
    """The set with so many steps more or less: reps by 1, seconds and metres by 5; never below 0."""
    item, set = find_set(session, id)
    amount = amount_of(set, item.dose) or 0.0
    step = amount_step(item.dose, amount) if item.dose.mode != "duration" or amount < 300 else 60.0
    amount = max(0.0, amount + steps * step)
    return edit_set(session, id, now, **{measure_of(item.dose): whole(item.dose, amount)})


def loaded(
    session: Session,
    id: str,
    steps: int,
    now: datetime,
    *,
    step_kg: float = LOAD_GRAIN_KG,
    banded: bool = False,
) -> Session:
    """The set with so many steps more or less load, or the next band; ``banded`` when its exercise takes one."""
    item, set = find_set(session, id)
    change: dict[str, Any]
    if set.band or item.dose.band or banded:
        at = band_rank(set.band)
        at = at if 0 <= at < len(BANDS) else -1 if steps > 0 else len(BANDS)
        change = {"band": BANDS[max(0, min(len(BANDS) - 1, at + steps))]}
    else:
        change = {"load_kg": max(0.0, round((set.load_kg or 0.0) + steps * step_kg, 4))}
    return edit_set(session, id, now, **change)


def during(session: Session, id: str, now: datetime, left: int | None, right: int | None) -> Session:
    """Soreness during an item, 0-10 per side, None where not asked."""
    return edit_item(session, id, now, soreness=SideRating(left=left, right=right))


def rested(dose: PlannedDose, rest_s: float) -> PlannedDose:
    """The dose with another rest. Raises BadSet: longer than a rest can be."""
    return _replace(dose, rest_s=checked("rest_s", rest_s))


def add_round(session: Session, id: str, now: datetime) -> Session:
    """The item with a set more on each of its sides, as its last ones."""
    item = find_item(session, id)
    sets = live_sets(item)
    sides = list(dict.fromkeys(set.side for set in sets)) or ["both"]
    stem = _stem_after(item.sets, now)
    made = []
    for count, side in enumerate(sides, len(item.sets) + 1):
        last = next((set for set in reversed(sets) if set.side == side), None)
        fresh = last or Set(id="", side=side)
        id_ = f"{item.id}-{stem}-{count}"
        made.append(_replace(fresh, id=id_, chosen=False, result=None, done_at=None, updated_at=now))
    return edit_item(session, id, now, sets=(*item.sets, *made))


def _stem_after(sets: Iterable[Set], now: datetime) -> str:
    """What the ids of sets added now are told apart by: milliseconds in hexadecimal digits, later than those of others.

    Merging puts sets in the order of their ids. After one that was added by a clock ahead of this one, up to 70 minutes
    more than its own, by this clock: never merely the next number, which another machine would give, too.
    """
    moment = int(now.timestamp() * 1000)
    last = max((int(found[1], 16) for one in sets if (found := _ADDED.fullmatch(one.id))), default=0)
    return f"{moment if moment > last else last + 1 + moment % _SPREAD_MS:x}"


def drop_set(session: Session, id: str, now: datetime) -> Session:
    """The session without a set; without its item too, when that was the last one."""
    item, _ = find_set(session, id)
    session = edit_set(session, id, now, removed=True)
    return session if live_sets(find_item(session, item.id)) else drop_item(session, item.id, now)


def drop_item(session: Session, id: str, now: datetime) -> Session:
    """The session without an item; a timer for it ends."""
    session = edit_item(session, id, now, removed=True)
    return _replace(session, timer=None) if session.timer is not None and session.timer.item == id else session


def moved(session: Session, id: str, by: int, now: datetime) -> Session:
    """The session with an item moved so many places down (up when negative)."""
    order = [item.id for item in live_items(session)]
    find_item(session, id)
    at = order.index(id)
    to = max(0, min(len(order) - 1, at + by))
    if at == to:
        return session
    rest = [item for item in live_items(session) if item.id != id]
    before = rest[to - 1].position if to > 0 else rest[0].position - 2.0
    behind = rest[to].position if to < len(rest) else rest[-1].position + 2.0
    return edit_item(session, id, now, position=(before + behind) / 2)


def swapped(session: Session, id: str, planned: RoutineItem, preparing: Preparing, now: datetime) -> Session:
    """The session with another exercise in an item's place; what was done of it stays, as an item of its own."""
    item = find_item(session, id)
    session = add(session, planned, preparing, now, after=id, why=f"instead of {item.name}")
    to_do = [set for set in live_sets(item) if set.result is None]
    if len(to_do) == len(live_sets(item)):
        return drop_item(session, id, now)
    for set in to_do:
        session = edit_set(session, set.id, now, removed=True)
    return session


def next_set(session: Session, after: str | None = None) -> tuple[Item, Set] | None:
    """The first set still to do after the one of that id, going round to the start; None when all are done."""
    order = sets_in(session)
    at = next((index for index, (_, set) in enumerate(order) if set.id == after), -1)
    for item, set in [*order[at + 1 :], *order[: at + 1]]:
        if set.result is None:
            return item, set
    return None


def is_complete(session: Session) -> bool:
    """Whether no set is left to do."""
    return next_set(session) is None


def end_of(session: Session, now: datetime) -> datetime:
    """When a session that is closed now ended: now, or with its last set when that is hours ago (house rule)."""
    done = [set.done_at for item in session.items for set in item.sets if set.done_at is not None and not set.removed]
    last = max(done, key=instant, default=session.started_at)
    return last if elapsed(last, now) > FORGOTTEN_AFTER else now


def closed(
    session: Session, state: SessionState, at: datetime, rpe: float | None = None, note: str | None = None
) -> Session:
    """The session ended: finished, short, postponed or abandoned; its timer ends too. Never before it started."""
    return _replace(
        session,
        state=state,
        finished_at=max(at, session.started_at),
        timer=None,
        rpe=rpe if rpe is not None else session.rpe,
        note=session.note if note is None else note,
    )


def reopened(session: Session) -> Session:
    """The session open again, to go on with it."""
    return _replace(session, state="open", finished_at=None)


def with_its_end(session: Session, now: datetime) -> Session:
    """A session whose state was typed, with the end that goes with it: none while it is open, no timer after it."""
    if session.state == "open":
        return reopened(session)
    return closed(session, session.state, session.finished_at or end_of(session, now))
