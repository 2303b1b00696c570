"""The search, on one line above a list, behind its mark."""

from __future__ import annotations

from textual.containers import Horizontal

from screens.drawing.key import Key
from screens.widgets.line import Line
from screens.widgets.text_fields import TextLine


class SearchLine(TextLine):
    """Enter or down goes to the list, esc clears the search."""

    KEYS = (
        Key("enter,down", "to_list", "To the list", "search.list", "Go to what was found"),
        Key("escape", "clear", "Clear", "search.clear", "Clear the search"),
    )
    DEFAULT_CSS = "SearchLine { width: 1fr; background: $panel; }"

    def action_to_list(self) -> None:
        self.screen.query_one("#list").focus()

    def action_clear(self) -> None:
        self.value = ""
        self.action_to_list()


class SearchBar(Horizontal):
    DEFAULT_CSS = """
    SearchBar { height: 1; background: $panel; }
    SearchBar Line { width: 3; color: $link; padding-left: 1; }
    """

    def __init__(self, placeholder: str) -> None:
        super().__init__(Line("/"), SearchLine(placeholder=placeholder, compact=True, id="search"))
