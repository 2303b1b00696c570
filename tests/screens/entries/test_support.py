"""A brace, tape or sleeve: added, named by a run and a session, changed, and taken back."""

from __future__ import annotations

from pathlib import Path

from journal.entries import Run, Support
from screens.diary.screen import DiaryScreen
from screens.frame.form import FormDialog
from tests.support.journals import app_over, fixed_clock, open_journal
from tests.support.sight import painted


def worn() -> Support:
    """A brace on the left."""
    return Support(type="lace-brace", side="left", since=fixed_clock().now().date())


async def test_a_brace_is_added_and_undo_takes_it_back(tmp_path: Path) -> None:
    """From anywhere; it is an entry of its day in the diary, found by its kind."""
    journal = open_journal(tmp_path)
    app = app_over(journal)
    async with app.run_test(size=(80, 30)) as pilot:
        await pilot.pause()
        await pilot.press("n", "b")
        await pilot.pause()
        await pilot.press("ctrl+s")
        await pilot.pause()
        [made] = journal.of_kind(Support)
        assert (made.type, made.side, made.until) == ("lace-brace", "both", None)
        await pilot.press("7")
        await pilot.pause()
        assert isinstance(app.screen, DiaryScreen) and "lace-up brace, both" in "\n".join(painted(app.screen))
        await pilot.press("u")
        await pilot.pause()
        assert journal.of_kind(Support) == []


async def test_a_run_names_what_was_worn_and_the_next_one_begins_with_it(tmp_path: Path) -> None:
    """Only where the runner has something to wear does the form ask."""
    journal = open_journal(tmp_path)
    app = app_over(journal)
    async with app.run_test(size=(80, 30)) as pilot:
        await pilot.pause()
        await pilot.press("n", "r")
        await pilot.pause()
        assert "Support" not in "\n".join(painted(app.screen))
        await pilot.press("escape")
        brace = journal.add(worn())
        journal.add(Run(started_at=fixed_clock().now(), duration_s=1800, support=brace.id))
        app.journal_changed()
        await pilot.press("n", "r")
        await pilot.pause()
        assert isinstance(app.screen, FormDialog) and "lace-up brace, left" in "\n".join(painted(app.screen))
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert [run.support for run in journal.of_kind(Run)] == [brace.id, brace.id]
