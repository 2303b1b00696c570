"""The screen Shoes."""

from __future__ import annotations

from collections.abc import Iterable

from textual.widget import Widget

from journal.entries import Shoe
from screens.base import JournalScreen
from screens.widgets.rows import Row, Rows


class ShoesScreen(JournalScreen):
    """The shoes in use, what they have run and how they fit."""

    NAME = "Shoes"
    HELP_TEXT = "The shoes in use, what they have run and how they fit."

    def compose_body(self) -> Iterable[Widget]:
        yield Rows(id="list")

    def refresh_data(self) -> None:
        self.query_one(Rows).show([Row(s.id, s.name) for s in self.journal.of_kind(Shoe)])
