"""What one ankle said in a week: its mornings, its peak, and whether it rose against the week before.

The weekly test itself, with its source, is ``journal.rules.ankle.mornings``; here are the figures around it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from msgspec import Struct

from journal.dates import Week
from journal.rules.ankle.mornings import Trend, morning_trend
from journal.rules.ankle.readings import Reading
from library.exercise import rounded


class AnkleWeek(Struct, frozen=True, kw_only=True):
    """One ankle's week. Means are of ratings 0-10 on waking and on the next morning, to one decimal.

    ``days`` is the highest rating of each day, Monday first, None where none was given. ``change`` is this week's
    morning mean less the last's; None, with the trend "not enough entries", unless both weeks have three mornings.
    """

    ratings: int
    mornings: int
    morning_mean: float | None
    peak: int | None
    peak_day: date | None
    before_mornings: int
    before_mean: float | None
    change: float | None
    trend: Trend
    days: tuple[int | None, ...]


ByWeek = Mapping[Week, Sequence[Reading]]


def by_week(ratings: Iterable[Reading]) -> ByWeek:
    """One ankle's readings by the ISO week of the runner's day then."""
    found: dict[Week, list[Reading]] = {}
    for reading in ratings:
        found.setdefault(Week.of(reading.at.date()), []).append(reading)
    return found


def ankle_week(week: Week, ratings: ByWeek) -> AnkleWeek:
    """The week of one ankle from its readings."""
    here = ratings.get(week, ())
    peaks: dict[date, int] = {}
    for reading in here:
        day = reading.at.date()
        peaks[day] = max(peaks.get(day, 0), reading.rating)
    peak = max(peaks.values(), default=None)
    mornings = morning_trend([*ratings.get(week.shifted(-1), ()), *here], week)
    mean, before = tenth(mornings.mean), tenth(mornings.last_mean)
    known = mornings.trend is not Trend.NOT_ENOUGH and mean is not None and before is not None
    return AnkleWeek(
        ratings=len(here),
        mornings=mornings.count,
        morning_mean=mean,
        peak=peak,
        peak_day=min((day for day, rating in peaks.items() if rating == peak), default=None),
        before_mornings=mornings.last_count,
        before_mean=before,
        # Of the means as they are shown, so that a reader who subtracts finds the same.
        change=tenth((mean or 0) - (before or 0)) if known else None,
        trend=mornings.trend,
        days=tuple(peaks.get(day) for day in week.days()),
    )


def tenth(value: float | None) -> float | None:
    """To one decimal; None stays None."""
    return None if value is None else rounded(value)
