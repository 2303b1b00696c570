"""A change that the disk did not take: it is kept, tried before a newer one, and said as long as that is true."""

from __future__ import annotations

from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import TextArea

from journal.entries import CheckIn, Note
from journal.errors import SurefootError
from journal.journal import Journal
from journal.store.disk import Disk
from screens.app.app import SurefootApp
from screens.entries.note import edit_note
from screens.widgets.bars import Banner, KeyBar
from tests.support.entries import TODAY
from tests.support.journals import app_over


def banner(app: SurefootApp) -> str:
    """What the banner of the screen in sight says."""
    return app.screen_stack[0].query_one(Banner).text


def room_for(most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that takes no more than this many bytes at once."""
    whole = Disk.pwrite

    def pwrite(self: Disk, fd: int, data: bytes, offset: int) -> int:
        if len(data) > most:
            raise OSError(28, "No space left on device")
        return whole(self, fd, data, offset)

    monkeypatch.setattr(Disk, "pwrite", pwrite)


async def write_note(app: SurefootApp, pilot: Pilot[Any], text: str) -> None:
    """The day's note, through its form."""
    edit_note(app.context, TODAY)
    await pilot.pause()
    app.screen.query_one(TextArea).text = text
    await pilot.press("ctrl+s")
    await pilot.pause()


async def test_what_waits_is_saved_before_a_newer_change(journal: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    """Once the disk has room the next change brings it along: nothing is called not saved beside what is saved."""
    app = app_over(journal)
    async with app.run_test(size=(80, 24)) as pilot:
        journal.add(Note(day=TODAY, text="before"))
        with monkeypatch.context() as full:
            room_for(0, full)
            await pilot.press("r", "2", "tab", "0", "enter")
            await pilot.pause()
            assert banner(app).startswith("Not saved: the disk is full")
        await write_note(app, pilot, "before, and after")
        assert banner(app) == "" and app.context.unsaved == []
    [rated], [note] = journal.of_kind(CheckIn), journal.of_kind(Note)
    assert rated.updated_at and note.updated_at and rated.updated_at <= note.updated_at
    assert note.text == "before, and after"


async def test_a_disk_that_goes_on_failing_leaves_the_key_that_tries_again(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However often it was tried; once the disk answers the rating is there, once."""

    def no_sync(*_: object) -> None:
        raise OSError(5, "Input/output error")

    journal.add(Note(day=TODAY, text="before"))
    app = app_over(journal)
    async with app.run_test(size=(80, 24)) as pilot:
        with monkeypatch.context() as dying:
            dying.setattr(Disk, "sync", no_sync)
            await pilot.press("r", "2", "tab", "0", "enter")
            for _ in range(3):
                await pilot.pause()
                told = banner(app)
                assert told.startswith("May or may not be saved") and told.endswith("Press ctrl+r to try again.")
                await pilot.press("ctrl+r")
        await pilot.press("ctrl+r")
        await pilot.pause()
        assert banner(app) == "" and len(journal.of_kind(CheckIn)) == 1


async def test_a_newer_change_is_saved_where_an_earlier_one_still_cannot_be(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A long note does not fit on the disk, a rating does: the banner speaks of the earlier change, until it fits."""
    app = app_over(journal)
    async with app.run_test(size=(80, 24)) as pilot:
        with monkeypatch.context() as full:
            room_for(2000, full)
            await write_note(app, pilot, "long " * 1000)
            assert banner(app) == "Not saved: the disk is full. Press ctrl+r to try again."
            await pilot.press("r", "0", "tab", "0", "enter")
            await pilot.pause()
            assert banner(app) == "An earlier change is not saved: the disk is full. Press ctrl+r to try again."
            assert app.screen.query_one(KeyBar).message.startswith("Saved: left 0, right 0")
            assert [one.left.rating for one in journal.of_kind(CheckIn) if one.left] == [0]
            await pilot.press("ctrl+r")
            assert banner(app).startswith("Not saved: the disk is full") and journal.of_kind(Note) == []
        await pilot.press("ctrl+r")
        await pilot.pause()
        assert banner(app) == "" and app.screen.query_one(KeyBar).message == "Saved."
    assert [len(note.text) for note in journal.of_kind(Note)] == [4999]


async def test_what_cannot_be_looked_at_is_said_until_it_can(journal: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing has to be pressed for the sentence to go."""
    app = app_over(journal)

    def refresh() -> bool:
        raise SurefootError("the journal is being replaced again and again")

    async with app.run_test(size=(80, 24)) as pilot:
        with monkeypatch.context() as replaced:
            replaced.setattr(journal, "refresh", refresh)
            app.look_again()
            await pilot.pause()
            assert banner(app) == "The journal is being replaced again and again"
        app.look_again()
        await pilot.pause()
        assert banner(app) == ""
