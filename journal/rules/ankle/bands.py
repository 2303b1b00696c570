"""The runner's bands: the colour of a rating, and nothing else hangs on it."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from journal.errors import SurefootError


class Light(StrEnum):
    """The colour of a rating; none where there is no rating."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"
    NONE = "none"


class Bands(msgspec.Struct, frozen=True):
    """Highest rating that is still green, and still amber. Sources differ (2/5, 3/5), so they are settings."""

    green: int = 2
    amber: int = 5

    def __post_init__(self) -> None:
        if not 0 <= self.green < self.amber <= 10:
            raise SurefootError(f"bands {self.green} and {self.amber}: expected 0 <= green < amber <= 10")

    def light(self, rating: int) -> Light:
        """The zone a rating falls in."""
        if rating <= self.green:
            return Light.GREEN
        return Light.AMBER if rating <= self.amber else Light.RED
