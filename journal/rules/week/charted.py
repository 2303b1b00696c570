"""What a chart of both ankles shows of a day: ratings on waking and later, minutes run and trained, what happened."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Literal

from msgspec import Struct

from journal.dates import whole_minutes
from journal.entries import ANKLES, Ankle, Asked, CheckIn, SelfTest, Support
from journal.rules.ankle.readings import MORNING_MOMENTS
from journal.rules.done.tally import Tally
from journal.rules.shoes.shoes import Watch

Event = Literal["twist", "asked", "support", "new shoe", "self-test"]
EVENTS: tuple[Event, ...] = ("twist", "asked", "support", "new shoe", "self-test")
"""What stands over a day, the first of several."""


class Ratings(Struct, frozen=True):
    """An ankle's highest ratings of a day, on waking and later; None where there is none."""

    waking: int | None = None
    later: int | None = None

    @property
    def highest(self) -> int | None:
        """The highest of the day."""
        return max((one for one in (self.waking, self.later) if one is not None), default=None)

    def with_rating(self, rating: int, *, waking: bool) -> Ratings:
        """The same with one more."""
        if waking:
            return Ratings(max(rating, self.waking or 0), self.later)
        return Ratings(self.waking, max(rating, self.later or 0))


class ChartedDay(Struct, frozen=True):
    """A day of the chart: both ankles, minutes and km run, minutes trained, whether a session is due, what happened."""

    left: Ratings = Ratings()
    right: Ratings = Ratings()
    run_min: int = 0
    run_km: float = 0.0
    session_min: int = 0
    due: bool = False
    event: Event | None = None

    def side(self, side: Ankle) -> Ratings:
        return self.left if side == "left" else self.right


NO_DAY = ChartedDay()


def charted(
    check_ins: Iterable[CheckIn],
    tallies: Mapping[date, Tally],
    *,
    asked: Iterable[Asked] = (),
    tests: Iterable[SelfTest] = (),
    new: Iterable[Watch] = (),
    supports: Iterable[Support] = (),
    due: Iterable[date] = (),
) -> dict[date, ChartedDay]:
    """The days that have anything to show. ``due`` are days to come with a planned session."""
    rated: dict[date, dict[Ankle, Ratings]] = {}
    happened: dict[date, set[Event]] = {}
    for check_in in check_ins:
        day = check_in.at.date()
        if "ankle-roll" in check_in.triggers:
            happened.setdefault(day, set()).add("twist")
        for side in ANKLES:
            if (rating := check_in.side(side).rating) is not None:
                sides = rated.setdefault(day, {})
                known = sides.get(side, Ratings())
                sides[side] = known.with_rating(rating, waking=check_in.moment in MORNING_MOMENTS)
    for word in asked:
        happened.setdefault(word.at.date(), set()).add("asked")
    for watch in new:
        happened.setdefault(watch.first, set()).add("new shoe")
    for support in supports:
        happened.setdefault(support.since, set()).add("support")
    for test in tests:
        happened.setdefault(test.at.date(), set()).add("self-test")
    to_come = frozenset(due)
    return {
        day: _day(rated.get(day, {}), tallies.get(day), happened.get(day, set()), day in to_come)
        for day in {*rated, *tallies, *happened, *to_come}
    }


def _day(sides: Mapping[Ankle, Ratings], done: Tally | None, happened: set[Event], due: bool) -> ChartedDay:
    return ChartedDay(
        left=sides.get("left", Ratings()),
        right=sides.get("right", Ratings()),
        run_min=whole_minutes(done.bouts.time_ms / 1000) if done else 0,
        run_km=done.bouts.distance_m / 1000 if done else 0.0,
        session_min=whole_minutes(done.session_ms / 1000) if done else 0,
        due=due,
        event=next((one for one in EVENTS if one in happened), None),
    )
