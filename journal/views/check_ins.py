"""The check-ins a screen looks at: a year's, and of older ones what still counts."""

from __future__ import annotations

from datetime import date, timedelta

from journal.entries import ANKLES, CheckIn
from journal.journal import Journal


class CheckIns:
    """Reads check-ins without reading ten years of them each time."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._old_signs: list[str] | None = None

    def since(self, day: date) -> list[CheckIn]:
        """Check-ins from that day on; all of them when an ankle was sore on that day, so that its episode is whole."""
        held = self._journal.of_kind(CheckIn, day)
        for side in ANKLES:
            if next((one.side(side).rating for one in held if one.side(side).rating is not None), 0):
                return self.all()
        return held

    def signed_before(self, day: date) -> list[CheckIn]:
        """Check-ins before that day that had an open stop sign when first asked: time alone clears none."""
        if self._old_signs is None:
            older = self._journal.of_kind(CheckIn, until=day - timedelta(days=1))
            self._old_signs = [one.id for one in older if one.stop_signs and one.stop_signs_cleared_at is None]
        return [one for id in self._old_signs if isinstance(one := self._journal.get(id), CheckIn)]

    def all(self) -> list[CheckIn]:
        """Every check-in."""
        return self._journal.of_kind(CheckIn)
