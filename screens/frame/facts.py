"""Dialogs that only show: facts one below the other, or a text to read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget

from screens.drawing.key import Key
from screens.drawing.section import Section
from screens.frame.dialog import Dialog
from screens.widgets.line import Line
from screens.widgets.text_pane import TextPane

R = TypeVar("R")
CLOSE = Key("escape,enter,q", "leave", "Close", "dialog.close", "Close")


class FactsDialog(Dialog[None]):
    """(label, words) pairs, one below the other."""

    KEYS = (CLOSE,)
    DEFAULT_CSS = """
    FactsDialog > #frame { width: 78; }
    FactsDialog .fact { height: auto; }
    FactsDialog .label { width: 12; color: $text-muted; }
    """

    def __init__(self, title: str, facts: Sequence[tuple[str, str]]) -> None:
        super().__init__(title)
        self._facts = tuple(facts)

    def compose_body(self) -> Iterable[Widget]:
        for label, words in self._facts:
            yield Horizontal(Line(label, classes="label"), Line(words), classes="fact")


class TextDialog(Dialog[R]):
    """Headed sections to read, below a ``head``."""

    DEFAULT_CSS = "TextDialog TextPane, TextDialog TextPane > .text-pane--line { background: $surface; }"

    def __init__(self, title: str, sections: Sequence[Section], head: Sequence[Content] = ()) -> None:
        super().__init__(title)
        self.sections, self._head = tuple(sections), head

    def compose_body(self) -> Iterable[Widget]:
        yield TextPane()

    def on_mount(self) -> None:
        reading = self.query_one(TextPane)
        reading.show(self._title, self._head, self.sections)
        reading.focus()


class ReadingDialog(TextDialog[None]):
    """The same, with no key but those that close it."""

    KEYS = (CLOSE,)
    DEFAULT_CSS = """
    ReadingDialog > #frame { width: 80; }
    ReadingDialog TextPane { height: 20; max-height: 100%; }
    """
