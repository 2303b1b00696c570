"""Cells: what one place of the terminal shows, and the pen it is drawn with."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from rich.cells import get_character_cell_size, split_graphemes

from journal.text import FLAG

JOINER = "\u200d"
LONGEST_GRAPHEME = 24
"""Code points of one grapheme that are sent; the rest of a longer one is dropped."""

# Attributes that are seen on a blank cell: underlines, reverse, strike, frame, encircle, overline.
_SEEN_ON_BLANK = frozenset({"4", "7", "9", "21", "51", "52", "53"})
# Control characters, bidirectional controls, separators, soft hyphens, marks and tags nobody sees: the last place that
# keeps them from the terminal.
_UNSAFE = re.compile(
    f"({FLAG})|"
    "[\x00-\x1f\x7f-\x9f\xad\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff"
    "\ufff9-\ufffb\U000e0000-\U000e007f]"
)

# The cube and the greys of the palette that xterm and its kin share (places 16 to 255).
_STEPS = (0, 95, 135, 175, 215, 255)
_GREYS = tuple(range(8, 248, 10))

# What a cell is. A wide character's second cell repeats the character, so that it differs when the first one does.
# MARK has no cell of its own: combining marks, or what a joiner joins, at the very start of a text.
SECOND, PLAIN, WIDE, ODD, ODD_WIDE, MARK = range(6)


class Pen(NamedTuple):
    """How a cell is drawn, as parameters of the terminal's own SGR sequence."""

    attributes: frozenset[str] = frozenset()
    foreground: str = ""
    background: str = ""
    link: str = ""
    """Identity and address of a hyperlink, as OSC 8 has them."""

    @property
    def on_blank(self) -> Pen:
        """The part of this pen that shows on a blank cell."""
        if self.link or self.attributes & _SEEN_ON_BLANK:
            return self
        return Pen(background=self.background)


Cell = tuple[str, Pen, int]
DEFAULT = Pen()


def _shortest(codes: list[str]) -> str:
    """A colour by its place in the palette of 256 where it stands there exactly: half the bytes of its three parts."""
    if len(codes) == 5 and codes[1] == "2":
        red, green, blue = (int(part) for part in codes[2:])
        if red in _STEPS and green in _STEPS and blue in _STEPS:
            place = 16 + 36 * _STEPS.index(red) + 6 * _STEPS.index(green) + _STEPS.index(blue)
            return f"{codes[0]};5;{place}"
        if red == green == blue and red in _GREYS:
            return f"{codes[0]};5;{232 + _GREYS.index(red)}"
    return ";".join(codes)


def pen_of(parameters: str, link: str = "") -> Pen:
    """The pen of an SGR sequence's parameters."""
    codes = parameters.split(";")
    attributes: list[str] = []
    foreground = background = ""
    at = 0
    while at < len(codes):
        code = codes[at]
        length = {"2": 5, "5": 3}[codes[at + 1]] if code in ("38", "48") else 1
        text = _shortest(codes[at : at + length])
        at += length
        if code in ("39", "49", ""):
            continue
        if len(code) > 1 and code.startswith(("4", "10")):
            background = text
        elif len(code) > 1 and code.startswith(("3", "9")):
            foreground = text
        else:
            attributes.append(code)
    return Pen(frozenset(attributes), foreground, background, link)


def is_odd(grapheme: str, width: int) -> bool:
    """Whether terminals disagree about how many cells a grapheme takes, or how it joins its neighbour."""
    if len(grapheme) > 1:
        return True
    code = ord(grapheme)
    if width == 2:
        return not (0x1100 <= code <= 0x115F or 0x2E80 <= code <= 0xA4CF or 0xAC00 <= code <= 0xFFE6)
    return code >= 0x1F000 or 0x0590 <= code <= 0x1100 or 0xFB1D <= code <= 0xFEFF


def graphemes(text: str) -> Iterator[tuple[str, int]]:
    """Each grapheme of a text with its width, without characters that are not to be shown."""
    if _UNSAFE.search(text):
        # Characters that were counted as cells keep their place, so that nothing after them moves.
        text = _UNSAFE.sub(lambda found: found[1] or " " * get_character_cell_size(found[0]), text)
    spans = split_graphemes(text)[0]
    if text.startswith(JOINER) and len(spans) > 1:
        # A letter cut by the drawn cursor: what its second half begins with was measured with the first.
        spans[:2] = [(0, spans[1][1], 0)]
    for start, end, width in spans:
        if width or start == 0:
            # A joiner at the end would join whatever a terminal draws in the next cell.
            yield text[start : min(end, start + LONGEST_GRAPHEME)].rstrip(JOINER), width


def cells_of(text: str, pen: Pen) -> list[Cell]:
    """The cells of a text in one pen."""
    blank: Cell = (" ", pen.on_blank, PLAIN)
    if text.isascii() and text.isprintable():
        return [blank if character == " " else (character, pen, PLAIN) for character in text]
    cells: list[Cell] = []
    for grapheme, width in graphemes(text):
        odd = is_odd(grapheme, width)
        if width == 0:
            cells.append((grapheme, pen, MARK))
        elif width == 1:
            cells.append(blank if grapheme == " " else (grapheme, pen, ODD if odd else PLAIN))
        else:
            cells.append((grapheme, pen, ODD_WIDE if odd else WIDE))
            cells.append((grapheme, pen, SECOND))
    return cells


def add(cells: list[Cell], part: list[Cell]) -> None:
    """Put cells after others; marks at the start of the text of these go to the last character before it."""
    if part and part[0][2] == MARK:
        _join(cells, part[0][0])
        part = part[1:]
    cells += part


def _join(cells: list[Cell], marks: str) -> None:
    """Put combining marks at the start of one text on the last character of the text before it."""
    lead = len(cells) - 1
    if lead >= 0 and cells[lead][2] == SECOND:
        lead -= 1
    if lead < 0:
        return
    text, pen, kind = cells[lead]
    joined = text + marks
    cells[lead] = (joined, pen, {PLAIN: ODD, WIDE: ODD_WIDE}.get(kind, kind))
    if lead + 1 < len(cells):
        cells[lead + 1] = (joined, pen, SECOND)
