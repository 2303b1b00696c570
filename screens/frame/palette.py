"""``ctrl+p``: the palette of commands, with a mark that every terminal has."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.command import CommandPalette, SearchIcon


class Palette(CommandPalette):
    """Textual's, with a mark before the query that every terminal has."""

    DEFAULT_CSS = "Palette SearchIcon { color: $text-muted; }"

    def compose(self) -> ComposeResult:
        for widget in super().compose():
            if isinstance(widget, SearchIcon):
                widget.icon = "/"
            yield widget
