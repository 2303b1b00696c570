"""A section's title on a thin line across its column."""

from __future__ import annotations

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from screens.drawing.lines import MUTED, head


class Head(Widget):
    """Draws itself in one go; what is told beside the title may change."""

    DEFAULT_CSS = "Head { height: 1; padding: 0 1; }"
    told: reactive[str] = reactive("")

    def __init__(self, title: str = "", *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.title = title

    def render(self) -> Content:
        line = head(self.title, self.content_size.width, told=((self.told, MUTED),) if self.told else ())
        return Content.assemble(*line.parts)
