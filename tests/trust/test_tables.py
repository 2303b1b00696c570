"""TinyDB's own interface on a journal: the same promises, and no update applied or told twice."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tinydb import TinyDB, where
from tinydb.operations import increment

from journal.errors import ReadOnly
from journal.journal import Journal
from journal.store.disk import Disk
from journal.store.storage import Store
from journal.store.tables import JournalTable
from tests.trust.support import clock, document, on_disk, open_store, put, small_journal


class RenamesOver(Disk):
    """Once, between a commit's write and its sync, another program puts a copy of the journal in its place."""

    def __init__(self, path: Path) -> None:
        self.path, self.armed = path, False

    def sync(self, fd: int) -> None:
        super().sync(fd)
        if self.armed:
            self.armed = False
            copy = self.path.with_suffix(".copy")
            copy.write_bytes(self.before)
            copy.rename(self.path)

    def arm(self) -> None:
        self.armed, self.before = True, self.path.read_bytes()


def check_update_once(path: Path) -> None:
    """An update during which the file is replaced is there once, and told once."""
    small_journal(path)
    disk = RenamesOver(path)
    store = open_store(path, disk)
    id = int(put(store, "counted", n=0))
    table = JournalTable(store, "me")
    for expected in range(1, 4):
        disk.arm()
        assert table.update(increment("n"), where("text") == "counted") == [id], "told twice"
        assert on_disk(path)[str(id)]["n"] == expected, "applied twice, or lost"
    disk.arm()
    assert table.remove(where("text") == "counted") == [id], "told twice"
    disk.arm()
    [new] = table.insert_multiple([{"kind": "note", "text": "new", "day": "2026-11-20"}])
    assert on_disk(path)[str(new)]["text"] == "new"
    store.close()


def text_of(table: JournalTable, id: int) -> Any:
    """The text of an entry, as a query finds it."""
    found = table.get(doc_id=id)
    assert found is not None
    return found["text"]


def test_an_update_during_which_the_file_is_replaced_is_made_once(tmp_path: Path) -> None:
    """Trap 2: the whole public method is done again, since its updater reports to a list outside it."""
    check_update_once(tmp_path / "journal.json")


def test_retrying_the_updater_alone_would_be_caught(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The test above fails when only the updater is called again."""
    commit = Store.commit

    def again(self: Store, make: Callable[[], Any], **_: Any) -> None:
        commit(self, make, again=True)

    monkeypatch.setattr(Store, "commit", again)
    with pytest.raises(AssertionError, match="told twice"):
        check_update_once(tmp_path / "journal.json")


def test_queries_and_changes_work_as_in_tinydb(tmp_path: Path) -> None:
    """insert, search, get, update, upsert, remove and truncate, each durable and each undone by the journal."""
    path = tmp_path / "journal.json"
    journal = Journal.open(path, clock(), state=tmp_path / "state")
    table = journal.table
    one, two = table.insert_multiple({"kind": "note", "day": "2026-11-20", "text": text} for text in ("a", "b"))
    assert one < two and len(table) == 2
    assert text_of(table, one) == "a" and table.contains(where("text") == "b")
    table.update({"text": "c"}, where("text") == "a")
    assert [found.doc_id for found in table.search(where("text") == "c")] == [one]
    assert table.upsert({"kind": "note", "text": "b", "day": "2026-11-21"}, where("text") == "b") == [two]
    assert {found["text"] for found in table} == {"c", "b"}
    assert table.remove(doc_ids=[two]) == [two] and table.count(where("kind") == "note") == 1
    assert TinyDB(path).get(doc_id=two)["kind"] == "deleted"
    table.truncate()
    assert table.all() == []
    assert journal.undo() is not None and journal.undo() is not None
    assert {found["text"] for found in table} == {"c", "b"}
    journal.close()


def test_a_document_handed_out_is_a_copy(tmp_path: Path) -> None:
    """Changing what a query returned changes nothing in the journal."""
    store = open_store(tmp_path / "journal.json")
    id = put(store, "kept")
    table = JournalTable(store, "me")
    found = table.get(doc_id=int(id))
    assert found is not None
    found["text"] = "changed in memory only"
    assert text_of(table, int(id)) == "kept"
    assert bytes(store.documents[id]) == document("kept")
    store.close()


def test_a_read_only_journal_refuses_changes_through_the_table(tmp_path: Path) -> None:
    """The table refuses as the journal does."""
    path = tmp_path / "journal.json"
    small_journal(path)
    with Journal.open(path, clock(), read_only=True, state=tmp_path / "state") as journal:
        with pytest.raises(ReadOnly):
            journal.table.insert({"kind": "note", "text": "no"})
        assert len(journal.table.all()) == 6
