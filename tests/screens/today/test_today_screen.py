"""Today on the screen: the door opens, and every line leads where it says."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from journal.clock import FixedClock
from journal.entries import Answer, Note, Plan, PlannedRoutine, Run, Session, day_of
from journal.journal import Journal
from journal.rules.verdict.verdict import GLYPHS
from journal.settings.settings import Settings
from screens.drawing.columns import BARS
from screens.drawing.lines import StyledLine
from screens.session.screen import SessionScreen
from screens.soreness.screen import SorenessScreen
from screens.today.frame import Page
from screens.today.lines import CHARTS
from screens.today.screen import TodayScreen
from screens.widgets.bars import KeyBar
from screens.widgets.rows import Rows
from tests.support import week as made
from tests.support.journals import app_over, demo_journal, open_journal
from tests.support.pilots import shown_until
from tests.support.soreness import moment, rated
from tests.support.verdicts import D0, at, check_in, story

PLANNED = Plan(since=date(2026, 2, 1), routines=(PlannedRoutine(routine="strength", times_per_week=7),))


def rows_of(screen: object) -> list[str]:
    """The lines of every column as plain text, without the blanks around them."""
    assert isinstance(screen, TodayScreen)
    return [str(row.content).strip() for rows in screen.query(Rows) for row in rows.rows]


async def test_an_empty_journal_greets_and_offers_three_beginnings(tmp_path: Path) -> None:
    """Three lines, three offers; the first opens the rating."""
    app = app_over(open_journal(tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        text = "\n".join(rows_of(app.screen))
        for words in ("Rate your ankles", "Pick a routine", "Add a shoe", "never diagnoses"):
            assert words in text
        await pilot.press("enter")
        await pilot.pause()
        assert not isinstance(app.screen, TodayScreen)


@pytest.mark.parametrize("does", ["enter", "left_square_bracket", "5", "click", "waits"])
async def test_a_start_with_kept_lines_reads_the_journal_soon(
    demo: Journal, does: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A key that moves is answered before it is read; whatever does more, and a moment that passes, has it read."""
    monkeypatch.setattr("screens.app.app.SOON_S", 0.01 if does == "waits" else 3600)
    lines = [StyledLine("left", (("kept, left", ""),)), StyledLine("right", (("kept, right", ""),))]
    with Journal.open(demo.path, demo.clock, later=True) as journal:
        app = app_over(journal)
        app.kept = Page((lines,), "left")
        async with app.run_test(size=(80, 24)) as pilot:
            today = app.screen
            if does != "waits":
                await pilot.pause()
                assert rows_of(today) == ["kept, left", "kept, right"]
                await pilot.press("down")
                assert app.screen.query_one("#card", Rows).cursor_id == "right" and not journal.is_read
                await (pilot.click("#card", offset=(3, 0)) if does == "click" else pilot.press(does))
            await shown_until(pilot, lambda: "kept, left" not in rows_of(today))
            assert journal.is_read and any("2 of 10" in line for line in rows_of(today))
            assert isinstance(app.screen, SorenessScreen if does in ("enter", "5") else TodayScreen)


async def test_the_first_entry_turns_the_greeting_into_the_card(tmp_path: Path) -> None:
    """The cursor is on what to do now; when all is taken back, the greeting is there again."""
    journal = open_journal(tmp_path)
    app = app_over(journal)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("down", "down")
        journal.add(rated("20 17:50", 1, 0))
        app.journal_changed()
        await pilot.pause()
        assert app.screen.query_one("#card", Rows).cursor_id == "now"
        await pilot.press("u")
        await pilot.pause()
        assert "Rate your ankles" in "\n".join(rows_of(app.screen))


async def test_the_verdict_leads_and_all_stands_on_the_screen_at_once(tmp_path: Path) -> None:
    """At 80x24: what may be done, why, and what is asked; then what to do now, both ankles and the run."""
    app = app_over(demo_journal(tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        lines, rows = rows_of(app.screen), app.screen.query_one("#card", Rows)
        assert len(rows.lines) <= rows.size.height
        found = app.context.views.verdict(app.clock.now())
        assert lines[0] == f"{GLYPHS[found.mark]} {found.headline}"
        labels = ("Run  ", "Left   ▲", "Right  ●", "Left  10", "Right 10", "Week ", "Shoe ", "Note ")
        assert [label for line in lines for label in labels if line.startswith(label)] == list(labels)
        assert rows.cursor_id == "now"


STATES = {
    "calm": ["d0 wk both 0"],
    "3 of 10": ["d0 wk left 3 achilles-mid stiff"],
    "rolled": ["d0 ev left 7 ankle-roll atfl swollen open"],
    "a stop sign": ["d0 ev left 5 achilles-insertion sign:pop-at-heel", "d1 wk left 4"],
    "after a twist": ["d0 ev left 7 ankle-roll atfl swollen", "d1 wk left 4 atfl", "d2-d3 wk left 3 atfl"],
    "both sore": ["d0-d12 wk both 3 metatarsals sharp", "d3 ev both 1 numb tingling"],
    "rising": ["d0-d6 wk left 1", "d7-d11 wk left 2", "d12-d16 wk left 3"],
    "asked": ["d0-d8 wk left 2 achilles-mid", "d5 asked left C5 R3"],
}


def told(journal_folder: Path, name: str) -> Journal:
    """A journal in one of the states, on the evening of its last day."""
    entries = [*story(STATES[name]), PLANNED]
    last = max(day_of(one) or D0 for one in entries)
    return open_journal(journal_folder, entries, FixedClock(at((last - D0).days, 21.5)))


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)])
@pytest.mark.parametrize("name", list(STATES))
async def test_no_sentence_stands_twice(name: str, size: tuple[int, int], tmp_path: Path) -> None:
    """Whatever state the ankles are in."""
    app = app_over(told(tmp_path, name))
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        text = " ".join(line.removesuffix("  enter").strip(" ■▲●?") + "." for line in rows_of(app.screen))
        sentences = [one.strip().lower() for one in re.split(r"[.?!]+(?:\s|$)", text)]
        longer = [one for one in sentences if len(re.findall(r"[a-z]+", one)) >= 3]
        assert sorted(set(longer)) == sorted(longer)


async def test_a_question_is_answered_where_it_stands(tmp_path: Path) -> None:
    """Enter and y: the answer is in the journal, and u takes it back; escape leaves the question open."""
    journal = told(tmp_path, "a stop sign")
    app = app_over(journal)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "Was it seen" in "\n".join(rows_of(app.screen))
        app.screen.query_one("#card", Rows).move_to("question-0")
        await pilot.press("enter", "escape")
        assert journal.of_kind(Answer) == []
        await pilot.press("enter", "y")
        await pilot.pause()
        (answer,) = journal.of_kind(Answer)
        assert (answer.question, answer.value) == ("seen:pop-at-heel", True)
        assert "Was it seen" not in "\n".join(rows_of(app.screen))
        await pilot.press("u")
        await pilot.pause()
        assert journal.of_kind(Answer) == []


async def test_a_number_is_asked_for_in_the_runners_unit_and_kept_in_km(tmp_path: Path) -> None:
    """The usual longest run: what is no number is refused in one sentence, and stays in the form."""
    ran_walks = [Run(started_at=at(-2), duration_s=1800)]
    entries = [*(check_in(number, 0, 0) for number in range(-14, 1)), *ran_walks]
    journal = open_journal(tmp_path, entries, FixedClock(at(0, 21)))
    app = app_over(journal, Settings(distance="mi"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert any("How far is your usual longest run, in mi?" in line for line in rows_of(app.screen))
        app.screen.query_one("#card", Rows).move_to("question-0")
        await pilot.press("enter", *"far", "enter")
        assert journal.of_kind(Answer) == []
        await pilot.press("backspace", "backspace", "backspace", *"10", "enter")
        await pilot.pause()
        (answer,) = journal.of_kind(Answer)
        assert answer.value == pytest.approx(16.09344)


async def test_enter_on_what_to_do_now_starts_the_session_offered(tmp_path: Path) -> None:
    """One key from the door to the first set; the session is in the journal."""
    journal = demo_journal(tmp_path)
    app = app_over(journal)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert app.current_mode == "session"
        assert isinstance(app.screen, SessionScreen) and app.screen.editor is not None
    (begun,) = [session for session in journal.of_kind(Session) if session.state == "open"]
    assert begun.routine == "strength" and begun.items


@pytest.mark.parametrize(
    ("row", "mode"),
    [("left", "soreness"), ("right", "soreness"), ("session", "session"), ("week", "week"), ("shoe", "shoes")],
)
async def test_a_line_leads_to_its_screen(row: str, mode: str, tmp_path: Path) -> None:
    """Enter on a line opens the screen it is about."""
    app = app_over(demo_journal(tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        app.screen.query_one("#card", Rows).move_to(row)
        await pilot.press("enter")
        await pilot.pause()
        assert app.current_mode == mode


async def test_the_note_is_written_from_its_line(tmp_path: Path) -> None:
    """Enter on the note, words, ctrl+s: the note is in the journal and on the card; emptied, it is gone."""
    journal = demo_journal(tmp_path)
    app = app_over(journal)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        app.screen.query_one("#card", Rows).move_to("note")
        await pilot.press("enter", *"Quiet", "enter", *"day", "ctrl+s")
        await pilot.pause()
        today = journal.clock.now().date()
        assert [note.text for note in journal.of_kind(Note, today, today)] == ["Quiet\nday"]
        assert any("Quiet day" in line for line in rows_of(app.screen))
        await pilot.press("enter", "f7", "delete", "ctrl+s")
        await pilot.pause()
        assert journal.of_kind(Note, today, today) == []


async def test_another_logins_change_appears(tmp_path: Path, clock: FixedClock) -> None:
    """What another window wrote is on the card at the next look."""
    journal = demo_journal(tmp_path, clock)
    app = app_over(journal)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        with Journal.open(journal.path, clock) as other:
            other.add(rated("20 17:50", 7, 0))
        app.look_again()
        await pilot.pause()
        assert any(re.search("[■▲] 7 of 10", line) for line in rows_of(app.screen))


async def test_an_open_session_is_offered_for_resuming(tmp_path: Path) -> None:
    """The line of what to do now resumes it."""
    journal = open_journal(tmp_path)
    journal.add_all([rated(f"{day} 07:00", 0, 0) for day in (18, 19, 20)])
    journal.add(Session(started_at=moment("20 17:30"), name="Foundation", items=made.WEDNESDAY.items))
    app = app_over(journal)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert any("Resume Foundation." in line for line in rows_of(app.screen))
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, SessionScreen)
        assert app.screen.editor is not None and app.screen.editor.session in journal.of_kind(Session)


async def test_a_stop_sign_stands_first(tmp_path: Path) -> None:
    """Before everything else, with what to do about it; enter leads to the ankle."""
    journal = open_journal(tmp_path)
    journal.add(rated("20 07:00", 6, 0, stop_signs=("pop-at-heel",)))
    app = app_over(journal)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "Have it seen today" in rows_of(app.screen)[0] and "urgent care" in rows_of(app.screen)[1]
        await pilot.press("enter")
        await pilot.pause()
        assert app.current_mode == "soreness"


async def test_the_page_is_laid_out_anew_for_another_size(tmp_path: Path) -> None:
    """Two columns where there is room, with what the session holds; what has none is left out, the card never."""
    app = app_over(demo_journal(tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert not any("both at once" in line for line in rows_of(app.screen))
        await pilot.resize_terminal(120, 40)
        await pilot.pause()
        assert any("both at once" in line for line in rows_of(app.screen))
        assert "Sessions  2 of 3" in rows_of(app.screen)
        await pilot.press("tab", "down", "enter")
        await pilot.pause()
        assert app.current_mode == "shoes"
        await pilot.press("1")
        await pilot.resize_terminal(60, 20)
        await pilot.pause()
        assert any(line.startswith("Do Strength") for line in rows_of(app.screen))
        assert app.screen.focused is app.screen.query_one("#card")


async def test_a_day_of_the_chart_is_read_out(demo: Journal) -> None:
    """The days before one by one, and past today none; in a window without a chart the day is said."""

    def head() -> str:
        return next(line for line in rows_of(app.screen) if line.startswith("Ankles"))

    read = "Thu 19 Nov  left 0 waking, 3 later  right 0  run 6.4 km"
    app = app_over(demo)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("left_square_bracket", "left_square_bracket")
        assert head().startswith(f"Ankles {read} ─")
        await pilot.press("right_square_bracket", "right_square_bracket")
        assert head().startswith("Ankles 3 weeks ─") and head().endswith("─ [ ] reads a day")
        assert not app.screen.query_one(KeyBar).message
        await pilot.resize_terminal(60, 20)
        await pilot.pause()
        await pilot.press("left_square_bracket", "left_square_bracket")
        assert app.screen.query_one(KeyBar).message == read


async def test_a_step_after_a_twist_begins_its_routine(tmp_path: Path) -> None:
    """What to do now stands under the verdict; enter on a bold one starts it, as far as the day allows."""
    journal = open_journal(tmp_path, story(["d0 ev left 4 ankle-roll atfl"]), FixedClock(at(0, 22)))
    app = app_over(journal)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        rows = app.screen.query_one("#card", Rows)
        move = next(row for row in rows.rows if str(row.content).strip().startswith("Move"))
        rows.move_to(move.id)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, SessionScreen)
        [session] = journal.of_kind(Session)
        assert session.routine == "first-moves"
        assert "early-movement" in [item.exercise for item in session.items]


@pytest.mark.parametrize("begun", ["19 17:30", "20 00:30"])
async def test_a_session_left_on_an_earlier_day_is_offered_and_does_not_lead(tmp_path: Path, begun: str) -> None:
    """What is planned does; beginning it ends the one that was left, and one undo brings back both as they were."""
    journal = open_journal(tmp_path)
    journal.add_all([rated(f"{day} 07:00", 0, 0) for day in (18, 19, 20)])
    left = journal.add(Session(started_at=moment(begun), name="Foundation", items=made.WEDNESDAY.items))
    journal.add(PLANNED)
    app = app_over(journal)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        told = " ".join(rows_of(app.screen))
        if begun.startswith("20"):
            assert "Resume Foundation." in told and "Still open" not in told
            return
        assert "Do Strength" in told and "Resume" not in told
        assert "Still open  Foundation, begun Thu 19 Nov:" in told
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, SessionScreen)
        states = {one.id: one.state for one in journal.of_kind(Session)}
        assert states.pop(left.id) == "short" and list(states.values()) == ["open"]
    journal.undo()
    assert [one.state for one in journal.of_kind(Session)] == ["open"]


async def test_while_help_comes_first_the_cursor_begins_on_it(tmp_path: Path) -> None:
    """Not on what the day leaves of a session: an enter out of habit begins none. What that would open is not told."""
    clock, moves = FixedClock(at(1, 12)), PlannedRoutine(routine="foundation", times_per_week=7)
    plan = Plan(since=date(2026, 2, 1), routines=(moves,))
    app = app_over(open_journal(tmp_path, [*story(["d0,d1 wk left 8 calf"]), plan], clock))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        rows = app.screen.query_one("#card", Rows)
        assert rows.cursor_id == "verdict" and any(row.id == "now" for row in rows.rows)
        assert not any(line.startswith(("Later", "New")) for line in rows_of(app.screen))


async def test_where_no_session_is_due_no_column_is_left_empty(tmp_path: Path) -> None:
    """The week, the shoe and the note stand beside the chart, not past a gap as wide as a plan."""
    async with app_over(open_journal(tmp_path, [rated("20 07:00", 1)])).run_test(size=(200, 60)) as pilot:
        await pilot.pause()
        shown = [[str(row.content) for row in rows.rows] for rows in pilot.app.screen.query(Rows) if rows.display]
        assert len(shown) == 2 and any("This week" in line for line in shown[1])


@pytest.mark.parametrize("height", range(20, 34))
async def test_no_rows_stand_empty_where_the_chart_would_fit(demo: Journal, height: int) -> None:
    """The blank lines above the ankles and the chart give way first."""
    async with app_over(demo).run_test(size=(80, height)) as pilot:
        await pilot.pause()
        drawn = any("Ankles 3 weeks" in line for line in rows_of(pilot.app.screen))
        empty = height - BARS - len(rows_of(pilot.app.screen))
        assert drawn or empty < CHARTS[-1] - 1
        assert empty >= 0 or not drawn


async def test_a_day_without_a_note_says_how_one_is_written(demo: Journal) -> None:
    """Enter on its line writes it."""
    async with app_over(demo).run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert any("nothing noted today  enter" in line for line in rows_of(pilot.app.screen))
