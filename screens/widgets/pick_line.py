"""A label and a summary beside it, behind which a dialog waits; space opens it."""

from __future__ import annotations

from dataclasses import dataclass

from textual.content import Content
from textual.message import Message
from textual.reactive import reactive

from screens.drawing.key import Key
from screens.widgets.line import FieldLine
from screens.widgets.room import wrapped

LABEL = 20


class PickLine(FieldLine):
    """A field of a form whose value is picked elsewhere; it takes the lines its words need."""

    KEYS = (Key("space", "open", "Pick", "pick.open", "Pick from a list or a drawing", show=False),)
    summary: reactive[str] = reactive("", layout=True)
    key: reactive[str] = reactive("", layout=True)
    """The key that opens it from anywhere in the form."""

    @dataclass
    class Opened(Message):
        """The runner wants to pick."""

        line: PickLine

    def __init__(self, label: str, *, key: str = "", id: str | None = None) -> None:
        super().__init__(id=id)
        self.label = label
        self.set_reactive(PickLine.key, key)

    def lines_at(self, width: int) -> list[Content]:
        style = "" if self.has_focus else "$text-muted"
        hint = f"  {self.key}" if self.key else ""
        room = max(LABEL, width - len(hint))
        text = Content.assemble((self.label.ljust(LABEL), style), self.summary or "–")
        first, *rest = wrapped(text, room, LABEL)
        return [Content.assemble(first.truncate(room, pad=True), (hint, "$text-muted")) if hint else first, *rest]

    def action_open(self) -> None:
        self.post_message(self.Opened(self))

    def on_click(self) -> None:
        self.action_open()
