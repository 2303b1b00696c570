"""Text from a person or a file, made safe to show: the one filter every string passes on its way in."""

from __future__ import annotations

import re
from typing import Any

# C0 and C1 controls but newline and tab; bidirectional controls; line and paragraph separators; lone surrogates;
# tag characters and the byte-order mark.
_UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff"
    "\ufff9-\ufffb\U000e0000-\U000e007f]"
)

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
    return _UNSAFE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def one_line(text: str) -> str:
    """Cleaned text on one line, runs of white space folded to one space."""
    return " ".join(clean(text).split())


def clean_document(value: Any) -> Any:
    """A JSON value with every string in it, keys included, cleaned."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, dict):
        return {clean(key): clean_document(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [clean_document(item) for item in value]
    return value


def may_be_unsafe(document: bytes | memoryview) -> bool:
    """Whether a JSON document may hold text that ``clean`` would change: another program may have written the file."""
    return _MAYBE_UNSAFE_BYTE.search(document) is not None and _UNSAFE_BYTES.search(document) is not None
