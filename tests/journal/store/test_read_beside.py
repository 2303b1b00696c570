"""What a thread has read of a journal is taken over as it is: much that was changed elsewhere holds no key up."""

from __future__ import annotations

from pathlib import Path
from threading import Event
from typing import Any

import pytest
from msgspec.structs import replace

from journal.clock import FixedClock
from journal.entries import CheckIn, Entry, Note, Run
from journal.journal import Journal
from journal.store import state
from journal.store.state import StoreState
from tests.support.entries import TODAY
from tests.support.journals import app_over
from tests.support.pilots import shown_until

KINDS: tuple[type[Entry], ...] = (Note, Run, CheckIn)


def everything(journal: Journal) -> tuple[list[tuple[str, bytes]], list[list[Entry]], list[Entry]]:
    """All documents, the entries of each kind in time order, and those of the day."""
    return [*journal.documents()], [journal.of_kind(kind) for kind in KINDS], journal.on_day(TODAY)


def changed_elsewhere(path: Path, clock: FixedClock, notes: list[Note]) -> None:
    """Another login adds, changes and removes, and writes the file anew."""
    with Journal.open(path, clock) as another:
        another.add_all([Run(started_at=clock.now(), distance_km=km) for km in (5.0, 6.0)])
        another.change(notes[0].id, lambda note: replace(note, text="changed"))
        another.remove(notes[1].id)
        another.compact()


def test_what_a_thread_read_is_what_opening_reads(journal: Journal, clock: FixedClock) -> None:
    """Of every kind, a removed one among them; what is as it was was not read again; it can be changed and undone."""
    notes = journal.add_all([Note(day=TODAY, text=text) for text in "abc"])
    before = everything(journal)
    changed_elsewhere(journal.path, clock, notes)
    journal.beside(Journal.refresh)()
    assert everything(journal) == before, "nothing changes by a thread"
    assert not journal.is_far_behind and journal.refresh()
    with Journal.open(journal.path, clock) as opened:
        assert everything(journal) == everything(opened)
    assert journal.get(notes[2].id) is before[1][0][2]
    journal.add(Run(started_at=clock.now(), distance_km=7.0))
    assert journal.undo() == "added run of 18:00" and len(journal.of_kind(Run)) == 2


def test_nothing_is_held_for_later_where_nothing_is_new(journal: Journal) -> None:
    """Ten years read a second time would be held a second time."""
    journal.add(Note(day=TODAY, text="ours"))
    journal.beside(Journal.refresh)()
    assert journal._store.read_beside is None and not journal.refresh()


@pytest.mark.parametrize("ours", [True, False], ids=["here", "elsewhere"])
def test_what_was_saved_since_is_there_too(ours: bool, journal: Journal, clock: FixedClock) -> None:
    """What the thread read is no more the file then, which is read as ever."""
    notes = journal.add_all([Note(day=TODAY, text=text) for text in "abc"])
    changed_elsewhere(journal.path, clock, notes)
    journal.beside(Journal.refresh)()
    if ours:
        journal.add(Note(day=TODAY, text="later"))
    else:
        with Journal.open(journal.path, clock) as another:
            another.add(Note(day=TODAY, text="later"))
    journal.refresh()
    with Journal.open(journal.path, clock) as opened:
        assert everything(journal) == everything(opened)
    assert "later" in [note.text for note in journal.of_kind(Note)]


async def test_keys_are_answered_while_much_that_is_new_is_read(
    journal: Journal, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is there once a thread has read it, and is read once however often the app looks."""
    journal.add(Note(day=TODAY, text="ours"))
    began, go_on, readings = Event(), Event(), 0

    def slow(self: StoreState, *given: Any, read_for: Any = StoreState.read_for) -> Any:
        nonlocal readings
        readings += 1
        began.set()
        assert go_on.wait(60)
        return read_for(self, *given)

    monkeypatch.setattr(state, "FAR", 0)
    monkeypatch.setattr(StoreState, "read_for", slow)
    app = app_over(journal)
    async with app.run_test(size=(80, 24)) as pilot:
        with Journal.open(journal.path, clock) as another:
            another.add(Run(started_at=clock.now(), distance_km=5.0))
        app.look_again()
        await shown_until(pilot, began.is_set)
        app.look_again()
        await pilot.press("7")
        await shown_until(pilot, lambda: app.current_mode == "diary")
        assert journal.of_kind(Run) == []
        go_on.set()
        await shown_until(pilot, lambda: len(journal.of_kind(Run)) == 1)
        assert readings == 1 and not journal.is_far_behind
