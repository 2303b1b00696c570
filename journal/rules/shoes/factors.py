"""What the ankles said after runs with a shoe, on a surface or of a kind, beside what they said after the others.

Two counts of ratings side by side, in the manner of the factor comparisons of pain diaries, means shown only from five
with and five without (house rule) and always with those counts. An association: distance, speed, weeks of soreness and
much else change along with a shoe, and five runs are few. Never a cause, never a ranking.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Literal

from msgspec import Struct

from journal.entries import ANKLES, Ankle, CheckIn, Run
from journal.rules.ankle.bouts import Bout, bouts
from journal.rules.ankle.mornings import Mornings
from journal.rules.ankle.readings import Reading, readings
from journal.rules.shoes.shoes import on_foot
from library.exercise import tenths
from library.words import counted

Factor = Literal["shoe", "surface", "activity"]
RatingTime = Literal["after", "next-morning"]
MEASURES: tuple[RatingTime, RatingTime] = ("after", "next-morning")
AT_LEAST = 5
"""Ratings needed on each side, of runs as of days."""
AFTER_WITHIN = timedelta(hours=6)
"""A rating counts as one after a run for so long (the vocabulary's ``after`` and ``later that day``)."""
ABOUT_THE_SAME = 0.5
"""Means closer than this are called about the same (house rule)."""
NEAR = timedelta(hours=30)
"""A rating that names a run is looked for so long after it."""
SPAN = timedelta(weeks=26)
"""Runs of the last half year are compared: older ones were run on another ankle (house rule)."""

WHY = (
    "An association, not a cause: distance, speed and the weeks themselves change along with it, "
    "and the counts are small."
)


class RunRatings(Struct, frozen=True):
    """One run with what each ankle said after it and the next morning; None where that was not rated."""

    run: Run
    after: Mapping[Ankle, int | None]
    next_morning: Mapping[Ankle, int | None]

    def rating(self, side: Ankle, measure: RatingTime) -> int | None:
        return (self.after if measure == "after" else self.next_morning)[side]


class Group(Struct, frozen=True):
    """Mean rating of a number of rated runs; None without one."""

    count: int
    mean: float | None

    @classmethod
    def of(cls, ratings: Sequence[int]) -> Group:
        return cls(len(ratings), sum(ratings) / len(ratings) if ratings else None)

    @property
    def shown(self) -> str:
        """The mean to one decimal; a dash without one."""
        return "–" if self.mean is None else tenths(self.mean)

    def over(self, other: Group) -> float | None:
        """By how much its mean lies over another's; None below five and five."""
        if self.mean is None or other.mean is None or min(self.count, other.count) < AT_LEAST:
            return None
        return self.mean - other.mean


def beside(with_it: Group, without: Group, counted_as: str, rated_as: str) -> str:
    """``3.0 after 5 runs with, 0.8 after 23 without: higher by 2.2``, or what is still missing.

    ``counted_as``, ``rated_as``: what is counted, ``run``, and what of it is rated, ``rated run``.
    """
    if not (how := difference_words(with_it.over(without))):
        return f"{counted(with_it.count, rated_as)} with, {without.count} without; {AT_LEAST} and {AT_LEAST} are needed"
    return (
        f"{with_it.shown} after {counted(with_it.count, counted_as)} with, "
        f"{without.shown} after {without.count} without: {how}"
    )


def difference_words(by: float | None) -> str:
    """``higher by 2.2``, ``about the same``; empty where nothing is compared."""
    if by is None:
        return ""
    return "about the same" if abs(by) < ABOUT_THE_SAME else f"{'higher' if by > 0 else 'lower'} by {tenths(abs(by))}"


class Comparison(Struct, frozen=True, kw_only=True):
    """One ankle's ratings after runs with a factor's value (``with_it``) and after the others (``without``)."""

    side: Ankle
    measure: RatingTime
    with_it: Group
    without: Group

    @property
    def difference(self) -> float | None:
        """Mean with it less mean without; None below five and five."""
        return self.with_it.over(self.without)

    @property
    def how(self) -> str:
        """``higher by 2.2``, ``about the same``; empty below five and five."""
        return difference_words(self.difference)

    @property
    def words(self) -> str:
        """``3.0 after 5 runs with, 0.8 after 23 without: higher by 2.2``, or what is still missing."""
        return beside(self.with_it, self.without, "run", "rated run")


def outcomes(
    runs: Iterable[Run], check_ins: Iterable[CheckIn], now: datetime, span: timedelta = SPAN
) -> list[RunRatings]:
    """The runs of the last half year, oldest first, each with its ratings.

    The rating after a run is the first check-in that names it, else the first one within 6 h of its end before
    anything else was run; the next morning's is that of the calendar day after.
    """
    recent = [run for run in runs if now - span <= run.started_at <= now]
    held = list(check_ins)
    mornings = Mornings(one for one in held if one.at <= now)
    ratings = {side: readings(held, side, now, span) for side in ANKLES}
    instants = {side: [reading.instant for reading in ratings[side]] for side in ANKLES}
    ordered = bouts((), recent)
    by_id = {run.id: run for run in recent}
    found = []
    for index, bout in enumerate(ordered):
        following = ordered[index + 1].start if index + 1 < len(ordered) else None
        after: dict[Ankle, int | None] = {}
        for side in ANKLES:
            # Only what lies around the bout is looked at, so that a long journal costs no more than a short one.
            first, last = bisect_left(instants[side], bout.start), bisect_right(instants[side], bout.end + NEAR)
            after[side] = _after(bout, following, ratings[side][first:last])
        morning = {side: mornings.next(bout.start.date(), side) for side in ANKLES}
        found.append(RunRatings(by_id[bout.id], after, morning))
    return found


def _after(bout: Bout, following: datetime | None, near: Sequence[Reading]) -> int | None:
    def fits(reading: Reading) -> bool:
        return not reading.is_morning and reading.moment not in ("before", "warm-up", "during")

    for reading in near:
        if bout.id and reading.after == bout.id and fits(reading):
            return reading.rating
    until = bout.end + AFTER_WITHIN if following is None else min(bout.end + AFTER_WITHIN, following)
    for reading in near:
        if not reading.after and fits(reading) and bout.end <= reading.at <= until:
            return reading.rating
    return None


def value_of(run: Run, factor: Factor) -> str:
    """The run's value of a factor; empty when it was not noted."""
    return {"shoe": run.shoe, "surface": run.surface, "activity": run.activity}[factor]


def compare(told: Sequence[RunRatings], factor: Factor, value: str) -> tuple[Comparison, ...]:
    """Four comparisons for one value of a factor: each ankle, after and the next morning.

    ``Without`` are runs whose own value is known and another one; rides and swims wear no shoe and meet no surface, so
    they take part in the comparison of activities only.
    """
    eligible = [one for one in told if value_of(one.run, factor) and (factor == "activity" or on_foot(one.run))]
    found = []
    for side in ANKLES:
        for measure in MEASURES:
            groups: tuple[list[int], list[int]] = ([], [])
            for one in eligible:
                if (rating := one.rating(side, measure)) is not None:
                    groups[value_of(one.run, factor) != value].append(rating)
            found.append(
                Comparison(
                    side=side,
                    measure=measure,
                    with_it=Group.of(groups[0]),
                    without=Group.of(groups[1]),
                )
            )
    return tuple(found)


def compare_all(told: Sequence[RunRatings], factor: Factor) -> dict[str, tuple[Comparison, ...]]:
    """The comparisons for every value of a factor that occurs, most runs first."""
    counts: dict[str, int] = {}
    for one in told:
        value = value_of(one.run, factor)
        if value and (factor == "activity" or on_foot(one.run)):
            counts[value] = counts.get(value, 0) + 1
    return {value: compare(told, factor, value) for value in sorted(counts, key=lambda each: (-counts[each], each))}
