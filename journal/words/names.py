"""What ids are called, and the runner's units."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from journal.units import DistanceUnit, LoadUnit, distance_words, load_words, pace_words


class Names(Struct, frozen=True, kw_only=True):
    """What ids are called, and the runner's units."""

    exercises: Mapping[str, str] = {}
    routines: Mapping[str, str] = {}
    shoes: Mapping[str, str] = {}
    supports: Mapping[str, str] = {}
    distance: DistanceUnit = "km"
    load: LoadUnit = "kg"

    def km(self, value: float) -> str:
        """A distance: ``8.2 km``."""
        return distance_words(value, self.distance)

    def kg(self, value: float) -> str:
        """A load: ``5 kg``."""
        return load_words(value, self.load)

    def pace(self, duration_s: float, distance_km: float) -> str:
        """Time for one unit of distance: ``5:29 /km``."""
        return pace_words(duration_s, distance_km, self.distance)


def called(names: Mapping[str, str], id: str, what: str = "one") -> str:
    """A thing by its name; the runner's own that was removed says so, a word that is not known here stands as it is."""
    return names.get(id, f"a removed {what}" if id.isdigit() else id)
