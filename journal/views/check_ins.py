"""The check-ins a screen looks at: a year's, and of older ones what soreness of now began with."""

from __future__ import annotations

from datetime import date

from journal.entries import ANKLES, CheckIn
from journal.journal import Journal


class CheckIns:
    """Reads check-ins without reading ten years of them each time."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    def since(self, day: date) -> list[CheckIn]:
        """Check-ins from that day on; all of them when an ankle was sore on it, so that what began before is whole."""
        held = self._journal.of_kind(CheckIn, day)
        for side in ANKLES:
            if next((one.side(side).rating for one in held if one.side(side).rating is not None), 0):
                return self.all()
        return held

    def all(self) -> list[CheckIn]:
        return self._journal.of_kind(CheckIn)
