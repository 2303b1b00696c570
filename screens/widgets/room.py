"""How text takes the room it has: wrapped, so that no word is lost, or on one line by the one rule of what gives way.

The rule, for every line that may be too narrow for what it says: first everything is said in fewer words (the forms
of a :class:`Part`) and a name keeps to its column, then asides go, then facts, then the name is shortened; a safety
mark is never the part that is cut. Pure.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum

import msgspec
from textual.content import Content

from screens.drawing.wrapping import PROSE, pieces

LEAST_NAME = 8
"""Cells a name keeps while anything else can still give way."""


class Rank(IntEnum):
    """What gives way first is lowest."""

    ASIDE = 0
    """Drawings, what is told elsewhere, a remark's text."""
    FACT = 1
    NAME = 2
    MARK = 3
    """What keeps a runner safe, and what the line is for: stop signs, cautions, hops, results, ratings."""


class Part(msgspec.Struct, frozen=True):
    """A part of a line.

    ``forms`` say the same in ever fewer words. ``cells`` is the column it fills while there is room. A ``whole`` part
    is left out rather than shortened: half a word tells nothing.
    """

    forms: tuple[Content, ...]
    rank: Rank
    cells: int = 0
    whole: bool = False


def part(*forms: Content | str, style: str = "", rank: Rank = Rank.FACT, cells: int = 0, whole: bool = True) -> Part:
    """A part that stands whole or not at all; ``style`` is for forms that are plain text."""
    contents = (each if isinstance(each, Content) else Content.styled(each, style) for each in forms)
    return Part(tuple(contents), rank, cells, whole)


def mark(*forms: Content | str, style: str = "", cells: int = 0) -> Part:
    """A part that is never cut."""
    return part(*forms, style=style, rank=Rank.MARK, cells=cells)


def name(text: Content | str, style: str = "", cells: int = 0) -> Part:
    """What the line is called; it is shortened last."""
    return part(text, style=style, rank=Rank.NAME, cells=cells, whole=False)


def aside(text: Content | str, style: str = "") -> Part:
    """Running text that is shortened first."""
    return part(text, style=style, rank=Rank.ASIDE, whole=False)


class OneLine(msgspec.Struct, frozen=True, eq=False):
    """Parts that stand on one line, whatever its width."""

    parts: tuple[Part, ...]

    def __eq__(self, other: object) -> bool:
        """The same text in the same styles; ``Content`` itself compares text only."""
        if not isinstance(other, OneLine) or len(self.parts) != len(other.parts):
            return False
        return all(
            (mine.rank, mine.cells, mine.whole, len(mine.forms))
            == (theirs.rank, theirs.cells, theirs.whole, len(theirs.forms))
            and all(a.is_same(b) for a, b in zip(mine.forms, theirs.forms, strict=True))
            for mine, theirs in zip(self.parts, other.parts, strict=True)
        )

    __hash__ = None  # type: ignore[assignment]

    def at(self, width: int) -> Content:
        """What stands there in at most ``width`` cells."""
        return fitted(self.parts, width)

    def __str__(self) -> str:
        """All of it, whatever the width."""
        return self.at(sum(max(each.cells, each.forms[0].cell_length) for each in self.parts)).plain


def beside(*parts: Part) -> OneLine:
    return OneLine(parts)


def fitted(parts: Sequence[Part], width: int) -> Content:
    """The parts beside each other in at most ``width`` cells, by the rule above."""
    shown = [each.forms[0] for each in parts]
    cells = [max(each.cells, each.forms[0].cell_length) for each in parts]
    # What gives way first, within a rank the last part.
    order = sorted(range(len(parts)), key=lambda index: (parts[index].rank, -index))

    def too_many() -> int:
        return sum(cells) - width

    for index in order:
        for form in parts[index].forms[1:]:
            if too_many() <= 0:
                break
            shown[index], cells[index] = form, form.cell_length

    def give(index: int, least: int) -> None:
        if too_many() > 0:
            cells[index] = max(min(least, cells[index]), cells[index] - too_many())

    names = [index for index in order if parts[index].rank is Rank.NAME]
    for index in names:
        give(index, parts[index].cells or cells[index])
    for rank in (Rank.ASIDE, Rank.FACT):
        these = [index for index in order if parts[index].rank is rank]
        # Blanks go before words do: at first its own, then those of all columns.
        for index in these if rank is Rank.ASIDE else order:
            give(index, shown[index].cell_length)
        for index in these:
            if not parts[index].whole:
                give(index, 0)
            elif too_many() > 0:
                cells[index] = 0
    for least in (LEAST_NAME, 0):
        for index in names:
            give(index, least)
    drawn = (text.truncate(room, ellipsis=True, pad=True) for text, room in zip(shown, cells, strict=True))
    return Content.assemble(*drawn).truncate(max(0, width), ellipsis=True)


def wrapped(text: Content, width: int, hang: int = 0) -> list[Content]:
    """The text in lines of at most ``width`` cells, and no wider than is read with ease, those after the first
    ``hang`` cells further in.

    Its own line breaks stay; where lines end :mod:`screens.drawing.wrapping` decides.
    """
    width = max(2, min(width, PROSE))
    lines: list[Content] = []
    for paragraph in text.split(allow_blank=True):
        plain = paragraph.expand_tabs()
        found = pieces(plain.plain, width, hang, first=not lines)
        lines += [plain[start:end].pad_left(indent) for start, end, indent in found]
    return lines or [Content("")]
