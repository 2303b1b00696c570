"""What an empty journal says: three lines, and three ways to begin. Kept apart, as the first start needs no rule."""

from __future__ import annotations

GREETING = (
    "A journal of your ankles: how sore they are, what you do, what you wear.",
    "Rate each from 0 to 10 once a day: five keys. It paces your training.",
    "It all stays in one file on this machine. It informs, never diagnoses.",
)
FIRST_STEPS: tuple[tuple[str, str, str], ...] = (
    ("rate", "Rate your ankles", "how sore each is now, 0 none to 10 worst"),
    ("routine", "Pick a routine", "what to do for your ankles, and how often"),
    ("shoe", "Add a shoe", "so that wear and soreness can be told by pair"),
)
"""What an empty journal offers: action, words, why."""
