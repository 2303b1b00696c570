"""Pasted text is text: what stands between the brackets of a paste never becomes a key.

Textual's parser reads an escape sequence inside a paste as keys, so that a pasted log line in colour could remove
entries; and esc with a key right behind it as that key alone, so that esc and enter saved what was to be left. Here the
stream is parted before it is parsed. Pure but for the text that a paste has brought so far.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator

from journal.text import clean

START, END = "\x1b[200~", "\x1b[201~"
ESCAPE = "\x1b"
_FOLLOWED = re.compile(f"{ESCAPE}+[^{ESCAPE}[O]")
"""What may be escapes and a key behind them: the sequence of no key begins so."""
MOVES_A_WORD = frozenset({"\x1bb", "\x1bf", "\x1b\x7f"})
"""What terminals send for alt and a cursor key or backspace in a field."""
MOST = 1_000_000
"""Characters of one paste that are kept; more than any field takes."""


class Pastes:
    """Parts what a terminal sends into keys and pastes; a paste may come in many pieces."""

    def __init__(self) -> None:
        self._held = ""
        self._pasting = False
        self._kept = 0
        self._pasted: list[str] = []

    def part(self, data: str) -> Iterator[tuple[str, bool]]:
        """The pieces in order: text, and whether it was pasted (whole, and cleaned of what steers a terminal)."""
        data = self._held + data
        self._held = ""
        while data:
            mark = END if self._pasting else START
            before, found, after = data.partition(mark)
            if not found:
                kept = _begun(data, mark)
                before, self._held = data[: len(data) - kept], data[len(data) - kept :]
            if self._pasting:
                self._pasted.append(before[: MOST - self._kept])
                self._kept = min(MOST, self._kept + len(before))
            elif before:
                yield before, False
            if not found:
                return
            if self._pasting:
                yield clean("".join(self._pasted)), True
                self._pasted, self._kept = [], 0
            self._pasting = not self._pasting
            data = after

    def give_up(self) -> str:
        """What looked like the beginning of a paste and was not followed by its rest: keys, like a lone escape."""
        if self._pasting:
            return ""
        held, self._held = self._held, ""
        return held


def _begun(data: str, mark: str) -> int:
    """How many characters at the end may be the beginning of the mark."""
    return next((size for size in range(min(len(mark) - 1, len(data)), 0, -1) if mark.startswith(data[-size:])), 0)


def apart(keys: str, chosen: Container[str]) -> Iterator[str]:
    """Keys as they came, each escape that another key came right behind as a piece of its own.

    A slow line or a busy program has both at once. ``chosen``: what terminals send for the runner's own keys with alt.
    """
    done = 0
    for found in _FOLLOWED.finditer(keys):
        if found[0] not in MOVES_A_WORD and found[0] not in chosen:
            if before := keys[done : found.start()]:
                yield before
            yield from ESCAPE * (len(found[0]) - 1)
            done = found.end() - 1
    yield keys[done:]
