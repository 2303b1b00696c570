"""An exercise, a routine or a cue card in words, as headed sections. Pure; the same words on screen and in commands."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from journal.dates import relative_day, short_day
from journal.rules.done.own_history import SideHistory
from journal.rules.training.proposal import evidence_of
from journal.units import LoadUnit, in_load, load_words
from library.catalogue import Catalogue
from library.cues import Cue
from library.exercise import Dose, Exercise, Load, amount_words, number, seconds
from library.figure import VIEWS, Figure
from library.routine import Routine, RoutineItem, estimated_minutes
from library.words import capitalised, times
from screens.drawing.ankles import BLOCKS
from screens.drawing.key import with_keys
from screens.drawing.section import Section

STOP_THEN = "Any of these: stop, press {app.stop-signs} and tick what fits."
STOP_THEN_TYPED = "Any of these: stop, and note it (surefoot rate)."
LEVELS = {1: "1 easy", 2: "2 middling", 3: "3 demanding"}
IMPACTS = {"none": "no impact", "low": "low impact", "high": "leaves the ground"}
ORIGINS = {
    "article-a": "ten-exercise article",
    "article-b": "relaxed-ankle article",
    "article-c": "sore-ankle article",
    "standard": "common practice",
    "own": "your own",
}
BASES = {
    "article": "numbers from the article",
    "published": "numbers from published work",
    "handout": "numbers from a clinic's or coach's page",
    "convention": "numbers from ordinary practice",
}


def not_today(reasons: Sequence[str], care: Sequence[str] = ()) -> list[Section]:
    """Why it is not for today, and what to mind where it is, before everything else; nothing on a usual day."""
    told = (("Not today", [capitalised(each.removeprefix("Not today: ")) for each in reasons]), ("Today", care))
    return [Section(title, tuple(said), "warning") for title, said in told if said]


def label_line(exercise: Exercise) -> str:
    """``strength · calf · 2 middling · no impact``."""
    return " · ".join((exercise.type, exercise.region, LEVELS[exercise.level], IMPACTS[exercise.impact]))


def dose_lines(dose: Dose, unit: LoadUnit) -> tuple[str, ...]:
    """The dose in words, what to start with first."""
    sides = " each side" if dose.per_side else ""
    held = f", each held {dose.hold_s.words} s" if dose.mode == "reps" and dose.hold_s else ""
    start = f"Start with {number(dose.sets.default)} x {amount_words(dose.mode, dose.measure.default)}{sides}"
    spread = f"{dose.sets.words} sets of {_measure_words(dose)}{sides}{held}"
    rest = f"rest {_seconds_words(dose.rest_s.min, dose.rest_s.max)}" if dose.rest_s.max else "no rest needed"
    often = f"{dose.sessions_per_week.words} {'day' if dose.sessions_per_week.max == 1 else 'days'} a week"
    if dose.sessions_per_day > 1:
        often += f", {dose.sessions_per_day} times a day"
    if dose.min_gap_h:
        often += f", at least {seconds(dose.min_gap_h * 3600)} apart"
    lines = [f"{start}; {spread}.", f"{capitalised(rest)}; {often}."]
    if dose.tempo_s:
        up, hold, down = dose.tempo_s.split("-")
        lines.append(f"Tempo {dose.tempo_s}: {up} s up, {hold} s hold, {down} s down.")
    return (*lines, *(line for line in (_load_words(dose.load, unit), dose.note) if line))


def _basis(exercise: Exercise) -> tuple[str, ...]:
    """Where the numbers come from, in a sentence; nothing for the runner's own."""
    return () if exercise.origin == "own" else (f"{BASES[exercise.dose.basis].capitalize()}.",)


def _measure_words(dose: Dose) -> str:
    low, high = dose.measure.min, dose.measure.max
    if dose.mode == "reps":
        return f"{dose.measure.words} {'rep' if high == 1 else 'reps'}"
    if dose.mode == "distance":
        return f"{dose.measure.words} m"
    return _seconds_words(low, high)


def _seconds_words(low: float, high: float) -> str:
    if low == high:
        return seconds(low)
    if high < 60 or low < 60 < high <= 120:
        return f"{number(low)} to {number(high)} s"
    return f"{seconds(low)} to {seconds(high)}"


def _load_words(load: Load, unit: LoadUnit) -> str:
    span = ""
    if load.max_kg and load.min_kg is not None:
        low, high = (number(in_load(value, unit)) for value in (load.min_kg, load.max_kg))
        span = f"Weight {low} to {high} {unit}."
    return " ".join(part for part in (span, load.note) if part)


def exercise_sections(
    exercise: Exercise,
    catalogue: Catalogue,
    unit: LoadUnit = "kg",
    key: Callable[[str], str] | None = None,
    *,
    hears: bool = False,
) -> list[Section]:
    """Everything about an exercise, what is needed to do it first; ``key`` names a key by id, where there are keys."""
    then = with_keys(STOP_THEN, key) if key else STOP_THEN_TYPED
    brief = (exercise.summary, f"In short: {exercise.cue[:1].lower()}{exercise.cue[1:]}" if exercise.cue else "")
    found = [
        Section("", tuple(line for line in brief if line)),
        Section("Your remark", tuple(catalogue.annotation(exercise.id).splitlines())),
        picture_section(catalogue.figure(exercise.id), hears=hears),
        Section("Steps", exercise.steps, "steps"),
        Section("Dose", (*dose_lines(exercise.dose, unit), *_basis(exercise))),
        Section("Stop at", (*exercise.stop_signs, then) if exercise.stop_signs else (), "warning"),
        Section("Take care", exercise.cautions, "list"),
        Section("Ladder", tuple(_ladder(exercise, catalogue))),
        Section("Muscles", tuple(_muscles(exercise))),
        Section("Equipment", tuple(_equipment(exercise))),
        Section("Also called", (", ".join(exercise.aliases),) if exercise.aliases else ()),
        *_article(exercise),
        Section("Sources", exercise.sources, "list"),
    ]
    return [section for section in found if section.lines]


def picture_section(figure: Figure | None, *, hears: bool) -> Section:
    """The exercise drawn, from where it shows best, or told who ``hears`` it; without lines where it is not drawn."""
    from screens.drawing.figure import rows_of  # here: lists of exercises draw none

    if figure is None:
        return Section("", (), "picture")
    if hears:
        return Section(VIEWS[figure.view], (figure.spoken,))
    return Section(VIEWS[figure.view], (figure.spoken,), "picture", rows_of(figure))


def _ladder(exercise: Exercise, catalogue: Catalogue) -> Iterator[str]:
    """How to make it easier and harder, and the exercises that are; the arrow keys of the ladder go to those."""
    for word, said, id in (
        ("easier", exercise.easier, exercise.easier_id),
        ("harder", exercise.harder, exercise.harder_id),
    ):
        if said:
            yield f"Make it {word}: {said}"
        if id and id in catalogue:
            yield f"The {word} exercise: {catalogue.get(id).name}"
    rungs = catalogue.ladder(exercise.id)
    if len(rungs) > 1:
        yield f"Step {rungs.index(exercise) + 1} of {len(rungs)}: " + " < ".join(rung.name for rung in rungs)


def _muscles(exercise: Exercise) -> Iterator[str]:
    for word, names in (
        ("Mainly", exercise.primary_muscles),
        ("Also", (*exercise.secondary_muscles, *exercise.other_structures)),
        ("Movement", exercise.joint_actions),
    ):
        if names:
            yield f"{word}: {', '.join(names)}"


def _equipment(exercise: Exercise) -> Iterator[str]:
    yield ", ".join(exercise.equipment) or "none needed"
    if exercise.equipment_optional:
        yield f"If you like: {', '.join(exercise.equipment_optional)}"


def _article(exercise: Exercise) -> Iterator[Section]:
    """What the source article says of it, and where Surefoot differs."""
    if (facts := exercise.article_facts) is not None:
        told = (
            ("", facts.claim),
            ("Works", facts.targets),
            ("How", facts.technique),
            ("Dose", facts.dose),
            ("Weight", facts.load),
            ("Equipment", facts.equipment),
            ("Care", facts.cautions),
            ("Later", facts.progression),
        )
        lines = tuple(f"{word}: {text}" if word else text for word, text in told if text)
        name = f", “{exercise.article_name}”" if exercise.article_name else ""
        yield Section(f"What the {ORIGINS[exercise.origin]} says{name}", lines, "list")
    yield Section("Where we differ", exercise.article_problems, "list")


def item_line(item: RoutineItem, catalogue: Catalogue) -> str:
    """``Single-leg heel raise: 2 x 10 each side``."""
    name = catalogue.get(item.exercise).name if item.exercise in catalogue else f"{item.exercise} (removed)"
    return f"{item.named(name)}: {item.dose.words}"


def lasting(routine: Routine, today: str) -> str:
    """``9 min``; where the day holds less of it, ``6 min today, 9 in full``."""
    full = routine.minutes_words
    today = today or full
    least, least_in_full = (int(words.split()[0]) for words in (today, full))  # "8 to 21" of a programme that grows
    return f"{today} min today, {full} in full" if least < least_in_full else f"{today} min"


def routine_sections(routine: Routine, catalogue: Catalogue, today: str = "") -> list[Section]:
    """Everything about a routine: what for, how often, what is in it; ``today``, the minutes it takes today."""
    often = f"{routine.times_per_week} days a week" if routine.times_per_week != 1 else "once a week"
    if routine.times_per_day > 1:
        often += f", {routine.times_per_day} times a day"
    if routine.weeks:
        often += f", for {routine.weeks} weeks"
    found = [
        Section("", (routine.purpose,) if routine.purpose else ()),
        Section("How", (f"About {lasting(routine, today)}; {often}.", f"Level {LEVELS[routine.level]}.")),
        Section("Before you start", routine.before, "warning"),
    ]
    if routine.stages:
        for stage in routine.stages:
            weeks = f"Week {stage.first}" if stage.first == stage.last else f"Weeks {stage.first} to {stage.last}"
            minutes = estimated_minutes(stage.items, routine.rest_between_s)
            title = f"{weeks}: {stage.name} (about {minutes} min)"
            lines = (*((stage.note,) if stage.note else ()), *_items(stage.items, catalogue))
            found.append(Section(title, lines))
    else:
        found.append(Section("Exercises", tuple(_items(routine.items, catalogue))))
    found.append(Section("Equipment", (", ".join(routine.equipment) or "none needed",)))
    found.append(Section("Source", (routine.source,) if routine.source else ()))
    return [section for section in found if section.lines]


def _items(items: Sequence[RoutineItem], catalogue: Catalogue) -> Iterator[str]:
    """The items, numbered, each with its note below."""
    for place, item in enumerate(items, 1):
        yield f"{place}. {item_line(item, catalogue)}"
        if item.note:
            yield f"   {item.note}"


def cue_sections(cue: Cue) -> list[Section]:
    """A cue card: what this school says beside what others teach."""
    return [
        Section(f"{cue.school} says", (cue.says,)),
        Section("Others say", (cue.others,)),
        Section("So", (cue.so,)),
        Section("Sources", cue.sources, "list"),
    ]


def history_section(rows: Sequence[SideHistory], today: date, unit: LoadUnit) -> Section:
    """The runner's own past with an exercise, a line or two a side; without lines when there is none."""
    lines: list[str] = []
    for row in rows:
        last, mode = evidence_of(row.last), row.last.dose.mode
        with_load = _with(row.last.load_kg, row.last.band, unit)
        lines.append(f"{row.side}: last {last}{with_load}, {relative_day(row.last.at.date(), today)}")
        best = f"best {amount_words(mode, max(row.best.amounts))}{_with(row.best.load_kg, row.best.band, unit)}"
        lines.append(
            f"  {best}, {short_day(row.best.at.date(), today)}; done {times(row.sessions)} {_trend(row)}".rstrip()
        )
    return Section("What you did", tuple(lines))


def _with(load_kg: float | None, band: str, unit: LoadUnit) -> str:
    parts = ([load_words(load_kg, unit)] if load_kg else []) + ([f"{band} band"] if band else [])
    return f" with {' and '.join(parts)}" if parts else ""


def _trend(row: SideHistory) -> str:
    """One mark a session for its best set, from half of the least to the most; nothing for a single one."""
    if row.sessions < 2:
        return ""
    floor = min(row.trend) / 2
    most = max(row.trend) - floor or 1
    return "".join(BLOCKS[1 + round(7 * (value - floor) / most)] for value in row.trend)
