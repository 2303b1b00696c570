"""How text takes the room it has: wrapped, so that no word is lost, or on one line by the one rule of what gives way.

The rule, for every line that may be too narrow for what it says: first everything is said in fewer words (the forms
of a :class:`Part`) and a name keeps to its column, then asides go, then facts, then the name is shortened; a safety
mark is never the part that is cut. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import IntEnum

import msgspec
from rich.cells import cell_len, split_graphemes
from textual.content import Content

_WORD = re.compile(r"( *)([^ ]+)")
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
    """These parts on one line."""
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
    """The text in lines of at most ``width`` cells, those after the first ``hang`` cells further in.

    Its own line breaks stay. Words longer than a line are broken, between graphemes; only blanks at a break are left
    out.
    """
    width = max(2, width)
    lines: list[Content] = []
    for paragraph in text.split(allow_blank=True):
        lines += _broken(paragraph.expand_tabs(), width, hang, is_first=not lines)
    return lines or [Content("")]


def _broken(text: Content, width: int, hang: int, *, is_first: bool) -> Iterator[Content]:
    """A paragraph's lines. Its own indent is kept, like the hanging one never more than half the width."""
    most = min(width // 2, width - 2)
    own = len(text.plain) - len(text.plain.lstrip(" "))
    further = 0 if is_first else min(hang, most)
    if further + text.cell_length <= width:
        yield text.pad_left(further)
        return
    indent = min(own + further, most)
    rest = min(max(own, hang) if is_first else own + hang, most)
    for start, end in _breaks(text.plain, own, width - indent, width - rest):
        yield text[start:end].pad_left(indent)
        indent = rest


def _breaks(plain: str, at: int, first: int, rest: int) -> Iterator[tuple[int, int]]:
    """Beginning and end of each line: ``first`` cells for the first, ``rest`` for the others."""
    room, start, end, used = first, at, at, 0
    for found in _WORD.finditer(plain, at):
        gap, cells = len(found[1]), cell_len(found[2])
        if end > start and used + gap + cells <= room:
            end, used = found.end(), used + gap + cells
            continue
        if end > start and (cells <= rest or used + gap + 2 > room):
            yield start, end
            room, end = rest, start
        if end > start:
            used += gap  # a word no line has room for begins on this one
        else:
            start, used = found.start(2), 0
        if used + cells <= room:
            end, used = found.end(), used + cells
            continue
        for left, right, size in split_graphemes(found[2])[0]:
            if used and used + size > room:
                yield start, found.start(2) + left
                start, used, room = found.start(2) + left, 0, rest
            end, used = found.start(2) + right, used + size
    yield start, end
