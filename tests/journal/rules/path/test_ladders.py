"""Every ladder can be climbed: by a runner who does what is asked three times a week and whose mornings are quiet."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import cache

import pytest

from journal.entries import AnkleReport, CheckIn, Session
from journal.rules.done.history import History
from journal.rules.training.prefill import Preparing, begin, climbs
from library.catalogue import Catalogue
from library.exercise import Exercise
from library.routine import PlannedDose, RoutineItem
from tests.support.runners import done_as_offered
from tests.support.verdicts import allowing

CATALOGUE = Catalogue.built_in()
FIRST = date(2026, 3, 2)
WEEKS_A_STEP, WEEKS_TO_THE_TOP = 13, 39
"""A quarter for the longest, 10 to 25 raises on one foot; the four from walking heel to toe to a board in three."""
CALM = allowing()


def _noted(day: date) -> CheckIn:
    at = datetime.combine(day, time(7), UTC)
    return CheckIn(id=f"c{day}", at=at, moment="on-waking", left=AnkleReport(rating=0), right=AnkleReport(rating=0))


@cache
def weeks_up(id: str) -> int | None:
    """After how many weeks the next exercise of the ladder is due; None where it is not within a quarter."""
    exercise = CATALOGUE.get(id)
    sessions: list[Session] = []
    mornings: list[CheckIn] = []
    item = RoutineItem(exercise.id, PlannedDose.of(exercise))
    for number in range(WEEKS_A_STEP * 7):
        day = FIRST + timedelta(days=number)
        mornings.append(_noted(day))
        if day.isoweekday() not in (1, 3, 5):
            continue
        now = datetime.combine(day, time(18), UTC)
        ready = Preparing(CATALOGUE, History(sessions, mornings, now), CALM, now)
        if climbs(item, ready) is not None:
            return number // 7 + 1
        sessions.append(done_as_offered(begin(now, (item,), ready), number))
    return None


def _leads_on(exercise: Exercise) -> bool:
    """Whether a harder one comes after it by its numbers; jumps are opened by stages and landings: ``test_runners``."""
    return exercise.harder_id is not None and not exercise.gated and not CATALOGUE.get(exercise.harder_id).gated


STEPS = [one.id for one in CATALOGUE.all() if _leads_on(one)]


@pytest.mark.parametrize("exercise", STEPS)
def test_the_next_exercise_of_a_ladder_comes_within_a_quarter(exercise: str) -> None:
    """At the top of its numbers twice, and allowed."""
    assert weeks_up(exercise) is not None


@pytest.mark.parametrize("exercise", [one.id for one in CATALOGUE.all() if one.easier_id and not one.harder_id])
def test_the_top_of_every_ladder_is_reached(exercise: str) -> None:
    """From its easiest, one after the other, in less than a year."""
    ladder = CATALOGUE.ladder(exercise)
    assert sum(weeks_up(one.id) or 0 for one in ladder[:-1] if one.id in STEPS) <= WEEKS_TO_THE_TOP


@pytest.mark.parametrize(("stage", "reps"), [(1, 15), (2, 12)])
def test_a_programme_climbs_to_what_its_step_of_the_path_asks_for(stage: int, reps: int) -> None:
    """Heel drops open with 15 raises on both feet: two sets of 12 for ever would not show them. Open, 12 are meant."""
    routine = CATALOGUE.routine("heel-drop-programme")
    sessions: list[Session] = []
    mornings: list[CheckIn] = []
    for number in range(35):
        day = FIRST + timedelta(days=number)
        mornings.append(_noted(day))
        if not number % 3:
            now = datetime.combine(day, time(18), UTC)
            ready = Preparing(CATALOGUE, History(sessions, mornings, now), CALM, now, stage=stage)
            sessions.append(done_as_offered(begin(now, routine.items_in_week(1)[:1], ready, routine=routine), number))
    assert [one.reps for one in sessions[-1].items[0].sets] == [reps, reps]
