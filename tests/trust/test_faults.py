"""Every system call of a commit, of a creation and of a compaction fails in every way: nothing acknowledged is lost."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path

import pytest

from journal.entries import Note
from journal.errors import NotSaved, SurefootError
from journal.quick import append_once
from journal.store import appender
from journal.store.file import JournalFile
from journal.store.storage import Store
from tests.trust.disks import MODES, FailingDisk, Killed
from tests.trust.support import NOW, clock, contents, on_disk, open_store, put, reopened, small_journal, verdict

Action = Callable[[Store], object]


def commit(store: Store) -> None:
    put(store, "the one at risk")


def compact(store: Store) -> None:
    store.rewrite()


def each_fault(path: Path, mode: str, action: Action) -> int:
    """Let each call of an action fail in turn; check file and memory after each. The number of faults."""
    path.unlink(missing_ok=True)
    base = small_journal(path)
    number = 0
    while True:
        number += 1
        path.write_bytes(base)
        disk = FailingDisk(mode=mode)
        store = open_store(path, disk)
        before = contents(store)
        disk.fail_at = len(disk.calls) + number
        outcome = "acknowledged"
        try:
            action(store)
        except Killed:
            outcome = "killed"
        except NotSaved as error:
            outcome = "not saved"
            assert str(error).startswith("not saved") or "reading only" in str(error), str(error)
        reached = len(disk.calls) >= disk.fail_at
        memory = contents(store)
        disk.let_go()
        name = disk.calls[disk.fail_at - 1] if reached else "none"
        where = f"{mode} at call {number} ({name}): {outcome}"
        how, found = verdict(path)
        assert how == "open" and found is not None, where
        assert on_disk(path) == found, where
        added = {id: value for id, value in found.items() if id not in before}
        assert {id: found.get(id) for id in before} == before, f"{where}: an acknowledged entry is lost"
        assert len(added) <= 1, where
        if outcome == "acknowledged":
            assert found == memory and (action is not commit or len(added) == 1), f"{where}: acknowledged, then lost"
        elif outcome == "not saved":
            assert memory == before and not added, f"{where}: not saved, yet shown"
        if not reached:
            assert outcome == "acknowledged"
            return number - 1
        for leftover in path.parent.glob(f"{path.name}.torn-*"):
            leftover.unlink()


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("action", [commit, compact])
def test_any_failing_call_loses_nothing(tmp_path: Path, mode: str, action: Action) -> None:
    """The file is as before or as after, memory never shows what was not saved, and what was acknowledged is there."""
    assert each_fault(tmp_path / "journal.json", mode, action) >= 8


@pytest.mark.parametrize("mode", MODES)
def test_a_first_commit_creates_the_file_whole_or_not_at_all(tmp_path: Path, mode: str) -> None:
    """Whatever call fails, there is no file, an empty journal, or the journal with its first entry."""
    for number in range(1, 60):
        path = tmp_path / str(number) / "journal.json"
        disk = FailingDisk(mode=mode)
        store = open_store(path, disk)
        disk.fail_at = len(disk.calls) + number
        acknowledged = False
        with contextlib.suppress(Killed, NotSaved):
            commit(store)
            acknowledged = True
        disk.let_go()
        found = reopened(path)
        assert len(found) <= 1 and (found or not acknowledged)
        if path.exists():
            assert on_disk(path) == found
        if len(disk.calls) < disk.fail_at:
            assert acknowledged
            return
    raise AssertionError("the action never ended")


@pytest.mark.parametrize("mode", MODES)
def test_any_failing_call_of_a_one_shot_command_loses_nothing(
    tmp_path: Path, mode: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A command that appends without reading the journal keeps the same promise."""
    path = tmp_path / "journal.json"
    base = small_journal(path)
    before = reopened(path)
    for number in range(1, 60):
        path.write_bytes(base)
        disk = FailingDisk(number, mode)
        monkeypatch.setattr(appender, "Disk", lambda disk=disk: disk)
        acknowledged = False
        with contextlib.suppress(Killed, NotSaved):
            append_once(path, clock(), [Note(day=NOW.date(), text="at risk")])
            acknowledged = True
        disk.let_go()
        how, found = verdict(path)
        assert how == "open" and found is not None
        assert {id: found.get(id) for id in before} == before
        notes = [one for one in found.values() if one.get("text") == "at risk"]
        assert len(notes) == 1 if acknowledged else len(notes) <= 1
        if len(disk.calls) < number:
            assert acknowledged
            return
    raise AssertionError("the command never ended")


def test_a_full_disk_is_named_and_the_next_try_saves(tmp_path: Path) -> None:
    """The sentence says the disk is full; with room again the same store saves the same entry."""
    path = tmp_path / "journal.json"
    small_journal(path)
    disk = FailingDisk(mode="short write")
    store = open_store(path, disk)
    start = len(disk.calls)
    put(store, "once")
    before = contents(store)
    disk.fail_at = len(disk.calls) + disk.calls[start:].index("pwrite") + 1
    with pytest.raises(NotSaved, match=r"^not saved: the disk is full$"):
        put(store, "once more")
    assert on_disk(path) == before == contents(store)
    put(store, "now it fits")
    assert any(one.get("text") == "now it fits" for one in on_disk(path).values())
    store.close()


def test_a_failed_sync_is_never_retried_on_the_same_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After a failed sync the journal is written to a new file, and only that is synced."""
    path = tmp_path / "journal.json"
    small_journal(path)
    before = path.stat().st_ino
    disk = FailingDisk(mode="EIO")
    store = open_store(path, disk)
    original = JournalFile.append

    def append(self: JournalFile, documents: dict[str, bytes]) -> None:
        disk.fail_at = len(disk.calls) + 2  # the write, then the sync
        original(self, documents)

    monkeypatch.setattr(JournalFile, "append", append)
    put(store, "saved in the new file")
    assert disk.calls.count("sync") == 2 and disk.calls[disk.fail_at - 1] == "sync"
    assert path.stat().st_ino != before
    assert "saved in the new file" in path.read_text()
    store.close()


def test_a_disk_that_never_syncs_makes_the_journal_read_only(tmp_path: Path) -> None:
    """When the new file cannot be synced either, the journal says why and saves nothing more."""

    class NeverSyncs(FailingDisk):
        def sync(self, fd: int) -> None:
            raise OSError(5, "Input/output error")

    path = tmp_path / "journal.json"
    data = small_journal(path)
    store = open_store(path, NeverSyncs())
    before = contents(store)
    with pytest.raises(NotSaved, match="the disk reported an error"):
        put(store, "lost")
    assert store.read_only is not None and "reading only" in store.read_only
    with pytest.raises(SurefootError, match="reading only"):
        put(store, "still lost")
    assert contents(store) == before and path.read_bytes() == data
    store.close()
