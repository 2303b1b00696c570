"""A figure of an exercise: strokes and words on a field of dots, drawn by hand in the exercise's own file. Pure.

A line of ``draw`` is a kind and its shapes, ``;`` between them, each by points: ``x,y`` in dots from the upper left
corner, 2 x 4 dots to a cell::

    body 30,12 30,24 34,34; o 30,6 3        straight strokes from point to point; a disc, and its radius
    move c 10,40 16,30 22,40                a curve through its points; two of them a straight stroke
    thing # 40,30 60,46                     a box, hatched
    arrow 8,40 8,30; 2,7 "up on both"       strokes or a curve with a head at the end; words, their place in cells

``!`` behind a kind says that its lowest point bears weight; a test looks for what it stands on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

import msgspec

Point = tuple[int, int]
FigureView = Literal["side", "front", "above", "close"]

COLUMNS, ROWS = 36, 12
"""The cells of a field."""
VIEWS: dict[FigureView, str] = {
    "side": "From the side",
    "front": "From the front",
    "above": "From above",
    "close": "Close up",
}
KINDS = ("thing", "ghost", "far", "body", "band", "foot", "move", "arrow")
"""Things, where a limb was, the limb behind, the body, a band, the foot that works, what moves, where to. What stands
later is seen first."""
_SHAPE = re.compile(r'(?:([oc#]) )?(\d+,\d+(?: \d+,\d+)*)(?: (\d+))?(?: "([^"]+)")?')


class Stroke(msgspec.Struct, frozen=True):
    """What is drawn of one kind: ``shape`` is empty for straight strokes, or o, c, #; ``radius`` in dots, of a disc."""

    kind: str
    shape: str
    points: tuple[Point, ...]
    radius: int
    bears: bool


class Label(msgspec.Struct, frozen=True):
    """Words beside the strokes, in the colour of what they are about; their place is in cells."""

    kind: str
    column: int
    row: int
    text: str


class Figure(msgspec.Struct, frozen=True):
    """How an exercise looks, from where it shows best; ``step`` is the one of its steps, from 1, that is drawn.

    ``spoken`` says the same in a sentence.
    """

    view: FigureView
    spoken: str
    step: int
    draw: str

    def __post_init__(self) -> None:
        if not self.spoken.strip():
            raise ValueError("spoken is empty; expected the figure in a sentence")
        for _ in self.parts():
            pass

    def parts(self) -> Iterator[Stroke | Label]:
        """Its strokes and words, in the order they are drawn.

        Raises ValueError: a line is none of them, or leaves the field.
        """
        for line in self.draw.strip().splitlines():
            named, _, shapes = line.partition(" ")
            kind = named.removesuffix("!")
            for found in map(_SHAPE.fullmatch, shapes.split("; ")):
                if found is None or kind not in KINDS:
                    raise ValueError(f"draw has {line!r}; expected a kind, shapes and points")
                shape, pairs, radius, text = found.groups()
                points = tuple((int(x), int(y)) for x, y in (pair.split(",") for pair in pairs.split()))
                wide, high = (COLUMNS - len(text) + 1, ROWS) if text else (2 * COLUMNS, 4 * ROWS)
                if any(x >= wide or y >= high for x, y in points):
                    raise ValueError(f"draw has {line!r}, which leaves the field")
                if text:
                    yield Label(kind, *points[0], text)
                else:
                    yield Stroke(kind, shape or "", points, int(radius or 0), kind != named)
