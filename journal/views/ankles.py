"""What a year says of both ankles, and of older ratings what soreness of now began with."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

import msgspec

from journal.entries import ANKLES, Ankle, CheckIn, Run, Session
from journal.journal import Journal
from journal.rules.ankle.courses import Course, CourseStory, courses, stories
from journal.rules.ankle.readings import Reading, readings
from journal.views.training import YEAR


class AnkleYear(msgspec.Struct, frozen=True):
    """Check-ins, each ankle's readings and courses, oldest first; the stories of the courses, the newest first."""

    check_ins: list[CheckIn]
    ratings: Mapping[Ankle, list[Reading]]
    courses: Mapping[Ankle, list[Course]]
    stories: list[CourseStory]
    is_all: bool
    """Whether there is nothing older."""


def ankle_year(journal: Journal, now: datetime, *, everything: bool) -> AnkleYear:
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
    found = {side: courses(held, sessions, side, now) for side in ANKLES}
    newest = sorted(
        [*found["left"], *found["right"]], key=lambda one: (one.is_open, one.ratings[0].instant), reverse=True
    )
    told = stories(newest, sessions, journal.of_kind(Run, since), now)
    return AnkleYear(held, {side: readings(held, side, now) for side in ANKLES}, found, told, is_all)
