"""The screen Week."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta

from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget

from journal.dates import MONTH_NAMES, Week
from journal.entries import ANKLES
from journal.rules.week.heatmap import WEEKS, Heatmap, heatmap, minutes_of
from screens.drawing.ankles import SPANS, span, with_head
from screens.drawing.key import Key
from screens.drawing.lines import BLANK, StyledLine
from screens.frame.context import ToDay
from screens.frame.screen import JournalScreen
from screens.week import lines as week_lines
from screens.widgets.rows import Row, Rows

MEASURES = ("minutes", *ANKLES)
WIDE = 120
BESIDE = 54
CHART = 11
"""Lines of the chart of both ankles, its head among them."""
IN_WORDS = ("sessions", "ankles", "runs", "self-tests")


class WeekScreen(JournalScreen):
    """What the rules say, what was done in a week, what each ankle said."""

    NAME = "Week"
    HELP_TEXT = (
        "A week from Monday to Sunday: what the rules say of its last day, what was done, what each ankle said, how it "
        "compares. Enter on a day opens it in the diary."
    )
    KEYS = (
        Key("left_square_bracket", "move(-1)", "Before", "week.previous", "The week before", display="["),
        Key("right_square_bracket", "move(1)", "After", "week.next", "The week after", display="]"),
        Key("p", "page", "Physio", "week.page", "The page for a physio or doctor"),
        Key("x", "export", "Export", "week.export", "Write the journal to a file"),
        Key("t", "this_week", "This week", "week.today", "Back to this week", show=False),
        Key("m", "measure", "Half year", "week.measure", "The half year: minutes, left or right ankle", show=False),
    )
    DEFAULT_CSS = """
    WeekScreen > Horizontal { height: 1fr; }
    WeekScreen #week { width: 1fr; }
    WeekScreen #beside { display: none; width: 54; }
    WeekScreen.-wide #beside { display: block; }
    """

    def compose_body(self) -> Iterable[Widget]:
        self.back = 0
        self.measure = MEASURES[0]
        yield Horizontal(Rows(id="week"), Rows(id="beside"))

    @property
    def week(self) -> Week:
        """The week shown: so many before this one."""
        return Week.of(self.clock.now().date()).shifted(-self.back)

    def refresh_data(self) -> None:
        now, week = self.clock.now(), self.week
        summary = self.context.views.week(week, now)
        under_way = "" if summary.complete else ", so far"
        self.detail(f"{week}  {_span(week)}{under_way}")
        wide = self.size.width >= WIDE
        width = self.size.width - (BESIDE if wide else 0) - 6
        names = self.context.views.names
        last = min(now.date(), week.sunday)
        following = MEASURES[(MEASURES.index(self.measure) + 1) % len(MEASURES)]
        main = [
            *week_lines.overview(summary, names, width),
            BLANK,
            *self._ankles(last, width),
            *week_lines.half_year(self._half_year(last), self.measure, following),
        ]
        beside = [
            *week_lines.compared(summary, names),
            *week_lines.muscles(summary, 6 if wide else week_lines.BAR),
            *week_lines.in_words(summary, names, IN_WORDS),
        ]
        if not wide:
            main += beside
        self.query_one("#week", Rows).show([*_rows(main)])
        self.query_one("#beside", Rows).show([*_rows(beside[1:])] if wide else [])

    def on_resize(self) -> None:
        """Lay out anew."""
        if self.is_mounted and self.query("#week"):
            self.refresh_data()

    def _ankles(self, last: date, width: int) -> Iterator[StyledLine]:
        views, shown = self.context.views, span(last, SPANS[1], width)
        days = views.charted(shown.first, shown.last, self.clock.now())
        return with_head(days, last, shown, height=CHART, bands=views.bands)

    def _half_year(self, last: date) -> Heatmap:
        first = last - timedelta(days=7 * WEEKS + 7)
        value: Callable[[date], int | None] = minutes_of(self.context.views.tallies(first, last))
        for side in ANKLES:
            if self.measure == side:
                value = self.context.views.peaks(first, last)[side].get
        return heatmap(value, last, self.settings.first_weekday)

    def action_move(self, by: int) -> None:
        """Another week; not past this one."""
        if self.back - by >= 0:
            self.back -= by
            self.refresh_data()

    def action_this_week(self) -> None:
        self.back = 0
        self.refresh_data()

    def action_measure(self) -> None:
        self.measure = MEASURES[(MEASURES.index(self.measure) + 1) % len(MEASURES)]
        self.refresh_data()

    def action_page(self) -> None:
        from screens.exchange.physio import show_page

        show_page(self.context)

    def action_export(self) -> None:
        from screens.exchange.export import export_journal

        export_journal(self.context)

    def on_rows_chosen(self, message: Rows.Chosen) -> None:
        """Open a day in the diary."""
        kind, _, day = message.id.partition("day-")
        if not kind and day:
            self.context.go(ToDay(date.fromisoformat(day)))


def _rows(lines: Iterable[StyledLine]) -> Iterator[Row]:
    for number, line in enumerate(lines):
        yield Row(line.id or f"line-{number}", Content.assemble(*line.parts), selectable=bool(line.id), hang=line.hang)


def _span(week: Week) -> str:
    """``16 to 22 Nov``."""
    first, last = week.monday, week.sunday
    month = "" if first.month == last.month else f" {MONTH_NAMES[first.month - 1]}"
    return f"{first.day}{month} to {last.day} {MONTH_NAMES[last.month - 1]} {last.year}"
