"""Entries on their way out of a journal: in order, within a range of days, each as one line of JSON."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from journal.changes.changes import TOMBSTONE
from journal.changes.document import Json
from journal.changes.merge import canonical, is_removed
from journal.changes.patch import KEPT_SESSION
from journal.changes.stamp import instant
from journal.entries import TIME_FIELD
from journal.text import clean_document

Exported = tuple[str, Json]
"""An id and the document under it."""

_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def _time_of(document: Json) -> object:
    kind = document.get("kind")
    if kind == TOMBSTONE:
        return document.get("updated_at")
    return document.get(TIME_FIELD.get(str(kind), "created_at"))


def day_of_document(document: Json) -> str:
    """The calendar day of an entry at its own offset, as ``2026-11-20``; of a removal, the day it was made.

    Empty when the document names none.
    """
    day = str(_time_of(document))[:10]
    return day if _DAY.fullmatch(day) else ""


def moment_of_document(document: Json) -> timedelta:
    """The moment entries are sorted by; a note, which has a day only, comes first on it."""
    text = _time_of(document)
    if isinstance(text, str) and _DAY.fullmatch(text):
        text += "T00:00:00Z"
    return instant(text)


def in_range(documents: Iterable[Exported], since: date | None, until: date | None) -> Iterator[Exported]:
    """The documents whose day is neither before ``since`` nor after ``until``; an open end leaves nothing out."""
    if since is None and until is None:
        yield from documents
        return
    first = since.isoformat() if since else ""
    last = until.isoformat() if until else "9999-12-31"
    for id, document in documents:
        if first <= day_of_document(document) <= last:
            yield id, document


def in_order_of_time(documents: Iterable[Exported]) -> list[Exported]:
    """The documents sorted by moment, then id: the order of every export."""
    return sorted(documents, key=lambda pair: (moment_of_document(pair[1]), int(pair[0])))


def lines_in_order_of_time(documents: Iterable[Exported]) -> list[bytes]:
    """The same, each as its line; of no document more than its line is kept: ten years of them take a while to hold."""
    told = [(moment_of_document(document), int(id), line(id, document)) for id, document in documents]
    return [text for *_, text in sorted(told)]


def as_exported(document: Json) -> Json:
    """What of a document leaves the journal: all of an entry; of a removal that it was made, and when.

    What a removed session held is told with it where the tombstone keeps it: a tick made elsewhere after the removal
    brings the session back, and every machine has to bring back the same one.
    """
    if is_removed(document):
        return {key: document[key] for key in ("kind", "updated_at", KEPT_SESSION) if key in document}
    return document


def harmless(json: bytes) -> bool:
    """Whether JSON text certainly holds no character that ``journal.text`` takes out."""
    return json.isascii() and b"\\u" not in json and b"\\r" not in json and b"\x7f" not in json


def line(id: str, document: Json) -> bytes:
    """One entry as one line of JSON without its line end: id and kind first, then the fields by name.

    The bytes depend on the entry alone, not on how the journal came to it.
    """
    fields = as_exported(document).copy()
    kind = fields.pop("kind", None)
    fields.pop("id", None)
    text = canonical(fields)
    if not harmless(text):
        text = canonical(clean_document(fields))
    rest = text[1:] if len(text) == 2 else b"," + text[1:]
    return b'{"id":"%b","kind":%b%b' % (id.encode(), canonical(kind), rest)
