"""The field of several lines that text is typed in: a letter is one whole.

Loaded with the first form that has one: Textual's takes a megabyte.
"""

from __future__ import annotations

from textual.widgets import TextArea
from textual.widgets.text_area import Location

from screens.widgets.letters import after, before, erased_from


class TextBox(TextArea):
    """A field of several lines. Its cursor begins at the end of what is in it, as in a field of one line."""

    def on_mount(self) -> None:
        self.move_cursor(self.document.end)

    @property
    def value(self) -> str:
        """Its text, as that of a field of one line."""
        return self.text

    @value.setter
    def value(self, text: str) -> None:
        self.load_text(text)
        self.move_cursor(self.document.end)

    def get_cursor_left_location(self) -> Location:
        row, column = self.cursor_location
        return (row, before(self.document[row], column)) if column else super().get_cursor_left_location()

    def get_cursor_right_location(self) -> Location:
        row, column = self.cursor_location
        line = self.document[row]
        return (row, after(line, column)) if column < len(line) else super().get_cursor_right_location()

    def action_delete_left(self) -> None:
        row, column = self.cursor_location
        if self.selection.is_empty and column:
            self.delete((row, erased_from(self.document[row], column)), (row, column), maintain_selection_offset=False)
        else:
            super().action_delete_left()
