"""A week in seven columns: each ankle on waking and later with its numbers, what was run and trained. Pure.

The lanes are those of the chart over weeks (:mod:`screens.drawing.ankles`), at one week.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta

from journal.dates import DAY_NAMES
from journal.entries import ANKLES
from journal.rules.ankle.bands import Bands
from journal.rules.week.charted import NO_DAY, ChartedDay, Ratings
from journal.units import DistanceUnit
from screens.drawing.ankles import bar, block, scale
from screens.drawing.canvas import Canvas
from screens.drawing.lines import StyledLine

GUTTER = 10
LANE = 3
ROOMY = 9
"""From so many cells on a day has four cells of bars and both its numbers; below, two and the higher one."""
DAYS = "days"
"""The id of the line of the days' names, which takes the cursor."""


def seven(
    days: Mapping[date, ChartedDay],
    monday: date,
    today: date,
    *,
    bands: Bands,
    width: int,
    km: Callable[[float], str],
    unit: DistanceUnit,
    said: Mapping[date, str],
    none: str,
    chosen: date,
) -> Iterator[StyledLine]:
    """The seven days in ``width`` cells, today on a ground of its own.

    ``km``: a distance as a number, in ``unit``.
    ``said``: what is said of a day in place of minutes trained.
    ``none``: what is said where nothing was run, or trained, in the whole week.
    ``chosen``: the day that is marked.
    """
    room = max(6, (width - GUTTER) // 7)
    cells = 4 if room >= ROOMY else 2
    canvas = Canvas(GUTTER + 7 * room, 2 * LANE + 3)
    for place in range(7):
        day = monday + timedelta(days=place)
        x = GUTTER + place * room
        if day == today:
            canvas.panel(x - 1, 0, room, canvas.height)
        name = f"{DAY_NAMES[place] if room > 6 else DAY_NAMES[place][:2]} {day.day}"
        canvas.put(x, 0, name, "link strong reverse" if day == chosen else "strong" if day == today else "muted")
        one = days.get(day, NO_DAY)
        for row, side in enumerate(ANKLES):
            if day <= today:
                _rated(canvas, x, 1 + row * LANE, one.side(side), cells, bands)
        _done(canvas, x, 2 * LANE + 1, one.run_min, "run", cells // 2, km(one.run_km) if one.run_km else "", room)
        minutes = f"{one.session_min}m" if one.session_min else ""
        _done(canvas, x, 2 * LANE + 2, one.session_min, "work", cells // 2 + (cells > 2), minutes, room)
        if not one.session_min:
            canvas.put(x, 2 * LANE + 2, (said.get(day, "") or ("○" if one.due else ""))[: room - 1], "muted")
    for row, side in enumerate(ANKLES):
        scale(canvas, 7, 1 + row * LANE, LANE, side, bands)
    canvas.put(0, 2 * LANE + 1, f"run {unit}", "muted")
    canvas.put(0, 2 * LANE + 2, "session", "muted")
    if not any(one.run_min or one.run_km for one in days.values()):
        canvas.put(GUTTER, 2 * LANE + 1, none, "muted")
    if not said and not any(one.session_min or one.due for one in days.values()):
        canvas.put(GUTTER, 2 * LANE + 2, none, "muted")
    for number, parts in enumerate(canvas.rows()):
        yield StyledLine("" if number else DAYS, parts, drawn=True)


def _rated(canvas: Canvas, x: int, y: int, ratings: Ratings, cells: int, bands: Bands) -> None:
    """Waking and later as bars, and the numbers beside their foot; a dash for a day nobody rated."""
    waking, later = ratings.waking, ratings.later
    first, second = (later if waking is None else waking), (waking if later is None else later)
    if first is None or second is None:
        canvas.put(x + cells + 1, y + LANE - 1, "–", "muted")
        return
    half = cells // 2
    for start, rating in ((x, first), (x + half, second)):
        bar(canvas, start, y, LANE, rating, bands, half)
    highest = max(first, second)
    words = f"{first}→{second}" if cells > 2 and first != second else str(highest)
    canvas.put(x + cells + 1, y + LANE - 1, words, f"{bands.light(highest)} strong" if highest else "muted")


def _done(canvas: Canvas, x: int, y: int, minutes: int, role: str, cells: int, words: str, room: int) -> None:
    if minutes:
        canvas.put(x, y, block(minutes) * cells, role)
    if words:
        canvas.put(x + max(cells, min(cells + 1, room - 1 - len(words))), y, words, "")
