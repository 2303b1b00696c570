"""The one place that reads the time."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Protocol

from journal.dates import in_zone
from journal.errors import SurefootError

YEARS = range(1971, 2091)
"""What a clock may be set to: a day before and after fits a calendar, and ids, which grow with time, end in 2095."""


class Clock(Protocol):
    """Tells the moment to the millisecond, with the UTC offset of the runner's home, else of the machine."""

    home: tzinfo | None

    def now(self) -> datetime: ...


def _to_milliseconds(moment: datetime) -> datetime:
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


class Offset(tzinfo):
    """The offset from UTC at home at one moment, which knows the home: another day there may have another offset."""

    def __init__(self, offset: timedelta, home: tzinfo) -> None:
        self._offset, self.home = offset, home

    def utcoffset(self, _: datetime | None) -> timedelta:
        return self._offset

    def dst(self, _: datetime | None) -> timedelta:
        return timedelta()

    def tzname(self, _: datetime | None) -> None:
        return None


def _at(moment: datetime, home: tzinfo | None) -> datetime:
    """The moment at home's offset, else the machine's.

    Raises SurefootError: the machine's time zone is none.
    """
    try:
        there = in_zone(moment, home)
    except ValueError:
        raise SurefootError(
            "the time zone of this machine is a day or more from UTC, which no place is: see $TZ"
        ) from None
    return there.replace(tzinfo=Offset(there.utcoffset() or timedelta(), home)) if home else there


class SystemClock:
    """The machine's clock, in the runner's home time zone, else the machine's."""

    home: tzinfo | None = None

    def now(self) -> datetime:
        return _to_milliseconds(_at(datetime.now(UTC), self.home))


class FixedClock:
    """A clock that stands still until it is moved: for tests, pictures and demonstrations."""

    home: tzinfo | None = None

    def __init__(self, moment: datetime) -> None:
        if moment.tzinfo is None:
            raise SurefootError(f"the moment {moment.isoformat()} has no UTC offset")
        self.moment = _to_milliseconds(moment)

    def now(self) -> datetime:
        return self.moment if self.home is None else _at(self.moment, self.home)

    def advance(self, **by: float) -> None:
        """Move on by ``timedelta`` keywords: ``clock.advance(seconds=45)``."""
        self.moment += timedelta(**by)


def clock_from_environment() -> Clock:
    """The system's clock, or a fixed one at ``SUREFOOT_NOW`` (RFC 3339 with offset).

    Raises SurefootError: ``SUREFOOT_NOW`` is not such a moment, or not of the years 1971 to 2090.
    """
    if not (text := os.environ.get("SUREFOOT_NOW")):
        return SystemClock()
    try:
        clock = FixedClock(datetime.fromisoformat(text))
    except ValueError as error:
        raise SurefootError(
            f"SUREFOOT_NOW is {text[:40]!r}; expected a moment with offset, like 2026-11-20T07:12:00+01:00"
        ) from error
    if clock.now().year not in YEARS:
        raise SurefootError(f"SUREFOOT_NOW is {text[:40]!r}; expected a moment of the years {YEARS[0]} to {YEARS[-1]}")
    return clock
