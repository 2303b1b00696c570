"""The screen Diary."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from textual.content import Content
from textual.reactive import reactive
from textual.timer import Timer
from textual.widget import Widget

from journal.entries import Entry, Note, Session, day_of, kind_of
from journal.views.diary import Diary, DiaryDay
from journal.words.entry import KIND_WORDS, full, line, stop_sign_words, time_words
from journal.words.names import called
from journal.words.search import Filter, spans, words_of
from library.words import counted
from screens.diary.lines import DAY, MONTH_ROWS, day_mark, entry_lines, legend, month, month_name
from screens.drawing.ankles import SPANS, Charts, span
from screens.drawing.columns import BARS, EDGES, columns
from screens.drawing.glyphs import LIGHT_STYLES
from screens.drawing.key import Key, with_keys
from screens.drawing.lines import BLANK, MUTED, StyledLine
from screens.drawing.wrapping import shortened
from screens.frame.context import Destination, ToDay, ToSession
from screens.frame.screen import JournalScreen
from screens.widgets.columns import Columns
from screens.widgets.line import Line, PassingLine
from screens.widgets.room import OneLine, aside, beside, mark
from screens.widgets.rows import Row, Rows, as_rows
from screens.widgets.search_line import SearchBar, SearchLine

AT_ONCE = 60
"""Rows read at once beyond those of the window; more follow as the cursor nears the end."""
NEAR_END = 40
SLICE = 250
"""Entries compared in one go while searching; then keys and painting have their turn."""
PAUSE_S = 0.005
IN_SIGHT = 30
"""A match that begins later in its line is brought forward, with so many characters before it:"""
BEFORE = 16
TIME, KIND = 6, 10
"""Cells of an entry's clock time and of its kind."""
CHART = 17
"""Rows of the chart of the weeks, its head among them."""
NOTE = 160
"""Cells of a note's beginning in the list."""

EMPTY = (
    "",
    "Nothing written yet.",
    "",
    "All you log stands here by day, newest first:",
    "check-ins, sessions, runs, fit checks, self-tests, notes.",
    "Search it, edit it, move it to another day, remove it;",
    "{app.undo} takes every change back.",
    "",
    "Press {app.rate} to rate both ankles, {app.new} to add anything else.",
)


class DiaryScreen(JournalScreen):
    """Everything in the journal, day by day, newest first."""

    NAME = "Diary"
    HELP_TEXT = (
        "Everything in the journal, day by day, newest first. Searching looks at every word of every entry, whatever "
        "its case or accents; several words must all be there, words in double quotes stand together."
    )
    KEYS = (
        Key("slash", "search", "Search", "diary.search", "Search every word", to_field=True),
        Key("f", "filter", "Filter", "diary.filter", "Only one kind, side, exercise or shoe"),
        Key("e", "edit", "Edit", "diary.edit", "Change the entry, its day too", writes=True),
        Key("d", "remove", "Remove", "diary.remove", "Remove the entry; undo brings it back", writes=True),
        Key("N", "note", "Note", "diary.note", "Write the note of this day", show=False, writes=True, to_field=True),
        Key("left_square_bracket", "day(1)", "Day before", "diary.previous", "To the day before", show=False),
        Key("right_square_bracket", "day(-1)", "Day after", "diary.next", "To the day after", show=False),
        Key("t", "top", "Today", "diary.today", "To the newest day", show=False),
        Key("x", "begin('export')", "Export", "diary.export", "Write the journal to a file", show=False),
    )
    DEFAULT_CSS = """
    DiaryScreen {
        & SearchBar { display: none; }
        & #found { color: $text-muted; padding: 0 2; }
    }
    """

    holds: reactive[bool] = reactive(True, bindings=True, repaint=False)
    """Whether an entry is listed."""
    asks: reactive[bool] = reactive(True, bindings=True, repaint=False)
    """Whether there is anything to search and to filter, or such a question to take back."""

    def compose_body(self) -> Iterable[Widget]:
        self.diary = Diary(self.journal)
        self.only = Filter()
        self._rows: list[Row] = []
        self._source: Iterator[DiaryDay] = iter(())
        self._matches = 0
        self._complete = False
        self._listed: list[Row] = []
        self._wanted: date | None = None
        self._more: Timer | None = None
        self._around: tuple[object, list[list[StyledLine]]] = None, []
        yield SearchBar("words anywhere in the diary")
        yield PassingLine(id="found")
        yield Columns("list")

    @property
    def words(self) -> tuple[str, ...]:
        return words_of(self.query_one(SearchLine).value)

    @property
    def _at_once(self) -> int:
        return self.size.height + AT_ONCE

    def refresh_data(self) -> None:
        """Read again, beyond the cursor at least."""
        self._around = None, []
        self._restart(max(self._at_once, self.query_one("#list", Rows).cursor + NEAR_END + 1))

    def _restart(self, rows: int) -> None:
        self._source = self.diary.days(self.context.views.names, self.words, self.only)
        self._rows, self._matches, self._complete = [], 0, False
        self._before = self.context.today
        self._fill(rows)

    def _fill(self, rows: int) -> None:
        """Read until so many rows are there; a long search goes on after a pause."""
        if self._more is not None:
            self._more.stop()
            self._more = None
        looked_at = 0
        while not self._complete and (len(self._rows) < rows or self._wanted is not None):
            if looked_at >= SLICE:
                self._more = self.set_timer(PAUSE_S, lambda: self._fill(rows))
                if self._wanted is not None:
                    return  # what is on the way to a day is shown once, with it
                break
            if (day := next(self._source, None)) is None:
                self._complete = True
                break
            looked_at += day.looked_at
            if day.entries:
                self._matches += len(day.entries)
                self._rows.extend(self._of_day(day))
            if self._wanted is not None and day.day <= self._wanted:
                self._reached(self._wanted)
        if self._complete and self._wanted is not None:
            self._reached(self._wanted)
        self._show()

    def _of_day(self, day: DiaryDay) -> Iterator[Row]:
        """A blank line, or the month where it is another one, and the day's entries, the first with the day."""
        named = "" if (day.day.year, day.day.month) == (self._before.year, self._before.month) else month_name(day.day)
        self._before = day.day
        yield Row(f"day-{day.day.isoformat()}", Content.styled(named, "bold"), selectable=False)
        mark = Content.assemble(*day_mark(day.day, day.rated, self.context.views.bands))
        for entry in day.entries:
            yield Row(entry.id, self._entry_line(mark, entry), hang=DAY + TIME + KIND)
            mark = Content(" " * DAY)

    def _entry_line(self, day: Content, entry: Entry) -> OneLine | Content:
        """Time, kind and what was said; a note's beginning on several lines. The whole entry is a key away."""
        names, words = self.context.views.names, self.words
        kind = KIND_WORDS[kind_of(entry)]
        head = Content.assemble(day, (f"{time_words(entry):<{TIME}}{kind:<{KIND}}", MUTED))
        signs, said = stop_sign_words(entry), line(entry, names).removeprefix(f"{kind} ")
        if words:
            if not spans(said, words):
                # The match is in what the one line leaves out.
                said = next((each for each in full(entry, names) if spans(each, words)), said)
            said = snippet(said, words)
        if isinstance(entry, Note):
            return head + _marked(shortened(said, NOTE), words)
        said = said.replace(f" · {signs}", "") if signs else said
        first = said.find(" · ")
        told = _marked(said, words).stylize(MUTED, first if first >= 0 else len(said))
        warns = f"bold {LIGHT_STYLES['red']}" if signs and "," not in signs else ""
        return beside(mark(head), *([mark(f"{signs} · ", style=warns)] if signs else []), aside(told))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What is there is edited and removed, searched and filtered."""
        needs = {"edit": self.holds, "remove": self.holds, "search": self.asks, "filter": self.asks}
        return needs.get(action, True) and super().check_action(action, parameters)

    def _show(self, cursor: str | None = None) -> None:
        self._listed = self._rows
        self.holds = bool(self._rows) or not self._complete
        self.asks = self.holds or bool(self.words) or self.only.any
        if not self._rows:
            said = (
                ("Nothing found.",) if self.words or self.only.any else (with_keys(line, self.key_of) for line in EMPTY)
            )
            rows = [Row(f"empty-{n}", line, selectable=False) for n, line in enumerate(said)]
            self._listed = rows if self._complete else []
        self.query_one("#found", Line).show(self._found_words() if self.words or self.only.any else "")
        shown = self.query_one(Columns)
        shown.show([self._listed], cursor)
        shown.show([self._listed, *self._beside()])

    def _beside(self) -> Iterator[list[Row]]:
        """In a wide window the month of the entry under the cursor, and all that is in it."""
        widths = [each - EDGES for each in columns(self.size.width)[1:]]
        id = self.query_one("#list", Rows).cursor_id
        entry = self.journal.get(id) if id else None
        if not widths or entry is None:
            return
        from screens.diary.entry import entry_section

        section = entry_section(entry, self.context.views.names)
        told = [*entry_lines(section.title, section.lines, widths[0])]
        day = day_of(entry) or self.context.today
        # Most moves stay within a day, around which all is as it was.
        if self._around[0] != (day, self.size):
            months = 1 if len(widths) == 1 else (self.size.height - BARS) // MONTH_ROWS
            drawn = [[*self._months(day, widths[-1], months)]]
            self._around = (day, self.size), drawn if len(widths) == 1 else [[*self._weeks(day, widths[0])], *drawn]
        first, *others = self._around[1]
        yield as_rows([BLANK, *first, BLANK, *told])
        yield from (as_rows([BLANK, *lines]) for lines in others)

    def _weeks(self, day: date, width: int) -> Iterator[StyledLine]:
        """The weeks up to that of a day, which is read out."""
        charts = Charts.of(self.context.views, self.clock.now())
        return charts.drawn(span(min(day + timedelta(weeks=1), charts.today), SPANS[1], width), width, CHART, read=day)

    def _months(self, chosen: date, width: int, most: int) -> Iterator[StyledLine]:
        """The month of a day and those before it, so many as there is room for."""
        views, now = self.context.views, self.clock.now()
        day = chosen
        for _ in range(max(1, most)):
            first = day.replace(day=1)
            days = views.charted(first, first + timedelta(days=30), now)
            if not days and day != chosen:
                break
            if day != chosen:
                yield BLANK
            yield from month(
                days,
                day,
                now.date(),
                chosen=chosen,
                bands=views.bands,
                width=width,
                first_weekday=self.context.settings.first_weekday,
            )
            day = first - timedelta(days=1)
        yield legend()

    def _found_words(self) -> str:
        state = "" if self._complete else " so far" if self._more is None else " so far, searching"
        return " · ".join([f"{counted(self._matches, 'entry', 'entries')}{state}", *self._filter_words()])

    def _filter_words(self) -> list[str]:
        only, names = self.only, self.context.views.names
        words = [KIND_WORDS[only.kind]] if only.kind else []
        words += [only.side] if only.side else []
        words += [called(names.exercises, only.exercise, "exercise")] if only.exercise else []
        words += [called(names.shoes, only.shoe, "shoe")] if only.shoe else []
        return [f"only {', '.join(words)} ({self.key_of('diary.filter')})"] if words else []

    def arrive(self, to: Destination) -> None:
        if isinstance(to, ToDay):
            self.show_day(to.day)

    def show_day(self, day: date) -> None:
        """Go to a day, or the nearest one before it that has entries."""
        with self.prevent(SearchLine.Changed):
            self.query_one(SearchLine).value = ""
        self.query_one(SearchBar).display = False
        self.only = Filter()
        self._wanted = day
        self._restart(self._at_once)

    def _reached(self, day: date) -> None:
        self._wanted = None
        wanted = f"day-{day.isoformat()}"
        index = next((n for n, row in enumerate(self._rows) if not row.selectable and row.id <= wanted), None)
        at = len(self._rows) - 1 if index is None else index + 1
        if 0 <= at < len(self._rows):
            self._show(self._rows[at].id)

    def on_rows_highlighted(self, message: Rows.Highlighted) -> None:
        rows = self.query_one("#list", Rows)
        if message.rows is not rows:
            return
        self.query_one(Columns).show([self._listed, *self._beside()])
        if not self._complete and rows.cursor >= len(self._rows) - NEAR_END:
            self._fill(len(self._rows) + self._at_once)

    def on_rows_ended(self, message: Rows.Ended) -> None:
        """To the oldest day, however many are still to be read."""
        if message.rows is self.query_one("#list", Rows) and not self._complete:
            self._wanted = date.min
            self._fill(0)

    def action_day(self, by: int) -> None:
        """The first entry of the day before (1) or after (-1)."""
        rows = self.query_one("#list", Rows)
        starts = [n + 1 for n, row in enumerate(self._rows) if not row.selectable]
        here = max((place for place, start in enumerate(starts) if start <= rows.cursor), default=0)
        target = here + by
        if by > 0 and target >= len(starts) and not self._complete:
            self._fill(len(self._rows) + self._at_once)
            starts = [n + 1 for n, row in enumerate(self._rows) if not row.selectable]
        if 0 <= target < len(starts):
            rows.move_to(self._rows[starts[target]].id)
        else:
            self.say("There is no day after this one here." if by < 0 else "There is no day before this one here.")

    def action_top(self) -> None:
        rows = self.query_one("#list", Rows)
        before = rows.cursor_id
        rows.action_first()
        if rows.cursor_id == before:
            self.say("This is the newest day already.")

    def action_search(self) -> None:
        self.query_one(SearchBar).display = True
        self.query_one(SearchLine).focus()

    def on_input_changed(self) -> None:
        self._restart(self._at_once)

    def on_input_blurred(self) -> None:
        """An empty search leaves the screen again."""
        if not self.query_one(SearchLine).value:
            self.query_one(SearchBar).display = False

    def action_filter(self) -> None:
        from screens.diary.filter import ask_filter

        def then(only: Filter) -> None:
            self.only = only
            self._restart(self._at_once)

        ask_filter(self.context, self.only, then)

    def action_back(self) -> None:
        """First the search and the filter are taken away, then the screen is left."""
        if self.words or self.only.any:
            self.only = Filter()
            self.query_one(SearchLine).value = ""
            self.query_one(SearchBar).display = False
            self._restart(self._at_once)
        else:
            super().action_back()

    @property
    def _current(self) -> Entry | None:
        id = self.query_one("#list", Rows).cursor_id
        return self.journal.get(id) if id else None

    def _entry_here(self) -> Entry | None:
        """The entry under the cursor; where there is none it is said."""
        if (entry := self._current) is None:
            self.say("There is no entry here.", error=True)
        return entry

    def on_rows_chosen(self, message: Rows.Chosen) -> None:
        from screens.diary.entry import EntryDialog, SessionEntryDialog, said_section
        from screens.entries.edit import edit_entry
        from screens.entries.saving import remove_entry

        if (entry := self.journal.get(message.id)) is None:
            return

        def answered(answer: str | None) -> None:
            # The cursor goes elsewhere when another window removes the entry that is being read.
            if answer == "edit":
                edit_entry(self.context, entry.id)
            elif answer == "remove":
                remove_entry(self.context, entry.id)
            elif answer == "sets" and isinstance(entry, Session):
                self.context.go(ToSession(entry.id))

        dialog = SessionEntryDialog if isinstance(entry, Session) else EntryDialog
        said = said_section(self.context, entry)
        aside_versions = self.journal.set_aside(entry.id)
        self.app.push_screen(dialog(entry, self.context.views.names, aside_versions, said), answered)

    def action_edit(self) -> None:
        from screens.entries.edit import edit_entry

        if (entry := self._entry_here()) is not None:
            edit_entry(self.context, entry.id)

    def action_remove(self) -> None:
        from screens.entries.saving import remove_entry

        if (entry := self._entry_here()) is not None:
            remove_entry(self.context, entry.id)

    def action_note(self) -> None:
        from screens.entries.note import edit_note

        entry = self._current
        edit_note(self.context, day_of(entry) if entry is not None else None)


def snippet(text: str, words: Sequence[str]) -> str:
    """The text from the word a little before the first match on, so that it is in sight."""
    found = spans(text, words)
    if not found or found[0][0] <= IN_SIGHT:
        return text
    return f"… {text[text.rfind(' ', 0, found[0][0] - BEFORE) + 1 :]}"


def _marked(text: str, words: Sequence[str]) -> Content:
    content = Content(text)
    for start, end in spans(text, words):
        content = content.stylize("bold reverse", start, end)
    return content
