"""A journal written by version 0.1.0, its last release: the demonstration, with two notes and a run changed in it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from journal.clock import FixedClock
from journal.entries import CheckIn, Note, Run, Session
from journal.exchange.bringing import bring_in
from journal.exchange.reading import read_incoming
from journal.journal import Journal
from tests.support.entries import check_in
from tests.support.exchange import entries_of, imported, opened

FIXTURE = Path(__file__).parent / "fixtures" / "version-0.1.json"
RUN = "911227056291840139"
"""The run whose distance was 6.4 km, and which 0.1.0 changed last, to 12.3."""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A copy of it to open."""
    return Path(shutil.copy(FIXTURE, tmp_path / "journal.json"))


def test_it_opens_as_it_is(path: Path, clock: FixedClock) -> None:
    """Every entry is there, nothing is said about it, and no byte of the file changes."""
    with Journal.open(path, clock) as journal:
        assert journal.notices == [] and journal.read_only is None
        assert [len(journal.of_kind(kind)) for kind in (CheckIn, Note, Run, Session)] == [133, 12, 35, 36]
        assert journal.of_kind(Note)[-1].text.endswith("Changed later.")
    assert path.read_bytes() == FIXTURE.read_bytes()


def test_what_it_exports_makes_the_same_journal_again(path: Path, tmp_path: Path, clock: FixedClock) -> None:
    """An export of it, imported into an empty journal, holds the same entries."""
    (tmp_path / "new").mkdir()
    with Journal.open(path, clock) as journal, opened(tmp_path / "new" / "journal.json") as second:
        imported(second, journal, tmp_path)
        assert entries_of(second) == entries_of(journal) != []


def test_two_machines_of_which_one_has_not_upgraded_merge(path: Path, tmp_path: Path, clock: FixedClock) -> None:
    """The file of 0.1.0 comes into a journal that went on from it: what is new stays, nothing is there twice."""
    clock.advance(minutes=30)
    with Journal.open(path, clock) as journal:
        added = journal.add(check_in(clock))
        before = entries_of(journal)
        bring_in(journal, read_incoming(FIXTURE, clock))
        assert entries_of(journal) == before and journal.get(added.id) == added


def test_what_it_saved_last_is_undone(path: Path, clock: FixedClock) -> None:
    """Undo reads the changes as 0.1.0 kept them: the run has its distance again, then the removed note is back."""
    clock.advance(minutes=30)
    with Journal.open(path, clock) as journal:
        assert journal.undo() == "changed run of 2026-11-19 12:30"
        run = journal.get(RUN)
        assert isinstance(run, Run) and run.distance_km == 6.4
        assert journal.undo() == "removed note of 2026-08-29"
        assert len(journal.of_kind(Note)) == 13
