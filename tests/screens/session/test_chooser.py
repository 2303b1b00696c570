"""The choice of the screen Session by its keys: what they do to the journal."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import msgspec
import pytest

from journal.entries import AnkleReport, CheckIn, Entry, Plan, PlannedRoutine, Session
from journal.journal import Journal
from journal.rules.done.history import live_items
from journal.rules.training.plan import current_plan, with_routine
from journal.rules.training.session import closed
from library.catalogue import Catalogue
from library.routine import PlannedDose, RoutineItem
from screens.frame.form import FormDialog
from screens.session.checklist import ChecklistPane
from screens.session.chooser import ChooserPane
from screens.session.progress import ProgressLine
from screens.widgets.bars import KeyBar
from screens.widgets.room import OneLine
from screens.widgets.rows import Rows
from tests.screens.test_told_once import journal_of
from tests.support.journals import HOSTILE, app_over, open_journal
from tests.support.session import ROUTINE, Desk, at_session, begun, rate
from tests.support.sight import painted


def held(desk: Desk, id: str = "choice") -> str:
    """What stands beside or below the list, on one line."""
    return " ".join(" ".join(str(line) for line in desk.screen.query_one(f"#{id}", Rows).lines).split())


async def test_enter_starts_what_is_planned_without_asking(evening: Journal) -> None:
    """The routine under the cursor is the planned one; enter starts it, at its first set."""
    async with at_session(evening) as desk:
        assert desk.screen.query_one(ChooserPane).planned
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
        assert len(begun(evening)) == 1
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
        assert [session.name for session in begun(evening)] == ["the other window's"]
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


async def test_what_is_barred_leaves_the_offer_and_it_is_said_why(evening: Journal) -> None:
    """A jump in the routine gives way to an easier one, in the list, in the panel, and in the session."""
    hop = msgspec.structs.replace(
        ROUTINE, name="Hops", items=(RoutineItem("pogo-hops", PlannedDose(sets=1, reps=10)), *ROUTINE.items[1:])
    )
    hops = evening.add(hop)
    evening.add(Plan(since=date(2026, 11, 3), routines=(PlannedRoutine(routine=hops.id, times_per_week=7),)))
    rate(evening, 0, feels=("giving-way",))
    async with at_session(evening) as desk:
        desk.screen.query_one("#choices", Rows).move_to(f"routine:{hops.id}")
        await desk.pilot.pause()
        why = "No jumps: left is not ready for them."
        assert f"{why} Left out: Pogo hops (Double-leg heel raise instead)." in held(desk)
        await desk.press("enter")
        assert desk.names[0] == "double-leg-heel-raise"
        assert f"instead of Pogo hops. {why}" in live_items(desk.session)[0].reason
        assert desk.message.startswith(why)


async def test_a_bar_on_one_side_begins_the_other(evening: Journal) -> None:
    """The sore left is left out of what each does by itself, and both feet do nothing together."""
    rate(evening, 7)
    async with at_session(evening) as desk:
        await desk.press("enter")
        sides = {item.exercise: {one.side for one in item.sets} for item in live_items(desk.session)}
        assert sides == {"single-leg-balance": {"right"}, "single-leg-heel-raise": {"right"}}


async def test_an_offer_is_postponed_unopened(evening: Journal) -> None:
    """P on a planned routine: it is not due today any more."""
    async with at_session(evening) as desk:
        await desk.press("P", "enter")
        assert (desk.session.state, desk.session.name) == ("postponed", "Evening")
        row = next(row for row in desk.screen.query_one("#choices", Rows).rows if row.id.startswith("routine:"))
        assert "postponed today; next tomorrow" in str(row.content)
        assert (desk.session.note, evening.undo()) == ("", "postponed Evening")


async def test_only_what_is_planned_is_postponed(evening: Journal) -> None:
    """Beside a routine that is not planned the key is not named; pressed there it says what it is for."""
    async with at_session(evening) as desk:
        assert "P" in desk.screen.active_bindings
        desk.screen.query_one("#choices", Rows).move_to("routine:foundation")
        await desk.press("P")
        assert "P" not in desk.screen.active_bindings
        assert desk.message == "Only what is planned can be postponed."


@pytest.mark.parametrize(("key", "note"), [("s", "sore"), ("t", "no time"), ("i", "ill")])
async def test_postponing_keeps_its_reason_in_words(evening: Journal, key: str, note: str) -> None:
    """One key; esc postpones nothing."""
    async with at_session(evening) as desk:
        await desk.press("P", "escape")
        assert not begun(evening)
        await desk.press("P", key)
        assert (desk.session.state, desk.session.note) == ("postponed", f"postponed: {note}")


async def test_an_open_stop_sign_is_said_first(evening: Journal) -> None:
    """Nothing is due while it is open."""
    at = evening.clock.now()
    sore = AnkleReport(rating=4)
    evening.add(CheckIn(at=at, moment="at-rest", left=sore, right=sore, stop_signs=("cannot-bear-weight",)))
    async with at_session(evening) as desk:
        rows = desk.screen.query_one("#choices", Rows).rows
        assert "Have it seen today" in str(rows[0].content)
        offer = next(row for row in rows if row.id.startswith("routine:"))
        assert str(offer.content).split() == ["○", "Evening", "not", "today"]


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
        form.editor("days").value = "mon funday"
        await desk.press("enter")
        assert "'funday' is not a day" in desk.problem
        form.editor("days").value = "mon fri"
        await desk.press("enter")
        plan = max(evening.of_kind(Plan), key=lambda plan: plan.since)
        assert plan.routines[1] == PlannedRoutine(routine="foundation", weekdays=(1, 5), since=date(2026, 11, 20))
        choices = desk.screen.query_one("#choices", Rows)
        assert choices.cursor_id == "routine:foundation"  # it went along to what is planned
        await desk.press("d")
        assert choices.cursor_id == "routine:foundation"
        assert [each.routine for each in max(evening.of_kind(Plan), key=lambda plan: plan.since).routines] == [
            plan.routines[0].routine
        ]
        assert (evening.undo(), evening.undo()) == ("took Foundation out of the plan", "planned Foundation")


async def test_what_another_login_plans_meanwhile_stays_planned(evening: Journal) -> None:
    """Both begin another plan today: the second to be saved holds what the first one does."""
    async with at_session(evening) as desk:
        desk.screen.query_one("#choices", Rows).move_to("routine:foundation")
        await desk.press("p")
        with Journal.open(evening.path, evening.clock) as other:
            [plan] = other.of_kind(Plan)
            other.add(with_routine(plan, "gentle-day", date(2026, 11, 20), times_per_week=1))
        desk.app.look_again()
        await desk.press("enter")
        newest = current_plan(evening.of_kind(Plan), date(2026, 11, 20))
        assert newest is not None
        assert {"gentle-day", "foundation"} < {each.routine for each in newest.routines}


async def test_hostile_names_are_shown_as_they_are(tmp_path: Path) -> None:
    """Markup in a routine's name or a note does nothing."""
    entries: list[Entry] = [msgspec.structs.replace(ROUTINE, name=HOSTILE[:120])]
    (tmp_path / "other").mkdir()
    hostile = open_journal(tmp_path / "other", entries)
    async with at_session(hostile) as desk:
        await desk.press("enter", "e")
        form = desk.app.screen
        assert isinstance(form, FormDialog)
        form.editor("note").value = "[bold]x[/] [@click=app.quit]y[/]"
        await desk.press("enter")
        assert live_items(desk.session)[0].note == "[bold]x[/] [@click=app.quit]y[/]"


@pytest.mark.parametrize("row", ["routine:", "routine:foundation", "again", "exercise"])
async def test_what_is_barred_is_not_begun_by_hand_and_it_is_said_why(evening: Journal, row: str) -> None:
    """A planned routine, any other, the same as last time, one exercise: one sentence, and no session."""
    async with at_session(evening) as desk:
        await desk.press("enter", "space", "f", "enter", "escape")
        rate(evening, 0, signs=("odd-shape",))
        desk.app.journal_changed()
        before = evening.of_kind(Session)
        choices = desk.screen.query_one("#choices", Rows)
        choices.move_to(next(each.id for each in choices.rows if each.id.startswith(row)))
        await desk.press("enter")
        if row == "exercise":
            await desk.press("enter")
        assert "for today. Get help now: odd shape" in desk.message
        assert evening.of_kind(Session) == before


async def test_what_is_written_down_for_an_earlier_day_is_a_record(evening: Journal) -> None:
    """It is done already."""
    evening.add(CheckIn(at=evening.clock.now(), moment="at-rest", stop_signs=("odd-shape",)))
    async with at_session(evening) as desk:
        await desk.press("b")
        await desk.type("yesterday 18:30")
        await desk.press("enter", "enter")
        assert desk.session.state == "open"


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


async def test_a_routine_takes_as_long_in_the_list_as_it_says_once_begun(journal: Journal) -> None:
    """On the first days, with one set of each exercise; its row, what stands beside it, and what is left."""
    rate(journal, 0)
    async with at_session(journal, size=(120, 40)) as desk:
        choices = desk.screen.query_one("#choices", Rows)
        choices.move_to("routine:foundation")
        await desk.pilot.pause()
        row = next(str(each.content) for each in choices.rows if each.id == "routine:foundation")
        assert held(desk).startswith("Foundation") and " 11 min" in held(desk) and " 11 min" in row
        await desk.press("enter")
        assert "about 11 min left" in str(desk.screen.query_one(ProgressLine).render())


async def test_a_session_ended_in_another_window_is_left(evening: Journal) -> None:
    """The choice comes back, and says why."""
    async with at_session(evening) as desk:
        await desk.press("enter")
        other = Journal.open(evening.path, evening.clock)
        other.change(desk.session.id, lambda session: closed(session, "short", evening.clock.now()))
        desk.app.look_again()
        await desk.pilot.pause()
        assert desk.message == "That session is no longer open."
        assert desk.screen.query_one(ChooserPane).planned


async def test_a_routine_is_started_with_half_its_sets(evening: Journal) -> None:
    """One of two on each side, the same weight; what is no routine is not."""
    async with at_session(evening) as desk:
        await desk.press("G", "s")
        assert not begun(evening) and "Only a routine" in desk.message
        await desk.press("g", "s")
        sets = [one.side for one in desk.sets]
        assert sets == ["both", "left", "right", "left", "right"] and {one.load_kg for one in desk.sets} <= {0, None}


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)], ids=str)
async def test_a_routine_is_chosen_with_what_it_holds_in_sight(evening: Journal, size: tuple[int, int]) -> None:
    """Each exercise on a line, what the left does beside what the right does: the sets that the session then has."""
    async with at_session(evening, size=size) as desk:
        told = held(desk)
        assert "left right Double-leg heel raise 2 x 12 both at once Single-leg balance 30 s 30 s" in told
        await desk.press("enter")
        amounts = [(one.side, one.reps or one.hold_s) for one in desk.sets]
        assert amounts == [("both", 12), ("both", 12), ("left", 30), ("right", 30), ("left", 10), ("right", 10)]


async def test_an_earlier_session_is_told_set_by_set(evening: Journal) -> None:
    """As the diary tells it; an open one says what there is to do."""
    async with at_session(evening) as desk:
        await desk.press("enter", "space", "escape")
        assert "Single-leg heel raise 10 10" in held(desk)
        await desk.press("enter", "f", "enter", "escape")
        choices = desk.screen.query_one("#choices", Rows)
        choices.move_to(f"session:{desk.session.id}")
        await desk.pilot.pause()
        assert "Double-leg heel raise: 12" in held(desk)


@pytest.mark.parametrize("state", ["demo", "empty", "rolled", "rising"])
async def test_a_routine_takes_as_long_on_exercises_and_in_the_plan_as_on_session(state: str, tmp_path: Path) -> None:
    """Whatever the day leaves of it; what it takes in full is named beside it where that is more."""
    times = re.compile(r"(\d+(?: to \d+)?) min")
    async with app_over(journal_of(state, tmp_path)).run_test(size=(120, 40)) as pilot:
        listed: list[dict[str, str]] = []
        for keys, id in ((("3",), "choices"), (("n", "p"), "plan-rows"), (("escape", "2", "v"), "list")):
            for key in keys:
                await pilot.press(key)
            await pilot.pause()
            rows = pilot.app.screen.query_one(f"#{id}", Rows).rows
            lines = {row.id.rpartition(":")[2]: row.content for row in rows if row.id}
            plain = {id: line.at(120).plain if isinstance(line, OneLine) else str(line) for id, line in lines.items()}
            listed.append({id: found[1] for id, text in plain.items() if (found := times.search(text))})
        *others, there = listed
        for here in others:
            both = here.keys() & there.keys()
            assert len(both) > 5 and {id: here[id] for id in both} == {id: there[id] for id in both}
        full = Catalogue.built_in().routine("foundation").minutes_words
        now = there["foundation"]
        names = pilot.app.screen.query_one("#list", Rows)
        names.show(names.rows, "foundation")
        await pilot.pause()
        told = "\n".join(painted(pilot.app.screen))
        assert (f"About {now} min today, {full} in full;" if int(now) < int(full) else f"About {now} min;") in told


@pytest.mark.parametrize("within", [False, True])
async def test_a_key_of_the_session_and_one_of_the_choice_say_so_where_the_other_is_shown(
    evening: Journal, within: bool
) -> None:
    """Every key that only the pane out of sight has names itself, and how to get there."""
    async with at_session(evening) as desk:
        if within:
            await desk.press("enter")
        shown, other = (ChecklistPane, ChooserPane) if within else (ChooserPane, ChecklistPane)
        active = {*desk.screen.active_bindings}
        hidden = desk.screen.query_one(other)._bindings.key_to_bindings
        keys = {found[0].id: key for key, found in hidden.items() if key not in active}
        assert keys
        before = desk.journal.revision
        for id, key in keys.items():
            await desk.press(key)
            said = desk.screen.query_one(KeyBar).message
            assert said.startswith(f"{hidden[key][0].description}: ") and said.endswith("."), id
        assert desk.journal.revision == before and desk.screen.query_one(shown).display
