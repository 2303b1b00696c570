"""An exercise's figure with its steps beneath."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.widget import Widget

from library.figure import COLUMNS
from screens.drawing.section import Section
from screens.widgets.room import wrapped


def numbered(steps: Sequence[str], now: int, width: int, rows: int) -> list[Content]:
    """Steps with their numbers, the one to do ``now``, from 1, in bold: in so many rows at most, those before it giving
    way to it.
    """
    told = [
        wrapped(Content.styled(f"{place} {text}", "bold" if place == now else ""), width, 2)
        for place, text in enumerate(steps, 1)
    ]
    first = 0
    while first < now - 1 and sum(map(len, told[first:now])) > rows:
        first += 1
    return [line for step in told[first:] for line in step][: max(0, rows)]


class Picture(Widget):
    """A name, a figure and steps, as many as there is room for. Without a figure it is not there."""

    DEFAULT_CSS = f"Picture {{ display: none; width: {COLUMNS + 4}; height: 1fr; padding: 0 2; }}"

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._shown: tuple[str, Section, tuple[str, ...]] = ("", Section("", ()), ())

    def show(self, name: str, figure: Section, steps: Sequence[str] = ()) -> None:
        """Show these; nothing is painted when they stand there."""
        shown = name, figure, tuple(steps)
        if shown != self._shown:
            self._shown = shown
            self.set_class(bool(figure.drawn), "shown")
            self.refresh()

    def render(self) -> Content:
        name, figure, steps = self._shown
        width = max(1, self.content_size.width)
        drawn = [Content.assemble(*row) for row in figure.drawn]
        lines = [*wrapped(Content.styled(name, "bold"), width), *drawn, Content("")]
        return Content("\n").join([*lines, *numbered(steps, 0, width, self.content_size.height - len(lines))])
