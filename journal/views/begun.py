"""On which day a fold begins that does not begin with the journal, and what it begins with.

It begins where no course of soreness was under way. Where that is too long ago it begins all the same, with the courses
as they stood: when each opened, and what opened before it, is told from the ratings alone, however long it has lasted.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from itertools import chain

from msgspec.structs import replace

from journal.dates import FIRST_YEAR
from journal.entries import Answer, Asked, CheckIn, Entry, Fact, Run, Session
from journal.journal import Journal
from journal.rules.ankle.courses import COURSE_ENDS
from journal.rules.path.days import Days
from journal.rules.path.noted import UNRATED
from journal.rules.path.twist import NEVER
from journal.rules.verdict.fold import skip
from journal.rules.verdict.lasting import Glance
from journal.rules.verdict.marks import OPENINGS_KEPT, REOPENED, AnkleState
from journal.rules.verdict.state import Begun
from journal.views.glances import WELL, Felt, Glanced

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
_DAY = timedelta(days=1)
_FIRST_WEEK = timedelta(days=6)
"""After the first day of a course; a course is held against its first week."""


def begun_by(journal: Journal, glanced: list[Glanced], felt: list[Felt], day: date) -> Begun:
    """What a fold begins with on a day or before it, by all check-ins and what was felt in sessions up to then."""
    rated = _Rated(journal, glanced, felt, day.toordinal())
    if rated.first == rated.end:
        return Begun(day, AnkleState(), AnkleState())
    begin = max(rated.end - _LATELY, rated.first)
    (_, left), (_, right) = rated.followed(begin, rated.end)
    outside = sorted({*left}.intersection(right))
    if not outside or outside[-1] < rated.end - begin - _NEAR:
        return _under_way(rated)
    # What an earlier course has left to the next is over by the last of these days.
    if earlier := [place for place in outside if place <= outside[-1] - _OPENED]:
        return Begun(date.fromordinal(begin + earlier[-1] + 1), AnkleState(), AnkleState())
    return _courses(rated, begin + outside[-1] + 1)


def openings(journal: Journal, begun: Begun, until: date) -> list[Entry]:
    """What was noted before a day in the first week of the courses that a fold begins with."""
    found: dict[str, Entry] = {}
    for opened in {begun.left.course, begun.right.course} - {NEVER}:
        since = date.fromordinal(opened)
        last = min(since + _FIRST_WEEK, until - _DAY)
        felt = journal.of_kind(Session, since, last, naming="soreness")
        found |= {one.id: one for one in (*journal.of_kind(CheckIn, since, last), *felt)}
    return [*found.values()]


def first_day(journal: Journal) -> date:
    """The first day of a journal that a rule reads."""
    return max(journal.first_day or date.max, date(FIRST_YEAR, 1, 1))


class _Rated:
    """The highest rating of each day of either ankle, from a journal's first up to another. Days are ordinals."""

    def __init__(self, journal: Journal, glanced: list[Glanced], felt: list[Felt], end: int) -> None:
        self.journal, self.end = journal, end
        self.first = min(end, first_day(journal).toordinal())
        self._glanced = glanced
        self._left, self._right = [UNRATED] * (end - self.first), [UNRATED] * (end - self.first)
        in_sessions = ((day, one.left, one.right) for day, one in felt)
        for day, left, right in chain(((day, one.left.rating, one.right.rating) for day, one in glanced), in_sessions):
            if (place := day - self.first) < 0:
                continue
            if left is not None and left > self._left[place]:
                self._left[place] = left
            if right is not None and right > self._right[place]:
                self._right[place] = right

    def last_before(self, day: int) -> int:
        """The last day before one that was rated; that day itself where there is none."""
        place = day - self.first - 1
        while place >= 0 and self._left[place] == self._right[place] == UNRATED:
            place -= 1
        return self.first + place if place >= 0 else day

    def last(self, says: Callable[[Glance], bool]) -> int:
        """The last day with a check-in that says so; ``NEVER`` without one."""
        return next((day for day, one in reversed(self._glanced) if one is not WELL and says(one)), NEVER)

    def followed(self, begin: int, end: int) -> list[tuple[AnkleState, list[int]]]:
        """Each ankle's courses after the days from one up to another, and at whose ends it was in none for sure."""
        whole, days = begin <= self.first, slice(begin - self.first, max(end - self.first, 0))
        return [_followed(column[days], whole=whole) for column in (self._left, self._right)]


def _followed(worst: list[int], *, whole: bool) -> tuple[AnkleState, list[int]]:
    """An ankle's courses after some days, and at the ends of which of them it was in none for sure."""
    state, outside = AnkleState(course=NEVER if whole else 0), []
    for place, rating in enumerate(worst):
        if rating > 0:
            state.felt(rating, place)
        elif rating == 0 and state.course != NEVER and (whole or place >= COURSE_ENDS - 1):
            state.well(worst, place)
        if state.course == NEVER:
            outside.append(place)
    return state, outside


def _under_way(rated: _Rated) -> Begun:
    """What a fold begins with where a course is under way: on a day on which the stop-sign question was answered, or
    with the question open where nobody has answered it since a course opened.
    """
    answered, rolled = rated.last(lambda one: one.answers), rated.last(lambda one: one.rolled)
    if answered >= rated.end - REACH.days:
        return _warmed(rated, answered)
    begun = _warmed(rated, rated.end)
    opened = {"N": max(begun.left.course, begun.right.course), "T": rolled}
    if opened["N"] <= answered > NEVER:  # soreness that began to rise may have opened it anew since
        return _warmed(rated, answered)
    return replace(begun, open={one: day for one, day in opened.items() if day > answered})


def _warmed(rated: _Rated, day: int) -> Begun:
    """What a fold begins with on a day: the courses of some weeks before as the ratings tell them, and what has become
    of them by the rules themselves.
    """
    journal, since = rated.journal, rated.last_before(day) - _WARM
    begun = _courses(rated, since)
    board_since = date.fromordinal(since) - BEFORE
    read = partial(journal.of_kind, since=board_since, until=date.fromordinal(day - 1))
    entries: list[Entry] = [*openings(journal, begun, board_since), *journal.of_kind(Fact)]
    entries += [*read(CheckIn), *read(Session, naming="soreness"), *read(Run), *read(Asked), *read(Answer)]
    board = Days.of(entries, lambda _: 0).board(day - 1)
    state = begun.state(board.first)
    while state.place < len(board) - 1:
        skip(state, board)
    return Begun(date.fromordinal(day), state.left.courses(-board.first), state.right.courses(-board.first))


def _courses(rated: _Rated, end: int) -> Begun:
    """The courses as the ratings before a day tell them: those of late, or all where these do not."""
    first = min(rated.first, end)
    begin = max(end - _LATELY, first)
    followed = rated.followed(begin, end)
    if not all(outside and _begins(state, end - begin) - outside[0] >= _OPENED for state, outside in followed):
        begin = first
        followed = rated.followed(begin, end)
    left, right = (state.courses(-begin) for state, _ in followed)
    return Begun(date.fromordinal(end), left, right)


def _begins(state: AnkleState, day: int) -> int:
    """The first day of a course under way, or the one on which the next may begin."""
    return day if state.course == NEVER else state.course
