"""``ctrl+p``: the palette of commands, with a mark that every terminal has."""

from __future__ import annotations

from contextlib import suppress
from inspect import unwrap

from textual import work
from textual.app import ComposeResult
from textual.command import CommandInput, CommandPalette, SearchIcon
from textual.css.query import NoMatches
from textual.events import Mount
from textual.widgets import LoadingIndicator

from screens.widgets.text_fields import TextLine


class PaletteLine(CommandInput, TextLine):
    """The palette's query."""


class Still(LoadingIndicator):
    """Textual's would wake the program sixteen times a second, also unseen; no search here takes long enough for it."""

    def on_mount(self, event: Mount) -> None:
        event.prevent_default()


class Palette(CommandPalette):
    """Textual's, with a mark before the query that every terminal has, and the query in a field of our own."""

    DEFAULT_CSS = """
    Palette {
        & SearchIcon { color: $text-muted; margin-top: 0; }
        & > Vertical { max-width: 100; margin-top: 1; }
        & CommandInput, & CommandInput:focus { border: none; height: 1; }
        & CommandList, & CommandList:focus { border-top: none; max-height: 84vh; }
    }
    """

    def compose(self) -> ComposeResult:
        for widget in super().compose():
            if isinstance(widget, SearchIcon):
                widget.icon = "/"
            if isinstance(widget, CommandInput):
                widget = PaletteLine(placeholder=widget.placeholder, select_on_focus=False)
            if isinstance(widget, LoadingIndicator):
                widget = Still()
            yield widget

    @work(exclusive=True, group=CommandPalette._GATHER_COMMANDS_GROUP)
    async def _gather_commands(self, search_value: str) -> None:
        """As Textual's; a search that begins while the palette is taken away has no list to fill."""
        with suppress(NoMatches):
            await unwrap(CommandPalette._gather_commands)(self, search_value)
