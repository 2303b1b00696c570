"""Words to tick, asked as a small dialog."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from textual.widget import Widget

from journal.vocabulary import Term
from screens.drawing.key import Key
from screens.frame.dialog import Dialog
from screens.widgets.line import Line
from screens.widgets.ticks import Ticks


class TicksDialog(Dialog[tuple[str, ...]]):
    KEYS = (Key("enter", "done", "Done", "ticks.done", "Take what is ticked"),)

    def __init__(self, title: str, terms: Mapping[str, Term], ticked: Iterable[str] = (), intro: str = "") -> None:
        super().__init__(title)
        self._terms, self._was, self._intro = terms, tuple(ticked), intro

    def compose_body(self) -> Iterable[Widget]:
        if self._intro:
            yield Line(self._intro)
        yield Ticks([(id, term.label) for id, term in self._terms.items()], self._was)

    def keys_line(self) -> str:
        return f"{self.key_of('ticks.tick', Ticks)} tick  {super().keys_line()}"

    def action_done(self) -> None:
        self.dismiss(self.query_one(Ticks).ticked)
