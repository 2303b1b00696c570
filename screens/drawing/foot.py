"""The foot as text, seen from four sides, and how to walk on it from spot to spot. Pure.

Each drawing is kept once, for one foot, and mirrored for the other. Only ASCII is used, so it is the same everywhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Literal, cast

import msgspec

from journal.entries import ANKLES, Ankle
from screens.drawing.canvas import Canvas
from screens.drawing.lines import StyledPart

Direction = Literal["up", "down", "left", "right"]
FootView = Literal["outer", "inner", "back", "sole"]
VIEW_LABELS: dict[FootView, str] = {
    "outer": "outer side",
    "inner": "inner side",
    "back": "from behind",
    "sole": "from below",
}
VIEWS = tuple(VIEW_LABELS)
WIDTH, HEIGHT = 44, 16
_MIRROR = str.maketrans("/\\()`'<>[]", "\\/)('`><][")


class Drawing(msgspec.Struct, frozen=True):
    """Lines of :data:`WIDTH` cells and the cell (column, row) of each spot on them."""

    lines: tuple[str, ...]
    spots: dict[str, tuple[int, int]]

    def mirrored(self) -> Drawing:
        """The same for the other foot."""
        return Drawing(
            tuple(line[::-1].translate(_MIRROR) for line in self.lines),
            {id: (WIDTH - 1 - x, y) for id, (x, y) in self.spots.items()},
        )


def _kept() -> Iterator[tuple[FootView, Ankle, Drawing]]:
    """Each view as ``foot.txt`` has it, and of which foot."""
    for part in Path(__file__).with_suffix(".txt").read_text(encoding="utf-8").split("\n== ")[1:]:
        title, *lines = part.split("\n")
        view, side = title.split()
        legend = " ".join(lines[HEIGHT:]).split(",")
        yield cast(FootView, view), cast(Ankle, side), _drawing(lines[:HEIGHT], dict(map(str.split, legend)))


def _drawing(art: Sequence[str], marks: Mapping[str, str]) -> Drawing:
    """A drawing whose spots are written into the art as letters, which are then blanked."""
    letters = {letter: (x, y) for y, line in enumerate(art) for x, letter in enumerate(line) if letter in marks}
    blank = str.maketrans(dict.fromkeys(marks, " "))
    return Drawing(
        tuple(line.translate(blank).ljust(WIDTH) for line in art),
        {marks[letter]: place for letter, place in letters.items()},
    )


DRAWINGS: dict[tuple[Ankle, FootView], Drawing] = {
    (side, view): drawing if side == kept_for else drawing.mirrored()
    for view, kept_for, drawing in _kept()
    for side in ANKLES
}


def views_with(spot: str) -> tuple[FootView, ...]:
    """The views a spot can be seen on, in their order."""
    return tuple(view for view in VIEWS if spot in DRAWINGS["left", view].spots)


def view_of(counts: Mapping[str, int]) -> FootView:
    """The view that shows most of what is counted by spot; of several the one that has it nearest to its middle."""

    def shows(view: FootView) -> tuple[int, int]:
        found = [(days, spots[id][0]) for id, days in counts.items() if id in (spots := DRAWINGS["left", view].spots)]
        return sum(days for days, _ in found), -sum(days * abs(x - WIDTH // 2) for days, x in found)

    return max(VIEWS, key=shows)


def foot_rows(side: Ankle, view: FootView, marks: Mapping[str, StyledPart]) -> tuple[tuple[StyledPart, ...], ...]:
    """The drawing's rows with marks on spots that it shows, each a text around its cell and a role, the last on top."""
    drawing = DRAWINGS[side, view]
    canvas = Canvas(WIDTH, HEIGHT)
    for y, line in enumerate(drawing.lines):
        canvas.put(0, y, line, "muted")
    for spot, (text, role) in marks.items():
        if spot in drawing.spots:
            x, y = drawing.spots[spot]
            canvas.put(x - len(text) // 2, y, text, role)
    return canvas.rows()


def first_spot(side: Ankle, view: FootView) -> str:
    """Where the cursor starts on a view: the spot nearest its middle."""
    spots = DRAWINGS[side, view].spots
    return min(spots, key=lambda id: (abs(spots[id][0] - WIDTH // 2) + 2 * abs(spots[id][1] - HEIGHT // 2), id))


def neighbour(side: Ankle, view: FootView, spot: str, direction: Direction) -> str:
    """The spot an arrow leads to: the nearest that way, keeping to the arrow's line; the same one at the edge."""
    spots = DRAWINGS[side, view].spots
    x, y = spots[spot]
    best, least = spot, 10_000.0
    for id, (other_x, other_y) in spots.items():
        # A row is about twice as high as a column is wide.
        across, down = other_x - x, 2 * (other_y - y)
        along, aside = (across, abs(down)) if direction in ("left", "right") else (down, abs(across))
        along = -along if direction in ("left", "up") else along
        if along <= 0:
            continue
        cost = along + 2.5 * aside
        if cost < least:
            best, least = id, cost
    return best
