"""How far the session is, in one line."""

from __future__ import annotations

from datetime import datetime

from textual.content import Content
from textual.widget import Widget

from journal.entries import Session
from journal.rules.done.history import live_items, live_sets
from journal.rules.training.duration import Pacing
from journal.rules.training.overview import overview
from screens.drawing.lines import StyledPart
from screens.drawing.strokes import NOW, strokes
from screens.session.under_way import timed_or_next
from screens.session.words import progress_words
from screens.widgets.room import Rank, fitted, mark, part


class ProgressLine(Widget):
    """How far the session is; drawn in one go."""

    DEFAULT_CSS = "ProgressLine { height: 1; padding: 0 1; }"
    session: Session | None = None
    now: datetime | None = None
    day: str = ""
    pacing = Pacing()

    def show(self, session: Session, now: datetime, pacing: Pacing, day: str = "") -> None:
        """Show this session as of now; one of an earlier ``day`` without the time gone since."""
        before = None if self.session is None or self.now is None else self._line(self.session, self.now)
        self.session, self.now, self.pacing, self.day = session, now, pacing, day
        if before is None or not before.is_same(self._line(session, now)):
            self.refresh()

    def _line(self, session: Session, now: datetime) -> Content:
        seen, width = overview(session, now, self.pacing), max(20, self.content_size.width)
        done, *more = progress_words(session, seen, self.day)
        told = [mark(done), *(part(f", {each}") for each in more)]
        words = sum(each.forms[0].cell_length for each in told)
        drawn = Content.assemble(*_strokes(session, max(8, width - words - 2)), "  ")
        return fitted([part(drawn, rank=Rank.ASIDE), *told], width)

    def render(self) -> Content:
        return Content("") if self.session is None or self.now is None else self._line(self.session, self.now)


def _strokes(session: Session, width: int) -> tuple[StyledPart, ...]:
    """Its sets as strokes; while it is open, where it goes on too."""
    goes_on = timed_or_next(session) if session.state == "open" else None
    return strokes(
        [
            [NOW if each.id == goes_on and each.result is None else each.result for each in live_sets(item)]
            for item in live_items(session)
        ],
        width,
    )
