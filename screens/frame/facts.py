"""Dialogs that only show: facts one below the other, a text to read, or a page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget

from screens.drawing.key import Key
from screens.drawing.section import Section
from screens.frame.dialog import Dialog
from screens.widgets.line import Line
from screens.widgets.rows import Row, Rows
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

    def __init__(self, title: str, sections: Iterable[Section], head: Sequence[Content] = ()) -> None:
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
    ReadingDialog TextPane { height: auto; max-height: 84vh; }
    """


class PageDialog(Dialog[str]):
    """Shows lines; a page of the physio's answers with "write" or with "weeks" to have it over another span."""

    KEYS = (
        Key("x", "answer('write')", "Write", "page.write", "Write the page to a file"),
        Key("w", "answer('weeks')", "Span", "page.weeks", "The page over 6, 12 or 26 weeks"),
        Key("q", "leave", "Close", "page.close", "Close the page", show=False),
    )
    DEFAULT_CSS = """
    PageDialog > #frame { width: 110; height: 100%; }
    PageDialog Rows { height: 1fr; }
    """

    def __init__(self, title: str, lines: Sequence[str], is_report: bool = True) -> None:
        super().__init__(title)
        self._lines, self._is_report = lines, is_report

    def keys_line(self) -> str:
        return super().keys_line() if self._is_report else f"{self.key_of('dialog.leave')} close"

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only the report is written and spans weeks."""
        return (self._is_report or action != "answer") and super().check_action(action, parameters)

    def compose_body(self) -> Iterable[Widget]:
        yield Rows(page_rows(self._lines))

    def on_rows_chosen(self) -> None:
        """Read: back to where it was opened."""
        self.dismiss(None)

    def action_answer(self, answer: str) -> None:
        self.dismiss(answer)


def page_rows(lines: Iterable[str]) -> Iterator[Row]:
    """The lines of a page; should one need several, the following ones are indented a little more than the first."""
    for number, line in enumerate(lines):
        indent = len(line) - len(line.lstrip())
        yield Row(f"line-{number}", line, selectable=bool(line.strip()), hang=indent + 2)
