"""On which day a fold begins that does not begin with the journal, and what it begins with.

It begins where no course of soreness was under way. Where that is too long ago it begins all the same, with the courses
as they stood: when each opened, and what opened before it, is told from the ratings alone, however long it has lasted.
It begins so much earlier then that what counts by days is over, as small steps of running are.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial

from msgspec import json

from journal.changes.document import UNREADABLE, Document
from journal.dates import FIRST_YEAR
from journal.entries import Answer, Asked, CheckIn, Entry, Fact, Run, Session
from journal.journal import Journal
from journal.rules.ankle.courses import COURSE_ENDS
from journal.rules.path.days import Days
from journal.rules.path.noted import UNRATED
from journal.rules.path.twist import NEVER
from journal.rules.verdict.fold import skip
from journal.rules.verdict.marks import OPENINGS_KEPT, REOPENED, AnkleState
from journal.rules.verdict.state import Begun

REACH = timedelta(days=460)
"""A twist counts for 365 days, running begun anew for 84, and no row looks further back than 90 days of a course."""
BEFORE = timedelta(days=REOPENED)
"""Days before a fold's first that are on its board: what ends a course looks back on two weeks, another on the end."""
_OPENED = OPENINGS_KEPT + REOPENED
"""So long before a course opens it counts what opened and ended."""
_NEAR = 480
"""Days among which one is looked for on which no course was under way; house rule."""
_LATELY = _NEAR + _OPENED
_WARM = 42
"""Days that are folded to know what is rising, or signals a bone, when last rated: each looks back on two weeks, on
twists two weeks before, and stays for the two weeks in which a course ends.
"""
_FIRST_WEEK = timedelta(days=6)
"""After the first day of a course; a course is held against its first week."""
_decode = json.Decoder(CheckIn).decode


def begun_by(journal: Journal, day: date) -> Begun:
    """What a fold begins with on a day or before it."""
    end = day.toordinal()
    begin = max(end - _LATELY, _first(journal, end))
    (_, left), (_, right) = _followed(journal, begin, end)
    outside = sorted({*left}.intersection(right))
    if not outside or outside[-1] < end - begin - _NEAR:
        return _under_way(journal, max(day - REACH, date.min + REACH))
    # What an earlier course has left to the next is over by the last of these days.
    if earlier := [place for place in outside if place <= outside[-1] - _OPENED]:
        return Begun(date.fromordinal(begin + earlier[-1] + 1), AnkleState(), AnkleState())
    return _courses(journal, date.fromordinal(begin + outside[-1] + 1))


def openings(journal: Journal, begun: Begun, until: date) -> list[Entry]:
    """What was noted before a day in the first week of the courses that a fold begins with."""
    found: dict[str, Entry] = {}
    for opened in {begun.left.course, begun.right.course} - {NEVER}:
        since = date.fromordinal(opened)
        last = min(since + _FIRST_WEEK, _eve(until))
        felt = journal.of_kind(Session, since, last, naming="soreness")
        found |= {one.id: one for one in (*journal.of_kind(CheckIn, since, last), *felt)}
    return [*found.values()]


def _eve(day: date) -> date:
    return day - timedelta(days=1)


def _first(journal: Journal, end: int) -> int:
    """The ordinal of the first day of a journal that a rule reads, at most another's."""
    return min(end, max(journal.first_day or date.max, date(FIRST_YEAR, 1, 1)).toordinal())


def _under_way(journal: Journal, day: date) -> Begun:
    """What a fold begins with on a day on which a course is under way.

    The ratings tell the courses of some weeks before, the rules themselves what has become of them.
    """
    rated = [one.at.date() for one in map(_read, journal.documents_of(CheckIn, _eve(day))[-1:]) if one is not None]
    since = date.fromordinal(max(min([day, *rated]).toordinal() - _WARM, date.min.toordinal() + BEFORE.days))
    begun = _courses(journal, since)
    read = partial(journal.of_kind, since=since - BEFORE, until=_eve(day))
    entries: list[Entry] = [*openings(journal, begun, since - BEFORE), *journal.of_kind(Fact)]
    entries += [*read(CheckIn), *read(Session, naming="soreness"), *read(Run), *read(Asked), *read(Answer)]
    board = Days.of(entries, lambda _: 0).board(_eve(day).toordinal())
    state = begun.state(board.first)
    while state.place < len(board) - 1:
        skip(state, board)
    return Begun(day, state.left.courses(-board.first), state.right.courses(-board.first))


def _courses(journal: Journal, day: date) -> Begun:
    """The courses as the ratings before a day tell them: those of late, or all where these do not."""
    end = day.toordinal()
    first = _first(journal, end)
    begin = max(end - _LATELY, first)
    followed = _followed(journal, begin, end)
    if not all(outside and _begins(state, end - begin) - outside[0] >= _OPENED for state, outside in followed):
        begin = first
        followed = _followed(journal, begin, end)
    left, right = (state.courses(-begin) for state, _ in followed)
    return Begun(day, left, right)


def _begins(state: AnkleState, day: int) -> int:
    """The first day of a course under way, or the one on which the next may begin."""
    return day if state.course == NEVER else state.course


def _followed(journal: Journal, begin: int, end: int) -> list[tuple[AnkleState, list[int]]]:
    """Each ankle's courses after the days from one ordinal up to another, and at whose ends it was in none for sure."""
    whole = begin == _first(journal, end)
    found = []
    for worst in _worst(journal, begin, end):
        state, outside = AnkleState(course=NEVER if whole else 0), []
        for place, rating in enumerate(worst):
            if rating > 0:
                state.felt(rating, place)
            elif rating == 0 and (whole or place >= COURSE_ENDS - 1):
                state.well(worst, place)
            if state.course == NEVER:
                outside.append(place)
        found.append((state, outside))
    return found


def _worst(journal: Journal, begin: int, end: int) -> tuple[list[int], list[int]]:
    """The highest rating of each day of either ankle, from one day's ordinal up to another's."""
    left, right = [UNRATED] * (end - begin), [UNRATED] * (end - begin)
    for day, of_left, of_right in _rated(journal, date.fromordinal(begin), date.fromordinal(end - 1)):
        place = day - begin
        if of_left is not None and of_left > left[place]:
            left[place] = of_left
        if of_right is not None and of_right > right[place]:
            right[place] = of_right
    return left, right


def _rated(journal: Journal, since: date, until: date) -> Iterator[tuple[int, int | None, int | None]]:
    """The ordinal of a day with a rating of the left and of the right."""
    for one in map(_read, journal.documents_of(CheckIn, until, since)):
        if one is not None:
            yield one.at.toordinal(), one.left.rating, one.right.rating
    for session in journal.of_kind(Session, since, until, naming="soreness"):
        for item in session.items:
            if item.soreness is not None and not item.removed:
                yield session.started_at.toordinal(), item.soreness.left, item.soreness.right


def _read(document: Document) -> CheckIn | None:
    try:
        return _decode(document)
    except UNREADABLE:
        return None
