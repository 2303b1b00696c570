"""What nobody runs: numbers that were mistyped, asked back before they are in every average.

House rules. The fastest kilometre ever run on a road or a track took more than 2:10; the furthest run in a day is a
little over 300 km. Rides, swims and the rest are left alone: they have no such bound that a typing error would pass.
"""

from __future__ import annotations

from journal.dates import duration_words
from journal.entries import Run
from journal.units import DistanceUnit, distance_words

FASTEST_S_PER_KM = 120.0
FURTHEST_KM = 300.0
ON_FOOT = {"run": "runs", "walk": "walks"}


def mistyped(run: Run, unit: DistanceUnit = "km") -> str | None:
    """One sentence naming the numbers that cannot both be right; None when they can."""
    verb = ON_FOOT.get(run.activity)
    if verb is None or not run.distance_km:
        return None
    said = distance_words(run.distance_km, unit)
    if run.duration_s and run.duration_s < run.distance_km * FASTEST_S_PER_KM:
        return f"{said} in {duration_words(run.duration_s)} is faster than anyone {verb}; check minutes and {unit}"
    if run.distance_km > FURTHEST_KM:
        return f"{said} is further than anyone {verb} in a day; check the {unit}"
    return None
