"""Garmin Connect's table of activities: its shape in a language nobody has listed, and what its distances are in.

Nothing in the table says whether a distance is in km, miles or metres. Steps a minute times minutes times the length
of a step (always in metres) is the distance in metres; the pace times the distance is the time, where both are in one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from statistics import median

from journal.exchange.intake.moments import NoMoment, written
from journal.exchange.intake.numbers import NoNumber, is_nothing, seconds
from journal.units import KM_PER_MILE, DistanceUnit

_TOLERANCE = 0.08
_FEW = 0.02


def has_shape(headers: Sequence[str], rows: Sequence[Sequence[str]]) -> dict[str, list[int]] | None:
    """The columns by their places: kind, ISO moment, favourite, title, distance, calories, time.

    A kind holds no digit, as an id does, and no header of Garmin's says a unit.
    """
    rows = [row for row in rows if len(row) >= min(len(headers), 8)]
    if len(headers) < 8 or not rows or "(" in headers[4] or any(c.isdigit() for row in rows for c in row[0]):
        return None
    if all(_is_moment(row[1]) and _is_time(row[6]) and any(c.isdigit() or c == "-" for c in row[4]) for row in rows):
        return {"type": [0], "date": [1], "title": [3], "distance": [4], "time": [6]}
    return None


def _is_moment(text: str) -> bool:
    try:
        found = written(text)
    except NoMoment:
        return False
    return found.settled and found.time is not None


def _is_time(text: str) -> bool:
    if is_nothing(text):
        return True
    try:
        return ":" in text and seconds(text) is not None
    except NoNumber:
        return False


def unit_of(ratios: Iterable[float]) -> DistanceUnit | None:
    """The unit proven by metres walked for each unit of distance, over all runs of the table."""
    found = [*ratios]
    if not found:
        return None
    middle = median(found)
    if abs(middle / 1000 - 1) < _TOLERANCE:
        return "km"
    return "mi" if abs(middle / (1000 * KM_PER_MILE) - 1) < _TOLERANCE else None


def in_metres(distance: float | None, time_s: float | None, pace_s: float | None) -> bool | None:
    """Whether a distance is in metres, by pace times distance over time; None where nothing says so.

    That is 1 where the pace is for one unit of the distance, 100 for a swim in metres, 500 for rowing, 1000 (or 1609)
    for a pace by the km (or mile) of a distance in metres.
    """
    if not time_s or not pace_s or not distance:
        return None
    ratio = pace_s * distance / time_s
    if abs(ratio - 1) < _TOLERANCE:
        return False
    known = (100, 500, 1000, 1000 * KM_PER_MILE)
    return True if any(abs(ratio / each - 1) < _TOLERANCE + _FEW for each in known) else None
