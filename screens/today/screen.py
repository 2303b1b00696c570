"""The screen Today: the door."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from textual.widget import Widget

from journal.entries import Item, Session
from screens.drawing.columns import BARS
from screens.drawing.key import Keys
from screens.drawing.keys import DAY_AFTER, DAY_BEFORE
from screens.drawing.lines import StyledLine
from screens.frame.context import ToScreen, ToSession
from screens.frame.screen import JournalScreen
from screens.today.frame import Page
from screens.today.greeting import greeting_page
from screens.widgets.columns import Columns
from screens.widgets.rows import Rows, as_rows

if TYPE_CHECKING:
    from journal.rules.today.today import TodayCard
    from screens.today.lines import TodaySeen

BEGINS = {"answer": "stop-signs", "rate": "check-in", "run": "run", "note": "note"}
GOES_TO = {"left": "soreness", "right": "soreness", "plan": "session", "routine": "session", "week": "week"}
"""What a line begins, and the screen it leads to, by the kind of the line."""


class TodayScreen(JournalScreen):
    """How the ankles are, and the one thing to do now."""

    kept: Page | None = None
    """What to begin with until the journal is read."""
    NAME = "Today"
    HELP_TEXT = (
        "What you may do today, decided from everything you have noted: ■ stop, ▲ take care, ● go. Below it why, and "
        "whom to ask. A line with a ? is a question: enter answers it. After a twist what to do now, in plain steps, "
        "and what comes next. Then the one thing to do now, how to run, and how each ankle is. Enter opens the line "
        "under the cursor; in a wide window tab goes to the next column."
    )

    KEYS: Keys = (DAY_BEFORE, DAY_AFTER)

    def compose_body(self) -> Iterable[Widget]:
        self.card: TodayCard | None = None
        self._read: date | None = None
        self._held: tuple[TodayCard, Sequence[Item]] | None = None
        self._pages: tuple[list[StyledLine], ...] = ()
        yield Columns("card")

    def refresh_data(self) -> None:
        shown = self.query_one(Columns)
        if self.kept is not None and not self._pages and not self.journal.is_read:
            self._pages = self.kept.lists
            shown.show([as_rows(drawn) for drawn in self._pages], self.kept.cursor)
            return
        from screens.today.lines import page
        from screens.today.seen import first_line

        greeted = not self._pages
        self.kept = None
        self.card = self.context.views.today(self.clock.now()) if self.journal.first_day else None
        if self.card is None:
            self._pages = ()
            shown.show([as_rows(*greeting_page(self.key_of).lists)])
        else:
            self._pages = page(self._seen(self.card), self.size.width, self.size.height - BARS)
            first = first_line(self.card, self._pages[0]) if greeted else None
            shown.show([as_rows(drawn) for drawn in self._pages], first)

    def _seen(self, card: TodayCard) -> TodaySeen:
        from screens.today.seen import seen_today

        now = self.clock.now()
        return seen_today(card, self.context.views, now, self.key_of, lambda: self._items(card), self._read)

    def _items(self, card: TodayCard) -> Sequence[Item]:
        """What the session due would hold, worked out once for a card."""
        from screens.today.seen import due_today

        if self._held is None or self._held[0] is not card:
            self._held = card, due_today(card, self.context.views, self.clock.now())
        return self._held[1]

    def action_read(self, by: int) -> None:
        """Read the day before, or after, out of the chart; past today it is read no more.

        In a window without room for the chart the day is said.
        """
        if self.card is None:
            return
        today = self.card.day
        day = (self._read or today + timedelta(days=1)) + timedelta(days=by)
        self._read = day if day <= today else None
        self.refresh_data()
        if self._read is not None:
            from screens.today.lines import read_words

            words = read_words(self._seen(self.card), self._read)
            if not any(words in line.text for lines in self._pages for line in lines):
                self.say(words)

    def on_rows_chosen(self, message: Rows.Chosen) -> None:
        id = message.id
        if self.card and id in ("now", "verdict"):
            id = self._first_does() if id == "verdict" else self.card.now.action
        kind, _, number = id.partition("-")
        if kind in BEGINS:
            self.context.begin(BEGINS[kind])
        elif kind in GOES_TO:
            self.context.go(ToScreen(GOES_TO[kind]))
        elif kind == "question":
            self._question(int(number))
        elif kind == "path":
            self._begin_step(int(number))
        elif kind == "shoe":
            self._shoes()
        elif kind == "guide":
            self._guide()
        elif id in ("start", "resume", "session"):
            self._session(start=id == "start")

    def _first_does(self) -> str:
        """What the headline asks for, else to where it is told at length."""
        first = self.context.views.told(self.card.verdict)[0] if self.card else None
        return (first.does if first else "") or "left"

    def _question(self, number: int) -> None:
        from screens.entries.answer import ask_question

        if self.card is not None:
            ask_question(self.context, self.card.verdict.questions[number])

    def _begin_step(self, number: int) -> None:
        from journal.words.path import path_lines
        from screens.entries.starting import start_routine

        if self.card is not None:
            routine = path_lines(self.card.verdict, self.card.supports)[number].routine
            if start_routine(self.context, self.context.views.catalogue.routine(routine)):
                self.context.go(ToScreen("session"))

    def _session(self, start: bool) -> None:
        """Into the open session, or the one offered; without either, to the choice of routines."""
        from screens.entries.starting import start_routine

        offered = self.card.session if self.card else None
        if start and offered is not None and not offered.session:
            routine = self.context.views.catalogue.routine(offered.routine)
            if not start_routine(self.context, routine):
                return
        since = self.context.today - timedelta(days=35)
        running = [one for one in self.journal.of_kind(Session, since) if one.state == "open"]
        if running:
            self.context.go(ToSession(running[-1].id))
        else:
            self.context.go(ToScreen("session"))

    def _guide(self) -> None:
        from screens.entries.guided_run import guide_run

        if self.card is not None and self.card.verdict.ladder is not None:
            guide_run(self.context, self.card.verdict.ladder.rung)

    def _shoes(self) -> None:
        if self.card and self.card.shoe is not None:
            self.context.go(ToScreen("shoes"))
        else:
            self.context.begin("shoe")
