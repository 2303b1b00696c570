"""The days of the demo's story as calendar days and moments."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from typing import Any

import msgspec

LAST = 83
"""The number of today; the first day is 0."""
_DAY = re.compile(r"day (-?\d+)(?: (\d\d:\d\d))?")


class StoryDays(msgspec.Struct, frozen=True):
    """Day numbers against ``today``, whose UTC offset holds throughout."""

    today: datetime

    def day(self, number: int) -> date:
        return self.today.date() - timedelta(days=LAST - number)

    def number(self, moment: datetime) -> int:
        return LAST - (self.today.date() - moment.date()).days

    def at(self, number: int, clock: str) -> datetime:
        """The moment ``clock`` (like ``07:12``) shows on a day of the story."""
        return datetime.combine(self.day(number), time.fromisoformat(clock), self.today.tzinfo)

    def dated(self, value: Any) -> Any:
        """What the story tells, with each ``day 26`` in it made a date and each ``day 26 12:05`` a moment."""
        if isinstance(value, dict):
            return {key: self.dated(one) for key, one in value.items()}
        if isinstance(value, list):
            return [self.dated(one) for one in value]
        if isinstance(value, str) and (found := _DAY.fullmatch(value)):
            number, clock = int(found[1]), found[2]
            return self.at(number, clock) if clock else self.day(number)
        return value
