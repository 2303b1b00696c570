"""The screen Week."""

from __future__ import annotations

from collections.abc import Iterable

from textual.widget import Widget

from journal.dates import Week, short_day
from screens.base import JournalScreen
from screens.widgets.rows import Row, Rows


class WeekScreen(JournalScreen):
    """What was done this week and what each ankle said."""

    NAME = "Week"
    HELP_TEXT = "What was done this week and what each ankle said."

    def compose_body(self) -> Iterable[Widget]:
        yield Rows(id="list")

    def refresh_data(self) -> None:
        week = Week.of(self.clock.now().date())
        rows = [Row(str(day), f"{short_day(day)}  {len(self.journal.on_day(day))} entries") for day in week.days()]
        self.query_one(Rows).show(rows)
