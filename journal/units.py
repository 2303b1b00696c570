"""Distances and loads as the runner reads them. Entries hold km and kg; miles and pounds are for showing only."""

from __future__ import annotations

import math
from typing import Literal

from library.exercise import POUNDS_PER_KILOGRAM, number, rounded, tenths

KM_PER_MILE = 1.609344
LEAST_KM, LEAST_S = 0.001, 1.0
"""A metre and a second: what a run has at least, where it has a distance or a time, for nobody measures less.

Older entries with less stay readable.
"""
DistanceUnit = Literal["km", "mi"]
LoadUnit = Literal["kg", "lb"]


def in_distance(km: float, unit: DistanceUnit) -> float:
    """So many km in the unit."""
    return km if unit == "km" else km / KM_PER_MILE


def to_km(value: float, unit: DistanceUnit) -> float:
    """A distance typed in the unit, in km, to the millimetre."""
    return value if unit == "km" else round(value * KM_PER_MILE, 6)


def in_load(kg: float, unit: LoadUnit) -> float:
    return kg if unit == "kg" else kg * POUNDS_PER_KILOGRAM


def distance_words(km: float, unit: DistanceUnit) -> str:
    """``8.2 km`` or ``5.1 mi``: to one decimal."""
    return f"{number(in_distance(km, unit))} {unit}"


def most_words(km: float, unit: DistanceUnit) -> str:
    """A limit: ``3.6 km`` of 3.67, to one decimal and never above it, so that who keeps to what is shown keeps it."""
    return f"{number(math.floor(in_distance(km, unit) * 10 + 1e-9) / 10)} {unit}"


def load_words(kg: float, unit: LoadUnit = "kg") -> str:
    """``5 kg`` or ``11 lb``: to one decimal."""
    return f"{number(in_load(kg, unit))} {unit}"


def pace_words(duration_s: float, km: float, unit: DistanceUnit = "km") -> str:
    """Time for one unit of distance: ``5:29 /km``."""
    whole = int(rounded(duration_s / in_distance(max(km, LEAST_KM), unit), 0))
    return f"{whole // 60}:{whole % 60:02d} /{unit}"


def speed_words(duration_s: float, km: float, unit: DistanceUnit = "km") -> str:
    """Distance in an hour, for rides: ``24.3 km/h`` or ``15.1 mph``."""
    return f"{tenths(in_distance(km, unit) / max(duration_s, LEAST_S) * 3600)} {'km/h' if unit == 'km' else 'mph'}"


def size_words(size: int) -> str:
    """A size a person can judge: ``812 bytes``, ``14 kB``, ``1.2 MB``."""
    if size < 1000:
        return f"{size} bytes"
    return f"{int(rounded(size / 1000, 0))} kB" if size < 999_500 else f"{tenths(size / 1e6)} MB"
