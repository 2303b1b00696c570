"""Which documents are of which kind and day, without reading more of them than their first bytes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

import msgspec

from journal.entries import TIME_FIELD
from journal.store.lines import UNREADABLE, Document

NOT_ENTRIES = ("change", "deleted")
_TIMED = "|".join(sorted(set(TIME_FIELD.values()))).encode()
_HEAD = re.compile(
    rb'\{"kind":"([a-z-]+)","created_at":"(\d{4}-\d\d-\d\d)[^"]*","updated_at":"[^"]*"(?:,"('
    + _TIMED
    + rb')":"(\d{4}-\d\d-\d\d))?'
)
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


class _Head(msgspec.Struct):
    kind: object = ""
    created_at: object = ""
    at: object = ""
    started_at: object = ""
    day: object = ""


_decode_head = msgspec.json.Decoder(_Head).decode


def kind_and_day(document: Document) -> tuple[str, str]:
    """A document's kind, and its day as ``2026-11-20`` ("" where it has none)."""
    match = _HEAD.match(document)
    if match:
        kind = match[1].decode()
        field = TIME_FIELD.get(kind)
        if field is None:
            return kind, "" if kind in NOT_ENTRIES else match[2].decode()
        if match[3] == field.encode():
            return kind, match[4].decode()
    try:
        head = _decode_head(document)
    except UNREADABLE:
        return "", ""
    kind = str(head.kind)
    if kind in NOT_ENTRIES:
        return kind, ""
    day = str(getattr(head, TIME_FIELD.get(kind, "created_at")))[:10]
    return kind, day if _DAY.fullmatch(day) else ""


class Index:
    """Ids by kind and by day, kept up to date document by document."""

    def __init__(self) -> None:
        self.kinds: dict[str, dict[str, str]] = {}
        """kind -> id -> day"""
        self.days: dict[str, dict[str, None]] = {}
        """day -> ids"""
        self.versions: Counter[str] = Counter()
        """kind -> a number that grows with every change of a document of that kind"""
        self._known: dict[str, tuple[str, str]] = {}

    def put(self, id: str, document: Document) -> None:
        """Note a new or changed document."""
        now = kind_and_day(document)
        self.versions[now[0]] += 1
        before = self._known.get(id)
        if before == now:
            return
        if before is not None:
            self._forget(id, before)
        self._known[id] = now
        kind, day = now
        self.kinds.setdefault(kind, {})[id] = day
        if day:
            self.days.setdefault(day, {})[id] = None

    def kind(self, id: str) -> str:
        """The kind of a known document.

        Raises:
            KeyError: it is not known.
        """
        return self._known[id][0]

    def day(self, id: str) -> str:
        """The day of a known document."""
        return self._known[id][1]

    def rebuild(self, documents: Mapping[str, Document]) -> None:
        """Start over with these documents."""
        self.versions.update(self.kinds.keys())
        kinds: dict[str, dict[str, str]] = {}
        days: dict[str, dict[str, None]] = {}
        known: dict[str, tuple[str, str]] = {}
        pairs: dict[tuple[bytes, ...], tuple[str, str]] = {}
        match = _HEAD.match
        for id, document in documents.items():
            found = match(document)
            head = found.groups(b"") if found else ()
            pair = pairs.get(head)
            if pair is None:
                pair = kind_and_day(document)
                if found and TIME_FIELD.get(pair[0], "").encode() in (b"", head[2]):
                    pairs[head] = pair  # entries of one kind and day have the same beginning
            known[id] = pair
            kind, day = pair
            of_kind = kinds.get(kind)
            if of_kind is None:
                of_kind = kinds[kind] = {}
            of_kind[id] = day
            if day:
                of_day = days.get(day)
                if of_day is None:
                    of_day = days[day] = {}
                of_day[id] = None
        self.kinds, self.days, self._known = kinds, days, known
        self.versions.update(kinds.keys())

    def _forget(self, id: str, before: tuple[str, str]) -> None:
        kind, day = before
        self.versions[kind] += 1
        del self.kinds[kind][id]
        if day:
            del self.days[day][id]
            if not self.days[day]:
                del self.days[day]
