"""The place the trend is drawn in; it asks for a new drawing when its size changes."""

from __future__ import annotations

from textual.content import Content
from textual.message import Message
from textual.widget import Widget


class TrendPane(Widget):
    """Shows a drawing of exactly its size; longer lines are cut, never wrapped."""

    DEFAULT_CSS = "TrendPane { height: 1fr; padding: 0 1; text-wrap: nowrap; text-overflow: clip; }"
    content: Content = Content("")

    class Resized(Message):
        """The pane has another size."""

    def on_resize(self) -> None:
        self.post_message(self.Resized())

    def show(self, content: Content) -> None:
        """Show this drawing; nothing is painted when it stands there."""
        if not content.is_same(self.content):
            self.content = content
            self.refresh()

    def render(self) -> Content:
        return self.content
