"""Exercises as it looks: searching, reading, routines, cue cards, and each of its dialogs."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from journal.entries import Item, OwnExercise, OwnRoutine, Session, Set
from journal.journal import Journal
from library.exercise import Exercise
from library.routine import PlannedDose, RoutineItem
from tests.support.exploring import crossed, some
from tests.support.hostile import SHORT, WIDE, hostile_journal
from tests.support.journals import HOSTILE, app_over, fixed_clock, open_journal

SIZES = {"80x24": (80, 24), "120x40": (120, 40)}
FIND = ["2", "slash", *"solo leg", "enter"]


def used_journal(folder: Path) -> Journal:
    """Heel raises of three weeks, a remark on them, an exercise and a routine of the runner's own."""
    clock = fixed_clock()
    sessions = []
    for week, (left, right) in enumerate(((12, 14), (10, 13), (10, 12))):
        sets = (
            *(Set(id=f"l{n}", side="left", reps=left - n, load_kg=2.5, result="done") for n in range(2)),
            *(Set(id=f"r{n}", side="right", reps=right - n, load_kg=2.5, result="done") for n in range(2)),
        )
        item = Item(
            id="i", exercise="single-leg-heel-raise", dose=PlannedDose(sets=2, reps=12, per_side=True), sets=sets
        )
        at = clock.now() - timedelta(days=7 * week + 2)
        sessions.append(Session(started_at=at, finished_at=at, state="finished", items=(item,)))
    return open_journal(
        folder,
        [
            *sessions,
            OwnExercise(exercise="single-leg-heel-raise", annotation="Two fingers on the counter."),
            OwnExercise(exercise="own-stairs", definition=Exercise(id="own-stairs", name="Stairs with tea")),
            OwnRoutine(name="Kitchen", items=(RoutineItem("own-stairs", PlannedDose(sets=2, reps=10)),)),
        ],
        clock,
    )


STATES = {
    "search": ["2", "slash", *"heel rais"],
    "nothing-found": ["2", "slash", *"qqzzxx"],
    "detail": [*FIND, "enter"],
    "detail-below": [*FIND, "enter", "pagedown", "pagedown"],
    "routine": ["2", "v", "down", "enter"],
    "cue-card": ["2", "v", "v", "enter"],
}


@pytest.mark.parametrize(("state", "size"), crossed(STATES, SIZES, every=2))
def test_exercises(state: str, size: str, snap_compare: Any, tmp_path: Path) -> None:
    """The screen looks as it did when it was last looked at."""
    assert snap_compare(app_over(used_journal(tmp_path)), terminal_size=SIZES[size], press=STATES[state])


DIALOGS = {
    "filters": ["2", "f", "down", "space"],
    "own-exercise": ["2", "o"],
    "remark": [*FIND, "e"],
    "pick-routine": [*FIND, "a"],
    "routine": ["2", "v", "c"],
    "pick-exercise": ["2", "v", "e", "a", *"squ"],
    "dose": ["2", "v", "e", "e"],
}


@pytest.mark.parametrize("name", some(DIALOGS, ["filters", "own-exercise", "pick-routine", "routine"]))
def test_a_dialog_of_exercises(name: str, snap_compare: Any, tmp_path: Path) -> None:
    """Each dialog fits the design's size."""
    assert snap_compare(app_over(used_journal(tmp_path)), terminal_size=(80, 24), press=DIALOGS[name])


@pytest.mark.parametrize("size", some(SIZES, ["80x24"]))
def test_hostile_text_in_an_exercise(size: str, snap_compare: Any, tmp_path: Path) -> None:
    """Markup, controls and wide characters in an own exercise stay within their lines."""
    journal = hostile_journal(tmp_path)
    steps = (HOSTILE, WIDE * 3)
    hostile = Exercise(id="own-x", name=SHORT, steps=steps, equipment=(WIDE,), cautions=(HOSTILE,), cue=HOSTILE)
    journal.add(OwnExercise(exercise="own-x", definition=hostile, annotation=HOSTILE + WIDE))
    assert snap_compare(app_over(journal), terminal_size=SIZES[size], press=["2", "slash", *"own", "enter", "enter"])
