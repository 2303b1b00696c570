"""The screen Today: the door."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING

from textual.content import Content
from textual.widget import Widget

from journal.dates import DAY_NAMES
from journal.entries import Session
from journal.rules.ankle.light import Light
from journal.rules.today.greeting import FIRST_STEPS, GREETING
from screens.drawing import charts
from screens.drawing.glyphs import LIGHT_STYLES, SIDE_STYLES
from screens.drawing.key import with_keys
from screens.frame.context import ToScreen, ToSession
from screens.frame.screen import JournalScreen
from screens.today.words import (
    NO_NOTE,
    NO_SESSION,
    NO_SHOE,
    clock_words,
    day_mark,
    exercises_words,
    light_reasons,
    light_word,
    running_words,
    session_words,
    shoe_words,
    week_words,
)
from screens.widgets.room import Rank, aside, beside, mark, part
from screens.widgets.rows import Row, Rows

if TYPE_CHECKING:
    from journal.rules.today.today import AnkleToday, Now, TodayCard
    from journal.rules.verdict.running import Running

LABEL = 9
TALL = 36
"""From so many lines on the two weeks are drawn as a chart too."""
BAR = 16


class TodayScreen(JournalScreen):
    """How the ankles are, and the one thing to do now."""

    NAME = "Today"
    HELP_TEXT = (
        "The door: how each ankle is, and the one thing to do now. The arrow keys walk through the lines, enter opens "
        "the one under the cursor. Green may progress, amber repeats, red eases. While an ankle is sore its 72-hour "
        "clock runs; a rating of 0 stops it."
    )

    def compose_body(self) -> Iterable[Widget]:
        self.card: TodayCard | None = None
        yield Rows(id="card")

    def refresh_data(self) -> None:
        greeted = self.card is None
        self.card = self.context.views.today(self.clock.now()) if self.journal.first_day else None
        if self.card is None:
            self.query_one(Rows).show(list(self._greeting()))
        else:
            self.query_one(Rows).show(list(self._lines(self.card)), "now" if greeted else None)

    def on_resize(self) -> None:
        """Draw anew what depends on the width."""
        if self.is_mounted and self.query(Rows):
            self.refresh_data()

    @property
    def _room(self) -> int:
        """Cells a line has beside its label."""
        return max(20, self.size.width - LABEL - 4)

    @property
    def _tall(self) -> bool:
        return self.size.height >= TALL

    def _greeting(self) -> Iterator[Row]:
        yield Row("blank", "", selectable=False)
        for number, line in enumerate(GREETING):
            yield Row(f"greeting-{number}", line, selectable=False)
        yield Row("blank-2", "", selectable=False)
        yield Row("begin", Content.styled("Begin here, in any order:", "bold"), selectable=False)
        for action, words, why in FIRST_STEPS:
            yield Row(action, Content.assemble((f"{words:<18}", "bold $accent"), "  ", (why, "$text-muted")), hang=20)
        yield Row("blank-3", "", selectable=False)
        hint = with_keys(
            "Up and down choose, enter opens. {app.help} shows every key; "
            "{app.today} to {app.diary} go to the screens.",
            self.key_of,
        )
        yield Row("hint", Content.styled(hint, "$text-muted"), selectable=False)

    def _lines(self, card: TodayCard) -> Iterator[Row]:
        yield from self._now(card.now)
        for number, sign in enumerate(card.stop_signs):
            yield self._told(f"sign-{number}", sign, "$error")
        yield Row("gap-1", "", selectable=False)
        for ankle in card.ankles:
            yield from self._ankle(ankle)
        yield self._row("rating", "Rate", Content(card.next_rating))
        yield self._to_run(card.running)
        yield Row("gap-2", "", selectable=False)
        if self._tall:
            yield from self._chart(card)
        session = card.session
        words = session_words(session) if session else f"{NO_SESSION}: enter to pick a routine"
        yield self._row("session", "Session", Content(words))
        if session and session.exercises:
            told = exercises_words(session)
            if self._tall:
                yield self._told("exercises", told, "$text-muted")
            else:
                yield Row("exercises", beside(mark(" " * LABEL), aside(told, "$text-muted")), selectable=False)
        for number, change in enumerate(session.changes if session else ()):
            yield self._told(f"change-{number}", change, "$text-muted")
        yield from self._week(card)
        yield Row("gap-3", "", selectable=False)
        yield self._shoe(card)
        # The note itself is a key away, and in the diary; here stands its beginning.
        note = aside(card.note) if card.note else aside(NO_NOTE, "$text-muted")
        yield Row("note", beside(mark(f"{'Note':<{LABEL}}", style="$text-muted"), note))

    def _row(self, id: str, label: str, content: Content) -> Row:
        return Row(id, Content.assemble((f"{label:<{LABEL}}", "$text-muted"), content), hang=LABEL)

    def _told(self, id: str, text: str, style: str) -> Row:
        """A sentence under a line."""
        return Row(id, Content.assemble(" " * LABEL, (text, style)), selectable=False, hang=LABEL)

    def _now(self, now: Now) -> Iterator[Row]:
        style = "bold $error" if now.action in ("stop-signs", "answer", "ease") else "bold $accent"
        words = Content.assemble((f"{'Now':<{LABEL}}", "bold"), (now.text, style))
        if now.action != "rest":
            words = words + Content.styled("  enter", "$text-muted")
        yield Row("now", words, hang=LABEL)
        # What the session's own line or the stop signs below say need not be said twice.
        if now.reason and now.action not in ("start", "stop-signs"):
            yield self._told("now-why", f"{now.reason[:1].upper()}{now.reason[1:]}.", "")
        for number, sentence in enumerate(now.advice):
            yield self._told(f"now-advice-{number}", sentence, "bold $warning")

    def _ankle(self, ankle: AnkleToday) -> Iterator[Row]:
        rating = "–" if ankle.rating is None else f"{ankle.rating}/10"
        known = [value for value in ankle.trend if value is not None]
        highest = f"  {len(ankle.trend)} days, peak {max(known)}" if known and self._room >= 66 else ""
        clock = (f"  {clock_words(ankle)}", f"  {ankle.clock}") if ankle.clock else ("",)
        yield Row(
            ankle.side,
            beside(
                mark(f"{ankle.side.capitalize():<{LABEL}}", style=f"bold {SIDE_STYLES[ankle.side]}"),
                mark(f"{rating:<6}", style="bold"),
                mark(f"{light_word(ankle):<10} ", style=f"bold {LIGHT_STYLES[ankle.light]}"),
                part(charts.spark(ankle.trend), style=SIDE_STYLES[ankle.side], rank=Rank.ASIDE),
                part(highest, style="$text-muted", rank=Rank.ASIDE),
                mark(*clock),
            ),
        )
        # A green ankle needs no reason where room is scarce.
        reasons = light_reasons(ankle) if self._tall or ankle.light is not Light.GREEN else []
        if self.card and self.card.stop_signs:
            reasons = []
        for number, reason in enumerate(reasons):
            yield self._told(f"{ankle.side}-why-{number}", reason, "$text-muted")
        above = self.card.now.advice if self.card else ()
        for number, sentence in enumerate(one for one in ankle.advice if one not in above):
            yield self._told(f"{ankle.side}-advice-{number}", sentence, "bold $warning")

    def _to_run(self, running: Running) -> Row:
        style = {"none": "bold $error", "easy": "bold $warning"}.get(running.stand, "")
        return self._row("run", "Run", Content.styled(running_words(running, self.context.views.names), style))

    def _chart(self, card: TodayCard) -> Iterator[Row]:
        from screens.drawing.two_ankles import AXIS, two_ankles

        peaks = {
            ankle.side: {
                card.day - timedelta(days=len(ankle.trend) - 1 - n): value
                for n, value in enumerate(ankle.trend)
                if value is not None
            }
            for ankle in card.ankles
        }
        step = min(7, (self._room - AXIS) // len(card.left.trend))
        days, bands = len(card.left.trend), self.context.views.bands
        _, *lines = two_ankles(card.day, days, peaks, bands, height=11, step=step)
        for number, line in enumerate(lines):
            yield Row(f"chart-{number}", Content.assemble(" " * LABEL, *line.parts), selectable=False)
        yield Row("gap-chart", "", selectable=False)

    def _week(self, card: TodayCard) -> Iterator[Row]:
        cell, letters = (9, 3) if self._room >= 63 else (7, 3) if self._room >= 49 else (6, 2)
        names: list[tuple[str, str] | str] = []
        for day in card.week.days:
            name = f"{DAY_NAMES[day.day.weekday()][:letters]} {day.day.day}"
            names += [(name, "bold underline" if day.is_today else "$text-muted"), " " * (cell - len(name))]
        marks = "".join(f"{day_mark(day):<{cell}}" for day in card.week.days)
        yield Row("week-days", Content.assemble((f"{'Week':<{LABEL}}", "$text-muted"), *names), selectable=False)
        yield Row("week", Content.assemble(" " * LABEL, (marks, "bold")))
        yield self._told("week-sum", week_words(card.week), "")

    def _shoe(self, card: TodayCard) -> Row:
        shoe = card.shoe
        if shoe is None:
            return self._row("shoe", "Shoe", Content(f"{NO_SHOE}: enter to add one"))
        gauge = charts.gauge(shoe.km, shoe.strong_km, BAR, marks=(shoe.soft_km,)) if self._room >= 64 else ""
        return self._row(
            "shoe", "Shoe", Content.assemble(gauge, "  " if gauge else "", shoe_words(shoe, self.context.views.names))
        )

    def on_rows_chosen(self, message: Rows.Chosen) -> None:
        """Do, or go to, what the line is about."""
        id = message.id
        if id == "now" and self.card:
            id = {"stop-signs": "left", "ease": "left", "plan": "routine"}.get(
                self.card.now.action, self.card.now.action
            )

        def show(screen: str) -> None:
            self.context.go(ToScreen(screen))

        actions: dict[str, Callable[[], None]] = {
            "answer": self._stop_signs,
            "rate": self._rate,
            "rating": self._rate,
            "left": lambda: show("soreness"),
            "right": lambda: show("soreness"),
            "routine": lambda: show("session"),
            "run": self._log_run,
            "week": lambda: show("week"),
            "shoe": self._shoes,
            "note": self._note,
        }
        if id in actions:
            actions[id]()
        elif id in ("start", "resume", "session"):
            self._session(start=id == "start")

    def _session(self, start: bool) -> None:
        """Into the open session, or the one offered; without either, to the choice of routines."""
        from screens.entries.starting import start_routine

        offered = self.card.session if self.card else None
        if start and offered is not None and not offered.session:
            routine = self.context.views.catalogue.routine(offered.routine)
            if not start_routine(self.context, routine):
                return
        running = [one for one in self.journal.of_kind(Session, self._five_weeks_ago) if one.state == "open"]
        if running:
            self.context.go(ToSession(running[-1].id))
        else:
            self.context.go(ToScreen("session"))

    @property
    def _five_weeks_ago(self) -> date:
        return self.clock.now().date() - timedelta(days=35)

    def _rate(self) -> None:
        from screens.entries.check_in.ask import rate_ankles

        rate_ankles(self.context)

    def _stop_signs(self) -> None:
        from screens.entries.check_in.stop_signs import ask_stop_signs

        ask_stop_signs(self.context)

    def _log_run(self) -> None:
        from screens.entries.run import log_run

        log_run(self.context)

    def _shoes(self) -> None:
        if self.card and self.card.shoe is not None:
            self.context.go(ToScreen("shoes"))
            return
        from screens.entries.shoe import add_shoe

        add_shoe(self.context)

    def _note(self) -> None:
        from screens.entries.note import edit_note

        edit_note(self.context)
