"""Today as the cells of a whole window, before Textual is there: the lines, rows and bars that its widgets show."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from msgspec import Struct

from journal.dates import long_day
from screens.drawing.bars import KeyShown, keys_that_fit, screen_names, title_line
from screens.drawing.columns import BARS, EDGES, columns
from screens.drawing.key import key_now
from screens.drawing.keys import APP_KEYS, NAMED
from screens.drawing.lines import StyledLine, StyledPart
from screens.drawing.rows import before, scrollbar, wrapped_line
from screens.terminal.cells import Cell, add, cells_of
from screens.terminal.palette import Pens

CURSOR = "$foreground $select-text-style"


class Page(Struct, frozen=True):
    """Today's lines, column by column, and the id of the one the cursor begins on."""

    lists: tuple[list[StyledLine], ...]
    cursor: str


class Frame(NamedTuple):
    """The rows of a window, and where the terminal's cursor stands in it."""

    rows: list[list[Cell]]
    caret: tuple[int, int]


def today_frame(page: Page, now: datetime, pens: Pens, width: int, height: int) -> Frame | None:
    """Today in a window; None where its first line is out of sight."""
    drawing = _Drawing(pens)
    high = height - BARS
    if any("\t" in line.text for lines in page.lists for line in lines):
        return None
    others = columns(width)[: len(page.lists) - 1]
    widths = (*others, width - sum(others))
    drawn = [
        drawing.column(lines, page.cursor if place == 0 else "", wide, high)
        for place, (lines, wide) in enumerate(zip(page.lists, widths, strict=True))
    ]
    caret = drawn[0].cursor
    if caret is None:
        return None
    title = drawing.filled(title_line("Today", "", long_day(now.date()), width), width, "panel")
    body = [[cell for column in drawn for cell in column.rows[y]] for y in range(high)]
    return Frame([title, *body, *drawing.keys(width)], (0, caret + 1))


def key_of(id: str) -> str:
    """A key as it comes with the program, by its id."""
    return key_now(NAMED[id], {})


class _Column(NamedTuple):
    rows: list[list[Cell]]
    cursor: int | None
    """The row the cursor begins on, where that is in sight."""


class _Drawing:
    """Draws in the pens of a palette."""

    def __init__(self, pens: Pens) -> None:
        self._pen, self._row_has_ground = pens.pen, pens.row_has_ground

    def filled(
        self, parts: Sequence[StyledPart], width: int, ground: str = "background", after: Sequence[Cell] = ()
    ) -> list[Cell]:
        """Parts after some cells, and blanks up to a width."""
        cells = [*after]
        for text, style in parts:
            add(cells, cells_of(text, self._pen(style, ground)))
        return [*cells, *cells_of(" " * (width - len(cells)), self._pen("", ground))]

    def column(self, lines: Sequence[StyledLine], cursor: str, width: int, height: int) -> _Column:
        """A list from its beginning, with its cursor on the line of an id."""
        wrapped = [wrapped_line(line, width - EDGES) for line in lines]
        tall = sum(map(len, wrapped))
        bar = scrollbar(height, tall) if tall > height else ()
        rows: list[list[Cell]] = []
        place = None
        for line, told in zip(lines, wrapped, strict=True):
            current = bool(cursor) and line.id == cursor
            if current and len(rows) + len(told) <= height:
                place = len(rows)
            rows += self._row(line, told, current, width - bool(bar))
        rows = [*rows[:height], *(self.filled((), width) for _ in range(height - len(rows)))]
        return _Column(
            [[*row, *self.filled([side], 1)] for row, side in zip(rows, bar, strict=True)] if bar else rows, place
        )

    def _row(
        self, line: StyledLine, told: Sequence[Sequence[StyledPart]], current: bool, width: int
    ) -> Iterator[list[Cell]]:
        ground = "select" if current and self._row_has_ground else "panel" if line.edge else "background"
        sign, beside = before(line.edge, current)
        edge = cells_of(sign, self._pen("$link" if current else "", ground if current else "background"))
        under = f"{CURSOR} " if current else ""
        for parts in told:
            row = [(text, under + style) for text, style in (*beside, *parts)]
            yield self.filled(row, width, ground, edge)

    def keys(self, width: int) -> Iterator[list[Cell]]:
        shown = [KeyShown(key_now(key, {}), key.label, key.keys) for key in APP_KEYS if key.show]
        keys = [key.parts for key in keys_that_fit(shown, width - 2)]
        names = [[part] for _, part in screen_names(key_of, "today", width - 2)]
        for line in (keys, names):
            parts: list[StyledPart] = [(" ", "")]
            for place, one in enumerate(line):
                parts += [("  " if place else "", ""), *one]
            yield self.filled(parts, width, "panel")
