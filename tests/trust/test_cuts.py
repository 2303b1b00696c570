"""A commit cut at every byte: what was acknowledged before it is there, what is torn is not."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from journal.store import lines
from journal.store.disk import write_all
from journal.store.file import JournalFile, stamp_of
from journal.store.lines import CLOSING
from tests.trust.disks import VolatileDisk, applied
from tests.trust.support import contents, on_disk, open_store, put, reopened, small_journal, verdict


class RecordingDisk(VolatileDisk):
    """Remembers the writes of the last commit."""

    def sync(self, fd: int) -> None:
        self.before_sync = list(self.unsynced)
        super().sync(fd)


def _one_commit(path: Path) -> tuple[bytes, list[tuple[int, bytes]], dict[str, object], dict[str, object]]:
    """The file before a commit, the writes of the commit up to its sync, and the contents before and after it."""
    small_journal(path)
    disk = RecordingDisk()
    store = open_store(path, disk)
    before, known = path.read_bytes(), contents(store)
    put(store, "the last one")
    after = contents(store)
    store.close()
    return before, disk.before_sync, known, after


def every_cut(before: bytes, writes: list[tuple[int, bytes]]) -> list[bytes]:
    """The file at every byte where a write may have stopped: the rest missing, the rest zeroed, the first zeroed."""
    [(offset, data)] = writes
    cuts = []
    for kept in range(len(data) + 1):
        missing = applied(before, [(offset, data[:kept])])
        zeroed = applied(before, [(offset, data[:kept] + bytes(len(data) - kept))])
        late = applied(before, [(offset, bytes(kept) + data[kept:])])
        cuts += [missing, zeroed, late]
    return cuts


def check_cuts(path: Path) -> int:
    """Every cut of one commit opens with what was acknowledged, and with the torn commit whole or not at all."""
    before, writes, known, after = _one_commit(path)
    cuts = every_cut(before, writes)
    for number, data in enumerate(cuts):
        path.write_bytes(data)
        how, found = verdict(path)
        assert how == "open", f"cut {number}: {how}"
        assert found in (known, after), f"cut {number}: something is lost or torn"
        assert on_disk(path) == found
        for leftover in path.parent.glob(f"{path.name}.torn-*"):
            leftover.unlink()
    return len(cuts)


def test_a_commit_cut_at_any_byte_loses_nothing_acknowledged(tmp_path: Path) -> None:
    """The rest missing, zeroed, or the beginning zeroed: the journal opens with everything acknowledged."""
    assert check_cuts(tmp_path / "journal.json") > 500


def test_a_torn_commit_is_kept_beside_the_journal_and_told(tmp_path: Path) -> None:
    """The bytes of an interrupted save are not thrown away, and the runner hears of them."""
    path = tmp_path / "journal.json"
    before, [(offset, data)], known, _ = _one_commit(path)
    path.write_bytes(applied(before, [(offset, data[:40])]))
    store = open_store(path)
    assert contents(store) == known
    assert "interrupted" in store.notices[0]
    [kept] = tmp_path.glob("journal.json.torn-*")
    assert kept.read_bytes() == data[:40]
    put(store, "goes on")
    store.close()
    assert len(reopened(path)) == len(known) + 1


def test_trailing_commas_would_be_caught(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Trap 1: a commit that rewrites a byte of an acknowledged line, as trailing commas do, fails the cuts."""

    def append(self: JournalFile, documents: dict[str, bytes]) -> None:
        assert self.fd is not None
        line = lines.sealed(documents, self.lines + 1)
        write_all(self._disk, self.fd, b"\n" + line + CLOSING, self.end - 1)
        self._disk.sync(self.fd)
        self._disk.pwrite(self.fd, lines.count_field(self.lines + 1), len(self.head) - lines.COUNT_WIDTH - 2)
        self.lines, self.end = self.lines + 1, self.end + len(line)
        self.stamp = stamp_of(self.stat())

    monkeypatch.setattr(JournalFile, "append", append)
    with pytest.raises(AssertionError, match="cut"):
        check_cuts(tmp_path / "journal.json")


def check_power_cuts(path: Path, commits: int = 4) -> int:
    """After every acknowledged commit, whatever part of the unsynced writes survives: all acknowledged is there."""
    small_journal(path)
    disk = VolatileDisk()
    store = open_store(path, disk)
    assert store.file.fd is not None
    disk.remember(store.file.fd)
    cut = path.with_name("cut.json")
    tried = 0
    for number in range(commits):
        put(store, f"commit {number}")
        acknowledged = contents(store)
        for data in disk.after_power_cut():
            cut.write_bytes(data)
            how, found = verdict(cut)
            assert how == "open" and found == acknowledged, f"lost after commit {number}"
            tried += 1
    store.close()
    return tried


def test_a_power_cut_after_any_commit_loses_nothing(tmp_path: Path) -> None:
    """Only what was synced counts: the header's count may or may not have reached the disk."""
    assert check_power_cuts(tmp_path / "journal.json") >= 12


def test_a_missing_sync_would_be_caught(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The suite fails when the sync is taken out of the commit."""
    monkeypatch.setattr(VolatileDisk, "sync", lambda self, fd: None)
    with pytest.raises(AssertionError, match="lost after commit"):
        check_power_cuts(tmp_path / "journal.json")


def test_acknowledging_before_the_sync_would_be_caught(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Trap 4: what is told as saved while its sync is still to come does not count as saved, and the cuts show it."""
    write, sync = VolatileDisk.pwrite, VolatileDisk.sync
    late: list[int] = []

    def pwrite(self: VolatileDisk, fd: int, data: bytes, offset: int) -> int:
        if late and len(data) > lines.COUNT_WIDTH:
            sync(self, late.pop())
        return write(self, fd, data, offset)

    monkeypatch.setattr(VolatileDisk, "pwrite", pwrite)
    monkeypatch.setattr(VolatileDisk, "sync", lambda self, fd: late.append(fd))
    with pytest.raises(AssertionError, match="lost after commit"):
        check_power_cuts(tmp_path / "journal.json")


def check_cut_short(path: Path) -> int:
    """A file cut anywhere before its last line is refused, byte for byte as it was."""
    data = small_journal(path)
    last = data.rfind(b"\n,") + 1
    tried = 0
    for size in range(1, last, 7):
        for cut in (data[:size], data[:size] + bytes(len(data) - size), data[:size] + CLOSING):
            path.write_bytes(cut)
            how, _ = verdict(path)
            assert how != "open", f"opened with half its entries, cut at {size}"
            assert path.read_bytes() == cut
            tried += 1
    return tried


def test_a_file_cut_short_is_refused(tmp_path: Path) -> None:
    """Trap 3: half a file does not open repaired with half the entries, even when its end looks right."""
    assert check_cut_short(tmp_path / "journal.json") > 300


def test_ignoring_the_count_would_be_caught(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The suite fails when the header's count of lines is not looked at."""
    whole: Callable[[bytes], lines.FileReading] = lines.read

    def read(data: bytes) -> lines.FileReading:
        zero = lines.count_field(1)
        stop = data.find(b"\n", len(lines.OPENING))
        return whole(data[: stop - 1 - len(zero)] + zero + data[stop - 1 :])

    monkeypatch.setattr(lines, "read", read)
    with pytest.raises(AssertionError, match="half its entries"):
        check_cut_short(tmp_path / "journal.json")


@pytest.mark.parametrize("step", [pytest.param(5, id="some bytes"), pytest.param(1, marks=pytest.mark.full, id="all")])
def test_a_flipped_byte_is_never_taken_for_the_truth(tmp_path: Path, step: int) -> None:
    """Every bit of the file in turn: refused, or read-only with the line named, or nothing is different."""
    path = tmp_path / "journal.json"
    data = small_journal(path)
    truth = reopened(path)
    flips = [(at, bit) for at in range(len(data)) for bit in (range(8) if step == 1 else (at % 8,))]
    for at, bit in flips[::step]:
        flipped = data[:at] + bytes([data[at] ^ 1 << bit]) + data[at + 1 :]
        path.write_bytes(flipped)
        how, found = verdict(path)
        if how == "open":
            assert found == truth, f"byte {at}, bit {bit}"
        else:
            assert path.read_bytes() == flipped, f"byte {at}, bit {bit}: overwritten"
    shutil.rmtree(tmp_path / "state", ignore_errors=True)
