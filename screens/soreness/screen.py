"""The screen Soreness: the verdict, both ankles now, their trend, check-ins, sore spells, reading, self-tests."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from textual.containers import Container, Horizontal
from textual.content import Content
from textual.widget import Widget

from journal.dates import short_day
from journal.entries import ANKLES, Ankle, CheckIn, Run, SelfTest, Session, Shoe
from journal.rules.ankle.bands import Bands, Light
from journal.rules.ankle.episodes import Episode, EpisodeStory, episodes_of, stories
from journal.rules.ankle.guidance import SELF_CARE, cards_for
from journal.rules.ankle.readings import readings
from journal.rules.verdict.verdict import Verdict
from journal.views.check_ins import CheckIns
from journal.views.training import YEAR
from journal.vocabulary import SELF_TESTS
from journal.words.verdict import asked
from screens.drawing.ankles import SPANS, Span, chart, next_span, span, spoken
from screens.drawing.key import Key
from screens.frame.screen import JournalScreen
from screens.soreness import words
from screens.soreness.trend_pane import TrendPane
from screens.widgets.head import Head
from screens.widgets.line import Line
from screens.widgets.overflow import Overflow
from screens.widgets.room import wrapped
from screens.widgets.rows import Row, Rows
from screens.widgets.tabs import Sections
from screens.widgets.text_pane import TextPane as ReadingPane

SECTIONS = (
    ("trend", "Trend"),
    ("check-ins", "Check-ins"),
    ("episodes", "Sore spells"),
    ("reading", "Reading"),
    ("tests", "Self-tests"),
)
SHOWN_CHECK_INS = timedelta(weeks=12)
OLDER = "older"
ROOMY = 3
"""With more lines of the verdict than this the trend is drawn lower."""


class SorenessScreen(JournalScreen):
    """What each ankle says, for how long, and what follows from it."""

    NAME = "Soreness"
    HELP_TEXT = (
        "What you may do, as on Today, with why, the open questions and what comes next; both ankles now, since when "
        "and how it began where one is sore, with the mornings of four weeks; their ratings over weeks; "
        "past check-ins and spells of soreness; things to read; self-tests. Information, never a diagnosis."
    )
    KEYS = (
        Key("v,right", "section(1)", "View", "soreness.next", "Show the next part of this screen"),
        Key("V,left", "section(-1)", "Back", "soreness.previous", "Show the part before", show=False),
        Key("w", "weeks", "Weeks", "soreness.weeks", "Trend over 3, 6 or 26 weeks"),
        Key("left_square_bracket", "move(-1)", "Earlier", "soreness.earlier", "Trend: earlier weeks", show=False),
        Key("right_square_bracket", "move(1)", "Later", "soreness.later", "Trend: later weeks", show=False),
        Key("t", "today", "To today", "soreness.today", "Trend: up to today", show=False),
        Key("e", "edit", "Edit", "soreness.edit", "Change the check-in under the cursor", writes=True),
        Key(
            "d",
            "remove",
            "Remove",
            "soreness.remove",
            "Remove the check-in; undo brings it back",
            show=False,
            writes=True,
        ),
        Key("m", "measure", "Test", "soreness.measure", "Log a self-test", writes=True),
        Key(
            "i",
            "self_care",
            "Self-care",
            "soreness.self-care",
            "What helps on a sore day; log that it was done",
            show=False,
            writes=True,
        ),
        Key("a", "asked", "I asked", "soreness.asked", "Write what a physio or doctor said", writes=True),
        Key("c", "clear", "Seen", "soreness.clear", "Say that an open stop sign was seen", writes=True),
    )
    DEFAULT_CSS = """
    SorenessScreen #said { height: auto; max-height: 63%; }
    SorenessScreen #verdict { height: auto; }
    SorenessScreen #ankles { height: auto; padding: 0 1 0 2; }
    SorenessScreen #ankles Line { width: 1fr; padding-right: 1; }
    SorenessScreen #parts { height: 1fr; }
    SorenessScreen .part { height: 1fr; display: none; }
    SorenessScreen .part.current { display: block; }
    SorenessScreen .heading { display: none; }
    SorenessScreen.-wide.-tall {
        & Sections { display: none; }
        & #parts { layout: grid; grid-size: 2 3; grid-rows: 18 1fr 1fr; grid-gutter: 0 1; }
        & #parts.tight { grid-rows: 13 1fr 1fr; }
        & .part { display: block; height: 100%; }
        & .heading { display: block; }
        & #part-trend { column-span: 2; }
    }
    """

    AUTO_FOCUS = ""
    section = "trend"
    weeks = SPANS[1]

    def __init__(self, *given: object) -> None:
        super().__init__(*given)  # type: ignore[arg-type]
        self._until: date | None = None
        self._all_episodes = False
        self._held: list[CheckIn] = []
        self._sessions: list[Session] = []
        self._runs: list[Run] = []
        self._episodes: dict[Ankle, list[Episode]] = {"left": [], "right": []}
        self._check_ins = CheckIns(self.journal)
        self._stories: dict[str, EpisodeStory] = {}

    def compose_body(self) -> Iterable[Widget]:
        with Overflow(id="said") as said:
            said.read_first = True
            yield Rows(id="verdict")
            with Horizontal(id="ankles"):
                yield Line(id="left")
                yield Line(id="right")
        yield Sections(SECTIONS)
        with Container(id="parts"):
            for id, label in SECTIONS:
                with Container(id=f"part-{id}", classes="part"):
                    yield Head(label, classes="heading")
                    if id == "trend":
                        yield TrendPane()
                    elif id == "reading":
                        yield ReadingPane()
                    else:
                        yield Rows(id=f"rows-{id}")

    def on_mount(self) -> None:
        self._show_section()

    # reading the journal

    @property
    def bands(self) -> Bands:
        """The bands in the settings."""
        return Bands(self.settings.green_max, self.settings.amber_max)

    def refresh_data(self) -> None:
        now = self.clock.now()
        since = (now - YEAR).date()
        known = self._check_ins.all() if self._all_episodes else self._check_ins.since(since)
        self._held = known
        self._sessions, self._runs = self.journal.of_kind(Session, since), self.journal.of_kind(Run, since)
        ratings = {side: readings(known, side, now) for side in ANKLES}
        self._episodes = {side: episodes_of(ratings[side], side) for side in ANKLES}
        found = self.verdict
        said = self.context.views.told(found)
        asks = [asked(one, self.settings.distance) for one in found.questions]
        verdict = self.query_one("#verdict", Rows)
        verdict.show(words.verdict_rows(found, said, asks))
        verdict.can_focus = bool(asks)
        for side in ANKLES:
            last = ratings[side][-1] if ratings[side] else None
            light = self.bands.light(last.rating) if last else Light.NONE
            course = found.sides[side].course
            began = words.began_words(known, side, found.day - timedelta(days=course.day)) if course else ""
            card = words.ankle_content(side, last, found.sides[side], light, now, self.key_of, began)
            self.query_one(f"#{side}", Line).show(card)
        under_way = 4 * any(one.course for one in found.sides.values())
        taken = len(said) + len(asks) + len(words.opens_next(found)) + under_way
        self.query_one("#parts").set_class(taken > ROOMY, "tight")
        for id, _ in SECTIONS:
            if self.everything or id == self.section:
                self._show_part(id)
        self.refresh_bindings()

    def _open(self, side: Ankle) -> Episode | None:
        found = self._episodes[side]
        return found[-1] if found and found[-1].is_open else None

    @property
    def verdict(self) -> Verdict:
        """What may be done now."""
        return self.context.views.asking(self.clock.now())

    def _show_part(self, id: str) -> None:
        """Fill one part; parts out of sight are filled when they come into it."""
        now = self.clock.now()
        if id == "trend":
            self.show_trend()
        elif id == "check-ins":
            shown = [one for one in self._held if now - SHOWN_CHECK_INS <= one.at <= now]
            self.query_one("#rows-check-ins", Rows).show(words.check_in_rows(shown, now))
        elif id == "episodes":
            self._show_episodes()
        elif id == "reading":
            on, stopped = self.settings.reading_cards, self.verdict.help in ("now", "today")
            cards = {side: cards_for(self._open(side), now) if on and not stopped else () for side in ANKLES}
            self.query_one(ReadingPane).show("reading", (), words.reading_sections(cards, on, stopped, SELF_CARE))
        else:
            self.query_one("#rows-tests", Rows).show(words.test_rows(self.journal.of_kind(SelfTest), now))

    def _show_episodes(self) -> None:
        now = self.clock.now()
        shoes = {shoe.id: shoe.name for shoe in self.journal.of_kind(Shoe)}
        found = [*self._episodes["left"], *self._episodes["right"]]
        found.sort(key=lambda one: (one.is_open, one.ratings[0].instant), reverse=True)
        self._stories = {}
        rows: list[Row] = []
        for told in stories(found, self._sessions, self._runs, now):
            row = words.episode_row(told, shoes, now)
            self._stories[row.id] = told
            rows.append(row)
        if not self._all_episodes:
            older = Content.assemble(("Sore spells of the last year; enter shows older ones", words.MUTED))
            rows.append(Row(OLDER, older, hang=2))
        self.query_one("#rows-episodes", Rows).show(rows)

    def show_trend(self) -> None:
        """Draw the trend in the room there is."""
        pane = self.query_one(TrendPane)
        if not pane.size.height:
            return
        now, shown = self.clock.now(), self._shown
        days = self.context.views.charted(shown.first, shown.last, now, self.journal.of_kind(Shoe))
        if self.settings.screen_reader:
            told = Content("\n").join(map(Content, spoken(days, now.date(), shown.weeks)))
            pane.show(Content("\n").join(wrapped(told, pane.content_size.width, 2)))
        elif any(day.left.highest is not None or day.right.highest is not None for day in days.values()):
            rows = chart(days, now.date(), shown, height=pane.size.height, bands=self.bands)
            pane.show(Content("\n").join(Content.assemble(*row) for row in rows))
        else:
            pane.show(
                Content.styled(f"No rating in these weeks; {self.key_of('app.rate')} rates both ankles.", words.MUTED)
            )
        if self.section == "trend":
            self.query_one(Sections).detail = self.span_words
        self.query_one("#part-trend .heading", Head).told = self.span_words

    @property
    def _shown(self) -> Span:
        """The weeks in sight, as many as fit."""
        return span(self._until or self.clock.now().date(), self.weeks, self.query_one(TrendPane).content_size.width)

    @property
    def span_words(self) -> str:
        """``6 weeks to Fri 20 Nov``."""
        today = self.clock.now().date()
        return f"{self._shown.weeks} weeks to {short_day(min(self._shown.last, today), today)}"

    def on_trend_pane_resized(self) -> None:
        self.show_trend()

    # parts

    @property
    def everything(self) -> bool:
        """Whether there is room for all parts at once (as the style sheet's ``-wide.-tall``)."""
        return self.app.size.width >= 120 and self.app.size.height >= 40

    def _show_section(self) -> None:
        for id, _ in SECTIONS:
            self.query_one(f"#part-{id}").set_class(id == self.section, "current")
        self.query_one(Sections).current = self.section
        self._show_part(self.section)
        self.query_one(Sections).detail = self.span_words if self.section == "trend" else ""
        part = self.query_one(f"#part-{self.section}")
        target = next((child for child in part.query("Rows, TextPane") if child.can_focus), None)
        if target is not None:
            target.focus()
        elif self.everything:
            self.query_one("#rows-check-ins").focus()
        else:
            said, verdict = self.query_one("#said", Overflow), self.query_one("#verdict", Rows)
            self.set_focus(next((one for one in (verdict, said) if one.can_focus), None), scroll_visible=False)
        self.refresh_bindings()

    def on_sections_clicked(self, message: Sections.Clicked) -> None:
        self.section = message.section
        self._show_section()

    def on_descendant_focus(self) -> None:
        """With all parts in sight the one with the cursor is the one the keys are about."""
        if not self.everything:
            return
        for id, _ in SECTIONS:
            if self.focused is not None and self.query_one(f"#part-{id}") in self.focused.ancestors:
                self.section = id
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only keys that do something here."""
        if super().check_action(action, parameters) is False:
            return False
        everything = self.everything
        if action in ("edit", "remove"):
            return self.section == "check-ins"
        if action in ("weeks", "move", "today"):
            return everything or self.section == "trend"
        open_signs = any(row.sign for row in self.verdict.rows)
        if action == "measure":
            return everything or self.section == "tests" or not (open_signs or self.section == "check-ins")
        if action == "clear":
            return open_signs
        return super().check_action(action, parameters)

    def action_section(self, step: int) -> None:
        """Show another part."""
        self.section = self.query_one(Sections).after(step)
        self._show_section()

    def action_weeks(self) -> None:
        """3, 6, 26 weeks and round again, past what would show the same."""
        until = self._until or self.clock.now().date()
        self.weeks = next_span(self.weeks, until, self.query_one(TrendPane).content_size.width)
        self.show_trend()

    def action_move(self, step: int) -> None:
        """Move the trend by a week; never past this one."""
        today = self.clock.now().date()
        to = (self._until or today) + timedelta(weeks=step)
        self._until = None if to >= today else to
        self.show_trend()

    def action_today(self) -> None:
        if self._until is None:
            self.say("The course ends today already.")
        self._until = None
        self.show_trend()

    # rows

    def on_rows_chosen(self, message: Rows.Chosen) -> None:
        if message.rows.id == "verdict":
            self._ask(int(message.id.partition("-")[2]))
        elif message.rows.id == "rows-check-ins":
            self.action_edit()
        elif message.rows.id == "rows-tests":
            self._open_test(message.id)
        elif message.id == OLDER:
            self._all_episodes = True
            self.refresh_data()
        else:
            self._open_episode(message.id)

    def _ask(self, number: int) -> None:
        from screens.entries.answer import ask_question

        ask_question(self.context, self.verdict.questions[number])

    def _open_episode(self, id: str) -> None:
        from screens.frame.facts import FactsDialog

        told = self._stories.get(id)
        if told is not None:
            shoes = {shoe.id: shoe.name for shoe in self.journal.of_kind(Shoe)}
            facts = words.episode_lines(told, shoes, self.clock.now())
            self.app.push_screen(FactsDialog(f"Sore spell, {told.episode.side} ankle", facts))

    def _open_test(self, id: str) -> None:
        from screens.frame.facts import ReadingDialog

        sections = words.test_sections(self.journal.of_kind(SelfTest), id, self.clock.now())
        self.app.push_screen(ReadingDialog(SELF_TESTS[id].label.capitalize(), sections))

    def action_edit(self) -> None:
        """Change the check-in under the cursor."""
        from screens.entries.check_in.ask import edit_check_in

        id = self.query_one("#rows-check-ins", Rows).cursor_id
        if id is not None:
            edit_check_in(self.context, id)

    def action_remove(self) -> None:
        """Remove the check-in under the cursor; undo brings it back."""
        id = self.query_one("#rows-check-ins", Rows).cursor_id
        if id is not None:
            self.save(lambda: self.journal.remove(id), f"Removed; {self.key_of('app.undo')} brings it back.")

    def action_measure(self) -> None:
        """Log a self-test, the one under the cursor when the list is in sight."""
        from screens.entries.self_test import log_self_test

        id = self.query_one("#rows-tests", Rows).cursor_id if self.section == "tests" else None
        log_self_test(self.context, id or "")

    def action_self_care(self) -> None:
        from screens.entries.self_care import log_self_care

        log_self_care(self.context)

    def action_asked(self) -> None:
        from screens.entries.asked import note_asked

        note_asked(self.context)

    def action_clear(self) -> None:
        from screens.entries.check_in.stop_signs import ask_if_seen

        ask_if_seen(self.context)
