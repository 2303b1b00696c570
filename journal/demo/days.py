"""The days of the demo's story as calendar days and moments."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import msgspec

LAST = 83
"""The number of today; the first day is 0."""


class StoryDays(msgspec.Struct, frozen=True):
    """Day numbers against ``today``, whose UTC offset holds throughout."""

    today: datetime

    def day(self, number: int) -> date:
        return self.today.date() - timedelta(days=LAST - number)

    def at(self, number: int, clock: str) -> datetime:
        """The moment ``clock`` (like ``07:12``) shows on a day of the story."""
        return datetime.combine(self.day(number), time.fromisoformat(clock), self.today.tzinfo)
