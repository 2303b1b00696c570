"""What was trained, day by day, as the training path reads it: how each session was taken, and every landing counted.

Landings are one count for all that leaves the ground: rope 2 a second, skips 1.3 a metre, a
hop on one foot, a split jump or a squat jump 2 (house rules where no count is known).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from msgspec import Struct

from journal.entries import Run, Session, Set
from journal.rules.ankle.bouts import DONE, DONE_STATES, is_self_care
from journal.rules.ankle.mornings import Mornings
from journal.rules.done.history import live_sets
from library.catalogue import Catalogue
from library.exercise import Exercise
from library.routine import PlannedDose
from library.variant import as_done

PER_SECOND, PER_METRE = 2.0, 1.3
DOUBLE = frozenset({"single-leg-hop", "split-jump", "squat-jack"})
"""One repetition of these counts as two landings."""
ENOUGH = 0.75
"""A session that was cut short counts as done from this share of its sets on."""


class Trained(Struct, frozen=True):
    """One session, or one run with a rope, as it was taken.

    ``stage`` is that of the path when it was begun, None where nothing was stored. ``is_done``: finished, or short with
    three quarters of its sets. ``settled`` is of both ankles the morning after, None where one was not rated;
    ``morning`` the highest of them. ``landings`` counts both feet together; ``over_edge`` says that calf work over an
    edge or with weight was done.
    """

    day: date
    routine: str = ""
    stage: int | None = None
    is_done: bool = True
    settled: bool | None = None
    morning: int | None = None
    landings: int = 0
    over_edge: bool = False
    is_rope: bool = False


def landings(exercise: Exercise, held: Set | PlannedDose) -> float:
    """How many landings a set, or one set of a dose, is; 0 of what stays on the ground."""
    if not exercise.gated:
        return 0.0
    reps = (held.reps or 0) * (2 if exercise.id in DOUBLE else 1)
    return reps or (held.duration_s or 0) * PER_SECOND or (held.distance_m or 0) * PER_METRE


def landings_of(exercise: Exercise, dose: PlannedDose) -> int:
    """How many landings a dose is, of both feet together."""
    return round(landings(exercise, dose) * dose.sets * (2 if dose.per_side else 1))


def trained(
    sessions: Iterable[Session], runs: Iterable[Run], mornings: Mornings, catalogue: Catalogue
) -> tuple[Trained, ...]:
    """Sessions with something done in them, and runs with a rope, oldest day first."""
    found = [one for each in sessions if (one := _of_session(each, mornings, catalogue)) is not None]
    for run in runs:
        if run.activity == "jump-rope":
            day = run.started_at.date()
            count = round((run.duration_s or 0) * PER_SECOND)
            found.append(
                Trained(day, "", None, False, mornings.settled(day), mornings.highest(day), count, is_rope=True)
            )
    return tuple(sorted(found, key=lambda one: one.day))


def _of_session(session: Session, mornings: Mornings, catalogue: Catalogue) -> Trained | None:
    if session.state == "postponed" or is_self_care(session):
        return None
    jumped, over_edge, done, planned = 0.0, False, 0, 0
    for item in session.items:
        held = () if item.removed else live_sets(item)
        did = [one for one in held if one.result in DONE]
        planned, done = planned + len(held), done + len(did)
        exercise = catalogue.known(item.exercise)
        if exercise is not None and exercise.gated:
            for one in did:
                jumped += landings(exercise, one)
        if exercise is not None and exercise.calf_level:
            highest = as_done(exercise, item.way).calf_level == 3
            over_edge = over_edge or any(highest or one.load_kg for one in did)
    if not done and session.state not in DONE_STATES:
        return None
    day = session.started_at.date()
    return Trained(
        day=day,
        routine=session.routine,
        stage=session.stage,
        is_done=session.state == "finished" or (session.state == "short" and done >= ENOUGH * planned),
        settled=mornings.settled(day),
        morning=mornings.highest(day),
        landings=round(jumped),
        over_edge=over_edge,
    )
