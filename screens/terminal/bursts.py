"""Text that is typed where there is no field for it, told from keys by how fast its letters come.

Nobody presses three different letters within 60 ms; a program that types does, and a hand over a slow line seems to.
A held key is one letter over and over. What the first character would do waits for that time, and as long as others
follow: nobody feels 60 ms. The moments come in.
"""

from __future__ import annotations

from collections.abc import Iterable

from textual import events
from textual.message import Message

WITHIN_S = 0.06
LETTERS = 3
"""Without another character for so long a character is a key, too."""


class Burst:
    """Characters of which each came soon after the one before; ``is_text`` once too many letters came at once."""

    def __init__(self, first: events.Key) -> None:
        self.first, self.is_text = first, False
        self.leads_to_field = False
        """Whether its first key opens what the others are typed into."""
        self._letters: dict[str, float] = {}
        self._last, self._began = "", 0.0
        self.is_over = False

    def take(self, key: events.Key, at: float) -> None:
        """One key more."""
        key.burst, key.came = self, at  # type: ignore[attr-defined]
        if not key.is_printable or key.character is None:
            return
        if key.character != self._last:
            self._last, self._began = key.character, at
        if key.character.isalpha():
            self._letters[key.character] = at
            soon = [letter for letter, then in self._letters.items() if at - then <= WITHIN_S]
            self.is_text = self.is_text or len(soon) >= LETTERS

    def clear_at(self, key: events.Key) -> float:
        """When it is clear that a character of this burst is a key, if no other one comes until then."""
        return max(getattr(key, "came", 0.0), self._began) + WITHIN_S


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
