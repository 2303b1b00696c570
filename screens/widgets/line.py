"""One or more lines of text, never read as markup."""

from __future__ import annotations

from textual.containers import Horizontal
from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget
from textual.widgets import Static

from screens.widgets.keyed import Keyed


class Line(Static):
    """One or more lines of text, never read as markup."""

    DEFAULT_CSS = "Line { height: auto; width: 1fr; }"

    def __init__(self, text: Content | str = "", *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(text if isinstance(text, Content) else Content(text), id=id, classes=classes)

    def show(self, text: Content | str) -> None:
        """Show this text; nothing is painted when it is what stands there."""
        content = text if isinstance(text, Content) else Content(text)
        if not isinstance(self.content, Content) or not content.is_same(self.content):
            self.update(content)


class PassingLine(Line):
    """One that takes no room while it says nothing, as at first."""

    DEFAULT_CSS = "PassingLine { display: none; }"

    def show(self, text: Content | str) -> None:
        super().show(text)
        self.display = bool(text)


class DrawnLines(Widget):
    """Draws lines, as many as its words need in its width."""

    def lines_at(self, width: int) -> list[Content]:
        """What is shown in so many cells."""
        raise NotImplementedError

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - its signature
        return max(1, len(self.lines_at(width)))

    def render(self) -> Content:
        return Content("\n").join(self.lines_at(self.content_size.width))


class FieldLine(Keyed, DrawnLines, can_focus=True):
    """A field of a form that shows words, in as many lines as they need."""

    DEFAULT_CSS = """
    FieldLine { height: auto; width: 1fr; color: $foreground; }
    FieldLine:focus { background: $block-cursor-background; color: $block-cursor-foreground; text-style: bold; }
    """


def labelled(label: str, *fields: Widget, classes: str = "field") -> Horizontal:
    """What is filled in, with its label before it."""
    return Horizontal(Line(label, classes="label"), *fields, classes=classes)
