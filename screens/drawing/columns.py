"""How the width of a screen is shared between its columns. Pure."""

from __future__ import annotations

from screens.drawing.wrapping import PROSE

EDGES = 3
"""Cells of a column that are no text: two before it, and after it one for the bar of a list that scrolls."""
TWO, THREE = 110, 170
"""From so many cells on there are two columns, and three; docs and pictures have 60, 80, 120 and 200."""
COLUMNS, LINES = 60, 20
"""From this size of the window on every screen works."""
BARS = 3
"""Rows of the title and of the keys."""


def columns(width: int) -> tuple[int, ...]:
    """The columns' widths, edges included: the first as wide as words are read with ease, the rest shared 4 to 3."""
    if width < TWO:
        return (width,)
    first = PROSE + EDGES
    if width < THREE:
        return first, width - first
    second = (width - first) * 4 // 7
    return first, second, width - first - second


def is_too_small(size: tuple[int, int]) -> bool:
    """Whether a window of so many columns and rows has no room for a screen."""
    return size[0] < COLUMNS or size[1] < LINES
