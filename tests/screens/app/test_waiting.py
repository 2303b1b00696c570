"""While another program holds the journal a key is answered at once; what is waited for is said and can be given up."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from journal.clock import FixedClock
from journal.entries import CheckIn, Note
from journal.journal import Journal
from screens.app.app import SurefootApp
from screens.commands import exchange
from screens.frame.screen import JournalScreen
from screens.widgets.bars import Banner, KeyBar
from tests.support.entries import TODAY
from tests.support.journals import app_over

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
