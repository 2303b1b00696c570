"""The strength sessions of the demo's story: what was done on which of its days."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from msgspec.structs import replace

from journal.demo.days import StoryDays
from journal.demo.story import FOUNDATION, StoryWork, story
from journal.entries import Item, Session, Set, SetResult, SideRating
from library.built_in import BuiltIn
from library.routine import PlannedDose


def strength_sessions(days: StoryDays) -> Iterator[Session]:
    library = BuiltIn()
    for phase in story().phases:
        for index, day in enumerate(phase.days):
            items = [_item(library, id, work, index, day) for id, work in phase.work.items() if work.each[index]]
            told = Session(
                started_at=days.at(day, phase.at),
                state="finished",
                routine=phase.routine,
                name=phase.name,
                rpe=phase.rpe,
                note=story().session_notes.get(day, ""),
                stage=phase.stage,
            )
            yield _ended(told, items)
    yield _short(library, days.at(23, "19:05"))


def _item(library: BuiltIn, id: str, work: StoryWork, index: int, day: int) -> Item:
    """The item of one session, its sets not yet timed."""
    exercise = library.exercise(id)
    assert exercise is not None
    load = work.load_kg[index] if work.load_kg else None
    own = replace(PlannedDose.of(exercise), rep_s=None)  # a rep of the story takes the usual time
    dose = own.with_amount(work.each[index], sets=work.sets, load_kg=load, band=work.band or None)
    sets = []
    for number in range(work.sets):
        for side in ("left", "right") if dose.per_side else ("both",):
            done = dose.with_amount(work.left[index]) if work.left and side == "left" else dose
            result: SetResult = next((mark[3] for mark in work.marks if mark[:3] == (index, side, number)), "done")
            sets.append(
                Set(
                    id=f"{day:02d}-{id}-{number + 1}{side[0]}",
                    side=side,
                    reps=done.reps,
                    hold_s=done.hold_s,
                    duration_s=done.duration_s,
                    load_kg=load or None,
                    planned=work.planned[index] if work.planned else done.amount,
                    band=work.band,
                    result=result,
                )
            )
    return Item(id=f"{day:02d}-{id}", exercise=id, name=exercise.name, dose=dose, sets=tuple(sets))


def _ended(session: Session, items: list[Item]) -> Session:
    """The session with these items, every logged set timed by work and rests from its start, as it ended."""
    now = session.started_at + timedelta(minutes=1)
    timed = []
    for position, item in enumerate(items, start=1):
        sets = []
        for each in item.sets:
            if each.result is None:
                sets.append(each)
                continue
            now += timedelta(seconds=round(item.dose.work_s + 5))
            sets.append(replace(each, done_at=now, updated_at=now))
            if each.side != "left":
                now += timedelta(seconds=min(item.dose.rest_s or 0, 90))
        timed.append(replace(item, sets=tuple(sets), position=float(position), updated_at=now))
        now += timedelta(seconds=20)
    return replace(session, items=tuple(timed), finished_at=now, updated_at=now)


def _short(library: BuiltIn, start: datetime) -> Session:
    """Day 23: one set of heel raises, the next skipped because it was sore, and the rest left alone."""
    raises = _item(library, "double-leg-heel-raise", StoryWork(3, (12,)), 0, 23)
    stance = _item(library, "supported-single-leg-balance", StoryWork(3, (20,)), 0, 23)
    results: tuple[SetResult | None, ...] = ("done", "skipped-sore", None)
    sets = tuple(replace(each, result=result) for each, result in zip(raises.sets, results, strict=True))
    raises = replace(raises, sets=sets, soreness=SideRating(left=5, right=0))
    stance = replace(stance, sets=tuple(replace(each, result=None) for each in stance.sets))
    note = "Heel raises hurt at the back of the left heel. Stopped."
    short = Session(started_at=start, state="short", routine=FOUNDATION, name="Foundation", rpe=3, note=note)
    return _ended(short, [raises, stance])
