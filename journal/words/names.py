"""What ids are called, and the runner's units."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from journal import vocabulary
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


def closed_words(id: str) -> str:
    """What a stop sign or a rule is called where somebody spoke of it; a word of a newer version as it is."""
    return vocabulary.SIGNS[id].label if id in vocabulary.SIGNS else vocabulary.ROW_WORDS.get(id, id)


def question_words(question: str) -> str:
    """A question as it is asked: ``How much do you trust this ankle, 0 to 10?``"""
    if known := vocabulary.QUESTIONS.get(question) or vocabulary.CONDITIONS.get(question):
        return known.label
    what, _, rest = question.partition(":")
    return f"Was it seen: {closed_words(rest)}?" if what == "seen" else question.replace("-", " ", 1)
