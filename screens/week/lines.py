"""The week drawn, column by column: what the rules say, the seven days, what they come to beside the weeks before, both
ankles over weeks, and what the days were made of. Pure; styles are theme words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from msgspec import Struct, structs

from journal.dates import DAY_NAMES
from journal.entries import ANKLES
from journal.rules.week.heatmap import STEPS_MIN, WEEKS, Heatmap, step_of
from journal.rules.week.summary import DayWeek, MuscleWeek, WeekSummary
from journal.units import in_distance
from journal.words.names import Names
from library.exercise import number, rounded
from library.words import counted
from screens.drawing.ankles import SPANS, Charts, digit, span
from screens.drawing.columns import EDGES, columns
from screens.drawing.glyphs import MARK_STYLES, SIDE_STYLES
from screens.drawing.lines import BLANK, MUTED, RULE, StyledLine, StyledPart, card, head, rows_taken
from screens.drawing.page import PageSection
from screens.drawing.seven import seven
from screens.drawing.strokes import DONE, TO_COME
from screens.week.words import cleared_lines, details, figures, judged_lines

SESSION_STYLE = "$work"
"""Not a light's colour, nor a side's."""
STEPS = "·▃▅▇█"
CHARTS = (17, 11, 10, 9, 8)
"""Rows the chart of both ankles may have, its head among them; the second where it is reached by scrolling."""
MUSCLE, ARM = 22, 8
"""Cells of a muscle's name, and of a side's line beside it at most."""
FIGURES = (10, 11, 12)
"""Cells of this week, the one before, and the mean of four."""

HALF_YEAR = "half-year"
"""The id of the last line of the half year: in sight with it is all of that above."""


class WeekSeen(Struct, frozen=True, kw_only=True):
    """What Week shows. ``half_year`` reads so many weeks as a calendar."""

    summary: WeekSummary
    names: Names
    charts: Charts
    half_year: Callable[[int], Heatmap]
    measure: str
    """What the half year shows: minutes, left or right."""
    hint: str
    """What its key shows next."""
    chosen: date
    """The day that is marked among the seven."""
    new: str
    """The key that adds anything."""

    @property
    def last(self) -> date:
        """The last day of the week that has come."""
        return min(self.charts.today, self.summary.last_day)


def page(seen: WeekSeen, width: int, height: int) -> tuple[list[StyledLine], ...]:
    """The week in columns of a window of ``width`` cells, ``height`` rows between title and keys."""
    widths = [each - EDGES for each in columns(width)]
    main = [*_card(seen.summary), BLANK, *_days(seen, widths[0])]
    main += [BLANK, *compared(seen.summary, seen.names, widths[0]), BLANK]
    left = height - rows_taken(main, widths[0]) - (len(widths) > 1)
    main += _ankles(seen, widths[0], next((rows for rows in CHARTS if rows <= left), CHARTS[1]))
    work = [*muscles(seen.summary, widths[-1 if len(widths) < 3 else 1])]
    year = [*half_year(seen, widths[-1 if len(widths) < 3 else 1])]
    words = _spaced(*([*_told(section, widths[-1])] for section in details(seen.summary, seen.names)))
    rest = _spaced(work, year, words)
    if len(widths) == 1:
        return ([*main, BLANK, *rest],)
    if len(widths) == 2:
        return [BLANK, *main], [BLANK, *rest]
    return [BLANK, *main], [BLANK, *_spaced(work, year)], [BLANK, *words]


def _spaced(*blocks: Sequence[StyledLine]) -> list[StyledLine]:
    """The blocks that have lines, a blank one between."""
    lines: list[StyledLine] = []
    for block in blocks:
        lines += [*([BLANK] if lines and block else []), *block]
    return lines


def _card(summary: WeekSummary) -> Iterator[StyledLine]:
    """What the rules say on the last day that has come, how to run, and stop signs that were cleared."""
    style = MARK_STYLES[summary.judged.mark] if summary.judged is not None else RULE
    lines: list[StyledLine] = []
    for place, words in enumerate(judged_lines(summary.judged)):
        parts: tuple[StyledPart, ...] = ((f"  {words}", ""),)
        if not place:
            mark, _, says = words.partition(" ")
            parts = ((f"{mark} ", f"bold {style}"), (says, "bold"))
        lines.append(StyledLine("", parts, hang=2))
    lines += [StyledLine("", ((f"  {words}", ""),), hang=2) for words in cleared_lines(summary, labels=False)]
    return card(lines, style)


def _days(seen: WeekSeen, width: int) -> Iterator[StyledLine]:
    monday = seen.summary.first_day
    names = seen.names
    return seven(
        seen.charts.days(monday, seen.summary.last_day),
        monday,
        seen.charts.today,
        bands=seen.charts.bands,
        width=width,
        unit=names.distance,
        km=lambda km: number(rounded(in_distance(km, names.distance))),
        said={day.day: words for day in seen.summary.days if (words := _instead(day))},
        none="none" if seen.summary.complete else f"none yet; {seen.new} adds one",
        chosen=seen.chosen,
    )


def _instead(day: DayWeek) -> str:
    """What is said of a day in place of minutes trained."""
    return "put off" if day.sessions_postponed else "care" if day.self_care else ""


def compared(summary: WeekSummary, names: Names, width: int) -> Iterator[StyledLine]:
    """This week, the one before and the mean of four as a table."""
    heads = "".join(f"{words:>{room}}" for words, room in zip(("this", "before", "mean of 4"), FIGURES, strict=True))
    label = min(26, width - sum(FIGURES))
    first = head("This week" if not summary.complete else "That week", label - 1)
    yield StyledLine("", (*first.parts, (f" {heads}", MUTED)), drawn=True)
    for one in summary.compared:
        this, before, mean = (f"{words:>{room}}" for words, room in zip(figures(one, names), FIGURES, strict=True))
        if one.id == "sessions" and summary.sessions.planned is not None:
            done = (one.this or 0) - summary.sessions.unplanned
            this = f"{f'{done:.0f} of {summary.sessions.planned}':>{FIGURES[0]}}"
        style = next((SIDE_STYLES[side] for side in ANKLES if one.label.startswith(side)), MUTED)
        parts = ((f"{one.label:<{label}}", style), (this, "bold"), (before + mean, ""))
        yield StyledLine(f"compared-{one.id}", parts)


def _ankles(seen: WeekSeen, width: int, rows: int) -> Iterator[StyledLine]:
    return structs.replace(seen.charts, today=seen.last).drawn(span(seen.last, SPANS[1], width), width, rows)


def muscles(summary: WeekSummary, width: int) -> Iterator[StyledLine]:
    """Sets by muscle: the left's to the left, the right's to the right, those of both at once on either side."""
    if not summary.muscles:
        return
    yield head("Sets by muscle", width, note="left, right")
    sides = [(one, one.left.sets + one.both.sets, one.right.sets + one.both.sets) for one in summary.muscles]
    most = max(max(left, right) for _, left, right in sides) or 1
    for one, left, right in sides:
        yield StyledLine(f"muscle-{one.muscle}", _butterfly(one, left, right, most, width), drawn=True)


def _butterfly(one: MuscleWeek, left: int, right: int, most: int, width: int) -> tuple[StyledPart, ...]:
    arm = max(1, min(ARM, (width - MUSCLE - 9) // 2))
    arms = [round(arm * sets / most) for sets in (left, right)]
    return (
        (f"{one.muscle[:MUSCLE]:<{MUSCLE}}", ""),
        (f"{left:>3} ", "bold"),
        (TO_COME * (arm - arms[0]), RULE),
        (DONE * arms[0], SESSION_STYLE),
        ("│", MUTED),
        (DONE * arms[1], SESSION_STYLE),
        (TO_COME * (arm - arms[1]), RULE),
        (f" {right}", "bold"),
    )


def half_year(seen: WeekSeen, width: int) -> Iterator[StyledLine]:
    """The half year as a calendar, as many weeks as fit: minutes as marks that grow, ratings as the digits they are."""
    found = seen.half_year(min(WEEKS, (width - 5) // 2))
    minutes, values = seen.measure == "minutes", found.values
    most = f"{'most' if minutes else 'highest'} {max(values, default=0)}{' min' if minutes else ''}"
    days = f"{counted(len(values), 'day')}, {most}" if values else "none yet"
    title = "Minutes a day" if minutes else f"{seen.measure.capitalize()} ankle"
    yield head(title, width, told=((days, MUTED),), note=seen.hint)
    months = [" "] * (2 * len(found.columns) + 2)
    for column, name in found.months:
        months[2 * column : 2 * column + 3] = list(name)
    yield StyledLine("", ((f"     {''.join(months).rstrip()}", MUTED),), drawn=True)
    style = SESSION_STYLE if minutes else SIDE_STYLES[seen.measure]
    for row in range(7):
        parts: list[StyledPart] = [(f"{DAY_NAMES[found.day(0, row).weekday()]}  ", MUTED)]
        for column, values_ in enumerate(found.columns):
            future = found.day(column, row) > found.today
            parts.append((_cell(values_[row], minutes, future) + " ", style))
        yield StyledLine("", tuple(parts), drawn=True)
    if minutes:
        low = [str(step) for step in STEPS_MIN]
        legend = f"{STEPS[0]} 0  {STEPS[1]} less  {STEPS[2]} {low[1]}+  {STEPS[3]} {low[2]}+  {STEPS[4]} {low[3]}+"
    else:
        legend = "that day's highest, X is 10, · not rated"
    yield StyledLine(HALF_YEAR, ((f"     {legend}", MUTED),), hang=5)


def _cell(value: int | None, minutes: bool, future: bool) -> str:
    if future:
        return " "
    if minutes:
        return STEPS[step_of(value)]
    return "·" if value is None else digit(value)


def _told(section: PageSection, width: int) -> Iterator[StyledLine]:
    yield head(section.title, width)
    for place, fact in enumerate(section.lines):
        yield StyledLine(f"{section.id}-{place}", ((fact, ""),), hang=2)
