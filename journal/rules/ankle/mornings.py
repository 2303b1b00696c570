"""What an ankle said the morning after a session or a run, and from week to week.

Source: the pain-monitoring model (Thomee 1997, Silbernagel 2007): soreness may reach 5 during and just after exercise,
must settle by the following morning, and mornings must not rise from week to week. Studied for Achilles tendon pain;
elsewhere a reasonable diary rule only. Which check-in belongs to which bout, and the numbers of the weekly test, are
house rules (docs/rules.md).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from enum import StrEnum

import msgspec

from journal.dates import Week, short_day
from journal.entries import ANKLES, Ankle, CheckIn, Item, Run, Session
from journal.rules.ankle.readings import Reading, countable, instant, readings

SELF_CARE_EXERCISES = frozenset({"rice-self-care"})
"""Library entries that are self-care: doing them is no bout an ankle has to settle from."""
DONE = frozenset({"done", "reduced", "shaky"})
"""Set results that mean the set was done."""
DONE_STATES = frozenset({"finished", "short"})
"""States of a session that mean it was done."""

BEFORE_AT_MOST = timedelta(hours=36)
"""A rating before a bout counts for so long (house rule: as long as a rating decides a light)."""
NEVER_BEFORE = frozenset({"warm-up", "during", "after"})
"""Moments that tell how a bout went: never the rating before one, whatever their hour (house rule)."""
MORNING_FROM = timedelta(hours=3)
MORNING_UNTIL = timedelta(hours=30)
"""The next on-waking check-in belongs to a bout that ended 3 to 30 hours before (house rule): a run at dawn is not
answered on the same morning, and a morning missed is not made up by the one after."""
SETTLED_AT = 2
"""Settled: the next morning is at or below the larger of this and the rating before the bout (house rule)."""
WEEKLY_RISE = 0.5
WEEKLY_ENTRIES = 3
"""The weekly test: mean of this ISO week's mornings above last week's by more than 0.5, with 3 in each (house rule)."""


class Bout(msgspec.Struct, frozen=True):
    """Exercise done, a session or a run, with soreness noted during it (highest per ankle)."""

    id: str
    kind: str
    """``session`` or ``run``."""
    name: str
    start: datetime
    end: datetime
    left: int | None = None
    right: int | None = None

    def during(self, side: Ankle) -> int | None:
        """Highest rating noted during it for one ankle; None if none was."""
        return self.left if side == "left" else self.right

    @property
    def words(self) -> str:
        """``the run on Thu 19 Nov``."""
        what = self.name if self.kind == "run" else f"session {self.name}" if self.name else "session"
        return f"the {what} on {short_day(self.start.date())}"


class Aftermath(msgspec.Struct, frozen=True):
    """One ankle around one bout: ratings 0-10, None where there was none.

    ``reached`` is the highest from the bout's start to the next morning. ``settled`` is None while the next morning has
    not been rated.
    """

    bout: Bout
    side: Ankle
    before: int | None
    during: int | None
    reached: int | None
    morning: Reading | None
    settled: bool | None

    @property
    def limit(self) -> int:
        """The next morning's rating at or below which it counts as settled."""
        return max(SETTLED_AT, self.before or 0)


class Trend(StrEnum):
    """How the mornings of a week compare with the week before."""

    RISING = "rising"
    STEADY = "steady"
    FALLING = "falling"
    NOT_ENOUGH = "not enough entries"


class MorningTrend(msgspec.Struct, frozen=True):
    """Mean and number of on-waking ratings this week and last; the means are None without a rating."""

    trend: Trend
    mean: float | None
    count: int
    last_mean: float | None
    last_count: int


def _done_items(session: Session) -> list[Item]:
    return [
        item
        for item in session.items
        if not item.removed and any(one.result in DONE and not one.removed for one in item.sets)
    ]


def is_self_care(session: Session) -> bool:
    """Whether a session is self-care and no training: what was done in it, else what it holds, is nothing else.

    House rule, and the one place that decides it: such a session is no bout, counts for no plan and no row of weeks,
    and is never "the last session". It is told on a line of its own.
    """
    held = _done_items(session) or [item for item in session.items if not item.removed]
    return bool(held) and all(item.exercise in SELF_CARE_EXERCISES for item in held)


def _session_bout(session: Session) -> Bout | None:
    if session.state == "postponed" or is_self_care(session):
        return None
    done = _done_items(session)
    if not done and session.state not in DONE_STATES:
        return None
    last = max(
        (one.done_at for item in done for one in item.sets if one.done_at is not None and one.result in DONE),
        key=instant,
        default=session.started_at,
    )
    felt = [item.soreness for item in session.items if item.soreness is not None and not item.removed]
    return Bout(
        session.id,
        "session",
        session.name,
        session.started_at,
        session.finished_at or last,
        max((one.left for one in felt if one.left is not None), default=None),
        max((one.right for one in felt if one.right is not None), default=None),
    )


def _run_bout(run: Run) -> Bout | None:
    if not countable(run.started_at):
        return None
    end = run.started_at + timedelta(seconds=run.duration_s or 0)
    return Bout(run.id, "run", run.activity.replace("-", " "), run.started_at, end)


def bouts(sessions: Iterable[Session] = (), runs: Iterable[Run] = (), now: datetime | None = None) -> list[Bout]:
    """Everything exercised, oldest first: sessions with a set done, and runs; not self-care, not postponed ones.

    With ``now``, only what had begun by then. What is dated to where days cannot be counted has no morning after it.
    """
    made = (*map(_session_bout, sessions), *map(_run_bout, runs))
    found = [bout for bout in made if bout is not None and countable(bout.start) and countable(bout.end)]
    if now is not None:
        found = [bout for bout in found if instant(bout.start) <= instant(now)]
    return sorted(found, key=lambda bout: instant(bout.start))


def aftermath(bout: Bout, side: Ankle, ratings: Sequence[Reading]) -> Aftermath:
    """How one ankle took one bout. ``ratings`` are that ankle's readings, oldest first.

    The rating before is the newest of the 36 h up to its start that was not given in or just after a bout (or one said
    to be before it); the next morning is the
    first on-waking rating 3 to 30 h after its end, or the one that names the bout. Settled (house rule): the next
    morning is at or below the larger of 2 and the rating before.
    """
    start, end = instant(bout.start), instant(bout.end)
    before: int | None = None
    morning: Reading | None = None
    near: list[Reading] = []
    for reading in ratings[bisect_left(ratings, start - BEFORE_AT_MOST, key=lambda one: one.instant) :]:
        if reading.instant > end + MORNING_UNTIL:
            break
        near.append(reading)
        named = bool(bout.id) and reading.after == bout.id
        said_before = named and reading.moment == "before"
        near_before = start - BEFORE_AT_MOST <= reading.instant <= start
        if (said_before or near_before) and reading.moment not in NEVER_BEFORE:
            before = reading.rating
        if morning is None and reading.is_morning and reading.instant > end:
            gap = reading.instant - end
            if (named and gap <= MORNING_UNTIL) or MORNING_FROM <= gap <= MORNING_UNTIL:
                morning = reading
    until = morning.instant if morning is not None else end + MORNING_UNTIL
    felt = [
        reading.rating
        for reading in near
        if start < reading.instant < until and not reading.is_morning and reading.moment != "before"
    ]
    during = bout.during(side)
    reached = max([*felt, *([] if during is None else [during])], default=None)
    settled = None if morning is None else morning.rating <= max(SETTLED_AT, before or 0)
    return Aftermath(bout, side, before, during, reached, morning, settled)


def awaiting_morning(
    check_ins: Iterable[CheckIn], sessions: Iterable[Session], runs: Iterable[Run], now: datetime
) -> tuple[Bout, ...]:
    """Bouts whose next morning can be rated now and is not, for either ankle; Today asks for it. Oldest first."""
    recent = [
        bout for bout in bouts(sessions, runs, now) if MORNING_FROM <= instant(now) - instant(bout.end) <= MORNING_UNTIL
    ]
    if not recent:
        return ()
    held = list(check_ins)
    span = MORNING_UNTIL + BEFORE_AT_MOST
    both = [readings(held, "left", now, span), readings(held, "right", now, span)]
    return tuple(
        bout
        for bout in recent
        if all(aftermath(bout, side, ratings).morning is None for side, ratings in zip(ANKLES, both, strict=True))
    )


def morning_trend(ratings: Iterable[Reading], week: Week) -> MorningTrend:
    """The weekly test for one ankle's readings: this ISO week's mornings against last week's.

    The week of a rating is that of the runner's calendar day then.
    """
    last_week = week.shifted(-1)
    this: list[int] = []
    last: list[int] = []
    for reading in ratings:
        if reading.is_morning:
            of = Week.of(reading.at.date())
            if of == week:
                this.append(reading.rating)
            elif of == last_week:
                last.append(reading.rating)
    mean = sum(this) / len(this) if this else None
    last_mean = sum(last) / len(last) if last else None
    if mean is None or last_mean is None or min(len(this), len(last)) < WEEKLY_ENTRIES:
        trend = Trend.NOT_ENOUGH
    # Rounded far below a rating's worth: thirds and sixths exactly half a point apart are no rise.
    elif round(mean - last_mean, 9) > WEEKLY_RISE:
        trend = Trend.RISING
    elif round(last_mean - mean, 9) > WEEKLY_RISE:
        trend = Trend.FALLING
    else:
        trend = Trend.STEADY
    return MorningTrend(trend, mean, len(this), last_mean, len(last))
