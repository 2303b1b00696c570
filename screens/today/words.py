"""Today's card in words: what the screen and ``surefoot today`` both say. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from journal.dates import DAY_NAMES, long_day
from journal.rules.today.greeting import FIRST_STEPS, GREETING
from journal.rules.verdict.verdict import GLYPHS
from journal.units import in_distance
from journal.words.path import ladder_line, path_lines
from journal.words.verdict import all_asked, run_words
from library.words import counted

if TYPE_CHECKING:
    from journal.rules.today.today import AnkleToday, DayMark, SessionToday, ShoeToday, TodayCard, WeekToday
    from journal.words.names import Names
    from journal.words.verdict import VerdictLine


NO_SHOE = "no shoe yet"
NO_NOTE = "nothing noted today"


def ankle_words(ankle: AnkleToday) -> str:
    """``▲ 2 of 10, today 06:46, on waking``."""
    if ankle.rating is None:
        return f"{GLYPHS[ankle.mark]} not rated lately"
    return f"{GLYPHS[ankle.mark]} {ankle.rating} of 10, {ankle.when}"


def trend_words(ankle: AnkleToday) -> str:
    """The last days' highest ratings as numbers, a dot where none was given."""
    return " ".join("." if rating is None else str(rating) for rating in ankle.trend)


def session_words(session: SessionToday) -> str:
    """What the plan offers, and why."""
    return f"{session.title}: {session.why}" if session.why else session.title


def exercises_words(session: SessionToday) -> str:
    """``8 exercises: Double-leg heel raise, Band ankle eversion …``."""
    return f"{counted(len(session.exercises), 'exercise')}: {', '.join(session.exercises)}"


def week_words(week: WeekToday) -> str:
    """``2 of 3 sessions done, 2 runs``; what the plan did not ask for is told apart."""
    sessions = (
        f"{week.done} of {counted(week.planned, 'session')}"
        if week.planned is not None
        else counted(week.done, "session")
    )
    other = f", {week.unplanned} other" if week.unplanned else ""
    return f"{sessions} done{other}, {counted(week.runs, 'run')}"


def day_words(day: DayMark) -> str:
    """The same in words, for a reader who hears it."""
    session = {"done": "session", "short": "short session", "open": "open session", "postponed": "postponed", "": ""}
    words = [word for word in (session[day.session], "run" if day.run else "") if word]
    return f"{DAY_NAMES[day.day.weekday()]} {' and '.join(words) or 'nothing'}"


def shoe_words(shoe: ShoeToday | None, names: Names) -> str:
    """``Blue Drift, 508 of 800 km, look at its sole``."""
    if shoe is None:
        return NO_SHOE
    look = _LOOK[shoe.mark]
    return f"{shoe.name}, {shoe_km_words(shoe, names)}{f', {look}' if look else ''}"


def shoe_km_words(shoe: ShoeToday, names: Names) -> str:
    """``508 of 800 km``."""
    km, limit = (round(in_distance(value, names.distance)) for value in (shoe.km, shoe.strong_km))
    return f"{km} of {limit} {names.distance}"


def shoe_look_words(shoe: ShoeToday) -> str:
    """``▲ look at its sole``; empty before the first reminder."""
    mark = {"below": "", "soft": "▲ ", "strong": "■ "}[shoe.mark]
    return f"{mark}{_LOOK[shoe.mark]}"


_LOOK = {"below": "", "soft": "look at its sole", "strong": "is it worn out?"}


def as_text(card: TodayCard, names: Names, told: Iterable[VerdictLine]) -> list[str]:
    """The card as plain lines, one fact each: the headline first, then why, then how long.

    ``told``: its verdict in lines.
    """
    if card.empty:
        return [f"Today, {long_day(card.day)}", *_greeting()]
    said = [line.text for line in told]
    said[0] = f"{GLYPHS[card.verdict.mark]} {said[0]}"
    return [*said, *_facts(card, names)]


def _greeting() -> Iterator[str]:
    yield from GREETING
    for action, words, why in FIRST_STEPS:
        command = {"rate": "surefoot rate --left N --right N"}.get(action, "open surefoot")
        yield f"{words}: {why} ({command})"


def _facts(card: TodayCard, names: Names) -> Iterator[str]:
    yield f"Day: {long_day(card.day)}"
    yield from (f"Question: {one}" for one in all_asked(card.verdict.questions, names.distance))
    for line in path_lines(card.verdict, card.supports):
        yield f"{line.label}: {line.text}"
    if card.now.text:
        yield f"Now: {now_words(card)}"
    for ankle in card.ankles:
        side = ankle.side.capitalize()
        yield f"{side}: {ankle_words(ankle)}"
        if ankle.rating is not None:
            yield f"{side}, highest of each of 14 days: {trend_words(ankle)}"
    if card.next_rating:
        yield f"Next rating: {card.next_rating}"
    yield f"Run: {run_words(card.verdict, names)}"
    if told := ladder_line(card.verdict):
        yield f"Run: {told}"
    if card.session is not None:
        if card.session.why:
            yield f"Session: {session_words(card.session)}"
        if card.session.exercises:
            yield f"Session: {exercises_words(card.session)}"
        for change in card.session.left_out:
            yield f"Session: {change}"
    if card.left_open:
        yield f"Still open: {card.left_open}"
    for told in card.ahead:
        yield f"Ahead: {told.removeprefix('Later: ')}"
    yield f"Week: {week_words(card.week)}"
    yield f"Week: {', '.join(day_words(day) for day in card.week.days if not day.is_future)}"
    yield f"Shoe: {shoe_words(card.shoe, names)}"
    yield f"Note: {card.note or NO_NOTE}"


def now_words(card: TodayCard) -> str:
    """``Rate both ankles. Last rated yesterday 07:00.``"""
    reason = card.now.reason
    return card.now.text + (f" {reason[:1].upper()}{reason[1:]}." if reason else "")
