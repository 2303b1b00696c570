"""What is known of the current set: title, cue, stop sign, why, last time. Drawn in one go."""

from __future__ import annotations

from textual.content import Content
from textual.widget import Widget

WORD = 6


class SessionPanel(Widget):
    """A title and a few lines, each a word and its text; what does not fit is cut, the most needed comes first."""

    DEFAULT_CSS = "SessionPanel { height: 5; background: $surface; padding: 0 1; }"

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._title = Content("")
        self._lines: tuple[tuple[str, str, str], ...] = ()

    def show(self, title: Content, lines: tuple[tuple[str, str, str], ...] = ()) -> None:
        """Show these; nothing is painted when they stand there."""
        if lines != self._lines or not title.is_same(self._title):
            self._title, self._lines = title, lines
            self.refresh()

    def render(self) -> Content:
        width, height = max(10, self.content_size.width), max(1, self.content_size.height)
        drawn = [self._title.truncate(width, ellipsis=True)]
        room = height - 1
        for number, (word, text, style) in enumerate(self._lines):
            if room <= 0:
                break
            waiting = len(self._lines) - number - 1
            wrapped = Content(text).wrap(max(4, width - WORD))
            take = max(1, min(len(wrapped), room - waiting))
            for row, line in enumerate(wrapped[:take]):
                cut = row == take - 1 and take < len(wrapped)
                body = Content(f"{line.plain.rstrip()} …").truncate(width - WORD, ellipsis=True) if cut else line
                drawn.append(Content.assemble((word.ljust(WORD) if row == 0 else " " * WORD, style), body))
            room -= take
        return Content("\n").join(drawn)
