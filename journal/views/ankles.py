"""What a year says of both ankles, and of older ratings what soreness of now began with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

import msgspec

from journal.entries import ANKLES, Ankle, CheckIn, Run, Session
from journal.journal import Journal
from journal.rules.ankle.courses import Course, CourseStory, courses, stories
from journal.rules.ankle.readings import Reading, readings
from journal.rules.path import twist
from journal.rules.verdict.verdict import Verdict
from journal.views.training import YEAR

ROLL = "ankle-roll"


class AnkleYear(msgspec.Struct, frozen=True):
    """Check-ins, as they were noted and as they are of each ankle, its readings and courses, oldest first; the stories
    of the courses, the newest first."""

    check_ins: list[CheckIn]
    own: Mapping[Ankle, list[CheckIn]]
    ratings: Mapping[Ankle, list[Reading]]
    courses: Mapping[Ankle, list[Course]]
    stories: list[CourseStory]
    is_all: bool
    """Whether there is nothing older."""


def own(check_ins: Iterable[CheckIn], side: Ankle, found: Verdict) -> list[CheckIn]:
    """Check-ins as they are of one ankle: without the rolls of the last year that are known to be the other's."""
    rolled = found.sides[side].rolled

    def of_side(one: CheckIn) -> CheckIn:
        ago = (found.day - one.at.date()).days
        if ROLL not in one.triggers or not 0 <= ago <= twist.YEAR or ago in rolled:
            return one
        return msgspec.structs.replace(one, triggers=tuple(id for id in one.triggers if id != ROLL))

    return [of_side(one) for one in check_ins]


def ankle_year(journal: Journal, now: datetime, found: Verdict, *, everything: bool) -> AnkleYear:
    """The last year, or everything there is; everything too when an ankle was sore as the year began."""
    since = (now - YEAR).date()
    held = journal.of_kind(CheckIn, since)
    for side in ANKLES:
        first = next((one.side(side).rating for one in held if one.side(side).rating is not None), 0)
        everything = everything or bool(first)
    if everything:
        held = journal.of_kind(CheckIn)
    is_all = everything or (journal.first_day or since) >= since
    sessions = journal.of_kind(Session, since)
    mine = {side: own(held, side, found) for side in ANKLES}
    spells = {side: courses(mine[side], sessions, side, now) for side in ANKLES}
    newest = sorted(
        [*spells["left"], *spells["right"]], key=lambda one: (one.is_open, one.ratings[0].instant), reverse=True
    )
    told = stories(newest, sessions, journal.of_kind(Run, since), now)
    return AnkleYear(held, mine, {side: readings(mine[side], side, now) for side in ANKLES}, spells, told, is_all)
