"""The light of an ankle: what every rule about training asks for first."""

from __future__ import annotations

from enum import StrEnum


class Light(StrEnum):
    """Green may progress, amber repeats, red eases; none means there is no recent rating to go by."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"
    NONE = "none"
