"""A line to draw: an id, empty when the cursor passes it over, and its parts, each a text with its style. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import TypeVar

import msgspec

from screens.drawing.wrapping import PROSE, cell_len, pieces

StyledPart = tuple[str, str]
S = TypeVar("S")
MUTED = "$text-muted"
HEADING = "bold"
RULE = "$line"
"""The style of a thin line."""
LEAST_RULE = 3


class StyledLine(msgspec.Struct, frozen=True):
    id: str
    parts: tuple[StyledPart, ...]
    hang: int = 0
    """Where its lines after the first begin, should it need several."""
    edge: str = ""
    """The style of the edge of the card it belongs to; empty outside one."""
    drawn: bool = False
    """A drawing, which is not wrapped: it was made for its width."""

    @property
    def text(self) -> str:
        return "".join(text for text, _ in self.parts)


BLANK = StyledLine("", (("", ""),))


def joined(cells: Iterable[tuple[str, S]]) -> tuple[tuple[str, S], ...]:
    """Cells, each a text and its style, those alike beside each other as one."""
    alike = groupby(cells, key=lambda cell: cell[1])
    return tuple(("".join(text for text, _ in same), style) for style, same in alike)


def head(title: str, width: int, *, told: Sequence[StyledPart] = (), note: str = "") -> StyledLine:
    """A section's title on a thin line that ends at ``width``: what is told beside it, and a note at the line's end.

    Where they do not fit the note is left out, then the line.
    """
    beside = [(" ", ""), *told] if told else []
    room = width - cell_len(title) - sum(cell_len(text) for text, _ in beside)
    end = f" {note}" if note and room - cell_len(note) - 2 >= LEAST_RULE else ""
    rule = "─" * (room - cell_len(end) - 1)
    parts = ((title, HEADING), *beside, (f" {rule}" if rule else "", RULE), (end, MUTED))
    return StyledLine("", tuple(part for part in parts if part[0]), drawn=room >= 0, hang=2)


def card(rows: Iterable[StyledLine], edge: str) -> Iterator[StyledLine]:
    """The lines of a card: an edge in the style of its light before each, and a ground of their own."""
    for row in rows:
        yield StyledLine(row.id, ((" ", ""), *row.parts), hang=row.hang + 1, edge=edge, drawn=row.drawn)


def fact(id: str, label: str, words: Sequence[StyledPart], room: int) -> StyledLine:
    """A label in a column of ``room`` cells, and what is so."""
    return StyledLine(id, ((f"{label:<{room}}", MUTED), *words), hang=room)


def rows_taken(lines: Iterable[StyledLine], width: int) -> int:
    return sum(1 if line.drawn else len(pieces(line.text, min(width, PROSE), line.hang)) for line in lines)
