"""A page of facts under headings, and text for Markdown. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from journal.dates import short_day
from journal.rules.week.summary import SelfTestWeek
from journal.text import in_markdown
from library.exercise import number
from library.words import counted


class PageSection(msgspec.Struct, frozen=True):
    """A heading and its facts, one a line. ``id`` names it for the screen; ``more`` facts have no room on the page."""

    id: str
    title: str
    lines: tuple[str, ...]
    more: int = 0

    @property
    def told(self) -> tuple[str, ...]:
        """The facts, and how many more there are."""
        return (*self.lines, f"and {self.more} more, in the journal") if self.more else self.lines


def self_care_words(days: int) -> str:
    """``self-care on 2 days``; empty for none."""
    return f"self-care on {counted(days, 'day')}" if days else ""


def self_test_words(one: SelfTestWeek) -> str:
    """``Knee to wall left: 9 cm on Mon 16 Nov; as last time``."""
    side = "" if one.side == "both" else f" {one.side}"
    return f"{one.name}{side}: {number(one.value)} {one.unit}".rstrip() + f" on {short_day(one.day)}; {one.words}"


def plain(sections: Iterable[PageSection]) -> list[str]:
    return [line for one in sections for line in ("", one.title, *(f"  {told}" for told in one.told))]


def markdown(sections: Iterable[PageSection], drawn: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """The sections as Markdown: a list each, but where ``drawn`` has the lines for a section's id."""
    for one in sections:
        yield from ["", f"## {one.title}", "", *(drawn.get(one.id) or [f"- {in_markdown(told)}" for told in one.told])]
