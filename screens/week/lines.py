"""The week drawn: bars, the two ankles, the half year, every number beside its mark. Pure; styles are theme words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from journal.dates import DAY_NAMES
from journal.rules.week.ankle_week import AnkleWeek
from journal.rules.week.heatmap import STEPS_MIN, Heatmap, step_of
from journal.rules.week.summary import DayWeek, WeekSummary
from journal.words.names import Names
from library.words import counted
from screens.drawing import charts
from screens.drawing.glyphs import SIDE_STYLES
from screens.drawing.lines import BLANK, MUTED, StyledLine, StyledPart, heading
from screens.drawing.page import PageSection, self_care_words
from screens.week.words import cleared_lines, figure_words, judged_lines, sections, sessions_words, trend_words

SESSION_STYLE, RUN_STYLE = "$work", "$run"
"""Not a light's colour, nor a side's."""
STEPS = "·░▒▓█"
BAR = 12


def overview(summary: WeekSummary, names: Names, width: int) -> Iterator[StyledLine]:
    """What a glance should find: what the rules say, what was done, the seven days, both ankles."""
    if summary.judged is not None:
        first, *others = judged_lines(summary.judged)
        yield StyledLine("", ((first, "bold"),), hang=2)
        for words in others:
            yield StyledLine("", ((f"  {words}", ""),), hang=2)
        yield BLANK
    for words in cleared_lines(summary, labels=False):
        yield StyledLine("", ((words, "bold"),), hang=2)
    yield StyledLine("sessions", (("Sessions  ", MUTED), (sessions_words(summary), "bold")), hang=10)
    if care := self_care_words(summary.sessions.self_care_days):
        yield StyledLine("self-care", (("Self-care ", MUTED), (care.removeprefix("self-care "), "")), hang=10)
    work = summary.work.total
    if work.sets:
        held = f", {work.hold_s} s held" if work.hold_s else ""
        parts = [("Work      ", MUTED), (f"{counted(work.sets, 'set')}, {counted(work.reps, 'rep')}{held}", "")]
        if summary.weeks_in_a_row > 1:
            parts.append((f"; {summary.weeks_in_a_row} weeks in a row", MUTED))
        yield StyledLine("work", tuple(parts), hang=10)
    runs = summary.runs
    if runs.count:
        words = f"{runs.count}, {runs.minutes} min, {names.km(runs.km)}"
        longest = f"; longest {names.km(runs.longest_km)}"
        yield StyledLine("runs", (("Runs      ", MUTED), (words, ""), (longest, MUTED)), hang=10)
    yield BLANK
    yield from days(summary, names, width)
    yield BLANK
    for side, ankle in (("left", summary.ankles.left), ("right", summary.ankles.right)):
        yield ankle_line(side, ankle)


def bar_width(width: int) -> int:
    """How long the days' bars may be."""
    return BAR // 2 if width < 74 else BAR if width < 110 else 2 * BAR


def days(summary: WeekSummary, names: Names, width: int) -> Iterator[StyledLine]:
    """The seven days: minutes in sessions and of running as bars, and each ankle's highest rating."""
    bar = bar_width(width)
    most = max([*(day.session_minutes for day in summary.days), *(day.run_minutes for day in summary.days), 1])
    head = f"{'':<8}{'sessions':<{bar + 10}}{'running':<{bar + 16}}{'left':>5}{'right':>6}"
    yield StyledLine("", ((head, MUTED),))
    for day in summary.days:
        yield _day(day, most, bar, names)


def _day(day: DayWeek, most: int, bar: int, names: Names) -> StyledLine:
    name = f"{DAY_NAMES[day.day.weekday()]} {day.day.day:>2}"
    session = running = ""
    if day.session_minutes or day.sets:
        session = f"{charts.bar(day.session_minutes, most, bar)}{day.session_minutes:>4} min"
    elif day.sessions_postponed or day.self_care:
        session = "postponed" if day.sessions_postponed else "self-care"
    if day.runs:
        running = f"{charts.bar(day.run_minutes, most, bar)}{day.run_minutes:>4} min"
    distance = names.km(day.run_km) if day.run_km else ""
    left, right = ("." if rating is None else str(rating) for rating in (day.left, day.right))
    return StyledLine(
        f"day-{day.day.isoformat()}",
        (
            (f"{name:<8}", "bold"),
            (f"{session:<{bar + 10}}", SESSION_STYLE),
            (f"{running:<{bar + 8}}", RUN_STYLE),
            (f"{distance:>8}", ""),
            (f"{left:>5}", f"bold {SIDE_STYLES['left']}"),
            (f"{right:>6}", f"bold {SIDE_STYLES['right']}"),
            ("  note" if day.note and bar >= BAR else "", MUTED),
        ),
    )


def ankle_line(side: str, ankle: AnkleWeek) -> StyledLine:
    """One ankle's week on a line: mornings, last week's, trend, peak."""
    parts: list[StyledPart] = [
        (f"{side.capitalize():<7}", f"bold {SIDE_STYLES[side]}"),
    ]
    if ankle.morning_mean is None:
        parts.append(("no morning rated" if ankle.ratings else "not rated", ""))
    else:
        before = "–" if ankle.before_mean is None else f"{ankle.before_mean:.1f}"
        parts += [
            (f"mornings {ankle.morning_mean:.1f}", "bold"),
            (f", before {before}: ", MUTED),
            (trend_words(ankle).replace(" to compare", ""), ""),
        ]
    if ankle.peak:
        on = f" {DAY_NAMES[ankle.peak_day.weekday()]}" if ankle.peak_day else ""
        parts.append((f"; peak {ankle.peak}{on}", ""))
    return StyledLine(side, tuple(parts), hang=7)


def told(section: PageSection) -> Iterator[StyledLine]:
    """A section in words; reasons stand below what they are for."""
    yield heading(section.title)
    for number, fact in enumerate(section.lines):
        text, why, reason = fact.partition(" Why: ")
        yield StyledLine(f"{section.id}-{number}", ((text, "bold" if why else ""),))
        if reason:
            yield StyledLine("", ((f"  {reason}", MUTED),), hang=2)


def in_words(summary: WeekSummary, names: Names, ids: Sequence[str]) -> Iterator[StyledLine]:
    """Some of the week's sections, each after a blank line."""
    for section in sections(summary, names):
        if section.id in ids:
            yield BLANK
            yield from told(section)


def muscles(summary: WeekSummary, bar: int) -> Iterator[StyledLine]:
    """Sets by muscle as bars, and by side as numbers."""
    if not summary.muscles:
        return
    yield BLANK
    yield heading("Muscles", "sets as a main muscle")
    yield StyledLine("", ((f"{'':<23}{'':<{bar}}{'sets':>5}{'left':>5}{'right':>6}{'both':>5}", MUTED),))
    most = summary.muscles[0].total.sets
    for one in summary.muscles:
        counts = f"{one.total.sets:>5}{one.left.sets:>5}{one.right.sets:>6}{one.both.sets:>5}"
        drawn = charts.bar(one.total.sets, most, bar)
        yield StyledLine(f"muscle-{one.muscle}", ((f"{one.muscle[:22]:<23}", ""), (drawn, SESSION_STYLE), (counts, "")))


def compared(summary: WeekSummary, names: Names) -> Iterator[StyledLine]:
    """This week, the one before and the mean of four as a table."""
    yield BLANK
    yield heading("Compared")
    yield StyledLine("", ((f"{'':<16}{'this':>9}{'before':>10}{'mean of 4':>12}", MUTED),))
    for one in summary.compared:
        this, before, mean = (
            figure_words(value, one.unit, names) for value in (one.this, one.before, one.mean_of_four)
        )
        table = ((f"{one.label:<16}", ""), (f"{this:>9}", "bold"), (f"{before:>10}{mean:>12}", ""))
        yield StyledLine(f"compared-{one.id}", table)


def half_year(found: Heatmap, measure: str, following: str) -> Iterator[StyledLine]:
    """The half year as a calendar: minutes as marks that grow, ratings as the digits they are.

    ``following`` is what the key shows next.
    """
    yield BLANK
    minutes = measure == "minutes"
    values = found.values
    if minutes:
        words = f"active on {counted(len(values), 'day')}, longest {max(values)} min" if values else "nothing yet"
        title = "Half a year of minutes"
    else:
        words = f"rated on {counted(len(values), 'day')}, highest {max(values)}" if values else "not rated yet"
        title = f"Half a year of the {measure} ankle"
    yield heading(title, f"m: {following}; {words}")
    months = [" "] * (2 * len(found.columns) + 2)
    for column, name in found.months:
        months[2 * column : 2 * column + 3] = list(name)
    yield StyledLine("", ((f"     {''.join(months).rstrip()}", MUTED),))
    style = SESSION_STYLE if minutes else SIDE_STYLES[measure]
    for row in range(7):
        parts: list[StyledPart] = [(f"{DAY_NAMES[found.day(0, row).weekday()]}  ", MUTED)]
        for column, values_ in enumerate(found.columns):
            future = found.day(column, row) > found.today
            parts.append((_cell(values_[row], minutes, future) + " ", style))
        yield StyledLine(f"year-{row}", tuple(parts))
    if minutes:
        low = [str(step) for step in STEPS_MIN]
        legend = f"{STEPS[0]} none  {STEPS[1]} to {STEPS_MIN[1] - 1} min"
        legend += f"  {STEPS[2]} from {low[1]}  {STEPS[3]} from {low[2]}  {STEPS[4]} from {low[3]}"
    else:
        legend = "a digit is that day's highest rating, X is 10, · not rated"
    yield StyledLine("", ((f"     {legend}", MUTED),))


def _cell(value: int | None, minutes: bool, future: bool) -> str:
    if future:
        return " "
    if minutes:
        return STEPS[step_of(value)]
    return "·" if value is None else "X" if value == 10 else str(value)
