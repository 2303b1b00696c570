"""Finds out whether rows of a frame are rows that stand there already, only further up or down.

A list that scrolls by a line changes nearly every cell of its rows. Terminals have been able to move rows themselves
since the VT100; moving them costs a dozen bytes, and what is left to send is the line that came into sight.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from operator import ne
from typing import NamedTuple

from screens.terminal.cells import DEFAULT, PLAIN, Cell

FURTHEST = 3
"""Lines up to which a move is looked for."""
LEAST_ROWS = 4
"""Changed rows from which looking is worth it."""
LEAST_CELLS = 120
"""Cells a move must save."""

CellRow = list[Cell | None]


class Move(NamedTuple):
    """Rows ``top`` to ``bottom`` (inclusive) move up by ``lines``; down when negative. What comes in is blank."""

    top: int
    bottom: int
    lines: int


def find_move(rows: Sequence[CellRow], wanted: Mapping[int, CellRow]) -> Move | None:
    """The move after which least is left to send; None when none is worth it.

    ``rows``: what the terminal shows.
    ``wanted``: what it is to show, for the rows an update touches.
    """
    changed = sorted(y for y, row in wanted.items() if row != rows[y])
    if len(changed) < LEAST_ROWS:
        return None
    top, bottom = changed[0], changed[-1]
    if any(y not in wanted for y in range(top, bottom + 1)) or any(None in row for row in wanted.values()):
        return None
    blank: CellRow = [(" ", DEFAULT, PLAIN)] * len(rows[top])
    least = sum(sum(map(ne, rows[y], wanted[y])) for y in changed) - LEAST_CELLS
    best: Move | None = None
    for lines in (*range(1, FURTHEST + 1), *range(-FURTHEST, 0)):
        left = 0
        for y in range(top, bottom + 1):
            source = rows[y + lines] if top <= y + lines <= bottom else blank
            left += sum(map(ne, source, wanted[y]))
            if left >= least:
                break
        else:
            least, best = left, Move(top, bottom, lines)
    return best
