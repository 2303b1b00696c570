"""A row of the table of figures, and timing that is fair to both sides."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """A figure: what was measured, what it is held against, what is to be reached. ``within`` None: for information."""

    name: str
    what: str
    measured: str
    against: str = ""
    to_reach: str = ""
    within: bool | None = None


def printed(rows: Sequence[Row]) -> str:
    """The rows as a table in Markdown."""
    head = ("row", "what", "measured", "against", "to reach", "")
    marks = {True: "reached", False: "NOT REACHED", None: ""}
    cells = [head] + [(row.name, row.what, row.measured, row.against, row.to_reach, marks[row.within]) for row in rows]
    widths = [max(len(line[n]) for line in cells) for n in range(len(head))]
    lines = [
        "| " + " | ".join(text.ljust(width) for text, width in zip(line, widths, strict=True)) + " |" for line in cells
    ]
    rule = "|" + "|".join("-" * (width + 2) for width in widths) + "|"
    return "\n".join([lines[0], rule, *lines[1:]])


def side_by_side(one: Callable[[], object], other: Callable[[], object], times: int) -> tuple[float, float]:
    """The median seconds of two things done in turn, so that a busy moment of the machine hits both."""
    first, second = [], []
    for _ in range(times):
        first.append(_timed(one))
        second.append(_timed(other))
    return statistics.median(first), statistics.median(second)


def median(thing: Callable[[], object], times: int, clock: Callable[[], float] = time.perf_counter) -> float:
    """The median seconds of a thing; by ``time.process_time`` without what else the machine does."""
    return statistics.median(_timed(thing, clock) for _ in range(times))


def _timed(thing: Callable[[], object], clock: Callable[[], float] = time.perf_counter) -> float:
    start = clock()
    thing()
    return clock() - start


def ms(seconds: float) -> str:
    """``1.23 ms``."""
    return f"{seconds * 1000:.3g} ms"
