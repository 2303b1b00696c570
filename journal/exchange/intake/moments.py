"""Dates and times in the cells of a table, in any language; which part is the day, all dates together decide. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta, timezone, tzinfo

from msgspec import Struct

from journal.dates import in_zone as at_offset
from journal.dates import localised
from journal.exchange.intake.recipes import months
from journal.exchange.intake.values import DayOrder
from library.folding import folded

_TIMES = (
    re.compile(r"(?<![\d:.])(\d{1,2}):(\d\d)(?::(\d\d)(?:[.,]\d+)?)?(?![\d:])"),
    re.compile(r"(?<![\d.])(\d{1,2})\.(\d\d)\.(\d\d)(?![\d.])"),
)
_AFTERNOON = re.compile(r"(?<![^\W\d_])p\.? ?m\b\.?|오후|午後|下午|μ\.?μ\b\.?", re.I)
_MORNING = re.compile(r"(?<![^\W\d_])a\.? ?m\b\.?|오전|午前|上午|π\.?μ\b\.?", re.I)
_OFFSET = re.compile(
    r"(?:(?<![^\W\d_])(?<!/)(?:Z|UTC|GMT)\s*|(?:(?<=:\d\d)|(?<=[.,]\d)|(?<=[.,]\d\d\d)|(?<=[AaPp][Mm]))\s*(?=[+-]))"
    r"(?:(?P<hours>[+-]\d\d?):?(?P<minutes>\d\d)?)?(?:\s*[\[(][^\])]*[\])])?$"
)
"""Right behind a time of day: at the end of ``20-11-2026`` stands the year. Behind it a name of the zone may stand."""
_ZONE_NAME = re.compile(r"\s*(?:[ap]\.? ?m\b\.?\s*)?[\[(]?(?:(?!sat\b)([a-z]{2,4}t|mes?z|msk)\b|[a-z]+/[a-z_/]+)", re.I)
"""Right behind a time of day, the letters of a zone (PST, MESZ) or its place: hours that differ from place to place."""
_BASIC = re.compile(r"\d{8}(?:T\d{4,6}(?:Z|[+-]\d{4})?)?")
"""ISO 8601 without marks: ``20261120T071022Z``."""
_NUMBER = re.compile(r"\d{1,9}")
_LETTERS = re.compile(r"[^\W\d_]+")


class NoMoment(ValueError):
    """A cell that should hold a date, and does not: ``args`` end with why."""

    def __init__(self, text: str = "", why: str = "is not a date") -> None:
        super().__init__(text, why)


class Written(Struct, frozen=True):
    """A moment as it is written: the parts of its date, and its time of day where that is told."""

    parts: tuple[int, int, int]
    """Year, month, day where that is known; else year, then the two parts in their order."""
    settled: bool
    time: tuple[int, int, int] | None
    points: bool = False
    half_day: bool = False
    moment: datetime | None = None
    """The moment itself where it is in ISO form with an offset."""
    zone: tzinfo | None = None
    """The offset from UTC that stands behind it in another form; a wall clock's where there is none."""

    @property
    def order(self) -> DayOrder | None:
        """What this date alone proves; None for nothing."""
        if self.settled:
            return None
        _, first, second = self.parts
        if first > 12 and second <= 12:
            return "day-first"
        return "month-first" if second > 12 and first <= 12 else None

    @property
    def asks(self) -> bool:
        """Whether it means another day the other way round."""
        return not self.settled and self.order is None and self.parts[1] != self.parts[2]

    def at(self, order: DayOrder) -> datetime:
        """The time where it was written, with its offset where that is told; noon where only the day is.

        Raises NoMoment: no calendar has that day.
        """
        year, first, second = self.parts
        month, day = (first, second) if self.settled or order == "month-first" else (second, first)
        try:
            return datetime(year, month, day, *(self.time or (12, 0, 0)), tzinfo=self.zone)
        except ValueError:
            raise NoMoment from None


def written(text: str) -> Written:
    """Take a date apart: ISO, ``Nov 2, 2026, 6:10:22 AM``, ``20 сент. 2026 г., 19:12:12``, ``2026年8月16日 09:01:41``,
    ``20.09.2026, 14:12:12``, ``7/4/2026 15:36``, ``2026. 9. 20. 오후 7:12:12``.

    Raises NoMoment: it is no date.
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    if iso := _iso(plain):
        return iso
    offset = _OFFSET.search(plain)
    rest, time, half = _time(plain[: offset.start()] if offset else plain)
    zone = _zone(offset) if offset and time else None
    numbers = [*_NUMBER.finditer(rest)]
    month = next((found for word in _LETTERS.findall(folded(rest)) if (found := _month(word))), None)
    short = numbers[-1] if len(numbers) == 3 or (month and len(numbers) == 2) else None
    year = next((n for n in numbers if len(n[0]) == 4), short)
    if year is None or len(year[0]) not in (2, 4):
        raise NoMoment(text)
    years = int(year[0]) if len(year[0]) == 4 else 2000 + int(year[0])
    others = [int(n[0]) for n in numbers if n is not year]
    if not all(1 <= other <= 31 for other in others):
        raise NoMoment(text)
    if month is not None and len(others) == 1:
        return Written((years, month, others[0]), True, time, zone=zone)
    if month is not None or len(others) != 2:
        raise NoMoment(text)
    if year is numbers[0] and len(year[0]) == 4:
        return Written((years, others[0], others[1]), True, time, zone=zone)
    points = re.match(r"\s*\d{1,2}\.", rest) is not None
    return Written((years, others[0], others[1]), False, time, points, half, zone=zone)


def _iso(plain: str) -> Written | None:
    basic = _BASIC.fullmatch(plain) is not None
    if not basic and (len(plain) < 10 or plain[4] != "-"):
        return None
    try:
        found = datetime.fromisoformat(plain.removesuffix(" UTC"))
    except ValueError:
        return None
    parts = (found.year, found.month, found.day)
    time = (found.hour, found.minute, found.second) if len(plain) > (8 if basic else 10) else None
    moment = found if found.tzinfo else found.replace(tzinfo=UTC) if plain.endswith(" UTC") else None
    return Written(parts, True, time, moment=moment)


def _zone(offset: re.Match[str]) -> tzinfo:
    """Raises NoMoment: an offset that no place has."""
    hours, minutes = int(offset["hours"] or 0), int(offset["minutes"] or 0)
    try:
        return timezone(timedelta(hours=hours, minutes=-minutes if hours < 0 else minutes))
    except ValueError:
        raise NoMoment(offset[0]) from None


def _time(plain: str) -> tuple[str, tuple[int, int, int] | None, bool]:
    """The text without its time of day, that time, and whether it counts to twelve.

    Raises NoMoment: a time that no clock shows.
    """
    found = next((last for pattern in _TIMES for last in [*pattern.finditer(plain)][-1:]), None)
    if found is None:
        return plain, None, False
    if (name := _ZONE_NAME.match(plain, found.end())) and not (name[1] and _month(folded(name[1]))):
        raise NoMoment(plain, "is in a time zone known by letters only; expected one like +01:00")
    hour, minute, second = int(found[1]), int(found[2]), int(found[3] or 0)
    rest = f"{plain[: found.start()]} {plain[found.end() :]}"
    afternoon, morning = _AFTERNOON.search(rest), _MORNING.search(rest)
    if half := afternoon or morning:
        if not 1 <= hour <= 12:
            if hour > 23 or morning:
                raise NoMoment(plain)
        else:
            hour = hour % 12 + (12 if afternoon else 0)
        rest = rest.replace(half[0], " ")
    if hour > 23 or minute > 59 or second > 59:
        raise NoMoment(plain)
    return rest, (hour, minute, second), half is not None


def _month(word: str) -> int | None:
    return next((number for name, number in months().items() if word.startswith(name)), None)


class OrderFound(Struct, frozen=True):
    """Which part of a table's dates is the day: ``order`` is proven, or proposed; ``contradicted``: both are proven."""

    order: DayOrder
    proven: bool
    contradicted: bool = False


def days_of(dates: Iterable[Written], *, month_first: bool) -> OrderFound:
    """Which part is the day, over all dates of a table.

    ``month_first``: what is proposed where neither a date nor its form says so: the words are English.
    """
    orders: set[DayOrder] = set()
    points = half = False
    for date in dates:
        if not date.settled:
            points, half = points or date.points, half or date.half_day
            if (order := date.order) is not None:
                orders.add(order)
    if orders:
        return OrderFound(next(iter(orders)), True, len(orders) > 1)
    return OrderFound("day-first" if points or not (month_first or half) else "month-first", False)


def in_zone(moment: datetime, zone: tzinfo | None) -> datetime:
    """A moment at the runner's offset then. Raises NoMoment: no calendar has it."""
    try:
        return at_offset(moment, zone)
    except (OverflowError, ValueError, OSError):
        raise NoMoment from None


def local(wall: datetime, now: datetime) -> tuple[datetime, bool]:
    """The runner's moment of a wall clock's time, and whether that is sure: not so in the hour at a clock change.

    Of an hour that came twice it is the first one; of one that never was, what the clock showed after it.
    Raises NoMoment: no calendar has it.
    """
    try:
        first, second = localised(wall, now), localised(wall.replace(fold=1), now)
    except (OverflowError, ValueError, OSError):
        raise NoMoment from None
    if first.utcoffset() == second.utcoffset():
        return first, True
    twice = first.replace(tzinfo=None) == wall
    return (first if twice else max(first, second)), False
