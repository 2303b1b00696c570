"""Jumps, by landings: how many today, and the day of the next ones. Pure.

Six levels, J1 to J6, by session and by week (pages for beginners say 30 to 50 and 80 to 100 a session, a trial with a
rope far more than J6; the steps are house rules). A level up needs four sessions that settled, at most one in 14 days.
Between two days of jumping lies a day, two after a morning of 3 to 5 (tendon builds for up to 72 h; docs/rules.md).
Soreness that is back soon after it ended, on either side, takes two levels back (row C4).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, timedelta

from msgspec import Struct

from journal.rules.done.trained import Trained
from journal.rules.path.gaps import NO_STEP, back

LEVELS = ((40, 80), (60, 120), (90, 180), (140, 420), (200, 600), (300, 900))
"""Most landings in one session and in seven days, level J1 first."""
SETTLED_FOR_NEXT = 4
DAYS_BETWEEN_LEVELS = 14
RELAPSE_BACK = 2
SPRING_MOST, SPRING = 3, 4
"""At the stage of the first jumps, the fourth, no more than J3."""


class JumpsNow(Struct, frozen=True):
    """How jumping stands: the level, what is free today, and the first day to jump on after earlier ones."""

    level: int
    free: int
    next_day: date | None


def next_jump(one: Trained) -> date:
    """The first day on which to jump again after a day of jumping."""
    return one.day + timedelta(days=3 if one.morning is not None and one.morning >= 3 else 2)


def _covering(count: int) -> int:
    """The level that a session with so many landings has reached, by its most."""
    return max((level for level, (most, _) in enumerate(LEVELS, start=1) if most <= count), default=1)


def jumps_now(
    done: Iterable[Trained],
    today: date,
    *,
    stage: int,
    may_rise: bool,
    is_halved: bool = False,
    relapses: Collection[date] = (),
) -> JumpsNow:
    """How jumping stands today.

    ``done``: what was trained, oldest first; what was done today counts against today.
    ``may_rise``: the day lets the load grow, and nothing forbids a new level.
    ``is_halved``: half of everything, as for runners under 18.
    ``relapses``: the days on which an ankle was sore again soon after.
    """

    def back_since(last: date, day: date) -> int:
        return RELAPSE_BACK * sum(last < one <= day for one in relapses)

    jumped = [one for one in done if one.landings]
    level, settled = 1, 0
    since = last = None
    for one in jumped:
        if last is not None and one.day != last.day:
            level, settled, since = _moved(level, settled, since, last.day, one.day, back_since(last.day, one.day))
        if since is None:
            since = one.day
        if one.settled is False:
            settled = 0
        elif one.settled:
            settled += 1
            # A journal from before the path: nobody is moved down.
            if one.stage is None and not one.is_rope and _covering(one.landings) > level:
                level, settled, since = _covering(one.landings), 1, one.day
        last = one
    if last is not None and last.day != today:
        raised, _, _ = _moved(level, settled, since, last.day, today, back_since(last.day, today))
        if raised <= level or may_rise:
            level = raised
    if stage <= SPRING:
        level = min(level, SPRING_MOST)
    most, in_week = LEVELS[level - 1]
    week = sum(one.landings for one in jumped if today - timedelta(days=6) <= one.day <= today)
    so_far = sum(one.landings for one in jumped if one.day == today)
    share = 2 if is_halved else 1
    free = max(0, min(most // share - so_far, in_week // share - week))
    earlier = [one for one in jumped if one.day != today]  # after a flight west tomorrow's, too
    return JumpsNow(level, free, next_jump(earlier[-1]) if earlier else None)


def _moved(
    level: int, settled: int, since: date | None, last: date, day: date, relapsed: int
) -> tuple[int, int, date | None]:
    """Level, settled sessions at it and since when, on a later day than the last jumps: up, held or back."""
    gap = (day - last).days
    steps = back(gap) + relapsed
    if steps:
        return max(1, level - steps), 0, day
    if (
        settled >= SETTLED_FOR_NEXT
        and level < len(LEVELS)
        and since is not None
        and (day - since).days >= DAYS_BETWEEN_LEVELS
        and gap < NO_STEP
    ):
        return level + 1, 0, day
    return level, settled, since
