"""The words rules are said in: rising, easing, a course, settled, as functions of one ankle's columns.

``m`` is a column of a day's highest ratings with ``UNRATED`` where nobody rated; ``i`` the place of the day asked
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


def window(column: Sequence[int], i: int, days: int, since: int = 0) -> Sequence[int]:
    """The last ``days`` values, the day itself included, none of before ``since``."""
    return column[max(i - days + 1, since, 0) : i + 1]


def is_rising(m: Sequence[int], i: int, since: int = 0) -> bool:
    """Whether the mean of the last 7 days is at least 1 above that of the 7 before; counted from ``since`` on.

    Three rated days in each, or it is not known and so not rising. Whole numbers only, so that no fraction is lost.
    """
    edge, begin = max(i - 6, since, 0), max(i - 13, since, 0)
    total, known = _sum_of_rated(m[edge : i + 1])
    if known < NEEDED or total < known:
        return False
    total_before, known_before = _sum_of_rated(m[begin:edge]) if i - 6 > begin else (0, 0)
    return known_before >= NEEDED and total * known_before >= (total_before + known_before) * known


def is_falling(m: Sequence[int], i: int, since: int) -> bool:
    """Whether the mean of the last 7 days is at least 1 below that of the 7 before, as ``is_rising`` has its rise."""
    edge = max(i - 6, since, 0)
    total, known = _sum_of_rated(m[edge : i + 1])
    total_before, known_before = _sum_of_rated(m[max(i - 13, since, 0) : edge])
    return min(known, known_before) >= NEEDED and total_before * known >= (total + known) * known_before


def _sum_of_rated(values: Sequence[int]) -> tuple[int, int]:
    """The sum of the ratings, and how many days were rated."""
    unrated = values.count(UNRATED)
    return sum(values) - unrated * UNRATED, len(values) - unrated


def is_easing(m: Sequence[int], rated: Sequence[int]) -> bool:
    """Whether the last 2 rated days are 0, or a point below the up to 3 rated days before them."""
    if len(rated) < 2:
        return False
    top = max(m[rated[-1]], m[rated[-2]])
    before = [m[place] for place in rated[-5:-2]]
    return top == 0 or (bool(before) and top <= max(before) - 1)


def count_at_least(column: Sequence[int], i: int, days: int, least: int, since: int = 0) -> int:
    """On how many of the last ``days`` days the column reached ``least``."""
    return sum(map(least.__le__, window(column, i, days, since)))


def flagged(side: AnkleDays, i: int, days: int, flag: int) -> list[int]:
    """The places among the last ``days`` days on which something was noted, oldest first."""
    begin = max(i - days + 1, 0)
    return [place for place, bits in enumerate(side.flags[begin : i + 1], start=begin) if bits & flag]


def sore_on(side: AnkleDays, i: int, days: int, spots: frozenset[str]) -> bool:
    """Whether one of these spots was sore on one of the last ``days`` days."""
    return any(not spots.isdisjoint(one.spots) for one in side.days[max(i - days + 1, 0) : i + 1])


def spots_in(side: AnkleDays, i: int, days: int) -> frozenset[str]:
    """All spots that were sore on the last ``days`` days."""
    return frozenset().union(*(one.spots for one in side.days[max(i - days + 1, 0) : i + 1]))
