"""Which documents are of which kind and day, without reading more of them than their first bytes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

import msgspec

from journal.changes.document import UNREADABLE, Document
from journal.entries import TIME_FIELD

NOT_ENTRIES = ("change", "deleted")
_TIMED = "|".join(sorted(set(TIME_FIELD.values()))).encode()
_HEAD = re.compile(
    rb'\{"kind":"([a-z-]+)","created_at":"(\d{4}-\d\d-\d\d)[^"]*","updated_at":"[^"]*"(?:,"('
    + _TIMED
    + rb')":"(\d{4}-\d\d-\d\d))?'
)
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


_Head = msgspec.defstruct(
    "_Head", [(name, object, "") for name in ("kind", "created_at", *dict.fromkeys(TIME_FIELD.values()))]
)
_decode_head = msgspec.json.Decoder(_Head).decode


_FIRST, _TIME = 2, 4
"""The groups of ``_HEAD`` that hold the day of ``created_at``, and of the kind's own time."""


def _place(name: bytes, field: bytes | None) -> tuple[str, int | None]:
    """A beginning's kind, and the group of ``_HEAD`` with its day: 0 for no day, None where it stands further on."""
    kind = name.decode()
    wanted = TIME_FIELD.get(kind)
    if wanted is None:
        return kind, 0 if kind in NOT_ENTRIES else _FIRST
    return kind, _TIME if field == wanted.encode() else None


def _real(day: str) -> str:
    """The day itself; "" for one that no calendar has, like the 31 February of a journal edited by hand."""
    try:
        return day if _DAY.fullmatch(day) and date.fromisoformat(day) else ""
    except ValueError:
        return ""


def kind_and_day(document: Document) -> tuple[str, str]:
    """A document's kind, and its day as ``2026-11-20`` ("" where it has none)."""
    match = _HEAD.match(document)
    if match:
        kind, group = _place(match[1], match[3])
        if group is not None:
            return kind, _real(match[group].decode()) if group else ""
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
        return min((day for ids in self.kinds.values() for day in ids.values() if day), default="")

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

    def day(self, id: str) -> str:
        """The day of a known document."""
        return self.kinds[self.kind(id)][id]

    def _known(self, id: str) -> str | None:
        """A document's kind, looked for in the few there are: a table of them all would be as large as the kinds."""
        for kind, ids in self.kinds.items():
            if id in ids:
                return kind
        return None

    def rebuild(self, documents: Mapping[str, Document]) -> None:
        """Start over with these documents."""
        self.versions.update(self.kinds.keys())
        kinds: dict[str, dict[str, str]] = {}
        places: dict[tuple[bytes, bytes | None], tuple[str, int | None]] = {}
        real: dict[bytes, str] = {}  # days are far fewer than documents, so each is judged once
        match = _HEAD.match
        for id, document in documents.items():
            found = match(document)
            group = None
            if found:
                beginning = found[1], found[3]
                place = places.get(beginning)
                if place is None:
                    place = places[beginning] = _place(*beginning)
                kind, group = place
            if group and found:
                written = found[group]
                if written not in real:
                    real[written] = _real(written.decode())
                day = real[written]
            else:
                kind, day = kind_and_day(document)
            of_kind = kinds.get(kind)
            if of_kind is None:
                of_kind = kinds[kind] = {}
            of_kind[id] = day
        self.kinds, self._days = kinds, None
        self.versions.update(kinds.keys())

    def after(self, before: Index, kinds: Collection[str]) -> Index:
        """This one in the place of one from which it differs in these kinds."""
        self.versions = before.versions + Counter(kinds)
        return self
