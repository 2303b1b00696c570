"""What the runner's own things are called, for a shell that completes: found in the file's bytes.

A shell asks at every key, so no library is loaded, not even for JSON or paths: to check the lines would take several
times as long as all the rest. Nothing is told of a file that is not in the form in which Surefoot writes it.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from mmap import ACCESS_READ, mmap

KINDS = {"shoes": "shoe", "routines": "routine", "exercises": "exercise"}
"""What can be asked for, and the kind of its entries."""
_OPENING = b'{"_default":{\n'


def own_names(path: str, what: str) -> list[str]:
    """The names of shoes, own routines or own exercises in the journal at a path, oldest first; ``what`` of ``KINDS``.

    Raises OSError: the file cannot be read; ValueError: a name cannot.
    """
    if not os.path.isfile(path):  # a pipe or a device could be waited for without end
        return []
    with open(path, "rb") as file:
        if file.read(len(_OPENING)) != _OPENING:
            return []
        with mmap(file.fileno(), 0, access=ACCESS_READ) as data:
            return _names_in(data, KINDS[what])


def _names_in(data: mmap, kind: str) -> list[str]:
    # The longer what is looked for, the more bytes are passed over at once.
    begins, removed = (b':{"kind":"%s","created_at":"' % one.encode() for one in (kind, "deleted"))
    present: dict[int, str] = {}
    for at in sorted([*_places(data, begins), *_places(data, removed)]):
        id = data[data.rfind(b'"', 0, at - 1) + 1 : at - 1]
        if id.isdigit():  # else it is what a change replaced
            end = data.find(b':{"kind":"', at + 1)
            present[int(id)] = _name(data[at:end]) if data[at : at + len(begins)] == begins else ""
    return [present[id] for id in sorted(present) if present[id] and present[id].isprintable()]


def _places(data: mmap, what: bytes) -> Iterator[int]:
    at = data.find(what)
    while at >= 0:
        yield at
        at = data.find(what, at + 1)


def _name(document: bytes) -> str:
    """As ``Shoe.name``, ``OwnRoutine.name`` and ``OwnExercise.definition`` have it; empty for a retired pair."""
    if _text(document, b"retired"):
        return ""
    made = " ".join(part for part in (_text(document, b"brand"), _text(document, b"model")) if part)
    return _text(document, b"nickname") or _text(document, b"name") or made


def _text(document: bytes, field: bytes) -> str:
    _, found, rest = document.partition(b'"%s":"' % field)
    text = rest.partition(b'"')[0] if found else b""
    if b"\\" not in text:
        return text.decode()
    from json import JSONDecoder  # hardly any name has a quote, a backslash or a character by its number

    return str(JSONDecoder().raw_decode(f'"{rest.decode()}')[0])
