"""What one ankle said in a week: its mornings beside those of the week before, its peak. Figures, and no judgement."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from msgspec import Struct

from journal.dates import Week
from journal.rules.ankle.readings import Reading
from library.exercise import rounded


class AnkleWeek(Struct, frozen=True, kw_only=True):
    """One ankle's week. Means are of ratings 0-10 on waking and on the next morning, to one decimal; a day with
    two of them is one morning, by the higher, as the day's verdict has it.

    ``days`` is the highest rating of each day, Monday first, None where none was given. ``change`` is this week's
    morning mean less the last's; None unless both weeks have three mornings.
    """

    ratings: int
    mornings: int
    morning_mean: float | None
    peak: int | None
    peak_day: date | None
    before_mornings: int
    before_mean: float | None
    change: float | None
    days: tuple[int | None, ...]


MORNINGS = 3
"""Means of fewer mornings are not compared (house rule)."""

ByWeek = Mapping[Week, Sequence[Reading]]


def by_week(ratings: Iterable[Reading]) -> ByWeek:
    """One ankle's readings by the ISO week of the runner's day then."""
    found: dict[Week, list[Reading]] = {}
    for reading in ratings:
        found.setdefault(Week.of(reading.at.date()), []).append(reading)
    return found


def ankle_week(week: Week, ratings: ByWeek) -> AnkleWeek:
    here = ratings.get(week, ())
    peaks = _highest(here)
    peak = max(peaks.values(), default=None)
    before_that = ratings.get(week.shifted(-1), ())
    now, then = (_highest(one for one in each if one.is_morning).values() for each in (here, before_that))
    mean, before = (rounded(sum(held) / len(held)) if held else None for held in (now, then))
    known = min(len(now), len(then)) >= MORNINGS
    return AnkleWeek(
        ratings=len(here),
        mornings=len(now),
        morning_mean=mean,
        peak=peak,
        peak_day=min((day for day, rating in peaks.items() if rating == peak), default=None),
        before_mornings=len(then),
        before_mean=before,
        # Of the means as they are shown, so that a reader who subtracts finds the same.
        change=rounded((mean or 0) - (before or 0)) if known else None,
        days=tuple(peaks.get(day) for day in week.days()),
    )


def _highest(readings: Iterable[Reading]) -> dict[date, int]:
    """The highest rating of each day with one."""
    found: dict[date, int] = {}
    for reading in readings:
        day = reading.at.date()
        found[day] = max(found.get(day, 0), reading.rating)
    return found
