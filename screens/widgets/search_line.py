"""The search, on one line above a list."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import Input


class SearchLine(Input):
    """Enter or down goes to the list, esc clears the search."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,down", "to_list", "To the list", id="search.list", tooltip="Go to what was found"),
        Binding("escape", "clear", "Clear", id="search.clear", tooltip="Clear the search"),
    ]
    DEFAULT_CSS = "SearchLine { width: 1fr; background: $panel; }"

    def action_to_list(self) -> None:
        self.screen.query_one("#list").focus()

    def action_clear(self) -> None:
        self.value = ""
        self.action_to_list()
