"""The screen Soreness."""

from __future__ import annotations

from collections.abc import Iterable

from textual.widget import Widget

from journal.entries import CheckIn
from screens.base import JournalScreen
from screens.widgets.rows import Row, Rows


class SorenessScreen(JournalScreen):
    """What each ankle said, and for how long."""

    NAME = "Soreness"
    HELP_TEXT = "What each ankle said, and for how long."

    def compose_body(self) -> Iterable[Widget]:
        yield Rows(id="list")

    def refresh_data(self) -> None:
        self.query_one(Rows).show(
            [Row(c.id, f"{c.at:%d %b %H:%M}  left {c.left.rating}  right {c.right.rating}") for c in self.journal.of_kind(CheckIn)]
        )
