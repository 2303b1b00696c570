"""Headed sections of text, and the same as plain lines. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

import msgspec

from screens.drawing.lines import StyledPart

PLAIN_WIDTH = 78
SectionKind = Literal["plain", "steps", "list", "warning", "picture"]


class Section(msgspec.Struct, frozen=True):
    """A heading (may be empty) with its lines; ``kind`` says how they are set. A picture's say what it shows."""

    title: str
    lines: tuple[str, ...]
    kind: SectionKind = "plain"
    drawn: tuple[tuple[StyledPart, ...], ...] = ()
    """The rows of a picture, each of texts with their styles."""


def plain_lines(sections: Iterable[Section]) -> list[str]:
    """The sections as lines of plain text, wrapped."""
    from textwrap import wrap

    lines: list[str] = []
    for section in sections:
        if lines:
            lines.append("")
        if section.title:
            lines.append(section.title)
        lines += ["  " + "".join(text for text, _ in row) for row in section.drawn]
        for place, text in enumerate(section.lines, 1):
            mark = lead(section.kind, place)
            indent = "  " if section.title else ""
            hang = len(text) - len(text.lstrip())
            lines += wrap(
                text.lstrip(),
                PLAIN_WIDTH,
                initial_indent=indent + " " * hang + mark,
                subsequent_indent=indent + " " * (hang + len(mark)),
            )
    return lines


def lead(kind: SectionKind, place: int) -> str:
    """What stands before a line of a section."""
    return {"steps": f"{place}. ", "list": "- ", "warning": "! ", "plain": "", "picture": ""}[kind]
