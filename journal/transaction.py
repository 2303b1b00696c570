"""What one transaction puts into the journal, made from the fresh state under the lock."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import msgspec

from journal.changes import changes
from journal.changes.checked import from_document, to_document
from journal.changes.document import Json
from journal.changes.patch import PatchStep, difference, patched
from journal.changes.stamp import stamp
from journal.entries import Entry, kind_of
from journal.errors import InvalidEntry, UnknownEntry
from journal.store.storage import Store
from journal.store.validity import is_id
from journal.text import clean_document
from journal.words.labels import label_for

Edit = Callable[[Any], Any]


def _finite(value: Any) -> bool:
    if isinstance(value, float):
        return math.isfinite(value)
    if isinstance(value, dict):
        return all(map(_finite, value.values()))
    return all(map(_finite, value)) if isinstance(value, list | tuple) else True


def _cleaned(steps: list[PatchStep], kind: str) -> list[PatchStep]:
    """The steps with every text in them cleaned; what else the entry holds was cleaned when it came in.

    Raises InvalidEntry: a number that JSON cannot hold.
    """
    for path, *values in steps:
        if not all(map(_finite, values)):
            raise InvalidEntry(kind, ".".join(path), "is not a number")
    return [[path, *map(clean_document, values)] for path, *values in steps]


def _same(tried: Entry, entry: Entry) -> bool:
    """Whether an entry is one that was tried before: it says the same, and has no id yet or that one."""
    moments = {"created_at": entry.created_at or tried.created_at, "updated_at": tried.updated_at}
    return entry.id in ("", tried.id) and msgspec.structs.replace(entry, id=tried.id, **moments) == tried


class Transaction:
    """Entries to add (validated), to change and to remove.

    ``unsure`` are entries whose saving may or may not have taken effect: to add one of them again gives it the same id,
    and adds nothing where it is there already.
    """

    def __init__(
        self,
        store: Store,
        read: Callable[[str], Entry | None],
        add: Sequence[Entry],
        change: Mapping[str, Edit],
        remove: Sequence[str],
        unsure: Sequence[Entry] = (),
    ) -> None:
        self._store, self._read = store, read
        self._add, self._change, self._remove, self._unsure = add, change, remove, unsure
        self.added: list[Entry] = []
        self.changed: dict[str, Entry] = {}
        self.steps: dict[str, list[PatchStep]] = {}
        self._touched: list[tuple[str, Entry]] = []

    def documents(self) -> dict[str, Json]:
        """The documents of the transaction by id. May be called again, when the journal's file was replaced meanwhile.

        Raises UnknownEntry, InvalidEntry: nothing is to be written.
        """
        self.added, self.changed, self.steps, self._touched = [], {}, {}, []
        documents: dict[str, Json] = {}
        for entry in self._add:
            self._added(entry, documents)
        for id, edit in self._change.items():
            self._changed(id, edit, documents)
        for id in self._remove:
            self._removed(id, documents)
        return documents

    def label(self) -> str:
        """What the transaction did, in words."""
        return label_for(self._touched, self._store.now())

    def _added(self, entry: Entry, documents: dict[str, Json]) -> None:
        now = self._store.now()
        tried = next((one for one in self._unsure if _same(one, entry)), None)
        if tried is not None and self._read(tried.id) is not None:
            self.added.append(tried)  # the first try took effect
            return
        id = entry.id or (tried.id if tried is not None else self._store.new_id())
        if id in self._store.documents or not is_id(id):
            raise InvalidEntry(kind_of(entry), "id", f"{id[:40]!r} is taken, or not an id")
        entry = msgspec.structs.replace(entry, id=id, created_at=entry.created_at or now, updated_at=now)
        documents[id] = to_document(entry)
        self.added.append(entry)
        self._touched.append(("added", entry))

    def _changed(self, id: str, edit: Edit, documents: dict[str, Json]) -> None:
        before, raw = self._fresh(id)
        after = edit(before)
        if after.id != id or type(after) is not type(before):
            raise InvalidEntry(kind_of(before), "id", "an entry keeps its id and kind")
        if not (steps := difference(to_document(before), to_document(after))):
            return
        at = stamp(self._store.now(), raw)
        documents[id] = patched(raw, _cleaned(steps, kind_of(before)), at)
        self.changed[id] = from_document(documents[id], id)
        self.steps[id] = steps
        self._touched.append(("changed", before))

    def _removed(self, id: str, documents: dict[str, Json]) -> None:
        before, raw = self._fresh(id)
        documents[id] = changes.tombstone(raw, stamp(self._store.now(), raw))
        self._touched.append(("removed", before))

    def _fresh(self, id: str) -> tuple[Entry, Json]:
        entry, raw = self._read(id), self._store.decoded(id)
        if entry is None or raw is None:
            raise UnknownEntry("this entry is no longer in the journal")
        return entry, raw
