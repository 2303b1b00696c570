"""The screen Exercises, key by key, and what stands in the journal afterwards."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from journal.entries import AnkleReport, CheckIn, Item, OwnExercise, OwnRoutine, Session, Set
from journal.journal import Journal
from library.exercise import Exercise
from library.routine import PlannedDose, RoutineItem
from screens.entries.exercise.routine import RoutineDialog
from screens.exercises.filters import FiltersDialog
from screens.exercises.screen import ExercisesScreen
from screens.frame.form import FormDialog
from screens.widgets.bars import KeyBar
from screens.widgets.line import Line
from screens.widgets.rows import Rows
from screens.widgets.text_pane import TextPane
from tests.support.exploring import some
from tests.support.journals import HOSTILE, app_over
from tests.support.sight import painted


@asynccontextmanager
async def at_exercises(
    journal: Journal, size: tuple[int, int] = (80, 24)
) -> AsyncIterator[tuple[Pilot[None], ExercisesScreen]]:
    """The app over a journal, on Exercises."""
    async with app_over(journal).run_test(size=size) as pilot:
        await keys(pilot, "2")
        screen = pilot.app.screen
        assert isinstance(screen, ExercisesScreen)
        yield pilot, screen


async def keys(pilot: Pilot[None], *pressed: str) -> None:
    """Press keys, each with its effect."""
    for key in pressed:
        await pilot.press(key)
        await pilot.pause()


async def typed(pilot: Pilot[None], text: str) -> None:
    """Type a text."""
    await keys(pilot, *("space" if letter == " " else "minus" if letter == "-" else letter for letter in text))


async def find(pilot: Pilot[None], text: str) -> None:
    """Search, and go to the list."""
    await keys(pilot, "slash")
    await typed(pilot, text)
    await keys(pilot, "enter")


def listed(screen: ExercisesScreen) -> list[str]:
    return [row.id for row in screen.query_one(Rows).rows]


def said(screen: ExercisesScreen) -> str:
    return screen.query_one(KeyBar).message


async def test_typing_narrows_the_list_and_puts_the_best_match_first(journal: Journal) -> None:
    """Letters filter at once; spelling is forgiven; esc shows everything again."""
    async with at_exercises(journal) as (pilot, screen):
        assert len(listed(screen)) == 64
        await keys(pilot, "slash")
        await typed(pilot, "solues strech")
        assert listed(screen)[0] == "soleus-stretch"
        assert screen.query_one(Rows).cursor_id == "soleus-stretch"
        await keys(pilot, "escape")
        assert len(listed(screen)) == 64
        assert screen.query_one(Rows).has_focus


@pytest.mark.parametrize("view", some([0, 1, 2], [1]), ids=["exercises", "routines", "cue cards"])
async def test_the_search_finds_routines_and_cue_cards_from_any_view(journal: Journal, view: int) -> None:
    """The routine comes first, opens as one, and starts; without a search the view is as it was."""
    async with at_exercises(journal) as (pilot, screen):
        await keys(pilot, *["v"] * view)
        before = listed(screen)
        await find(pilot, "before a run")
        assert screen.query_one(Rows).cursor_id == "pre-run-drills"
        await keys(pilot, "enter")
        assert screen.query_one(TextPane).text.startswith("Before a run")
        await keys(pilot, "escape", "slash", "escape")
        assert listed(screen) == before
        await find(pilot, "neutral")
        assert {"neutral-ankle-drill", "loose-foot"} <= set(listed(screen))


async def test_number_keys_typed_into_the_search_stay_there(journal: Journal) -> None:
    """A digit in the search is text, not another screen."""
    async with at_exercises(journal) as (pilot, screen):
        await keys(pilot, "slash", "4")
        assert pilot.app.screen is screen
        assert screen.query_one("#search", Input).value == "4"


@pytest.mark.parametrize("typed", ["heel", "zzz"])
async def test_the_key_that_is_said_to_show_all_does(journal: Journal, typed: str) -> None:
    """In the search, where backspace takes back a letter, and in the list."""
    async with at_exercises(journal) as (pilot, screen):
        everything = listed(screen)
        for where in ((), ("down",)):
            await keys(pilot, "slash", *typed, *where)
            said = str(screen.query_one("#found", Line).content).split(" · ")[-1]
            await keys(pilot, {"esc shows all": "escape", "backspace shows all": "backspace"}[said])
            assert listed(screen) == everything and pilot.app.screen is screen


async def test_at_eighty_columns_enter_opens_the_text_and_escape_goes_back(journal: Journal) -> None:
    """List and text take turns where there is no room for both; beside the list the exercise is drawn."""
    async with at_exercises(journal) as (pilot, screen):
        await find(pilot, "Topsy-Turvy Flamingo")
        drawn = screen.query_one(TextPane).text
        assert "Split squat" in drawn and "From the " in drawn and "Dose" not in drawn
        await keys(pilot, "enter")
        assert screen.query_one("#side").region.width == 0
        text = screen.query_one(TextPane).text
        for part in ("Split squat", "Steps", "Dose", "Stop at", "Where we differ", "Sources"):
            assert part in text
        await keys(pilot, "end", "escape")
        assert (screen.query_one(TextPane).text, screen.query_one(TextPane).scroll_offset.y) == (drawn, 0)
        assert screen.query_one(Rows).cursor_id == "split-squat"


async def test_the_exercise_is_drawn_beside_the_list_where_that_has_room_and_the_line_is_near(journal: Journal) -> None:
    """From 80 columns on, whatever the window was before; over SSH a figure is more than a move is to send."""
    async with at_exercises(journal, (79, 24)) as (pilot, screen):
        pane = screen.query_one(TextPane)
        assert pane.region.width == 0
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert pane.text.startswith("A-march") and pane.virtual_size.height <= pane.size.height
        await keys(pilot, "tab")
        assert pilot.app.focused is not pane, "nothing in it is to be scrolled"
        await pilot.resize_terminal(120, 24)
        await pilot.pause()
        assert "Dose" in pane.text, "all about it, at once"
        await pilot.resize_terminal(80, 24)
        pilot.app.add_class("-over-ssh")
        await keys(pilot, "down", "down")
        assert pane.region.width == 0


async def test_at_a_hundred_and_twenty_columns_both_stand_side_by_side(journal: Journal) -> None:
    """The text follows the cursor; in it the steps stand beside the figure."""
    async with at_exercises(journal, (120, 40)) as (pilot, screen):
        assert "A-march" in screen.query_one(TextPane).text
        await keys(pilot, "down")
        assert "A-skip" in screen.query_one(TextPane).text.splitlines()[0]
        assert screen.query_one("#side").region.width and screen.query_one(TextPane).region.width > 50
        assert any(
            line.startswith("From the side") and "Steps" in line for line in screen.query_one(TextPane).text.split("\n")
        )


async def test_resizing_keeps_the_search_and_the_place(journal: Journal) -> None:
    """What was typed and chosen stays when the window changes."""
    async with at_exercises(journal) as (pilot, screen):
        await find(pilot, "heel")
        await keys(pilot, "down", "enter")
        chosen = screen.query_one(Rows).cursor_id
        await pilot.resize_terminal(120, 40)
        await pilot.pause()
        assert (screen.query_text, screen.query_one(Rows).cursor_id) == ("heel", chosen)
        assert screen.query_one("#side").region.width > 0
        await pilot.resize_terminal(60, 20)
        await pilot.pause()
        assert screen.query_one(Rows).cursor_id == chosen


async def test_filters_combine_and_show_their_counts(journal: Journal) -> None:
    """Each option says how many it would leave; x takes everything off."""
    async with at_exercises(journal) as (pilot, screen):
        await keys(pilot, "f")
        dialog = pilot.app.screen
        assert isinstance(dialog, FiltersDialog)
        options = dialog.query_one(Rows)
        options.move_to("type=strength")
        await keys(pilot, "space")
        options.move_to("region=calf")
        count = next(row for row in options.rows if row.id == "region=calf").content
        await keys(pilot, "space", "escape")
        found = [screen.context.catalogue.get(id) for id in listed(screen)]
        assert found and all(each.type == "strength" and each.region == "calf" for each in found)
        assert str(len(found)) in str(count)
        await keys(pilot, "backspace")
        assert len(listed(screen)) == 64


async def test_minus_and_plus_climb_the_ladder(journal: Journal) -> None:
    """Even out of a search that hides the next rung; at the end the screen says how else it gets harder."""
    async with at_exercises(journal) as (pilot, screen):
        await find(pilot, "single-leg heel raise")
        await keys(pilot, "minus")
        assert screen.query_one(Rows).cursor_id == "double-leg-heel-raise"
        await keys(pilot, "plus", "plus")
        assert screen.query_one(Rows).cursor_id == "eccentric-heel-drop"
        await keys(pilot, "plus")
        assert "backpack" in said(screen)


async def test_what_is_barred_is_not_started(journal: Journal) -> None:
    """It is said why, in one sentence."""
    journal.add(CheckIn(at=journal.clock.now(), moment="at-rest", stop_signs=("odd-shape",)))
    async with at_exercises(journal) as (pilot, screen):
        await find(pilot, "double-leg heel raise")
        await keys(pilot, "s")
        said = "Double-leg heel raise is not for today. Get help now: odd shape or open wound."
        assert screen.query_one(KeyBar).message == said
        assert not journal.of_kind(Session)


async def test_what_is_barred_is_marked_and_its_page_says_why(journal: Journal) -> None:
    """First of all; the library's own text stays below."""
    now = journal.clock.now()
    heel = AnkleReport(rating=1, spots=("achilles-insertion",))
    journal.add(CheckIn(at=now, moment="at-rest", left=heel, stop_signs_answered_at=now))
    async with at_exercises(journal) as (pilot, screen):
        await find(pilot, "eccentric heel drop")
        await keys(pilot, "enter")
        text = " ".join(painted(screen))
        assert "Not today" in text and "Stay on the flat floor: left heel bone is sore." in text
        assert "Steps" in text or "Dose" in text
        await find(pilot, "knee-to-wall")
        row = screen.query_one(Rows).rows[0]
        assert "not today" not in str(row.content)


async def test_s_starts_a_session_with_the_exercise(journal: Journal) -> None:
    """One open session, one set each in the journal's first days, and the screen Session in sight."""
    async with at_exercises(journal) as (pilot, _screen):
        await find(pilot, "Solo Leg Lifts")
        await keys(pilot, "s")
        assert pilot.app.current_mode == "session"
        (session,) = journal.of_kind(Session)
        assert session.state == "open"
        assert [item.exercise for item in session.items] == ["single-leg-heel-raise"]
        assert len(session.items[0].sets) == 2


async def test_s_adds_to_the_session_that_is_open(journal: Journal) -> None:
    """A second exercise joins the first instead of opening another session."""
    async with at_exercises(journal) as (pilot, _screen):
        await keys(pilot, "s", "2")
        await find(pilot, "short foot")
        await keys(pilot, "s")
        (session,) = journal.of_kind(Session)
        assert [item.exercise for item in session.items] == ["a-march", "short-foot"]


async def test_own_history_stands_with_the_exercise(journal: Journal) -> None:
    """Last, best and trend per side, from the journal."""
    at = journal.clock.now() - timedelta(days=1)
    for days, reps in ((3, 10), (0, 12)):
        sets = tuple(Set(id=side, side=side, reps=reps, load_kg=4, result="done") for side in ("left", "right"))
        dose = PlannedDose(sets=1, reps=12, per_side=True)
        item = Item(id="i", exercise="single-leg-heel-raise", dose=dose, sets=sets)
        journal.add(Session(started_at=at - timedelta(days=days), state="finished", items=(item,)))
    async with at_exercises(journal) as (pilot, screen):
        await find(pilot, "Solo Leg Lifts")
        await keys(pilot, "enter")
        text = screen.query_one(TextPane).text
        assert "left: last 12 with 4 kg, yesterday" in text
        assert "done 2 times" in text


async def test_an_exercise_of_ones_own_is_written_found_edited_removed_and_brought_back(journal: Journal) -> None:
    """It stands among the built-in ones; removing asks nothing because undo brings it back."""
    async with at_exercises(journal) as (pilot, screen):
        await keys(pilot, "o")
        assert isinstance(pilot.app.screen, FormDialog)
        await typed(pilot, "stair drops")
        await keys(pilot, "ctrl+s")
        (entry,) = journal.of_kind(OwnExercise)
        assert entry.exercise == "own-stair-drops"
        assert entry.definition is not None and entry.definition.name == "stair drops"
        assert screen.query_one(Rows).cursor_id == "own-stair-drops"
        await keys(pilot, "e", "end")
        await typed(pilot, " 2")
        await keys(pilot, "ctrl+s")
        (entry,) = journal.of_kind(OwnExercise)
        assert entry.definition is not None and entry.definition.name == "stair drops 2"
        await keys(pilot, "d")
        assert journal.of_kind(OwnExercise) == []
        assert "own-stair-drops" not in listed(screen)
        await keys(pilot, "u")
        assert "own-stair-drops" in listed(screen)


async def test_a_built_in_is_copied_remarked_on_and_hidden_but_never_changed(journal: Journal) -> None:
    """A remark stands above the steps; a hidden one is found under v and shown again with d."""
    async with at_exercises(journal) as (pilot, screen):
        await find(pilot, "short foot")
        await keys(pilot, "e")
        await typed(pilot, "left cramps")
        await keys(pilot, "ctrl+s", "enter")
        assert "left cramps" in screen.query_one(TextPane).text
        await keys(pilot, "escape", "d")
        (entry,) = journal.of_kind(OwnExercise)
        assert (entry.exercise, entry.hidden, entry.annotation, entry.definition) == (
            "short-foot",
            True,
            "left cramps",
            None,
        )
        assert "short-foot" not in listed(screen)
        await keys(pilot, "v", "v", "v")
        assert listed(screen) == ["short-foot"]
        await keys(pilot, "d")
        assert journal.of_kind(OwnExercise)[0].hidden is False
        assert "short-foot" in [each.id for each in screen.context.catalogue.all()]
        name = screen.context.catalogue.get("short-foot").name
        assert [journal.undo() for _ in range(3)] == [f"showed {name}", f"hid {name}", f"remark on {name}"]


async def test_a_wrong_number_in_an_own_exercise_is_named_and_nothing_is_lost(journal: Journal) -> None:
    """The form stays, says what is wrong, and keeps what was typed."""
    async with at_exercises(journal) as (pilot, _screen):
        await keys(pilot, "o")
        await typed(pilot, "mine")
        form = pilot.app.screen
        assert isinstance(form, FormDialog)
        form.query_one("#field-amount", Input).value = "2.5"
        await keys(pilot, "ctrl+s")
        assert pilot.app.screen is form
        assert "whole numbers" in str(form.query_one("#problem").render())
        assert journal.of_kind(OwnExercise) == []


async def test_a_routine_is_copied_and_adjusted(journal: Journal) -> None:
    """Drop one exercise, move another, save: the built-in one stays as it was."""
    async with at_exercises(journal) as (pilot, screen):
        await keys(pilot, "v")
        screen.query_one(Rows).move_to("foundation")
        before = screen.context.catalogue.routine("foundation").items
        await keys(pilot, "c")
        assert isinstance(pilot.app.screen, RoutineDialog)
        await keys(pilot, "d", "J", "ctrl+s")
        (routine,) = journal.of_kind(OwnRoutine)
        assert (routine.name, routine.based_on) == ("Foundation, my way", "foundation")
        assert routine.items == (before[2], before[1], *before[3:])
        assert screen.context.catalogue.routine("foundation").items == before
        assert screen.view == "routines" and screen.query_one(Rows).cursor_id == routine.id


async def test_the_dose_of_an_exercise_in_a_routine_is_set(journal: Journal) -> None:
    """Sets, load and the rest are checked at the field."""
    dose = PlannedDose(sets=2, reps=10, per_side=True)
    own = journal.add(OwnRoutine(name="Mine", items=(RoutineItem("single-leg-heel-raise", dose),)))
    async with at_exercises(journal) as (pilot, screen):
        await keys(pilot, "v")
        screen.query_one(Rows).move_to(own.id)
        await keys(pilot, "e", "e")
        form = pilot.app.screen
        assert isinstance(form, FormDialog)
        form.query_one("#field-sets", Input).value = "99"
        await keys(pilot, "enter")
        assert "outside 1 to 20" in str(form.query_one("#problem").render())
        form.query_one("#field-sets", Input).value = "3"
        form.query_one("#field-load-kg", Input).value = "2.5"
        await keys(pilot, "enter", "ctrl+s")
        (routine,) = journal.of_kind(OwnRoutine)
        assert (routine.items[0].dose.sets, routine.items[0].dose.load_kg) == (3, 2.5)


@pytest.mark.parametrize("target", ["own", "built-in", "new"])
async def test_an_exercise_is_added_to_a_routine(target: str, journal: Journal) -> None:
    """To one's own at once; to a built-in one as a copy; to a new one."""
    item = RoutineItem("pogo-hops", PlannedDose(reps=10))
    own = journal.add(OwnRoutine(name="Mine", items=(item,)))
    async with at_exercises(journal) as (pilot, _screen):
        await find(pilot, "ankle circles")
        await keys(pilot, "a")
        pilot.app.screen.query_one(Rows).move_to({"own": own.id, "built-in": "strength", "new": "new"}[target])
        await keys(pilot, "enter")
        if target != "own":
            await keys(pilot, "ctrl+s")
        routines = {routine.name: routine for routine in journal.of_kind(OwnRoutine)}
        name = {"own": "Mine", "built-in": "Strength, my way", "new": "Ankle circles"}[target]
        assert routines[name].items[-1].exercise == "ankle-circles"
        assert routines["Mine"].items[0] == item


async def test_s_starts_a_routine_but_not_a_second_session(journal: Journal) -> None:
    """A routine begins a session of its own, refused in one sentence while another is open."""
    async with at_exercises(journal) as (pilot, screen):
        await keys(pilot, "v")
        screen.query_one(Rows).move_to("foundation")
        await keys(pilot, "s")
        (session,) = journal.of_kind(Session)
        assert (session.routine, len(session.items)) == ("foundation", 7)
        await keys(pilot, "2", "s")
        assert len(journal.of_kind(Session)) == 1
        assert "open" in said(screen)


async def test_hostile_names_are_shown_as_text(journal: Journal) -> None:
    """Markup and controls in an own exercise, its steps and a remark change nothing but letters."""
    hostile = Exercise(id="own-x", name=HOSTILE[:150], steps=(HOSTILE,), cue=HOSTILE, equipment=(HOSTILE,))
    journal.add(OwnExercise(exercise="own-x", definition=hostile, annotation=HOSTILE))
    journal.add(OwnRoutine(name=HOSTILE[:150], purpose=HOSTILE, items=(RoutineItem("gone", PlannedDose(reps=1)),)))
    async with at_exercises(journal, (120, 40)) as (pilot, screen):
        screen.query_one(Rows).move_to("own-x")
        await pilot.pause()
        assert "[bold red]markup" in screen.query_one(TextPane).text
        await keys(pilot, "f", "escape", "e", "escape", "v", "enter", "escape", "e", "escape")
        assert pilot.app.screen is screen


async def test_new_offers_an_exercise_and_a_routine_of_ones_own(journal: Journal) -> None:
    """From any screen n e writes an exercise, n o a routine."""
    async with app_over(journal).run_test(size=(80, 24)) as pilot:
        await keys(pilot, "7", "n", "o")
        await pilot.pause()
        assert isinstance(pilot.app.screen, RoutineDialog)
        await typed(pilot, "evening")
        await keys(pilot, "enter", "a")
        await typed(pilot, "pumps")
        await keys(pilot, "enter", "ctrl+s")
        (routine,) = journal.of_kind(OwnRoutine)
        assert (routine.name, [item.exercise for item in routine.items]) == ("evening", ["ankle-pumps"])


async def test_a_routine_without_name_or_exercise_is_not_saved(journal: Journal) -> None:
    """One sentence says what is missing; the dialog stays."""
    async with at_exercises(journal) as (pilot, _screen):
        await keys(pilot, "v", "o", "ctrl+s")
        dialog = pilot.app.screen
        assert isinstance(dialog, RoutineDialog)
        assert "needs a name" in str(dialog.query_one("#problem").render())
        await typed(pilot, "empty")
        await keys(pilot, "ctrl+s")
        assert "needs an exercise" in str(dialog.query_one("#problem").render())
        assert journal.of_kind(OwnRoutine) == []


async def test_a_half_built_routine_is_offered_again(journal: Journal) -> None:
    """Leaving by mistake loses neither the name nor the exercises; saving forgets the draft."""
    async with at_exercises(journal) as (pilot, _screen):
        await keys(pilot, "v", "o")
        await typed(pilot, "evening")
        await keys(pilot, "enter", "a")
        await typed(pilot, "pumps")
        await keys(pilot, "enter", "escape", "o")
        dialog = pilot.app.screen
        assert isinstance(dialog, RoutineDialog)
        assert dialog.query_one("#routine-name", Input).value == "evening"
        assert [item.exercise for item in dialog.items] == ["ankle-pumps"]
        await keys(pilot, "ctrl+s", "o")
        fresh = pilot.app.screen
        assert isinstance(fresh, RoutineDialog) and fresh.items == []
        assert [routine.name for routine in journal.of_kind(OwnRoutine)] == ["evening"]


async def test_the_terminals_cursor_stands_on_the_selected_row(journal: Journal) -> None:
    """A braille display follows the row, and nothing is drawn for it."""
    async with at_exercises(journal) as (pilot, screen):
        rows = screen.query_one(Rows)
        await keys(pilot, "down", "down")
        assert rows.caret is not None and (rows.caret.x, rows.caret.y) == (0, 2)
        rows.scroll_to(y=20, animate=False, force=True)
        await pilot.pause()
        assert rows.caret is None
