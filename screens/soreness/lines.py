"""Soreness drawn, column by column: the verdict's card, both ankles, the chart, and the lists below or beside it.

Pure: the screen shows these lines.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta

from msgspec import Struct

from journal.dates import DAY_NAMES, MONTH_NAMES, short_day
from journal.entries import ANKLES, Ankle, CheckIn, SelfTest
from journal.rules.ankle.bands import Light
from journal.rules.ankle.courses import CourseStory, sore_days
from journal.rules.ankle.readings import Reading
from journal.rules.verdict.verdict import Verdict
from journal.rules.week.charted import NO_DAY, ChartedDay
from journal.vocabulary import SPOTS
from journal.words.verdict import VerdictLine
from library.words import counted
from screens.drawing.ankles import SPANS, Charts, pair, span
from screens.drawing.canvas import Canvas
from screens.drawing.columns import EDGES, columns
from screens.drawing.foot import VIEW_LABELS, foot_rows, view_of, views_with
from screens.drawing.glyphs import MARK_STYLES, SIDE_STYLES
from screens.drawing.lines import BLANK, MUTED, StyledLine, StyledPart, card, fact, head, rows_taken
from screens.drawing.section import Section, lead
from screens.drawing.verdict import said
from screens.soreness.words import ankle_lines, check_in_lines, course_line, opens_next, test_lines

PARTS = (("check-ins", "Check-ins"), ("courses", "Sore spells"), ("reading", "Reading"), ("tests", "Self-tests"))
"""What stands below the chart one at a time where there is one column, and all at once where there are more."""
CHARTS = (17, 11, 10, 9, 8, 7)
"""Rows the chart may have, its head among them."""
LIST = 2
"""Rows of the list below the chart that are to be in sight."""
SPELLS = 6
"""Sore spells that are shown beside the chart, until older ones are asked for."""
FOOT_DAYS = 11
"""Cells of a number of days below a drawn foot."""
HEAT_LABEL, HEAT_CELL = 4, 3
"""Cells of a weekday's name, and of a week."""
OLDER, TABS = "older", "parts"


class SorenessSeen(Struct, frozen=True, kw_only=True):
    found: Verdict
    says: Sequence[VerdictLine]
    asks: Sequence[str]
    ankles: Mapping[Ankle, tuple[Reading | None, Light, str]]
    """An ankle's last rating with its light, and how the soreness began that is under way."""
    rate: str
    """The key that rates both ankles."""
    now: datetime
    charts: Charts
    weeks: int
    until: date
    """How many weeks the chart is asked for, and up to which day."""
    read: date | None
    """The day read out of the chart."""
    hint: str
    noted: Callable[[date, date], Sequence[CheckIn]]
    """The check-ins of a range, for the drawn foot."""
    check_ins: Sequence[CheckIn]
    stories: Sequence[CourseStory]
    all_stories: bool
    has_older: bool
    """Whether all spells are shown, and whether the journal reaches further back than those given."""
    shoes: Mapping[str, str]
    reading: Sequence[Section]
    tests: Sequence[SelfTest]
    part: str
    """The part shown where there is one column."""


def page(seen: SorenessSeen, width: int, height: int) -> tuple[list[StyledLine], ...]:
    """Soreness in columns of a window of ``width`` cells, ``height`` rows between title and keys.

    Where the rows do not reach, what comes next stands below the mornings: a question that is open asks for the same.
    """
    widths = [each - EDGES for each in columns(width)]
    ankles: list[StyledLine] = []
    for side in ANKLES:
        last, light, began = seen.ankles[side]
        ankles += ankle_lines(side, last, seen.found.sides[side], light, seen.now, began)
    following = [StyledLine("", ((f"  {text}", MUTED),), hang=2) for text in opens_next(seen.found)]
    main = [*([BLANK] if len(widths) > 1 else []), *_card(seen, following), BLANK, *ankles, BLANK]
    is_short = rows_taken(main, widths[0]) + CHARTS[-1] > height
    if is_short:
        main = [*_card(seen), BLANK, *ankles, BLANK]
    left = height - rows_taken(main, widths[0]) - LIST - 1
    rows = next((each for each in CHARTS if each <= left), CHARTS[-1])
    main += chart(seen, widths[0], rows)
    if is_short:
        main += following
    if len(widths) == 1:
        return ([*main, _tabs(seen.part), *_part(seen, seen.part, widths[0])],)
    main += [BLANK, *_headed(seen, "check-ins", widths[0])]
    spells = [BLANK, *_headed(seen, "courses", widths[1])]
    lists = [BLANK, *heat(seen, widths[-1])]
    for part in ("tests", "reading"):
        lists += [BLANK, *_headed(seen, part, widths[-1])]
    if len(widths) == 2:
        return main, [*spells, *lists]
    return main, [BLANK, *_half_year(seen, widths[1]), *spells, BLANK, *feet(seen, *widths[:2])], lists


def _card(seen: SorenessSeen, following: Sequence[StyledLine] = ()) -> Iterator[StyledLine]:
    """What may be done and why, as on Today, and what comes next."""
    return card([*said(seen.found.mark, seen.says, seen.asks), *following], MARK_STYLES[seen.found.mark])


def chart(seen: SorenessSeen, width: int, rows: int) -> Iterator[StyledLine]:
    """Both ankles over the weeks asked for, a day read out of them."""
    shown, today = span(seen.until, seen.weeks, width), seen.now.date()
    if not _is_rated(seen.charts.days(shown.first, shown.last)):
        yield head("Ankles", width)
        yield StyledLine("", ((f"No rating in these weeks; {seen.rate} rates both ankles.", MUTED),))
        return
    told = f"{counted(shown.weeks, 'week')} to {short_day(shown.last, today)}" if shown.last < today else ""
    yield from seen.charts.drawn(shown, width, rows, read=seen.read, told=told, note=seen.hint)


def _is_rated(days: Mapping[date, ChartedDay]) -> bool:
    return any(day.side(side).highest is not None for day in days.values() for side in ANKLES)


def _half_year(seen: SorenessSeen, width: int) -> Iterator[StyledLine]:
    return seen.charts.drawn(span(seen.now.date(), SPANS[-1], width), width, CHARTS[0])


def _tabs(current: str) -> StyledLine:
    """The parts on a line, the one below it marked."""
    parts = [((f" {label} ", "bold reverse" if id == current else MUTED), (" ", "")) for id, label in PARTS]
    return StyledLine(TABS, tuple(part for pair in parts for part in pair), hang=1)


def _headed(seen: SorenessSeen, part: str, width: int) -> Iterator[StyledLine]:
    told: list[StyledPart] = []
    if part == "check-ins":
        told = [(" " * 9, ""), ("left ", SIDE_STYLES["left"]), ("right", SIDE_STYLES["right"])]
    yield head(dict(PARTS)[part], width, told=told)
    yield from _part(seen, part, width)


def _part(seen: SorenessSeen, part: str, width: int) -> Iterator[StyledLine]:
    if part == "check-ins":
        if not seen.check_ins:
            yield StyledLine("", (("None in 12 weeks. Each stands here, newest first, and enter opens it.", MUTED),))
        yield from check_in_lines(seen.check_ins, seen.now, seen.charts.bands, width)
    elif part == "courses":
        whole = seen.all_stories or seen.part == part
        for told in seen.stories if whole else seen.stories[:SPELLS]:
            yield course_line(told, seen.shoes, seen.now, seen.charts.bands)
        if not seen.stories:
            yield StyledLine("", (("None so far. One begins with a rating above 0.", MUTED),))
        if seen.has_older or (not whole and len(seen.stories) > SPELLS):
            yield StyledLine(OLDER, (("enter shows older ones", MUTED),), hang=2)
    elif part == "tests":
        yield from test_lines(seen.tests, seen.now, width)
    else:
        for section in seen.reading:
            if section.title:
                yield StyledLine("", ((section.title, "bold"),))
            for place, line in enumerate(section.lines, 1):
                mark = lead(section.kind, place)
                yield StyledLine("", ((mark + line, ""),), hang=len(mark))


def feet(seen: SorenessSeen, chart_width: int, width: int) -> Iterator[StyledLine]:
    """Each ankle that was sore somewhere in the chart's weeks: on how many days where, on a drawn foot and in words."""
    shown = span(seen.until, seen.weeks, chart_width)
    yield head("Where it was sore", width, note=counted(shown.weeks, "week"))
    noted = seen.noted(shown.first, shown.last)
    found = {side: counts for side in ANKLES if (counts := sore_days(noted, side))}
    if not found:
        told = "rates both ankles; its lines Left, where and Right, where open a foot to mark."
        yield StyledLine("", ((f"No place is marked. {seen.rate} {told}", MUTED),))
    for place, (side, counts) in enumerate(found.items()):
        if place:
            yield BLANK
        view = view_of(counts)
        drawn = "" if seen.charts.hears else f"  {VIEW_LABELS[view]}"
        yield StyledLine("", ((side.capitalize(), f"bold {SIDE_STYLES[side]}"), (drawn, MUTED)))
        if drawn:
            marks = {spot: (str(days), "strong") for spot, days in counts.items()}
            yield from (StyledLine("", row, drawn=True) for row in foot_rows(side, view, marks))
        for spot, days in counts.items():
            where = "" if not drawn or view in views_with(spot) else f"  {VIEW_LABELS[views_with(spot)[0]]}"
            words = (SPOTS[spot].label, ""), (where, MUTED)
            yield fact("", f"  {counted(days, 'day')}", words, FOOT_DAYS)


def heat(seen: SorenessSeen, width: int) -> Iterator[StyledLine]:
    """Each day's highest left and right, a row a weekday and a column a week: the newest that fit."""
    today = seen.now.date()
    monday = today - timedelta(days=today.weekday())
    weeks = max(1, (width - HEAT_LABEL) // HEAT_CELL)
    first = monday - timedelta(weeks=weeks - 1)
    days = seen.charts.days(first, today)
    if not _is_rated(days):
        yield head("Left and right, a day", width)
        yield StyledLine("", (("Each day's highest rating stands here, a column a week.", MUTED),))
        return
    canvas = Canvas(HEAT_LABEL + weeks * HEAT_CELL, 8)
    free = 0
    for week in range(weeks):
        start, x = first + timedelta(weeks=week), HEAT_LABEL + week * HEAT_CELL
        if start.day <= 7 and x >= free:
            canvas.put(x, 0, MONTH_NAMES[start.month - 1], "muted")
            free = x + HEAT_CELL + 1
        for row in range(7):
            day = days.get(start + timedelta(days=row), NO_DAY)
            pair(canvas, x, 1 + row, day, seen.charts.bands)
    for row in range(7):
        canvas.put(0, 1 + row, DAY_NAMES[row] if row % 2 == 0 else "", "muted")
    yield head("Left and right, a day", width, note=counted(weeks, "week"))
    yield from (StyledLine("", row, drawn=True) for row in canvas.rows())
    yield StyledLine("", (("51 is left 5, right 1; · is 0, blank is not rated", MUTED),), hang=2)
