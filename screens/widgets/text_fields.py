"""The field of one line that text is typed in: nothing typed or pasted is dropped, a letter is one whole.

Textual's keeps the first line of a paste only, and its cursor stops inside a flag or an accented letter.
"""

from __future__ import annotations

from typing import Any

from rich.cells import cell_len
from rich.highlighter import Highlighter
from rich.text import Text
from textual import events
from textual.geometry import Offset, Region

from journal.text import joined
from screens.widgets.letters import after, before, erased_from
from screens.widgets.typing_undo import TypingUndo

_BLANKS = str.maketrans("\n\t", "  ")


class _Blanks(Highlighter):
    """Shows as blanks the line ends of a text that came with some, as a note from a command may."""

    def highlight(self, text: Text) -> None:
        text.plain = text.plain.translate(_BLANKS)


class TextLine(TypingUndo):
    """A field of one line. Lines pasted into it are joined by a space; those its text came with stay."""

    def __init__(self, value: str = "", **options: Any) -> None:
        super().__init__(value, highlighter=_Blanks(), **options)

    def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        self.replace(event.text, *self.selection)

    def replace(self, text: str, start: int, end: int) -> None:
        super().replace(joined(text), start, end)
        # Textual does so from the second change on only: the end of a long first paste would be out of sight.
        self.scroll_to_region(Region(self._cursor_offset, 0, 1, 1), force=True, animate=False)

    def _position_to_cell(self, position: int) -> int:
        return cell_len(self.value[:position].translate(_BLANKS))

    @property
    def cursor_screen_offset(self) -> Offset:
        """Where the next letter goes. Textual's is a cell further at the end, to scroll the drawn cursor into sight."""
        place = super().cursor_screen_offset
        return place - (1, 0) if self.cursor_at_end else place

    def action_cursor_left(self, select: bool = False) -> None:
        if select or self.selection.is_empty:
            self._go(before(self.value, self.cursor_position), select)
        else:
            super().action_cursor_left()

    def action_cursor_right(self, select: bool = False) -> None:
        if select or self.selection.is_empty:
            self._go(after(self.value, self.cursor_position), select)
        else:
            super().action_cursor_right()

    def _go(self, to: int, select: bool) -> None:
        self.selection = self.selection._replace(start=self.selection.start if select else to, end=to)

    def action_delete_left(self) -> None:
        if self.selection.is_empty:
            self.delete(erased_from(self.value, self.cursor_position), self.cursor_position)
        else:
            self.delete_selection()

    def action_delete_right(self) -> None:
        if self.selection.is_empty:
            self.delete(self.cursor_position, after(self.value, self.cursor_position))
        else:
            self.delete_selection()
