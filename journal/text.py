"""Text from a person or a file, made safe to show: the one filter every string passes on its way in."""

from __future__ import annotations

import codecs
import re
from typing import Any

FLAG = "\U0001f3f4[\U000e0030-\U000e0039\U000e0061-\U000e007a]{1,6}\U000e007f"
"""The pattern of a region's flag, as England's: the one place where tag characters, which nobody sees, are text."""

# C0 and C1 controls but newline and tab; bidirectional controls; lone surrogates; tag characters outside a flag; the
# byte-order mark.
_UNSAFE = re.compile(
    f"({FLAG})|"
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff"
    "\ufff9-\ufffb\U000e0000-\U000e007f]"
)
# Vertical tab, form feed, next line, line and paragraph separator end a line as much as the others do.
_LINE_END = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_BETWEEN_LINES = re.compile(r"[ \t]*\n\s*")
# A byte that was no UTF-8, kept as half a character, in the encoding of western Europe before it.
_OLDER = {0xDC00 + byte: bytes([byte]).decode("cp1252", "replace") for byte in range(0x80, 0x100)}
_FLAGS_REST = re.compile("[\U000e0030-\U000e0039\U000e0061-\U000e007a\U000e007f]")

_MARKS = "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
_FLOOD = f"({_MARKS}{{4}}){_MARKS}+"
"""More marks on one letter than any language has."""

# The same in the bytes of a JSON document, where controls can only stand escaped: first a byte one may begin with.
_MAYBE_UNSAFE_BYTE = re.compile(b"[\\\\\x7f\xc2\xd8\xe2\xef\xf3]")
_UNSAFE_BYTES = re.compile(
    rb"\\[ubfr]|\x7f|\xc2[\x80-\x9f]|\xd8\x9c|\xe2\x80[\x8e\x8f\xa8-\xae]|\xe2\x81[\xa6-\xa9]"
    rb"|\xef\xbb\xbf|\xef\xbf[\xb9-\xbb]|\xf3\xa0"
)


def clean(text: str) -> str:
    """The text without characters that steer a terminal; line ends become ``\\n``, tabs stay."""
    if text.isascii() and text.isprintable():
        return text
    return _UNSAFE.sub(lambda flag: flag[1] or "", _LINE_END.sub("\n", text))


def joined(text: str) -> str:
    """Text with its lines joined by a space, for a field of one line; spaces within a line stay."""
    return _BETWEEN_LINES.sub(" ", _LINE_END.sub("\n", text).strip("\n")).replace("\t", " ")


def is_text(character: str) -> bool:
    """Whether one character, as typed, belongs in a text, also where it is not seen by itself.

    Joiners, blanks of other widths, and characters newer than Python's tables are text, though ``str.isprintable``
    denies it of them; so is what follows the black flag in the flag of a region.
    """
    if character.isprintable():
        return True
    return character >= "\xa0" and (clean(character) == character or _FLAGS_REST.match(character) is not None)


def letters(text: str) -> str:
    """A text that was decoded with ``surrogateescape``: what is no UTF-8 in it becomes letters, and is not lost."""
    return text.translate(_OLDER)


def decoded(data: bytes) -> str:
    """The text of a file that any editor saved: UTF-8, UTF-16 that says so, or an older encoding's letters."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace")
    return letters(data.decode("utf-8", "surrogateescape"))


def one_line(text: str) -> str:
    """Cleaned text on one line, runs of white space folded to one space."""
    return " ".join(clean(text).split())


def printable(text: str) -> str:
    """Text of any origin, as a line of it may be printed to a terminal: cleaned, and no flood of marks on a letter.

    A byte of a file's name that is no UTF-8, and half a character from a file, are shown as the sign for that.
    """
    if text.isascii() and text.isprintable():
        return text
    known = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return re.sub(_FLOOD, r"\1", clean(known))


def in_markdown(text: str) -> str:
    """One line of text that Markdown shows as it is."""
    text = re.sub(r"([\\`*_\[\]<>#|~!])", r"\\\1", clean(text))
    # What would begin a list: ``- ``, ``12. ``.
    return re.sub(r"^(\s*)(\d*)([-+.)])(?=\s|$)", r"\1\2\\\3", text)


def clean_document(value: Any) -> Any:
    """A JSON value with every string in it, keys included, cleaned."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, dict):
        return {clean(key): clean_document(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [clean_document(item) for item in value]
    return value


def is_plain(document: bytes) -> bool:
    """Whether JSON surely holds no text to clean: it escapes control characters, and all of it is ASCII."""
    return document.isascii() and b"\\" not in document and b"\x7f" not in document


def may_be_unsafe(document: bytes | memoryview) -> bool:
    """Whether a JSON document may hold text that ``clean`` would change: another program may have written the file."""
    held = bytes(document)
    if is_plain(held):  # as most are; the search takes ten times as long
        return False
    return _MAYBE_UNSAFE_BYTE.search(held) is not None and _UNSAFE_BYTES.search(held) is not None
