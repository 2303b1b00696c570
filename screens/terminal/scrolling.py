"""Finds out whether rows of a frame are rows that stand there already, only further up or down.

A list that scrolls by a line changes nearly every cell of its rows. Terminals have been able to move rows themselves
since the VT100; moving them costs a dozen bytes, and what is left to send is the line that came into sight.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from operator import itemgetter, ne
from typing import NamedTuple

from screens.terminal.cells import Cell

FURTHEST = 3
"""Lines up to which a move is looked for."""
LEAST_ROWS = 4
"""Changed rows from which looking is worth it."""
LEAST_LETTERS = 90
"""Letters a move must save; blanks are erased, many at once."""

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
    touched = range(changed[0], changed[-1] + 1)
    if any(y not in wanted for y in touched) or any(None in row for row in wanted.values()):
        return None
    letters = {y: [x for x, cell in enumerate(wanted[y]) if cell is None or cell[0] != " "] for y in touched}
    picked = {y: itemgetter(*at, at[-1]) if at else None for y, at in letters.items()}
    shown = {y: pick(wanted[y]) if pick else () for y, pick in picked.items()}

    def to_send(y: int, row: CellRow) -> int:
        """Letters of a row that are not there yet, where another row stands."""
        pick = picked[y]
        return sum(map(ne, pick(row), shown[y])) if pick else 0

    left = {y: to_send(y, rows[y]) for y in touched}
    best, most = None, LEAST_LETTERS
    for lines in (*range(1, FURTHEST + 1), *range(-FURTHEST, 0)):
        saved = {y: left[y] - to_send(y, rows[y + lines]) if y + lines in touched else 0 for y in touched}
        come = {y: left[y] - len(letters[y]) for y in touched}
        first, last, cells = _stretch(saved, come, touched, lines)
        if cells > most:
            best, most = Move(first, last, lines), cells
    return best


def _stretch(saved: Mapping[int, int], come: Mapping[int, int], touched: range, lines: int) -> tuple[int, int, int]:
    """The rows whose move by so many lines saves most: the first and the last of them, and the letters saved.

    ``saved``: what each row saves where another row moves to; ``come``: where blanks come in.
    """
    rows = touched if lines > 0 else touched[::-1]
    step, many = rows.step, abs(lines)
    best, first, total = (0, 0, 0), rows[0], 0
    for y in rows[:-many]:
        if total <= 0:
            first, total = y, 0
        total += saved[y]
        last = y + many * step
        gain = total + sum(come[at] for at in range(y + step, last + step, step))
        if gain > best[2]:
            best = min(first, last), max(first, last), gain
    return best
