"""What both ankles said on waking, by calendar day, and whether a day's training was settled by then.

Source: the pain-monitoring model (Thomee 1997, Silbernagel 2007): soreness may reach 5 during and just after exercise
and must settle by the following morning. Studied for Achilles tendon pain; elsewhere a reasonable diary rule only.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from journal.entries import ANKLES, Ankle, CheckIn
from journal.rules.ankle.bouts import Bout
from journal.rules.ankle.readings import MORNING_MOMENTS

SETTLED_AT = 2
"""A morning is settled at or below this, or the highest rating before exercise of the day before (docs/rules.md)."""


class Mornings:
    """The ratings of each day that a morning is judged by; None where there is none."""

    def __init__(self, check_ins: Iterable[CheckIn]) -> None:
        self._waking: dict[tuple[int, Ankle], int] = {}
        self._before: dict[tuple[int, Ankle], int] = {}
        self._worst: dict[tuple[int, Ankle], int] = {}
        for one in check_ins:
            day, told = one.at.toordinal(), [self._worst]
            if one.moment in MORNING_MOMENTS:
                told.append(self._waking)
            elif one.moment == "before":
                told.append(self._before)
            for side in ANKLES:
                if (rating := one.side(side).rating) is not None:
                    for ratings in told:
                        if rating >= ratings.get(key := (day, side), 0):
                            ratings[key] = rating

    def next(self, day: date, side: Ankle) -> int | None:
        """The rating of the morning after a day."""
        return self._waking.get((day.toordinal() + 1, side))

    def settled(self, day: date, sides: Sequence[Ankle] = ANKLES) -> bool | None:
        """Whether these ankles had settled the morning after a day; None while one is not rated."""
        rated = {side: rating for side in sides if (rating := self.next(day, side)) is not None}
        limits = {side: max(SETTLED_AT, self._before.get((day.toordinal(), side), 0)) for side in rated}
        if any(rating > limits[side] for side, rating in rated.items()):
            return False
        return True if len(rated) == len(sides) else None

    def highest(self, day: date, sides: Sequence[Ankle] = ANKLES) -> int | None:
        """The highest rating of the morning after a day."""
        return max((rating for side in sides if (rating := self.next(day, side)) is not None), default=None)

    def worst(self, day: date, sides: Sequence[Ankle] = ANKLES) -> int | None:
        """The highest rating of a day."""
        held = (self._worst.get((day.toordinal(), side)) for side in sides)
        return max((rating for rating in held if rating is not None), default=None)

    def sore(self, days: Iterable[date]) -> int:
        """On how many of these days an ankle was sore on waking."""
        return sum(any(self._waking.get((day.toordinal(), side), 0) for side in ANKLES) for day in days)


def awaiting_morning(check_ins: Iterable[CheckIn], done: Iterable[Bout], now: datetime) -> tuple[Bout, ...]:
    """What was exercised yesterday, while neither ankle has been rated on waking today. Oldest first."""
    today = now.toordinal()
    done = tuple(bout for bout in done if bout.start.toordinal() == today - 1)
    mornings = Mornings(one for one in check_ins if one.at.toordinal() == today and one.at <= now)
    return () if done and mornings.highest(done[0].start) is not None else done
