"""A list as parts, line by line: what stands before each row, and where its words are wrapped. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from screens.drawing.glyphs import EDGE
from screens.drawing.lines import StyledLine, StyledPart
from screens.drawing.wrapping import PROSE, cell_len, pieces, shortened

GUTTER = 2
"""Cells before a row: the cursor's edge, and that of a card."""
AIR = 1
"""Cells between words and the bar beside them."""


def before(card: str, current: bool) -> tuple[str, list[StyledPart]]:
    """The cursor's edge, and after it that of the row's card in the card's style."""
    sign = EDGE if current else " "
    return (sign, [(EDGE, card)]) if card else (f"{sign} ", [])


def wrapped_line(line: StyledLine, room: int) -> list[list[StyledPart]]:
    """A row's lines in ``room`` cells: a drawing stays on its line, its own line breaks stay."""
    text = line.text
    if line.drawn:
        kept = text if cell_len(text) <= room else shortened(text, room)[:-1]
        return [[*_between(line.parts, 0, len(kept)), *([("…", "")] if kept != text else [])]]
    lines: list[list[StyledPart]] = []
    begin = 0
    for paragraph in text.split("\n"):
        for start, end, indent in pieces(paragraph, min(room, PROSE), line.hang, first=not lines):
            lines.append([(" " * indent, ""), *_between(line.parts, begin + start, begin + end)])
        begin += len(paragraph) + 1
    return lines


def _between(parts: Iterable[StyledPart], start: int, end: int) -> Iterator[StyledPart]:
    """What stands from one place of a text to another."""
    at = 0
    for text, style in parts:
        if shown := text[max(0, start - at) : max(0, end - at)]:
            yield shown, style
        at += len(text)


BARS = "▁▂▃▄▅▆▇"
"""How a scrollbar's handle begins and ends inside a cell."""


def scrollbar(height: int, all_lines: int) -> Sequence[StyledPart]:
    """The bar beside a list that shows its first ``height`` lines, a part for each row."""
    cells = len(BARS) + 1
    long = -(-max(1, height * height / all_lines) * cells // 1)
    whole, rest = divmod(int(long), cells)
    style = "$line on $background"
    drawn: list[StyledPart] = [(" ", "$line reverse")] * whole + [(" ", style)] * (height - whole)
    if whole < height and rest:
        drawn[whole] = (BARS[cells - 1 - rest], f"{style} reverse")
    return drawn
