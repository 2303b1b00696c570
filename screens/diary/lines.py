"""The diary drawn: what stands before an entry, the month it is in as a calendar, and all that is in it. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from journal.dates import DAY_NAMES, MONTH_NAMES
from journal.entries import ANKLES, Ankle
from journal.rules.ankle.bands import Bands
from journal.rules.week.charted import NO_DAY, ChartedDay
from screens.drawing.ankles import BLOCKS, block, pair
from screens.drawing.canvas import Canvas
from screens.drawing.glyphs import LIGHT_GLYPHS, LIGHT_STYLES
from screens.drawing.lines import MUTED, StyledLine, StyledPart, head

DAY = 15
"""Cells of a day's name and its two ratings."""
CELL = 5
"""Cells of a day of the calendar: left, right, run, session, a gap."""
MONTH_ROWS = 15
"""Rows of a month at most, its head and the blank line before it among them."""


def month_name(day: date) -> str:
    """``Nov 2026``."""
    return f"{MONTH_NAMES[day.month - 1]} {day.year}"


def day_mark(day: date, rated: Mapping[Ankle, int], bands: Bands) -> tuple[StyledPart, ...]:
    """``Wed 25 ▲3 ●0``: the day, and each ankle's highest rating of it with the mark of its band; a dash unrated."""
    parts: list[StyledPart] = [(f"{DAY_NAMES[day.weekday()]} {day.day:>2} ", "bold")]
    for side in ANKLES if rated else ():
        rating = rated.get(side)
        light = "none" if rating is None else str(bands.light(rating))
        mark = "–" if rating is None else LIGHT_GLYPHS[light]
        parts.append((f"{mark}{'' if rating is None else rating} ", f"bold {LIGHT_STYLES[light]}"))
    return (*parts, (" " * (DAY - sum(len(text) for text, _ in parts)), ""))


def month(
    days: Mapping[date, ChartedDay],
    within: date,
    today: date,
    *,
    chosen: date,
    bands: Bands,
    width: int,
    first_weekday: int = 1,
) -> Iterator[StyledLine]:
    """The month a day is in: each day's highest left and right, its run and session beneath.

    ``chosen``: the day that is marked.
    ``first_weekday``: what a week begins with, 1 for Monday.
    """
    first = within.replace(day=1)
    yield head(month_name(first), width)
    weekdays = [DAY_NAMES[(first_weekday - 1 + place) % 7][:2] for place in range(7)]
    yield StyledLine("", (("".join(f"{name:<{CELL}}" for name in weekdays).rstrip(), MUTED),), drawn=True)
    before = (first.weekday() - (first_weekday - 1)) % 7
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    canvas = Canvas(7 * CELL, 2 * ((before + last.day + 6) // 7))
    for place in range(last.day):
        day = first + timedelta(days=place)
        week, column = divmod(before + place, 7)
        x, y = column * CELL, 2 * week
        role = "link strong reverse" if day == chosen else "strong" if day == today else "muted"
        canvas.put(x, y, f"{day.day:>2}", role)
        one = days.get(day, NO_DAY)
        if day <= today:
            pair(canvas, x, y + 1, one, bands)
        for at, (minutes, role) in enumerate(((one.run_min, "run"), (one.session_min, "work")), 2):
            if minutes:
                canvas.put(x + at, y + 1, block(minutes), role)
    yield from (StyledLine("", row, drawn=True) for row in canvas.rows())


def legend() -> StyledLine:
    """What the calendar's marks are, in their places: a day without a run has a session's alone."""
    words = (("31", MUTED), (BLOCKS[3], "$run"), (BLOCKS[6], "$work"), (" is left, right, run, session", MUTED))
    return StyledLine("", words, drawn=True)


def entry_lines(title: str, lines: Sequence[str], width: int) -> Iterator[StyledLine]:
    """All that is in an entry under its title, what its first line holds a line each."""
    yield head(title, width)
    for line in (*lines[0].split(" · "), *lines[1:]):
        yield StyledLine("", ((line, ""),), hang=2)
