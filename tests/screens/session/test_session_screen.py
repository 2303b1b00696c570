"""The screen Session, by its keys: what they do to the journal."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest
from textual.pilot import Pilot

from journal.clock import FixedClock
from journal.dates import relative_day
from journal.entries import AnkleReport, CheckIn, Entry, Item, OwnRoutine, Plan, PlannedRoutine, Session, Set
from journal.errors import NotSaved
from journal.journal import Journal
from journal.rules.ankle.stop_signs import unanswered
from journal.rules.done.history import live_items, live_sets
from journal.rules.training.plan import Offer
from journal.rules.training.session import closed
from journal.settings.settings import Settings
from library.catalogue import Catalogue
from library.routine import PlannedDose, Routine, RoutineItem
from screens.app.app import SurefootApp
from screens.entries.check_in.ask import CheckInDialog
from screens.entries.check_in.stop_signs import StopSignDialog
from screens.frame.form import FormDialog
from screens.session.big_digits import BigDigits, big
from screens.session.choices import SwapDialog
from screens.session.chooser_words import chooser_rows
from screens.session.forms import set_changes, set_form
from screens.session.panel import SessionPanel
from screens.session.progress import ProgressLine
from screens.session.screen import SessionScreen
from screens.session.set_rows import Checklist
from screens.session.timer import Digits, TimerLine
from screens.terminal.ascii import to_ascii
from screens.widgets.bars import KeyBar
from screens.widgets.line import Line
from screens.widgets.rows import Rows
from tests.support.journals import app_over, open_journal

ROUTINE = OwnRoutine(
    name="Evening",
    items=(
        RoutineItem("double-leg-heel-raise", PlannedDose(sets=2, reps=12, rest_s=60)),
        RoutineItem("single-leg-balance", PlannedDose(sets=1, hold_s=30, per_side=True, rest_s=20)),
        RoutineItem("single-leg-heel-raise", PlannedDose(sets=1, reps=10, per_side=True, rest_s=0)),
    ),
)
ROUTINE_AS_PLANNED = Routine(
    id="r", name="Strength for runners", level=2, items=ROUTINE.items, weeks=12, times_per_week=3, purpose="Strong"
)
NO_LEAD_IN = Settings(lead_in_s=0, bell=False)


class Desk:
    """The app at the screen Session, with the journal it writes and the clock it reads."""

    def __init__(self, app: SurefootApp, pilot: Pilot[Any], journal: Journal) -> None:
        self.app, self.pilot, self.journal = app, pilot, journal
        assert isinstance(journal.clock, FixedClock)
        self.clock = journal.clock

    async def press(self, *keys: str) -> None:
        for key in keys:
            await self.pilot.press(key)
        await self.pilot.pause()

    async def type(self, text: str) -> None:
        """Put a text into the field that has the focus."""
        self.app.screen.focused.value = text  # type: ignore[union-attr]
        await self.pilot.pause()

    async def wait(self, seconds: float) -> None:
        """Let time go by, and the screen see it."""
        self.clock.advance(seconds=seconds)
        if isinstance(self.app.screen, SessionScreen):
            self.screen._look()
        await self.pilot.pause()

    @property
    def screen(self) -> SessionScreen:
        screen = self.app.screen_stack[0]
        assert isinstance(screen, SessionScreen)
        return screen

    @property
    def session(self) -> Session:
        """The newest session of the journal."""
        return max(self.journal.of_kind(Session), key=lambda session: int(session.id))

    @property
    def sets(self) -> list[Set]:
        return [set for item in live_items(self.session) for set in live_sets(item)]

    @property
    def names(self) -> list[str]:
        return [item.exercise for item in live_items(self.session)]

    @property
    def cursor(self) -> str | None:
        return self.screen.query_one("#sets", Checklist).cursor_id

    @property
    def choices(self) -> list[str]:
        return [row.id for row in self.screen.query_one("#choices", Rows).rows if row.selectable]

    @property
    def timer(self) -> str:
        return self.screen.query_one(TimerLine).text

    @property
    def message(self) -> str:
        return self.screen.query_one(KeyBar).message

    @property
    def problem(self) -> str:
        return str(self.app.screen.query_one("#problem").content)  # type: ignore[attr-defined]


@asynccontextmanager
async def at_session(
    journal: Journal, settings: Settings = NO_LEAD_IN, size: tuple[int, int] = (80, 24)
) -> AsyncIterator[Desk]:
    """The app over the journal, gone to Session."""
    app = app_over(journal, settings)
    async with app.run_test(size=size) as pilot:
        await pilot.press("3")
        await pilot.pause()
        yield Desk(app, pilot, journal)


@pytest.fixture
def evening(journal: Journal) -> Journal:
    """A journal with one routine of the runner's own, planned for Fridays, both ankles rated green this morning."""
    at = journal.clock.now() - timedelta(hours=11)
    quiet = AnkleReport(rating=1)
    routine = journal.add(ROUTINE)
    planned = PlannedRoutine(routine=routine.id, weekdays=(5,))
    journal.add_all(
        [
            CheckIn(at=at, moment="on-waking", left=quiet, right=quiet),
            Plan(since=date(2026, 11, 2), routines=(planned,)),
        ]
    )
    return journal


# starting


async def test_enter_starts_what_is_planned_without_asking(evening: Journal) -> None:
    """The routine under the cursor is the planned one; enter starts it, at its first set."""
    async with at_session(evening) as desk:
        assert desk.choices[0].startswith("offer:")
        await desk.press("enter")
        assert desk.app.screen is desk.screen
        assert (desk.session.name, desk.session.state) == ("Evening", "open")
        assert desk.names == ["double-leg-heel-raise", "single-leg-balance", "single-leg-heel-raise"]
        assert desk.cursor == desk.sets[0].id


async def test_an_open_session_says_resume_until_entered(evening: Journal) -> None:
    """Another login began it; enter goes on at its next set."""
    async with at_session(evening) as desk:
        await desk.press("enter", "space")
    async with at_session(evening) as desk:
        rows = desk.screen.query_one("#choices", Rows)
        assert rows.cursor_id == "resume"
        assert str(rows.rows[0].content).startswith("Resume Evening: 1 of 6 sets done")
        await desk.press("enter")
        assert desk.cursor == desk.sets[1].id
        await desk.press("escape")
        assert desk.choices[0] == "resume"


async def test_one_session_at_a_time(evening: Journal) -> None:
    """With one open, another cannot be started, from any login."""
    async with at_session(evening) as desk:
        await desk.press("enter", "escape", "j", "enter")
        assert len(evening.of_kind(Session)) == 1
        assert "A session is open" in desk.message


async def test_two_windows_that_start_at_once_end_up_in_one_session(
    evening: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The later one gives way to the earlier, which it then shows."""
    other = Journal.open(evening.path, evening.clock)
    add = evening.add

    def add_second(entry: Session) -> Session:
        if isinstance(entry, Session):
            other.add(msgspec.structs.replace(entry, id="", name="the other window's"))
        return add(entry)

    async with at_session(evening) as desk:
        with monkeypatch.context() as patched:
            patched.setattr(evening, "add", add_second)
            await desk.press("enter")
        assert [session.name for session in evening.of_kind(Session)] == ["the other window's"]
        assert desk.cursor == desk.sets[0].id


async def test_a_session_can_start_empty_and_take_exercises(journal: Journal) -> None:
    """Add by a few letters; the new one is where the cursor goes."""
    async with at_session(journal) as desk:
        desk.screen.query_one("#choices", Rows).move_to("empty")
        await desk.press("enter")
        assert desk.session.items == ()
        await desk.press("a")
        await desk.press(*"ankle circ")
        await desk.press("enter")
        assert desk.names == ["ankle-circles"]
        assert desk.cursor == desk.sets[0].id


async def test_one_exercise_alone(journal: Journal) -> None:
    """It starts with the exercise's own dose and carries its name."""
    async with at_session(journal) as desk:
        desk.screen.query_one("#choices", Rows).move_to("exercise")
        await desk.press("enter", *"short foot", "enter")
        assert (desk.names, desk.session.name) == (["short-foot"], desk.app.context.catalogue.get("short-foot").name)


async def test_the_same_as_last_time(evening: Journal) -> None:
    """Last time's items come again, its load with them."""
    async with at_session(evening) as desk:
        await desk.press("enter", *["j"] * 4, "full_stop", *["space"] * 2, "f", "enter")
        await desk.press("escape")
        first = desk.session
        desk.clock.advance(days=2)
        desk.app.journal_changed()
        desk.screen.query_one("#choices", Rows).move_to("again")
        await desk.press("enter")
        assert desk.session.id != first.id
        assert desk.names == [item.exercise for item in live_items(first)]
        assert next(set.load_kg for set in desk.sets if set.load_kg) == 0.5


async def test_a_red_ankle_changes_the_offer_and_says_why(evening: Journal) -> None:
    """A jump in the routine is left out or swapped, in the list, in the panel, and in the session."""
    hop = msgspec.structs.replace(
        ROUTINE, name="Hops", items=(RoutineItem("pogo-hops", PlannedDose(sets=1, reps=10)), *ROUTINE.items[1:])
    )
    hops = evening.add(hop)
    evening.add(Plan(since=date(2026, 11, 3), routines=(PlannedRoutine(routine=hops.id, times_per_week=7),)))
    sore = AnkleReport(rating=7)
    evening.add(CheckIn(at=evening.clock.now(), moment="at-rest", left=sore, right=AnkleReport(rating=0)))
    async with at_session(evening) as desk:
        desk.screen.query_one("#choices", Rows).move_to(f"offer:{hops.id}")
        await desk.press("enter")
        assert desk.names[0] == "double-leg-heel-raise"
        assert "left ankle red: instead of" in live_items(desk.session)[0].reason
        assert desk.message.startswith("Changed: left ankle red:")


# sets


async def test_space_logs_as_shown_and_goes_on(evening: Journal) -> None:
    """Each space is one set, durable at once; after the last one it says what is left to do."""
    async with at_session(evening) as desk:
        await desk.press("enter", *["space"] * 6)
        assert [set.result for set in desk.sets] == ["done"] * 6
        assert desk.sets[0].done_at == evening.clock.now()
        assert "enter ends the session" in desk.message
        again = Journal.open(evening.path, evening.clock)
        assert again.of_kind(Session) == evening.of_kind(Session)


async def test_plus_minus_and_load_adjust_the_set(evening: Journal) -> None:
    """What is shown is what space logs; less than proposed is less."""
    async with at_session(evening) as desk:
        await desk.press("enter", "plus", "plus", "space", "minus", "space")
        assert [(set.reps, set.result) for set in desk.sets[:2]] == [(14, "done"), (11, "reduced")]
        await desk.press("down", "down", "full_stop", "full_stop", "comma", "space")
        assert desk.sets[4].load_kg == 0.5


async def test_a_line_types_the_set(evening: Journal) -> None:
    """12x5kg says reps and load; nonsense is refused at the field."""
    async with at_session(evening) as desk:
        await desk.press("enter", "i", *"900", "enter")
        assert desk.problem == "900 is not a number of reps: expected 0 to 500."
        await desk.type("11x5kg")
        await desk.press("enter")
        assert (desk.sets[0].reps, desk.sets[0].load_kg, desk.sets[0].result) == (11, 5.0, "reduced")
        assert desk.cursor == desk.sets[1].id


@pytest.mark.parametrize(
    ("field", "text", "said"),
    [("amount", "900", "900"), ("load", "-5", "-5"), ("done_at", "noon", "noon"), ("tempo", "fast", "Tempo")],
)
async def test_the_form_refuses_in_words_at_the_field(evening: Journal, field: str, text: str, said: str) -> None:
    """Nothing is saved, the field has the focus, the sentence names the value."""
    async with at_session(evening) as desk:
        await desk.press("enter", "e")
        form = desk.app.screen
        assert isinstance(form, FormDialog)
        form.editor(field).value = text  # type: ignore[attr-defined]
        await desk.press("enter")
        assert desk.app.screen is form and said in desk.problem
        assert form.focused is form.editor(field)
        assert desk.sets[0].result is None


async def test_every_field_can_be_edited(evening: Journal) -> None:
    """Also of a set that was logged."""
    async with at_session(evening) as desk:
        await desk.press("enter", "space", "up", "e")
        form = desk.app.screen
        assert isinstance(form, FormDialog)
        for field, text in (("amount", "9"), ("load", "2.5"), ("tempo", "2-1-3"), ("note", "left wobbled")):
            form.editor(field).value = text  # type: ignore[attr-defined]
        form.editor("result").value = "shaky"  # type: ignore[attr-defined]
        await desk.press("enter")
        first = desk.sets[0]
        assert (first.reps, first.load_kg, first.tempo, first.result) == (9, 2.5, "2-1-3", "shaky")
        assert live_items(desk.session)[0].note == "left wobbled"


async def test_skipping_says_why(evening: Journal) -> None:
    """Sore or another reason; one set or the rest of the exercise."""
    async with at_session(evening) as desk:
        await desk.press("enter", "s", "s", "s", "O")
        assert [set.result for set in desk.sets[:3]] == ["skipped-sore", "skipped-other", None]
        assert desk.cursor == desk.sets[2].id


async def test_shaky_logs_or_marks(evening: Journal) -> None:
    """z in place of space, or on a set that was logged."""
    async with at_session(evening) as desk:
        await desk.press("enter", "z", "space", "up", "z")
        assert [set.result for set in desk.sets[:2]] == ["shaky", "shaky"]


async def test_soreness_during_is_kept_and_too_much_is_said(evening: Journal) -> None:
    """Per side; above the band it says so."""
    async with at_session(evening) as desk:
        await desk.press("enter", "p", "6", "tab", "1", "enter")
        soreness = live_items(desk.session)[0].soreness
        assert soreness is not None and (soreness.left, soreness.right) == (6, 1)
        assert "too much" in desk.message


async def test_a_tick_can_be_undone(evening: Journal) -> None:
    """u takes back the set, also after its rest was skipped."""
    async with at_session(evening) as desk:
        await desk.press("enter", "space", "x", "u")
        assert desk.sets[0].result is None
        assert desk.message.startswith("Undone: ")


async def test_swapping_along_the_ladder(evening: Journal) -> None:
    """w lists the rungs; enter takes the one under the cursor."""
    async with at_session(evening) as desk:
        await desk.press("enter", "w", "enter")
        assert desk.names[0] == "seated-heel-raise"
        assert desk.cursor == desk.sets[0].id


async def test_items_move_and_drop_and_sets_are_added(evening: Journal) -> None:
    """J and K move, D drops the exercise, d the set, o adds one."""
    async with at_session(evening) as desk:
        await desk.press("enter", "J")
        assert desk.names == ["single-leg-balance", "double-leg-heel-raise", "single-leg-heel-raise"]
        await desk.press("K", "o")
        assert [set.side for set in desk.sets][:3] == ["both"] * 3
        await desk.press("d", "D")
        assert desk.names == ["single-leg-balance", "single-leg-heel-raise"]


async def test_the_exercise_in_full(evening: Journal) -> None:
    """v shows its steps; esc comes back to the same set."""
    async with at_session(evening) as desk:
        await desk.press("enter", "v")
        assert desk.app.screen is not desk.screen
        await desk.press("escape")
        assert desk.app.screen is desk.screen and desk.cursor == desk.sets[0].id


async def test_the_mouse_ticks_too(evening: Journal) -> None:
    """A click on a set's mark logs it; a click on the row goes to it."""
    async with at_session(evening) as desk:
        await desk.press("enter")
        await desk.pilot.click(Checklist, offset=(50, 2))
        await desk.pilot.pause()
        assert [set.result for set in desk.sets[:2]] == [None, "done"]
        await desk.pilot.click(Checklist, offset=(10, 1))
        await desk.pilot.pause()
        assert desk.cursor == desk.sets[0].id
        await desk.pilot.click(Checklist, offset=(50, 2))
        await desk.pilot.pause()
        assert desk.sets[1].result is None


async def test_a_tick_is_taken_back(evening: Journal) -> None:
    """Backspace makes a set one to do again."""
    async with at_session(evening) as desk:
        await desk.press("enter", "minus", "space", "up", "backspace")
        assert (desk.sets[0].result, desk.sets[0].done_at, desk.sets[0].reps) == (None, None, 11)


async def test_a_timer_whose_exercise_another_machine_dropped_is_no_crash(evening: Journal) -> None:
    """Two copies merged: the timer's set is gone."""
    async with at_session(evening) as desk:
        await desk.press("enter", "j", "j", "enter")
        item = live_items(desk.session)[1]

        def drop(session: Session) -> Session:
            items = tuple(
                msgspec.structs.replace(each, removed=True) if each.id == item.id else each for each in session.items
            )
            return msgspec.structs.replace(session, items=items)

        evening.change(desk.session.id, drop)
        desk.app.journal_changed()
        await desk.pilot.pause()
        assert desk.names == ["double-leg-heel-raise", "single-leg-heel-raise"]
        await desk.wait(1)
        assert desk.timer.startswith("Hold left 0:29")
        await desk.wait(60)
        assert desk.session.timer is None


# timers


async def test_a_hold_counts_both_sides(evening: Journal) -> None:
    """Enter starts it; it logs itself at its end, changes sides and holds again."""
    async with at_session(evening) as desk:
        await desk.press("enter", "j", "j", "enter")
        assert desk.timer.startswith("Hold left 0:30")
        await desk.wait(27)
        assert "0:03" in desk.timer
        await desk.wait(3)
        assert (desk.sets[2].result, desk.sets[2].hold_s) == ("done", 30)
        assert desk.timer.startswith("Change sides to right 0:05")
        assert desk.cursor == desk.sets[3].id
        await desk.wait(5)
        assert desk.timer.startswith("Hold right 0:30")
        await desk.wait(30)
        assert desk.sets[3].result == "done"
        assert desk.timer.startswith("Rest 0:20")


async def test_the_lead_in_comes_first(evening: Journal) -> None:
    """Five seconds to get ready, by default."""
    async with at_session(evening, Settings(bell=False)) as desk:
        await desk.press("enter", "j", "j", "enter")
        assert desk.timer.startswith("Get ready left 0:05")
        await desk.wait(5)
        assert desk.timer.startswith("Hold left 0:30")


async def test_stopping_a_hold_keeps_what_was_held(evening: Journal) -> None:
    """Space or enter in the middle: twelve seconds are twelve seconds."""
    async with at_session(evening) as desk:
        await desk.press("enter", "j", "j", "enter")
        await desk.wait(12)
        await desk.press("space")
        assert (desk.sets[2].hold_s, desk.sets[2].result) == (12, "reduced")


async def test_rest_starts_by_itself_and_can_be_changed(evening: Journal) -> None:
    """Longer, shorter, any length, or none."""
    async with at_session(evening) as desk:
        await desk.press("enter", "space")
        assert desk.timer.startswith("Rest 1:00")
        await desk.press("right_square_bracket")
        assert desk.timer.startswith("Rest 1:15")
        await desk.press("left_square_bracket", "left_square_bracket")
        assert desk.timer.startswith("Rest 0:45")
        await desk.press("x")
        assert desk.session.timer is None
        await desk.press("m")
        await desk.type("2 days")
        await desk.press("enter")
        assert "not a duration" in desk.problem
        await desk.type("48h")
        await desk.press("enter")
        assert desk.problem == "172800 s is not a rest: expected 0 to 4 h."
        await desk.type("1:30")
        await desk.press("enter")
        assert desk.timer.startswith("Rest 1:30")
        assert live_items(desk.session)[0].dose.rest_s == 90


async def test_space_logs_also_while_a_rest_runs(evening: Journal) -> None:
    """Nobody has to wait."""
    async with at_session(evening) as desk:
        await desk.press("enter", "space", "space")
        assert [set.result for set in desk.sets[:2]] == ["done", "done"]


async def test_a_clock_that_jumps_back_shows_no_negative_time(evening: Journal) -> None:
    """The whole hold is left, no time has gone."""
    async with at_session(evening) as desk:
        await desk.press("enter", "j", "j", "enter")
        await desk.wait(-7200)
        assert desk.timer.startswith("Hold left 0:30")
        desk.app.journal_changed()
        await desk.pilot.pause()
        assert "0 min gone" in str(desk.screen.query_one(ProgressLine).render())


async def test_another_login_sees_the_same_timer(evening: Journal) -> None:
    """It logs the hold once, whoever looks first."""
    async with at_session(evening) as desk:
        await desk.press("enter", "j", "j", "enter")
        other = Journal.open(evening.path, evening.clock)
        async with at_session(other) as second:
            await second.press("enter")
            assert second.timer.startswith("Hold left 0:30")
            await second.wait(30)
            assert second.sets[2].result == "done"
        desk.app.look_again()
        await desk.pilot.pause()
        desk.screen._look()
        await desk.pilot.pause()
        assert (desk.sets[2].result, desk.sets[2].hold_s) == ("done", 30)
        assert desk.timer.startswith("Change sides to right 0:05")


async def test_a_session_ended_in_another_window_is_left(evening: Journal) -> None:
    """The choice comes back, and says why."""
    async with at_session(evening) as desk:
        await desk.press("enter")
        other = Journal.open(evening.path, evening.clock)
        other.change(desk.session.id, lambda session: closed(session, "short", evening.clock.now()))
        desk.app.look_again()
        await desk.pilot.pause()
        assert desk.message == "That session is no longer open."
        assert desk.choices[0].startswith("offer:")


async def test_pounds_are_added_by_the_pound(evening: Journal) -> None:
    """Ten keys are ten pounds."""
    async with at_session(evening, Settings(load="lb", bell=False)) as desk:
        await desk.press("enter", *["j"] * 4, *["full_stop"] * 10)
        assert desk.sets[4].load_kg == pytest.approx(4.536, abs=0.001)
        row = desk.screen.query_one("#sets", Checklist).rows
        assert any("10 at 10 lb" in str(each.content) for each in row)


async def test_a_set_that_could_not_be_saved_is_kept_and_offered_again(
    evening: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk: the banner says so; when there is room again the tick is there."""
    async with at_session(evening) as desk:
        await desk.press("enter")
        with monkeypatch.context() as patched:

            def full(*_: object, **__: object) -> None:
                raise NotSaved("The disk is full; the change is not saved.")

            patched.setattr(evening, "change", full)
            await desk.press("space")
            assert "not saved" in desk.app.context.banner
            assert desk.sets[0].result is None
        await desk.press("ctrl+r")
        assert desk.app.context.banner == ""


# the end


async def test_the_end_asks_effort_and_then_both_ankles(evening: Journal) -> None:
    """Finished when all is done; the check-in after it is tied to the session."""
    async with at_session(evening) as desk:
        await desk.press("enter", *["space"] * 6)
        desk.clock.advance(minutes=20)
        await desk.press("f", "tab", "4", "enter")
        session = desk.session
        assert (session.state, session.rpe, session.finished_at) == ("finished", 4, evening.clock.now())
        assert isinstance(desk.app.screen, CheckInDialog)
        await desk.press("2", "tab", "0", "enter")
        check_in = evening.of_kind(CheckIn)[-1]
        assert (check_in.after, check_in.moment) == (session.id, "after")
        assert (check_in.left.rating, check_in.right.rating) == (2, 0)


async def test_ended_with_sets_left_is_short(evening: Journal) -> None:
    """Without shame."""
    async with at_session(evening) as desk:
        await desk.press("enter", "space", "f", "enter")
        assert desk.session.state == "short"


@pytest.mark.parametrize(("steps", "state"), [(1, "postponed"), (2, "abandoned")])
async def test_postponed_and_abandoned(evening: Journal, steps: int, state: str) -> None:
    """The plan moves on; nothing is missed."""
    async with at_session(evening) as desk:
        await desk.press("enter", "f", *["right"] * steps, "enter")
        assert desk.session.state == state
        assert desk.app.screen is desk.screen


async def test_what_was_begun_is_not_postponed(evening: Journal) -> None:
    """With a set done it is finished, short or abandoned."""
    async with at_session(evening) as desk:
        await desk.press("enter", "space", "f", "right", "enter")
        assert desk.session.state == "abandoned"


async def test_an_offer_is_postponed_unopened(evening: Journal) -> None:
    """P on a planned routine: it is not due today any more."""
    async with at_session(evening) as desk:
        await desk.press("P", "enter")
        assert (desk.session.state, desk.session.name) == ("postponed", "Evening")
        row = next(row for row in desk.screen.query_one("#choices", Rows).rows if row.id.startswith("offer:"))
        assert "postponed today; next tomorrow" in str(row.content)
        assert desk.session.note == ""


@pytest.mark.parametrize(("key", "note"), [("s", "sore"), ("t", "no time"), ("i", "ill")])
async def test_postponing_keeps_its_reason_in_words(evening: Journal, key: str, note: str) -> None:
    """One key; esc postpones nothing."""
    async with at_session(evening) as desk:
        await desk.press("P", "escape")
        assert not evening.of_kind(Session)
        await desk.press("P", key)
        assert (desk.session.state, desk.session.note) == ("postponed", f"postponed: {note}")


async def test_a_session_of_an_earlier_day(evening: Journal) -> None:
    """Said when it began; ticked without timers, at times of that day; its length is asked."""
    async with at_session(evening) as desk:
        await desk.press("b")
        await desk.type("tomorrow 10:00")
        await desk.press("enter")
        assert desk.problem
        await desk.type("yesterday 18:30")
        await desk.press("enter", "enter", *["space"] * 6)
        session = desk.session
        assert session.started_at == datetime.fromisoformat("2026-11-19T18:30:00+01:00")
        assert session.timer is None
        assert all(set.done_at is not None and set.done_at.date() == date(2026, 11, 19) for set in desk.sets)
        await desk.press("f", "enter")
        session = desk.session
        assert session.state == "finished" and session.finished_at is not None
        assert timedelta(minutes=1) <= session.finished_at - session.started_at <= timedelta(hours=1)
        assert desk.app.screen is desk.screen


async def test_a_session_long_ended_can_be_edited(evening: Journal) -> None:
    """From the list of what was done; its sets and its end."""
    async with at_session(evening) as desk:
        await desk.press("enter", "space", "f", "enter", "escape")
        desk.clock.advance(days=3)
        desk.app.journal_changed()
        desk.screen.query_one("#choices", Rows).move_to(f"session:{desk.session.id}")
        await desk.press("enter", "i", *"15", "enter")
        assert desk.sets[1].reps == 15 and desk.session.state == "short"
        assert desk.sets[1].done_at == desk.session.finished_at
        await desk.press("f", "left", "enter")
        assert desk.session.state == "finished"


async def test_an_ended_session_can_be_gone_on_with(evening: Journal) -> None:
    """Its end says so; it is the open one again."""
    async with at_session(evening) as desk:
        await desk.press("enter", "space", "f", "enter", "escape")
        desk.screen.query_one("#choices", Rows).move_to(f"session:{desk.session.id}")
        await desk.press("enter", "f", *["right"] * 2, "enter")
        assert (desk.session.state, desk.session.finished_at) == ("open", None)
        await desk.press("space")
        assert [set.result for set in desk.sets[:2]] == ["done", "done"]


async def test_an_open_stop_sign_is_said_first(evening: Journal) -> None:
    """Nothing is due while it is open."""
    at = evening.clock.now()
    sore = AnkleReport(rating=4)
    evening.add(CheckIn(at=at, moment="at-rest", left=sore, right=sore, stop_signs=("cannot-bear-weight",)))
    async with at_session(evening) as desk:
        rows = desk.screen.query_one("#choices", Rows).rows
        assert "Have it seen today" in str(rows[0].content)
        assert "stop sign is open: no suggestions" in str(rows[1].content)
        assert len(str(rows[1].content)) <= 77
        offer = next(row for row in rows if row.id.startswith("offer:"))
        assert "training waits" in str(offer.content)


async def test_earlier_sessions_are_a_row_away(demo: Journal) -> None:
    """Any session of the past can be opened."""
    async with at_session(demo) as desk:
        before = len(desk.choices)
        desk.screen.query_one("#choices", Rows).move_to("more")
        await desk.press("enter")
        assert len(desk.choices) > before


async def test_planning_a_routine(evening: Journal) -> None:
    """p on a routine asks how often; bad days are refused in words."""
    async with at_session(evening) as desk:
        desk.screen.query_one("#choices", Rows).move_to("routine:foundation")
        await desk.press("p", "right")
        form = desk.app.screen
        assert isinstance(form, FormDialog)
        form.editor("days").value = "mon funday"  # type: ignore[attr-defined]
        await desk.press("enter")
        assert "'funday' is not a day" in desk.problem
        form.editor("days").value = "mon fri"  # type: ignore[attr-defined]
        await desk.press("enter")
        plan = max(evening.of_kind(Plan), key=lambda plan: plan.since)
        assert plan.routines[1] == PlannedRoutine(routine="foundation", weekdays=(1, 5), since=date(2026, 11, 20))
        desk.screen.query_one("#choices", Rows).move_to("offer:foundation")
        await desk.press("d")
        assert [each.routine for each in max(evening.of_kind(Plan), key=lambda plan: plan.since).routines] == [
            plan.routines[0].routine
        ]


# what is in sight


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
async def test_item_sets_and_timer_are_in_sight_together(demo: Journal, size: tuple[int, int]) -> None:
    """Wherever the cursor is: heading and sets of its item, cue, stop sign and timer line."""
    async with at_session(demo, size=size) as desk:
        await desk.press("enter")
        sets = desk.screen.query_one("#sets", Checklist)
        for _ in range(len(desk.sets)):
            top, height = sets.scroll_offset.y, sets.size.height
            seen = [row.id for row in sets.rows[top : top + height]]
            item = next(item for item in live_items(desk.session) if any(s.id == desk.cursor for s in item.sets))
            assert {f"item-{item.id}", *(set.id for set in live_sets(item))} <= {*seen}
            assert desk.screen.query_one(TimerLine).is_on_screen
            await desk.press("down")


async def test_the_keys_fit_the_line(evening: Journal) -> None:
    """Neither pane's keys run past 80 columns."""
    from screens.widgets.bars import KeyBar

    async with at_session(evening) as desk:
        bar = desk.screen.query_one(KeyBar)
        assert bar.keys_content().cell_length <= 78
        await desk.press("enter")
        assert bar.keys_content().cell_length <= 78


async def test_hostile_names_are_shown_as_they_are(journal: Journal, tmp_path: Path) -> None:
    """Markup in a routine's name or a note does nothing."""
    from tests.support.journals import HOSTILE

    entries: list[Entry] = [msgspec.structs.replace(ROUTINE, name=HOSTILE[:120])]
    hostile = open_journal(tmp_path / "other", entries) if (tmp_path / "other").mkdir() is None else journal
    async with at_session(hostile) as desk:
        await desk.press("enter", "space", "e")
        form = desk.app.screen
        assert isinstance(form, FormDialog)
        form.editor("note").value = "[bold]x[/] [@click=app.quit]y[/]"  # type: ignore[attr-defined]
        await desk.press("enter")
        assert live_items(desk.session)[0].note == "[bold]x[/] [@click=app.quit]y[/]"


SIGNED = "A stop sign is open"


async def test_a_session_under_an_open_stop_sign_says_so_and_proposes_nothing(evening: Journal) -> None:
    """Starting asks nothing, but says it; the sign stays in sight, and no set is explained with a proposal."""
    evening.add(CheckIn(at=evening.clock.now(), moment="at-rest", stop_signs=("odd-shape",)))
    async with at_session(evening) as desk:
        await desk.press("enter", "enter")
        await desk.pilot.pause()
        assert desk.session.state == "open"
        assert SIGNED in desk.message
        line = str(desk.screen.query_one("#stopped", Line).content)
        assert "Emergency: get help now" in line and "no suggestions" in line
        reasons = [item.reason for item in live_items(desk.session)]
        assert reasons and all("start with" not in one and "ease" not in one for one in reasons)
        panel = desk.screen.query_one("#current", SessionPanel)
        assert "Why" not in str(panel.render())


async def test_under_a_stop_sign_the_second_enter_starts_and_only_on_the_same_row(evening: Journal) -> None:
    """The first one says what the next one does; another row asks anew, and so does a later hour."""
    evening.add(CheckIn(at=evening.clock.now(), moment="at-rest", stop_signs=("odd-shape",)))
    async with at_session(evening) as desk:
        await desk.press("enter")
        asked = "A stop sign is open: have it seen first. Enter again starts an eased session anyway."
        assert desk.message == asked and not evening.of_kind(Session)
        await desk.press("j", "enter")
        assert desk.message == asked and not evening.of_kind(Session)
        desk.clock.advance(minutes=5)
        await desk.press("enter")
        assert desk.message == asked and not evening.of_kind(Session)
        await desk.press("enter")
        assert desk.session.state == "open"


@pytest.mark.parametrize("row", ["offer", "again"])
async def test_under_a_stop_sign_a_session_holds_no_more_than_on_a_red_day(evening: Journal, row: str) -> None:
    """Set by set, load by load: the same as with both ankles at 7."""
    begun: list[list[tuple[Any, ...]]] = []
    red = AnkleReport(rating=7)
    async with at_session(evening) as desk:
        await desk.press("enter", *["j"] * 4, *["full_stop"] * 8, *["space"] * 2, "f", "enter", "escape")
        full = len(desk.sets)
        desk.clock.advance(days=7)
        for signs in ((), ("odd-shape",)):
            evening.add(CheckIn(at=desk.clock.now(), moment="at-rest", left=red, right=red, stop_signs=signs))
            desk.app.journal_changed()
            choices = desk.screen.query_one("#choices", Rows)
            choices.move_to(next(each.id for each in choices.rows if each.id.startswith(row)))
            await desk.press("enter", *(["enter"] if signs else []))
            begun.append([(one.side, one.reps, one.hold_s, one.load_kg) for one in desk.sets])
            await desk.press("f", *["right"], "enter")
            evening.remove(desk.session.id)
    assert begun[0] == begun[1]
    assert len(begun[1]) < full and max(load or 0 for *_, load in begun[1]) == 3.5


async def test_what_is_written_down_for_an_earlier_day_asks_no_second_enter(evening: Journal) -> None:
    """It is done already."""
    evening.add(CheckIn(at=evening.clock.now(), moment="at-rest", stop_signs=("odd-shape",)))
    async with at_session(evening) as desk:
        await desk.press("b")
        await desk.type("yesterday 18:30")
        await desk.press("enter", "enter")
        assert desk.session.state == "open"


async def test_a_stop_sign_that_opens_during_a_session_hides_its_proposals(evening: Journal) -> None:
    """What was proposed before the sign is no longer shown; clearing brings it back."""
    async with at_session(evening) as desk:
        await desk.press("enter")
        panel = desk.screen.query_one("#current", SessionPanel)
        assert "Why" in str(panel.render())
        sign = evening.add(CheckIn(at=desk.clock.now(), moment="during", stop_signs=("pop-at-heel",)))
        desk.app.journal_changed()
        await desk.pilot.pause()
        assert "Why" not in str(panel.render())
        assert desk.screen.query_one("#stopped").display
        evening.change(sign.id, lambda one: msgspec.structs.replace(one, stop_signs_cleared_at=desk.clock.now()))
        desk.app.journal_changed()
        await desk.pilot.pause()
        assert "Why" in str(panel.render())
        assert not desk.screen.query_one("#stopped").display


async def test_soreness_of_six_during_a_session_asks_for_stop_signs(evening: Journal) -> None:
    """It is saved first, as a check-in too; left for later it stays asked, and 5 asks nothing."""
    async with at_session(evening) as desk:
        await desk.press("enter", "p", "5", "enter")
        assert not isinstance(desk.app.screen, StopSignDialog)
        before = len(evening.of_kind(CheckIn))
        await desk.press("p")
        await desk.type("7")
        await desk.press("enter")
        soreness = live_items(desk.session)[0].soreness
        assert soreness is not None and soreness.left == 7
        assert isinstance(desk.app.screen, StopSignDialog)
        await desk.press("escape")
        added = evening.of_kind(CheckIn)[before:]
        assert [(one.left.rating, one.moment, one.after) for one in added] == [(7, "during", desk.session.id)]
        assert unanswered(evening.of_kind(CheckIn), desk.clock.now()) is not None


async def test_an_ankle_at_six_during_a_session_eases_what_is_left_on_its_side(evening: Journal) -> None:
    """The head and the panel say so until the runner moves on; u takes all of it back at once."""
    async with at_session(evening) as desk:
        await desk.press("enter", "down", "down", "space", "p")
        before = [(one.id, one.side, one.hold_s, one.reps) for one in desk.sets]
        await desk.type("0")
        await desk.press("tab", "7", "enter", "escape")
        panel, head = desk.screen.query_one("#current", SessionPanel), desk.screen.query_one("#stopped", Line)
        assert "Sore  right 7 is too much: end here (f), or go easier (w)" in str(panel.render())
        assert "Right 7 during this session. End here, or go easier." in str(head.content) and head.display
        raises, balance, single = live_items(desk.session)
        assert len(live_sets(raises)) == 1  # both legs together: a set less
        assert [(one.side, one.hold_s) for one in live_sets(balance)] == [("left", 30), ("right", 25)]
        assert [(one.side, one.reps) for one in live_sets(single)] == [("left", 10), ("right", 9)]
        assert single.reason.startswith("right: 7 during this session → eased to 9\nleft: ")
        desk.screen.query_one("#sets", Checklist).move_to(live_sets(single)[1].id)
        await desk.pilot.pause()
        assert "too much" not in str(panel.render()) and "7 during this session" in str(panel.render())
        assert head.display
        await desk.press("u")
        assert [(one.id, one.side, one.hold_s, one.reps) for one in desk.sets] == before
        assert not head.display


async def test_a_second_high_rating_of_the_same_ankle_eases_no_further(evening: Journal) -> None:
    """Once is once; the other ankle eases its own side."""
    async with at_session(evening) as desk:
        await desk.press("enter", "p", "7", "enter", "escape")
        once = desk.sets
        await desk.press("p", "8", "enter", "escape")
        assert desk.sets == once
        await desk.press("p", "tab", "6", "enter", "escape")
        assert next(one.hold_s for one in desk.sets if one.side == "right") == 25


async def test_soreness_written_into_a_session_that_is_over_changes_none_of_its_sets(evening: Journal) -> None:
    """There is nothing left to ease."""
    async with at_session(evening) as desk:
        await desk.press("enter", "space", "f", "enter", "escape")
        desk.screen.query_one("#choices", Rows).move_to(f"session:{desk.session.id}")
        await desk.press("enter")
        before = desk.sets
        await desk.press("p", "9", "enter")
        assert desk.sets == before
        assert not desk.screen.query_one("#stopped", Line).display


def harder_and_first(dialog: SwapDialog) -> tuple[bool, str]:
    """Whether a harder exercise is there, and what the cursor is on."""
    rows = dialog.query_one(Rows)
    chosen = next(row for row in rows.rows if row.id == rows.cursor_id)
    return any(str(row.content).startswith("harder") for row in rows.rows), str(chosen.content)


async def test_swapping_while_sore_offers_nothing_harder_and_adds_less(evening: Journal) -> None:
    """With bands that still call it amber too; what is swapped in has the dose of a red day."""
    async with at_session(evening, Settings(bell=False, amber_max=8)) as desk:
        await desk.press("enter", "p", "7", "enter", "escape", "w")
        dialog = desk.app.screen
        assert isinstance(dialog, SwapDialog)
        assert "Left 7 during this session: an easier one" in str(dialog.query_one("#why", Line).content)
        harder, first = harder_and_first(dialog)
        assert not harder and first.startswith("easier")
        await desk.press("enter")
        own = desk.app.context.catalogue.get("seated-heel-raise").dose.sets.default
        assert 0 < len(live_sets(live_items(desk.session)[0])) < own


async def test_an_amber_ankle_or_a_shaky_set_puts_the_easier_exercise_first(evening: Journal) -> None:
    """Harder ones stay there, below; skipping after shaking is not skipping for soreness."""
    async with at_session(evening) as desk:
        await desk.press("enter", "z", "x", "w")
        dialog = desk.app.screen
        assert isinstance(dialog, SwapDialog)
        assert "A set was shaky" in str(dialog.query_one("#why", Line).content)
        harder, first = harder_and_first(dialog)
        assert harder and first.startswith("easier")
        dialog.query_one(Rows).move_to("skip")
        await desk.press("enter")
        assert [one.result for one in desk.sets[:2]] == ["shaky", "skipped-other"]
        amber = AnkleReport(rating=4)
        evening.add(CheckIn(at=desk.clock.now(), moment="at-rest", left=amber, right=AnkleReport(rating=0)))
        await desk.press("w")
        dialog = desk.app.screen
        assert isinstance(dialog, SwapDialog)
        assert "The left ankle is amber: an easier one, or skip it." in str(dialog.query_one("#why", Line).content)
        assert harder_and_first(dialog)[0]


@pytest.mark.parametrize("sides", [(7, 0), (7, 7)], ids=["left red", "both red"])
async def test_a_red_ankle_is_offered_no_harder_exercise(evening: Journal, sides: tuple[int, int]) -> None:
    """The cursor stands on the easier one, or on skipping where there is none; the reason is said."""
    left, right = (AnkleReport(rating=rating) for rating in sides)
    evening.add(
        CheckIn(
            at=evening.clock.now(), moment="at-rest", left=left, right=right, stop_signs_answered_at=evening.clock.now()
        )
    )
    async with at_session(evening) as desk:
        await desk.press("enter", "w")
        dialog = desk.app.screen
        assert isinstance(dialog, SwapDialog)
        assert "red: an easier one, or skip it" in str(dialog.query_one("#why", Line).content)
        rows = dialog.query_one(Rows)
        assert rows.rows[0].id == "skip"
        assert not harder_and_first(dialog)[0]
        chosen = next(row for row in rows.rows if row.id == rows.cursor_id)
        assert chosen.id == "skip" or "easier" in str(chosen.content)
        rows.move_to("skip")
        await desk.press("enter")
        assert {one.result for one in live_sets(live_items(desk.session)[0])} == {"skipped-sore"}


def test_an_exercise_with_nothing_easier_is_skipped_on_red() -> None:
    """Where only harder rungs are left, the cursor is on skipping."""
    rungs = Catalogue.built_in().ladder("double-leg-heel-raise")
    first = rungs[0].id
    assert SwapDialog("Instead", rungs, first, rungs[1].id, "The left ankle is red").first_choice == "skip"
    assert SwapDialog("Instead", rungs, rungs[1].id, None, "The left ankle is red").first_choice == first
    assert SwapDialog("Instead", rungs, first, rungs[1].id, careful="Shaky").first_choice == "skip"
    assert SwapDialog("Instead", rungs, first, rungs[1].id).first_choice == rungs[1].id


async def test_the_footer_says_what_enter_does(evening: Journal) -> None:
    """Timer on a hold, Edit on reps, Resume on the open session, Start on a routine."""
    async with at_session(evening) as desk:

        def shown() -> str:
            bar = desk.screen.query_one(KeyBar)
            return next(label for _, label, key, _ in bar.shown_keys() if key == "enter")

        assert shown() == "Start"
        await desk.press("enter")
        assert shown() == "Edit"
        await desk.press("down", "down")
        assert shown() == "Timer"
        await desk.press("escape")
        desk.screen.query_one("#choices", Rows).move_to("resume")
        await desk.pilot.pause()
        assert shown() == "Resume"


async def test_a_hold_that_was_typed_starts_no_timer(evening: Journal) -> None:
    """i, 4s on the left: the right side waits for its runner."""
    async with at_session(evening) as desk:
        await desk.press("enter", "down", "down", "i")
        await desk.type("4s")
        await desk.press("enter")
        held = [one for one in desk.sets if one.hold_s == 4]
        assert len(held) == 1 and desk.session.timer is None


async def test_dropping_an_exercise_goes_to_the_next_and_undo_comes_back(evening: Journal) -> None:
    """D on the first exercise: the cursor is on the second one's first set; u puts it where it was."""
    async with at_session(evening) as desk:
        await desk.press("enter")
        was, second = desk.cursor, live_sets(live_items(desk.session)[1])[0].id
        await desk.press("D")
        assert desk.cursor == second
        await desk.press("u")
        assert desk.cursor == was


async def test_a_set_without_its_reps_is_refused(evening: Journal) -> None:
    """One sentence at the field; a skipped set may be without."""
    async with at_session(evening) as desk:
        await desk.press("enter", "e")
        await desk.type("")
        await desk.press("enter")
        assert "Reps: please fill this in" in desk.problem
        assert all(one.reps for one in desk.sets if one.reps is not None)


def test_cautions_get_their_lines_before_anything_else() -> None:
    """A long cue and reason give way to what to stop at."""
    panel = SessionPanel()
    panel._lines = (("Cue", "c", ""), ("Stop", "s", ""), ("Why", "w", ""), ("Last", "l", ""))
    assert panel._shares([2, 3, 2, 1], 5) == [1, 3, 1, 0]
    assert panel._shares([2, 3, 2, 1], 8) == [2, 3, 2, 1]


async def test_a_long_caution_is_shown_whole_at_80x24(evening: Journal) -> None:
    """The panel grows with what there is to watch for."""
    async with at_session(evening) as desk:
        await desk.press("enter")
        for name in ("single-leg-balance", "single-leg-heel-raise"):
            item = next(one for one in live_items(desk.session) if one.exercise == name)
            desk.screen.query_one("#sets", Checklist).move_to(live_sets(item)[0].id)
            await desk.pilot.pause()
            exercise = desk.screen.exercise(name)
            assert exercise is not None
            drawn = " ".join(str(desk.screen.query_one("#current", SessionPanel).render()).split())
            assert "; ".join(exercise.stop_signs) in drawn


# what is read from two metres away


@pytest.mark.parametrize(("rows", "shown"), [(24, False), (29, False), (30, True), (40, True)])
async def test_from_thirty_rows_on_the_timer_is_read_from_afar(evening: Journal, rows: int, shown: bool) -> None:
    """Five lines of blocks in place of the small digits, for holds and rests."""
    async with at_session(evening, size=(80, rows)) as desk:
        await desk.press("enter", "j", "j", "enter")
        digits = desk.screen.query_one(BigDigits)
        assert digits.display is shown and desk.screen.query_one(Digits).display is not shown
        assert digits.render().plain == "\n".join(big("0:30"))
        await desk.wait(1)
        assert digits.render().plain == "\n".join(big("0:29"))
        assert desk.timer.startswith("Hold left 0:29")
        await desk.press("x")
        assert not digits.display


def test_big_digits_are_hashes_in_ascii_and_all_as_wide() -> None:
    """The table turns each block into one; no two digits look alike."""
    assert to_ascii("\n".join(big("2:1"))).splitlines() == [
        "###       #",
        "  #  #    #",
        "###       #",
        "#    #    #",
        "###       #",
    ]
    assert len({tuple(big(digit)) for digit in "0123456789"}) == 10
    assert {len(line) for digit in "0123456789" for line in big(digit)} == {3}


async def test_the_picture_of_the_current_exercise_stands_beside_the_checklist_where_there_is_room(
    evening: Journal,
) -> None:
    """At 120 columns, and another one for another exercise; not at 80."""
    async with at_session(evening, size=(120, 40)) as desk:
        await desk.press("enter")
        picture = desk.screen.query_one("#figure", Line)
        shown = str(picture.content)
        assert picture.display and "⡇" in shown
        assert picture.region.x > desk.screen.query_one("#sets", Checklist).region.x + 60
        await desk.press("j", "j")
        assert str(picture.content) != shown
    async with at_session(evening) as desk:
        await desk.press("enter")
        assert not desk.screen.query_one("#figure", Line).display


async def test_a_rest_says_what_comes_after_it(evening: Journal) -> None:
    """The other side of the same exercise, or another exercise by its name; also once the rest is over."""
    async with at_session(evening) as desk:
        await desk.press("enter", "space")
        assert "Next: 12  x skips it" in desk.timer
        await desk.press("space")
        assert "Next: Single-leg balance, left, 30 s" in desk.timer
        await desk.wait(61)
        assert desk.timer == "Rest is over: go on when you are ready. Next: Single-leg balance, left, 30 s"


async def test_an_earlier_day_is_named_all_the_way(evening: Journal) -> None:
    """In the message that asks what was done, in the head instead of days gone, and when it is written down."""
    async with at_session(evening) as desk:
        await desk.press("b")
        await desk.type("2026-11-13 18:30")
        await desk.press("enter")
        assert desk.message == "Now choose what was done on Fri 13 Nov."
        await desk.press("enter", "space", "s", "o")
        head = str(desk.screen.query_one(ProgressLine).render())
        assert head.endswith("1 of 6 sets, 1 skipped, on Fri 13 Nov") and "gone" not in head
        await desk.press("f", "enter")
        assert desk.session.state == "short"
        assert desk.message == "Evening of Fri 13 Nov is written down: finished short."


async def test_sets_that_were_skipped_are_said_as_skipped_everywhere(evening: Journal) -> None:
    """The head, the heading, the open session and the list of what was done count alike."""
    async with at_session(evening) as desk:
        await desk.press("enter", "space", "s", "s")
        assert "1 of 6 sets, 1 skipped, 0 min gone" in str(desk.screen.query_one(ProgressLine).render())
        assert "1/2, 1 skipped" in str(desk.screen.query_one("#sets", Checklist).rows[0].content)
        await desk.press("escape")
        rows = desk.screen.query_one("#choices", Rows)
        assert "Resume Evening: 1 of 6 sets done, 1 skipped, begun" in str(rows.rows[0].content)
        await desk.press("enter", "f", "enter", "escape")
        past = next(row for row in rows.rows if row.id.startswith("session:"))
        assert "short, 1 of 6 sets, 1 skipped" in str(past.content)


async def test_after_the_last_set_enter_ends_the_session(evening: Journal) -> None:
    """The footer says so; a set added or taken back makes it the set's key again."""
    async with at_session(evening) as desk:

        def shown() -> str:
            bar = desk.screen.query_one(KeyBar)
            return next(label for _, label, key, _ in bar.shown_keys() if key == "enter")

        await desk.press("enter", *["space"] * 5)
        assert shown() == "Edit"
        await desk.press("space")
        assert shown() == "End"
        await desk.press("backspace")
        assert shown() == "Edit"
        await desk.press("space", "enter")
        assert desk.app.screen.title_text == "End the session"  # type: ignore[attr-defined]
        await desk.press("enter")
        assert desk.session.state == "finished"


@pytest.mark.parametrize(("key", "moves"), [("i", 1), ("e", 1), ("p", 2), ("m", 2)])
async def test_what_was_half_typed_for_one_set_is_not_offered_for_another(
    evening: Journal, key: str, moves: int
) -> None:
    """Left with esc it waits where it was typed, and nowhere else."""
    async with at_session(evening) as desk:

        def field() -> str:
            return str(desk.app.screen.focused.value)  # type: ignore[union-attr, attr-defined]

        await desk.press("enter", key)
        await desk.type("7")
        await desk.press("escape", *["j"] * moves, key)
        assert field() != "7"
        await desk.press("escape", *["k"] * moves, key)
        assert field() == "7"


def test_what_is_edited_beside_the_time_leaves_the_time(journal: Journal) -> None:
    """A set done in another zone, seconds and all: the form's own value comes back as it went in."""
    done_at = datetime.fromisoformat("2026-11-18T18:10:33-05:00")
    item = Item(id="i", exercise="double-leg-heel-raise", dose=PlannedDose(sets=1, reps=12))
    done = Set(id="s", reps=12, result="done", done_at=done_at)
    form = set_form(item, done, app_over(journal).context)
    values = {field.name: field.value for field in form.fields} | {"amount": 11}
    changes = set_changes(item, done, values, journal.clock.now())
    assert changes["done_at"] == done_at and changes["done_at"].utcoffset() == done_at.utcoffset()
    assert (changes["reps"], changes["result"]) == (11, "done")


async def test_how_a_routine_stands_fits_its_row_at_eighty_columns(evening: Journal) -> None:
    """Done, postponed, waiting for a stop sign, changed or far off: the last word is there."""
    today = evening.clock.now().date()
    offer = Offer(
        routine=ROUTINE_AS_PLANNED,
        planned=PlannedRoutine(routine="r", weekdays=(1, 3, 5)),
        due=False,
        why="",
        week=10,
        changes=("swapped",),
    )
    for why, following in (
        ("done for today", date(2026, 11, 25)),
        ("planned on Mon, Wed, Fri", date(2026, 11, 21)),
        ("2 of 3 this week; a day between", date(2026, 11, 25)),
        ("a stop sign is open: training waits until it is cleared", None),
        ("it jumps, and the right ankle is amber", None),
        ("its 12 weeks are done: choose what comes next", None),
        ("postponed today", date(2026, 11, 21)),
    ):
        stands = msgspec.structs.replace(offer, why=why, next_day=following)
        row = next(one for one in chooser_rows(None, [stands], [], [], evening.clock.now()) if one.selectable)
        assert len(str(row.content)) <= 77, str(row.content)
        assert "▲ 1" in str(row.content)
        if following is not None:
            assert f"next {relative_day(following, today)}" in str(row.content)


async def test_without_a_plan_the_list_says_how_to_make_one(journal: Journal) -> None:
    """Above the routines, and in the footer; gone once one is planned."""
    async with at_session(journal) as desk:
        rows = desk.screen.query_one("#choices", Rows)
        assert str(rows.rows[0].content) == "p plans it on days of the week, enter starts it once"
        assert {"Plan", "Start"} <= {label for _, label, _, _ in desk.screen.query_one(KeyBar).shown_keys()}
        planned = PlannedRoutine(routine="foundation", weekdays=(5,))
        journal.add(Plan(since=date(2026, 11, 2), routines=(planned,)))
        desk.app.journal_changed()
        assert "p plans it" not in str(rows.rows[0].content)
