"""An older copy in the journal's place: what was acknowledged is remembered outside it, named, and merged in again."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.clock import FixedClock
from journal.entries import CheckIn, Note
from journal.exchange.bringing import bring_in, saved_here
from journal.journal import Journal
from journal.quick import add_to_note, append_once
from journal.store import acknowledged
from journal.store.backups import Backups
from journal.upkeep import check as checking
from journal.upkeep import ways_back
from tests.support.entries import TODAY, check_in
from tests.support.journals import with_values


def kept(journal: Journal) -> Path:
    """Where what was acknowledged is remembered."""
    assert journal._store.header is not None
    return Backups().folder(journal._store.header.id) / acknowledged.NAME


def put_older_copy(journal: Journal, do: Callable[[], object]) -> None:
    """What is done meanwhile is not in the file afterwards, nor is the file the one that was open."""
    older = journal.path.with_name("older")
    shutil.copy(journal.path, older)
    do()
    older.replace(journal.path)


def test_the_open_journal_names_what_an_older_copy_lacks_and_merges_it_in_again(
    journal: Journal, clock: FixedClock
) -> None:
    """Added, changed and removed; what was written on top of the older copy stays; one undo takes it all back."""
    first, second = journal.add(check_in(clock)), journal.add(Note(day=TODAY, text="one"))

    def meanwhile() -> None:
        clock.advance(minutes=1)
        journal.add(check_in(clock))
        journal.change(second.id, with_values(text="one\ntwo"))
        journal.remove(first.id)

    put_older_copy(journal, meanwhile)
    assert journal.refresh()
    assert [entry.id for entry in journal.missing] == [second.id, journal.missing[1].id]
    assert "note of today, check-in of 18:01 and 1 removal" in journal.lacking
    clock.advance(minutes=1)
    third = journal.add(check_in(clock))
    bring_in(journal, saved_here(journal))
    assert not journal.lacking and journal.get(first.id) is None and journal.get(third.id) == third
    assert [note.text for note in journal.of_kind(Note)] == ["one\ntwo"]
    assert len(journal.on_day(TODAY)) == 3
    journal.undo()
    assert [note.text for note in journal.of_kind(Note)] == ["one"] and journal.get(first.id) == first
    assert not journal.lacking


def test_what_an_older_copy_lacks_is_not_hidden_by_a_change_on_top_of_it(journal: Journal, clock: FixedClock) -> None:
    """A line more of the day's note is an entry of its own then; of what is changed the later version is set aside."""
    note, rating = journal.add(Note(day=TODAY, text="one")), journal.add(check_in(clock))

    def meanwhile() -> None:
        clock.advance(minutes=1)
        journal.change(note.id, with_values(text="one\ntwo"))
        journal.change(rating.id, with_values(note="later"))

    put_older_copy(journal, meanwhile)
    told: list[str] = []
    clock.advance(minutes=1)
    add_to_note(journal.path, clock, "three", TODAY, tell=told.append)
    assert told and told[0].startswith("saved here and not in journal.json: note of today and check-in of 18:00;")
    journal.change(rating.id, with_values(note="on top"))
    assert [version.note for version in journal.set_aside(rating.id) if isinstance(version, CheckIn)] == ["later"]
    bring_in(journal, saved_here(journal))
    assert [note.text for note in journal.of_kind(Note)] == ["one\ntwo", "three"] and not journal.lacking
    assert [one.note for one in journal.of_kind(CheckIn)] == ["on top"]


def test_a_later_start_compares_too(journal: Journal, clock: FixedClock) -> None:
    """Between starts, whoever wrote: another login, a one-shot command."""
    journal.add(check_in(clock))

    def meanwhile() -> None:
        append_once(journal.path, clock, [check_in(clock)])
        add_to_note(journal.path, clock, "a line", TODAY)

    put_older_copy(journal, meanwhile)
    with Journal.open(journal.path, clock) as later:
        assert [type(entry).__name__ for entry in later.missing] == ["CheckIn", "Note"]


def test_a_one_shot_command_says_so_without_reading_the_journal_when_all_is_well(
    journal: Journal, clock: FixedClock
) -> None:
    """It looks for the last change only; where that is gone the whole is compared."""
    journal.add(check_in(clock))
    told: list[str] = []
    put_older_copy(journal, lambda: append_once(journal.path, clock, [check_in(clock)]))
    for number in (1, 2):
        append_once(journal.path, clock, [check_in(clock)], tell=told.append)
        assert len(told) == number and told[-1].startswith("saved here and not in journal.json: check-in of 18:00;")
    with Journal.open(journal.path, clock) as later:
        later.leave_out_missing()
    append_once(journal.path, clock, [check_in(clock)], tell=told.append)
    assert len(told) == 2


@pytest.mark.parametrize("do", ["compact", "change", "remove", "undo", "restore", "import"])
def test_what_surefoot_does_itself_is_no_loss(journal: Journal, clock: FixedClock, do: str, tmp_path: Path) -> None:
    """Nothing is missed after what rewrites or takes back, on this machine or on another that writes the same file."""
    first = journal.add(check_in(clock))
    clock.advance(days=1)
    journal.add(check_in(clock))
    elsewhere = Journal.open(journal.path, clock, state=tmp_path / "elsewhere")
    clock.advance(days=-3)  # its clock is behind
    if do == "compact":
        elsewhere.compact()
    elif do == "change":
        elsewhere.change(first.id, with_values(note="x"))
    elif do == "remove":
        elsewhere.remove(first.id)
    elif do == "undo":
        elsewhere.undo()
    elif do == "restore":
        journal.idle()
        [backup] = ways_back.backups_of(journal.path)
        ways_back.restore(journal.path, backup.name, clock)
    else:
        copy = Journal.open(tmp_path / "copy" / "journal.json", clock, state=tmp_path / "third")
        copy.add(check_in(clock))
        from journal.exchange.reading import read_incoming

        bring_in(elsewhere, read_incoming(copy.path, clock))
        elsewhere.undo()
    journal.refresh()
    assert not journal.lacking
    with Journal.open(journal.path, clock) as later:
        assert not later.lacking


def test_a_backup_begins_the_memory_anew_with_what_it_does_not_hold(journal: Journal, clock: FixedClock) -> None:
    """The day's backup is of the state before the day's first change: that change is remembered still,
    and as the newest entry also after a backup that holds it.
    """
    journal.add(check_in(clock))
    clock.advance(days=1)
    journal.add(Note(day=TODAY, text="the day after"))
    journal.idle()
    noted = acknowledged.remembered(kept(journal).parent)
    assert [b'"kind":"note"' in bytes(one) for one in noted.values()].count(True) == 1
    assert not any(b'"kind":"check-in"' in bytes(one) for one in noted.values())
    with journal._store.locked():
        journal._store.back_up("import")
    noted = acknowledged.remembered(kept(journal).parent)
    assert next(iter(acknowledged.missing(noted, {}).values()))["text"] == "the day after"


def test_a_copy_older_than_the_newest_backups_is_known_and_all_it_lacks_named(
    journal: Journal, clock: FixedClock
) -> None:
    """Nothing was saved since the backup: the newest entry tells, and the backups say the rest; it all comes back."""
    journal.add(check_in(clock))

    def meanwhile() -> None:
        clock.advance(minutes=1)
        gone = journal.add(Note(day=TODAY, text="taken back"))
        journal.remove(gone.id)
        for text in ("one", "two"):
            clock.advance(minutes=1)
            journal.add(Note(day=TODAY, text=text))
        for _ in range(2):
            with journal._store.locked():
                journal._store.back_up("import")

    put_older_copy(journal, meanwhile)
    assert checking.check(journal.path, clock).missing == [
        "note one (Fri 20 Nov 2026)", "note two (Fri 20 Nov 2026)",
    ]  # fmt: skip
    with Journal.open(journal.path, clock) as later:
        assert [entry.text for entry in later.missing if isinstance(entry, Note)] == ["one", "two"]
        bring_in(later, saved_here(later))
        assert not later.lacking and [note.text for note in later.of_kind(Note)] == ["one", "two"]
        later.undo()
        assert later.of_kind(Note) == [] and not later.lacking
    with Journal.open(journal.path, clock) as once_more:
        assert not once_more.lacking


def test_what_an_older_copy_lacks_is_named_however_many_backups_follow(journal: Journal, clock: FixedClock) -> None:
    """A runner who answers nothing for a fortnight, and writes on: each day's backup is of the copy."""
    journal.add(check_in(clock))

    def meanwhile() -> None:
        for text in ("one", "two", "three"):
            clock.advance(days=1)
            journal.add(Note(day=clock.now().date(), text=text))
            journal.idle()

    put_older_copy(journal, meanwhile)
    for _ in range(14):
        clock.advance(days=1)
        with Journal.open(journal.path, clock) as later:
            assert [entry.text for entry in later.missing if isinstance(entry, Note)] == ["one", "two", "three"]
            later.add(check_in(clock))
            later.idle()
    journal.refresh()
    bring_in(journal, saved_here(journal))
    assert not journal.lacking and len(journal.of_kind(Note)) == 3 and len(journal.of_kind(CheckIn)) == 15


def test_all_an_older_copy_lacks_is_named_though_older_backups_have_later_names(
    journal: Journal, clock: FixedClock
) -> None:
    """The clock was ten years ahead for some days, and was set right: the backup made last is meant, not the latest."""
    journal.add(check_in(clock))

    def days_of(*texts: str) -> None:
        for text in texts:
            clock.advance(days=1)
            journal.add(Note(day=clock.now().date(), text=text))
            journal.idle()

    clock.advance(days=3653)
    days_of("ahead", "ahead", "ahead", "ahead")
    clock.advance(days=-3660)
    put_older_copy(journal, lambda: days_of("one", "two", "three"))
    journal.refresh()
    assert [entry.text for entry in journal.missing if isinstance(entry, Note)] == ["one", "two", "three"]


def test_what_was_left_out_is_not_named_again_by_a_backup_that_holds_it(journal: Journal, clock: FixedClock) -> None:
    """Another older copy later lacks what was saved since, and nothing else."""
    journal.add(check_in(clock))

    def meanwhile() -> None:
        journal.add(Note(day=TODAY, text="left out"))
        with journal._store.locked():
            journal._store.back_up("import")

    put_older_copy(journal, meanwhile)
    journal.refresh()
    assert journal.lacking
    journal.leave_out_missing()
    put_older_copy(journal, lambda: journal.add(Note(day=TODAY, text="since")))
    journal.refresh()
    assert [entry.text for entry in journal.missing if isinstance(entry, Note)] == ["since"]


def test_a_damaged_journal_put_back_from_a_backup_names_what_was_saved_since(
    journal: Journal, clock: FixedClock
) -> None:
    """The memory holds what the newest backup does not."""
    journal.add(check_in(clock))
    with journal._store.locked():
        journal._store.back_up("import")
    journal.add(Note(day=TODAY, text="since"))
    journal.close()
    journal.path.write_bytes(journal.path.read_bytes()[:200])
    [backup] = ways_back.backups_of(journal.path)
    assert ways_back.restore(journal.path, backup.name, clock).how == "replaced"
    with Journal.open(journal.path, clock) as later:
        assert [entry.text for entry in later.missing if isinstance(entry, Note)] == ["since"]
        bring_in(later, saved_here(later))
        assert [note.text for note in later.of_kind(Note)] == ["since"]


def test_check_names_it_and_accept_goes_on_without(journal: Journal, clock: FixedClock) -> None:
    """With day and words; the file as it is is a backup then."""
    journal.add(check_in(clock))
    put_older_copy(journal, lambda: journal.add(Note(day=TODAY, text="gone")))
    report = checking.check(journal.path, clock)
    assert report.missing == ["note gone (Fri 20 Nov 2026)"] and not report.whole
    ways_back.accept(journal.path, clock)
    assert checking.check(journal.path, clock).whole
    journal.refresh()
    assert not journal.lacking


def test_what_cannot_be_remembered_is_saved_all_the_same_and_said_once_idle(
    journal: Journal, clock: FixedClock
) -> None:
    """The journal does not depend on the state folder."""
    journal.add(check_in(clock))
    kept(journal).unlink()
    kept(journal).mkdir()
    saved = journal.add(Note(day=TODAY, text="x"))
    assert journal.get(saved.id) == saved
    with pytest.raises(IsADirectoryError):
        journal.idle()


@given(st.binary(max_size=60), st.integers(0, 200))
def test_a_torn_memory_is_read_as_far_as_it_goes(
    tmp_path_factory: pytest.TempPathFactory, junk: bytes, cut: int
) -> None:
    """A crash leaves any beginning of what was noted, or what the disk made of it; later lines are read."""
    folder = tmp_path_factory.mktemp("memory")
    note = b'{"kind":"note","created_at":"2026-11-20T18:00:00Z","updated_at":"2026-11-20T18:00:00Z","text":"%s"}'
    acknowledged.remember(folder, {"10": note % b"one"})
    path = folder / acknowledged.NAME
    path.write_bytes(path.read_bytes()[:cut] + junk)
    acknowledged.remember(folder, {"11": note % b"two"})
    assert bytes(acknowledged.remembered(folder)["11"]) == note % b"two"
    assert "11" in acknowledged.missing(acknowledged.remembered(folder), {})


def test_a_pipe_in_the_place_of_what_is_remembered_is_not_waited_for(journal: Journal, clock: FixedClock) -> None:
    """Nor one in the place of the note of what was opened: every command read them, and stood still."""
    journal.add(check_in(clock))
    opened = Backups()._note_of(bytes(journal.path.resolve()))
    for place in (kept(journal), opened):
        place.unlink(missing_ok=True)
        os.mkfifo(place)
    append_once(journal.path, clock, [Note(day=TODAY, text="x")], tell=lambda _: None)
    with Journal.open(journal.path, clock) as again:
        assert [note.text for note in again.of_kind(Note)] == ["x"] and not again.missing
        again.add(check_in(clock))
    assert checking.check(journal.path, clock).whole
