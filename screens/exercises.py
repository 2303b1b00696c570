"""The screen Exercises."""

from __future__ import annotations

from collections.abc import Iterable

from textual.widget import Widget

from screens.base import JournalScreen
from screens.widgets.rows import Row, Rows


class ExercisesScreen(JournalScreen):
    """Every exercise with its steps, dose and cautions."""

    NAME = "Exercises"
    HELP_TEXT = "Every exercise with its steps, dose and cautions."

    def compose_body(self) -> Iterable[Widget]:
        yield Rows(id="list")

    def refresh_data(self) -> None:
        self.query_one(Rows).show([Row(e.id, e.name) for e in self.catalogue.all()])
