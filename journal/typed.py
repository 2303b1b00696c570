"""Numbers and days of the week as they are typed, the same in a form, in a set's line and on a command line."""

from __future__ import annotations

import math
import re

from journal.dates import DAY_NAMES, BadDate, parse_duration
from journal.errors import InvalidEntry

WEEKDAY_DIGITS = ("1", "2", "3", "4", "5", "6", "7")
"""The days of the week by their ISO number: Python takes ² for a digit too, and cannot count with it."""


def decimal(text: str) -> float:
    """A number: ``8.2``, ``7,2``. Raises ValueError: it is not, or none that can be written down, like ``nan``."""
    if not math.isfinite(found := float(_plain(text).replace(",", "."))):
        raise ValueError(text)
    return found + 0.0  # -0 is 0


def whole(text: str) -> int:
    """A whole number. Raises ValueError: it is not."""
    return int(_plain(text))


def _plain(text: str) -> str:
    """Python takes ``1_0`` and the digits of every script besides; people mean none of them."""
    if not text.isascii() or "_" in text:
        raise ValueError(text)
    return text.strip()


def minutes(text: str) -> float:
    """Seconds from minutes (``32``, ``32.5``, ``32,5``) or from a length of time (``32:10``, ``1:05:00``, ``1h05``).

    Raises BadDate: it is neither; the sentence has no end.
    """
    try:
        return decimal(text) * 60
    except ValueError:
        pass
    try:
        return float(parse_duration(text))
    except BadDate:
        raise BadDate(f"{text.strip()[:40]!r} is not a time; expected 32, 32:10 or 1h05") from None


def weekdays(text: str) -> tuple[int, ...]:
    """ISO weekdays of ``mon wed fri``, ``daily`` or ``1 3 5``, each once, in order.

    Raises InvalidEntry: a word that is no day.
    """
    if text.strip().lower() in ("daily", "every day"):
        return tuple(range(1, 8))
    found = set()
    for word in re.split(r"[\s,;]+", text.strip().lower()):
        if not word:
            continue
        named = [
            n
            for n, name in enumerate(DAY_NAMES, start=1)
            if len(word) >= 2 and (word[:3] == name.lower() or word == name.lower()[:2])
        ]
        if word in WEEKDAY_DIGITS:
            named = [int(word)]
        if not named:
            raise InvalidEntry("plan", "days", f"{word[:20]!r} is not a day: expected a form like mon wed fri")
        found.add(named[0])
    return tuple(sorted(found))
