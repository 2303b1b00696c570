"""The screen Diary."""

from __future__ import annotations

from collections.abc import Iterable

from textual.widget import Widget

from journal.dates import short_day
from journal.entries import kind_of
from screens.base import JournalScreen
from screens.widgets.rows import Row, Rows


class DiaryScreen(JournalScreen):
    """Everything in the journal, day by day, newest first."""

    NAME = "Diary"
    HELP_TEXT = "Everything in the journal, day by day, newest first."

    def compose_body(self) -> Iterable[Widget]:
        yield Rows(id="list")

    def refresh_data(self) -> None:
        rows = []
        for day in reversed(self.journal.days()):
            rows.append(Row(str(day), short_day(day), selectable=False))
            rows.extend(Row(entry.id, kind_of(entry)) for entry in self.journal.on_day(day))
        self.query_one(Rows).show(rows)
