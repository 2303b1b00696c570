"""One or more lines of text, never read as markup."""

from __future__ import annotations

from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static


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


def labelled(label: str, *fields: Widget, classes: str = "field") -> Horizontal:
    """What is filled in, with its label before it."""
    return Horizontal(Line(label, classes="label"), *fields, classes=classes)
