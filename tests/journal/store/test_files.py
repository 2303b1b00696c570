"""What the store makes of files that are not as it left them: each refused or taken in with one sentence."""

from __future__ import annotations

import errno
import fcntl
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from tinydb import TinyDB

from journal.clock import FixedClock
from journal.entries import CheckIn
from journal.errors import Busy, CutShort, Damaged, NewerSchema, NotAJournal, NotSaved, ReadOnly, Refused
from journal.journal import Journal
from journal.quick import add_to_note, append_once
from journal.store import files, lines
from journal.store.disk import Disk
from journal.store.index import Index
from journal.store.mounts import network_notice
from journal.store.storage import Store
from tests.support.entries import TODAY, check_in


class FullDisk(Disk):
    """Takes no byte until there is room."""

    full = True

    def pwrite(self, fd: int, data: bytes, offset: int) -> int:
        if self.full:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return super().pwrite(fd, data, offset)


OTHER_FILES = {
    "a text": b"dear diary\n",
    "a picture": b"\x89PNG\r\n\x1a\n" + bytes(200),
    "another TinyDB file": b'{"_default": {"1": {"name": "apples", "count": 3}}}',
    "an empty TinyDB file": b"{}",
    "a list": b"[1, 2, 3]",
    "a number": b"12",
    "deeply nested": b"[" * 200_000,
    "a database": b"SQLite format 3\0" + bytes(100),
}


@pytest.mark.parametrize("data", OTHER_FILES.values(), ids=OTHER_FILES.keys())
def test_a_file_that_is_no_journal_is_refused_and_left_alone(tmp_path: Path, clock: FixedClock, data: bytes) -> None:
    """One sentence says so; not a byte of it changes."""
    path = tmp_path / "journal.json"
    path.write_bytes(data)
    with pytest.raises(NotAJournal, match=r"is not a Surefoot journal; nothing in it was touched"):
        Journal.open(path, clock)
    assert path.read_bytes() == data and list(tmp_path.iterdir()) == [path]


def test_a_folder_and_an_unreadable_path_are_refused(tmp_path: Path, clock: FixedClock) -> None:
    """A folder in the journal's place, or a file in its folder's."""
    with pytest.raises(NotAJournal, match="is a folder, not a file"):
        Journal.open(tmp_path, clock)
    (tmp_path / "file").write_text("x")
    with pytest.raises(Refused, match="cannot be read"):
        Journal.open(tmp_path / "file" / "journal.json", clock)


def test_a_newer_schema_is_refused_by_name_of_version(path: Path, clock: FixedClock) -> None:
    """The sentence says which version wrote the file."""
    other = json.loads(path.read_bytes())
    other["_default"]["1"] |= {"schema": 7, "version": "3.2.0"}
    path.write_text(json.dumps(other))
    with pytest.raises(
        NewerSchema, match=r"written by Surefoot 3\.2\.0 \(schema 7\); this version reads up to schema 1"
    ):
        Journal.open(path, clock)


def test_damage_is_named_with_its_byte(path: Path, clock: FixedClock) -> None:
    """Bytes overwritten in the middle: refused, the byte and the line named, the ways back too."""
    data = path.read_bytes()
    start = data.index(b"\n,") + 1
    harmed = data[: start + 30] + bytes(20) + data[start + 50 :]
    path.write_bytes(harmed)
    with pytest.raises(Damaged, match=rf"damaged at byte {start}, in line 2; .surefoot check. explains") as caught:
        Journal.open(path, clock)
    assert caught.value.offset == start and path.read_bytes() == harmed


def test_a_file_cut_short_says_how_many_lines_are_missing(path: Path, clock: FixedClock) -> None:
    """Half a file does not open."""
    data = path.read_bytes()
    path.write_bytes(data[: data.rfind(b"\n,") + 1])
    with pytest.raises(CutShort, match=r"cut short at byte \d+: of 4 lines saved it holds 3"):
        Journal.open(path, clock)


def test_an_edited_line_makes_the_journal_read_only(path: Path, clock: FixedClock) -> None:
    """It opens, names the line, saves nothing, and stays byte for byte."""
    edited = path.read_bytes().replace(b'"on-waking"', b'"evening"', 1)
    path.write_bytes(edited)
    journal = Journal.open(path, clock)
    assert journal.read_only == journal.mismatch and "line 2 does not match its seal" in (journal.mismatch or "")
    assert len(journal.of_kind(CheckIn)) == 3
    with pytest.raises(ReadOnly, match="line 2"):
        journal.add(check_in(clock))
    journal.idle()
    assert path.read_bytes() == edited


def test_an_empty_file_is_a_new_journal_only_when_there_was_none(path: Path, clock: FixedClock) -> None:
    """With backups of it, an empty file is damage; without, it is a beginning."""
    with Journal.open(path, clock) as journal:
        journal.apply({"77": {"kind": "deleted", "was": "note"}}, "merged", keep="merge")
    path.write_bytes(b"")
    with pytest.raises(Damaged, match="is empty, and it was not before"):
        Journal.open(path, clock)
    other = path.with_name("other.json")
    other.touch()
    with Journal.open(other, clock) as journal:
        journal.add(check_in(clock))
    assert len(TinyDB(other).all()) == 4


@pytest.fixture
def nothing_may_be_written(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As for a runner who may only read (root may write everywhere, so the calls are made to say no)."""
    whole_open = Disk.open

    def refuse(self: Disk, path: Path, flags: int, mode: int = 0o600) -> int:
        if flags & (os.O_RDWR | os.O_WRONLY):
            raise PermissionError(13, "Permission denied")
        return whole_open(self, path, flags, mode)

    monkeypatch.setattr(Disk, "open", refuse)


@pytest.mark.usefixtures("nothing_may_be_written")
def test_a_file_that_may_not_be_written_opens_read_only(path: Path, clock: FixedClock) -> None:
    """Everything is shown, every change refused with the reason, and nothing else is attempted."""
    before = path.read_bytes()
    journal = Journal.open(path, clock)
    assert journal.read_only == "journal.json may not be written to, so it is open for reading only"
    assert len(journal.of_kind(CheckIn)) == 3
    for verb in (lambda: journal.add(check_in(clock)), journal.undo, journal.compact):
        with pytest.raises(ReadOnly, match="may not be written to"):
            verb()
    journal.idle()
    assert path.read_bytes() == before


@pytest.mark.usefixtures("nothing_may_be_written")
def test_a_torn_end_is_not_trimmed_in_a_read_only_journal(path: Path, clock: FixedClock) -> None:
    """What is whole is shown; the file stays as it is."""
    torn = path.read_bytes()[:-3] + b',"99":{"kin'
    path.write_bytes(torn)
    journal = Journal.open(path, clock)
    assert len(journal.of_kind(CheckIn)) == 3 and "interrupted" in journal.notices[0]
    assert path.read_bytes() == torn


def test_a_torn_end_is_trimmed_as_soon_as_the_disk_has_room(path: Path, clock: FixedClock) -> None:
    """Started on a full disk the journal is read-only, and says why, until there is room; nothing is left behind."""
    path.write_bytes(path.read_bytes()[:-3] + b',"99":{"kin')
    disk = FullDisk()
    store = Store(path, clock, disk=disk)
    store.open()
    for _ in range(3):
        assert not store.refresh() and store.read_only is not None and "the disk is full" in store.read_only
        with pytest.raises(ReadOnly):
            store.commit(lambda: {store.new_id(): b'{"kind":"note"}'})
    assert [one.name for one in path.parent.iterdir()] == [path.name] and len(store.notices) == 1
    disk.full = False
    assert store.refresh() and store.read_only is None
    store.commit(lambda: {store.new_id(): b'{"kind":"note","day":"2026-11-20","text":"x"}'})
    assert lines.read(path.read_bytes()).damage is None and len(list(path.parent.glob("*.torn-*"))) == 1


def test_a_folder_that_may_not_be_written_opens_read_only(
    path: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A journal that could not be compacted is not appended to either."""
    monkeypatch.setattr(os, "access", lambda *_: False)
    journal = Journal.open(path, clock)
    assert "the folder of journal.json may not be written to" in (journal.read_only or "")
    missing = Journal.open(path.with_name("missing.json"), clock)
    assert "may not be written to, so nothing can be saved" in (missing.read_only or "")


@pytest.mark.parametrize("of", ["the file", "the folder", "a folder without a journal"])
def test_leave_to_write_is_noticed_when_it_is_given(
    path: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch, of: str
) -> None:
    """Though the file is as it was: nobody has to close the program and open it again."""
    with monkeypatch.context() as denied:
        if of == "the file":
            path.chmod(0o400)
        else:
            denied.setattr(os, "access", lambda *_: False)
        journal = Journal.open(path if "without" not in of else path.with_name("missing.json"), clock)
        assert not journal.refresh() and "may not be written to" in (journal.read_only or "")
        path.chmod(0o600)
    assert journal.refresh() and journal.read_only is None and not journal.refresh()
    assert journal.get(journal.add(check_in(clock)).id) is not None


def test_a_file_system_without_locks_is_read_only(
    path: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No soft lock in its place: the sentence says so, and nothing is written."""

    def none(self: Disk, fd: int, operation: int) -> None:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(Disk, "flock", none)
    before = path.read_bytes()
    journal = Journal.open(path, clock)
    for _ in range(2):
        with pytest.raises(ReadOnly, match="cannot lock files"):
            journal.add(check_in(clock))
    assert path.read_bytes() == before and len(journal.of_kind(CheckIn)) == 3


def test_a_lock_held_too_long_is_reported(path: Path, clock: FixedClock) -> None:
    """After the bounded wait the sentence says the journal is busy; freed, the same store saves."""
    store = Store(path, clock, wait=0.05)
    store.open()
    holder = os.open(path, os.O_RDWR)
    fcntl.flock(holder, fcntl.LOCK_EX)
    made: Callable[[], dict[str, bytes]] = lambda: {store.new_id(): b'{"kind":"note","day":"2026-11-20","text":"x"}'}  # noqa: E731
    with pytest.raises(Busy, match="busy in another window"):
        store.commit(made)
    os.close(holder)
    store.commit(made)
    store.close()


def test_a_journal_that_vanished_is_said_so(path: Path, clock: FixedClock) -> None:
    """At once, not only when a save fails; memory stays; put back, everything works again by itself."""
    journal = Journal.open(path, clock)
    path.rename(path.with_suffix(".away"))
    assert journal.refresh() and not journal.refresh() and len(journal.of_kind(CheckIn)) == 3
    assert journal.read_only == "journal.json is no longer there; what this window shows is from before"
    with pytest.raises(NotSaved, match="no longer there"):
        journal.add(check_in(clock))
    path.with_suffix(".away").rename(path)
    assert journal.refresh() and journal.read_only is None
    journal.add(check_in(clock))
    assert len(journal.of_kind(CheckIn)) == 4


def test_a_journal_emptied_meanwhile_stays_in_sight(path: Path, clock: FixedClock) -> None:
    """Without a backup, too: this window may hold the last copy, and does not begin anew by itself."""
    journal = Journal.open(path, clock)
    path.write_bytes(b"")
    assert journal.refresh() and "is empty, and it was not before" in (journal.read_only or "")
    assert len(journal.of_kind(CheckIn)) == 3 and path.read_bytes() == b""


def test_another_journal_in_its_place_is_not_taken_for_this_one(path: Path, clock: FixedClock) -> None:
    """What this window holds stays in sight and nothing is saved into the other; the own file back, all is well."""
    journal = Journal.open(path, clock)
    path.rename(path.with_suffix(".away"))
    append_once(path, clock, [check_in(clock)])
    other = path.read_bytes()
    assert journal.refresh() and len(journal.of_kind(CheckIn)) == 3
    assert journal.read_only == "another journal is at journal.json now; close and open Surefoot to use it"
    assert not journal.refresh() and len(journal.of_kind(CheckIn)) == 3
    with pytest.raises(ReadOnly, match="another journal"):
        journal.add(check_in(clock))
    journal.idle(leaving=True)
    assert path.read_bytes() == other
    path.with_suffix(".away").rename(path)
    assert journal.refresh() and journal.read_only is None
    journal.add(check_in(clock))
    assert len(journal.of_kind(CheckIn)) == 4


def test_another_journal_is_not_written_to_before_it_was_looked_at(path: Path, clock: FixedClock) -> None:
    """A change made right after the file was exchanged is refused under the lock."""
    journal = Journal.open(path, clock)
    path.rename(path.with_suffix(".away"))
    append_once(path, clock, [check_in(clock)])
    other = path.read_bytes()
    with pytest.raises(ReadOnly, match="another journal"):
        journal.add(check_in(clock))
    assert path.read_bytes() == other and len(journal.of_kind(CheckIn)) == 3


def test_two_windows_on_an_empty_file_become_one_journal(tmp_path: Path, clock: FixedClock) -> None:
    """Neither has an id from the file yet, so that the other's first change is no other journal."""
    path = tmp_path / "touched.json"
    path.touch()
    one, two = Journal.open(path, clock), Journal.open(path, clock)
    one.add(check_in(clock))
    two.add(check_in(clock))
    assert one.refresh() and len(one.of_kind(CheckIn)) == len(two.of_kind(CheckIn)) == 2


def test_a_refused_file_is_not_read_again_until_it_changes(
    path: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The app looks twice a second; a large file in the journal's place would keep a core busy."""
    journal = Journal.open(path, clock)
    path.write_bytes(b"conflict <<<<<<<")
    assert journal.refresh()
    monkeypatch.setattr(Disk, "open", lambda *_: pytest.fail("the file is read again"))
    assert not journal.refresh() and journal.read_only


def test_a_file_replaced_by_something_else_makes_the_journal_read_only_until_it_is_back(
    path: Path, clock: FixedClock
) -> None:
    """What was read stays in sight, nothing is written over the other file, and the journal recovers by itself."""
    journal = Journal.open(path, clock)
    good = path.read_bytes()
    path.write_bytes(b"conflict <<<<<<<")
    assert journal.refresh() and "is not a Surefoot journal" in (journal.read_only or "")
    with pytest.raises(ReadOnly):
        journal.add(check_in(clock))
    assert path.read_bytes() == b"conflict <<<<<<<" and len(journal.of_kind(CheckIn)) == 3
    path.write_bytes(good)
    journal.refresh()
    journal.add(check_in(clock))
    assert journal.read_only is None and len(journal.of_kind(CheckIn)) == 4


class NoLinks(Disk):
    """A disk without hard links, on which another login may be faster."""

    taken_by: bytes | None = None
    """Another login's journal, put in the place of the empty file before it is locked."""
    busy = False
    """Another login has locked the empty file."""

    def link(self, source: Path, target: Path) -> None:
        raise PermissionError(errno.EPERM, os.strerror(errno.EPERM))

    def flock(self, fd: int, operation: int) -> None:
        path = Path(f"/proc/self/fd/{fd}").readlink()
        if path.suffix == ".json" and self.busy:
            raise BlockingIOError(errno.EWOULDBLOCK, os.strerror(errno.EWOULDBLOCK))
        if path.suffix == ".json" and self.taken_by is not None:
            path.with_suffix(".new").write_bytes(self.taken_by)
            path.with_suffix(".new").replace(path)
        super().flock(fd, operation)


@pytest.mark.skipif(sys.platform != "linux", reason="looks the path of an open file up")
def test_where_there_are_no_hard_links_no_login_overwrites_anothers_new_journal(tmp_path: Path) -> None:
    """The name is taken by an empty file; whoever was faster with it keeps it."""
    disk = NoLinks()
    assert files.create_file(disk, tmp_path / "a.json", b"mine")
    assert not files.create_file(disk, tmp_path / "a.json", b"again")
    assert (tmp_path / "a.json").read_bytes() == b"mine"
    disk.taken_by = b"theirs"
    assert not files.create_file(disk, tmp_path / "b.json", b"mine")
    assert (tmp_path / "b.json").read_bytes() == b"theirs"
    disk.busy = True
    assert not files.create_file(disk, tmp_path / "c.json", b"mine")
    assert sorted(one.name for one in tmp_path.iterdir()) == ["a.json", "b.json", "c.json"]


def test_a_network_file_system_is_warned_of(tmp_path: Path) -> None:
    """By the mount the journal is on, the innermost one; a local one says nothing."""
    mounts = tmp_path / "mounts"
    mounts.write_text(
        f"/dev/sda / ext4 rw 0 0\nserver:/home {tmp_path} nfs4 rw 0 0\n/dev/sdb {tmp_path}/local ext4 rw 0 0\n"
    )
    assert "network file system (nfs4)" in (network_notice(tmp_path / "journal.json", mounts) or "")
    assert network_notice(tmp_path / "local" / "journal.json", mounts) is None
    assert network_notice(tmp_path, tmp_path / "missing") is None


def test_leftovers_of_killed_compactions_are_removed(path: Path, clock: FixedClock) -> None:
    """The next compaction clears them away, other files not."""
    leftover, other = path.with_name(".journal.json.0123abcd.tmp"), path.with_name(".journal.json.mine.tmp")
    leftover.write_text("x"), other.write_text("y")
    with Journal.open(path, clock) as journal:
        journal.compact()
    assert not leftover.exists() and other.exists()


def test_the_index_knows_kind_and_day_however_a_document_is_laid_out() -> None:
    """Ours are known by their first bytes; those of other tools, of any order of fields, are read. Days are real."""
    index = Index()
    head = '"created_at":"2026-01-02T08:00:00+01:00","updated_at":"2026-01-02T08:00:00+01:00"'
    documents = {
        "10": f'{{"kind":"check-in",{head},"at":"2026-01-01T23:00:00+01:00"}}',
        "11": f'{{"kind":"check-in",{head},"at":"2026-01-01T23:30:00+01:00"}}',
        "12": f'{{"kind":"check-in",{head},"started_at":"2025-01-01T00:00:00Z","at":"2026-01-03T01:00:00+01:00"}}',
        "13": f'{{"kind":"check-in",{head},"started_at":"2025-01-01T00:00:00Z","at":"2026-01-04T01:00:00+01:00"}}',
        "14": f'{{{head}, "day": "2026-01-05", "kind": "note"}}',
        "15": f'{{"kind":"shoe",{head},"brand":"x"}}',
        "16": f'{{"kind":"change",{head}}}',
        "17": "3",
        "18": f'{{"kind":"note",{head},"day":"2026-02-31","text":"x"}}',
        "19": f'{{"day":"2023-02-29","kind":"note",{head}}}',
        "20": f'{{"kind":"note",{head},"day":"2024-02-29","text":"x"}}',
    }
    index.rebuild({id: text.encode() for id, text in documents.items()})
    assert index.kinds["check-in"] == {"10": "2026-01-01", "11": "2026-01-01", "12": "2026-01-03", "13": "2026-01-04"}
    assert index.kinds["note"] == {"14": "2026-01-05", "18": "", "19": "", "20": "2024-02-29"}
    assert (index.kinds["shoe"], index.kinds["change"], index.kind("17")) == ({"15": "2026-01-02"}, {"16": ""}, "")
    assert index.days["2026-01-01"] == ["10", "11"]
    one_by_one = Index()
    for id, text in documents.items():
        one_by_one.put(id, text.encode())
    assert (one_by_one.kinds, one_by_one.days) == (index.kinds, index.days)


def test_an_empty_file_made_readable_to_all_becomes_a_journal_that_is_not(tmp_path: Path, clock: FixedClock) -> None:
    """Its mode is what ``touch`` gave it; the mode of a journal is the runner's to choose."""
    path = tmp_path / "journal.json"
    path.touch(mode=0o644)
    path.chmod(0o644)
    with Journal.open(path, clock) as journal:
        journal.add(check_in(clock))
        assert path.stat().st_mode & 0o777 == 0o600
        path.chmod(0o640)
        journal.compact()
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_journal_two_people_share_stays_their_groups(
    tmp_path: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who is not its owner may not give the new file to them, and may give it to their group."""
    given: list[int] = []

    def chown(_: Path, owner: int, group: int) -> None:
        if owner != -1:
            raise PermissionError
        given.append(group)

    with Journal.open(tmp_path / "journal.json", clock) as journal:
        journal.add(check_in(clock))
        group = journal.path.stat().st_gid
        monkeypatch.setattr(os, "chown", chown)
        journal.compact()
    assert given == [group]


def test_a_file_without_leave_to_write_is_read_only_for_the_administrator_too(path: Path, clock: FixedClock) -> None:
    """Who could write to it all the same; a one-shot command refuses it as the app does."""
    before = path.read_bytes()
    path.chmod(0o400)
    with Journal.open(path, clock) as journal:
        assert journal.read_only == "journal.json may not be written to, so it is open for reading only"
        assert len(journal.of_kind(CheckIn)) == 3
    with pytest.raises(ReadOnly, match="may not be written to"):
        add_to_note(path, clock, "slept well", TODAY)
    assert path.read_bytes() == before


def test_what_a_read_only_journal_keeps_is_not_called_set_aside(path: Path, clock: FixedClock) -> None:
    """An interrupted save at its end stays there; with leave to write it is set aside, and said so."""
    data = path.read_bytes().removesuffix(lines.CLOSING) + b',"900":{"kind":"n'
    path.write_bytes(data)
    path.chmod(0o400)
    with Journal.open(path, clock) as journal:
        assert journal.notices == [
            "the last save was interrupted before it was done: its 17 bytes are left where they are"
        ]
    assert path.read_bytes() == data and list(path.parent.glob("*torn*")) == []
    path.chmod(0o600)
    with Journal.open(path, clock) as journal:
        assert journal.notices == ["the last save was interrupted before it was done: its 17 bytes were set aside"]
    assert len(list(path.parent.glob("*torn*"))) == 1
