"""The words rules are said in: rising, easing, a course, settled, as functions of one ankle's columns.

``worst`` is a column of each day's highest rating, ``UNRATED`` where nobody rated; ``place`` that of the day asked
about; ``rated`` the places of the last rated days, oldest first, the day itself included when it is rated. Source:
docs/rules.md, "Words".
"""

from __future__ import annotations

from collections.abc import Sequence

from journal.rules.path.days import AnkleDays
from journal.rules.path.noted import UNRATED

RATED_KEPT = 6
"""So many of the last rated days are remembered: easing looks at five, P1 at five."""
NEEDED = 3
"""A mean over a week needs so many rated days."""
RISING_FROM = 3
"""The day of a course from which it can be said where it goes."""


def window(column: Sequence[int], place: int, days: int, since: int = 0) -> Sequence[int]:
    """The last ``days`` values, the day itself included, none of before ``since``."""
    return column[max(place - days + 1, since, 0) : place + 1]


def is_rising(worst: Sequence[int], place: int, since: int = 0) -> bool:
    """Whether the mean of the last 7 days is at least 1 above that of the 7 before; counted from ``since`` on.

    Three rated days in each, or it is not known and so not rising. Whole numbers only, so that no fraction is lost.
    """
    last = worst[max(place - 6, since, 0) : place + 1]
    unrated = last.count(UNRATED)
    total, known = sum(last) + unrated, len(last) - unrated
    if known < NEEDED or total < known:  # no mean is 1 above another
        return False
    total_before, known_before = _sum_of_rated(_week_before(worst, place, since))
    return known_before >= NEEDED and total * known_before >= (total_before + known_before) * known


def is_falling(worst: Sequence[int], place: int, since: int) -> bool:
    """Whether the mean of the last 7 days is at least 1 below that of the 7 before, as ``is_rising`` has its rise."""
    total, known = _sum_of_rated(window(worst, place, 7, since))
    total_before, known_before = _sum_of_rated(_week_before(worst, place, since))
    return min(known, known_before) >= NEEDED and total_before * known >= (total + known) * known_before


def _week_before(worst: Sequence[int], place: int, since: int) -> Sequence[int]:
    """The 7 days before the last 7, none of before ``since``."""
    return worst[max(place - 13, since, 0) : max(place - 6, 0)]


def _sum_of_rated(ratings: Sequence[int]) -> tuple[int, int]:
    """The sum of the ratings, and how many days were rated."""
    unrated = ratings.count(UNRATED)
    return sum(ratings) - unrated * UNRATED, len(ratings) - unrated


def is_easing(worst: Sequence[int], rated: Sequence[int]) -> bool:
    """Whether the last 2 rated days are 0, or a point below the up to 3 rated days before them."""
    if len(rated) < 2:
        return False
    top = max(worst[rated[-1]], worst[rated[-2]])
    before = [worst[place] for place in rated[-5:-2]]
    return top == 0 or (bool(before) and top <= max(before) - 1)


def sore_days(ratings: Sequence[int]) -> int:
    """How many of these ratings are above 0."""
    return len(ratings) - ratings.count(0) - ratings.count(UNRATED)


def flagged(side: AnkleDays, place: int, days: int, flag: int) -> list[int]:
    """The places among the last ``days`` days on which something was noted, oldest first."""
    begin = max(place - days + 1, 0)
    return [noted for noted, flags in enumerate(side.flags[begin : place + 1], start=begin) if flags & flag]


def spots_in(side: AnkleDays, place: int, days: int) -> frozenset[str]:
    """All spots that were sore on the last ``days`` days."""
    return frozenset().union(*(one.spots for one in side.days[max(place - days + 1, 0) : place + 1]))
