"""What a fold over days carries of one ankle: its course of soreness, its twists, and when each mark was last noted."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from journal.rules.ankle.courses import ends_course
from journal.rules.path import twist
from journal.rules.path.days import AnkleDays
from journal.rules.path.noted import BONY, GIVING, HOT, LIMPING, LOCKING, NUMB, SWOLLEN, UNRATED
from journal.rules.path.twist import NEVER, Twists
from journal.rules.verdict.words import RATED_KEPT

REOPENED, OPENINGS_KEPT = 28, 90
"""Days after the end of a course in which another is sore again; days for which openings are remembered."""
SORE, MIDDLE, HIGH = 0, 1, 2
MARK_OF = {flag: mark for mark, flag in enumerate((BONY, NUMB, GIVING, LOCKING, SWOLLEN, HOT, LIMPING), start=3)}
"""Marks of a day: sore, 3 or more, 6 or more, and one for each of these flags."""


class AnkleState(Struct):
    """What is carried from day to day about one ankle. Places of days, ``NEVER`` where there is none.

    ``rated`` are the last rated days, ``course`` the day the present course opened, ``ended`` the day the last one
    ended, ``openings`` those of the last courses and ``came_back`` whether the newest opened within 28 days of an end;
    ``sore`` the last sore days of the course. ``last`` holds for each mark the last day with it,
    ``marked`` is the last with any but sore.
    """

    rated: tuple[int, ...] = ()
    course: int = NEVER
    ended: int = NEVER
    last: list[int] = field(default_factory=lambda: [NEVER] * (3 + len(MARK_OF)))
    marked: int = NEVER
    openings: tuple[int, ...] = ()
    came_back: bool = False
    sore: tuple[int, ...] = ()
    sore_days: int = 0
    twists: Twists = Twists()
    unsettled: bool = False
    bone_held: bool = False
    rising_held: bool = False

    def noted(self, side: AnkleDays, place: int) -> None:
        """Take in what was noted of the ankle on the day that follows: its rating, its course, its marks."""
        rating = side.worst[place]
        if rating != UNRATED:
            self.rated = (*self.rated[1 - RATED_KEPT :], place)
            if rating:
                self.felt(rating, place)
            else:
                self.well(side.worst, place)
        if flags := side.flags[place]:
            for flag, mark in MARK_OF.items():
                if flags & flag:
                    self.last[mark] = self.marked = place

    def well(self, worst: Sequence[int], place: int) -> None:
        """Take in that it was rated 0 on a day: a course may have ended."""
        if self.course != NEVER and ends_course(worst, place, self.course):
            self.course, self.ended, self.sore, self.sore_days = NEVER, place, (), 0

    def felt(self, rating: int, place: int) -> None:
        """Take in that it was sore on a day."""
        self.last[SORE] = place
        if rating >= 3:
            self.last[MIDDLE] = self.marked = place
        if rating >= 6:
            self.last[HIGH] = place
        if self.course == NEVER:
            self.course = place
            self.came_back = self.ended != NEVER and place - self.ended <= REOPENED
            self.openings = (*(one for one in self.openings if place - one < OPENINGS_KEPT), place)
            self.sore, self.sore_days = (), 0
        self.sore, self.sore_days = (*self.sore[-6:], place), self.sore_days + 1

    def twisted_within_a_year(self, place: int) -> bool:
        """Whether it was twisted in the year up to a day, or may turn out to have been."""
        last = max(self.twists.last, self.twists.named.last if self.twists.named else NEVER)
        return last != NEVER and place - last <= twist.YEAR

    def copy(self) -> AnkleState:
        """Another one that holds the same."""
        return replace(self, last=[*self.last])

    def courses(self, later: int) -> AnkleState:
        """What it holds of courses, which last however long, and nothing else; its days counted from one so much later.

        Those that lie before that day are ``NEVER``, the openings are not.
        """

        def counted(place: int) -> int:
            return NEVER if place == NEVER else max(place - later, NEVER)

        return AnkleState(
            course=counted(self.course),
            ended=counted(self.ended),
            openings=tuple(one - later for one in self.openings),
            came_back=self.came_back,
            sore_days=self.sore_days,
            bone_held=self.bone_held,
            rising_held=self.rising_held,
        )
