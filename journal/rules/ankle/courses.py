"""Courses of soreness: from the first rating of 1 or more until days of 0 end it, and what went along with them.

One 0 ends nothing. Source: docs/rules.md, "Words".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

import msgspec

from journal.entries import Ankle, CheckIn, Run, Session
from journal.rules.ankle.bouts import Bout, bouts
from journal.rules.ankle.readings import Reading, instant, readings


class Course(msgspec.Struct, frozen=True):
    """Soreness of one ankle. ``ratings`` are its readings of 1 or more, oldest first, never empty.

    ``ended`` is the day that ended it, which is none of it; None while it is under way.
    """

    side: Ankle
    ratings: tuple[Reading, ...]
    ended: date | None = None

    @property
    def opened(self) -> date:
        """The day of the first rating above 0."""
        return self.ratings[0].at.date()

    @property
    def is_open(self) -> bool:
        """Whether it is under way."""
        return self.ended is None

    @property
    def peak(self) -> Reading:
        """The highest reading, the first of equals."""
        return max(self.ratings, key=lambda one: one.rating)

    def days(self, today: date) -> int:
        """How many days it has lasted, the first included."""
        return (self.ended - self.opened).days if self.ended else (today - self.opened).days + 1

    @property
    def spots(self) -> tuple[str, ...]:
        """Spot ids noted in it, most often noted first."""
        return _by_count(spot for one in self.ratings for spot in one.spots)

    @property
    def feels(self) -> tuple[str, ...]:
        """Feel ids noted in it, most often noted first."""
        return _by_count(feel for one in self.ratings for feel in one.feels)

    @property
    def triggers(self) -> tuple[str, ...]:
        """Trigger ids noted in it, most often noted first."""
        return _by_count(id for one in self.ratings for id in one.triggers)


def _by_count(ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(id for id, _ in Counter(ids).most_common())


def sore_days(check_ins: Iterable[CheckIn], side: Ankle) -> dict[str, int]:
    """On how many days each spot of an ankle was noted with a rating above 0, most days first."""
    reports = ((one.at.date(), one.side(side)) for one in check_ins)
    days = {(spot, day) for day, report in reports if report.rating for spot in report.spots}
    return dict(Counter(spot for spot, _ in sorted(days)).most_common())


COURSE_ENDS = 14
"""Days on which it hangs whether the last of them ends a course."""


def ends_course(m: Sequence[int], place: int, opened: int) -> bool:
    """Whether a rated day ends a course: only 0 in 7 days on 4 rated ones, or in 14 days on 2.

    ``m``: the highest rating of each day, below 0 where nobody rated; ``place`` and ``opened`` are places in it.
    """
    if m[place] != 0:
        return False
    for days, least in ((7, 4), (COURSE_ENDS, 2)):
        values = m[max(place - days + 1, opened) : place + 1]
        if max(values) > 0:
            return False
        if values.count(0) >= least:
            return True
    return False


def courses(check_ins: Iterable[CheckIn], sessions: Iterable[Session], side: Ankle, now: datetime) -> list[Course]:
    """Every course of one ankle up to ``now``, oldest first; only the last may be under way."""
    ratings = sorted([*readings(check_ins, side, now), *_felt(sessions, side, now)], key=lambda one: one.instant)
    highest: dict[int, int] = {}
    for one in ratings:
        day = one.at.toordinal()
        highest[day] = max(one.rating, highest.get(day, 0))
    first = min(highest, default=0)
    column = [highest.get(day, -1) for day in range(first, max(highest, default=-1) + 1)]
    spans: list[tuple[int, int | None]] = []
    opened: int | None = None
    for day in sorted(highest):
        if opened is None:
            opened = day if highest[day] else None
        elif ends_course(column, day - first, opened - first):
            spans.append((opened, day))
            opened = None
    if opened is not None:
        spans.append((opened, None))
    return [_course(side, ratings, *span) for span in spans]


def _course(side: Ankle, ratings: Sequence[Reading], opened: int, ended: int | None) -> Course:
    held = (one for one in ratings if opened <= one.at.toordinal() and (ended is None or one.at.toordinal() < ended))
    return Course(side, tuple(one for one in held if one.rating), None if ended is None else date.fromordinal(ended))


def _felt(sessions: Iterable[Session], side: Ankle, now: datetime) -> list[Reading]:
    """Soreness noted during sessions, as readings."""
    return [
        Reading(session.started_at, instant(session.started_at), felt, "during", session.id)
        for session in sessions
        if session.started_at <= now
        for item in session.items
        if not item.removed and item.soreness is not None
        if (felt := item.soreness.left if side == "left" else item.soreness.right) is not None
    ]


class CourseStory(msgspec.Struct, frozen=True):
    """What a course went along with: bouts in it, those of the day before it, and shoe ids of its runs."""

    course: Course
    bouts: tuple[Bout, ...]
    preceded_by: tuple[Bout, ...]
    shoes: tuple[str, ...]

    def count(self, kind: str) -> int:
        """How many sessions, or runs, were in it."""
        return sum(bout.kind == kind for bout in self.bouts)


def stories(
    found: Iterable[Course], sessions: Iterable[Session], runs: Iterable[Run], now: datetime
) -> list[CourseStory]:
    """The sessions, runs and shoes in each course; ``shoes`` counts the day before it too, most runs first."""
    held = list(runs)
    shoes = {run.id: run.shoe for run in held if run.shoe}
    done = [(bout.start.date(), bout) for bout in bouts(sessions, held, now)]
    told: list[CourseStory] = []
    for course in found:
        before = tuple(bout for day, bout in done if day == course.opened - timedelta(days=1))
        during = tuple(
            bout for day, bout in done if course.opened <= day and (course.ended is None or day < course.ended)
        )
        worn = _by_count(shoes[bout.id] for bout in (*before, *during) if bout.id in shoes)
        told.append(CourseStory(course, during, before, worn))
    return told
