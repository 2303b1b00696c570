"""Exercises, and what was done of them, for tests of what is proposed next."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from journal.entries import Set, Side
from journal.rules.done.history import Performance
from journal.rules.training.progression import propose
from journal.rules.training.proposal import Proposal
from journal.rules.verdict.verdict import Verdict
from library.exercise import Dose, Exercise, Load, Range
from library.routine import PlannedDose
from tests.support.verdicts import allowing

NOW = datetime.fromisoformat("2026-11-20T18:00:00+01:00")
CALM, REPEAT, LESS = allowing(), allowing(right="repeat"), allowing(right="no-impact")
"""Days on which the right may do more, the same, or less."""

EASY = Exercise(id="easy", name="Easy raise")
HARD = Exercise(id="hard", name="Hard raise")
JUMP = Exercise(
    id="hop", name="Hop", impact="high", type="plyometric", dose=Dose(reps=Range(8, 20, 10), per_side=False)
)
LOADED = Exercise(
    id="raise",
    name="Raise",
    dose=Dose(reps=Range(8, 15, 12), sets=Range(1, 3, 2), load=Load("external", 0, 20), per_side=True),
)
BODY = Exercise(id="body", name="Body", dose=Dose(reps=Range(8, 15, 12), load=Load("bodyweight"), per_side=True))
BANDED = Exercise(id="pull", name="Pull", dose=Dose(reps=Range(8, 15, 10), load=Load("band"), per_side=True))
HELD = Exercise(
    id="stand", name="Stand", dose=Dose(mode="hold", hold_s=Range(10, 60, 30), sets=Range(2, 3, 2), per_side=True)
)
LONG = Exercise(id="aerobics", name="Aerobics", dose=Dose(mode="duration", duration_s=Range(600, 3600, 1800)))
WALK = Exercise(id="walk", name="Walk", dose=Dose(mode="distance", distance_m=Range(10, 30, 20)))


def done(
    *amounts: float,
    dose: PlannedDose,
    days: int,
    target: float | None = None,
    results: str = "",
    missing: int = 0,
    load: float | None = None,
    band: str = "",
    worst: int | None = 0,
    during: int | None = None,
    morning: int | None = 0,
) -> Performance:
    """A performance so many days ago; ``results`` has a letter a set: d done, s shaky, x skipped for soreness."""
    names = {"d": "done", "s": "shaky", "x": "skipped-sore", "o": "skipped-other", "r": "reduced"}
    letters = results or "d" * len(amounts)
    field = {"reps": "reps", "hold": "hold_s", "duration": "duration_s", "distance": "distance_m"}[dose.mode]
    sets = tuple(
        Set(
            id=str(n),
            side="right",
            planned=target if target is not None else dose.amount,
            load_kg=load,
            band=band,
            result=names[letter],  # type: ignore[arg-type]
            **{field: int(amount) if field == "reps" else amount},  # type: ignore[arg-type]
        )
        for n, (amount, letter) in enumerate(zip(amounts, letters, strict=True))
    )
    settled = None if morning is None else morning <= max(2, worst or 0)
    return Performance(
        NOW - timedelta(days=days), dose, sets, missing, worst=worst, during=during, morning=morning, settled=settled
    )


REPS = PlannedDose(sets=2, reps=12, per_side=True)
TOP = PlannedDose(sets=2, reps=15, per_side=True)
HOLD = PlannedDose(sets=2, hold_s=30, per_side=True)
HOP = PlannedDose(sets=2, reps=10)


def twice(*amounts: float, dose: PlannedDose = REPS, **fields: Any) -> list[Performance]:
    return [done(*amounts, dose=dose, days=12, **fields), done(*amounts, dose=dose, days=7, **fields)]


def once(*amounts: float, dose: PlannedDose = REPS, **fields: Any) -> list[Performance]:
    return [done(*amounts, dose=dose, days=7, **fields)]


def proposed(exercise: Exercise, dose: PlannedDose, history: list[Performance], found: Verdict) -> Proposal:
    """What is proposed of an exercise after a history on a day, the easier and the harder one open."""
    side: Side = "right" if dose.per_side else "both"
    harder = None if exercise in (LOADED, BANDED) else HARD
    return propose(exercise, dose, side, history, found, NOW, easier=EASY, harder=harder)
