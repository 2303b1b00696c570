"""How far a pair of shoes has come on its way: done is heavy, to come is thin, with a notch where it is looked at and
where it ends. Pure.
"""

from __future__ import annotations

from itertools import groupby

from screens.drawing.lines import StyledPart
from screens.drawing.roles import style_of

DONE, TO_COME, NOTCH = "━", "─", "┃"
BEYOND = 1.1
"""The line ends a tenth past the limit."""


def wear(km: float, look_km: float, limit_km: float, width: int) -> tuple[StyledPart, ...]:
    """The way in ``width`` cells: grey, amber from ``look_km`` on, red from ``limit_km`` on."""
    per_km = width / (BEYOND * limit_km)
    role = "red" if km >= limit_km else "amber" if km >= look_km else "run"
    done = max(1, round(km * per_km)) if km > 0 else 0
    cells = [(DONE, role) if place < done else (TO_COME, "line") for place in range(width)]
    for mark, colour in ((look_km, "amber"), (limit_km, "red")):
        place = int(mark * per_km)
        if 0 <= place < width:
            cells[place] = NOTCH, colour
    return tuple(
        ("".join(cell for cell, _ in alike), style_of(role)) for role, alike in groupby(cells, key=lambda cell: cell[1])
    )
