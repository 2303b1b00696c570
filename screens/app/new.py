"""``n``: what to add, by its letter; the kind that fits the screen stands first."""

from __future__ import annotations

from screens.frame.choosing import ChoosingDialog

KINDS = (
    ("c", "check-in", "Check-in: rate both ankles"),
    ("s", "session", "Session: sets from a routine"),
    ("r", "run", "Run, walk, jump rope or other cardio"),
    ("h", "shoe", "Shoe"),
    ("b", "support", "Brace, tape or sleeve"),
    ("f", "fit-check", "Fit check of a shoe"),
    ("t", "self-test", "Self-test: heel raises, knee to wall, balance"),
    ("n", "note", "Note for today"),
    ("p", "plan", "Plan: which routines, how often"),
    ("a", "asked", "I asked … a physio, a doctor"),
    ("m", "about", "About me: what you may do depends on it"),
    ("e", "exercise", "Exercise of your own"),
    ("o", "routine", "Routine of your own"),
)
"""The letter of each, what it begins, and its words."""
FIRST_ON = {
    "today": "check-in",
    "session": "session",
    "shoes": "run",
    "soreness": "check-in",
    "week": "plan",
    "diary": "note",
    "exercises": "exercise",
}


class NewDialog(ChoosingDialog):
    """Answers with the kind of entry to add; a note may be typed right after its letter."""

    TAKES_LETTERS = True
    DEFAULT_CSS = "NewDialog > #frame { width: 56; }"

    def __init__(self, first: str) -> None:
        super().__init__("Add", sorted(KINDS, key=lambda kind: kind[1] != first))
