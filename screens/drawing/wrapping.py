"""Where a text is broken into lines, by cells and between graphemes. Pure.

How wide a character is only Textual's own table may say, or what is drawn before it would not be what it draws; the
table loads without the rest, and only from here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rich.cells import cell_len, split_graphemes

__all__ = ["PROSE", "cell_len", "pieces", "shortened"]

_WORD = re.compile(r"( *)([^ ]+)")
UNIT = 3
"""Characters of a number or a unit at most."""
LEAST = 24
"""Cells of words that an indent leaves at least, where that is less than half of all."""
PROSE = 75
"""Cells of a line of words at most: beyond, the eye loses the next line's beginning."""


def shortened(text: str, width: int) -> str:
    """The text, or as much of its beginning as fits into ``width`` cells with an ellipsis; empty where nothing does."""
    head = text[: 16 * max(0, width)]  # a long text is not measured whole
    if head == text and cell_len(text) <= width:
        return text
    end = used = 0
    for _, right, size in split_graphemes(head)[0]:
        if (used := used + size) > width - 1:
            break
        end = right
    return f"{head[:end]}…" if width > 0 else ""


def pieces(plain: str, width: int, hang: int = 0, *, first: bool = True) -> list[tuple[int, int, int]]:
    """A paragraph's lines in at most ``width`` cells: where each begins and ends in the text, and its indent.

    Its own indent is kept, like the hanging one of the lines after the first as long as there is room for words. Words
    longer than a line are broken; only blanks at a break are left out. ``first`` is false for a paragraph that
    continues one.
    """
    most = min(max(width // 2, width - LEAST), width - 2)
    own = len(plain) - len(plain.lstrip(" "))
    further = 0 if first else min(hang, most)
    if further + cell_len(plain) <= width:
        return [(0, len(plain), further)]
    indent = min(own + further, most)
    rest = min(max(own, hang) if first else own + hang, most)
    found: list[tuple[int, int, int]] = []
    for start, end in _breaks(plain, own, width - indent, width - rest):
        found.append((start, end, rest if found else indent))
    return _with_company(plain, found, width)


def _with_company(plain: str, lines: list[tuple[int, int, int]], width: int) -> list[tuple[int, int, int]]:
    """The same lines; a key that stands apart, a number or a unit alone on the last takes the word before it along."""
    if len(lines) > 1:
        (start, before, indent), (at, end, rest) = lines[-2:]
        last = plain.rfind(" ", start, before) + 1
        alone = " " not in plain[at:end] and (at - before > 1 or (at > before and end - at <= UNIT))
        if alone and last > start and rest + cell_len(plain[last:end]) <= width:
            lines[-2:] = [(start, start + len(plain[start:last].rstrip()), indent), (last, end, rest)]
    return lines


def _breaks(plain: str, at: int, first: int, rest: int) -> Iterator[tuple[int, int]]:
    """Beginning and end of each line: ``first`` cells for the first, ``rest`` for the others."""
    room, start, end, used = first, at, at, 0
    for found in _WORD.finditer(plain, at):
        gap, cells = len(found[1]), cell_len(found[2])
        if end > start and used + gap + cells <= room:
            end, used = found.end(), used + gap + cells
            continue
        if end > start and (cells <= rest or used + gap + 2 > room):
            yield start, end
            room, end = rest, start
        if end > start:
            used += gap  # a word no line has room for begins on this one
        else:
            start, used = found.start(2), 0
        if used + cells <= room:
            end, used = found.end(), used + cells
            continue
        for left, right, size in split_graphemes(found[2])[0]:
            if used and used + size > room:
                yield start, found.start(2) + left
                start, used, room = found.start(2) + left, 0, rest
            end, used = found.start(2) + right, used + size
    yield start, end
