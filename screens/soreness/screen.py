"""The screen Soreness: the verdict, both ankles now, their trend, check-ins, sore spells, reading, self-tests."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from textual.widget import Widget

from journal.entries import ANKLES, Ankle, CheckIn, SelfTest, Shoe
from journal.rules.ankle.bands import Light
from journal.rules.ankle.cards import cards_for
from journal.rules.ankle.courses import Course, CourseStory
from journal.rules.ankle.readings import Reading
from journal.rules.verdict.verdict import Verdict
from journal.vocabulary import SELF_TESTS
from journal.words.verdict import all_asked
from screens.drawing.ankles import SPANS, Charts, next_span, span
from screens.drawing.columns import BARS, EDGES, TWO, columns
from screens.drawing.key import Key, quiet, writing
from screens.drawing.lines import StyledLine, rows_taken
from screens.frame.screen import JournalScreen
from screens.soreness import words
from screens.soreness.lines import OLDER, PARTS, TABS, SorenessSeen, page
from screens.widgets.columns import Columns
from screens.widgets.rows import Rows, as_rows

SHOWN_CHECK_INS = timedelta(weeks=12)
NO_CHECK_IN = "Put the cursor on a check-in first."


class SorenessScreen(JournalScreen):
    """What each ankle says, for how long, and what follows from it."""

    NAME = "Soreness"
    HELP_TEXT = (
        "What you may do, as on Today, with why, the open questions and what comes next; both ankles now, since when "
        "and how it began where one is sore; their ratings over weeks, a day of which {soreness.earlier} and "
        "{soreness.later} read out; past check-ins and spells of soreness; things to read; self-tests; in a very wide "
        "window a drawn foot with the days each place was sore. In a wide window tab goes to the next column. "
        "Information, never a diagnosis."
    )
    KEYS = (
        Key("v,right", "section(1)", "View", "soreness.next", "Show the next part of this screen"),
        Key("V,left", "section(-1)", "Back", "soreness.previous", "Show the part before", show=False),
        Key("w", "weeks", "Weeks", "soreness.weeks", "The chart over 3, 6 or 26 weeks"),
        Key("left_square_bracket", "read(-1)", "Day before", "soreness.earlier", "Read a day of the chart", show=False),
        Key("right_square_bracket", "read(1)", "Day after", "soreness.later", "Read the day after it", show=False),
        Key("t", "today", "To today", "soreness.today", "The chart up to today, no day read out", show=False),
        *writing(
            *quiet(
                Key("e", "edit", "Edit", "soreness.edit", "Change the check-in under the cursor"),
                Key("d", "remove", "Remove", "soreness.remove", "Remove the check-in; undo brings it back"),
            ),
            Key("m", "measure", "Test", "soreness.measure", "Log a self-test"),
            *quiet(
                Key(
                    "i",
                    "begin('self-care')",
                    "Self-care",
                    "soreness.self-care",
                    "What helps on a sore day; log that it was done",
                )
            ),
            Key("a", "begin('asked')", "I asked", "soreness.asked", "Write what a physio or doctor said"),
            Key("c", "clear", "Seen", "soreness.clear", "Say that an open stop sign was seen"),
        ),
        *quiet(
            Key(
                "C",
                "begin('with-without')",
                "Compare days",
                "soreness.compare",
                "Mornings after days with one thing, and without it",
            )
        ),
    )
    section = PARTS[0][0]
    weeks = SPANS[1]

    def __init__(self, *given: object) -> None:
        super().__init__(*given)  # type: ignore[arg-type]
        self._until: date | None = None
        self._read: date | None = None
        self._all_courses = False
        self._stories: dict[str, CourseStory] = {}
        self._drawn: tuple[list[StyledLine], ...] = ()

    def compose_body(self) -> Iterable[Widget]:
        yield Columns("parts")

    @property
    def verdict(self) -> Verdict:
        return self.context.views.asking(self.clock.now())

    def refresh_data(self) -> None:
        greeted = self.query_one(Rows).cursor_id is None
        self._show()
        if greeted:
            self._begin()

    def _begin(self) -> None:
        """Put the cursor on an open question, else on the part where it is in sight with the verdict, which leads."""
        lines, width = self._drawn[0], columns(self.size.width)[0] - EDGES
        above = next((n for n, line in enumerate(lines) if line.id == self._first_of_part), len(lines))
        fits = rows_taken(lines[: above + 1], width) <= self.size.height - BARS
        self.query_one(Rows).move_to(self._first_of_part if fits else "verdict")
        self.query_one(Rows).move_to("question-0")

    def _show(self, cursor: str | None = None) -> None:
        self._drawn = page(self._seen(), self.size.width, self.size.height - BARS)
        self.query_one(Columns).show([as_rows(lines) for lines in self._drawn], cursor)
        self.refresh_bindings()

    def _seen(self) -> SorenessSeen:
        now, views, found = self.clock.now(), self.context.views, self.verdict
        year = views.ankle_year(now, everything=self._all_courses)
        shoes, held = self.journal.of_kind(Shoe), year.check_ins
        self._stories = {words.course_id(one): one for one in year.stories}
        ankles: dict[Ankle, tuple[Reading | None, Light, str]] = {}
        open_spells: dict[Ankle, Course | None] = {}
        for side in ANKLES:
            ratings, spells = year.ratings[side], year.courses[side]
            last = ratings[-1] if ratings else None
            course = found.sides[side].course
            opened = found.day - timedelta(days=course.day if course else 0)
            began = words.began_words(year.own[side], side, opened) if course else ""
            ankles[side] = last, views.bands.light(last.rating) if last else Light.NONE, began
            open_spells[side] = spells[-1] if spells and spells[-1].is_open else None
        on = self.context.settings.reading_cards
        cards = {side: cards_for(open_spells[side], now) if on else () for side in ANKLES}
        earlier, later = self.key_of("soreness.earlier"), self.key_of("soreness.later")
        return SorenessSeen(
            found=found,
            says=views.told(found),
            asks=all_asked(found.questions, self.context.settings.distance),
            ankles=ankles,
            rate=self.key_of("app.rate"),
            now=now,
            charts=Charts.of(views, now, shoes),
            weeks=self.weeks,
            until=self._until or now.date(),
            read=self._read,
            noted=lambda first, last: self.journal.of_kind(CheckIn, first, last),
            hint=f"{earlier} {later} reads a day",
            check_ins=[one for one in held if now - SHOWN_CHECK_INS <= one.at <= now],
            stories=year.stories,
            all_stories=self._all_courses,
            has_older=not year.is_all,
            shoes={shoe.id: shoe.name for shoe in shoes},
            reading=words.reading_sections(cards, on, found),
            tests=self.journal.of_kind(SelfTest),
            part=self.section,
        )

    @property
    def everything(self) -> bool:
        """Whether there is room for all parts at once."""
        return self.size.width >= TWO

    @property
    def _under(self) -> tuple[str, str]:
        """The kind and id of what the cursor is on: ``("check-in", "79…")``."""
        focused = self.focused
        rows = focused if isinstance(focused, Rows) else self.query_one(Rows)
        kind, _, id = (rows.cursor_id or "").partition(":")
        return kind, id

    @property
    def _first_of_part(self) -> str:
        """The first line of the part, below the chart."""
        ids = [line.id for line in self._drawn[0] if line.id]
        below = ids[ids.index(TABS) + 1 :] if TABS in ids else [id for id in ids if id.startswith(words.CHECK_IN)]
        return (below or [TABS])[0]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        listed, open_signs = self.everything or self.section == "check-ins", any(row.sign for row in self.verdict.rows)
        is_there = {
            "edit": listed,
            "remove": listed,
            "section": not self.everything,
            "measure": self.everything or not open_signs,
            "clear": open_signs,
        }
        return is_there.get(action, True) and super().check_action(action, parameters)

    def action_section(self, step: int) -> None:
        ids = [id for id, _ in PARTS]
        self.section = ids[(ids.index(self.section) + step) % len(ids)]
        self._show()
        self.query_one(Rows).move_to(self._first_of_part)

    def action_weeks(self) -> None:
        """3, 6, 26 weeks and round again, past what would show the same."""
        until = self._until or self.context.today
        self.weeks = next_span(self.weeks, until, columns(self.size.width)[0] - EDGES)
        self._show()

    def action_read(self, by: int) -> None:
        """Read the day before, or after, out of the chart, which moves a week where the day is past its edge."""
        today = self.context.today
        day = (self._read or today + timedelta(days=1)) + timedelta(days=by)
        if day > today:
            self._read = self._until = None
        else:
            self._read = day
            shown = span(self._until or today, self.weeks, columns(self.size.width)[0] - EDGES)
            if not shown.first <= day <= shown.last:
                until = shown.last + timedelta(weeks=by)
                self._until = until if until < today else None
        self._show()

    def action_today(self) -> None:
        if self._read is None:
            self.say("No day is read out.")
        self._read = self._until = None
        self._show()

    def on_rows_chosen(self, message: Rows.Chosen) -> None:
        kind, _, id = message.id.partition(":")
        if kind.startswith("question-"):
            self._ask(int(kind.partition("-")[2]))
        elif kind == "verdict" or kind.startswith(("answer-", "rate-")):
            self._do(kind)
        elif kind == words.CHECK_IN:
            self.action_edit()
        elif kind == words.TEST:
            self._open_test(id)
        elif kind == words.COURSE:
            self._open_course(id)
        elif kind == TABS:
            self.action_section(1)
        elif kind == OLDER:
            self._all_courses = True
            self._show()

    def _ask(self, number: int) -> None:
        from screens.entries.answer import ask_question

        ask_question(self.context, self.verdict.questions[number])

    def _do(self, line: str) -> None:
        does = self.context.views.told(self.verdict)[0].does if line == "verdict" else line.partition("-")[0]
        if does == "answer":
            self.context.begin("stop-signs")
        elif does == "rate":
            self.context.begin("check-in")
        else:
            self.say("Nothing is to be done here.")

    def _open_course(self, id: str) -> None:
        from screens.frame.facts import FactsDialog

        if (told := self._stories.get(id)) is not None:
            shoes = {shoe.id: shoe.name for shoe in self.journal.of_kind(Shoe)}
            facts = words.course_facts(told, shoes, self.clock.now())
            self.app.push_screen(FactsDialog(f"Sore spell, {told.course.side} ankle", facts))

    def _open_test(self, id: str) -> None:
        from screens.entries.exercise.words import not_today
        from screens.entries.self_test import self_test_today
        from screens.frame.facts import ReadingDialog

        today = self_test_today(self.context, id)
        told = words.test_sections(self.journal.of_kind(SelfTest), id, self.clock.now(), today.steps)
        sections = [*not_today(today.why, today.care), *told]
        self.app.push_screen(ReadingDialog(SELF_TESTS[id].label.capitalize(), sections))

    def action_edit(self) -> None:
        from screens.entries.edit import edit_entry

        kind, id = self._under
        if kind == words.CHECK_IN:
            edit_entry(self.context, id)
        else:
            self.say(NO_CHECK_IN)

    def action_remove(self) -> None:
        from screens.entries.saving import remove_entry

        kind, id = self._under
        if kind == words.CHECK_IN:
            remove_entry(self.context, id)
        else:
            self.say(NO_CHECK_IN)

    def action_measure(self) -> None:
        """Log a self-test, the one under the cursor when the list is in sight."""
        from screens.entries.self_test import log_self_test

        kind, id = self._under
        log_self_test(self.context, id if kind == words.TEST else "")

    def action_clear(self) -> None:
        from screens.entries.check_in.stop_signs import ask_if_seen

        ask_if_seen(self.context)
