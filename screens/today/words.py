"""Today's card in words: what the screen and ``surefoot today`` both say. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from journal.dates import DAY_NAMES, long_day
from journal.rules.ankle.light import Light
from journal.rules.today.greeting import FIRST_STEPS, GREETING
from journal.units import in_distance
from library.words import counted
from screens.drawing.glyphs import DONE, REDUCED, WAITING, light_words

if TYPE_CHECKING:
    from journal.rules.today.today import AnkleToday, DayMark, SessionToday, ShoeToday, TodayCard, WeekToday
    from journal.rules.verdict.running import Running
    from journal.words.names import Names


LIGHT_MEANS = {
    Light.GREEN: "May progress.",
    Light.AMBER: "Repeat, add nothing yet.",
    Light.RED: "Ease off.",
    Light.NONE: "Rate it to get a light.",
}
NO_SESSION = "no plan yet"
NO_SHOE = "no shoe yet"
NO_NOTE = "nothing noted today"


def light_word(ankle: AnkleToday) -> str:
    """``■ red``; ``■ stop sign`` while one is open, as on Soreness."""
    return "■ stop sign" if ankle.suspended else light_words(ankle.light)


def ankle_words(ankle: AnkleToday) -> str:
    """``2 of 10, ▲ amber, sore, day 2 of 3; on waking, today 06:46``."""
    if ankle.rating is None:
        return f"not rated, {light_word(ankle)}"
    clock = f", {clock_words(ankle)}" if ankle.clock else ""
    return f"{ankle.rating} of 10, {light_word(ankle)}{clock}; {ankle.when}"


def clock_words(ankle: AnkleToday) -> str:
    """``sore, day 2 of 3``; empty without an open episode."""
    return f"sore, {ankle.clock}" if ankle.clock else ""


def light_reasons(ankle: AnkleToday) -> list[str]:
    """Why the light is what it is, the first reason with what the light asks for; a stop sign's asks for itself."""
    if ankle.suspended:
        return [f"{reason[:1].upper()}{reason[1:]}." for reason in ankle.reasons]
    return [
        f"{LIGHT_MEANS[ankle.light]} {reason[:1].upper()}{reason[1:]}."
        if not number
        else f"{reason[:1].upper()}{reason[1:]}."
        for number, reason in enumerate(ankle.reasons)
    ]


def trend_words(ankle: AnkleToday) -> str:
    """The last days' highest ratings as numbers, a dot where none was given."""
    return " ".join("." if rating is None else str(rating) for rating in ankle.trend)


def session_words(session: SessionToday | None) -> str:
    """What the plan offers, or the open session, and why."""
    if session is None:
        return NO_SESSION
    head = f"Resume {session.title}" if session.session else session.title
    return f"{head}: {session.why}"


def exercises_words(session: SessionToday) -> str:
    """``8 exercises: Double-leg heel raise, Band ankle eversion …``."""
    return f"{counted(len(session.exercises), 'exercise')}: {', '.join(session.exercises)}"


def running_words(running: Running, names: Names) -> str:
    """``short and easy at most, no longer than the last (8.0 km)``."""
    return f"{running.text} ({names.km(running.last_km)})" if running.last_km else running.text


def week_words(week: WeekToday) -> str:
    """``2 of 3 sessions done, 2 runs``."""
    sessions = (
        f"{week.done} of {counted(week.planned, 'session')}"
        if week.planned is not None
        else counted(week.done, "session")
    )
    return f"{sessions} done, {counted(week.runs, 'run')}"


def day_mark(day: DayMark) -> str:
    """One day's mark: how its session ended, and whether there was a run."""
    session = {"done": DONE, "short": REDUCED, "open": "open", "postponed": "later", "": ""}[day.session]
    marks = [mark for mark in (session, "run" if day.run else "") if mark]
    return " ".join(marks) or ("" if day.is_future else WAITING)


def day_words(day: DayMark) -> str:
    """The same in words, for a reader who hears it."""
    session = {"done": "session", "short": "short session", "open": "open session", "postponed": "postponed", "": ""}
    words = [word for word in (session[day.session], "run" if day.run else "") if word]
    return f"{DAY_NAMES[day.day.weekday()]} {' and '.join(words) or 'nothing'}"


def shoe_words(shoe: ShoeToday | None, names: Names) -> str:
    """``Blue Drift, 508 of 800 km, look at its sole``."""
    if shoe is None:
        return NO_SHOE
    km, limit = (round(in_distance(value, names.distance)) for value in (shoe.km, shoe.strong_km))
    words = f"{shoe.name}, {km} of {limit} {names.distance}"
    return words + {"below": "", "soft": ", look at its sole", "strong": ", is it worn out?"}[shoe.mark]


def as_text(card: TodayCard, names: Names) -> list[str]:
    """The card as plain lines, one fact each."""
    return [f"Today, {long_day(card.day)}", *_facts(card, names)]


def _facts(card: TodayCard, names: Names) -> Iterator[str]:
    if card.empty:
        yield from GREETING
        for action, words, why in FIRST_STEPS:
            command = {"rate": "surefoot rate --left N --right N"}.get(action, "open surefoot")
            yield f"{words}: {why} ({command})"
        return
    yield f"Now: {card.now.text}" + (f" {card.now.reason[:1].upper()}{card.now.reason[1:]}." if card.now.reason else "")
    for sentence in card.now.advice:
        yield f"Now: {sentence}"
    for sign in card.stop_signs:
        yield f"Stop sign: {sign}"
    for ankle in card.ankles:
        side = ankle.side.capitalize()
        yield f"{side}: {ankle_words(ankle)}"
        for reason in light_reasons(ankle):
            yield f"{side}: {reason}"
        if ankle.rating is not None:
            yield f"{side}, highest of each of 14 days: {trend_words(ankle)}"
        for sentence in (one for one in ankle.advice if one not in card.now.advice):
            yield f"{side}: {sentence}"
    yield f"Next rating: {card.next_rating}"
    yield f"Run: {running_words(card.running, names)}"
    yield f"Session: {session_words(card.session)}"
    if card.session is not None:
        if card.session.exercises:
            yield f"Session: {exercises_words(card.session)}"
        for change in card.session.changes:
            yield f"Session: {change}"
    yield f"Week: {week_words(card.week)}"
    yield f"Week: {', '.join(day_words(day) for day in card.week.days if not day.is_future)}"
    yield f"Shoe: {shoe_words(card.shoe, names)}"
    yield f"Note: {card.note or NO_NOTE}"
