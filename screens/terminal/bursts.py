"""Text that is typed where there is no field for it, told from keys by how fast its letters come.

Nobody presses three different letters within 60 ms; a program that types does, and a hand over a slow line seems to.
A held key is one letter over and over. The moments come in.
"""

from __future__ import annotations

from collections.abc import Iterable

from textual import events
from textual.message import Message

WITHIN_S = 0.06
LETTERS = 3


class Burst:
    """Characters of which each came soon after the one before; ``is_text`` once too many letters came at once."""

    def __init__(self, first: events.Key) -> None:
        self.first, self.is_text, self.is_told = first, False, False
        self._letters: dict[str, float] = {}

    def take(self, key: events.Key, at: float) -> None:
        """One key more."""
        key.burst = self  # type: ignore[attr-defined]
        if key.character is not None and key.character.isalpha():
            self._letters[key.character] = at
            soon = [letter for letter, then in self._letters.items() if at - then <= WITHIN_S]
            self.is_text = self.is_text or len(soon) >= LETTERS


def burst_of(key: events.Key) -> Burst | None:
    """The burst a key came in."""
    return getattr(key, "burst", None)


class Bursts:
    """Marks keys with the burst they came in. Enter is the last of one; any other key that is no character ends it."""

    def __init__(self) -> None:
        self._burst: Burst | None = None
        self._last = 0.0

    def mark(self, messages: Iterable[Message], at: float) -> None:
        """Mark what came at a moment, in seconds."""
        for message in messages:
            if not isinstance(message, events.Key):
                continue
            if at - self._last > WITHIN_S or not (message.is_printable or message.key == "enter"):
                self._burst = None
            if self._burst is None and message.is_printable:
                self._burst = Burst(message)
            if self._burst is not None:
                self._burst.take(message, at)
            if message.key == "enter":
                self._burst = None
            self._last = at
