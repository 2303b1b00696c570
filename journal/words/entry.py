"""Every entry in words: one line, and in full. The diary, the undo labels and the Markdown export say the same.

Pure. Ids become names by :class:`Names`; what was removed has no name and says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime

from msgspec import structs

from journal import vocabulary
from journal.dates import DAY_NAMES, clock_time, duration_words, long_day, short_day
from journal.entries import (
    ANKLES,
    AnkleReport,
    Answer,
    Asked,
    CheckIn,
    Entry,
    Fact,
    FitCheck,
    Note,
    OwnExercise,
    OwnRoutine,
    Plan,
    PlannedRoutine,
    Run,
    SelfTest,
    Session,
    Shoe,
    Support,
    day_of,
    kind_of,
)
from journal.rules.ankle.readings import moment_words
from journal.rules.done.history import live_items
from journal.text import one_line as folded
from journal.words.names import Names, called, closed_words, question_words
from journal.words.session import item_lines, rating_words, session_line
from library.exercise import number
from library.words import counted

_IN_ORDER = "check-in session run note shoe support fit-check self-test plan routine exercise asked fact answer"
KIND_WORDS = {kind: kind for kind in _IN_ORDER.split()} | {"fit-check": "fit check", "fact": "about me"}
"""Kinds as they are said, in the order of the diary's filter."""


def time_words(entry: Entry) -> str:
    """The clock time of an entry that has one: ``07:12``; empty for notes, shoes and the like."""
    match entry:
        case Session() | Run():
            return clock_time(entry.started_at)
        case CheckIn() | FitCheck() | SelfTest() | Asked() | Answer():
            return clock_time(entry.at)
        case _:
            return ""


def when_words(entry: Entry) -> str:
    """An entry's day and time, as far as it has them: ``Thursday 26 November 07:12``."""
    day = day_of(entry)
    return " ".join(part for part in (long_day(day) if day else "", time_words(entry)) if part)


def kind_line(entry: Entry, names: Names) -> str:
    """The entry on one line, with its kind unless it begins with that."""
    kind, words = KIND_WORDS[kind_of(entry)], line(entry, names)
    return words if words.startswith(kind) else f"{kind} {words}"


def dated_line(entry: Entry, names: Names) -> str:
    """As ``kind_line``, with its day and time: ``check-in left 2, right 0 (Thursday 26 November 07:12)``."""
    return f"{kind_line(entry, names)} ({when_words(entry)})"


def line(entry: Entry, names: Names) -> str:
    """The entry on one line, without its day or time."""
    match entry:
        case CheckIn():
            return _check_in_line(entry)
        case Session():
            return session_line(entry, names)
        case Run():
            return _run_line(entry, names)
        case Shoe():
            return f"{entry.name}, {_retired(entry)}" if entry.retired else entry.name
        case Support():
            return support_words(entry) + (f", until {_day(entry.until)}" if entry.until else "")
        case FitCheck():
            return f"fit check of {called(names.shoes, entry.shoe, 'shoe')}: {_answers(entry)}"
        case SelfTest():
            return _self_test_line(entry)
        case Note():
            return folded(entry.text) or "empty"
        case Plan():
            routines = "; ".join(_planned(one, names) for one in entry.routines) or "no routine"
            return f"from {short_day(entry.since)}: {routines}"
        case OwnRoutine():
            return f"{entry.name}, {counted(len(entry.items), 'exercise')}"
        case OwnExercise():
            return _exercise_line(entry, names)
        case Asked():
            return _asked_line(entry)
        case Fact():
            return _fact_line(entry)
        case Answer():
            both = entry.question == "which-side" and entry.side == "body"
            whose = "both " if both else "" if entry.side == "body" else f"{entry.side} "
            yes_or_no = "yes" if entry.value else "no"
            value = yes_or_no if isinstance(entry.value, bool) else number(entry.value)
            return f"{question_words(entry.question)} {whose}{value}"
        case _:
            return kind_of(entry)


def full(entry: Entry, names: Names) -> list[str]:
    """Everything in the entry, a fact a line, most telling first; nothing is said twice."""
    return [line(_bare(entry), names), *_details(entry, names)]


def _bare(entry: Entry) -> Entry:
    """The entry without what the lines after its first say."""
    match entry:
        case CheckIn(left=left, right=right):
            return structs.replace(
                entry,
                left=AnkleReport(rating=left.rating),
                right=AnkleReport(rating=right.rating),
                stop_signs=(),
                stop_signs_answered_at=None,
                note="",
            )
        case Session() | Run() | Asked():
            return structs.replace(entry, note="")
        case Note(text=text):
            return structs.replace(entry, text=text.strip().partition("\n")[0])
        case _:
            return entry


def _details(entry: Entry, names: Names) -> Iterator[str]:
    match entry:
        case CheckIn():
            for side in ANKLES:
                if spots := _terms(entry.side(side).spots, vocabulary.SPOTS):
                    yield f"{side}, where: {spots}"
                if feels := _terms(entry.side(side).feels, vocabulary.FEELS):
                    yield f"{side}, how: {feels}"
            if entry.triggers:
                yield f"set off by: {_terms(entry.triggers, vocabulary.TRIGGERS)}"
            for sign in entry.stop_signs:
                yield f"stop sign: {vocabulary.label(sign, vocabulary.SIGNS)}"
            if none := _no_sign(entry):
                yield none
            if entry.stop_signs_cleared_at:
                yield f"stop signs cleared {_moment(entry.stop_signs_cleared_at)}"
        case Session() | Run():
            for item in live_items(entry) if isinstance(entry, Session) else ():
                yield from item_lines(item, names)
            if entry.support:
                yield f"support: {called(names.supports, entry.support)}"
            if isinstance(entry, Run) and entry.surface:
                yield f"surface: {entry.surface}"
            if entry.rpe is not None:
                yield f"effort {number(entry.rpe)} of 10"
        case Shoe():
            yield from _shoe_lines(entry, names)
        case Support():
            yield f"since {_day(entry.since)}"
        case FitCheck():
            for question, answer in entry.answers.items():
                yield f"{question.replace('-', ' ')}: {answer}"
            if entry.rub_spots:
                yield "rubs: " + ", ".join(rub_words(pair) for pair in entry.rub_spots)
        case Asked():
            if entry.closes:
                yield f"about: {', '.join(closed_words(id) for id in entry.closes)}"
            if entry.exercises:
                yield f"exercises: {vocabulary.EXERCISES_SAID[entry.exercises].label}"
            if entry.until:
                yield f"until {_day(entry.until)}"
        case SelfTest():
            if entry.conditions:
                yield f"conditions: {entry.conditions}"
        case OwnRoutine():
            if entry.purpose:
                yield entry.purpose
            for planned in entry.items:
                yield f"{called(names.exercises, planned.exercise, 'exercise')}: {planned.dose.words}"
        case OwnExercise():
            if entry.annotation:
                yield f"remark: {entry.annotation}"
            if entry.definition:
                yield from entry.definition.steps
        case Note():
            yield from entry.text.strip().splitlines()[1:]
    if note := getattr(entry, "note", ""):
        yield f"note: {note}"


def stop_sign_words(entry: Entry) -> str:
    """``stop sign``, with ``cleared`` once it is; empty where none was ticked."""
    if not isinstance(entry, CheckIn) or not entry.stop_signs:
        return ""
    return "stop sign" if entry.stop_signs_cleared_at is None else "stop sign, cleared"


def _check_in_line(entry: CheckIn) -> str:
    ratings = rating_words(entry.left.rating, entry.right.rating)
    words = [f"{ratings or 'not rated'} {moment_words(entry.moment)}"]
    if signs := stop_sign_words(entry) or ("" if ratings else _no_sign(entry)):
        words.append(signs)
    for side in ANKLES:
        report = entry.side(side)
        where = _terms((*report.spots, *report.feels), {**vocabulary.SPOTS, **vocabulary.FEELS})
        if where:
            words.append(f"{side}: {where}")
    if entry.note:
        words.append(folded(entry.note))
    return " · ".join(words)


def _no_sign(entry: CheckIn) -> str:
    return "stop signs: none" if entry.stop_signs_answered_at and not entry.stop_signs else ""


def _run_line(entry: Run, names: Names) -> str:
    words = [vocabulary.ACTIVITY_WORDS[entry.activity]]
    if entry.distance_km:
        words[0] += f" {names.km(entry.distance_km)}"
    if entry.duration_s:
        words[0] += f"{' in' if entry.distance_km else ''} {duration_words(entry.duration_s)}"
    if entry.duration_s and entry.distance_km and entry.activity in ("run", "walk"):
        words.append(names.pace(entry.duration_s, entry.distance_km))
    if entry.shoe:
        words.append(called(names.shoes, entry.shoe, "shoe"))
    if entry.note:
        words.append(folded(entry.note))
    return " · ".join(words)


def _self_test_line(entry: SelfTest) -> str:
    return f"{measured_words(entry)}, {entry.scale or vocabulary.label(entry.test, vocabulary.SELF_TESTS)}"


def measured_words(entry: SelfTest) -> str:
    """``left 12 reps``."""
    side = f"{entry.side} " if entry.side != "both" else ""
    return f"{side}{number(entry.value)} {entry.unit}".rstrip()


def _asked_line(entry: Asked) -> str:
    limit = "" if entry.limit == "as-before" else f", {vocabulary.LIMITS[entry.limit].label}"
    whose = "" if entry.side == "body" else f" about the {entry.side}"
    note = f" · {folded(entry.note)}" if entry.note else ""
    return f"asked {vocabulary.ASKED_OF[entry.who].label}{whose}{limit}{note}"


def _fact_line(entry: Fact) -> str:
    until = f" to {_day(entry.until)}" if entry.until else ""
    side = "" if entry.side == "body" else f", {entry.side},"
    return f"{vocabulary.label(entry.fact, vocabulary.FACTS)}{side} from {_day(entry.since)}{until}"


def support_words(entry: Support) -> str:
    """``lace-up brace, left``."""
    return f"{vocabulary.SUPPORTS[entry.type].label}, {entry.side}"


def _shoe_lines(entry: Shoe, names: Names) -> Iterator[str]:
    if entry.nickname and (entry.brand or entry.model):
        yield " ".join(part for part in (entry.brand, entry.model) if part)
    facts = (
        ("size", f"{entry.size} {entry.size_system}".strip()),
        ("width", entry.width),
        ("insole", entry.insole),
        ("lacing", entry.lacing),
        ("bought", _day(entry.bought)),
        ("first worn", _day(entry.first_worn)),
        ("before Surefoot", names.km(entry.prior_km) if entry.prior_km else ""),
        ("limit", names.km(entry.limit_km) if entry.limit_km else ""),
    )
    for what, words in facts:
        if words:
            yield f"{what}: {words}"
    for note in entry.notes:
        yield f"{_moment(note.at)}: {note.text}"


def _exercise_line(entry: OwnExercise, names: Names) -> str:
    if entry.definition is not None:
        name = entry.definition.name
        return f"own exercise {name}" + (", hidden" if entry.hidden else "")
    name = called(names.exercises, entry.exercise, "exercise")
    parts = [part for part in ("hidden" if entry.hidden else "", folded(entry.annotation)) if part]
    return f"{name}: {', '.join(parts) or 'shown, no remark'}"


def _planned(one: PlannedRoutine, names: Names) -> str:
    words = called(names.routines, one.routine, "routine")
    if one.weekdays:
        words += f" on {', '.join(DAY_NAMES[day - 1] for day in one.weekdays)}"
    elif one.times_per_week:
        words += f" {counted(one.times_per_week, 'time')} a week"
    if one.times_per_day > 1:
        words += f", {one.times_per_day} times a day"
    return words


def _answers(entry: FitCheck) -> str:
    given = list(entry.answers.values())
    counts = ((answer, given.count(answer)) for answer in ("yes", "no", "unsure"))
    return ", ".join(f"{count} {answer}" for answer, count in counts if count) or "no answers"


def _retired(entry: Shoe) -> str:
    words = f"retired {_day(entry.retired)}"
    return f"{words} ({entry.retired_reason})" if entry.retired_reason else words


def rub_words(pair: str) -> str:
    """``left side of the heel`` for ``left:heel-side``."""
    side, _, spot = pair.partition(":")
    return f"{side} {_terms((spot,), vocabulary.SPOTS)}"


def _terms(ids: tuple[str, ...], known: Mapping[str, vocabulary.Term]) -> str:
    return ", ".join(vocabulary.label(id, known) for id in ids)


def _day(day: date | None) -> str:
    return f"{short_day(day)} {day.year}" if day else ""


def _moment(moment: datetime) -> str:
    return f"{short_day(moment.date())} {clock_time(moment)}"
