"""A disk that dies in the middle of a save: the change may be on it, and is neither lost nor entered twice."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from journal.entries import Note
from journal.errors import MayBeSaved, ReadOnly
from journal.journal import Journal
from journal.store.disk import Disk
from tests.trust.support import NOW, clock, open_store, small_journal


class DyingDisk(Disk):
    """While it is dying it syncs nothing, makes no file, and takes so many more writes."""

    def __init__(self) -> None:
        self.dying, self.writes_left = False, 0

    def _refuse(self, *, when: bool = True) -> None:
        if self.dying and when:
            raise OSError(5, "Input/output error")

    def pwrite(self, fd: int, data: bytes, offset: int) -> int:
        self._refuse(when=self.writes_left == 0)
        self.writes_left -= 1
        return super().pwrite(fd, data, offset)

    def sync(self, fd: int) -> None:
        self._refuse()
        super().sync(fd)

    def open(self, path: Path, flags: int, mode: int = 0o600) -> int:
        self._refuse(when=bool(flags & os.O_CREAT))
        return super().open(path, flags, mode)


@pytest.mark.parametrize("writes", [pytest.param(1, id="the line stays"), pytest.param(9, id="it is taken back")])
def test_a_change_that_may_be_saved_is_there_once_when_it_is_tried_again(tmp_path: Path, writes: int) -> None:
    """Whether the first try left its line on the disk, or the disk took it back: by the id of the first try."""
    path = tmp_path / "journal.json"
    small_journal(path)
    disk = DyingDisk()
    store = open_store(path, disk)
    journal = Journal(store, clock())
    told = len(journal.of_kind(Note))
    note = Note(day=NOW.date(), text="once")
    disk.dying, disk.writes_left = True, writes
    with pytest.raises(MayBeSaved, match=r"^may or may not be saved: the disk reported an error; Surefoot looks again"):
        journal.add(note)
    assert len(journal.of_kind(Note)) == told
    with pytest.raises(ReadOnly, match="may or may not be saved"):
        journal.add(note)
    assert (b'"text":"once"' in path.read_bytes()) == (writes == 1)
    disk.dying = False
    added = journal.add(note)
    assert [one.id for one in journal.of_kind(Note) if one.text == "once"] == [added.id]
    assert journal.read_only is None
    journal.add(note)
    assert len(journal.of_kind(Note)) == told + 2
    store.close()
    with Journal.open(path, clock(), state=tmp_path) as again:
        assert [one.text for one in again.of_kind(Note)].count("once") == 2
        again.undo()
        again.undo()
        assert len(again.of_kind(Note)) == told
