"""Episodes of soreness: from the first rating of 1 or more to the next 0, and what went along with them.

All plain functions of entries and ``now``. Sources beside each rule; the table of rules is docs/rules.md.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

import msgspec

from journal.entries import Ankle, CheckIn, Run, Session
from journal.rules.ankle.mornings import Bout, bouts
from journal.rules.ankle.readings import Reading, elapsed, instant, readings

PRECEDED_BY = timedelta(hours=24)
"""A bout this long before an episode opened is named beside it: exercise soreness starts within a day as a rule."""


class Episode(msgspec.Struct, frozen=True):
    """Soreness of one ankle from the first rating of 1 or more to the next 0 (house rule, docs/rules.md).

    ``ratings`` holds the readings of 1 or more, oldest first, never empty; ``closed_at`` is the 0's moment, None while
    open.
    """

    side: Ankle
    ratings: tuple[Reading, ...]
    closed_at: datetime | None = None

    @property
    def opened_at(self) -> datetime:
        """When the first rating above 0 was given."""
        return self.ratings[0].at

    @property
    def is_open(self) -> bool:
        """Whether no 0 has followed yet."""
        return self.closed_at is None

    @property
    def opening(self) -> int:
        """The rating it opened with."""
        return self.ratings[0].rating

    @property
    def latest(self) -> Reading:
        """The newest reading above 0."""
        return self.ratings[-1]

    @property
    def peak(self) -> Reading:
        """The highest reading, the first of equals."""
        return max(self.ratings, key=lambda one: one.rating)

    @property
    def spots(self) -> tuple[str, ...]:
        """Spot ids noted in it, most often noted first."""
        return tuple(id for id, _ in Counter(spot for one in self.ratings for spot in one.spots).most_common())

    @property
    def feels(self) -> tuple[str, ...]:
        """Feel ids noted in it, most often noted first."""
        return tuple(id for id, _ in Counter(feel for one in self.ratings for feel in one.feels).most_common())

    @property
    def triggers(self) -> tuple[str, ...]:
        """Trigger ids noted in it, most often noted first."""
        return tuple(id for id, _ in Counter(id for one in self.ratings for id in one.triggers).most_common())

    @property
    def last_day(self) -> tuple[Reading, ...]:
        """The readings of the calendar day it was last rated on, oldest first."""
        day = self.latest.at.date()
        return tuple(one for one in self.ratings if one.at.date() == day)

    def day_before(self, reading: Reading) -> int | None:
        """What was said at the same moment of the day before (waking and the next morning are one); None if nothing."""
        day = reading.at.toordinal() - 1  # a day before the first of the calendar is no date, and no error here
        alike = [
            one
            for one in self.ratings
            if one.at.toordinal() == day and (one.moment == reading.moment or (one.is_morning and reading.is_morning))
        ]
        return alike[-1].rating if alike else None

    @property
    def rose(self) -> Reading | None:
        """The first reading of its last day that was higher than at the same moment a day before; None without one."""
        for one in self.last_day:
            before = self.day_before(one)
            if before is not None and one.rating > before:
                return one
        return None

    @property
    def easing(self) -> bool:
        """Whether it is going down: all of the last day below the peak, nothing above the same moment a day before.

        Like is compared with like (house rule): an evening is not better than a morning for being lower. All of a day
        counts, so that one rating more on that day never takes a "not easing" back.
        """
        return max(one.rating for one in self.last_day) < self.peak.rating and self.rose is None

    def length(self, now: datetime) -> timedelta:
        """Real time from its opening to its end, or to ``now`` while open."""
        return elapsed(self.opened_at, self.closed_at or now)


def episodes_of(ratings: Sequence[Reading], side: Ankle) -> list[Episode]:
    """The episodes in one ankle's readings (oldest first), oldest first; only the last may be open."""
    found: list[Episode] = []
    current: list[Reading] = []
    for reading in ratings:
        if reading.rating > 0:
            current.append(reading)
        elif current:
            found.append(Episode(side, tuple(current), reading.at))
            current = []
    if current:
        found.append(Episode(side, tuple(current)))
    return found


def episodes(check_ins: Iterable[CheckIn], side: Ankle, now: datetime) -> list[Episode]:
    """Every episode of one ankle up to ``now``, oldest first; only the last may be open."""
    return episodes_of(readings(check_ins, side, now), side)


def open_episode(check_ins: Iterable[CheckIn], side: Ankle, now: datetime) -> Episode | None:
    """The ankle's open episode; None when its last rating is 0 or it was never rated."""
    current: list[Reading] = []
    for reading in reversed(readings(check_ins, side, now)):
        if reading.rating == 0:
            break
        current.append(reading)
    return Episode(side, tuple(reversed(current))) if current else None


class EpisodeStory(msgspec.Struct, frozen=True):
    """What an episode went along with: bouts in it, the bouts of the day before it, and shoe ids of its runs."""

    episode: Episode
    bouts: tuple[Bout, ...]
    preceded_by: tuple[Bout, ...]
    shoes: tuple[str, ...]

    @property
    def sessions(self) -> tuple[Bout, ...]:
        """The sessions in it."""
        return tuple(bout for bout in self.bouts if bout.kind == "session")

    @property
    def runs(self) -> tuple[Bout, ...]:
        """The runs in it."""
        return tuple(bout for bout in self.bouts if bout.kind == "run")


def stories(
    found: Iterable[Episode], sessions: Iterable[Session], runs: Iterable[Run], now: datetime
) -> list[EpisodeStory]:
    """The sessions, runs and shoes in each episode; ``shoes`` counts the day before it too, most runs first."""
    held = list(runs)
    shoes = {run.id: run.shoe for run in held if run.shoe}
    done = bouts(sessions, held, now)
    told: list[EpisodeStory] = []
    for episode in found:
        opened, closed = instant(episode.opened_at), instant(episode.closed_at or now)
        near = done[bisect_left(done, opened - PRECEDED_BY, key=_start) : bisect_right(done, closed, key=_start)]
        split = bisect_left(near, opened, key=_start)
        worn = Counter(shoes[bout.id] for bout in near if bout.id in shoes)
        told.append(
            EpisodeStory(episode, tuple(near[split:]), tuple(near[:split]), tuple(id for id, _ in worn.most_common()))
        )
    return told


def _start(bout: Bout) -> datetime:
    return instant(bout.start)
