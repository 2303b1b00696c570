"""Copies that sync programs leave beside the journal: found whatever they are called, and put away without loss."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from journal.clock import FixedClock
from journal.entries import Note, Session
from journal.errors import SurefootError
from journal.journal import Journal
from journal.upkeep.copies import AWAY, copies_beside, new_in, put_away
from tests.support.entries import TODAY, check_in, session, ticked

NAMES = [
    "journal.sync-conflict-20261120-181502-K2ABCDE.json",
    "journal (Anna's conflicted copy 2026-11-20).json",
    "journal (In Konflikt stehende Kopie von Anna 2026-11-20).json",
    "journal (Copie en conflit de Anna 2026-11-20).json",
    "journal (Copia en conflicto de Anna 2026-11-20).json",
    "journal (conflicted copy 2026-11-20 181502).json",
    "journal_conflict-20261120-181502.json",
    "journal 2.json",
    "journal-LAPTOP.json",
    "Journal.json.orig",
]


def documents(journal: Journal) -> dict[str, bytes]:
    return dict(journal.documents())


@pytest.mark.parametrize("name", NAMES)
def test_a_copy_is_told_by_what_it_is(journal: Journal, clock: FixedClock, name: str) -> None:
    """As Syncthing, Dropbox in several languages, Nextcloud, ownCloud, iCloud, OneDrive and git name it."""
    journal.add(check_in(clock))
    copy = Path(shutil.copy(journal.path, journal.path.with_name(name)))
    assert copies_beside(journal.path, journal.id) == [copy]
    assert new_in(copy, documents(journal)) == 0


def test_what_is_no_copy_is_none(journal: Journal, clock: FixedClock, tmp_path: Path) -> None:
    """Another journal, another file, a folder, a pipe nobody writes to, a link, one of another name."""
    journal.add(check_in(clock))
    Journal.open(tmp_path / "journal-of-ben.json", clock).add(check_in(clock))
    (tmp_path / "journal.txt").write_text("{not a journal")
    (tmp_path / "journal.d").mkdir()
    (tmp_path / "journal.link").symlink_to(journal.path)
    shutil.copy(journal.path, tmp_path / "older.json")
    os.mkfifo(tmp_path / "journal.pipe")
    assert copies_beside(journal.path, journal.id) == []
    assert copies_beside(tmp_path / "nowhere" / "journal.json", journal.id) == []


def test_what_a_copy_holds_is_counted_as_merging_would_take_it(journal: Journal, clock: FixedClock) -> None:
    """Both ticked another set of one session: the copy's tick is new here though this file was changed later."""
    made = journal.add(session(clock))
    gone = journal.add(check_in(clock))
    path = Path(shutil.copy(journal.path, journal.path.with_name("journal 2.json")))
    with Journal.open(path, clock) as other:
        clock.advance(minutes=1)
        other.change(made.id, lambda one: ticked(one, "s0", 12))
        other.add(Note(day=TODAY, text="there"))
    clock.advance(minutes=1)
    journal.change(made.id, lambda one: ticked(one, "s1", 12))
    journal.remove(gone.id)
    assert new_in(path, documents(journal)) == 2
    assert isinstance(journal.get(made.id), Session)
    path.write_bytes(path.read_bytes()[:-40])
    with pytest.raises(SurefootError, match=r"journal 2\.json cannot be read to its end"):
        new_in(path, documents(journal))


def test_a_copy_put_away_is_moved_and_never_written_over(journal: Journal, clock: FixedClock) -> None:
    """Two of one name stand beside each other."""
    journal.add(check_in(clock))
    for content in (b"one", b"two"):
        copy = journal.path.with_name("journal 2.json")
        copy.write_bytes(content)
        assert put_away(copy).read_bytes() == content and not copy.exists()
    assert sorted(one.name for one in (journal.path.parent / AWAY).iterdir()) == ["journal 2-2.json", "journal 2.json"]
