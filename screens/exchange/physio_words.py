"""The page for a physio or doctor, as plain text and as Markdown. Pure; facts and counts only."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from journal.dates import DAY_NAMES, clock_time, long_day, short_day
from journal.rules.ankle.readings import moment_words
from journal.rules.verdict.table import VERSION
from journal.rules.week.physio import AnklePage, CourseLine, ExerciseLine, FitLine, PhysioReport, PlanWeek, WeekLine
from journal.vocabulary import FEELS, FIT_QUESTIONS, SPOTS, TRIGGERS, label
from journal.words.entry import full, rub_words, support_words
from journal.words.names import Names
from library.words import counted, times
from screens.drawing.page import PageSection, markdown, plain, self_care_words, self_test_words
from screens.drawing.wrapping import pieces
from screens.exchange.one_page import fitted

TITLE = "Ankle journal: summary for a doctor or physio"
FOOT = "By Surefoot, from the runner's own entries. Ratings are 0 (none) to 10 (worst)."
WIDEST, MOST_LINES = 80, 60
"""Columns and lines of the plain page: what a printer puts on one sheet."""
INDENT = 1
WEEK_LINES = 6
"""So many weeks are told each by itself, those before them as one."""
QUIET_PEAK = 2
MOST_COURSES, QUIET_COURSES = 6, 3


def sections(page: PhysioReport, names: Names, about: Sequence[str] = ()) -> list[PageSection]:
    """The page's sections in order; those without anything to say are left out.

    ``about``: facts about the runner, where they want them on the page.
    """
    found = [
        PageSection("verdict", "What Surefoot's rules say now", tuple(_judged(page))),
        PageSection("stop-signs", "Stop signs ticked", tuple(_stop_signs(page))),
        _ankle(page.left),
        _ankle(page.right),
        PageSection("chart", "Highest rating of each day, and the mean of so many mornings", tuple(chart(page))),
        PageSection("sessions", "Done against plan", tuple(_plan(page.sessions, names))),
        PageSection("exercises", "Exercises", tuple(exercise_words(one, names) for one in page.exercises)),
        PageSection("self-tests", "Self-tests", tuple(map(self_test_words, page.self_tests))),
        PageSection("worn", "Worn", tuple(_worn(page, names))),
        PageSection("said", "Asked and answered", tuple(_said(page, names))),
        PageSection(
            "words",
            "In the runner's words",
            tuple(f"{short_day(one.day)}: {one.text}" for one in page.words),
            page.words_left_out,
        ),
        PageSection("about", "About the runner", tuple(about)),
    ]
    return [section for section in found if section.lines]


def _judged(page: PhysioReport) -> Iterator[str]:
    if (judged := page.judged) is not None:
        yield from judged.says
        yield f"Running: {judged.run}"
        yield from judged.way_back
        yield f"By version {VERSION} of the rules, which no clinician has signed."


def _stop_signs(page: PhysioReport) -> Iterator[str]:
    for one in reversed(page.stop_signs):
        cleared = f"cleared {short_day(one.cleared_at.date())}" if one.cleared_at else "not cleared"
        yield f"{short_day(one.at.date())} {clock_time(one.at)}: {one.label} ({cleared})"


def _ankle(page: AnklePage) -> PageSection:
    told = told_courses(page.courses)
    return PageSection(
        page.side, f"{page.side.capitalize()} ankle", tuple(_ankle_lines(page, told)), len(page.courses) - len(told)
    )


def _ankle_lines(page: AnklePage, told: Sequence[CourseLine]) -> Iterator[str]:
    """What is under way leads: it is never among what has no room."""
    now = [one for one in told if one.ended is None]
    yield from map(course_words, now)
    if not page.ratings or page.latest_at is None or page.peak_at is None:
        yield "not rated"
        return
    spells = counted(len(page.courses), "sore spell") if page.courses else "no sore spell"
    yield (
        f"rated {times(page.ratings)}, {spells}; latest {page.latest} on {short_day(page.latest_at.date())} "
        f"{clock_time(page.latest_at)}; peak {page.peak} on {short_day(page.peak_at.date())}"
    )
    yield from map(course_words, told[len(now) :])
    yield "highest: " + ", ".join(
        f"{moment_words(moment)} {highest} ({count if nth else counted(count, 'rating')})"
        for nth, (moment, count, highest) in enumerate(page.moments)
    )


def told_courses(courses: Sequence[CourseLine]) -> list[CourseLine]:
    """What is under way, then the highest peaks, the newest of equals: six above 2; three where none was that high."""
    ordered = sorted(courses, key=lambda one: (one.ended is not None, -one.peak, -one.opened.toordinal()))
    high = [one for one in ordered if one.ended is None or one.peak > QUIET_PEAK]
    return high[:MOST_COURSES] if any(one.peak > QUIET_PEAK for one in high) else ordered[:QUIET_COURSES]


def course_words(course: CourseLine) -> str:
    """One spell of soreness: its days, peak, and what was noted in it."""
    sore, days, opened = course.sore_days, counted(course.days, "day"), short_day(course.opened)
    lasted = f"{days if sore == course.days else f'sore on {sore} of {days}'}, peak {course.peak}"
    if course.ended is None:
        words = f"still open: sore spell since {opened}, {lasted}, last {course.latest}"
    else:
        words = f"sore spell {opened} to {short_day(course.ended)}, {lasted}"
    for what, known, ids in (
        ("where", SPOTS, course.spots),
        ("feels", FEELS, course.feels),
        ("noted beside it", TRIGGERS, course.triggers),
    ):
        if ids:
            words += f"; {what}: {', '.join(label(id, known) for id in ids[:2])}"
    return words


def chart(page: PhysioReport) -> Iterator[str]:
    """Both ankles' days as digits, a dot where not rated, with the mornings' mean; a line a week."""
    if not page.left.ratings and not page.right.ratings:
        return
    days = " ".join(name[:2] for name in DAY_NAMES)
    yield f"week      {days}  left      {days}  right"
    sides = (page.left.weeks, page.right.weeks)
    if before := [(week.peak, week.mornings, week.morning_mean) for week in sides[0][:-WEEK_LINES]]:
        yield "before    " + "".join(f"{_before(weeks[: len(before)]):32}" for weeks in sides).rstrip()
    for left, right in zip(*(weeks[-WEEK_LINES:] for weeks in sides), strict=True):
        yield f"{left.week}  {_days(left):32}{_days(right)}".rstrip()


def _before(weeks: Sequence[WeekLine]) -> str:
    mornings = sum(week.mornings for week in weeks)
    mean = sum(week.mornings * (week.morning_mean or 0.0) for week in weeks) / max(1, mornings)
    peaks = [week.peak for week in weeks if week.peak is not None]
    told = f"{counted(len(weeks), 'week')}, peak {max(peaks)}" if peaks else "not rated"
    return f"{told:20}  {_mean(mean if mornings else None, mornings)}"


def _days(week: WeekLine) -> str:
    cells = " ".join(f"{'.' if rating is None else rating:>2}" for rating in week.days)
    return f"{cells}  {_mean(week.morning_mean, week.mornings)}"


def _mean(mean: float | None, mornings: int) -> str:
    return "-" if mean is None else f"{mean:.1f} ({mornings})"


def _plan(weeks: Sequence[PlanWeek], names: Names) -> Iterator[str]:
    """Newest first; those before the last six are added up."""
    for week in reversed(weeks[-WEEK_LINES:]):
        yield plan_words(week, names)
    if before := weeks[:-WEEK_LINES]:
        planned = [week.planned for week in before]
        added = {
            name: sum(getattr(week, name) for week in before)
            for name in PlanWeek.__struct_fields__
            if name not in ("week", "planned")
        }
        span = before[0].week if len(before) == 1 else f"{before[0].week} to {before[-1].week}"
        every = None if None in planned else sum(week.planned or 0 for week in before)
        yield plan_words(PlanWeek(week=span, planned=every, **added), names)


def plan_words(week: PlanWeek, names: Names) -> str:
    """``2026-W46: 3 of 3 sessions, 81 sets, 146 min; 3 runs, 137 min, 22.4 km``."""
    done = week.done + week.short - week.unplanned
    words = (
        f"{week.week}: {done} of {counted(week.planned, 'session')}"
        if week.planned is not None
        else f"{week.week}: {done} done"
    )
    told = (
        (week.unplanned, "other"),
        (week.short, "short" if week.unplanned else "of them short"),
        (week.postponed, "postponed"),
    )
    extra = [f"{count} {word}" for count, word in told if count]
    words = ", ".join([words, *extra])
    if week.sets:
        words += f", {counted(week.sets, 'set')}, {week.minutes} min"
    if care := self_care_words(week.self_care_days):
        words += f"; {care}"
    if week.runs:
        words += f"; {counted(week.runs, 'run')}, {week.run_minutes} min"
        words += f", {names.km(week.run_km)}" if week.run_km else ""
    return words


def exercise_words(one: ExerciseLine, names: Names) -> str:
    """``Single-leg heel raise: 9 sessions, 27 sets a side; planned 3 x 12 reps each side``: the dose is the last."""
    a_side = ((one.left, "a side"),) if one.left == one.right else ((one.left, "left"), (one.right, "right"))
    told = [f"{counted(count, 'set')} {side}" for count, side in (*a_side, (one.both, "both at once")) if count]
    words = f"{one.name}: {', '.join([counted(one.sessions, 'session'), *(told or ['no set'])])}; planned {one.dose}"
    if one.load_kg:
        words += f", done with {names.kg(one.load_kg)}"
    if one.shaky_sets:
        words += f"; {one.shaky_sets} shaky"
    if one.sore_sets:
        words += f"; {one.sore_sets} skipped because it was sore"
    if one.highest_during is not None:
        words += f"; highest rating during it {one.highest_during}"
    return words


def _worn(page: PhysioReport, names: Names) -> Iterator[str]:
    for one in page.supports:
        until = f" until {short_day(one.until, page.last_day)}" if one.until else ", still worn"
        note = f"; {one.note}" if one.note else ""
        yield f"{support_words(one)}, since {short_day(one.since, page.last_day)}{until}{note}"
    yield from (shoe_words(shoe, names) for shoe in page.shoes)


def _said(page: PhysioReport, names: Names) -> Iterator[str]:
    for one in page.said:
        yield f"{short_day(one.at.date(), page.last_day)}: {'; '.join(full(one, names))}"
    if not page.said:
        yield "nothing noted"


def shoe_words(shoe: FitLine, names: Names) -> str:
    """One pair: its runs in these weeks, its km in all, its newest run, and what its fit check found."""
    words = f"{shoe.name}: {counted(shoe.runs, 'run')}, {names.km(shoe.km)}; {names.km(shoe.total_km)} in all"
    if shoe.last is not None:
        words += f", last run {short_day(shoe.last)}"
    if shoe.checked is not None:
        problems = "; ".join(f"{label(id, FIT_QUESTIONS)} No" for id in shoe.problems)
        words += f". Fit checked {short_day(shoe.checked)}: {problems or 'no question answered No'}"
        if shoe.unsure:
            words += "; unsure: " + "; ".join(label(id, FIT_QUESTIONS) for id in shoe.unsure)
        if shoe.rub_spots:
            words += "; rubs: " + ", ".join(rub_words(pair) for pair in shoe.rub_spots)
    return words


def heading(page: PhysioReport) -> str:
    """``Mon 12 Oct to Fri 20 Nov 2026, written Fri 20 Nov 2026``."""
    weeks = f"{short_day(page.first_day, page.last_day)} to {long_day(page.last_day)}"
    return f"{weeks}, written {long_day(page.made_at.date())}"


def as_text(page: PhysioReport, names: Names, about: Sequence[str] = ()) -> list[str]:
    """The page as plain lines, whole; ``about`` as in its sections."""
    return [TITLE, heading(page), *plain(sections(page, names, about)), "", FOOT]


def as_plain(page: PhysioReport, names: Names, about: Sequence[str] = ()) -> list[str]:
    """The text as it goes to paper and terminals: one page of 60 lines at most, none of them wider than 80 columns."""
    ends = [TITLE, heading(page), *_narrow(FOOT)]
    lines = ends[:2]
    rows = MOST_LINES - len(ends) - 1
    for section in fitted(sections(page, names, about), rows, WIDEST - INDENT, heading=2, counted_below=False):
        more = f" ({section.more} more, in the journal)" if section.more else ""
        lines += ["", section.title + more]
        lines += [part for line in section.lines for part in _narrow(f"{' ' * INDENT}{line}")]
    return [*lines, "", *ends[2:]]


def _narrow(line: str) -> list[str]:
    return [" " * indent + line[start:end] for start, end, indent in pieces(line, WIDEST, INDENT + 2)]


def as_markdown(page: PhysioReport, names: Names, about: Sequence[str] = ()) -> list[str]:
    """The page as Markdown, whole; the chart keeps its columns. ``about`` as in the text."""
    told = markdown(sections(page, names, about), {"chart": ["```", *chart(page), "```"]})
    return [f"# {TITLE}", "", heading(page), *told, "", FOOT]
