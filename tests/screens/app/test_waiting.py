"""While another program holds the journal a key is answered at once; what is waited for is said and can be given up."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from msgspec.structs import replace
from textual.pilot import Pilot

from journal.clock import FixedClock
from journal.entries import CheckIn, Note, Run
from journal.journal import Journal
from journal.store.backups import Backups
from journal.store.disk import Disk
from screens.app.app import MANY, SurefootApp
from screens.commands import exchange
from screens.exchange.review import RowReview
from screens.frame.screen import JournalScreen
from screens.widgets.bars import Banner, KeyBar
from tests.support.by_key import look_at, press, problem, thought
from tests.support.entries import TODAY
from tests.support.journals import app_over
from tests.support.pilots import shown_until
from tests.support.waiting import LIMIT_S

WAITING = "Not saved yet: waiting for another window or program that holds the journal; u gives it up."


@contextmanager
def held(path: Path) -> Iterator[None]:
    """Another program holds the journal's lock."""
    fd = os.open(path, os.O_RDWR)
    try:
        fcntl.flock(fd, fcntl.LOCK_EX)
        yield
    finally:
        os.close(fd)


def banner(app: SurefootApp) -> str:
    screen = next(one for one in app.screen_stack if isinstance(one, JournalScreen))
    return screen.query_one(Banner).text


async def look_through_a_run(pilot: Pilot[None], folder: Path) -> None:
    """Bring in a table with one run, up to where it is looked through."""
    (folder / "mine.csv").write_text("Date;Duration;Distance\n2026-10-12 06:10;40:00;7,25\n")
    await press(pilot, "7", "x")
    await press(pilot, "ctrl+o")
    await look_at(pilot, folder / "mine.csv")
    await press(pilot, "enter")
    await thought(pilot)


@pytest.fixture
def patient(tmp_path: Path, clock: FixedClock) -> Journal:
    """A journal that waits for nobody, as the app's waits for a tenth of a second."""
    journal = Journal.open(tmp_path / "journal.json", clock, wait=0)
    journal.add(Note(day=TODAY, text="before"))
    return journal


async def test_a_rating_is_saved_by_itself_once_the_other_program_lets_go(patient: Journal) -> None:
    """Other keys work meanwhile; nothing has to be pressed again."""
    app = app_over(patient)
    async with app.run_test(size=(80, 24)) as pilot:
        with held(patient.path):
            await pilot.press("r", "2", "tab", "0", "enter")
            await pilot.pause()
            assert banner(app) == WAITING and patient.of_kind(CheckIn) == []
            await pilot.press("7")
            app.look_again()
            await pilot.pause()
            assert banner(app) == WAITING and app.current_mode == "diary"
        app.look_again()
        await pilot.pause()
        assert banner(app) == "" and app.screen.query_one(KeyBar).message == "Saved."
    [rated] = patient.of_kind(CheckIn)
    assert (rated.left and rated.left.rating, rated.right and rated.right.rating) == (2, 0)


async def test_what_is_waited_for_can_be_given_up(patient: Journal) -> None:
    """With undo, which takes back nothing that was saved; the form offers what it said when it is opened again."""
    app = app_over(patient)
    async with app.run_test(size=(80, 24)) as pilot:
        with held(patient.path):
            await pilot.press("r", "2", "tab", "0", "enter")
            await pilot.press("u")
            await pilot.pause()
            assert banner(app) == "" and "Given up" in app.screen.query_one(KeyBar).message
        app.look_again()
        assert app.context.unsaved == []
    assert patient.of_kind(CheckIn) == [] and len(patient.of_kind(Note)) == 1


def test_an_import_of_a_pipe_that_nobody_writes_to_says_what_it_waits_for(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """And how to stop; where something comes it says nothing."""
    reads, writes = os.pipe()
    monkeypatch.setattr(exchange, "WAIT_S", 0.0)
    with os.fdopen(reads) as pipe, os.fdopen(writes, "w") as other_end:
        monkeypatch.setattr("sys.stdin", pipe)
        exchange._say_what_is_waited_for()
        assert capsys.readouterr().err == "surefoot: waiting for the standard input; ctrl+c gives up\n"
        other_end.write("{}")
        other_end.flush()
        exchange._say_what_is_waited_for()
        assert capsys.readouterr().err == ""


async def test_an_import_is_saved_beside_the_screen(journal: Journal, tmp_path: Path) -> None:
    """Keys are answered while another program holds the journal; it comes in once that lets go, and u takes it back."""
    journal.add(Note(day=TODAY, text="before"))
    async with app_over(journal).run_test(size=(80, 24)) as pilot:
        await look_through_a_run(pilot, tmp_path)
        review = pilot.app.screen
        assert isinstance(review, RowReview)
        with held(journal.path):
            await press(pilot, "enter", "enter", "escape")
            assert problem(pilot) == "It is being saved, and this closes when that is done."
            await press(pilot, "question_mark")
            assert pilot.app.screen is not review and journal.of_kind(Run) == []
            await press(pilot, "escape")
        await thought(pilot)
        assert [run.distance_km for run in journal.of_kind(Run)] == [7.25]
        assert "Imported mine.csv" in pilot.app.screen.query_one(KeyBar).message
        await press(pilot, "u")
        assert journal.of_kind(Run) == [] and len(journal.of_kind(Note)) == 1


async def test_an_import_that_cannot_be_saved_is_tried_again_by_a_key(
    journal: Journal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As any other change: a sentence stays in sight until it is saved, and each run is there once."""
    journal.add(Note(day=TODAY, text="before"))
    app = app_over(journal)
    async with app.run_test(size=(80, 24)) as pilot:
        await look_through_a_run(pilot, tmp_path)
        with monkeypatch.context() as full:
            full.setattr(Disk, "sync", no_sync)
            full.setattr(Backups, "keep", backed_up)
            await press(pilot, "enter")
            await thought(pilot)
            assert banner(app).startswith("May or may not be saved") and journal.read_only
        await press(pilot, app.context.retry_key)
        await thought(pilot)
        assert banner(app) == "" and [run.distance_km for run in journal.of_kind(Run)] == [7.25]
        assert journal.read_only is None


async def test_an_import_that_waited_is_saved_beside_the_screen(
    patient: Journal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By the key and by itself at once too; what is pressed meanwhile is done after it, and each run is there once."""
    monkeypatch.setattr("journal.journal.WAIT", 0)
    began, go_on, write = Event(), Event(), Disk.pwrite

    def slow(self: Disk, *given: Any) -> int:
        began.set()
        assert go_on.wait(60)
        return write(self, *given)

    app = app_over(patient)
    async with app.run_test(size=(80, 24)) as pilot:
        await look_through_a_run(pilot, tmp_path)
        with held(patient.path):
            await press(pilot, "enter")
            await thought(pilot)
            assert banner(app) == WAITING and app.context.unsaved[0].long
            await press(pilot, app.context.retry_key)
            await thought(pilot)
            assert banner(app) == WAITING and len(app.context.unsaved) == 1
            monkeypatch.setattr(Disk, "pwrite", slow)
        app.look_again()
        app.action_retry()  # the key, pressed just before
        await shown_until(pilot, began.is_set)
        assert app.screen.query_one(KeyBar).message == "Saving what waits …"
        app.look_again()
        await press(pilot, "1")
        assert app.current_mode == "diary" and patient.of_kind(Run) == []
        go_on.set()
        await shown_until(pilot, lambda: app.current_mode == "today")
        assert banner(app) == "" and [run.distance_km for run in patient.of_kind(Run)] == [7.25]


def no_sync(*_: object) -> None:
    raise OSError(5, os.strerror(5))


def backed_up(backups: Backups, *given: Any, keep: Any = Backups.keep, sync: Any = Disk.sync) -> Any:
    """On another disk, which has no fault: without a backup nothing would be tried."""
    with pytest.MonkeyPatch.context() as sound:
        sound.setattr(Disk, "sync", sync)
        return keep(backups, *given)


async def test_keys_are_answered_while_the_journal_is_backed_up_and_tidied(
    journal: Journal, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both are done in a thread; what is saved meanwhile is in the file, and what was read of the rest holds."""
    shown = journal.add(Note(day=TODAY, text="before"))
    clock.advance(days=1)
    for letter in "abcdefghij" * 6:
        journal.change(shown.id, partial(replace, text=letter * 2000))
    began, go_on, keep = Event(), Event(), Backups.keep

    def slow(self: Backups, *given: Any) -> Any:
        began.set()
        assert go_on.wait(LIMIT_S)
        return keep(self, *given)

    monkeypatch.setattr(Backups, "keep", slow)
    app = app_over(journal)
    async with app.run_test(size=(80, 24)) as pilot:
        assert journal.is_untidy
        app._tidy()
        await shown_until(pilot, began.is_set)
        await press(pilot, "r", "2", "tab", "0", "enter", "escape")
        assert len(journal.of_kind(CheckIn)) == 1
        before, was = journal.get(shown.id), journal.path.stat()
        go_on.set()
        await thought(pilot)
        app.look_again()
        assert journal.path.stat().st_size < was.st_size and not journal.is_untidy
        assert journal.get(shown.id) is before and len(journal.of_kind(CheckIn)) == 1


async def test_many_entries_are_taken_back_beside_the_screen_and_keys_keep_their_order(
    journal: Journal, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The line says so meanwhile; what is pressed after it is done after it, and nothing is ever half taken back."""
    journal.add(Note(day=TODAY, text="before"))
    journal.add_all([Run(started_at=clock.now(), distance_km=5.0) for _ in range(MANY + 1)])
    began, go_on, write = Event(), Event(), Disk.pwrite

    def slow(self: Disk, *given: Any) -> int:
        began.set()
        assert go_on.wait(LIMIT_S)
        return write(self, *given)

    app = app_over(journal)
    async with app.run_test(size=(80, 24)) as pilot:
        with monkeypatch.context() as slowly:
            slowly.setattr(Disk, "pwrite", slow)
            await press(pilot, "u")
            await shown_until(pilot, began.is_set)
            assert app.screen.query_one(KeyBar).message == "Taking back 501 entries …"
            await press(pilot, "u", "U", "U", "7")
            assert len(journal.of_kind(Run)) == MANY + 1 and app.current_mode == "today"
            go_on.set()
            await shown_until(pilot, lambda: app.current_mode == "diary")
        assert len(journal.of_kind(Run)) == MANY + 1 and len(journal.of_kind(Note)) == 1
        assert (journal.steps.undo_label, journal.steps.sizes) == ("added run of 18:00 and 500 more", (MANY + 1, 0))


async def test_another_window_s_change_is_not_taken_back_beside_the_screen(journal: Journal, clock: FixedClock) -> None:
    """The journal opened once more for it knows which changes are this window's."""
    app = app_over(journal)
    async with app.run_test(size=(80, 24)) as pilot:
        journal.add_all([Run(started_at=clock.now(), distance_km=5.0) for _ in range(MANY + 1)])
        with Journal.open(journal.path, clock) as another:
            another.add(Note(day=TODAY, text="theirs"))
        await press(pilot, "u")
        await shown_until(pilot, lambda: journal.of_kind(Run) == [])
        assert [note.text for note in journal.of_kind(Note)] == ["theirs"]


async def test_what_another_program_s_lock_keeps_from_being_taken_back_is_said(
    patient: Journal, clock: FixedClock
) -> None:
    """As at once as for one entry, and all of it is still there."""
    patient.add_all([Run(started_at=clock.now(), distance_km=5.0) for _ in range(MANY + 1)])
    app = app_over(patient)
    async with app.run_test(size=(80, 24)) as pilot:
        with held(patient.path):
            await press(pilot, "u")
            await shown_until(pilot, lambda: "busy" in app.screen.query_one(KeyBar).message)
        assert len(patient.of_kind(Run)) == MANY + 1
