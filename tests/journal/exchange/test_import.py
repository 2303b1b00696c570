"""Imports: round trips to the byte, everything taken back by undo."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given

from journal.changes.past import BroughtIn
from journal.entries import Item, Note, Session, Set
from journal.errors import ReadOnly
from journal.exchange.bringing import bring_in
from journal.exchange.exporting import Export, save
from journal.exchange.reading import read_incoming
from journal.journal import Journal
from journal.words.names import Names
from library.routine import PlannedDose
from tests.support.everything import every_kind
from tests.support.exchange import (
    ROUND,
    copied,
    entries_of,
    exported,
    fates,
    forget_changes,
    hour,
    imported,
    lines,
    note,
    opened,
    session,
    with_reps,
)
from tests.support.hostile import hostile_journal
from tests.support.journals import fixed_clock
from tests.support.strategies import journals

# Round trips


@ROUND
@given(documents=journals)
@pytest.mark.parametrize("format", ["json", "jsonl"])
def test_export_import_export_gives_the_same_bytes(
    documents: dict[str, Any], format: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Over generated journals: every kind, hostile text, odd zones, dates at the ends of the calendar, removals."""
    folder = tmp_path_factory.mktemp("round")
    first, second = opened(folder / "first.json"), opened(folder / "second.json")
    first.apply(documents, "generated")
    save(first, folder / "out", Export(format), Names)  # type: ignore[arg-type]
    if documents or format == "json":
        bring_in(second, read_incoming(folder / "out", second.clock))
    assert exported(second) == exported(first)
    assert (
        bring_in(second, read_incoming(folder / "out", second.clock)).changes_anything is False if documents else True
    )
    first.close()
    second.close()


def test_the_demo_and_every_kind_come_through(demo: Journal, tmp_path: Path) -> None:
    """An empty journal plus the export is the journal."""
    demo.add_all(every_kind())
    demo.remove(demo.of_kind(Note)[0].id)
    second = copied(demo, tmp_path / "b")
    assert exported(second) == exported(demo)
    assert [second.get(id) for id, _ in second.documents()] == [demo.get(id) for id, _ in demo.documents()]


def test_hostile_text_comes_through_as_the_journal_holds_it(tmp_path: Path) -> None:
    """Cleaned once, and the same from then on."""
    first = hostile_journal(tmp_path)
    assert exported(copied(first, tmp_path / "b")) == exported(first)


def test_text_is_cleaned_on_the_way_in(journal: Journal, tmp_path: Path) -> None:
    """An export made by somebody else may hold anything."""
    imported(journal, lines(note("700", text="a\x1b[2J\u202eb")), tmp_path)
    [entry] = journal.of_kind(Note)
    assert entry.text == "a[2Jb"


def test_another_machines_journal_file_is_taken_as_it_is(demo: Journal, tmp_path: Path) -> None:
    """No export needed; the file itself is not changed."""
    before = demo.path.read_bytes()
    second = opened(tmp_path / "second.json")
    bring_in(second, read_incoming(demo.path, second.clock))
    assert exported(second) == exported(demo)
    assert demo.path.read_bytes() == before


def test_unknown_fields_come_through(journal: Journal, tmp_path: Path) -> None:
    """What a later version wrote is kept."""
    imported(journal, lines(note("700", mood={"score": [3, None]})), tmp_path)
    assert entries_of(journal)[0]["mood"] == {"score": [3, None]}


# Undo


def test_undo_takes_an_import_back_without_a_trace(tmp_path: Path) -> None:
    """Entries and their times are as before, nothing about it is exported, and it can be imported again."""
    journal = opened(tmp_path / "journal.json")
    journal.apply({"700": note("700"), "701": note("701")}, "before")
    before = exported(journal)
    theirs = lines(
        note("700", changed="09:00", text="new"),
        {"id": "701", "kind": "deleted", "updated_at": hour("09:00")},
        note("702"),
        {"id": "703", "kind": "deleted", "updated_at": hour("09:00")},
    )
    imported(journal, theirs, tmp_path)
    after = exported(journal)
    assert journal.undo() == "import of other.json (1 note added, 1 changed, 2 removed)"
    assert exported(journal) == before
    assert journal.redo() == "import of other.json (1 note added, 1 changed, 2 removed)"
    assert exported(journal) == after
    journal.undo()
    assert exported(journal) == before
    with opened(journal.path) as again:
        assert exported(again) == before
        again.compact()
    assert fates(imported(journal, theirs, tmp_path)) == {
        "700": "changed",
        "701": "removed",
        "702": "added",
        "703": "noted",
    }
    assert exported(journal) == after


def test_an_import_taken_back_removes_nothing_on_the_machine_it_came_from(demo: Journal, tmp_path: Path) -> None:
    """The wrong file, undone, then the journals merged all the same."""
    (tmp_path / "b").mkdir()
    second = opened(tmp_path / "b" / "journal.json")
    second.add(Note(day=date(2026, 11, 20), text="mine"))
    before = entries_of(demo)
    imported(second, demo, tmp_path)
    second.undo()
    imported(demo, second, tmp_path)
    assert [entry for entry in entries_of(demo) if entry.get("text") != "mine"] == before


def test_a_removal_that_lost_is_not_set_aside(journal: Journal, tmp_path: Path) -> None:
    """There is nothing to read in it; one that an earlier Surefoot set aside is passed over."""
    added = journal.add(Note(day=date(2026, 11, 20), text="first"))
    theirs = {**json.loads(dict(journal.documents())[added.id]), "id": added.id}
    journal.clock.advance(hours=1)  # type: ignore[attr-defined]
    journal.remove(added.id)
    plan = imported(journal, lines({**theirs, "updated_at": hour("21:00"), "text": "later"}), tmp_path)
    assert fates(plan) == {added.id: "restored"} and not plan.conflicts
    assert journal.past().lost(added.id) == [] and journal.set_aside(added.id) == []
    stone = {"kind": "deleted", "updated_at": hour("19:00"), "was": "note"}
    journal.bring_in(lambda _: BroughtIn({}, {added.id: [stone, note("1", text="mine")]}, "import"))
    assert [entry.text for entry in journal.set_aside(added.id) if isinstance(entry, Note)] == ["mine"]


def test_a_version_set_aside_alone_is_nothing_to_undo(journal: Journal, tmp_path: Path) -> None:
    """Undo goes on to what was changed before."""
    journal.apply({"700": note("700", changed="09:00", text="z")}, "before")
    forget_changes(journal)
    journal.add(Note(day=date(2026, 11, 20), text="last"))
    imported(journal, lines(note("700", changed="08:00", text="y")), tmp_path)
    assert journal.past().lost("700")
    assert journal.steps.undo_label == "added note of today"
    journal.undo()
    assert journal.undo() is None


def test_a_backup_is_made_before_an_import(demo: Journal, tmp_path: Path, own_folders: Path) -> None:
    """It can be restored long after undo has forgotten; an import that changes nothing makes none."""
    imported(demo, exported(demo), tmp_path)
    assert not list(own_folders.rglob("*import*"))
    imported(demo, lines(note("700")), tmp_path)
    assert len(list(own_folders.rglob("*import*"))) == 1


def test_an_import_while_another_login_writes_loses_neither(tmp_path: Path) -> None:
    """What is decided is decided again from the fresh state, under the lock."""
    journal = opened(tmp_path / "journal.json")
    journal.apply({"700": note("700")}, "before")
    incoming_path = tmp_path / "other.json"
    incoming_path.write_bytes(lines(note("700", changed="09:00", text="theirs")))
    incoming = read_incoming(incoming_path, journal.clock)
    with opened(journal.path, fixed_clock("2026-11-20T10:00:00+01:00")) as login:
        login.change("700", lambda entry: msgspec.structs.replace(entry, text="the other login, later"))
    plan = bring_in(journal, incoming)
    assert fates(plan) == {"700": "kept"}
    [entry] = journal.of_kind(Note)
    assert entry.text == "the other login, later"


def test_a_read_only_journal_is_not_imported_into(demo: Journal, tmp_path: Path) -> None:
    """Refused, unchanged."""
    before = demo.path.read_bytes()
    with Journal.open(demo.path, demo.clock, read_only=True) as journal, pytest.raises(ReadOnly):
        imported(journal, lines(note("700")), tmp_path)
    assert demo.path.read_bytes() == before


def test_entries_made_from_imported_ones_are_as_good_as_any(journal: Journal, tmp_path: Path) -> None:
    """A session brought in can be ticked on."""
    imported(journal, lines(session("08:00", "")), tmp_path)
    journal.change("800", lambda entry: with_reps(entry, "1-2", 10))
    [entry] = journal.of_kind(Session)
    done = Set(id="1-2", side="right", reps=10, result="done", updated_at=journal.clock.now())
    dose = PlannedDose(reps=12)
    assert entry.items[0].sets[1] == done
    assert entry.items[0] == Item(
        id="1",
        exercise="heel-raise",
        dose=dose,
        sets=entry.items[0].sets,
        updated_at=entry.items[0].updated_at,
    )
