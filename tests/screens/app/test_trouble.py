"""The app when the journal cannot be written, is open in two windows, or cannot be opened at all."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest
from textual.pilot import Pilot

from journal.clock import FixedClock
from journal.entries import CheckIn, Note, Session
from journal.errors import NotSaved, UnknownEntry
from journal.journal import Journal
from journal.rules.done.history import live_items, live_sets
from journal.store.backups import Backups
from journal.store.disk import Disk
from journal.upkeep import ways_back
from screens.app.app import SurefootApp
from screens.app.damaged import DamagedApp
from screens.drawing.keys import SCREENS
from screens.entries.note import NoteDialog, edit_note
from screens.frame.drafts import Drafts
from screens.widgets.bars import Banner, KeyBar
from screens.widgets.line import Line
from screens.widgets.rows import Rows
from tests.support.by_key import thought
from tests.support.journals import app_over, demo_journal, fixed_clock, open_journal, refusal


def banner(app: SurefootApp) -> str:
    """What the banner of the screen in sight says."""
    return app.screen_stack[0].query_one(Banner).text


async def look(pilot: Pilot[Any], app: SurefootApp) -> None:
    """What happens twice a second."""
    app.look_again()
    await pilot.pause()


async def test_a_failed_save_stays_in_sight_until_one_key_saves_it(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk is full: the rating is kept, the banner says so on every screen, ctrl+r saves it when there is room."""
    app = app_over(journal)
    full = OSError(28, "No space left on device")

    def pwrite(self: Disk, fd: int, data: bytes, offset: int) -> int:
        raise full

    async with app.run_test(size=(80, 24)) as pilot:
        journal.add(Note(day=app.clock.now().date(), text="before"))
        monkeypatch.setattr(Disk, "pwrite", pwrite)
        await pilot.press("r", "2", "tab", "0", "enter")
        await pilot.pause()
        assert banner(app) == "Not saved: the disk is full. Press ctrl+r to try again."
        assert journal.of_kind(CheckIn) == []
        await pilot.press("7", "ctrl+r")
        await pilot.pause()
        assert banner(app).startswith("Not saved: the disk is full")
        monkeypatch.undo()
        await pilot.press("ctrl+r")
        await pilot.pause()
        assert banner(app) == ""
        [rated] = Journal.open(journal.path, app.clock).of_kind(CheckIn)
        assert (rated.left.rating, rated.right.rating) == (2, 0)


async def test_leaving_with_a_change_not_saved_takes_a_second_word_and_keeps_what_was_typed(
    journal: Journal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first q says so; the second leaves, and the rating stands in its form at the next start."""
    folder = tmp_path / "drafts"

    def pwrite(self: Disk, fd: int, data: bytes, offset: int) -> int:
        raise OSError(28, "No space left on device")

    app = app_over(journal, drafts=Drafts(folder))
    async with app.run_test(size=(80, 24)) as pilot:
        journal.add(Note(day=app.clock.now().date(), text="before"))
        monkeypatch.setattr(Disk, "pwrite", pwrite)
        await pilot.press("r", "9", "enter")
        await pilot.pause()
        while len(app.screen_stack) > 1:
            app.pop_screen()
            await pilot.pause()
        await pilot.press("q")
        await pilot.pause()
        assert app.is_running
        said = app.screen.query_one(KeyBar).message
        assert said == "A change is not saved yet. ctrl+r tries again; quit once more to leave."
        await pilot.press("q")
        await pilot.pause()
    monkeypatch.undo()
    assert journal.of_kind(CheckIn) == [] and len(Drafts(folder).titles()) == 1
    later = app_over(journal, drafts=Drafts(folder))
    async with later.run_test(size=(80, 24)) as pilot:
        await pilot.press("r", "enter")
        await pilot.pause()
        assert [one.left.rating for one in journal.of_kind(CheckIn)] == [9]
        assert Drafts(folder).titles() == []


async def test_undo_says_that_the_newest_change_is_the_other_windows(journal: Journal, clock: FixedClock) -> None:
    """It stays; what this window did before it is taken back, and after that there is nothing."""
    app = app_over(journal)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("r", "0", "enter")
        await pilot.pause()
        with Journal.open(journal.path, clock) as other:
            other.add(Note(day=clock.now().date(), text="theirs"))
        await pilot.press("u")
        await pilot.pause()
        bar = app.screen.query_one("KeyBar")
        said = "Undone here: added check-in of 18:00. Another window's newer change stands."
        assert bar.message == said and len(said) < 80  # type: ignore[attr-defined]
        await pilot.press("u")
        await pilot.pause()
        assert bar.message == "Nothing to undo here: the newest change is another window's."  # type: ignore[attr-defined]
        assert journal.of_kind(CheckIn) == [] and len(journal.of_kind(Note)) == 1


async def test_a_read_only_journal_says_so_on_every_screen_and_offers_no_key_that_cannot_work(
    tmp_path: Path, clock: FixedClock
) -> None:
    """Every key shown on every screen is pressed: none says that it cannot, and the file stays as it is."""
    with demo_journal(tmp_path, clock) as whole:
        path = whole.path
    before = path.read_bytes()
    journal = Journal.open(path, clock, read_only=True)
    app = app_over(journal)
    async with app.run_test(size=(80, 24)) as pilot:
        for key, mode, _ in SCREENS:
            await pilot.press(key)
            await pilot.pause()
            assert banner(app) == "The journal was opened for reading only", mode
            screen = app.screen
            shown = {name for _, name, _, enabled in screen.query_one(KeyBar).shown_keys() if enabled}
            assert not shown & {"Rate", "New", "Undo", "Edit", "Remove", "Log", "Start", "Add"}, (mode, shown)
            pressable = [
                pressed
                for pressed, active in screen.active_bindings.items()
                if active.enabled and (active.binding.id or "").partition(".")[0] == mode and pressed != "enter"
            ]
            for pressed in pressable:
                await pilot.press(pressed)
                await pilot.pause()
                assert "reading only" not in screen.query_one(KeyBar).message, (mode, pressed)
                while len(app.screen_stack) > 1:
                    app.pop_screen()
                    await pilot.pause()
        assert app.context.unsaved == [] and path.read_bytes() == before


async def test_a_journal_replaced_by_something_else_is_read_only_until_it_is_back(
    journal: Journal, clock: FixedClock
) -> None:
    """The banner says what is in its place; the keys come back by themselves."""
    journal.add(Note(day=clock.now().date(), text="kept"))
    good = journal.path.read_bytes()
    app = app_over(journal)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        journal.path.write_text("<<<<<<< conflict")
        await look(pilot, app)
        assert "is not a Surefoot journal" in banner(app)
        assert "r" not in app.screen.active_bindings
        journal.path.write_bytes(good)
        await look(pilot, app)
        assert banner(app) == "" and "r" in app.screen.active_bindings


def ticked(entry: Session, number: int) -> Session:
    """A session with one of its sets done, as the other window ticks it."""
    item = entry.items[0]
    sets = tuple(
        msgspec.structs.replace(one, result="done", done_at=entry.started_at) if place == number else one
        for place, one in enumerate(item.sets)
    )
    return msgspec.structs.replace(entry, items=(msgspec.structs.replace(item, sets=sets), *entry.items[1:]))


async def test_a_set_ticked_in_the_other_window_is_ticked_here_and_the_cursor_stays(
    tmp_path: Path, clock: FixedClock
) -> None:
    """Two apps on one open session: what one logs the other shows at its next look, its cursor where it was."""
    journal = open_journal(tmp_path, clock=clock)
    one = app_over(journal)
    async with one.run_test(size=(80, 24)) as here:
        await here.press("3")
        await here.pause()
        await here.press("enter")
        await here.pause()
        [session] = journal.of_kind(Session)
        await here.press("down", "down")
        await here.pause()
        rows = one.screen.query_one("#sets", Rows)
        cursor = rows.cursor_id
        other = Journal.open(journal.path, clock)
        other.change(session.id, lambda entry: ticked(entry, 0))
        before = [row.content for row in rows.rows]
        await look(here, one)
        assert rows.cursor_id == cursor
        assert [row.content for row in rows.rows] != before
        await here.press("space")
        await here.pause()
        other.refresh()
        found = other.get(session.id)
        assert isinstance(found, Session)
        done = [each for item in live_items(found) for each in live_sets(item) if each.result is not None]
        assert len(done) == 2


async def test_text_being_typed_stays_when_the_other_window_saves(journal: Journal, clock: FixedClock) -> None:
    """A note half typed here is untouched by a commit from elsewhere, and then saved beside it."""
    journal.add(Note(day=clock.now().date(), text="first"))
    app = app_over(journal)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("r", "4")
        await pilot.pause()
        dialog = app.screen
        other = Journal.open(journal.path, clock)
        other.add(Note(day=clock.now().date(), text="from the other window"))
        await look(pilot, app)
        assert app.screen is dialog
        await pilot.press("enter")
        await pilot.pause()
        assert [entry.left.rating for entry in journal.of_kind(CheckIn)] == [4]
        assert len(journal.of_kind(Note)) == 2


async def test_undo_names_what_it_took_back_from_any_screen(journal: Journal) -> None:
    """u on another screen takes back the rating and says which."""
    app = app_over(journal)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("r", "0", "enter")
        await pilot.pause()
        await pilot.press("7", "u")
        await pilot.pause()
        assert app.screen.query_one(KeyBar).message == "Undone: added check-in of 18:00."
        assert journal.of_kind(CheckIn) == []
        await pilot.press("U")
        await pilot.pause()
        assert len(journal.of_kind(CheckIn)) == 1


@pytest.fixture
def damaged(tmp_path: Path) -> Path:
    """The demonstration's journal with bytes in its middle overwritten, and a backup from before."""
    clock = fixed_clock()
    with demo_journal(tmp_path, clock) as journal:
        entry = journal.of_kind(Note)[-1]
        journal.apply({entry.id: {"kind": "deleted", "was": "note"}}, "merged", keep="merge")
        path = journal.path
        journal.compact()
    data = path.read_bytes()
    middle = data.index(b"\n,", len(data) // 2) + 20
    path.write_bytes(data[:middle] + bytes(100) + data[middle + 100 :])
    return path


async def test_a_damaged_journal_is_explained_and_a_backup_put_back(damaged: Path) -> None:
    """The first way offered is the newest backup; enter puts it back, and the journal opens."""
    app = DamagedApp(damaged, refusal(damaged), fixed_clock())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert [row.id.partition("-")[0] for row in app.query_one(Rows).rows] == ["restore", "keep", "leave"]
        await pilot.press("enter")
    assert app.return_value is True
    with Journal.open(damaged, fixed_clock()) as journal:
        assert len(journal.days()) > 50
    assert [one.why for one in ways_back.backups_of(damaged)] == ["restore", "merge"]


async def test_what_is_whole_can_be_kept(damaged: Path) -> None:
    """Going on with what can be read loses one line's entries, and keeps the damaged file as a backup."""
    harmed = damaged.read_bytes()
    app = DamagedApp(damaged, refusal(damaged), fixed_clock())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("down", "enter")
    assert app.return_value is True
    with Journal.open(damaged, fixed_clock()) as journal:
        assert len(journal.days()) > 50 and journal.read_only is None
    assert len(ways_back.backups_of(damaged)) == 2
    assert damaged.read_bytes() != harmed


async def test_leaving_a_damaged_journal_touches_nothing(damaged: Path) -> None:
    """q leaves it byte for byte as it is."""
    harmed = damaged.read_bytes()
    app = DamagedApp(damaged, refusal(damaged), fixed_clock())
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.press("q")
    assert app.return_value is False and damaged.read_bytes() == harmed


@pytest.mark.parametrize("way", ["restore", "begin"])
async def test_a_journal_that_is_gone_is_asked_about(damaged: Path, way: str) -> None:
    """It is no first start: its backups are offered, and a new journal, which leaves them as they are."""
    damaged.unlink()
    app = DamagedApp(damaged, refusal(damaged), fixed_clock())
    async with app.run_test(size=(80, 24)) as pilot:
        rows = [row.id.partition("-")[0] for row in app.query_one(Rows).rows]
        assert rows == ["restore", "begin", "leave"]
        await pilot.press(*["down"] * rows.index(way), "enter")
    assert app.return_value is True
    with Journal.open(damaged, fixed_clock()) as journal:
        assert (len(journal.days()) > 50) == (way == "restore")
    assert ways_back.backups_of(damaged)


async def test_another_file_is_left_alone(tmp_path: Path) -> None:
    """For what never was a journal the only way offered is to leave."""
    path = tmp_path / "journal.json"
    path.write_text("dear diary")
    app = DamagedApp(path, refusal(path), fixed_clock())
    async with app.run_test(size=(80, 24)) as pilot:
        assert [row.id for row in app.query_one(Rows).rows] == ["leave"]
        await pilot.press("enter")
    assert app.return_value is False and path.read_text() == "dear diary"


def no_room(*_: object) -> None:
    raise OSError(28, "no room for a backup")


async def test_the_file_is_tidied_when_idle_and_at_quit(
    journal: Journal, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The day's first state becomes a backup; a failure to make one is said and harms nothing."""
    journal.add(Note(day=clock.now().date(), text="yesterday"))
    clock.advance(days=1)
    app = app_over(journal)
    async with app.run_test(size=(80, 24)) as pilot:
        journal.add(Note(day=clock.now().date(), text="today"))
        app._tidy()
        await thought(pilot)
        assert [one.why for one in ways_back.backups_of(journal.path)] == ["daily"]

        clock.advance(days=1)
        journal.add(Note(day=clock.now().date(), text="tomorrow"))
        monkeypatch.setattr(Backups, "keep", no_room)
        app._tidy()
        await thought(pilot)
        assert "the disk is full" in app.screen.query_one(KeyBar).message
        await pilot.press("q")


async def test_what_can_never_be_saved_is_not_called_saved(journal: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    """The journal was replaced before the second try, and what is to be changed is gone: that is said."""
    app = app_over(journal)
    refusals = [UnknownEntry("794"), NotSaved("not saved: the disk is full")]

    def gone() -> None:
        raise refusals.pop()

    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        app.context.drafts.hold("a form", "A form", {}, {"note": "typed"})
        app.context.drafts.drop("a form")
        app.context.save(gone)
        await pilot.press("ctrl+r")
        await pilot.pause()
        said = app.screen.query_one(KeyBar).message
        assert said.startswith("A change cannot be saved any more: ") and "Saved." not in said
        assert app.context.unsaved == [] and banner(app) == ""
        assert app.context.drafts.find("a form", {}) == {"note": "typed"}


async def test_a_note_too_long_is_refused_in_its_form(journal: Journal) -> None:
    """Twenty thousand letters are the most; what was typed stays where it is."""
    app = app_over(journal)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        edit_note(app.context)
        await pilot.pause()
        form = app.screen
        assert isinstance(form, NoteDialog)
        form.editor("text").load_text("x" * 20_500)
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert len(form.typed()["text"]) == 20_500 and app.screen is form
        assert "20,000" in str(form.query_one("#problem", Line).content)
