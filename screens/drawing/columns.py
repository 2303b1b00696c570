"""How the width of a screen is shared between its columns. Pure."""

from __future__ import annotations

from screens.drawing.rows import AIR, GUTTER

EDGES = GUTTER + AIR + 1
"""Cells of a column that are no text; the last is for the bar of a list that scrolls."""
FIRST = 78
"""Cells of the first of several columns: as wide as words are read with ease."""
TWO, THREE = 110, 170
"""From so many cells on there are two columns, and three; docs and pictures have 60, 80, 120 and 200."""
COLUMNS, LINES = 60, 20
"""From this size of the window on every screen works."""
BARS = 3
"""Rows of the title and of the keys."""


def columns(width: int) -> tuple[int, ...]:
    """The columns' widths, edges included: the first as it is always, the rest shared 4 to 3."""
    if width < TWO:
        return (width,)
    if width < THREE:
        return FIRST, width - FIRST
    second = (width - FIRST) * 4 // 7
    return FIRST, second, width - FIRST - second


def is_too_small(size: tuple[int, int]) -> bool:
    """Whether a window of so many columns and rows has no room for a screen."""
    return size[0] < COLUMNS or size[1] < LINES
