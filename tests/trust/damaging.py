"""Journals damaged at random: bytes as a disk or another program leaves them, and values under a right seal."""

from __future__ import annotations

import re
from random import Random

from journal.changes.document import Document
from journal.store import lines

_SCALAR = re.compile(rb'"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*|true|false|null')
_TOKENS = [
    *(b"1e999", b"-1e999", b"9" * 400, b"-1", b"0", b"1.5", b"true", b"null", b"[]", b"{}", b'""', b'"x"', b"[[[1]]]"),
    *(b'"\xff"', b'"\\ud83d"', b'"\\u0000\\u001b[2J"', '"\u202e[b]\u00fc"'.encode(), b'"[/b][@click=app.quit]"'),
    *(b'"2026-02-31"', b'"0001-01-01T00:00:00+14:00"', b'"9999-12-31T23:59:59.999999-12:00"', b'"9999-12-31"'),
    *(
        b'"journal"',
        b'"seal"',
        b'"deleted"',
        b'"change"',
        b'"session"',
        b'"check-in"',
        b'"note"',
        b'"dream"',
        b'"left"',
    ),
    b"[" * 150 + b"]" * 150,
    b'{"id":"1","id":"1"}',
]
_IDS = ["", "0", "007", "1", "2", "3", "-1", "x", "9" * 19, "1" * 30, "\u0661", '"', "8" * 19]
_JUNK = [b"\0", b"\n", b"}}\n", b",", b'"', b'"2":{', b"\xff\xfe", b"\xef\xbb\xbf", b"{", b"]", b"NaN"]


def damaged(data: bytes, seed: int) -> bytes:
    """The journal with something wrong in it; the same for the same seed."""
    random = Random(seed)
    harm = _sealed_values if random.random() < 0.6 else _bytes
    for _ in range(random.choice((1, 1, 1, 2, 4))):
        data = harm(data, random)
    return data


def _bytes(data: bytes, random: Random) -> bytes:
    """What a disk, a cut line or another program does to a file."""
    at, length = random.randrange(len(data) + 1), random.choice((1, 1, 8, 64, 512))
    part = data[at : at + length]
    match random.randrange(8):
        case 0:
            return data[:at]
        case 1:
            return data[:at] + data[at + length :]
        case 2:
            return data[:at] + bytes(len(part)) + data[at + length :]
        case 3:
            return data[:at] + bytes(byte ^ 1 << random.randrange(8) for byte in part[:1]) + data[at + 1 :]
        case 4:
            return data[:at] + part + data[at:]
        case 5:
            return data[:at] + random.choice(_JUNK) + data[at:]
        case 6:
            rows = data.split(b"\n")
            one, other = random.randrange(len(rows)), random.randrange(len(rows))
            rows[one], rows[other] = rows[other], rows[one]
            return b"\n".join(rows)
        case _:
            return data + part


def _sealed_values(data: bytes, random: Random) -> bytes:
    """What an edit by hand does that is accepted as it is: another value, an id, a document gone or put twice."""
    reading = lines.read(data)
    if not reading.documents or reading.header is None:
        return _bytes(data, random)
    documents: dict[str, Document] = dict(reading.documents)
    id = random.choice(list(documents))
    text = bytes(documents[id])
    match random.randrange(10):
        case 0:
            del documents[id]
        case 1:
            documents[random.choice(_IDS)] = documents.pop(id)
        case 2:
            documents[id] = random.choice(_TOKENS)
        case 3:
            documents[random.choice(list(documents))] = text
        case _:
            places = list(_SCALAR.finditer(text))
            if places:
                place = random.choice(places)
                documents[id] = text[: place.start()] + random.choice(_TOKENS) + text[place.end() :]
    return lines.whole(reading.header, documents, chunk=random.choice((1, 4096)))[0]
