"""Small dialogs: a few answers to choose from, words to tick."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from textual import events
from textual.content import Content
from textual.widget import Widget

from journal.vocabulary import NONE_KNOWN, Term
from screens.drawing.key import Key
from screens.frame.dialog import Dialog
from screens.widgets.line import Line
from screens.widgets.rows import Row, Rows
from screens.widgets.ticks import Ticks


class ChoosingDialog(Dialog[str]):
    """Answers of key, id and words: enter gives the id of the one under the cursor, at first the first; a key its own.

    One without a key is chosen by the cursor alone.
    """

    DEFAULT_CSS = "ChoosingDialog Rows { max-height: 65vh; } ChoosingDialog > #frame { width: 60; }"

    def __init__(self, title: str, answers: Sequence[tuple[str, str, str]]) -> None:
        super().__init__(title)
        self._answers = answers

    def compose_body(self) -> Iterable[Widget]:
        rows = [
            Row(id, Content.assemble((key, "bold"), f"  {words}") if key else words, hang=3 if key else 0)
            for key, id, words in self._answers
        ]
        listed = Rows(rows)
        listed.styles.height = len(rows)
        yield listed

    def on_key(self, event: events.Key) -> None:
        for key, id, _ in self._answers:
            if key and event.character == key:
                event.stop()
                self.dismiss(id)

    def on_rows_chosen(self, message: Rows.Chosen) -> None:
        self.dismiss(message.id)


class TicksDialog(Dialog[tuple[str, ...]]):
    KEYS = (Key("enter", "done", "Done", "ticks.done", "Take what is ticked"),)

    def __init__(self, title: str, terms: Mapping[str, Term], ticked: Iterable[str] = (), intro: str = "") -> None:
        super().__init__(title)
        self._terms, self._was, self._intro = terms, tuple(ticked), intro

    def compose_body(self) -> Iterable[Widget]:
        if self._intro:
            yield Line(self._intro)
        yield Ticks([(id, term.label) for id, term in self._terms.items()], self._was, none=NONE_KNOWN)

    def keys_line(self) -> str:
        return f"{self.key_of('ticks.tick', Ticks)} tick  {super().keys_line()}"

    def action_done(self) -> None:
        self.dismiss(self.query_one(Ticks).ticked)
