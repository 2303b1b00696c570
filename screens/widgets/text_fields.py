"""The field of one line that text is typed in: nothing typed or pasted is dropped, a letter is one whole.

In it ctrl+z takes back typing, as it does in a text of several lines.

Textual's keeps the first line of a paste only, and its cursor stops inside a flag or an accented letter.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from rich.cells import cell_len
from rich.highlighter import Highlighter
from rich.text import Text
from textual import events
from textual.geometry import Offset, Region
from textual.widgets import Input

from journal.text import joined
from screens.drawing.key import Key, Keys
from screens.widgets.keyed import Keyed
from screens.widgets.letters import after, before, erased_from

_BLANKS = str.maketrans("\n\t", "  ")


class _Blanks(Highlighter):
    """Shows as blanks the line ends of a text that came with some, as a note from a command may."""

    def highlight(self, text: Text) -> None:
        text.plain = text.plain.translate(_BLANKS)


class FieldText(NamedTuple):
    """What stood in a field, and where the cursor was."""

    text: str
    cursor: int


class TextChange(NamedTuple):
    """A change just made: one letter ``typed`` or ``removed``, or ``other``; and what it left."""

    kind: str
    left: FieldText


def goes_on(last: TextChange | None, before: FieldText, typed: str, start: int, end: int) -> bool:
    """Whether a change belongs to the one before it, so that both are taken back together: within a word.

    ``last``: the change before it.
    ``before``: what stood there before this one.
    ``typed``: what was put in place of ...
    ``start``, ``end``: ... the characters from one place to the other.
    """
    if last is None or last.left.text != before.text or last.kind != kind_of(typed, start, end):
        return False
    if last.kind == "typed":
        begins_word = not typed.isspace() and before.text[start - 1 : start].isspace()
        return start == end == last.left.cursor and not begins_word
    return last.kind == "removed" and last.left.cursor in (start, end)


def kind_of(typed: str, start: int, end: int) -> str:
    """The kind of a change, as :class:`TextChange` has it."""
    if len(typed) == 1:
        return "typed"
    return "removed" if not typed and end - start == 1 else "other"


class TextLine(Keyed, Input):
    """Textual's, with undo and redo, a word at a time.

    Lines pasted into it are joined by a space; those its text came with stay.
    """

    KEYS: Keys = (
        Key("ctrl+z", "undo", "Undo typing", "typing.undo", "Take back typing", show=False),
        Key("ctrl+y", "redo", "Redo typing", "typing.redo", "Type it again after all", show=False),
    )

    def __init__(self, value: str = "", **options: Any) -> None:
        super().__init__(value, highlighter=_Blanks(), **options)
        self._back: list[FieldText] = []
        self._forth: list[FieldText] = []
        self._last: TextChange | None = None

    @property
    def _standing(self) -> FieldText:
        return FieldText(self.value, self.cursor_position)

    def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        self.replace(event.text, *self.selection)

    def replace(self, text: str, start: int, end: int) -> None:
        text, stood = joined(text), self._standing
        super().replace(text, start, end)
        if self.value != stood.text:
            start, end = sorted((start, end))
            if not goes_on(self._last, stood, text, start, end):
                self._back.append(stood)
            self._forth.clear()
            self._last = TextChange(kind_of(text, start, end), self._standing)
        # Textual does so from the second change on only: the end of a long first paste would be out of sight.
        self._follow()

    def on_resize(self) -> None:
        if self.has_focus:  # another one is read from its beginning
            self._follow()

    def _follow(self) -> None:
        """Keep the place where the next letter goes in sight."""
        self.scroll_to_region(Region(self._cursor_offset, 0, 1, 1), force=True, animate=False, immediate=True)

    def action_undo(self) -> None:
        """Take back the last word typed, or the last change of another kind."""
        self._step(self._back, self._forth)

    def action_redo(self) -> None:
        self._step(self._forth, self._back)

    def _step(self, out: list[FieldText], into: list[FieldText]) -> None:
        if out:
            into.append(self._standing)
            self.value, self.cursor_position = out.pop()
            self._last = None

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
