"""What an episode's clock says: the 72-hour advice, and whether self-care has helped.

All plain functions of entries and ``now``. Sources beside each rule; the table of rules is docs/rules.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from enum import StrEnum

import msgspec

from journal.dates import duration_words, short_day
from journal.entries import Ankle, Session
from journal.rules.ankle.episodes import Episode
from journal.rules.ankle.mornings import DONE, SELF_CARE_EXERCISES
from journal.rules.ankle.readings import elapsed, instant, moment_words

ADVICE_AFTER = timedelta(hours=72)
"""Article C: soreness that has not abated within 72 hours is a matter for a doctor."""
STALE_AFTER = timedelta(hours=48)
"""After so long without a rating the clock's words ask for one (house rule)."""


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
