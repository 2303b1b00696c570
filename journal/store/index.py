"""Which documents are of which kind and day, without reading more of them than their first bytes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping
from datetime import date
from itertools import chain
from typing import Any

import msgspec

from journal.changes.document import UNREADABLE, Document
from journal.entries import KINDS, TIME_FIELD

NOT_ENTRIES = ("change", "deleted")
_KINDS = (*TIME_FIELD, *(kind for kind in KINDS if kind not in TIME_FIELD), *NOT_ENTRIES)
_DAY = r"(\d{4}-\d\d-\d\d)"


def _beginning(kind: str) -> str:
    """How a document of a kind begins, its day as the only group; an empty one where it has none."""
    if kind in NOT_ENTRIES:
        return f'{kind}"()'
    if (field := TIME_FIELD.get(kind)) is None:
        return f'{kind}","created_at":"{_DAY}'
    return f'{kind}","created_at":"[^"]*","updated_at":"[^"]*","{field}":"{_DAY}'


_begins = re.compile(f'{{"kind":"(?:{"|".join(map(_beginning, _KINDS))})'.encode()).match
"""Matches what a document of ours begins with; its only group is the place of the kind, counted from 1."""
_Head = msgspec.defstruct(
    "_Head", [(name, object, "") for name in ("kind", "created_at", *dict.fromkeys(TIME_FIELD.values()))]
)
_decode_head = msgspec.json.Decoder(_Head).decode


def _real(day: str) -> str:
    """The day itself; "" for one that no calendar has, like the 31 February of a journal edited by hand."""
    try:
        return day if date.fromisoformat(day).isoformat() == day else ""
    except ValueError:
        return ""


def kind_and_day(document: Document) -> tuple[str, str]:
    """A document's kind, and its day as ``2026-11-20`` ("" where it has none)."""
    if (found := _begins(document)) and found.lastindex:
        return _KINDS[found.lastindex - 1], _real(found[found.lastindex].decode())
    try:
        head: Any = _decode_head(document)
    except UNREADABLE:
        return "", ""
    kind = str(head.kind)
    if kind in NOT_ENTRIES:
        return kind, ""
    return kind, _real(str(getattr(head, TIME_FIELD.get(kind, "created_at")))[:10])


class Index:
    """Ids by kind and by day, kept up to date document by document."""

    def __init__(self) -> None:
        self.kinds: dict[str, dict[str, str]] = {}
        """kind -> id -> day"""
        self.versions: Counter[str] = Counter()
        """kind -> a number that grows with every change of a document of that kind"""
        self._days: dict[str, list[str]] | None = {}

    @property
    def days(self) -> dict[str, list[str]]:
        """day -> ids; made when it is first asked for, which the first screen does not"""
        if self._days is None:
            self._days = {}
            for ids in self.kinds.values():
                for id, day in ids.items():
                    if day:
                        self._days.setdefault(day, []).append(id)
        return self._days

    @property
    def first_day(self) -> str:
        """The earliest day of all; "" where there is none."""
        return min(filter(None, chain.from_iterable(ids.values() for ids in self.kinds.values())), default="")

    def put(self, id: str, document: Document) -> None:
        """Note a new or changed document."""
        kind, day = kind_and_day(document)
        self.versions[kind] += 1
        before = self._known(id)
        if before is not None:
            if (before, self.kinds[before][id]) == (kind, day):
                return
            self.drop(id)
        self.kinds.setdefault(kind, {})[id] = day
        if day and self._days is not None:
            self._days.setdefault(day, []).append(id)

    def drop(self, id: str) -> None:
        """Forget a document. Raises KeyError: it is not known."""
        kind = self.kind(id)
        self.versions[kind] += 1
        day = self.kinds[kind].pop(id)
        if day and self._days is not None:
            self._days[day].remove(id)
            if not self._days[day]:
                del self._days[day]

    def kind(self, id: str) -> str:
        """The kind of a known document. Raises KeyError: it is not known."""
        kind = self._known(id)
        if kind is None:
            raise KeyError(id)
        return kind

    def _known(self, id: str) -> str | None:
        """A document's kind, looked for in the few there are: a table of them all would be as large as the kinds."""
        for kind, ids in self.kinds.items():
            if id in ids:
                return kind
        return None

    def rebuild(self, documents: Mapping[str, Document]) -> None:
        """Start over with these documents."""
        self.versions.update(self.kinds.keys())
        kinds: dict[str, dict[str, str]] = {kind: {} for kind in _KINDS}
        places = [{}, *kinds.values()]
        real: dict[bytes, str] = {}  # days are far fewer than documents, so each is judged once
        for id, document in documents.items():
            if (found := _begins(document)) and (place := found.lastindex):
                written = found[place]
                if (day := real.get(written)) is None:
                    day = real[written] = _real(written.decode())
                places[place][id] = day
            else:
                kind, day = kind_and_day(document)
                kinds.setdefault(kind, {})[id] = day
        self.kinds, self._days = {kind: ids for kind, ids in kinds.items() if ids}, None
        self.versions.update(self.kinds.keys())

    def after(self, before: Index, kinds: Collection[str]) -> Index:
        """This one in the place of one from which it differs in these kinds."""
        self.versions = before.versions + Counter(kinds)
        return self
