"""The screen Today."""

from __future__ import annotations

from collections.abc import Iterable

from textual.widget import Widget

from journal.entries import kind_of
from screens.base import JournalScreen
from screens.widgets.rows import Row, Rows


class TodayScreen(JournalScreen):
    """The door: how the ankles are, and the one thing to do now."""

    NAME = "Today"
    HELP_TEXT = "The door: how the ankles are, and the one thing to do now."

    def compose_body(self) -> Iterable[Widget]:
        yield Rows(id="list")

    def refresh_data(self) -> None:
        day = self.clock.now().date()
        self.query_one(Rows).show([Row(entry.id, kind_of(entry)) for entry in self.journal.on_day(day)])
