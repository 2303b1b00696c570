"""What is known of the current set: title, cue, stop sign, why, last time. Drawn in one go."""

from __future__ import annotations

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

WORD = 6


FIRST = ("Sore", "Stop", "First")
"""Cautions: they get their lines before anything else does."""


class SessionPanel(Widget):
    """A title and a few lines, each a word and its text. It grows with them; what then does not fit is cut, cautions
    last of all.
    """

    DEFAULT_CSS = "SessionPanel { height: auto; min-height: 5; max-height: 9; background: $surface; padding: 0 1; }"

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._title = Content("")
        self._lines: tuple[tuple[str, str, str], ...] = ()

    def show(self, title: Content, lines: tuple[tuple[str, str, str], ...] = ()) -> None:
        """Show these; nothing is painted when they stand there."""
        if lines != self._lines or not title.is_same(self._title):
            width = self.content_size.width
            before = self._needed(width)
            self._title, self._lines = title, lines
            self.refresh(layout=before != self._needed(width))

    def _wrapped(self, width: int) -> list[list[Content]]:
        return [Content(text).wrap(max(4, width - WORD)) for _, text, _ in self._lines]

    def _needed(self, width: int) -> int:
        return 1 + sum(len(each) for each in self._wrapped(max(10, width)))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        return self._needed(width)

    def render(self) -> Content:
        width, height = max(10, self.content_size.width), max(1, self.content_size.height)
        drawn = [self._title.truncate(width, ellipsis=True)]
        wrapped = self._wrapped(width)
        taken = self._shares([len(each) for each in wrapped], height - 1)
        for (word, _, style), lines, take in zip(self._lines, wrapped, taken, strict=True):
            for row, line in enumerate(lines[:take]):
                cut = row == take - 1 and take < len(lines)
                body = Content(f"{line.plain.rstrip()} …").truncate(width - WORD, ellipsis=True) if cut else line
                drawn.append(Content.assemble((word.ljust(WORD) if row == 0 else " " * WORD, style), body))
        return Content("\n").join(drawn)

    def _shares(self, needed: list[int], room: int) -> list[int]:
        """How many lines each text gets: a caution all it needs, then one for each other, then in order."""
        taken = [0] * len(needed)
        cautions = [index for index, (word, _, _) in enumerate(self._lines) if word in FIRST]
        others = [index for index in range(len(needed)) if index not in cautions]
        wants = [(index, needed[index]) for index in cautions] + [(index, 1) for index in others]
        for index, want in [*wants, *((index, needed[index]) for index in others)]:
            more = max(0, min(room, want - taken[index]))
            taken[index] += more
            room -= more
        return taken
