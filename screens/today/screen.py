"""The screen Today: the door."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING

from textual.content import Content
from textual.widget import Widget

from journal.dates import DAY_NAMES
from journal.entries import Session
from journal.rules.today.greeting import FIRST_STEPS, GREETING
from journal.rules.verdict.verdict import GLYPHS
from journal.rules.week.charted import NO_DAY, ChartedDay
from journal.words.path import ladder_line, path_lines
from journal.words.verdict import asked, run_words
from screens.drawing import charts
from screens.drawing.glyphs import LIGHT_STYLES, MARK_STYLES, SIDE_STYLES
from screens.drawing.key import Key, Keys, with_keys
from screens.drawing.lines import StyledPart
from screens.frame.context import ToScreen, ToSession
from screens.frame.screen import JournalScreen
from screens.today.words import (
    NO_NOTE,
    NO_SHOE,
    day_mark,
    exercises_words,
    session_words,
    shoe_words,
    week_words,
)
from screens.widgets.room import OneLine, Part, Rank, aside, beside, mark, part
from screens.widgets.rows import GUTTER, Row, Rows

if TYPE_CHECKING:
    from journal.rules.today.today import AnkleToday, Now, TodayCard

LABEL = 9
TALL = 36
"""From so many lines on the last weeks are drawn as a chart too."""
CHART = 11
"""Lines of the chart, its head among them."""
BAR = 16
BARS = 3
"""Lines of the title and of the keys."""


class TodayScreen(JournalScreen):
    """How the ankles are, and the one thing to do now."""

    NAME = "Today"
    HELP_TEXT = (
        "What you may do today, decided from everything you have noted: ■ stop, ▲ take care, ● go. Below it why, and "
        "whom to ask. A line with a ? is a question: enter answers it. After a twist what to do now, in plain steps, "
        "and what comes next. Then the one thing to do now, how each ankle is, and how to run. Enter opens the line "
        "under the cursor."
    )

    KEYS: Keys = (
        Key("left_square_bracket", "read(-1)", "Day before", "today.before", "Read a day of the chart", show=False),
        Key("right_square_bracket", "read(1)", "Day after", "today.after", "Read the day after it", show=False),
    )

    def compose_body(self) -> Iterable[Widget]:
        self.card: TodayCard | None = None
        self._read: date | None = None
        yield Rows(id="card")

    def refresh_data(self) -> None:
        greeted = self.card is None
        self.card = self.context.views.today(self.clock.now()) if self.journal.first_day else None
        if self.card is None:
            self.query_one(Rows).show(list(self._greeting()))
        else:
            rows = list(self._lines(self.card))
            if not self._fits(rows):
                rows = [row for row in rows if row.id not in ("week-days", "week-marks")]
            self.query_one(Rows).show(rows, self._first(rows) if greeted else None)

    def _fits(self, rows: list[Row]) -> bool:
        """Whether all stands in the window at once; else the week's marks, which the screen Week has too, are left."""
        width = self.size.width - GUTTER - 1
        lines = sum(1 if isinstance(row.content, OneLine) else -(-len(str(row.content)) // width) or 1 for row in rows)
        return lines <= self.size.height - BARS

    def _first(self, rows: list[Row]) -> str:
        """The line the cursor begins on: what to do now, or the sentence of the verdict that asks for it."""
        action = self.card.now.action if self.card else ""
        return next((row.id for row in rows if row.id == "now" or row.id.startswith(f"{action}-")), "verdict")

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
            yield Row(action, Content.assemble((f"{words:<18}", "bold"), "  ", (why, "$text-muted")), hang=20)
        yield Row("blank-3", "", selectable=False)
        hint = with_keys(
            "Up and down choose, enter opens. {app.help} shows every key; "
            "{app.today} to {app.diary} go to the screens.",
            self.key_of,
        )
        yield Row("hint", Content.styled(hint, "$text-muted"), selectable=False)

    def _lines(self, card: TodayCard) -> Iterator[Row]:
        yield from self._verdict(card)
        yield from self._path(card)
        yield Row("gap-1", "", selectable=False)
        if card.now.text:
            yield from self._now(card.now)
        session = card.session
        if session is not None and session.why:
            yield self._row("session", "Session", Content(session_words(session)))
        yield from self._exercises(card)
        for ankle in card.ankles:
            yield self._ankle(ankle)
        if card.next_rating:
            yield self._row("rating", "Rate", Content(card.next_rating))
        run = run_words(card.verdict, self.context.views.names)
        yield self._row("run", "Run", Content.styled(run, "bold $error" if card.verdict.run == "none" else ""))
        yield from self._ladder(card)
        yield Row("gap-2", "", selectable=False)
        if self._tall:
            yield from self._chart(card)
        yield from self._week(card)
        yield Row("gap-3", "", selectable=False)
        yield self._shoe(card)
        # The note itself is a key away, and in the diary; here stands its beginning.
        note = aside(card.note) if card.note else aside(NO_NOTE, "$text-muted")
        yield Row("note", beside(mark(f"{'Note':<{LABEL}}", style="$text-muted"), note))

    def _verdict(self, card: TodayCard) -> Iterator[Row]:
        """What may be done, why, and what is asked: a line that enter answers says so."""
        style = f"bold {MARK_STYLES[card.verdict.mark]}"
        for number, line in enumerate(self.context.views.told(card.verdict)):
            words = Content(line.text) if number else Content.styled(f"{GLYPHS[card.verdict.mark]} {line.text}", style)
            if number:
                words = Content.assemble("  ", words.stylize("bold" if line.urgent else ""))
            if line.does:
                words += Content.styled("  enter", "$text-muted")
            id = f"{line.does or 'why'}-{number}" if number else "verdict"
            yield Row(id, words, selectable=not number or bool(line.does), hang=2)
        for number, question in enumerate(card.verdict.questions):
            asks = asked(question, self.context.settings.distance)
            words = Content.assemble(("? ", "bold"), asks, ("  enter", "$text-muted"))
            yield Row(f"question-{number}", words, hang=2)

    def _path(self, card: TodayCard) -> Iterator[Row]:
        """After a twist what to do now, in plain steps; enter begins the routine a step leads to."""
        for number, line in enumerate(path_lines(card.verdict, card.supports)):
            words = Content(line.text) + Content.styled("  enter" if line.routine else "", "$text-muted")
            label = (f"{line.label:<{LABEL}}", "bold" if line.routine else "$text-muted")
            yield Row(f"path-{number}", Content.assemble(label, words), selectable=bool(line.routine), hang=LABEL)

    def _ladder(self, card: TodayCard) -> Iterator[Row]:
        """On the way back to running: what the last run came to, and a clock for the next one."""
        if told := ladder_line(card.verdict):
            yield self._told("ladder", told, "")
        step = card.verdict.ladder
        if step is not None and step.run_today and (step.run_min or step.walk_min):
            offer = Content.assemble("by the clock: it says when to walk and when to run", ("  enter", "$text-muted"))
            yield self._row("guide", "Guide", offer)

    def _exercises(self, card: TodayCard) -> Iterator[Row]:
        if card.session is None:
            return
        if card.session.exercises:
            told = exercises_words(card.session)
            if self._tall:
                yield self._told("exercises", told, "$text-muted")
            else:
                yield Row("exercises", beside(mark(" " * LABEL), aside(told, "$text-muted")), selectable=False)
        for number, told in enumerate(card.session.left_out):
            yield self._told(f"change-{number}", told, "$text-muted")

    def _row(self, id: str, label: str, content: Content) -> Row:
        return Row(id, Content.assemble((f"{label:<{LABEL}}", "$text-muted"), content), hang=LABEL)

    def _told(self, id: str, text: str, style: str) -> Row:
        """A sentence under a line."""
        return Row(id, Content.assemble(" " * LABEL, (text, style)), selectable=False, hang=LABEL)

    def _now(self, now: Now) -> Iterator[Row]:
        words = Content.assemble((f"{'Now':<{LABEL}}", "bold"), (now.text, "bold"))
        if now.action != "rest":
            words = words + Content.styled("  enter", "$text-muted")
        yield Row("now", words, hang=LABEL)
        if now.reason:
            yield self._told("now-why", f"{now.reason[:1].upper()}{now.reason[1:]}.", "")

    def _ankle(self, ankle: AnkleToday) -> Row:
        bands = self.context.views.bands
        style = "" if ankle.rating is None else LIGHT_STYLES[bands.light(ankle.rating)]
        return Row(
            ankle.side,
            beside(
                mark(f"{ankle.side.capitalize():<{LABEL}}", style=f"bold {SIDE_STYLES[ankle.side]}"),
                mark(f"{GLYPHS[ankle.mark]} ", style=f"bold {MARK_STYLES[ankle.mark]}"),
                mark(f"{'–' if ankle.rating is None else f'{ankle.rating}/10':<6}", style=f"bold {style}"),
                mark(f"{ankle.when or 'not rated lately':<30}", style="$text-muted"),
                *self._course(ankle),
            ),
        )

    def _course(self, ankle: AnkleToday) -> Iterator[Part]:
        """The last two weeks on the ankle's own line, where no chart shows them."""
        known = [value for value in ankle.trend if value is not None]
        if known and not self._tall:
            yield part(charts.spark(ankle.trend), style=SIDE_STYLES[ankle.side], rank=Rank.ASIDE)
            if self._room >= 66:
                days = f"  {len(ankle.trend)} days, highest {max(known)}"
                yield part(days, style="$text-muted", rank=Rank.ASIDE)

    def _chart(self, card: TodayCard) -> Iterator[Row]:
        from screens.drawing.ankles import SPANS, span, with_head

        shown = span(card.day, SPANS[0], self.size.width - GUTTER - 1)
        days = self.context.views.charted(shown.first, shown.last, self.clock.now())
        day = max(self._read, shown.first) if self._read else None
        note = self._read_out(day, days.get(day, NO_DAY)) if day else ()
        bands = self.context.views.bands
        lines = with_head(days, card.day, shown, height=CHART, bands=bands, cursor=day, note=note)
        for number, line in enumerate(lines):
            yield Row(f"chart-{number}", Content.assemble(*line.parts), selectable=False, hang=line.hang)
        yield Row("gap-chart", "", selectable=False)

    def _read_out(self, day: date, charted: ChartedDay) -> tuple[StyledPart, ...]:
        """A day of the chart in words, distances as the runner reads them."""
        from screens.drawing.ankles import read_out

        return read_out(day, charted, self.context.views.names.km(charted.run_km) if charted.run_km else "")

    def action_read(self, by: int) -> None:
        """Read the day before, or after, out of the chart; past today it is read no more."""
        if self.card is None:
            return
        if not self._tall:
            self.say(f"The chart needs a window of {TALL} lines; the days are in the diary.")
            return
        today = self.card.day
        day = (self._read or today + timedelta(days=1)) + timedelta(days=by)
        self._read = day if day <= today else None
        self.refresh_data()

    def _week(self, card: TodayCard) -> Iterator[Row]:
        cell, letters = (9, 3) if self._room >= 63 else (7, 3) if self._room >= 49 else (6, 2)
        names: list[tuple[str, str] | str] = []
        for day in card.week.days:
            name = f"{DAY_NAMES[day.day.weekday()][:letters]} {day.day.day}"
            names += [(name, "bold underline" if day.is_today else "$text-muted"), " " * (cell - len(name))]
        marks = "".join(f"{day_mark(day):<{cell}}" for day in card.week.days)
        yield self._row("week", "Week", Content(week_words(card.week)))
        yield Row("week-days", Content.assemble(" " * LABEL, *names), selectable=False)
        yield Row("week-marks", Content.assemble(" " * LABEL, (marks, "bold")), selectable=False)

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
        if self.card and id in ("now", "verdict"):
            id = self._first_does() if id == "verdict" else self.card.now.action
        kind, _, number = id.partition("-")

        def show(screen: str) -> None:
            self.context.go(ToScreen(screen))

        actions: dict[str, Callable[[], None]] = {
            "answer": self._stop_signs,
            "rate": self._rate,
            "rating": self._rate,
            "left": lambda: show("soreness"),
            "right": lambda: show("soreness"),
            "plan": lambda: show("session"),
            "routine": lambda: show("session"),
            "run": self._log_run,
            "week": lambda: show("week"),
            "shoe": self._shoes,
            "note": self._note,
            "guide": self._guide,
        }
        if kind == "question":
            self._question(int(number))
        elif kind == "path":
            self._begin_step(int(number))
        elif kind in actions:
            actions[kind]()
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

    def _guide(self) -> None:
        from screens.entries.guided_run import guide_run

        if self.card is not None and self.card.verdict.ladder is not None:
            guide_run(self.context, self.card.verdict.ladder.rung)

    def _shoes(self) -> None:
        if self.card and self.card.shoe is not None:
            self.context.go(ToScreen("shoes"))
            return
        from screens.entries.shoe import add_shoe

        add_shoe(self.context)

    def _note(self) -> None:
        from screens.entries.note import edit_note

        edit_note(self.context)
