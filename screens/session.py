"""The screen Session."""

from __future__ import annotations

from collections.abc import Iterable

from textual.widget import Widget

from journal.entries import Session
from screens.base import JournalScreen
from screens.widgets.rows import Row, Rows


class SessionScreen(JournalScreen):
    """A session is a checklist of sets."""

    NAME = "Session"
    HELP_TEXT = "A session is a checklist of sets."

    def compose_body(self) -> Iterable[Widget]:
        yield Rows(id="list")

    def refresh_data(self) -> None:
        self.query_one(Rows).show([Row(s.id, f"{s.started_at:%d %b}  {s.name}  {s.state}") for s in self.journal.of_kind(Session)])
