"""The screen Week."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta

from textual.widget import Widget

from journal.dates import MONTH_NAMES, Week
from journal.entries import ANKLES
from journal.rules.week.heatmap import Heatmap, heatmap, minutes_of
from screens.drawing.ankles import Charts
from screens.drawing.columns import BARS
from screens.drawing.key import Key
from screens.drawing.seven import DAYS
from screens.frame.context import ToDay
from screens.frame.screen import JournalScreen
from screens.week.lines import HALF_YEAR, WeekSeen, page
from screens.widgets.columns import Columns
from screens.widgets.rows import Rows, as_rows

NO_LATER = "This is this week already."
MEASURES = ("minutes", *ANKLES)


class WeekScreen(JournalScreen):
    """What the rules say, what was done in a week, what each ankle said."""

    NAME = "Week"
    HELP_TEXT = (
        "A week from Monday to Sunday: what the rules say of its last day, what was done, what each ankle said, how it "
        "compares. Left and right choose a day, enter opens it in the diary; in a wide window tab goes to the next "
        "column."
    )
    KEYS = (
        Key("left_square_bracket", "move(-1)", "Before", "week.previous", "The week before"),
        Key("right_square_bracket", "move(1)", "After", "week.next", "The week after"),
        Key("p", "begin('physio')", "Physio", "week.page", "The page for a physio or doctor"),
        Key("x", "begin('export')", "Export", "week.export", "Write the journal to a file"),
        Key("left", "choose_day(-1)", "Day before", "week.day-before", "Choose the day before", show=False),
        Key("right", "choose_day(1)", "Day after", "week.day-after", "Choose the day after", show=False),
        Key("t", "this_week", "This week", "week.today", "Back to this week", show=False),
        Key("m", "measure", "Half year", "week.measure", "The half year: minutes, left or right ankle", show=False),
    )

    def compose_body(self) -> Iterable[Widget]:
        self.back = 0
        self.measure = MEASURES[0]
        self._chosen: date | None = None
        yield Columns("week")

    @property
    def week(self) -> Week:
        """The week shown: so many before this one."""
        return Week.of(self.context.today).shifted(-self.back)

    @property
    def chosen(self) -> date:
        """The day marked among the seven: today, or a week's last day, unless another was chosen."""
        return self._chosen or min(self.context.today, self.week.sunday)

    def refresh_data(self) -> None:
        now, week, views = self.clock.now(), self.week, self.context.views
        summary = views.week(week, now)
        self.detail(f"{week}  {_span(week)}{'' if summary.complete else ', so far'}")
        following = MEASURES[(MEASURES.index(self.measure) + 1) % len(MEASURES)]
        seen = WeekSeen(
            summary=summary,
            names=views.names,
            charts=Charts.of(views, now),
            half_year=lambda weeks: self._half_year(min(now.date(), week.sunday), weeks),
            measure=self.measure,
            hint=f"{self.key_of('week.measure')} shows {following}",
            chosen=self.chosen,
            new=self.key_of("app.new"),
        )
        self.query_one(Columns).show([as_rows(lines) for lines in page(seen, self.size.width, self.size.height - BARS)])

    def _half_year(self, last: date, weeks: int) -> Heatmap:
        first = last - timedelta(days=7 * weeks + 7)
        value: Callable[[date], int | None] = minutes_of(self.context.views.tallies(first, last))
        for side in ANKLES:
            if self.measure == side:
                value = self.context.views.peaks(first, last)[side].get
        return heatmap(value, last, self.context.settings.first_weekday, weeks)

    def action_choose_day(self, by: int) -> None:
        """Mark another day of this week, and go to its line."""
        day = self.chosen + timedelta(days=by)
        if self.week.monday <= day <= self.week.sunday:
            self._chosen = day
            self.refresh_data()
        self.query_one("#week", Rows).move_to(DAYS)

    def action_move(self, by: int) -> None:
        """Another week; not past this one."""
        if self.back - by >= 0:
            self.back, self._chosen = self.back - by, None
            self.refresh_data()
        else:
            self.say(NO_LATER)

    def action_this_week(self) -> None:
        if not self.back and self.chosen == self.context.today:
            self.say(NO_LATER)
        self.back, self._chosen = 0, None
        self.refresh_data()

    def action_measure(self) -> None:
        """The half year of another measure, brought into sight."""
        self.measure = MEASURES[(MEASURES.index(self.measure) + 1) % len(MEASURES)]
        self.refresh_data()
        for rows in self.query(Rows):
            rows.move_to(HALF_YEAR)

    def on_rows_chosen(self, message: Rows.Chosen) -> None:
        if message.id == DAYS:
            self.context.go(ToDay(self.chosen))
        elif message.id == HALF_YEAR:
            self.action_measure()
        else:
            self.say("This line opens nothing more; on the seven days the diary opens.")


def _span(week: Week) -> str:
    """``16 to 22 Nov``."""
    first, last = week.monday, week.sunday
    month = "" if first.month == last.month else f" {MONTH_NAMES[first.month - 1]}"
    return f"{first.day}{month} to {last.day} {MONTH_NAMES[last.month - 1]} {last.year}"
