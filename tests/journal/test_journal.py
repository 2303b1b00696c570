"""The journal: entries are durable when a verb returns, read in time order, and keep what nobody changed."""

from __future__ import annotations

import json
import os
import stat
from datetime import datetime, timedelta
from pathlib import Path

import msgspec
import pytest

from journal.clock import FixedClock
from journal.entries import (
    AnkleReport,
    CheckIn,
    Entry,
    FitCheck,
    Note,
    OwnExercise,
    Run,
    Session,
    Shoe,
)
from journal.errors import CutShort, InvalidEntry, ReadOnly, UnknownEntry
from journal.journal import Journal
from library.catalogue import Catalogue
from tests.support.entries import TODAY, check_in, session, ticked
from tests.support.journals import open_journal, with_values


def raw(journal: Journal, id: str) -> dict[str, object]:
    document: dict[str, object] = json.loads(journal.path.read_bytes())["_default"][id]
    return document


def test_a_missing_journal_reads_as_empty_and_nothing_is_created(tmp_path: Path, clock: FixedClock) -> None:
    """Opening and reading leaves no trace; the first entry creates file and folder, closed to others."""
    path = tmp_path / "new" / "journal.json"
    journal = Journal.open(path, clock)
    assert journal.days() == [] and journal.of_kind(Note) == [] and journal.undo() is None and not journal.refresh()
    journal.idle()
    assert not path.parent.exists()
    journal.add(check_in(clock))
    assert stat.S_IMODE(path.stat().st_mode) == 0o600 and stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_a_journal_may_be_read_later(journal: Journal, clock: FixedClock) -> None:
    """Once something is asked of it or changed; what is wrong with the file is said then, as often as it is asked."""
    added = journal.add(check_in(clock))
    with Journal.open(journal.path, clock, later=True) as later:
        assert not later.is_read and later.read_only is None
        assert later.get(added.id) == added and later.is_read
        newer = journal.add(check_in(clock))
        assert later.refresh() and later.undo() == "added check-in of 18:00", "from before it was read"
        assert later.get(newer.id) is not None and later.get(added.id) is None
    whole = journal.path.read_bytes()
    os.truncate(journal.path, len(whole) - 10)
    with Journal.open(journal.path, clock, later=True) as later:
        for ask in (later.read, later.days, lambda: later.add(check_in(clock))):
            with pytest.raises(CutShort):
                ask()
        assert not later.is_read and journal.path.read_bytes() == whole[:-10]


def test_a_reading_command_creates_nothing_even_when_it_tries(tmp_path: Path, clock: FixedClock) -> None:
    """With create=False a missing journal stays missing."""
    journal = Journal.open(tmp_path / "journal.json", clock, create=False)
    with pytest.raises(ReadOnly):
        journal.add(check_in(clock))
    assert list(tmp_path.iterdir()) == []


def test_an_added_entry_gets_its_id_and_times_and_is_there_after_reopening(journal: Journal, clock: FixedClock) -> None:
    """What add returns is what a new login reads."""
    added = journal.add(check_in(clock, note="stiff\x1b[2J"))
    assert int(added.id) > 2 and added.created_at == added.updated_at == clock.now()
    assert added.note == "stiff[2J"
    reopened = Journal.open(journal.path, clock)
    assert reopened.get(added.id) == added == journal.get(added.id)


def test_entries_come_in_time_order_by_local_day(journal: Journal, clock: FixedClock) -> None:
    """Backdated entries and other offsets are sorted by moment; a day is the calendar day at the entry's offset."""
    late = journal.add(check_in(clock))
    early = journal.add(check_in(clock, hours=-5))
    abroad = journal.add(
        CheckIn(at=datetime.fromisoformat("2026-11-21T01:30:00+09:00"), moment="evening", left=AnkleReport(rating=1))
    )
    note = journal.add(Note(day=TODAY, text="a day"))
    assert journal.on_day(TODAY) == [early, late, note]
    assert journal.on_day(TODAY + timedelta(days=1)) == [abroad]
    assert journal.of_kind(CheckIn) == [early, late, abroad]
    assert journal.of_kind(CheckIn, until=TODAY) == [early, late]
    assert journal.of_kind(CheckIn, since=TODAY + timedelta(days=1)) == [abroad]
    assert journal.days() == [TODAY, TODAY + timedelta(days=1)]


def test_kinds_without_a_time_of_their_own_are_on_the_day_they_were_made(journal: Journal, clock: FixedClock) -> None:
    """A shoe is on the day it was added; its fit check on its own."""
    shoe = journal.add(Shoe(brand="Example", model="Road"))
    fit = journal.add(FitCheck(shoe=shoe.id, at=clock.now() - timedelta(days=2)))
    assert journal.on_day(TODAY) == [shoe]
    assert journal.on_day(TODAY - timedelta(days=2)) == [fit]


def test_a_change_keeps_unknown_fields_and_fields_not_touched(journal: Journal, clock: FixedClock) -> None:
    """Fields a later version wrote survive a change by this one, inside sets, too."""
    added = journal.add(session(clock))
    table = journal.table
    document = raw(journal, added.id)
    document["weather"] = {"rain": True}
    document["items"][0]["sets"][1]["camera"] = "phone"  # type: ignore[index]
    table.update(document, doc_ids=[int(added.id)])
    clock.advance(minutes=1)
    changed = journal.change(added.id, lambda entry: ticked(entry, "s1", 10))
    assert changed.items[0].sets[1].reps == 10 and changed.updated_at == clock.now()
    after = raw(journal, added.id)
    assert after["weather"] == {"rain": True}
    one = after["items"][0]["sets"][1]  # type: ignore[index]
    assert one["camera"] == "phone" and one["updated_at"] == clock.now().isoformat()
    assert "updated_at" not in after["items"][0]["sets"][0]  # type: ignore[index]


def test_a_change_that_changes_nothing_writes_nothing(journal: Journal, clock: FixedClock) -> None:
    """No line, no undo step, no new time."""
    added = journal.add(check_in(clock))
    before = journal.path.read_bytes()
    clock.advance(minutes=1)
    assert journal.change(added.id, lambda entry: entry) == added
    assert journal.path.read_bytes() == before


def test_an_edit_sees_what_another_login_wrote(journal: Journal, clock: FixedClock) -> None:
    """The entry handed to an edit is the fresh one, so two logins ticking two sets lose neither."""
    added = journal.add(session(clock))
    other = Journal.open(journal.path, clock)
    journal.change(added.id, lambda entry: ticked(entry, "s0", 8))
    other.change(added.id, lambda entry: ticked(entry, "s1", 9))
    assert journal.refresh()
    for login in (journal, other):
        found = login.get(added.id)
        assert isinstance(found, Session)
        assert [one.reps for one in found.items[0].sets] == [8, 9, 12]


def test_a_removed_entry_leaves_a_tombstone(journal: Journal, clock: FixedClock) -> None:
    """It is gone from every view, and the file says what it was."""
    added = journal.add(check_in(clock))
    clock.advance(minutes=1)
    journal.remove(added.id)
    assert journal.get(added.id) is None and journal.on_day(TODAY) == [] and journal.days() == []
    stone = raw(journal, added.id)
    assert (stone["kind"], stone["was"], stone["updated_at"]) == ("deleted", "check-in", clock.now().isoformat())
    with pytest.raises(UnknownEntry):
        journal.remove(added.id)
    with pytest.raises(UnknownEntry):
        journal.change(added.id, lambda entry: entry)


def test_several_changes_are_one_line_and_one_step(journal: Journal, clock: FixedClock) -> None:
    """record puts additions, changes and removals in one durable line, undone at once."""
    old, gone = journal.add(check_in(clock)), journal.add(check_in(clock, hours=-1))
    lines = journal.path.read_bytes().count(b"\n")
    run_id = journal.new_id()
    journal.record(
        add=[Run(id=run_id, started_at=clock.now(), duration_s=60.0), check_in(clock, hours=1)],
        change={old.id: lambda entry: msgspec.structs.replace(entry, after=run_id)},
        remove=[gone.id],
        label="logged a run",
    )
    assert journal.path.read_bytes().count(b"\n") == lines + 1
    assert journal.get(run_id) is not None and journal.steps.undo_label == "logged a run"
    clock.advance(minutes=1)
    journal.undo()
    back = msgspec.structs.replace(gone, updated_at=clock.now())
    assert journal.on_day(TODAY) == [back, msgspec.structs.replace(old, updated_at=clock.now())]


def test_a_wrong_entry_is_refused_whole(journal: Journal, clock: FixedClock) -> None:
    """One bad entry of several: the field is named and nothing is written."""
    wrong = msgspec.structs.replace(check_in(clock), moment="teatime")
    with pytest.raises(InvalidEntry, match="moment"):
        journal.add_all([check_in(clock), wrong])
    assert not journal.path.exists()
    added = journal.add(check_in(clock))
    before = journal.path.read_bytes()
    with pytest.raises(InvalidEntry, match="rating"):
        journal.change(added.id, lambda entry: msgspec.structs.replace(entry, left=AnkleReport(rating=11)))
    assert journal.path.read_bytes() == before and journal.get(added.id) == added


def test_an_id_is_given_once(journal: Journal, clock: FixedClock) -> None:
    """An entry with an id that is taken is refused; ids grow though the clock stands still."""
    first = journal.add(check_in(clock))
    ids = [journal.add(check_in(clock)).id for _ in range(5)]
    assert sorted(ids, key=int) == ids and int(ids[0]) > int(first.id)
    with pytest.raises(InvalidEntry, match="id"):
        journal.add(first)


def test_an_entry_that_cannot_be_read_is_left_out_and_told(journal: Journal, clock: FixedClock) -> None:
    """A hand-edited entry never stops the others from being shown."""
    good = journal.add(check_in(clock))
    bad = journal.table.insert({"kind": "check-in", "at": "2026-11-20T08:00:00+01:00", "moment": 3})
    assert journal.on_day(TODAY) == [good]
    assert str(bad) in journal.notices[0]
    assert raw(journal, str(bad))["moment"] == 3


def test_a_kind_of_a_later_version_is_kept_and_not_shown(journal: Journal, clock: FixedClock) -> None:
    """An unknown kind survives changes and compaction."""
    unknown = journal.table.insert({"kind": "heart-rate", "bpm": 61})
    journal.add(check_in(clock))
    journal.compact()
    assert raw(journal, str(unknown))["bpm"] == 61
    assert journal.get(str(unknown)) is None


def test_documents_are_entries_and_tombstones_in_order_of_ids(journal: Journal, clock: FixedClock) -> None:
    """Neither header nor seal nor changes are among them."""
    kept, gone = journal.add(check_in(clock)), journal.add(check_in(clock))
    journal.remove(gone.id)
    found = {id: json.loads(document) for id, document in journal.documents()}
    assert list(found) == [kept.id, gone.id]
    assert [one["kind"] for one in found.values()] == ["check-in", "deleted"]


def test_documents_applied_are_one_step_with_a_backup(journal: Journal, clock: FixedClock, own_folders: Path) -> None:
    """apply takes raw documents by id, keeps what was there as a backup, and can be undone."""
    mine = journal.add(check_in(clock))
    stamp = clock.now().isoformat()
    note = {"kind": "note", "created_at": stamp, "updated_at": stamp, "day": "2026-11-19", "text": "theirs"}
    stone = {"kind": "deleted", "created_at": stamp, "updated_at": stamp, "was": "check-in"}
    journal.apply({"555": note, mine.id: stone}, "restored", keep="restore")
    assert [entry.text for entry in journal.of_kind(Note)] == ["theirs"] and journal.get(mine.id) is None
    assert len(list(own_folders.rglob("*-restore.json.gz"))) == 1
    assert journal.undo() == "restored"
    assert journal.of_kind(Note) == [] and journal.get(mine.id) is not None
    with pytest.raises(InvalidEntry, match="id"):
        journal.apply({"1": note}, "over the header")
    with pytest.raises(InvalidEntry, match="id"):
        journal.add(Note(id="9" * 20, day=TODAY, text="no id at all"))


def test_only_what_has_a_time_of_its_own_is_stamped(journal: Journal, clock: FixedClock) -> None:
    """A set, its item or the entry; the definition of an own exercise has an id, and no time."""
    definition = msgspec.structs.replace(Catalogue.built_in().get("short-foot"), id="own-a", origin="own")
    entry = journal.add(OwnExercise(exercise="own-a", definition=definition))
    clock.advance(minutes=1)
    other = msgspec.structs.replace(definition, name="Other")
    journal.change(entry.id, lambda old: msgspec.structs.replace(old, definition=other))
    document = raw(journal, entry.id)
    assert document["definition"] == json.loads(msgspec.json.encode(other))
    assert document["updated_at"] == clock.now().isoformat()
    held = journal.add(session(clock))
    clock.advance(minutes=1)
    journal.change(held.id, lambda old: ticked(old, "s1", 11))
    [item] = journal.get(held.id).items  # type: ignore[union-attr]
    assert item.updated_at is None and [one.updated_at for one in item.sets] == [None, clock.now(), None]


def test_a_sessions_own_fields_keep_their_moment_while_sets_are_ticked(journal: Journal, clock: FixedClock) -> None:
    """It is said only where ``updated_at`` does not say it; whoever writes a note, or takes one back, moves it."""
    held, began = journal.add(session(clock)), clock.now()

    def moments() -> tuple[datetime | None, datetime | None]:
        entry = journal.get(held.id)
        assert isinstance(entry, Session)
        return entry.own_updated_at, entry.updated_at

    assert moments() == (None, began)
    clock.advance(minutes=1)
    journal.change(held.id, lambda old: ticked(old, "s1", 11))
    assert moments() == (began, clock.now())
    clock.advance(minutes=1)
    journal.undo()
    assert moments() == (began, clock.now())
    clock.advance(minutes=1)
    journal.change(held.id, lambda old: msgspec.structs.replace(old, note="x"))
    noted = clock.now()
    assert moments() == (None, noted)
    clock.advance(minutes=1)
    journal.table.update(lambda old: old["items"][0].update(note="y"), doc_ids=[int(held.id)])
    assert moments() == (noted, clock.now())
    clock.advance(minutes=1)
    journal.undo()
    assert moments() == (noted, clock.now())
    clock.advance(minutes=1)
    journal.undo()
    assert moments() == (None, clock.now())


def test_the_journal_follows_a_symbolic_link(tmp_path: Path, clock: FixedClock) -> None:
    """The link stays a link through commits and compaction; its target is replaced."""
    target = tmp_path / "synced" / "journal.json"
    target.parent.mkdir()
    link = tmp_path / "journal.json"
    link.symlink_to(target)
    journal = Journal.open(link, clock)
    journal.add(check_in(clock))
    journal.compact()
    journal.add(check_in(clock))
    assert link.is_symlink() and len(Journal.open(target, clock).on_day(TODAY)) == 2


def test_compaction_keeps_the_files_mode(journal: Journal, clock: FixedClock) -> None:
    """A runner who lets the group read the journal finds it so after a compaction."""
    journal.add(check_in(clock))
    journal.path.chmod(0o640)
    journal.compact()
    assert stat.S_IMODE(journal.path.stat().st_mode) == 0o640


def test_idle_compacts_only_when_enough_is_superseded(journal: Journal, clock: FixedClock) -> None:
    """A few changes leave the file alone; many make it small again, and nothing is different."""
    added = journal.add(check_in(clock))
    journal.idle()
    inode = journal.path.stat().st_ino
    for n in range(3):
        journal.change(added.id, with_values(note=f"{n} " + "x" * 9000))
    journal.idle()
    assert journal.path.stat().st_ino == inode
    for n in range(12):
        journal.change(added.id, with_values(note=f"{n} " + "y" * 9000), undoable=False)
    entries = journal.on_day(TODAY)
    journal.idle()
    assert journal.path.stat().st_ino != inode and journal.path.stat().st_size < 60_000
    assert journal.on_day(TODAY) == entries == Journal.open(journal.path, clock).on_day(TODAY)


def test_the_other_login_costs_one_stat_while_nothing_changes(
    journal: Journal, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """refresh opens and reads nothing when the file is as it was, and then reads the new lines only."""
    journal.add(check_in(clock))
    other = Journal.open(journal.path, clock)
    opened: list[object] = []
    monkeypatch.setattr(os, "open", lambda *given, **named: opened.append(given))
    assert not other.refresh() and opened == []
    monkeypatch.undo()
    revision = other.revision
    journal.add(check_in(clock, hours=-1))
    assert other.refresh() and other.revision > revision and len(other.on_day(TODAY)) == 2
    assert not other.refresh()


def test_an_entry_is_the_same_object_until_it_changes(tmp_path: Path, clock: FixedClock) -> None:
    """Reading twice decodes once."""
    journal = open_journal(tmp_path, [check_in(clock)], clock)
    first: list[Entry] = journal.on_day(TODAY)
    assert journal.on_day(TODAY)[0] is first[0]
