"""Soreness of one ankle: its episodes with their clocks, the 72-hour advice, and its light with the reasons.

All plain functions of entries and ``now``. Sources beside each rule; the table of rules is docs/rules.md.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from enum import StrEnum

import msgspec

from journal.dates import Week, duration_words, short_day
from journal.entries import Ankle, CheckIn, Run, Session
from journal.errors import SurefootError
from journal.rules.ankle.light import Light
from journal.rules.ankle.mornings import (
    DONE,
    MORNING_UNTIL,
    SELF_CARE_EXERCISES,
    Aftermath,
    Bout,
    Trend,
    aftermath,
    bouts,
    morning_trend,
)
from journal.rules.ankle.readings import Reading, dated_words, elapsed, instant, moment_words, readings, when_words
from journal.rules.ankle.stop_signs import open_stop_signs

ADVICE_AFTER = timedelta(hours=72)
"""Article C: soreness that has not abated within 72 hours is a matter for a doctor."""
STALE_AFTER = timedelta(hours=48)
"""After so long without a rating the clock's words ask for one (house rule)."""
LOOK_BACK = timedelta(hours=36)
"""The highest rating of this span decides a light (house rule: it always holds one waking)."""
REACHED = 3
"""A bout has to reach this for an unsettled morning to turn the light red (house rule: the amber band's start)."""
PRECEDED_BY = timedelta(hours=24)
"""A bout this long before an episode opened is named beside it: exercise soreness starts within a day as a rule."""


class Bands(msgspec.Struct, frozen=True):
    """Highest rating that is still green, and still amber. Sources differ (2/5, 3/5), so they are settings."""

    green: int = 2
    amber: int = 5

    def __post_init__(self) -> None:
        if not 0 <= self.green < self.amber <= 10:
            raise SurefootError(f"bands {self.green} and {self.amber}: expected 0 <= green < amber <= 10")

    def light(self, rating: int) -> Light:
        """The zone a rating falls in."""
        if rating <= self.green:
            return Light.GREEN
        return Light.AMBER if rating <= self.amber else Light.RED


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


class AdviceKind(StrEnum):
    """What the 72-hour clock says."""

    QUIET = "quiet"
    """No open episode."""
    CLOCK = "clock"
    """Open for less than 72 hours: show the clock, no more."""
    GENTLER = "gentler"
    """72 hours and more, and easing."""
    DOCTOR = "doctor"
    """72 hours and more, and not easing."""


class Advice(msgspec.Struct, frozen=True):
    """The clock of one ankle's episode and the advice that follows. ``clock`` never names a doctor; ``words`` may."""

    kind: AdviceKind
    side: Ankle
    clock: str = ""
    words: str = ""
    self_care: str = ""
    """Added when no rating fell in three days and more of self-care."""
    age: timedelta = timedelta(0)

    @property
    def due(self) -> bool:
        """Whether talking to a doctor is advised, in either wording."""
        return self.kind in (AdviceKind.GENTLER, AdviceKind.DOCTOR) or bool(self.self_care)

    @property
    def sentences(self) -> tuple[str, ...]:
        """What to show: the advice, and what self-care adds; empty before it is due."""
        return tuple(text for text in (self.words, self.self_care) if text)


def clock_words(episode: Episode, now: datetime) -> str:
    """``day 2 of 3`` up to 72 hours, then ``3 days 4 h``: elapsed time, not calendar days."""
    age = elapsed(episode.opened_at, now)
    if age < ADVICE_AFTER:
        return f"day {age // timedelta(days=1) + 1} of 3"
    return duration_words(age // timedelta(hours=1) * 3600)


def advice(episode: Episode | None, side: Ankle, now: datetime, self_care: Sequence[datetime] = ()) -> Advice:
    """The 72-hour rule for one ankle's open episode; ``self_care`` is when self-care was logged for it.

    Source: article C (soreness not gone after 72 hours: talk to a doctor; self-care without benefit: see one). Exercise
    soreness usually lasts up to 72 h. "Abated" can mean less rather than gone, so an episode that is easing takes the
    gentler wording. House rules: the episode, what easing is, and three days as the time in which self-care should
    show. Once due it stays due until a 0 closes the episode.
    """
    if episode is None or not episode.is_open:
        return Advice(AdviceKind.QUIET, side)
    age = elapsed(episode.opened_at, now)
    clock = clock_words(episode, now)
    since = elapsed(episode.latest.at, now)
    if since >= STALE_AFTER:
        clock += f", last rated {duration_words(since // timedelta(hours=1) * 3600)} ago"
    helped = _self_care_words(episode, now, self_care)
    if age < ADVICE_AFTER:
        return Advice(AdviceKind.CLOCK, side, clock, "", helped, age)
    days = age // timedelta(days=1)
    if episode.easing:
        words = (
            f"The {side} ankle has been sore for {days} days, less now than at its worst ({_highest_words(episode)}, "
            f"down from {episode.peak.rating}). "
            "If it does not go on easing, the source article suggests talking to a doctor."
        )
        return Advice(AdviceKind.GENTLER, side, clock, words, helped, age)
    words = (
        f"The {side} ankle has been sore for {days} days and is not easing ({_risen_words(episode)}). "
        "The source article suggests talking to a doctor at this point."
    )
    return Advice(AdviceKind.DOCTOR, side, clock, words, helped, age)


def _highest_words(episode: Episode) -> str:
    """``now 3``; ``3 at most`` when the day has several ratings and its last is not the highest."""
    highest = max(one.rating for one in episode.last_day)
    return f"now {highest}" if episode.latest.rating == highest else f"{highest} at most that day"


def _risen_words(episode: Episode) -> str:
    """``now 4, its highest``; ``now 4, 2 at that moment the day before``: what says that it is not easing."""
    rose, peak = episode.rose, episode.peak.rating
    if max(one.rating for one in episode.last_day) < peak and rose is not None:
        return f"{rose.rating} {moment_words(rose.moment)}, {episode.day_before(rose)} the day before"
    return f"now {peak}" if episode.latest.rating == peak else f"{peak} that day, now {episode.latest.rating}"


def _self_care_words(episode: Episode, now: datetime, self_care: Sequence[datetime]) -> str:
    """What is added when no rating fell since the episode's first self-care, over 72 h and more of ratings; else empty.

    One lower rating is a fall, even where a higher one followed: then self-care cannot be said to have brought nothing.
    """
    opened, until = instant(episode.opened_at), instant(now)
    first = min((at for at in self_care if opened <= instant(at) <= until), key=instant, default=None)
    if first is None:
        return ""
    then = [one.rating for one in episode.ratings if one.instant <= instant(first)][-1]
    later = [one for one in episode.ratings if one.instant > instant(first)]
    if not later or elapsed(first, later[-1].at) < ADVICE_AFTER or min(one.rating for one in later) < then:
        return ""
    return (
        f"No rating of the {episode.side} ankle has been lower since self-care was first logged on "
        f"{short_day(first.date(), now.date())} ({then} then, {later[-1].rating} now). "
        "The source article advises seeing a doctor when self-care does not help."
    )


def self_care_times(
    sessions: Iterable[Session], side: Ankle, exercises: frozenset[str] = SELF_CARE_EXERCISES
) -> list[datetime]:
    """When self-care was done for an ankle: the moments of done sets of self-care exercises, on that side or both."""
    return sorted(
        (
            one.done_at or session.started_at
            for session in sessions
            for item in session.items
            if item.exercise in exercises and not item.removed
            for one in item.sets
            if one.result in DONE and not one.removed and one.side in (side, "both")
        ),
        key=instant,
    )


class LightVerdict(msgspec.Struct, frozen=True):
    """An ankle's light and why, in words; ``highest`` is the rating that decided, None without one.

    ``suspended`` says an open stop sign suspends training suggestions altogether.
    """

    light: Light
    reasons: tuple[str, ...]
    highest: int | None = None
    suspended: bool = False
    unsettled: tuple[Aftermath, ...] = ()
    mornings_rising: bool = False


def light(
    side: Ankle,
    check_ins: Iterable[CheckIn],
    now: datetime,
    *,
    sessions: Iterable[Session] = (),
    runs: Iterable[Run] = (),
    bands: Bands | None = None,
    dated: bool = False,
) -> LightVerdict:
    """One ankle's light: may it progress (green), repeat (amber) or ease (red); none without a rating in 36 h.

    Source: pain-monitoring model (Thomee 1997, Silbernagel 2007): up to 2 safe, 3-5 acceptable while mornings settle
    and do not rise from week to week, above 5 too much. House rules: the order (a stop sign, then red, amber, green),
    that the highest rating of the last 36 h decides, soreness noted during a session included, and that a morning not
    settled after a bout that reached 3 is red. Entries older than three weeks are not needed.
    """
    zones = bands or Bands()
    held = list(check_ins)
    ratings = readings(held, side, now, within=timedelta(days=21))
    near = instant(now) - timedelta(days=7)
    done = [
        bout
        for bout in bouts(
            (one for one in sessions if one.started_at >= near), (one for one in runs if one.started_at >= near), now
        )
        if instant(now) - instant(bout.end) <= LOOK_BACK + MORNING_UNTIL
    ]
    since = instant(now) - LOOK_BACK
    said_when = dated_words if dated else when_words
    recent = [(one.rating, f"{moment_words(one.moment)}, {said_when(one.at, now)}", one.instant) for one in ratings]
    for bout in done:
        during = bout.during(side)
        if during is not None:
            recent.append((during, f"during {bout.words}", instant(bout.end)))
    recent = [one for one in recent if one[2] >= since]
    highest = max(recent, key=lambda one: (one[0], one[2]), default=None)

    signs = open_stop_signs(held, now)
    if signs:
        reasons = tuple(f"stop sign open since {short_day(one.since.date())}: {one.sign.label}" for one in signs)
        return LightVerdict(Light.RED, reasons, highest[0] if highest else None, suspended=True)
    if highest is None:
        return LightVerdict(Light.NONE, ("no rating in the last 36 h",))

    rating, where, _ = highest
    unsettled = tuple(
        one
        for one in (aftermath(bout, side, ratings) for bout in done)
        if one.settled is False
        and one.morning is not None
        and one.morning.instant >= since
        and (one.reached or 0) >= REACHED
    )
    rising = morning_trend(ratings, Week.of(now.date()))
    zone = zones.light(rating)
    said = f"highest in 36 h is {rating} ({where})"
    red = [f"{said}; red is above {zones.amber}"] if zone is Light.RED else []
    red += [
        f"not settled: {one.morning.rating} the morning after {one.bout.words}, "
        f"which reached {one.reached}; settled is {one.limit} or less"
        for one in unsettled
        if one.morning is not None
    ]
    amber = [f"{said}; amber is {zones.green + 1} to {zones.amber}"] if zone is Light.AMBER else []
    if rising.trend is Trend.RISING:
        amber.append(f"mornings are rising: mean {rising.mean:.1f} this week, {rising.last_mean:.1f} last week")
    decided = Light.RED if red else Light.AMBER if amber else Light.GREEN
    reasons = (*red, *amber) or (f"{said}; green is {zones.green} or less",)
    return LightVerdict(decided, reasons, rating, unsettled=unsettled, mornings_rising=rising.trend is Trend.RISING)
