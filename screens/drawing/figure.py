"""A figure as cells: its strokes in braille dots, its words beside them, each in the role of its kind. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from math import ceil, cos, hypot, sin

from library.figure import COLUMNS, KINDS, ROWS, Figure, Label, Point, Stroke
from screens.drawing.canvas import Canvas
from screens.drawing.lines import StyledLine, StyledPart, head

Spot = tuple[float, float]

ROLES = {
    "thing": "muted",
    "ghost": "muted",
    "far": "",
    "body": "",
    "band": "amber",
    "foot": "strong",
    "move": "strong",
    "arrow": "link",
}
"""The role of each kind."""
THICK = {"body": 2, "band": 2, "foot": 2, "move": 3}
"""Dots across a stroke; 1 for all others."""
HATCH = 3
DASH = 2
"""Dots of a ghost that are drawn, and as many that are not."""
HEAD, SPREAD = 3, 0.75
"""An arrow's head: its length in dots, and half of its angle in radians."""
_BITS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))


@lru_cache(maxsize=256)
def rows_of(figure: Figure) -> tuple[tuple[StyledPart, ...], ...]:
    """The figure's rows as texts with their styles, without the empty ones above and below."""
    cells: dict[Point, tuple[int, int]] = {}
    for (x, y), kind in dots_of(figure).items():
        place, bit = (x // 2, y // 4), _BITS[y % 4][x % 2]
        seen, first = cells.get(place, (0, 0))
        cells[place] = seen | bit, max(first, KINDS.index(kind))
    canvas = Canvas(COLUMNS, ROWS)
    for (column, row), (bits, kind_at) in cells.items():
        canvas.put(column, row, chr(0x2800 + bits), ROLES[KINDS[kind_at]])
    for word in figure.parts():
        if isinstance(word, Label):
            canvas.put(word.column, word.row, word.text, ROLES[word.kind])
    rows = canvas.rows()
    drawn = [at for at, row in enumerate(rows) if row]
    return rows[drawn[0] : drawn[-1] + 1]


def shown(name: str, figure: Figure | None, steps: Sequence[str], width: int, title: str = "") -> Iterator[StyledLine]:
    """An exercise as a section: under its name, or a title with its name beside, how it looks, then its steps."""
    yield head(title, width, told=((name, ""),)) if title else head(name, width)
    yield from (StyledLine("", row, drawn=True) for row in (rows_of(figure) if figure is not None else ()))
    for number, step in enumerate(steps, 1):
        yield StyledLine("", ((f"{number} ", "bold"), (step, "")), hang=2)


def dots_of(figure: Figure) -> dict[Point, str]:
    """Every dot of the figure that is drawn, with the kind that is seen there."""
    dots: dict[Point, str] = {}
    for stroke in figure.parts():
        if isinstance(stroke, Stroke):
            for x, y in spots(stroke):
                at = round(x), round(y)
                if 0 <= at[0] < 2 * COLUMNS and 0 <= at[1] < 4 * ROWS:
                    dots[at] = max(dots.get(at, stroke.kind), stroke.kind, key=KINDS.index)
    return dots


def spots(stroke: Stroke) -> Iterator[Spot]:
    """Where a stroke's dots are; a thick one may reach over the edge."""
    points = stroke.points
    if stroke.shape == "o":
        yield from _disc(points[0], stroke.radius)
    elif stroke.shape == "#":
        yield from _box(*points)
    else:
        line = list(_curve(points)) if stroke.shape == "c" else points
        yield from _line(line, THICK.get(stroke.kind, 1), DASH if stroke.kind == "ghost" else 0)
        if stroke.kind == "arrow":
            yield from _head(line)


def _disc(centre: Point, radius: int) -> Iterator[Spot]:
    around = range(-radius, radius + 1)
    return ((centre[0] + x, centre[1] + y) for x in around for y in around if hypot(x, y) <= radius + 0.3)


def _box(corner: Point, other: Point) -> Iterator[Spot]:
    (left, top), (right, bottom) = corner, other
    for y in range(top, bottom + 1):
        for x in range(left, right + 1):
            if y in (top, bottom) or x in (left, right) or (x + y) % HATCH == 0:
                yield x, y


def _curve(points: Sequence[Point]) -> Iterator[Spot]:
    """Points along the curve of Catmull and Rom through these."""
    ends = [points[0], *points, points[-1]]
    if points[0] == points[-1]:
        ends[0], ends[-1] = points[-2], points[1]
    for a, b, c, d in zip(ends, ends[1:], ends[2:], ends[3:], strict=False):
        steps = max(2, ceil(hypot(c[0] - b[0], c[1] - b[1]) / 2))
        for step in range(steps + (d is ends[-1] and c is ends[-2])):
            t = step / steps
            x, y = (
                b[n]
                + t * (c[n] - a[n]) / 2
                + t * t * (2 * a[n] - 5 * b[n] + 4 * c[n] - d[n]) / 2
                + t**3 * (3 * b[n] - a[n] - 3 * c[n] + d[n]) / 2
                for n in (0, 1)
            )
            yield x, y


def _line(points: Iterable[Spot], thick: int, dash: int = 0) -> Iterator[Spot]:
    drawn = 0
    for (x0, y0), (x1, y1) in pairwise(points):
        flat = abs(x1 - x0) >= abs(y1 - y0)
        steps = max(1, ceil(max(abs(x1 - x0), abs(y1 - y0))))
        for step in range(steps + 1):
            drawn += 1
            if dash and drawn // dash % 2:
                continue
            x, y = x0 + (x1 - x0) * step / steps, y0 + (y1 - y0) * step / steps
            for across in range(thick):
                beside = across - (thick > 2)
                yield (x, y + beside) if flat else (x + beside, y)


def _head(points: Sequence[Spot]) -> Iterator[Spot]:
    """The two strokes of an arrow's head, at the last point."""
    (x0, y0), (x1, y1) = points[max(0, len(points) - 3)], points[-1]
    long = hypot(x1 - x0, y1 - y0) or 1
    along, up = (x0 - x1) / long, (y0 - y1) / long
    for turn in (SPREAD, -SPREAD):
        end = (x1 + HEAD * (along * cos(turn) - up * sin(turn)), y1 + HEAD * (along * sin(turn) + up * cos(turn)))
        yield from _line(((x1, y1), end), 1)
