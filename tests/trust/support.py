"""Small journals to harm, and what must hold of them afterwards."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

from tinydb import TinyDB

from journal.changes.document import encode
from journal.clock import FixedClock
from journal.entries import AnkleReport, CheckIn, Note
from journal.errors import SurefootError
from journal.journal import Journal
from journal.store.backups import Backups
from journal.store.disk import Disk
from journal.store.storage import Store

NOW = datetime.fromisoformat("2026-11-20T07:12:00+01:00")
Contents = dict[str, Any]


def clock() -> FixedClock:
    return FixedClock(NOW)


def open_store(path: Path, disk: Disk | None = None, **given: Any) -> Store:
    """A store on a path, opened, with backups beside it."""
    store = Store(
        path, clock(), disk=disk, backups=Backups(path.parent / "state"), wait=given.pop("wait", 1.0), **given
    )
    store.open()
    return store


def document(text: str, **more: Any) -> bytes:
    """A note as the file holds it."""
    stamp = NOW.isoformat()
    return encode({"kind": "note", "created_at": stamp, "updated_at": stamp, "day": "2026-11-20", "text": text, **more})


def put(store: Store, text: str, id: str | None = None, **more: Any) -> str:
    """Commit one note; its id, once it is acknowledged."""
    made: list[str] = []

    def make() -> dict[str, bytes]:
        made.append(id or store.new_id())
        return {made[-1]: document(text, **more)}

    store.commit(make)
    return made[-1]


def contents(store: Store) -> Contents:
    """Everything in a store's memory, decoded."""
    return {id: json.loads(bytes(value)) for id, value in store.documents.items()}


def on_disk(path: Path) -> Contents:
    """What stock TinyDB reads, header and seal left out."""
    with TinyDB(path) as stock:
        return {str(one.doc_id): dict(one) for one in stock.all() if one.doc_id > 2}


def reopened(path: Path) -> Contents:
    """What a new login finds."""
    store = open_store(path)
    try:
        return contents(store)
    finally:
        store.close()


def small_journal(path: Path, entries: int = 5) -> bytes:
    """A journal of some entries, edits and removals; its bytes."""
    with Journal.open(path, clock(), state=path.parent / "state") as journal:
        added = [
            journal.add(CheckIn(at=NOW, moment="on-waking", left=AnkleReport(rating=n % 11), note=f"entry {n} é“”"))
            for n in range(entries)
        ]
        journal.add(Note(day=NOW.date(), text='a line\nand "another" }}\n,"2":{'))
        journal.remove(added[0].id)
        journal.undo()
    return path.read_bytes()


def verdict(path: Path) -> tuple[str, Contents | None]:
    """How a file opens: ``refused``, ``read-only`` or ``open``, and with what contents."""
    try:
        store = open_store(path)
    except SurefootError as error:
        assert str(error) and "\n" not in str(error)
        return "refused", None
    try:
        return ("read-only" if store.read_only else "open"), contents(store)
    finally:
        store.close()
