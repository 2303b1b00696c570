"""The journal file as lines: one sealed line per commit, written and read as bytes. Pure functions.

::

    {"_default":{
    "1":{"kind":"journal","format":"surefoot","schema":1,"id":"…",…,"crc32":"5d41402a","lines":       3}
    ,"794…":{"kind":"session",…},"2":{"kind":"seal","line":2,"crc32":"9f0c51aa"}
    ,"795…":{"kind":"check-in",…},"2":{"kind":"seal","line":3,"crc32":"11d3e7b0"}
    }}

The comma leads, so that a commit touches no byte of an acknowledged line; the last value of a repeated id counts.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Any
from zlib import crc32

import msgspec
from msgspec import Raw

from journal.changes.document import UNREADABLE, Document, encode

SCHEMA = 1
FORMAT = "surefoot"
OPENING = b'{"_default":{\n'
CLOSING = b"}}\n"
HEADER_ID = "1"
SEAL_ID = "2"
COUNT_WIDTH = 8
_HEADER_START = b'"1":'
_SEAL_START = b',"2":{"kind":"seal","line":'
_SEAL = re.compile(rb',"2":\{"kind":"seal","line":(\d+),"crc32":"([0-9a-f]{8})"\}')
_HEADER_END = re.compile(rb',"crc32":"([0-9a-f]{8})","lines":([ \d]{7}\d)\}')
ID = re.compile(r"[1-9]\d{0,18}")

DEEPEST = 200
"""Levels of nesting in a document that is written. Python reads fewer than a thousand, fewer within many calls."""


class Table(msgspec.Struct):
    """The whole file as TinyDB lays it out, its documents left as they are."""

    default: dict[str, Raw] = msgspec.field(name="_default")


_decode_table = msgspec.json.Decoder(Table).decode
_decode_line = msgspec.json.Decoder(dict[str, Raw]).decode


class Header(msgspec.Struct, frozen=True):
    """The journal's first document without its count; unknown fields are kept."""

    fields: Mapping[str, Any]

    @property
    def schema(self) -> int:
        return int(self.fields["schema"])

    @property
    def id(self) -> str:
        return str(self.fields.get("id", ""))

    @property
    def version(self) -> str:
        """The version of Surefoot that wrote the header."""
        return str(self.fields.get("version", "an unknown version"))

    def line(self, count: int) -> bytes:
        start = _HEADER_START + encode(dict(self.fields))[:-1]
        return OPENING + b'%s,"crc32":"%08x","lines":%s}\n' % (start, crc32(start), count_field(count))


def count_field(count: int) -> bytes:
    """The header's count, padded to its fixed width."""
    return b"%*d" % (COUNT_WIDTH, count)


def sealed(documents: Mapping[str, Document], line: int) -> bytes:
    """The documents as one line with its seal and line end."""
    body = b"".join(b',"%s":%s' % (id.encode(), bytes(document)) for id, document in documents.items())
    return b'%s,"2":{"kind":"seal","line":%d,"crc32":"%08x"}\n' % (body, line, crc32(body))


_BRACKETS = bytes.maketrans(b"{}", b"[]")
_BUT_BRACKETS_AND_QUOTES = bytes(set(range(256)) - set(b'[]{}"'))


def deeper_than(document: bytes, levels: int) -> bool:
    """Whether JSON is nested more deeply; told without reading it, which may be what cannot be done."""
    if document.count(b"[") + document.count(b"{") <= levels:
        return False
    # What a text holds stands between an odd quotation mark and an even one; no pattern takes 20 MB apart as quickly.
    marks = document.replace(rb"\\", b"").replace(rb"\"", b"").translate(_BRACKETS, _BUT_BRACKETS_AND_QUOTES)
    brackets = b"".join(marks.replace(b'""', b"").split(b'"')[::2])
    for _ in range(levels):  # the innermost go, a level at a time
        if not brackets:
            break
        brackets = brackets.replace(b"[]", b"")
    return bool(brackets)


def documents_of(line: bytes) -> dict[str, Raw]:
    """The documents of a line or of several, leading comma and seals included.

    Raises msgspec.DecodeError: this is not JSON.
    """
    return _decode_line(b"{%s}" % line[1:])


class Problem(msgspec.Struct):
    """Something wrong at a byte of the file, said in one sentence."""

    offset: int
    line: int
    sentence: str


class FileReading(msgspec.Struct):
    """What the bytes of a journal file say.

    ``documents`` is None when the file cannot be trusted (``damage`` says why). ``end`` is the offset at which the next
    commit goes; ``torn`` the bytes found there that were never acknowledged.
    """

    header: Header | None = None
    documents: dict[str, Raw] | None = None
    lines: int = 0
    counted: int = 0
    end: int = 0
    torn: bytes | None = None
    in_lines: bool = True
    """False when another tool has laid the file out anew (it is valid TinyDB JSON)."""
    mismatches: list[Problem] = []
    """Lines that parse but do not match their seals."""
    damage: Problem | None = None
    cut_short: bool = False
    is_journal: bool = True


def walk(data: bytes, position: int, line: int) -> tuple[int, int]:
    """Go over whole lines that match their seals, from a position at which the given line number is expected.

    Returns the position after the last good line, and the number of the line expected there.
    """
    view = memoryview(data)
    while data.startswith(b",", position):
        stop = data.find(b"\n", position)
        if stop < 0:
            break
        start = data.rfind(_SEAL_START, position, stop)
        if start < 0 or view[start:stop] != b'%s%d,"crc32":"%08x"}' % (_SEAL_START, line, crc32(view[position:start])):
            break
        position, line = stop + 1, line + 1
    return position, line


def begins(head: bytes) -> bool:
    """Whether a file that begins so may be a journal, in whatever layout."""
    return head.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"{"


def read(data: bytes) -> FileReading:
    """Read a whole file, judge every line, and change nothing."""
    if not data.startswith(OPENING + _HEADER_START):
        return read_as_is(data)
    reading = FileReading()
    stop = data.find(b"\n", len(OPENING))
    head = data[len(OPENING) : stop if stop >= 0 else len(data)]
    match = _HEADER_END.search(head)
    try:
        fields = msgspec.json.decode(head[len(_HEADER_START) :])
        known = isinstance(fields, dict) and fields.get("kind") == "journal" and fields.get("format") == FORMAT
    except UNREADABLE:
        fields, known = None, False
    if not known or match is None or match.end() != len(head) or not isinstance(fields.get("schema"), int):
        foreign = read_as_is(data)
        if foreign.documents is not None or not foreign.is_journal:
            return foreign
        reading.cut_short = stop < 0
        what = "is cut short" if reading.cut_short else "cannot be read"
        reading.damage = Problem(len(OPENING), 1, f"the first line, which says what the file is, {what}")
        return reading
    del fields["crc32"], fields["lines"]
    reading.header = Header(fields)
    reading.counted = int(match[2])
    if int(match[1], 16) != crc32(head[: match.start()]):
        reading.mismatches.append(Problem(len(OPENING), 1, "line 1 does not match its seal"))
    position, line = walk(data, stop + 1, 2)
    reading.lines, reading.end = line - 1, position
    if data[position:] != CLOSING:
        _judge_rest(data, reading)
        if reading.damage:
            return reading
    elif reading.counted > reading.lines:
        _cut_short(reading, position)
        return reading
    whole = data if reading.torn is None else data[: reading.end] + CLOSING
    try:
        reading.documents = _decode_table(whole).default
    except UNREADABLE:  # sealed, and yet beyond what can be read: nested a thousand deep
        reading.damage = Problem(len(OPENING), 1, "an entry is no JSON that can be read, or nested too deeply")
        return reading
    _check_ids(reading)
    return reading


def _check_ids(reading: FileReading) -> None:
    """Leave the header and the seal out of the documents, and refuse ids that are not numbers."""
    documents = reading.documents or {}
    documents.pop(HEADER_ID, None)
    documents.pop(SEAL_ID, None)
    if not are_ids(documents):
        bad = next((id for id in documents if not ID.fullmatch(id)), "")
        reading.damage = Problem(0, 1, f"a document's id is {bad[:40]!r} where a number was expected")
        reading.documents = None


def are_ids(texts: Collection[str]) -> bool:
    """Whether each of them is an id: told of all at once, for there may be a hundred thousand."""
    joined = "".join(texts)
    return not texts or (joined.isascii() and joined.isdigit() and min(texts) >= "1" and max(map(len, texts)) < 20)


def _cut_short(reading: FileReading, offset: int) -> None:
    reading.cut_short = True
    reading.damage = Problem(
        offset,
        reading.lines + 1,
        f"the file is cut short at byte {offset}: of {reading.counted} lines saved it holds {reading.lines}",
    )


def _judge_rest(data: bytes, reading: FileReading) -> None:
    """Say what the bytes after the last good line are: torn, cut short, edited or damaged."""
    position, line = reading.end, reading.lines + 1
    rest = data[position:]
    good_after = any(
        int(seal[1]) >= line and crc32(_line_before(rest, seal.start())) == int(seal[2], 16)
        for seal in _SEAL.finditer(rest)
        if rest[seal.end() : seal.end() + 1] == b"\n"
    )
    if not good_after and reading.counted <= reading.lines:
        reading.torn = rest
        return
    # From here on acknowledged bytes are wrong. As long as everything parses it was edited, or a bit has flipped.
    try:
        _decode_table(data)
        data.decode()
    except UNREADABLE:
        if not good_after and b"\n" not in rest.removesuffix(CLOSING).rstrip(b"\0"):
            _cut_short(reading, position)
        else:
            reading.damage = Problem(position, line, f"the file is damaged at byte {position}, in line {line}")
        return
    while position < len(data) and data[position:] != CLOSING:
        stop = data.find(b"\n", position)
        if stop < 0:
            break
        seal = _SEAL.search(data, max(position, stop - 80), stop)
        if seal and seal.end() == stop and crc32(data[position : seal.start()]) == int(seal[2], 16):
            sentence = f"line {line} is out of order: its seal says {int(seal[1])}"
            line = int(seal[1])
        else:
            sentence = f"line {line} does not match its seal"
        reading.mismatches.append(Problem(position, line, sentence))
        position, line = walk(data, stop + 1, line + 1)
    if not reading.mismatches:
        reading.damage = Problem(position, line, f"the file is damaged at byte {position}, in line {line}")
    reading.lines, reading.end = line - 1, position


def _line_before(rest: bytes, seal: int) -> bytes:
    """The body of the line whose seal starts there."""
    return rest[rest.rfind(b"\n", 0, seal) + 1 : seal]


class _Default(msgspec.Struct, forbid_unknown_fields=True):
    default: dict[str, Raw] = msgspec.field(name="_default")


def read_as_is(data: bytes) -> FileReading:
    """Read a file as plain TinyDB JSON, whatever its lines, seals and count say.

    So are read another tool's layout of a journal, an early schema, and what a runner accepts as it is.
    """
    reading = FileReading(in_lines=False)
    text = data.removeprefix(b"\xef\xbb\xbf")
    try:
        text.decode()
        documents = msgspec.json.decode(text, type=_Default).default
        fields = msgspec.json.decode(documents[HEADER_ID])
        if fields["kind"] != "journal" or fields["format"] != FORMAT or not isinstance(fields["schema"], int):
            raise KeyError("format")
    except (*UNREADABLE, KeyError, TypeError):
        reading.is_journal = b'"kind":"seal"' in data or (b'"surefoot"' in data[:1000] and b'"journal"' in data[:1000])
        reading.damage = Problem(0, 1, "the file is not a Surefoot journal")
        if reading.is_journal:
            reading.damage = _named_damage(text)
        return reading
    fields.pop("crc32", None)
    fields.pop("lines", None)
    on_one_line = {id: Raw(msgspec.json.format(document, indent=-1)) for id, document in documents.items()}
    reading.header, reading.documents = Header(fields), on_one_line
    _check_ids(reading)
    return reading


def _named_damage(text: bytes) -> Problem:
    """What keeps a file that seems to be a journal from being read."""
    from journal.store.diagnosis import cause

    found = cause(text) if b'"kind":"seal"' not in text else None  # in lines of ours it is the first that are wrong
    if found is None:
        return Problem(0, 1, "the file is damaged in its first lines, which say what it is")
    at, sentence = found
    return Problem(at, text.count(b"\n", 0, at) + 1, sentence)


def whole(header: Header, documents: Mapping[str, Document], chunk: int = 4096) -> tuple[bytes, int]:
    """A file of these documents in lines of about ``chunk`` bytes, and its number of lines.

    Many lines rather than one: a damaged byte then costs a salvage that line only.
    """
    out: list[bytes] = []
    batch: dict[str, Document] = {}
    size, line = 0, 1
    for id, document in documents.items():
        batch[id] = document
        size += len(memoryview(document))
        if size >= chunk:
            line += 1
            out.append(sealed(batch, line))
            batch, size = {}, 0
    if batch:
        line += 1
        out.append(sealed(batch, line))
    return b"".join((header.line(line), *out, CLOSING)), line
