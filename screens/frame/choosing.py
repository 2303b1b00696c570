"""A dialog with a few answers to choose from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual import events
from textual.content import Content
from textual.widget import Widget

from screens.frame.dialog import Dialog
from screens.widgets.rows import Row, Rows


class ChoosingDialog(Dialog[str]):
    """Answers of key, id and words: enter gives the id of the one under the cursor, at first the first; a key its own.

    One without a key is chosen by the cursor alone.
    """

    DEFAULT_CSS = "ChoosingDialog Rows { max-height: 15; } ChoosingDialog > #frame { width: 60; }"

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
