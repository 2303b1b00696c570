"""Reading a journal ahead of its opening: the same journal, and never an older one."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from journal.clock import FixedClock
from journal.entries import Note
from journal.journal import Journal
from journal.store.ahead import LARGE, ReadAhead

PIECES = 64


@pytest.fixture
def path(tmp_path: Path, clock: FixedClock) -> Path:
    """A journal larger than reading ahead begins at."""
    path = tmp_path / "journal.json"
    with Journal.open(path, clock, state=tmp_path / "state") as journal:
        day = clock.now().date()
        text = "calf tight, then easy " * (LARGE // PIECES // 22 + 1)
        journal.add_all(Note(day=day, text=text) for _ in range(PIECES))
    return path


def read_ahead(path: Path) -> ReadAhead:
    """What reads ahead, once it has read."""
    ahead = ReadAhead(path)
    assert ahead._thread is not None
    ahead._thread.join()
    return ahead


def test_a_journal_read_ahead_is_the_journal(path: Path, clock: FixedClock, tmp_path: Path) -> None:
    """It opens with every entry, can be changed, and what was read ahead is given out once."""
    ahead = read_ahead(path)
    assert ahead._found is not None and ahead._found[0] == path.read_bytes()
    with Journal.open(path, clock, state=tmp_path / "state", ahead=ahead) as journal:
        assert len(journal.of_kind(Note)) == PIECES and ahead.take() is None and not journal.refresh()
        journal.add(Note(day=clock.now().date(), text="one more"))
    with Journal.open(path, clock, state=tmp_path / "state") as journal:
        assert len(journal.of_kind(Note)) == PIECES + 1


def test_what_another_login_saved_meanwhile_is_there(path: Path, clock: FixedClock, tmp_path: Path) -> None:
    """A commit between reading ahead and opening is seen: the file is read again."""
    ahead = read_ahead(path)
    with Journal.open(path, clock, state=tmp_path / "state") as other:
        saved = other.add(Note(day=clock.now().date(), text="from the other window"))
    with Journal.open(path, clock, state=tmp_path / "state", ahead=ahead) as journal:
        assert journal.get(saved.id) == saved


def test_a_journal_put_in_its_place_meanwhile_is_the_one_opened(path: Path, clock: FixedClock, tmp_path: Path) -> None:
    """A file of the same size and time under the same name is another file."""
    ahead = read_ahead(path)
    stat = path.stat()
    other = tmp_path / "other.json"
    other.write_bytes(path.read_bytes().replace(b"calf tight", b"CALF TIGHT", 1))
    os.utime(other, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    other.replace(path)
    with Journal.open(path, clock, state=tmp_path / "state", ahead=ahead) as journal:
        assert journal.read_only and journal.mismatch and "does not match its seal" in journal.mismatch


def test_a_flipped_bit_read_ahead_makes_it_read_only(path: Path, clock: FixedClock, tmp_path: Path) -> None:
    """Every line is held against its seal before anything is shown, however the bytes were read."""
    path.write_bytes(path.read_bytes().replace(b"calf tight", b"calf tighu", 1))
    with Journal.open(path, clock, state=tmp_path / "state", ahead=read_ahead(path)) as journal:
        assert journal.read_only and journal.mismatch


def test_what_is_no_large_file_is_left_to_the_opening(tmp_path: Path) -> None:
    """A missing file, a folder, a small file and a pipe nobody writes to: nothing is read, nothing waits."""
    small, pipe = tmp_path / "small", tmp_path / "pipe"
    small.write_bytes(b"{}")
    os.mkfifo(pipe)
    for path in (tmp_path / "missing", tmp_path, small, pipe, Path("a\0b")):
        assert ReadAhead(path).take() is None
