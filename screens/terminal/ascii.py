"""ASCII mode: the one table from what Surefoot shows to the characters every terminal has.

It is applied at the edge, to what is about to be sent: borders, scrollbars, charts and the runner's own text alike.
Every character becomes as many characters as it takes cells, so nothing moves.
"""

from __future__ import annotations

import codecs
import unicodedata
from collections.abc import Callable
from functools import cache
from io import TextIOWrapper

_BRAILLE = range(0x2800, 0x2900)
_ZERO_WIDTH = frozenset({"Mn", "Me", "Cf", "Cc", "Cs"})


@cache
def _alike() -> list[tuple[str, str]]:
    """Each character of ``ascii.txt`` with the mark that looks like it, in the order they stand there."""
    from pathlib import Path  # here: a command starts without it, and most terminals need no table

    told = Path(__file__).with_suffix(".txt").read_text(encoding="utf-8").splitlines()
    marks = (line.split("\t") for line in told if "\t" in line)
    return [(character, mark) for mark, shown in marks for character in shown if character > "~"]


def cells_of(character: str) -> int:
    """How many cells (0, 1 or 2) a character takes, by Unicode's own properties."""
    if unicodedata.category(character) in _ZERO_WIDTH:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


class AsciiTable(dict[int, str]):
    """A table for ``str.translate`` that fills itself as characters are met.

    ``width``: cells a character takes where the text is shown; 0, 1 or 2.
    """

    def __init__(self, width: Callable[[str], int] = cells_of) -> None:
        super().__init__({ord(character): mark.ljust(width(character)) for character, mark in _alike()})
        self._width = width

    def __missing__(self, code: int) -> str:
        self[code] = replacement = self._find(code)
        return replacement

    def _find(self, code: int) -> str:
        character = chr(code)
        if code < 0x7F:
            return character
        width = self._width(character)
        if not width or code == 0x7F:
            return ""
        if code in _BRAILLE:
            return _nearest(code) if code > _BRAILLE.start else " "
        plain = unicodedata.normalize("NFKD", character).encode("ascii", "ignore").decode()
        if 0 < len(plain) <= width and plain.isprintable():
            return plain.ljust(width)
        return "?" * width


def _nearest(code: int) -> str:
    """The character whose strokes differ from those of the braille in the fewest dots."""
    strokes = [(dots, mark) for dots, mark in _alike() if ord(dots) in _BRAILLE]
    return min(strokes, key=lambda pair: (code ^ ord(pair[0])).bit_count())[1]


def to_ascii(text: str, table: AsciiTable | None = None) -> str:
    """The text with every character above 0x7E replaced, cell for cell."""
    return text if text.isascii() and "\x7f" not in text else text.translate(AsciiTable() if table is None else table)


def print_alike(encoding: str | None, *streams: object) -> None:
    """Let streams print what looks like a character where their encoding has none.

    ``encoding``: the encoding to print in from now on; None leaves it.
    ``streams``: standard output and errors.
    """
    table = AsciiTable()

    def alike(error: UnicodeError) -> tuple[str, int]:
        if not isinstance(error, UnicodeEncodeError):
            raise error
        return to_ascii(error.object[error.start : error.end], table), error.end

    codecs.register_error("alike", alike)
    for stream in streams:
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding=encoding, errors="alike")
