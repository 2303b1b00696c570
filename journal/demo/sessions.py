"""The strength sessions of the demo's story: what was done on which of its days, told compactly."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import TypeVar

import msgspec

from journal.entries import Ankle, Item, Session, Set, SetResult, SideRating
from library.routine import PlannedDose

FOUNDATION = "foundation"
STRENGTH = "strength"

At = Callable[[int, str], datetime]
S = TypeVar("S", Item, Set)


def _replace(value: S, **fields: object) -> S:
    changed: S = msgspec.structs.replace(value, **fields)
    return changed


class _How(msgspec.Struct, frozen=True):
    """How an exercise is done in the story: what a set is counted in, on which sides, with which rest and tempo."""

    name: str
    measure: str
    per_side: bool = True
    rest_s: float = 30
    tempo: str | None = None
    held_s: float | None = None


_EXERCISES = {
    "double-leg-heel-raise": _How("Double-leg heel raise", "reps", per_side=False, rest_s=60, tempo="1-1-3"),
    "supported-single-leg-balance": _How("Supported single-leg balance", "hold_s"),
    "single-leg-balance": _How("Single-leg balance", "hold_s"),
    "band-eversion": _How("Band ankle eversion", "reps", rest_s=45, tempo="2-1-3"),
    "short-foot": _How("Short foot", "reps", held_s=5),
    "ankle-circles": _How("Ankle circles", "reps", rest_s=10),
    "seated-heel-raise": _How("Seated heel raise", "reps", per_side=False, rest_s=60, tempo="1-1-3"),
    "gastrocnemius-stretch": _How("Straight-knee calf stretch", "hold_s"),
    "band-inversion": _How("Band ankle inversion", "reps", rest_s=45, tempo="2-1-3"),
    "rice-self-care": _How("Rest, ice, compression, elevation", "duration_s", per_side=False, rest_s=7200),
    "ankle-pumps": _How("Ankle pumps", "reps", per_side=False, rest_s=10),
    "isometric-heel-raise-hold": _How("Isometric heel-raise hold", "hold_s", per_side=False, rest_s=90),
    "ankle-alphabet": _How("Ankle alphabet", "reps", rest_s=15),
    "towel-curls": _How("Towel curls", "reps"),
    "tibialis-wall-raise": _How("Tibialis anterior wall raise", "reps", per_side=False, rest_s=45, tempo="1-2-2"),
    "single-leg-heel-raise": _How("Single-leg heel raise", "reps", rest_s=60, tempo="2-1-3"),
    "bent-knee-heel-raise": _How("Bent-knee heel raise", "reps", rest_s=60, tempo="1-1-3"),
    "jump-rope": _How("Jump rope", "duration_s", per_side=False),
}


class _Work(msgspec.Struct, frozen=True):
    """One exercise through a phase: what a set held in each session (0: not in that session), left where it differs."""

    exercise: str
    sets: int
    each: str
    left: str = ""
    load_kg: str = ""
    planned: str = ""
    """What was proposed, where it differs from what was done on either side."""
    band: str = ""
    marks: tuple[tuple[int, Ankle, int, SetResult], ...] = ()
    """Session, side, set (each from 0) and how that set went, where it was not simply done."""


class _Phase(msgspec.Struct, frozen=True):
    days: tuple[int, ...]
    name: str
    routine: str
    work: tuple[_Work, ...]
    at: str = "19:05"
    rpe: float = 4
    stage: int = 1


_PHASES = (
    _Phase(
        (2, 4, 6, 9, 11, 13, 16, 18, 20),
        "Foundation",
        FOUNDATION,
        (
            _Work("ankle-circles", 1, "10 10 10 10 10 10 10 10 10"),
            _Work("double-leg-heel-raise", 2, "12 12 12 13 13 14 15 15 12"),
            _Work("seated-heel-raise", 2, "12 12 13 14 15 15 16 16 12"),
            _Work("tibialis-wall-raise", 2, "12 12 12 13 13 14 14 15 12"),
            _Work("short-foot", 1, "8 8 8 10 10 10 10 10 10"),
            _Work(
                "supported-single-leg-balance",
                2,
                "20 20 25 25 30 30 35 40 30",
                "15 15 20 20 25 25 30 30 20",
                marks=((0, "left", 1, "shaky"), (3, "left", 1, "shaky"), (8, "left", 1, "shaky")),
            ),
            _Work("gastrocnemius-stretch", 1, "30 30 30 30 30 30 30 30 30"),
        ),
    ),
    _Phase(
        (25, 26, 27),
        "Self-care",
        "",
        (_Work("rice-self-care", 1, "900 900 900"), _Work("ankle-pumps", 1, "0 20 20")),
        at="20:10",
        rpe=0,
    ),
    _Phase(
        (30, 32, 34),
        "Back to loading",
        "",
        (
            _Work("isometric-heel-raise-hold", 4, "20 25 30"),
            _Work("ankle-alphabet", 1, "1 1 1"),
            _Work("towel-curls", 2, "10 10 12"),
            _Work("supported-single-leg-balance", 2, "20 25 30", "15 20 25"),
        ),
        rpe=2,
    ),
    _Phase(
        (37, 39, 41, 44, 46, 51, 53, 55),
        "Foundation",
        FOUNDATION,
        (
            _Work("ankle-circles", 1, "10 10 10 10 10 10 10 10"),
            _Work("double-leg-heel-raise", 2, "10 12 12 14 15 15 15 15"),
            _Work("seated-heel-raise", 2, "12 13 14 15 16 18 18 20"),
            _Work("tibialis-wall-raise", 2, "12 12 14 15 15 16 18 18"),
            _Work("short-foot", 1, "10 10 10 12 12 12 12 12"),
            _Work(
                "single-leg-balance",
                2,
                "20 25 30 30 30 35 40 40",
                "10 15 20 20 25 30 30 35",
                marks=((0, "left", 1, "shaky"), (1, "left", 1, "shaky"), (4, "left", 0, "shaky")),
            ),
            _Work("gastrocnemius-stretch", 1, "30 30 30 30 30 30 30 30"),
        ),
        stage=2,
    ),
    _Phase(
        (58, 60, 62, 65, 67, 69, 72, 74, 76, 79, 81),
        "Strength",
        STRENGTH,
        (
            _Work("double-leg-heel-raise", 1, "12 12 12 12 12 12 12 12 12 12 12"),
            _Work(
                "single-leg-heel-raise",
                2,
                "8 9 10 11 12 14 10 10 11 12 12",
                "6 7 8 9 10 12 8 9 10 11 11",
                load_kg="0 0 0 0 0 0 2.5 2.5 2.5 2.5 2.5",
                planned="8 8 10 10 12 12 8 10 10 10 10",
                marks=((1, "left", 1, "shaky"), (6, "left", 1, "reduced")),
            ),
            _Work("bent-knee-heel-raise", 2, "10 10 11 12 12 13 14 15 15 15 15", "8 8 9 10 11 12 12 13 14 14 14"),
            _Work("band-inversion", 2, "10 10 10 12 12 12 14 14 15 15 15", band="green"),
            _Work(
                "band-eversion", 2, "10 10 10 12 12 12 14 14 15 15 15", "8 8 10 10 12 12 12 14 14 15 15", band="green"
            ),
            _Work("tibialis-wall-raise", 2, "15 15 16 16 18 18 18 20 20 20 20"),
            _Work("single-leg-balance", 2, "40 45 45 50 50 55 60 60 60 60 60", "35 40 40 45 45 50 50 55 55 60 60"),
            _Work("jump-rope", 2, "0 0 0 0 0 0 10 10 0 10 0"),
        ),
        rpe=5,
        stage=3,
    ),
)

_SESSION_NOTES = {
    2: "Slower than I thought. The left wobbles.",
    20: "Heel tender against the counter.",
    37: "Good to be back. Nothing sharp.",
    58: "Six on the left is honest work. No heel drops: the back of the heel bone was sore not long ago.",
    72: "Rope after six weeks: soft landings, stopped while fresh.",
    81: "Left heel raises even with the right, nearly.",
}


def strength_sessions(at: At) -> Iterator[Session]:
    """The story's sessions; ``at(day, "19:05")`` gives the moment of one of its days."""
    for phase in _PHASES:
        for index, day in enumerate(phase.days):
            items = [item for work in phase.work if (item := _item(work, index, day)) is not None]
            told = Session(
                started_at=at(day, phase.at),
                state="finished",
                routine=phase.routine,
                name=phase.name,
                rpe=phase.rpe,
                note=_SESSION_NOTES.get(day, ""),
                stage=phase.stage,
            )
            yield _ended(told, items)
    yield _short(at(23, "19:05"))
    yield Session(
        started_at=at(48, "19:30"),
        finished_at=at(48, "19:30"),
        updated_at=at(48, "19:30"),
        state="postponed",
        routine=FOUNDATION,
        name="Foundation",
        note="Late train.",
    )


def _amount(text: str, index: int) -> float:
    return float(text.split()[index])


def _item(work: _Work, index: int, day: int) -> Item | None:
    """The item of one session, its sets not yet timed; None where that session leaves the exercise out."""
    how = _EXERCISES[work.exercise]
    if not (right := _amount(work.each, index)):
        return None
    load = _amount(work.load_kg, index) if work.load_kg else None
    measures: dict[str, float] = {how.measure: right}
    if how.held_s:
        measures["hold_s"] = how.held_s
    dose = PlannedDose(
        sets=work.sets,
        reps=int(right) if how.measure == "reps" else None,
        hold_s=measures.get("hold_s"),
        duration_s=measures.get("duration_s"),
        per_side=how.per_side,
        load_kg=load,
        band=work.band or None,
        rest_s=how.rest_s,
        tempo=how.tempo,
    )
    sets = []
    for number in range(work.sets):
        for side in ("left", "right") if how.per_side else ("both",):
            amount = _amount(work.left, index) if work.left and side == "left" else right
            result: SetResult = next((mark[3] for mark in work.marks if mark[:3] == (index, side, number)), "done")
            sets.append(
                Set(
                    id=f"{day:02d}-{work.exercise}-{number + 1}{side[0]}",
                    side=side,
                    reps=int(amount) if how.measure == "reps" else None,
                    hold_s=amount if how.measure == "hold_s" else how.held_s,
                    duration_s=amount if how.measure == "duration_s" else None,
                    load_kg=load or None,
                    planned=_amount(work.planned, index) if work.planned else amount,
                    band=work.band,
                    result=result,
                )
            )
    return Item(id=f"{day:02d}-{work.exercise}", exercise=work.exercise, name=how.name, dose=dose, sets=tuple(sets))


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
            sets.append(_replace(each, done_at=now, updated_at=now))
            if each.side != "left":
                now += timedelta(seconds=min(item.dose.rest_s or 0, 90))
        timed.append(_replace(item, sets=tuple(sets), position=float(position), updated_at=now))
        now += timedelta(seconds=20)
    return msgspec.structs.replace(session, items=tuple(timed), finished_at=now, updated_at=now)


def _short(start: datetime) -> Session:
    """Day 23: one set of heel raises, the next skipped because it was sore, and the rest left alone."""
    work = _Work("double-leg-heel-raise", 3, "12")
    balance = _Work("supported-single-leg-balance", 3, "20")
    raises, stance = (item for each in (work, balance) if (item := _item(each, 0, 23)) is not None)
    results: tuple[SetResult | None, ...] = ("done", "skipped-sore", None)
    sets = tuple(_replace(each, result=result) for each, result in zip(raises.sets, results, strict=True))
    raises = _replace(raises, sets=sets, soreness=SideRating(left=5, right=0))
    stance = _replace(stance, sets=tuple(_replace(each, result=None) for each in stance.sets))
    note = "Heel raises hurt at the back of the left heel. Stopped."
    short = Session(started_at=start, state="short", routine=FOUNDATION, name="Foundation", rpe=3, note=note)
    return _ended(short, [raises, stance])
