"""Damaged journals by every command that reads, one that writes and one undo: an answer or a sentence, nothing lost.

``damaged/`` keeps what once did harm, named after it, and is tried in every run. The rest are made from seeds: the same
few in ``make test``, and others by the thousand in each ``make trust``.
"""

from __future__ import annotations

import io
import os
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given

from journal.changes.patch import OWN_STAMP, STAMP
from journal.entries import Note
from journal.errors import Refused
from journal.exchange.bringing import bring_in
from journal.exchange.exporting import Export, stream
from journal.exchange.reading import CannotImport, read_incoming
from journal.journal import Journal
from journal.upkeep.check import check
from journal.words.names import Names
from screens.cli import main
from tests.support.everything import every_kind
from tests.support.exploring import SEEDS, exploring, seeds
from tests.support.tried import DAMAGED
from tests.trust.damaging import damaged
from tests.trust.support import clock

KEPT = sorted((Path(__file__).parent / "damaged").glob("*.json"))
READING = (
    ("today",),
    ("week",),
    ("report",),
    ("export", "--format", "jsonl"),
    ("export", "--format", "markdown"),
    ("export", "--format", "csv", "-o"),
)
WRITING = (
    ("note", "noted"),
    ("rate", "--left", "2", "--stop-sign", "none"),
    ("run", "--kind", "run", "--minutes", "30"),
)
Entries = dict[str, Any]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A journal with every kind of entry in it, something changed, removed and undone."""
    path = tmp_path_factory.mktemp("whole") / "journal.json"
    with pytest.MonkeyPatch.context() as patch, Journal.open(path, clock()) as journal:
        patch.setattr(os, "urandom", Random(0).randbytes)  # the same bytes to damage every time
        added = journal.add_all(every_kind())
        gone = journal.add(Note(day=clock().now().date(), text="gone \u00fc"))
        journal.remove(gone.id)
        journal.remove(added[0].id)
        journal.undo()
    return path.read_bytes()


@pytest.fixture(autouse=True)
def at_a_fixed_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock of every command."""
    monkeypatch.setenv("SUREFOOT_NOW", clock().now().isoformat())


@pytest.mark.parametrize("path", KEPT, ids=lambda path: path.stem)
def test_what_once_did_harm_does_none(path: Path, tmp_path: Path) -> None:
    """Each is a fault that was mended."""
    unharmed(path.read_bytes(), tmp_path, READING, WRITING)


@seeds(DAMAGED.full if exploring() else DAMAGED.few)
@given(SEEDS)
def test_damaged_journals_end_no_command_and_lose_nothing(whole: bytes, seed: int) -> None:
    """Whatever is wrong in them. In ``make test`` each meets some of the commands, and all meet all of them."""
    random = Random(seed)
    reading = READING if exploring() else random.sample(READING, 1)
    with TemporaryDirectory() as folder:
        unharmed(damaged(whole, seed), Path(folder), reading, WRITING if exploring() else random.sample(WRITING, 1))


def unharmed(data: bytes, folder: Path, reading: Any, writing: Any) -> None:
    """Put a journal through the commands; what it held before it holds afterwards."""
    path = folder / "journal.json"
    path.write_bytes(data)
    before = entries_of(path)
    for words in (*reading, ("check",), ("backups",)):
        refused = command(path, *words, *([str(folder / "tables")] if words[-1] == "-o" else ()))
        assert refused == (before is None and words != ("backups",)), words
    if before is None:
        for words in (*writing, ("undo",)):
            assert command(path, *words)
        assert path.read_bytes() == data
        return
    comes_in_elsewhere(path, folder)
    for words in writing:
        command(path, *words)
        command(path, "undo")
    after = entries_of(path)
    assert after is not None and unstamped({id: after.get(id) for id in before}) == unstamped(before)


def unstamped(entries: Entries) -> Entries:
    """What they say, whenever it was said: taking a change back is one."""
    return {id: {**(entry or {}), STAMP: None, OWN_STAMP: None} for id, entry in entries.items()}


def command(path: Path, *words: str) -> bool:
    """Run a command on a journal; whether it refused, which it does in a sentence."""
    out, error = io.TextIOWrapper(io.BytesIO(), write_through=True), io.StringIO()
    with redirect_stdout(out), redirect_stderr(error):
        status = main(["--journal", str(path), *words])
    assert status in (0, 1), words
    assert all(line.startswith("surefoot: ") for line in error.getvalue().splitlines()), words
    assert bool(status) <= bool(error.getvalue()), words
    return bool(status)


def entries_of(path: Path) -> Entries | None:
    """What the journal shows and would export; None where it is refused, or open for reading only."""
    try:
        with Journal.open(path, clock()) as journal:
            return None if journal.mismatch else dict(journal.travelling())
    except Refused:
        return None


def comes_in_elsewhere(path: Path, folder: Path) -> None:
    """The export of an opened journal is the journal: an empty one that takes it in exports the same bytes."""
    with Journal.open(path, clock()) as journal, Journal.open(folder / "other.json", clock()) as other:
        export = b"".join(stream(journal, Export("jsonl"), Names))
        (folder / "export.jsonl").write_bytes(export)
        if export:
            bring_in(other, read_incoming(folder / "export.jsonl", clock()))
        assert b"".join(stream(other, Export("jsonl"), Names)) == export


@pytest.mark.parametrize("what", ["zeros", "text"])
def test_a_huge_file_that_is_no_journal_is_told_by_its_first_bytes(tmp_path: Path, what: str) -> None:
    """By every command: two gigabytes of nothing, sparse so that nobody has them, are not read."""
    path = tmp_path / "journal.json"
    with path.open("wb") as file:
        file.write(b"" if what == "zeros" else b"Dear diary")
        file.truncate(2 << 30)
    for words in (*READING[:-1], ("check",), ("check", "--accept"), *WRITING, ("undo",)):
        assert command(path, *words), words
    assert path.stat().st_blocks < 100


@pytest.mark.parametrize("what", ["a pipe", "a folder", "a device"])
def test_what_is_no_file_is_refused_at_once_by_one_wording(tmp_path: Path, what: str) -> None:
    """As the journal, checked or opened, and as what is imported: nobody waits for a pipe that nobody writes to."""
    path = tmp_path / "there"
    match what:
        case "a pipe":
            os.mkfifo(path)
        case "a folder":
            path.mkdir()
        case _:
            path = Path("/dev/zero")
    with pytest.raises(Refused, match=f"{path} is {what}, not a file"):
        Journal.open(path, clock())
    with pytest.raises(Refused, match=f"{path} is {what}, not a file"):
        check(path, clock())
    with pytest.raises(CannotImport, match=f"{path} is {what}, not a file"):
        read_incoming(path, clock())
    assert what == "a folder" or command(tmp_path / "journal.json", "import", str(path))
    for words in (*READING[:-1], *WRITING, ("undo",)):
        assert command(path, *words), words
