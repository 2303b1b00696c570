"""A session as strokes: one a set, a gap between exercises; heavy is done, thin is to come. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from screens.drawing.lines import StyledPart
from screens.drawing.roles import style_of

DONE, TO_COME, LEFT_OUT = "━", "─", "╌"
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
    drawn = groupby(cells, key=lambda cell: cell[0])
    return tuple(("".join(stroke for _, stroke in alike), style_of(role)) for role, alike in drawn)
