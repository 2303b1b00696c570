"""The foot as text, seen from four sides, and how to walk on it from spot to spot. Pure.

Each drawing is kept once, for one foot, and mirrored for the other. Only ASCII is used, so it is the same everywhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

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


def _drawing(art: str, legend: str) -> Drawing:
    """A drawing whose spots are written into the art as letters, which are then blanked; the legend names them."""
    marks = dict(pair.split() for pair in legend.split(","))
    lines: list[str] = []
    spots: dict[str, tuple[int, int]] = {}
    for y, line in enumerate(art.strip("\n").split("\n")):
        for x, letter in enumerate(line):
            if letter in marks:
                spots[marks[letter]] = (x, y)
        lines.append("".join(" " if letter in marks else letter for letter in line).ljust(WIDTH))
    return Drawing(tuple(lines), spots)


# Toes to the right: the outer side of the right foot, the inner side of the left.
_OUTER = _drawing(
    r"""
       |                 \
       |                  |
       |  A            B  |
        \                 |
         \               /
          \             /
           |           |
           | C       D |
           |           |
           |  E  F     `.
          /     .-.      `.
         /  G  ( H )  J  K `-.
        |       `-'         M `-.
        |  N                     `-._
         \        P       Q       R  `-.
          `----.____________.---.______.'
""",
    """
    A calf, B shin-front, C achilles-mid, D ankle-front-high, E ankle-back-deep, F whole-ankle, G fibular-tendons,
    H lat-malleolus, J atfl, K ankle-front, M midfoot-top, N heel-side, P fifth-met-base, Q metatarsals, R toes
    """,
)
_INNER = _drawing(
    r"""
       |                 \
       |                  |
       |  A        B   C  |
        \                 |
         \               /
          \             /
           |           |
           | D       E |
           |           |
           |  F  G     `.
          /     .-.      `.
         /  H  ( J )     K `-.
        |       `-'   L     M `-.
        | N  P                   `-._
         \      _.-'  Q   `-._    R  `-.
          `----''             `''--.__S_.'
""",
    """
    A calf, B shin-inner, C shin-front, D achilles-mid, E ankle-front-high, F ankle-back-deep, G whole-ankle,
    H tarsal-tunnel, J med-malleolus, K ankle-front, L deltoid, M midfoot-top, N achilles-insertion, P heel-side,
    Q arch, R big-toe, S toes
    """,
)
# The right foot from behind: its outer side is on the right.
_BACK = _drawing(
    r"""
         |                       |
         |                       |
         |           A           |
          \                     /
           \                   /
            \    |       |    /
             |   |       |   |
             |   |   B   |   |
             |    \     /    |
            .'     | C |     `.
           ( D  E  |   |  F  G )
            `.    /     \    .'
             |   |   H   |   |
             | J |       |   |
              \   \     /   /
               `-._`-K-'_.-'
""",
    """
    A calf, B achilles-mid, C ankle-back-deep, D med-malleolus, E tarsal-tunnel, F fibular-tendons, G lat-malleolus,
    H achilles-insertion, J heel-side, K heel-plantar
    """,
)
# The sole of the left foot, toes up: seen from below its big toe is on the left.
_SOLE = _drawing(
    r"""
          .--.  .-.  .-.
         /    \(   )(   ).-.
        |  A   |   | B |(   ).-.
         \    / `-'  `-' `-'(   )
         /`--'               `-' \
        /                         \
       |           D               |
       |                          |
        \          E             /
         \                      /
          \  F             G   |
           |                   |
            |                 |
            |        H        |
             \               /
              `-._________.-'
""",
    "A big-toe, B toes, D forefoot, E metatarsals, F arch, G fifth-met-base, H heel-plantar",
)
_KEPT: dict[FootView, tuple[Drawing, Ankle]] = {
    "outer": (_OUTER, "right"),
    "inner": (_INNER, "left"),
    "back": (_BACK, "right"),
    "sole": (_SOLE, "left"),
}
DRAWINGS: dict[tuple[Ankle, FootView], Drawing] = {
    (side, view): drawing if side == kept_for else drawing.mirrored()
    for view, (drawing, kept_for) in _KEPT.items()
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
