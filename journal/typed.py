"""Numbers as they are typed, the same in a form, in a set's line and on a command line."""

from __future__ import annotations

from journal.dates import BadDate, parse_duration


def decimal(text: str) -> float:
    """A number: ``8.2``, ``7,2``.

    Raises:
        ValueError: it is not.
    """
    return float(_plain(text).replace(",", ".")) + 0.0  # -0 is 0


def whole(text: str) -> int:
    """A whole number.

    Raises:
        ValueError: it is not.
    """
    return int(_plain(text))


def _plain(text: str) -> str:
    """Python takes ``1_0`` and the digits of every script besides; people mean none of them."""
    if not text.isascii() or "_" in text:
        raise ValueError(text)
    return text.strip()


def minutes(text: str) -> float:
    """Seconds from minutes (``32``, ``32.5``, ``32,5``) or from a length of time (``32:10``, ``1:05:00``, ``1h05``).

    Raises:
        BadDate: it is neither; the sentence has no end.
    """
    try:
        return decimal(text) * 60
    except ValueError:
        pass
    try:
        return float(parse_duration(text))
    except BadDate:
        raise BadDate(f"{text.strip()[:40]!r} is not a time; expected 32, 32:10 or 1h05") from None
