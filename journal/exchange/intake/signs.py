"""What a file is, by its first bytes and never by its name. Pure."""

from __future__ import annotations

import re

_BLANKS = b" \t\r\n\x0b\x0c\0"
_SIGNS = (
    (b"%PDF", "a PDF document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"SQLite format 3", "a database"),
    (b"\x7fELF", "a program"),
    (b"Rar!", "a RAR archive; unpack it first"),
    (b"7z\xbc\xaf", "a 7z archive; unpack it first"),
    (b"BZh", "a bzip2 file; unpack it first"),
    (b"\xfd7zXZ", "an xz file; unpack it first"),
    (b"\xd0\xcf\x11\xe0", "an old Office file; save it as CSV first"),
    (b"RIFF", "a film or sound"),
)
_OWN = re.compile(rb'\{\s*("_default"\s*:|"format"\s*:\s*"surefoot"|"id"\s*:\s*"\d+"\s*,\s*"kind"\s*:)')


def _text(head: bytes) -> bytes:
    """What is written, without what may stand before it; in UTF-8, which it may not be."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.decode("utf-16", "ignore").encode()
    return head.removeprefix(b"\xef\xbb\xbf").lstrip(_BLANKS)


def is_surefoots(head: bytes) -> bool:
    """Whether a file is Surefoot's own: JSON."""
    return _text(head).startswith(b"{")


def is_export(head: bytes) -> bool:
    """Whether it says itself that it is an export of Surefoot, or a journal; any other JSON may stand beside runs."""
    return _OWN.match(_text(head)) is not None


def is_fit(head: bytes) -> bool:
    return head[8:12] == b".FIT"


def may_be_text(head: bytes) -> bool:
    """Whether it shows no sign of being something else."""
    return not any(head.startswith(sign) for sign, _ in _SIGNS) and (
        b"\0" not in head or head.startswith((b"\xff\xfe", b"\xfe\xff"))
    )


_XML_KINDS = ((b"<gpx", "gpx"), (b"<TrainingCenterDatabase", "tcx"), (b"<HealthData", "apple"))


def kind_of_file(head: bytes) -> str | None:
    """What a file is by its first bytes: fit, gpx, tcx, apple; None for a table or nothing."""
    if is_fit(head):
        return "fit"
    text = _text(head)
    if not text.startswith(b"<"):
        return None
    found = [(at, kind) for sign, kind in _XML_KINDS if (at := _element(text, sign)) >= 0]
    return min(found)[1] if found else None


def _element(text: bytes, sign: bytes) -> int:
    """Where an element begins, with or without a prefix; below 0 for nowhere."""
    match = re.search(rb"<(?:\w+:)?" + sign[1:] + rb"(?:[\s>/]|\Z)", text)
    return match.start() if match else -1


def seen(head: bytes) -> str | None:
    """What a file is that cannot be read, in words; None for what may be a table."""
    for sign, words in _SIGNS:
        if head.startswith(sign):
            return words
    if not (text := _text(head)):
        return "empty"
    if text[:1] in b"[{":
        return "JSON, which is read only as Surefoot's own, unpacked and one file at a time"
    if text[:14].lower().startswith((b"<!doctype html", b"<html")):
        return "a page of the web"
    if text.startswith((b"<?xml", b"<")):
        root = re.search(rb"<([A-Za-z][\w:.-]{0,40})", text)
        return f"XML with the element {root[1].decode('ascii', 'replace')}" if root else "XML"
    return None
