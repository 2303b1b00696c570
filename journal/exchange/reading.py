"""What a runner gives to import, read whole and judged before anything is written.

Nothing in the file is trusted: its size is bounded before it is read, its text is cleaned, every entry is validated,
and the first thing wrong refuses the whole in one sentence that names the entry and the field.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO

import msgspec

from journal.changes.changes import TOMBSTONE
from journal.changes.document import Json, encode
from journal.changes.merge import canonical
from journal.changes.patch import KEPT_SESSION, OWN_STAMP, STAMP
from journal.changes.stamp import NEVER, instant
from journal.clock import Clock
from journal.entries import KINDS, TIME_FIELD
from journal.errors import InvalidEntry, SurefootError, system_said
from journal.exchange.documents import harmless
from journal.exchange.lines import FORMAT
from journal.paths import instead_of_a_file
from journal.store.lines import SCHEMA
from journal.store.validity import is_id, judge
from journal.text import clean_document, one_line

LARGEST = 100 << 20
"""Bytes. Thirty years of entries are about 50 MB."""
STANDARD_INPUT = "-"
_HEAD = 4096
_JOURNAL = re.compile(rb'\{\s*"_default"\s*:')  # its first key: the same word in a note's text is no sign of it
_COMMON = ("kind", "created_at", "updated_at")


class CannotImport(SurefootError):
    """The file cannot be imported; nothing was changed."""


class Incoming(msgspec.Struct, frozen=True):
    """Documents from elsewhere by id, checked.

    ``earlier`` gives versions known to have led to one, where they are; ``odd`` names what is odd in them, one by one.
    """

    name: str
    documents: dict[str, Json]
    earlier: Callable[[str], Iterable[Json]] = lambda _: ()
    odd: Sequence[str] = ()


def read_incoming(path: Path, clock: Clock) -> Incoming:
    """Read an export (JSON or JSON Lines) or another machine's journal file; ``-`` is standard input.

    Raises CannotImport: with the reason; a journal file is refused as ``Journal.open`` refuses it.
    """
    name = _named(path)
    data = read_bounded(path)
    if not (text := data.removeprefix(b"\xef\xbb\xbf").strip()):
        raise CannotImport(f"{name} is empty")
    if _JOURNAL.match(text):
        return _another_journal(path, name, clock)
    checked = _Checked(name, clock.now())
    for where, entry in _entries(name, text):
        checked.take(where, entry)
    return Incoming(name, checked.documents, odd=checked.odd)


def read_bounded(path: Path, largest: int = LARGEST) -> bytes:
    """A file's bytes, never more than ``largest``.

    Raises CannotImport: it is not there, no file, unreadable or too large.
    """
    name = _named(path)
    refuse_no_file(path)
    try:
        if str(path) == STANDARD_INPUT:
            if sys.stdin is None:
                raise CannotImport("standard input is closed; name a file, or pipe an export")
            return _read(sys.stdin.buffer, name, largest)
        # Without waiting: a pipe that nobody writes to would be waited for.
        with os.fdopen(os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC), "rb", closefd=True) as file:
            size = os.fstat(file.fileno()).st_size
            if size > largest:
                raise CannotImport(_too_large(name, largest, size))
            return _read(file, name, largest)
    except FileNotFoundError:
        raise CannotImport(f"{path} is not there") from None
    except (OSError, ValueError) as error:
        raise CannotImport(f"{path} cannot be read: {system_said(error)}") from None


def refuse_no_file(path: Path, *, folders: bool = False) -> None:
    """Refuse what is no file: a pipe or a device may never end, or never begin. What is not there is left to others.

    Raises CannotImport: it names what it is, and the way in for a pipe.
    """
    with suppress(OSError, ValueError):
        what = None if str(path) == STANDARD_INPUT else instead_of_a_file(path.stat().st_mode)
        if what is not None and not (folders and what == "a folder"):
            way = "; pipe it to `surefoot import -`" if what == "a pipe" else ""
            raise CannotImport(f"{path} is {what}, not a file{way}")


def _named(path: Path) -> str:
    return "standard input" if str(path) == STANDARD_INPUT else one_line(path.name)


def _read(file: BinaryIO, name: str, largest: int) -> bytes:
    head = file.read(_HEAD)
    if head.startswith((b"\x1f\x8b", b"PK\x03\x04")):
        raise CannotImport(f"{name} is compressed; unpack it first")
    if b"\0" in head:
        raise CannotImport(f"{name} is not text in UTF-8")
    rest = file.read(largest + 1 - len(head))
    if len(head) + len(rest) > largest:
        raise CannotImport(_too_large(name, largest))
    return head + rest


def _too_large(name: str, largest: int, size: int | None = None) -> str:
    how = f"is {size >> 20:,} MB large" if size else "goes on and on"
    return f"{name} {how}; an import takes up to {largest >> 20} MB, and thirty years of entries are about 50 MB"


def _another_journal(path: Path, name: str, clock: Clock) -> Incoming:
    from journal.journal import Journal

    if str(path) == STANDARD_INPUT:
        raise CannotImport("a journal file cannot come through standard input; name it, or pipe an export")
    other = Journal.open(path, clock, read_only=True)
    with other:
        if other.mismatch:
            raise CannotImport(f"{name}: {other.mismatch}")
        past = other.past()
        checked = _Checked(name, clock.now())
        for id, document in other.travelling():
            checked.take(f"entry {id}", {**document, "id": id})
    return Incoming(name, checked.documents, past.earlier, checked.odd)


def _entries(name: str, text: bytes) -> Iterator[tuple[str, Any]]:
    """The entries as they stand in the file, each with words for where that is."""
    try:
        value = _decoded(text)
    except msgspec.DecodeError as error:
        if not (text.startswith(b"{") and b"\n" in text and _is_entry(text.partition(b"\n")[0])):
            raise CannotImport(_not_json(name, text, error)) from None
        yield from _from_lines(name, text)
        return
    if isinstance(value, dict) and "kind" in value and "entries" not in value:
        yield "line 1", value
        return
    if not isinstance(value, dict) or value.get("format") != FORMAT:
        raise CannotImport(
            f"{name} is not an export of Surefoot: expected an object with format {FORMAT!r};"
            " JSON of another program is not read"
        )
    schema = value.get("schema")
    if not isinstance(schema, int) or isinstance(schema, bool) or schema < 0:
        raise CannotImport(f"{name}: schema: expected a whole number")
    if schema > SCHEMA:
        raise CannotImport(
            f"{name} was written by a later Surefoot (schema {schema}); this version reads up to schema {SCHEMA},"
            " so please update it"
        )
    entries = value.get("entries")
    if not isinstance(entries, list):
        raise CannotImport(f"{name}: entries: expected a list")
    for number, entry in enumerate(entries, start=1):
        yield f"entry {number}", _migrated(entry, schema)


def _from_lines(name: str, text: bytes) -> Iterator[tuple[str, Any]]:
    for number, line in enumerate(text.split(b"\n"), start=1):
        if line.strip():
            try:
                yield f"line {number}", _decoded(line)
            except msgspec.DecodeError as error:
                raise CannotImport(_not_json(f"{name}, line {number}", line, error)) from None


def _decoded(text: bytes) -> Any:
    try:
        return msgspec.json.decode(text)
    except RecursionError:
        raise msgspec.DecodeError("it is nested too deeply") from None
    except UnicodeDecodeError as error:
        raise msgspec.DecodeError(f"it is not UTF-8 ({error.reason})") from None


def _is_entry(line: bytes) -> bool:
    try:
        return isinstance(_decoded(line), dict)
    except msgspec.DecodeError:
        return False


def _not_json(name: str, text: bytes, error: msgspec.DecodeError) -> str:
    reason = str(error).removeprefix("JSON is malformed: ")
    if "truncated" in reason:
        return f"{name} is cut short: it ends in the middle of an entry, after {len(text)} bytes"
    if text[:1] in (b"{", b"["):
        return f"{name} is damaged: {reason[:1].lower()}{reason[1:]}"
    table = "; a table is imported by its path, without --from surefoot" if b"," in text[:200] else ""
    return f"{name} is not an export of Surefoot: expected JSON or JSON Lines{table}"


def _migrated(entry: Any, schema: int) -> Any:
    if schema == SCHEMA or not isinstance(entry, dict):
        return entry
    from journal.store.migrations import migrated

    id = str(entry.get("id"))
    return {**msgspec.json.decode(migrated({id: msgspec.json.encode(entry)}, schema)[id])}


class _Checked:
    """The entries found valid so far, and what is odd in them."""

    def __init__(self, name: str, now: datetime) -> None:
        self.documents: dict[str, Json] = {}
        self.odd: list[str] = []
        self._name, self._now = name, now
        self._seen: dict[str, str] = {}

    def take(self, where: str, entry: Any) -> None:
        """Check one entry and keep it, cleaned. Raises CannotImport: names the entry and the field."""
        if not isinstance(entry, dict):
            raise self._wrong(where, "", "", "expected an entry: an object with id, kind and the fields of its kind")
        entry = _cleaned(entry)
        kind, id = entry.get("kind"), entry.pop("id", None)
        if not is_id(id):
            expected = "expected a whole number above 2, as text"
            raise self._wrong(where, kind, "id", f"{expected}, found {canonical(id)[:40].decode(errors='replace')}")
        if id in self._seen:
            raise self._wrong(where, kind, "id", f"{id} is the id of {self._seen[id]} too")
        self._seen[id] = where
        where = f"{where} ({kind} {id})" if isinstance(kind, str) else where
        try:
            odd = judge(id, entry, self._now)
        except InvalidEntry as error:
            raise self._wrong(where, "", error.field, error.expected) from None
        self.odd += [f"{one_line(where)}: {one_line(words)}" for words in odd]
        if kind == TOMBSTONE:
            told = (*_COMMON, "was")
            kept = {key: entry[key] for key in told if isinstance(entry.get(key), str)}
            self.documents[id] = kept | {key: entry[key] for key in (KEPT_SESSION,) if entry.get(key) is not None}
            return
        for needed in ("created_at", "updated_at"):
            if instant(entry.get(needed)) == NEVER:
                raise self._wrong(where, "", needed, "expected a time with its offset from UTC, found none")
        self.documents[id] = _in_order_of_fields(entry)

    def _wrong(self, where: str, kind: object, field: str, expected: str) -> CannotImport:
        of_kind = f" ({one_line(kind)[:40]})" if isinstance(kind, str) and kind else ""
        of_field = f"{field}: " if field else ""
        return CannotImport(
            f"{self._name}: {one_line(where)}{of_kind}: {of_field}{one_line(expected)}; nothing was imported"
        )


def _cleaned(entry: Json) -> Json:
    try:
        return entry if harmless(encode(entry)) else clean_document(entry)
    except RecursionError:  # judged so by whoever reads it next
        return entry


def _in_order_of_fields(document: Json) -> Json:
    """The fields as the journal writes them itself: kind and moments first, so that its index finds them at once."""
    kind = str(document["kind"])
    fields = KINDS[kind].__struct_fields__ if kind in KINDS else ()
    wanted = (*_COMMON, TIME_FIELD.get(kind, ""), *fields)
    if document.get(OWN_STAMP) == document.get(STAMP):  # said twice: two copies of an entry are the same bytes
        document = {key: value for key, value in document.items() if key != OWN_STAMP}
    return {key: document[key] for key in dict.fromkeys((*wanted, *document)) if key in document}
