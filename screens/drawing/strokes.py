"""A session as strokes, one a set, and the way of a pair of shoes: heavy is done, thin is to come. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from screens.drawing.lines import StyledPart, joined
from screens.drawing.roles import style_of

DONE, TO_COME, LEFT_OUT, NOTCH = "━", "─", "╌", "┃"
BEYOND = 1.1
"""The line of a pair of shoes ends a tenth past its limit."""
NOW = "now"
"""In place of the result of the set that is next."""
_STROKES = {
    "done": ("green", DONE),
    "reduced": ("amber", DONE),
    "shaky": ("amber", DONE),
    "skipped-sore": ("muted", LEFT_OUT),
    "skipped-other": ("muted", LEFT_OUT),
    NOW: ("strong", "╸"),
    None: ("muted", TO_COME),
}
"""The colour of each result, and its stroke."""


def strokes(exercises: Sequence[Sequence[str | None]], width: int) -> tuple[StyledPart, ...]:
    """The results of each exercise's sets in at most ``width`` cells.

    Where they do not fit the gaps go, then all is one line, heavy as far as the sets have a result.
    """
    cells = [cell for results in exercises for cell in (("", " "), *(_STROKES[result] for result in results))][1:]
    if len(cells) > width:
        cells = [cell for cell in cells if cell[0]]
    if len(cells) > width:
        done = sum(stroke in (DONE, LEFT_OUT) for _, stroke in cells) * width // len(cells)
        cells = [("green", DONE)] * done + [("muted", TO_COME)] * (width - done)
    return joined((stroke, style_of(role)) for role, stroke in cells)


def wear(km: float, look_km: float, limit_km: float, width: int) -> tuple[StyledPart, ...]:
    """How far a pair of shoes has come in ``width`` cells: grey, amber from ``look_km`` on, red from ``limit_km`` on.

    A notch is where it is looked at, and where it ends.
    """
    per_km = width / (BEYOND * limit_km)
    role = "red" if km >= limit_km else "amber" if km >= look_km else "run"
    done = max(1, round(km * per_km)) if km > 0 else 0
    cells = [(DONE, role) if place < done else (TO_COME, "line") for place in range(width)]
    for mark, colour in ((look_km, "amber"), (limit_km, "red")):
        place = int(mark * per_km)
        if 0 <= place < width:
            cells[place] = NOTCH, colour
    return joined((cell, style_of(role)) for cell, role in cells)
