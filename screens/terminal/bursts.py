"""Text that is typed where there is no field for it, told from keys by how fast its letters come.

Nobody presses three different letters within 60 ms; a program that types does, and a hand over a slow line seems to.
A held key is one letter over and over. What the first of them would do waits for half that time: the letters of a text
come evenly, and nobody feels 30 ms. The moments come in.
"""

from __future__ import annotations

from collections.abc import Iterable

from textual import events
from textual.message import Message

WITHIN_S = 0.06
LETTERS = 3
CLEAR_S = WITHIN_S / (LETTERS - 1)
"""Without another letter for so long a letter is a key."""


class Burst:
    """Characters of which each came soon after the one before; ``is_text`` once too many letters came at once."""

    def __init__(self, first: events.Key) -> None:
        self.first, self.is_text, self.is_told = first, False, False
        self._letters: dict[str, float] = {}
        self._letter, self._began = "", 0.0
        self.is_over = False

    def take(self, key: events.Key, at: float) -> None:
        """One key more."""
        key.burst, key.came = self, at  # type: ignore[attr-defined]
        if key.character is not None and key.character.isalpha():
            if key.character != self._letter:
                self._letter, self._began = key.character, at
            self._letters[key.character] = at
            soon = [letter for letter, then in self._letters.items() if at - then <= WITHIN_S]
            self.is_text = self.is_text or len(soon) >= LETTERS

    def clear_at(self, key: events.Key) -> float:
        """When it is clear that a letter of this burst is a key, if no other letter comes until then."""
        return max(getattr(key, "came", 0.0), self._began) + CLEAR_S


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
                self._end()
            if self._burst is None and message.is_printable:
                self._burst = Burst(message)
            if self._burst is not None:
                self._burst.take(message, at)
            if message.key == "enter":
                self._end()
            self._last = at

    def _end(self) -> None:
        if self._burst is not None:
            self._burst.is_over = True
        self._burst = None
