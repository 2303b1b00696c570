"""The parts of a screen on one line; the one shown stands out."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.style import Style
from textual.widget import Widget

from screens.widgets.room import Part, fitted, mark, part


class Sections(Widget):
    """``(id, label)`` pairs; a click posts the id."""

    DEFAULT_CSS = "Sections { height: 1; width: 1fr; background: $surface; color: $foreground; }"
    current: reactive[str] = reactive("")
    detail: reactive[str] = reactive("")

    class Clicked(Message):
        """A part was clicked."""

        def __init__(self, section: str) -> None:
            super().__init__()
            self.section = section

    def __init__(self, sections: Sequence[tuple[str, str]], *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.sections = list(sections)
        self.set_reactive(Sections.current, self.sections[0][0])

    def after(self, step: int) -> str:
        """The id so many parts on, round and round."""
        ids = [id for id, _ in self.sections]
        return ids[(ids.index(self.current) + step) % len(ids)]

    def render(self) -> Content:
        parts: list[Part] = []
        for id, label in self.sections:
            name = Content.styled(f" {label} ", "bold reverse" if id == self.current else "")
            name = name.stylize(Style.from_meta({"section": id}))
            parts.append(mark(name + " ", name))
        brief = self.detail.partition(" to ")[0]
        parts.append(part(f" {self.detail}", f" {brief}", style="$foreground-muted"))
        return fitted(parts, max(1, self.size.width))

    def on_click(self, event: events.Click) -> None:
        if section := event.style.meta.get("section"):
            self.post_message(self.Clicked(section))
