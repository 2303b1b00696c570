"""The journal as a TinyDB table: ``search``, ``get``, ``update`` … with ``where``, each change one durable line.

TinyDB hands an updater the whole table and writes the whole table back. Here the updater gets a view that copies a
document when it is handed out, and only what it touched is committed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping
from functools import wraps
from typing import Any, ParamSpec, TypeVar

import msgspec
from tinydb.storages import Storage
from tinydb.table import Table

from journal.changes import changes
from journal.changes.document import Json, encode
from journal.changes.patch import stamped
from journal.changes.stamp import stamp
from journal.store.storage import Replaced, Store
from library.words import counted

P = ParamSpec("P")
T = TypeVar("T")


class _Documents(Mapping[str, Json]):
    """Documents decoded when they are looked at; tombstones and changes are not among them."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def __getitem__(self, id: str) -> Json:
        if self._store.index.kind(id) in (changes.KIND, changes.TOMBSTONE):
            raise KeyError(id)
        document: Json = msgspec.json.decode(self._store.documents[id])
        return document

    def __iter__(self) -> Iterator[str]:
        index = self._store.index
        return (id for id in self._store.documents if index.kind(id) not in (changes.KIND, changes.TOMBSTONE))

    def __len__(self) -> int:
        return sum(1 for _ in self)


class _Touched(MutableMapping[int, Json]):
    """What an updater works on: remembers the documents it was given, gave, and removed."""

    def __init__(self, documents: _Documents) -> None:
        self._documents = documents
        self.handed_out: dict[int, Json] = {}
        self.removed: dict[int, None] = {}

    def __getitem__(self, id: int) -> Json:
        if id in self.removed:
            raise KeyError(id)
        if id not in self.handed_out:
            self.handed_out[id] = self._documents[str(id)]
        return self.handed_out[id]

    def __setitem__(self, id: int, document: Json) -> None:
        self.removed.pop(id, None)
        self.handed_out[id] = dict(document)

    def __delitem__(self, id: int) -> None:
        if id not in self:
            raise KeyError(id)
        self.handed_out.pop(id, None)
        self.removed[id] = None

    def __contains__(self, id: object) -> bool:
        return id not in self.removed and (id in self.handed_out or str(id) in self._documents)

    def __iter__(self) -> Iterator[int]:
        known = [int(id) for id in self._documents]
        yield from (id for id in known if id not in self.removed)
        yield from (id for id in self.handed_out if str(id) not in self._documents)

    def __len__(self) -> int:
        return sum(1 for _ in self)


class JournalStorage(Storage):
    """The store behind TinyDB's interface."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def read(self) -> dict[str, Mapping[str, Json]]:  # type: ignore[override]
        self.store.refresh()
        return {"_default": _Documents(self.store)}

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        raise NotImplementedError("the journal is changed document by document, through its table")


def _whole(method: Callable[P, T]) -> Callable[P, T]:
    """A public method that is done again as a whole when the file was replaced during its commit.

    TinyDB's updaters append to lists outside them, so one called twice would report twice.
    """

    @wraps(method)
    def done(*args: P.args, **named: P.kwargs) -> T:
        while True:
            try:
                return method(*args, **named)
            except Replaced:
                continue

    return done


class JournalTable(Table):
    """TinyDB's table on a journal. Documents get ``created_at`` and ``updated_at``; removed ones leave a tombstone."""

    default_query_cache_capacity = 0  # another login may change what a cached query answered

    def __init__(self, store: Store, login: str) -> None:
        super().__init__(JournalStorage(store), "_default", cache_size=0)
        self._store = store
        self._login = login

    def _get_next_id(self) -> int:
        return int(self._store.new_id())

    def _update_table(self, updater: Callable[[dict[int, Mapping[str, Any]]], None]) -> None:
        def make() -> dict[str, bytes]:
            table = _Touched(_Documents(self._store))
            updater(table)  # type: ignore[arg-type]
            return self._line(table)

        self._store.commit(make, again=False)

    def _line(self, table: _Touched) -> dict[str, bytes]:
        now = self._store.now()
        before: dict[str, Json | None] = {}
        after: dict[str, Json] = {}
        for number, document in table.handed_out.items():
            id = str(number)
            old = changes.decoded(self._store.documents.get(id))
            if old != document:
                created = (old or {}).get("created_at") or document.get("created_at") or now.isoformat()
                kind = str(document.get("kind", ""))
                rest = {key: value for key, value in document.items() if key not in ("kind", "created_at")}
                after[id] = stamped(old or {}, {"kind": kind, "created_at": created, **rest}, stamp(now, old))
                before[id] = old
        for number in table.removed:
            id = str(number)
            old = changes.decoded(self._store.documents.get(id))
            if old is not None:
                before[id], after[id] = old, changes.tombstone(old, stamp(now, old))
        if not after:
            return {}
        label = f"changed {counted(len(after), 'entry', 'entries')}"
        change = changes.change_document(before, after, now=now.isoformat(), by=self._login, label=label, undoes=None)
        line = {id: encode(document) for id, document in after.items()}
        return {**line, self._store.new_id(): encode(change)}

    insert = _whole(Table.insert)
    update = _whole(Table.update)
    update_multiple = _whole(Table.update_multiple)
    upsert = _whole(Table.upsert)
    remove = _whole(Table.remove)
    truncate = _whole(Table.truncate)

    def insert_multiple(self, documents: Iterable[Mapping[str, Any]]) -> list[int]:
        return _whole(super().insert_multiple)([*documents])
