"""Beside the journal in the app: another copy that a sync program left, and what an older copy in its place lacks."""

from __future__ import annotations

import shutil
from pathlib import Path

from textual.pilot import Pilot

from journal.clock import FixedClock
from journal.entries import CheckIn, Note
from journal.exchange.bringing import bring_in
from journal.exchange.reading import read_incoming
from journal.journal import Journal
from screens.app.app import SurefootApp
from screens.exchange.copies import PutAwayDialog
from screens.exchange.lacking import LackingDialog
from screens.exchange.review import MergeReview
from screens.widgets.bars import KeyBar
from tests.support.by_key import thought
from tests.support.entries import TODAY, check_in
from tests.support.journals import app_over
from tests.support.pilots import shown_until


def with_copy(journal: Journal, clock: FixedClock) -> Path:
    """A copy of the journal beside it that has one note more."""
    journal.add(check_in(clock))
    copy = Path(shutil.copy(journal.path, journal.path.with_name("journal 2.json")))
    with Journal.open(copy, clock, state=copy.parent / "elsewhere") as other:
        other.add(Note(day=TODAY, text="there"))
    return copy


async def look_beside(pilot: Pilot[None], app: SurefootApp) -> None:
    """Let the app look for copies, and say what it found."""
    app._look_beside()
    await app.workers.wait_for_complete()
    app.look_again()
    await pilot.pause()


async def test_a_copy_is_offered_at_the_start_merged_and_put_away(journal: Journal, clock: FixedClock) -> None:
    """What merging would do is shown first; undo takes it back; the copy is moved, not deleted."""
    copy = with_copy(journal, clock)
    app = app_over(journal)
    async with app.run_test(size=(80, 24)) as pilot:
        await shown_until(pilot, lambda: isinstance(app.screen, MergeReview))
        assert isinstance(app.screen, MergeReview)
        assert app.screen.title_text == "Beside your journal, another copy: journal 2.json"
        await pilot.press("enter")
        await thought(pilot)
        assert [note.text for note in journal.of_kind(Note)] == ["there"]
        assert isinstance(app.screen, PutAwayDialog)
        await pilot.press("enter")
        assert not copy.exists() and (copy.parent / "surefoot-copies" / copy.name).is_file()
        await pilot.press("u")
        assert not journal.of_kind(Note)


async def test_a_copy_with_nothing_new_is_not_spoken_of(journal: Journal, clock: FixedClock) -> None:
    """A runner's own older copy beside the journal is no news at each start."""
    journal.add(check_in(clock))
    shutil.copy(journal.path, journal.path.with_name("journal 2.json"))
    app = app_over(journal)
    async with app.run_test(size=(80, 24)) as pilot:
        await look_beside(pilot, app)
        assert not isinstance(app.screen, MergeReview)


async def test_a_copy_that_came_in_meanwhile_is_said_to_hold_nothing_new(journal: Journal, clock: FixedClock) -> None:
    """By another window, while it was offered: no import is named that undo would take back."""
    copy = with_copy(journal, clock)
    app = app_over(journal)
    async with app.run_test(size=(80, 24)) as pilot:
        await look_beside(pilot, app)
        with Journal.open(journal.path, clock) as another:
            bring_in(another, read_incoming(copy, clock))
        await pilot.press("enter")
        await thought(pilot)
        await pilot.press("escape")
        assert app.screen.query_one(KeyBar).message == "Nothing in journal 2.json is new any more."


async def test_what_an_older_copy_lacks_waits_until_a_form_is_left(journal: Journal, clock: FixedClock) -> None:
    """No dialog comes over what is being typed; a change made meanwhile is kept beside what comes back."""
    journal.add(check_in(clock, days=-1))
    older = Path(shutil.copy(journal.path, journal.path.with_name("older")))
    journal.add(Note(day=TODAY, text="gone"))
    app = app_over(journal)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("r")
        older.replace(journal.path)
        app.look_again()
        await pilot.pause()
        assert not isinstance(app.screen, LackingDialog)
        await pilot.press("2", "tab", "0", "enter", "escape")
        app.look_again()
        await pilot.pause()
        assert isinstance(app.screen, LackingDialog)
        await pilot.press("enter")
        await thought(pilot)
        assert [note.text for note in journal.of_kind(Note)] == ["gone"] and len(journal.of_kind(CheckIn)) == 2
        assert "Brought back" in app.screen.query_one(KeyBar).message and not journal.lacking
        await pilot.press("u")
        assert journal.of_kind(Note) == [] and len(journal.of_kind(CheckIn)) == 2


async def test_an_older_copy_put_there_once_more_is_told_again(journal: Journal, clock: FixedClock) -> None:
    """What was brought back goes missing a second time: it is named a second time."""
    journal.add(check_in(clock, days=-1))
    older = journal.path.read_bytes()
    journal.add(Note(day=TODAY, text="gone"))
    app = app_over(journal)
    async with app.run_test(size=(80, 24)) as pilot:
        for _ in range(2):
            copy = journal.path.with_name("older")
            copy.write_bytes(older)
            copy.replace(journal.path)
            app.look_again()
            await pilot.pause()
            assert isinstance(app.screen, LackingDialog)
            await pilot.press("enter")
            await thought(pilot)
            app.look_again()
            assert [note.text for note in journal.of_kind(Note)] == ["gone"]
