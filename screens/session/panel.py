"""What is known of the current set: title, cue, stop sign, why. Drawn in one go."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.widget import Widget

from screens.widgets.room import OneLine, fitted, name, wrapped
from screens.widgets.rows import Row

WORD = 6
FIRST = ("Wait", "Ask", "Stop")
"""Cautions: they get their lines before anything else does."""
STYLES = {"Wait": "bold $error", "Stop": "bold $error", "Cue": "bold", "Ask": "bold $warning"}


class SessionPanel(Widget):
    """A title and a few lines, each a word and its text. It grows with them up to so many lines; the lines of a caution
    come in any case, and what then does not fit is in the exercise's text.
    """

    DEFAULT_CSS = "SessionPanel { height: auto; min-height: 5; background: $surface; padding: 0 1; }"

    most: reactive[int] = reactive(9, layout=True)
    """Lines it grows to where the window is neither tall nor short."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._title: Content | OneLine = Content("")
        self._lines: Sequence[tuple[str, str]] = []

    def show(self, title: Content | OneLine, lines: Sequence[tuple[str, str]]) -> None:
        """Show these; nothing is painted when they stand there."""
        if Row("", title) != Row("", self._title) or lines != self._lines:
            width, height = self.content_size.width, self.app.size.height
            before = self._needed(width, height)
            self._title, self._lines = title, lines
            self.refresh(layout=before != self._needed(width, height))

    def _titled(self, width: int) -> list[Content]:
        return [self._title.at(width)] if isinstance(self._title, OneLine) else wrapped(self._title, width)

    def _wrapped(self, width: int) -> list[list[Content]]:
        return [wrapped(Content(text), max(4, width - WORD)) for _, text in self._lines]

    def _needed(self, width: int, screen_height: int) -> int:
        """Lines it takes on a screen of so many."""
        width = max(10, width)
        title, each = len(self._titled(width)), [len(lines) for lines in self._wrapped(width)]
        cautions = sum(lines for lines, (word, _) in zip(each, self._lines, strict=True) if word in FIRST)
        most = 14 if screen_height >= 40 else self.most if screen_height >= 24 else 8
        return max(title + cautions, min(most, title + sum(each)))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        return self._needed(width, viewport.height)

    def render(self) -> Content:
        width, height = max(10, self.content_size.width), max(1, self.content_size.height)
        drawn = self._titled(width)
        lines_of = self._wrapped(width)
        taken = self._shares([len(each) for each in lines_of], height - len(drawn))
        for (word, _), lines, take in zip(self._lines, lines_of, taken, strict=True):
            style = STYLES.get(word, "$text-muted")
            for row, line in enumerate(lines[:take]):
                cut = row == take - 1 and take < len(lines)
                body = fitted([name(f"{line.plain.rstrip()} …")], width - WORD) if cut else line
                drawn.append(Content.assemble((word.ljust(WORD) if row == 0 else " " * WORD, style), body))
        return Content("\n").join(drawn)

    def _shares(self, needed: list[int], room: int) -> list[int]:
        """How many lines each text gets: a caution all it needs, then one for each other, then in order."""
        taken = [0] * len(needed)
        cautions = [index for index, (word, _) in enumerate(self._lines) if word in FIRST]
        others = [index for index in range(len(needed)) if index not in cautions]
        wants = [(index, needed[index]) for index in cautions] + [(index, 1) for index in others]
        for index, want in [*wants, *((index, needed[index]) for index in others)]:
            more = max(0, min(room, want - taken[index]))
            taken[index] += more
            room -= more
        return taken
