"""Entries to write into a journal, made for one login or another."""

from __future__ import annotations

from datetime import date, timedelta

import msgspec

from journal.clock import FixedClock
from journal.entries import (
    AnkleReport,
    CheckIn,
    Item,
    Session,
    Set,
)
from library.routine import PlannedDose

TODAY = date(2026, 11, 20)


def check_in(clock: FixedClock, left: int = 2, note: str = "", **shift: float) -> CheckIn:
    return CheckIn(at=clock.now() + timedelta(**shift), moment="on-waking", left=AnkleReport(rating=left), note=note)


def session(clock: FixedClock) -> Session:
    sets = tuple(Set(id=f"s{n}", side="left", reps=12) for n in range(3))
    item = Item(id="i1", exercise="short-foot", dose=PlannedDose(sets=3, reps=12), sets=sets)
    return Session(started_at=clock.now(), items=(item,))


def ticked(entry: Session, set_id: str, reps: int) -> Session:
    item = entry.items[0]
    sets = tuple(
        msgspec.structs.replace(one, reps=reps, result="done") if one.id == set_id else one for one in item.sets
    )
    return msgspec.structs.replace(entry, items=(msgspec.structs.replace(item, sets=sets),))
