"""A field for one line of text, in which ctrl+z takes back typing, as it does in a text of several lines."""

from __future__ import annotations

from typing import Any, NamedTuple

from textual.widgets import Input

from screens.drawing.key import Key, Keys
from screens.widgets.keyed import Keyed


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
    """The kind of a change, as :class:`Change` has it."""
    if len(typed) == 1:
        return "typed"
    return "removed" if not typed and end - start == 1 else "other"


class TypingUndo(Keyed, Input):
    """Textual's, with undo and redo, a word at a time."""

    KEYS: Keys = (
        Key("ctrl+z", "undo", "Undo typing", "typing.undo", "Take back typing", show=False),
        Key("ctrl+y", "redo", "Redo typing", "typing.redo", "Type it again after all", show=False),
    )

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._back: list[FieldText] = []
        self._forth: list[FieldText] = []
        self._last: TextChange | None = None

    @property
    def _standing(self) -> FieldText:
        return FieldText(self.value, self.cursor_position)

    def replace(self, text: str, start: int, end: int) -> None:
        before = self._standing
        super().replace(text, start, end)
        if self.value == before.text:
            return
        start, end = sorted((start, end))
        if not goes_on(self._last, before, text, start, end):
            self._back.append(before)
        self._forth.clear()
        self._last = TextChange(kind_of(text, start, end), self._standing)

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
