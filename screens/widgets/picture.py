"""An exercise's figure with its steps beneath, the one to do now in bold."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.widget import Widget

from library.figure import COLUMNS
from screens.drawing.section import Section
from screens.widgets.room import wrapped


class Picture(Widget):
    """A name, a figure and steps: as many as there is room for, those before the one to do now giving way to it.

    Without a figure it is not there.
    """

    DEFAULT_CSS = f"Picture {{ display: none; width: {COLUMNS + 4}; height: 1fr; padding: 0 2; }}"

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._shown: tuple[str, Section, tuple[str, ...], int] = ("", Section("", ()), (), 0)

    def show(self, name: str, figure: Section, steps: Sequence[str] = (), now: int = 0) -> None:
        """Show these; ``now`` is the step to do, from 1, or 0. Nothing is painted when they stand there."""
        shown = name, figure, tuple(steps), now
        if shown != self._shown:
            self._shown = shown
            self.set_class(bool(figure.drawn), "shown")
            self.refresh()

    def render(self) -> Content:
        name, figure, steps, now = self._shown
        width, height = max(1, self.content_size.width), self.content_size.height
        lines = wrapped(Content.styled(name, "bold"), width) if name else []
        lines += [Content.assemble(*row) for row in figure.drawn]
        room = height - len(lines) - 1
        told = [
            wrapped(Content.styled(f"{place} {text}", "bold" if place == now else ""), width, 2)
            for place, text in enumerate(steps, 1)
        ]
        first = 0
        while first < now - 1 and sum(map(len, told[first:now])) > room:
            first += 1
        below = [line for step in told[first:] for line in step][: max(0, room)]
        return Content("\n").join([*lines, Content(""), *below])
