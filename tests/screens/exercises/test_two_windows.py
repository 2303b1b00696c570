"""One's own routines and exercises, edited here while another login changes the same."""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace
from textual.widgets import Input

from journal.entries import OwnExercise, OwnRoutine
from library.exercise import Exercise
from library.routine import PlannedDose, RoutineItem
from screens.entries.exercise.own import edit_exercise, edit_routine
from tests.support.journals import app_over, fixed_clock, open_journal


async def test_a_routine_keeps_what_both_windows_did(tmp_path: Path) -> None:
    """Sets of an exercise by one; the name, an exercise more and the days by the other."""
    first, second = (RoutineItem(id, PlannedDose(reps=10)) for id in ("pogo-hops", "ankle-circles"))
    app = app_over(open_journal(tmp_path, [OwnRoutine(name="Mine", items=(first,))], fixed_clock()))
    async with app.run_test(size=(80, 24)) as pilot:
        (own,) = app.journal.of_kind(OwnRoutine)
        edit_routine(app.context, app.context.catalogue.routine(own.id), lambda _: None)
        await pilot.pause()
        await pilot.press("e")
        await pilot.pause()
        app.screen.query_one("#field-sets", Input).value = "3"
        await pilot.press("enter")
        await pilot.pause()
        app.journal.change(own.id, lambda fresh: replace(fresh, name="Hops", items=(first, second), weekdays=(1,)))
        await pilot.press("ctrl+s")
        await pilot.pause()
        (routine,) = app.journal.of_kind(OwnRoutine)
        assert (routine.name, routine.weekdays) == ("Hops", (1,))
        assert [(one.exercise, one.dose.sets) for one in routine.items] == [("pogo-hops", 3), ("ankle-circles", 1)]


async def test_an_exercise_keeps_what_both_windows_did(tmp_path: Path) -> None:
    """Its cue by one, its name by the other."""
    stairs = Exercise(id="own-stairs", name="Stairs")
    app = app_over(open_journal(tmp_path, [OwnExercise(exercise=stairs.id, definition=stairs)], fixed_clock()))
    async with app.run_test(size=(80, 24)) as pilot:
        (own,) = app.journal.of_kind(OwnExercise)
        edit_exercise(app.context, stairs)
        await pilot.pause()
        app.screen.query_one("#field-cue", Input).value = "Slowly."
        app.journal.change(own.id, lambda fresh: replace(fresh, definition=replace(stairs, name="Steps")))
        await pilot.press("ctrl+s")
        await pilot.pause()
        (exercise,) = app.journal.of_kind(OwnExercise)
        assert exercise.definition is not None
        assert (exercise.definition.name, exercise.definition.cue) == ("Steps", "Slowly.")
