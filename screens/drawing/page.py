"""A page of facts under headings, and text for Markdown. Pure."""

from __future__ import annotations

import msgspec

from library.words import counted


class PageSection(msgspec.Struct, frozen=True):
    """A heading and its facts, one a line. ``id`` names it for the screen."""

    id: str
    title: str
    lines: tuple[str, ...]


def self_care_words(days: int) -> str:
    """``self-care on 2 days``; empty for none."""
    return f"self-care on {counted(days, 'day')}" if days else ""


_MARKDOWN = str.maketrans({character: f"\\{character}" for character in "\\`*_[]<>|#"})


def escaped(text: str) -> str:
    """Text from people and files, so that Markdown shows it as it is."""
    return text.translate(_MARKDOWN)
