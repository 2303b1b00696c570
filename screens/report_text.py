"""The page for a physio or doctor, as plain text and as Markdown. Pure; facts and counts only."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from journal.dates import DAY_NAMES, clock_time, duration_words, long_day, short_day
from journal.rules.diary import Names
from journal.rules.report import AnklePage, EpisodeLine, ExerciseLine, FitLine, PhysioReport, PlanWeek, WeekLine
from journal.vocabulary import FEELS, FIT_QUESTIONS, MOMENTS, SPOTS, TRIGGERS, Term
from library.exercise import number
from screens.week_text import Section, escaped

TITLE = "Ankle journal: summary for a professional"
FOOT = "Written by Surefoot from the runner's own entries. Ratings are 0 (none) to 10 (worst), given by the runner."


def sections(page: PhysioReport, names: Names) -> list[Section]:
    """The page's sections in order; those without anything to say are left out."""
    found = [
        Section("stop-signs", "Stop signs ticked", tuple(_stop_signs(page))),
        Section("left", "Left ankle", tuple(_ankle(page.left))),
        Section("left-chart", "Left ankle, highest rating of each day", tuple(chart(page.left))),
        Section("right", "Right ankle", tuple(_ankle(page.right))),
        Section("right-chart", "Right ankle, highest rating of each day", tuple(chart(page.right))),
        Section("sessions", "Done against plan", tuple(plan_words(week, names) for week in page.sessions)),
        Section("exercises", "Exercises", tuple(exercise_words(one, names) for one in page.exercises)),
        Section("self-tests", "Self-tests", tuple(_self_tests(page))),
        Section("shoes", "Shoes", tuple(shoe_words(shoe, names) for shoe in page.shoes)),
        Section("words", "In the runner's words", tuple(_words(page))),
    ]
    return [section for section in found if section.lines]


def span_words(page: PhysioReport) -> str:
    """``Mon 12 Oct to Fri 20 Nov 2026``."""
    return f"{short_day(page.first_day, page.last_day)} to {long_day(page.last_day)}"


def _stop_signs(page: PhysioReport) -> Iterator[str]:
    for one in page.stop_signs:
        cleared = f"cleared {short_day(one.cleared_at.date())}" if one.cleared_at else "not cleared"
        yield f"{short_day(one.at.date())} {clock_time(one.at)}: {one.label} ({cleared})"


def _ankle(page: AnklePage) -> Iterator[str]:
    if not page.ratings or page.latest_at is None or page.peak_at is None:
        yield "not rated"
        return
    yield (
        f"rated {page.ratings} times; latest {page.latest} on {short_day(page.latest_at.date())} "
        f"{clock_time(page.latest_at)}; peak {page.peak} on {short_day(page.peak_at.date())}"
    )
    yield "by moment: " + "; ".join(
        f"{_label(MOMENTS, moment).partition(' (')[0]} {count} times, highest {highest}"
        for moment, count, highest in page.moments
    )
    if page.episodes:
        open_ones = sum(one.closed_at is None for one in page.episodes)
        count = len(page.episodes)
        yield f"{'1 episode' if count == 1 else f'{count} episodes'} above 0, {open_ones} still open; highest peaks:"
        worst = sorted(page.episodes, key=lambda one: (-one.peak, -one.length_s))[:4]
        for episode in sorted(worst, key=lambda one: one.opened_at.timestamp()):
            yield f"- {episode_words(episode)}"
    else:
        yield "no episode above 0"


def episode_words(episode: EpisodeLine) -> str:
    """One episode: its span, length, peak, and what was noted in it."""
    opened = f"{short_day(episode.opened_at.date())} {clock_time(episode.opened_at)}"
    if episode.closed_at is None:
        words = f"since {opened}, {duration_words(episode.length_s)}, peak {episode.peak}, now {episode.latest}"
    else:
        closed = f"{short_day(episode.closed_at.date())} {clock_time(episode.closed_at)}"
        words = f"{opened} to {closed}, {duration_words(episode.length_s)}, peak {episode.peak}"
    for what, known, ids in (
        ("where", SPOTS, episode.spots),
        ("feels", FEELS, episode.feels),
        ("noted beside it", TRIGGERS, episode.triggers),
    ):
        if ids:
            words += f"; {what}: {', '.join(_label(known, id) for id in ids[:3])}"
    return words


def chart(page: AnklePage) -> Iterator[str]:
    """Each week's days as digits, a dot where not rated, with the mornings' mean and the peak."""
    if not page.ratings:
        return
    yield "week      " + " ".join(name[:2] for name in DAY_NAMES) + "   mornings  peak"
    for week in page.weeks:
        yield _chart_line(week)


def _chart_line(week: WeekLine) -> str:
    cells = " ".join(f"{'.' if rating is None else rating:>2}" for rating in week.days)
    mean = "-" if week.morning_mean is None else f"{week.morning_mean:.1f}"
    peak = "-" if week.peak is None else str(week.peak)
    return f"{week.week}  {cells}   {mean:>4} ({week.mornings})  {peak:>4}"


def plan_words(week: PlanWeek, names: Names) -> str:
    """``2026-W46: 3 of 3 sessions, 81 sets, 146 min; 3 runs, 137 min, 22.4 km``."""
    done = week.done + week.short
    words = (
        f"{week.week}: {done} of {week.planned} sessions" if week.planned is not None else f"{week.week}: {done} done"
    )
    extra = [
        f"{count} {word}" for count, word in ((week.short, "finished short"), (week.postponed, "postponed")) if count
    ]
    words = ", ".join([words, *extra])
    if week.sets:
        words += f", {week.sets} sets, {week.minutes} min"
    if week.runs:
        words += f"; {'1 run' if week.runs == 1 else f'{week.runs} runs'}, {week.run_minutes} min"
        words += f", {names.km(week.run_km)}" if week.run_km else ""
    return words


def exercise_words(one: ExerciseLine, names: Names) -> str:
    """``Single-leg heel raise: 9 sessions, sets 27 left, 27 right; last 3 x 12 each side with 5 kg``."""
    sides = ", ".join(
        f"{count} {side}"
        for count, side in ((one.left, "left"), (one.right, "right"), (one.both, "both at once"))
        if count
    )
    sessions = "1 session" if one.sessions == 1 else f"{one.sessions} sessions"
    words = f"{one.name}: {sessions}, sets {sides or 'none'}; planned last {one.dose}"
    if one.load_kg:
        words += f" with {names.kg(one.load_kg)}"
    if one.sore_sets:
        words += f"; {one.sore_sets} skipped because it was sore"
    if one.highest_during is not None:
        words += f"; highest rating during it {one.highest_during}"
    return words


def _self_tests(page: PhysioReport) -> Iterator[str]:
    for one in page.self_tests:
        side = "" if one.side == "both" else f" {one.side}"
        yield f"{one.name}{side}: {number(one.value)} {one.unit}".rstrip() + f" on {short_day(one.day)}; {one.words}"


def shoe_words(shoe: FitLine, names: Names) -> str:
    """One pair: its runs, and what its fit check found."""
    runs = "1 run" if shoe.runs == 1 else f"{shoe.runs} runs"
    words = f"{shoe.name}: {runs}, {names.km(shoe.km)}"
    if shoe.checked is not None:
        problems = "; ".join(f"{_label(FIT_QUESTIONS, id)} No" for id in shoe.problems)
        words += f". Fit checked {short_day(shoe.checked)}: {problems or 'nothing found wrong'}"
        if shoe.rub_spots:
            words += "; rubs: " + ", ".join(_rub(pair) for pair in shoe.rub_spots)
    return words


def _words(page: PhysioReport) -> Iterator[str]:
    for one in page.words:
        yield f"{short_day(one.day)}: {one.text}"
    if page.words_left_out:
        yield f"and {page.words_left_out} earlier remarks, in the journal"


def _label(known: Mapping[str, Term], id: str) -> str:
    return known[id].label if id in known else id


def _rub(pair: str) -> str:
    side, _, spot = pair.partition(":")
    return f"{side} {_label(SPOTS, spot)}"


def as_text(page: PhysioReport, names: Names) -> list[str]:
    """The page as plain lines."""
    lines = [TITLE, f"{span_words(page)}, written {long_day(page.made_at.date())}"]
    for section in sections(page, names):
        lines += ["", section.title, *(f"  {line}" for line in section.lines)]
    return [*lines, "", FOOT]


def as_markdown(page: PhysioReport, names: Names) -> list[str]:
    """The page as Markdown; the charts keep their columns."""
    lines = [f"# {TITLE}", "", f"{span_words(page)}, written {long_day(page.made_at.date())}"]
    for section in sections(page, names):
        lines += ["", f"## {section.title}", ""]
        if section.id.endswith("-chart"):
            lines += ["```", *section.lines, "```"]
        else:
            for line in section.lines:
                nested = line.startswith("- ")
                lines.append(f"  - {escaped(line[2:])}" if nested else f"- {escaped(line)}")
    return [*lines, "", FOOT]
