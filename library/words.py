"""Counts in words and sentences from their words, one way everywhere. Pure."""

from __future__ import annotations


def counted(count: int, one: str, many: str = "") -> str:
    """``1 set``, ``2 sets``, ``0 sets``; ``many`` where the plural takes more than an s."""
    return f"{count} {one if count == 1 else many or one + 's'}"


def times(count: int) -> str:
    """``once``, ``2 times``."""
    return "once" if count == 1 else f"{count} times"


def capitalised(text: str) -> str:
    """With a capital, unless it begins with the name of a file: ``Not saved``, ``settings.toml line 3``."""
    return text if "." in text.partition(" ")[0] else f"{text[:1].upper()}{text[1:]}"


def sentence(text: str) -> str:
    """With a capital and a full stop."""
    return f"{capitalised(text)}{'' if text.endswith(('.', '?', '!')) else '.'}"
