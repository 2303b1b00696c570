"""A label and a summary beside it, behind which a dialog waits; space opens it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from textual.content import Content
from textual.message import Message
from textual.reactive import reactive

from journal.vocabulary import Sign, Term
from screens.drawing.key import Key
from screens.widgets.line import FieldLine
from screens.widgets.room import wrapped

LABEL = 20
Pickable = Mapping[str, Term] | Mapping[str, Sign]


def labels(ids: Iterable[str], terms: Pickable) -> str:
    """Their labels; a word of a newer version that this one does not know is kept, and not shown."""
    return ", ".join(terms[id].label for id in ids if id in terms)


class PickLine(FieldLine):
    """A field of a form whose words are picked elsewhere; it takes the lines they need."""

    KEYS = (Key("space", "open", "Pick", "pick.open", "Pick from a list or a drawing", show=False),)
    picked: reactive[tuple[str, ...]] = reactive((), layout=True)
    offered: reactive[str] = reactive("", layout=True)
    """What stands there while nothing is picked."""
    key: reactive[str] = reactive("", layout=True)
    """The key that opens it from anywhere in the form."""

    @dataclass
    class Opened(Message):
        """The runner wants to pick."""

        line: PickLine

    def __init__(
        self, label: str, terms: Pickable, picked: tuple[str, ...] = (), *, key: str = "", id: str | None = None
    ) -> None:
        super().__init__(id=id)
        self.label, self.terms = label, terms
        self.set_reactive(PickLine.picked, picked)
        self.set_reactive(PickLine.key, key)

    @property
    def value(self) -> str:
        """What is picked, as a draft keeps it."""
        return " ".join(self.picked)

    @value.setter
    def value(self, text: str) -> None:
        self.picked = tuple(id for id in text.split() if id in self.terms or id in self.picked)

    def lines_at(self, width: int) -> list[Content]:
        style = "" if self.has_focus else "$text-muted"
        hint = f"  {self.key}" if self.key else ""
        room = max(LABEL, width - len(hint))
        summary = labels(self.picked, self.terms) or self.offered or "–"
        text = Content.assemble((self.label.ljust(LABEL), style), summary)
        first, *rest = wrapped(text, room, LABEL)
        return [Content.assemble(first.truncate(room, pad=True), (hint, "$text-muted")) if hint else first, *rest]

    def action_open(self) -> None:
        self.post_message(self.Opened(self))

    def on_click(self) -> None:
        self.action_open()
