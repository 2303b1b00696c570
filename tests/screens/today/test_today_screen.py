"""Today on the screen: the door opens, and every line leads where it says."""

from __future__ import annotations

from pathlib import Path

import pytest

from journal.clock import FixedClock
from journal.entries import Note, Session
from journal.journal import Journal
from screens.session.screen import SessionScreen
from screens.today.screen import TodayScreen
from screens.widgets.rows import Rows
from tests.support import week as made
from tests.support.journals import app_over, demo_journal, open_journal
from tests.support.soreness import moment, rated


def rows_of(screen: object) -> list[str]:
    """The lines of the card as plain text."""
    assert isinstance(screen, TodayScreen)
    return [str(row.content) for row in screen.query_one("#card", Rows).rows]


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


async def test_the_card_shows_both_ankles_with_light_trend_and_clock(tmp_path: Path) -> None:
    """At 80x24 everything stands on the screen at once."""
    app = app_over(demo_journal(tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        lines = rows_of(app.screen)
        rows = app.screen.query_one("#card", Rows)
        assert len(lines) <= rows.size.height
        text = "\n".join(lines)
        assert "▲ amber" in text and "● green" in text and "sore, day 2 of 3" in text
        assert "14 days, peak 3" in text
        assert rows.cursor_id == "now"


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
        assert any("■ red" in line for line in rows_of(app.screen))


async def test_an_open_session_is_offered_for_resuming(tmp_path: Path) -> None:
    """The first line resumes it."""
    journal = open_journal(tmp_path)
    journal.add(Session(started_at=moment("20 17:30"), name="Foundation", items=made.WEDNESDAY.items))
    app = app_over(journal)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "Resume Foundation." in rows_of(app.screen)[0]
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
        assert "Urgent" in rows_of(app.screen)[0]
        await pilot.press("enter")
        await pilot.pause()
        assert app.current_mode == "soreness"


async def test_the_card_is_laid_out_anew_for_another_size(tmp_path: Path) -> None:
    """A tall terminal gets the two weeks as a chart; a small one keeps its lines within its width."""
    app = app_over(demo_journal(tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert not any("L left, R right" in line for line in rows_of(app.screen))
        await pilot.resize_terminal(120, 40)
        await pilot.pause()
        assert any("L left, R right" in line for line in rows_of(app.screen))
        await pilot.resize_terminal(60, 20)
        await pilot.pause()
        assert rows_of(app.screen)[0].startswith("Now")
