"""Both ankles' highest rating of each day as a chart of letters. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from journal.dates import short_day
from journal.entries import ANKLES, Ankle
from journal.rules.ankle.soreness import Bands
from screens.drawing.glyphs import SIDE_STYLES
from screens.drawing.lines import BLANK, MUTED, StyledLine, StyledPart, heading
from screens.drawing.trend import letters, levels_to

AXIS = 5
"""Cells of the two-ankle chart's scale, its rule included: ``9-10`` is the longest label."""


def two_ankles(
    last: date,
    count: int,
    peaks: Mapping[Ankle, Mapping[date, int]],
    bands: Bands | None = None,
    *,
    height: int = 7,
    step: int = 2,
) -> Iterator[StyledLine]:
    """Both ankles' highest rating of each day up to ``last``: L left, R right, B both; weeks named below.

    The scale is that of the trend on Soreness: a row a rating where ``height`` lines do, else pairs within a light.
    """
    days_ = [last - timedelta(days=count - 1 - n) for n in range(count)]
    series = [[peaks[side].get(day) if not n else None for day in days_ for n in range(step)] for side in ANKLES]
    known = [value for one in series for value in one if value is not None]
    yield BLANK
    note = f"{count // 7} weeks; L left, R right, B both"
    yield heading("Both ankles", note)
    if not known:
        yield StyledLine("", (("not rated in these weeks", ""),))
        return
    for number, level in enumerate(levels_to(max(4, *known), height, bands or Bands())):
        cells = letters(level, series[0], series[1]).rstrip()
        yield StyledLine(f"ankles-{number}", by_side(f"{level.label:>{AXIS - 1}}┤{cells}"))
    axis = " " * AXIS
    for column in range(0, count, 7):
        axis += f"{short_day(days_[column])[4:]:<{7 * step}}"
    yield StyledLine("", ((axis.rstrip(), MUTED),))


def by_side(line: str) -> tuple[StyledPart, ...]:
    """A line of the two-ankle chart, each letter in its side's colour."""
    axis, cells = line[:AXIS], line[AXIS:]
    styles = {"L": f"bold {SIDE_STYLES['left']}", "R": f"bold {SIDE_STYLES['right']}", "B": "bold"}
    return ((axis, MUTED), *((cell, styles.get(cell, "")) for cell in cells))
