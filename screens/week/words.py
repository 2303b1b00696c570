"""The week in words: one list of sections for the screen, the plain text and the Markdown. Pure.

Every number is taken from the :class:`WeekSummary` as it is; nothing is computed here.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from journal.dates import clock_time, duration_words, long_day, short_day
from journal.entries import ANKLES
from journal.rules.verdict.verdict import GLYPHS
from journal.rules.week.ankle_week import AnkleWeek
from journal.rules.week.summary import Amount, Compared, DayWeek, Judged, WeekSummary
from journal.vocabulary import ACTIVITY_WORDS
from journal.words.names import Names
from library.exercise import number, rounded
from library.words import counted, times
from screens.drawing.page import PageSection, markdown, plain, self_care_words, self_test_words


def heading(summary: WeekSummary) -> str:
    """``Week 2026-W47, 16 Nov to 22 Nov 2026``, and how far a week under way has come."""
    words = f"Week {summary.week}, {short_day(summary.first_day)} to {long_day(summary.last_day)}"
    if summary.complete:
        return words
    return f"{words}, so far (up to {short_day(summary.as_of.date())} {clock_time(summary.as_of)})"


def sections(summary: WeekSummary, names: Names) -> list[PageSection]:
    """Everything in the summary, most telling first; sections without anything to say are left out."""
    found = [
        PageSection("verdict", judged_title(summary), tuple(judged_lines(summary.judged))),
        PageSection("stop-signs", "Stop signs seen", tuple(cleared_lines(summary))),
        PageSection("sessions", "Sessions", tuple(_sessions(summary))),
        PageSection("ankles", "Ankles", tuple(_ankles(summary))),
        PageSection("muscles", "Muscles", tuple(muscle_lines(summary))),
        PageSection("runs", "Runs and shoes", tuple(_runs(summary, names))),
        PageSection("self-tests", "Self-tests", tuple(map(self_test_words, summary.self_tests))),
        PageSection("days", "Day by day", tuple(_days(summary, names))),
        PageSection("compared", "Compared", tuple(compared_line(one, names) for one in summary.compared)),
    ]
    return [section for section in found if section.lines]


def details(summary: WeekSummary, names: Names) -> list[PageSection]:
    """What the drawn week and its table do not tell: how sessions ended, left against right, shoes, tests."""
    ends = (f"{count} {word}" for count, word in _ends(summary) if count)
    found = [
        PageSection("sessions", "Sessions", (*ends, *_care(summary), *_work(summary))),
        PageSection("runs", "Runs and shoes", tuple(_longest(summary, names))),
        PageSection("self-tests", "Self-tests", tuple(map(self_test_words, summary.self_tests))),
    ]
    return [section for section in found if section.lines]


def judged_title(summary: WeekSummary) -> str:
    """``What to do now``; of a week that is over, ``What to do on Sun 15 Nov``."""
    return f"What to do on {short_day(summary.last_day)}" if summary.complete else "What to do now"


def judged_lines(judged: Judged | None) -> Iterator[str]:
    """What the rules say, in the words of that day: the mark and the sentence, the other lines, how to run."""
    if judged is not None:
        first, *others = judged.says
        yield f"{GLYPHS[judged.mark]} {first}"
        yield from others
        yield f"Running: {judged.run}"
        yield from judged.way_back


def cleared_lines(summary: WeekSummary, labels: bool = True) -> Iterator[str]:
    """``1 stop sign, cleared Sat 14 Nov``, a line for each day on which some were, with what they were."""
    by_day: dict[date, list[str]] = {}
    for one in summary.cleared_signs:
        by_day.setdefault(one.cleared, []).append(one.label)
    for day, found in by_day.items():
        words = f"{counted(len(found), 'stop sign')}, cleared {short_day(day)}"
        yield f"{words}: {'; '.join(found)}" if labels else words


def sessions_words(summary: WeekSummary) -> str:
    """``2 of 3 planned sessions done, 1 of them short, 1 postponed, 96 min``."""
    sessions = summary.sessions
    done = sessions.done + sessions.short - sessions.unplanned
    words = (
        f"{done} of {counted(sessions.planned, 'planned session')} done"
        if sessions.planned is not None
        else f"{counted(done, 'session')} done, none planned"
    )
    extra = [f"{count} {word}" for count, word in _ends(summary) if count]
    return ", ".join([words, *extra, f"{sessions.minutes} min"])


def _ends(summary: WeekSummary) -> Iterator[tuple[int, str]]:
    """How many sessions ended otherwise than done."""
    sessions = summary.sessions
    yield sessions.unplanned, "other"
    yield sessions.short, "of them short" if not sessions.unplanned else "short"
    yield sessions.postponed, "postponed"
    yield sessions.abandoned, "abandoned"
    yield sessions.open, "open"


def amount_words(amount: Amount) -> str:
    """``54 sets, 512 reps, 7 min 20 s held, 58 min of work``; what there is none of is left out."""
    parts = [counted(amount.sets, "set")]
    if amount.reps:
        parts.append(counted(amount.reps, "rep"))
    if amount.hold_s:
        parts.append(f"{amount.hold_s} s held")
    if amount.work_s:
        parts.append(f"{duration_words(amount.work_s)} of work")
    return ", ".join(parts)


def _sessions(summary: WeekSummary) -> Iterator[str]:
    yield sessions_words(summary)
    yield from _care(summary)
    if summary.work.total.sets:
        yield f"together: {amount_words(summary.work.total)}"
    yield from _work(summary)


def _care(summary: WeekSummary) -> Iterator[str]:
    if care := self_care_words(summary.sessions.self_care_days):
        yield care


def _work(summary: WeekSummary) -> Iterator[str]:
    """The work of each side, and what stood out in it."""
    work = summary.work
    if work.total.sets:
        for side, amount in (("left", work.left), ("right", work.right), ("both at once", work.both)):
            if amount.sets:
                yield f"{side}: {amount_words(amount)}"
        if difference := difference_words(summary):
            yield difference
    sessions = summary.sessions
    for count, words in (
        (sessions.shaky_sets, "shaky"),
        (sessions.skipped_sore_sets, "skipped because it was sore"),
        (sessions.skipped_other_sets, "skipped for other reasons"),
    ):
        if count:
            yield f"{counted(count, 'set')} {words}"


def difference_words(summary: WeekSummary) -> str:
    """Left against right in words; empty when neither side worked alone."""
    apart = summary.left_right
    if apart.percent is None:
        return ""
    parts = []
    for value, unit in ((apart.sets, "set"), (apart.reps, "rep")):
        if value:
            parts.append(f"{counted(abs(value), unit)} {'more' if value > 0 else 'fewer'}")
    if apart.hold_s:
        parts.append(f"{abs(apart.hold_s)} s held {'more' if apart.hold_s > 0 else 'less'}")
    if not parts:
        return "left and right did the same"
    share = f" ({apart.percent:+d} % of the sets)" if apart.percent else ""
    return f"left against right: {', '.join(parts)}{share}"


def ankle_words(ankle: AnkleWeek) -> str:
    """``mornings 1.3 (mean of 5), 1.2 higher than the week before (0.1, mean of 7 mornings); peak 3 on Thu 19 Nov``."""
    if not ankle.ratings:
        return "not rated"
    parts = []
    if ankle.morning_mean is not None:
        parts.append(f"mornings {ankle.morning_mean:.1f} (mean of {ankle.mornings}), {change_words(ankle)}")
    else:
        parts.append("no morning rated")
    if ankle.peak == 0:
        parts.append("peak 0")
    elif ankle.peak is not None and ankle.peak_day is not None:
        parts.append(f"peak {ankle.peak} on {short_day(ankle.peak_day)}")
    return "; ".join(parts)


def change_words(ankle: AnkleWeek) -> str:
    """``1.2 higher than the week before (0.1, mean of 7 mornings)``: this week's mornings beside those before."""
    if ankle.change is None or ankle.before_mean is None:
        return "too few to compare with the week before"
    how = f"{abs(ankle.change):.1f} {'higher' if ankle.change > 0 else 'lower'} than" if ankle.change else "the same as"
    mornings = counted(ankle.before_mornings, "morning")
    return f"{how} the week before ({ankle.before_mean:.1f}, mean of {mornings})"


def _ankles(summary: WeekSummary) -> Iterator[str]:
    for side, ankle in (("left", summary.ankles.left), ("right", summary.ankles.right)):
        yield f"{side}: {ankle_words(ankle)}"


def muscle_lines(summary: WeekSummary) -> Iterator[str]:
    """Sets by muscle and side; a set counts for each muscle it mainly works."""
    for one in summary.muscles:
        sides = ", ".join(
            f"{amount.sets} {side}"
            for side, amount in (("left", one.left), ("right", one.right), ("both at once", one.both))
            if amount.sets
        )
        yield f"{one.muscle}: {amount_words(one.total)} ({sides})"


def _runs(summary: WeekSummary, names: Names) -> Iterator[str]:
    runs = summary.runs
    if not runs.count:
        return
    for bouts in runs.activities:
        words = f"{ACTIVITY_WORDS.get(bouts.activity, bouts.activity)}: {bouts.count}, {bouts.minutes} min"
        yield f"{words}, {names.km(bouts.km)}" if bouts.km else words
    if len(runs.activities) > 1:
        yield f"together: {runs.count}, {runs.minutes} min, {names.km(runs.km)}"
    yield from _longest(summary, names)


def _longest(summary: WeekSummary, names: Names) -> Iterator[str]:
    runs = summary.runs
    if runs.longest_km:
        yield f"longest run: {names.km(runs.longest_km)}"
    for shoe in runs.shoes:
        share = f", {shoe.share_percent} %" if shoe.share_percent is not None else ""
        yield f"in {shoe.name}: {times(shoe.count)}, {names.km(shoe.km)}{share}"


def _days(summary: WeekSummary, names: Names) -> Iterator[str]:
    """The days that have come; of those to come nothing can be said."""
    for day in summary.days:
        if day.day <= summary.as_of.date():
            yield f"{short_day(day.day)}: {day_words(day, names)}"


def day_words(day: DayWeek, names: Names) -> str:
    parts = []
    if day.sessions_done or day.sessions_short or day.sets:
        parts.append(counted(day.sessions_done + day.sessions_short, "session"))
        parts.append(f"{counted(day.sets, 'set')}, {day.session_minutes} min")
    if day.self_care:
        parts.append("self-care")
    if day.sessions_postponed:
        parts.append(f"{day.sessions_postponed} postponed")
    if day.runs:
        parts.append(counted(day.runs, "run"))
        parts.append(f"{day.run_minutes} min" + (f", {names.km(day.run_km)}" if day.run_km else ""))
    ratings = ", ".join(
        f"{side} {rating}" for side, rating in zip(ANKLES, (day.left, day.right), strict=True) if rating is not None
    )
    if ratings:
        parts.append(ratings)
    if day.note:
        parts.append("a note")
    return ", ".join(parts) or "nothing"


def figure_words(value: float | None, unit: str, names: Names) -> str:
    """A compared figure: ``54``, ``22.4 km``, minutes and seconds whole, a dash where there is nothing to compare."""
    if value is None:
        return "–"
    if unit == "km":
        return names.km(value)
    if unit == "of 10":
        return f"{value:.1f}" if isinstance(value, float) else str(value)
    return f"{number(rounded(value, 0 if unit in ('min', 's') else 1))} {unit}".rstrip()


def figures(one: Compared, names: Names) -> list[str]:
    """This week's, the one's before, the mean of four weeks."""
    return [figure_words(value, one.unit, names) for value in (one.this, one.before, one.mean_of_four)]


def compared_line(one: Compared, names: Names) -> str:
    """``sets: 54, week before 81, mean of four 62.5``."""
    this, before, mean = figures(one, names)
    return f"{one.label}: {this}, week before {before}, mean of four {mean}"


def as_text(summary: WeekSummary, names: Names) -> list[str]:
    """The whole week as plain lines."""
    return [heading(summary), *plain(sections(summary, names))]


def as_markdown(summary: WeekSummary, names: Names) -> list[str]:
    """The whole week as Markdown; what is compared is a table."""
    table = ["| | this week | week before | mean of four |", "|---|---:|---:|---:|"]
    table += [f"| {one.label} | {' | '.join(figures(one, names))} |" for one in summary.compared]
    return [f"# {heading(summary)}", *markdown(sections(summary, names), {"compared": table})]
