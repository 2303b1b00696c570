"""Both ankles over weeks: a lane for each on one fixed scale, what was run and trained beneath. Pure.

A lane's rows end where the bands of ratings do, so that a full row of three is the highest rating still green, and two
the highest still amber. 0 is a low line; what was not rated is blank. Weeks are whole and end on Sunday.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from itertools import groupby
from math import ceil
from typing import TYPE_CHECKING

from msgspec import Struct

from journal.dates import DAY_NAMES, MONTH_NAMES, short_day
from journal.entries import ANKLES, Ankle, Shoe
from journal.rules.ankle.bands import Bands
from journal.rules.week.charted import NO_DAY, ChartedDay, Event, Ratings
from library.words import counted
from screens.drawing.canvas import Canvas
from screens.drawing.lines import MUTED, StyledLine, StyledPart, head
from screens.drawing.roles import style_of

if TYPE_CHECKING:
    from journal.views.views import Views

SPANS = (3, 6, 26)
"""Weeks that can be asked for; as many more are shown as fit whole."""
GUTTER = 9
MOST_CELLS = 6
"""A day has at most so many cells."""
BLOCKS = " ▁▂▃▄▅▆▇█"
FLAGS: dict[Event, tuple[str, str, str]] = {
    "twist": ("!", "rolled it", "red"),
    "asked": ("+", "asked", "link"),
    "support": ("s", "support", "muted"),
    "new shoe": ("n", "new pair", "muted"),
    "self-test": ("T", "self-test", "muted"),
}
"""An event's letter, its words where they have room, and their role."""
LIGHT_MARKS = {"amber": "▲", "red": "■"}
HOUR_MIN = 60
"""Minutes of a run or session that fill its row."""


def eighths(rating: int, rows: int, bands: Bands) -> int:
    """How high a rating stands in a lane of so many rows, in eighths of a row: at least one, for 0.

    Between the ends of the bands it grows evenly; the first band's is rounded up, so that 1 is not taken for 0.
    """
    amber, red = bands.green + 1, bands.amber + 1
    part, low, high = 0, 0, amber
    if rating >= red:
        part, low, high = 2, red, 10
    elif rating >= amber:
        part, low, high = 1, amber, min(red, 10)
    inside = 8 * (rating - low) / (high - low) if high > low else 8
    third = 8 * part + (ceil(inside) if part == 0 else round(inside))
    return max(1, round(third * rows / 3))


def block(minutes: float, full: float = HOUR_MIN) -> str:
    """Minutes of a run or session as a block, as high as their share of ``full``; never nothing."""
    return BLOCKS[max(1, min(8, round(8 * minutes / full)))]


def digit(rating: int) -> str:
    return "X" if rating == 10 else str(rating)


def pair(canvas: Canvas, x: int, y: int, one: ChartedDay, bands: Bands) -> None:
    """A day's highest left and right, a cell each, in the colours of their bands: 0 as a dot, unrated as nothing."""
    for place, side in enumerate(ANKLES):
        if (rating := one.side(side).highest) is not None:
            light = f"{bands.light(rating)} strong" if rating else "muted"
            canvas.put(x + place, y, digit(rating) if rating else "·", light)


def bar(canvas: Canvas, x: int, y: int, rows: int, rating: int, bands: Bands, cells: int = 1) -> None:
    """A rating as a bar in the colour of its band, in a lane of so many rows."""
    height, light = eighths(rating, rows, bands), str(bands.light(rating))
    for row in range(rows):
        if filled := max(0, min(8, height - 8 * (rows - 1 - row))):
            canvas.put(x, y + row, BLOCKS[filled] * cells, light)


def scale(canvas: Canvas, x: int, y: int, rows: int, side: Ankle, bands: Bands) -> None:
    """The name of a lane's ankle, and in the column ``x`` its scale: 10, and where amber and red begin."""
    canvas.put(0, y, side.capitalize(), f"{side} strong")
    if rows > 1:
        canvas.put(x, y, "10", "muted")
    if rows % 3 == 0:
        for row, edge, light in ((rows // 3, bands.amber + 1, "red"), (2 * rows // 3, bands.green + 1, "amber")):
            if edge <= 10:
                canvas.put(x, y + row, f"{LIGHT_MARKS[light]}{edge}", light)


class Span(Struct, frozen=True):
    """Whole weeks, from a Monday on, with so many cells each: a multiple of 7, or less than 7 for parts of a week."""

    first: date
    weeks: int
    per_week: int

    @property
    def last(self) -> date:
        return self.first + timedelta(days=7 * self.weeks - 1)

    @property
    def cells(self) -> int:
        return self.weeks * self.per_week

    @property
    def per_day(self) -> int:
        """Cells of a day; 0 where a cell holds several days."""
        return self.per_week // 7

    def column(self, day: date) -> int:
        """The first cell of a day."""
        week, weekday = divmod((day - self.first).days, 7)
        inside = weekday * self.per_day if self.per_day else weekday * self.per_week // 7
        return week * self.per_week + inside

    def days(self) -> Iterator[date]:
        return (self.first + timedelta(days=place) for place in range(7 * self.weeks))


def span(until: date, weeks: int, width: int) -> Span:
    """The weeks up to that of a day, at least so many where they fit, in a chart of this width.

    Nothing is stretched: as many whole weeks are shown as fit.
    """
    plot = max(1, width - GUTTER)
    asked = plot // max(1, weeks)
    per_week = 7 * min(asked // 7, MOST_CELLS) if asked >= 7 else max(1, min(asked, 4))
    shown = max(1, plot // per_week)
    monday = until - timedelta(days=until.weekday())
    return Span(monday - timedelta(weeks=shown - 1), shown, per_week)


class Heights(Struct, frozen=True):
    """How many rows each part of a chart has."""

    lane: int
    done: int
    flags: int

    @classmethod
    def of(cls, height: int, *, flagged: bool) -> Heights:
        """The parts of a chart of so many rows, its axis among them: lanes of 1, 2, 3 or 6."""
        rows = max(3, height - 1)
        done = 2 if rows in (4, 6) or rows >= 8 else 1
        flags = int(flagged and rows - done >= 7)
        lane = max(1, (rows - done - flags) // 2)
        return cls(6 if lane >= 6 else min(lane, 3), done, flags)

    @property
    def all(self) -> int:
        """All rows, the axis among them."""
        return self.flags + 2 * self.lane + self.done + 1


def chart(
    days: Mapping[date, ChartedDay], today: date, shown: Span, *, height: int, bands: Bands, cursor: date | None = None
) -> tuple[tuple[StyledPart, ...], ...]:
    """The chart without its head: flags, both lanes, runs and sessions, the days.

    ``height``: rows it may have; it takes 4 at least, and no more than it can use.
    ``cursor``: the day that is read out.
    """
    flagged = any(day.event for when, day in days.items() if shown.first <= when <= today)
    rows = Heights.of(height, flagged=flagged)
    canvas = Canvas(GUTTER + shown.cells, rows.all)
    _panels(canvas, shown, rows.all - 1)
    y = 0
    if rows.flags:
        _flags(canvas, shown, days, today)
        y = 1
    for side in ANKLES:
        _lane(canvas, y, rows.lane, side, _cells(shown, days, side, today), shown, bands)
        y += rows.lane
    for name in ("minutes",) if rows.done == 1 else ("run", "session"):
        _done(canvas, y, name, shown, days, today)
        y += 1
    _axis(canvas, y, shown, today, cursor)
    return canvas.rows()


class Charts(Struct, frozen=True, kw_only=True):
    """What charts are drawn of: ``days`` reads a range, ``km`` words a distance; who ``hears`` one is told it."""

    days: Callable[[date, date], Mapping[date, ChartedDay]]
    today: date
    bands: Bands
    km: Callable[[float], str]
    hears: bool

    @classmethod
    def of(cls, views: Views, now: datetime, shoes: Sequence[Shoe] = ()) -> Charts:
        """Of what the journal says; ``shoes``: those whose first day is marked."""
        return cls(
            days=lambda first, last: views.charted(first, last, now, shoes),
            today=now.date(),
            bands=views.bands,
            km=views.names.km,
            hears=views.settings.screen_reader,
        )

    def drawn(
        self, shown: Span, width: int, height: int, *, read: date | None = None, told: str = "", note: str = ""
    ) -> Iterator[StyledLine]:
        """A chart in so many rows under its head of ``width`` cells: the day ``read`` out, what is ``told``, or how
        many weeks; and a note at the line's end, which gives way to the first two.
        """
        days = self.days(shown.first, shown.last)
        if read is not None:
            words = read_out(read, days.get(read, NO_DAY), self.km)
        else:
            words = ((told or counted(shown.weeks, "week"), MUTED),)
        yield head("Ankles", width, told=words, note="" if told or read is not None else note)
        if self.hears:
            yield from (StyledLine("", ((said, ""),), hang=2) for said in spoken(days, self.today, shown.weeks))
            return
        for row in chart(days, self.today, shown, height=height - 1, bands=self.bands, cursor=read):
            yield StyledLine("", row, drawn=True)


def _panels(canvas: Canvas, shown: Span, height: int) -> None:
    """Every second week, or month where a day is less than a cell, on a ground of its own; the last one not."""
    for week in range(shown.weeks):
        if shown.per_day:
            odd = (shown.weeks - 1 - week) % 2
        else:
            odd = (shown.last.month - (shown.first + timedelta(weeks=week)).month) % 2
        if odd:
            canvas.panel(GUTTER + week * shown.per_week, 0, shown.per_week, height)


def _cells(shown: Span, days: Mapping[date, ChartedDay], side: Ankle, today: date) -> list[int | None]:
    """A rating for each cell: the one on waking in a day's first, the highest later in its others; or the highest."""
    values: list[int | None] = [None] * shown.cells
    for day in shown.days():
        if day > today or day not in days:
            continue
        column, ratings = shown.column(day), days[day].side(side)
        if shown.per_day >= 2:
            body = _body(shown.per_day)
            waking, later = ratings.waking, ratings.later
            values[column] = later if waking is None else waking
            values[column + 1 : column + body] = [waking if later is None else later] * (body - 1)
        elif (rating := ratings.highest) is not None:
            values[column] = max(rating, values[column] or 0)
    return values


def _body(per_day: int) -> int:
    """Cells of a day that are drawn in: from three on the last is a gap."""
    return per_day - 1 if per_day >= 3 else per_day


def _lane(
    canvas: Canvas, y: int, rows: int, side: Ankle, values: Sequence[int | None], shown: Span, bands: Bands
) -> None:
    scale(canvas, 6, y, rows, side, bands)
    for column, value in enumerate(values):
        if value is not None:
            bar(canvas, GUTTER + column, y, rows, value, bands)
    if rows > 1:
        _digits(canvas, y, rows, values, shown, bands)


def _digits(canvas: Canvas, y: int, rows: int, values: Sequence[int | None], shown: Span, bands: Bands) -> None:
    """The highest rating of every sore stretch as a digit over it, or in it where it fills the lane."""
    least = 1 if shown.per_day >= 2 else bands.green + 1
    for start, stop in _stretches(values):
        highest = max(value for value in values[start:stop] if value is not None)
        if highest < least:
            continue
        first = values.index(highest, start)
        last = first
        while last + 1 < stop and values[last + 1] == highest:
            last += 1
        column, light = GUTTER + (first + last) // 2, str(bands.light(highest))
        height = eighths(highest, rows, bands)
        above = rows - 1 - (height - 1) // 8 - 1
        if above >= 0:
            canvas.put(column, y + above, digit(highest), f"{light} strong")
        else:
            canvas.put(column, y + (0 if height % 8 == 0 else 1), digit(highest), f"{light} strong reverse")


def _stretches(values: Sequence[int | None]) -> Iterator[tuple[int, int]]:
    """Where sore cells stand side by side: from and up to."""
    for is_sore, run in groupby(range(len(values)), lambda place: bool(values[place])):
        places = [*run]
        if is_sore:
            yield places[0], places[-1] + 1


def _done(canvas: Canvas, y: int, name: str, shown: Span, days: Mapping[date, ChartedDay], today: date) -> None:
    """Minutes run and trained: an hour fills the row, of several days three quarters of one for each."""
    canvas.put(0, y, name, "muted")
    role = "work" if name == "session" else "run"
    minutes: dict[int, list[int]] = {}
    for day in shown.days():
        one = days.get(day, NO_DAY)
        if day > today:
            if one.due and name != "run" and shown.per_day:
                canvas.put(GUTTER + shown.column(day), y, "○", "muted")
            continue
        done = {"run": one.run_min, "session": one.session_min}.get(name, one.run_min + one.session_min)
        minutes.setdefault(shown.column(day), []).append(done)
    for column, found in minutes.items():
        if sum(found):
            full = HOUR_MIN if len(found) == 1 else 3 / 4 * HOUR_MIN * len(found)
            canvas.put(GUTTER + column, y, block(sum(found), full) * max(1, _body(shown.per_day)), role)


def _flags(canvas: Canvas, shown: Span, days: Mapping[date, ChartedDay], today: date) -> None:
    """A letter over the day of what happened, with words as far as the next leaves room."""
    canvas.put(0, 0, "flags", "muted")
    found = [(shown.column(day), days[day].event) for day in shown.days() if day <= today and day in days]
    flags = [(column, FLAGS[event]) for column, event in found if event is not None]
    free = 0
    for place, (column, (letter, words, role)) in enumerate(flags):
        if column < free:
            continue
        room = min([shown.cells, *(later for later, _ in flags[place + 1 :] if later > column)]) - column
        text = f"{letter} {words}" if len(letter) + len(words) + 2 <= room else letter
        canvas.put(GUTTER + column, 0, text, role)
        free = column + len(text)


def _axis(canvas: Canvas, y: int, shown: Span, today: date, cursor: date | None) -> None:
    """The days, or Mondays, or months; today strong, and the day that is read out marked."""
    daily = shown.per_day >= 3
    free = 0
    for day in shown.days():
        column = shown.column(day)
        text = _day_mark(day, daily=daily, monthly=not shown.per_day)
        if text and column >= free and column + len(text) <= shown.cells:
            role = "strong" if daily and day == today else "muted"
            canvas.put(GUTTER + column, y, text, "link strong reverse" if daily and day == cursor else role)
            free = column + len(text) + (not daily)
    if cursor is not None and not daily and shown.first <= cursor <= shown.last:
        _pointed(canvas, GUTTER + shown.column(cursor), y)


def _pointed(canvas: Canvas, x: int, y: int) -> None:
    """The mark of the day read out, in place of the day or month it would stand in."""
    start, stop = x, x + 1
    while start > GUTTER and canvas.at(start - 1, y) != " ":
        start -= 1
    while stop < canvas.width and canvas.at(stop, y) != " ":
        stop += 1
    if canvas.at(x, y) != " ":
        canvas.put(start, y, " " * (stop - start))
    canvas.put(x, y, "▲", "link strong")


def _day_mark(day: date, *, daily: bool, monthly: bool) -> str:
    if daily:
        return DAY_NAMES[day.weekday()][:2]
    if day.weekday():
        return ""
    month = MONTH_NAMES[day.month - 1]
    return (month if day.day <= 7 else "") if monthly else f"{day.day} {month}"


def read_out(day: date, one: ChartedDay, km: Callable[[float], str]) -> tuple[StyledPart, ...]:
    """A day in words: its date, both ankles, the run, the session, what happened; ``km`` words a distance."""
    parts: list[StyledPart] = [(short_day(day), style_of("strong"))]
    for side in ANKLES:
        parts += [(f"  {side} ", style_of(side)), (in_words(one.side(side)), style_of("strong"))]
    if one.run_km or one.run_min:
        parts.append((f"  run {km(one.run_km) if one.run_km else f'{one.run_min} min'}", ""))
    if one.session_min:
        parts.append((f"  session {one.session_min} min", ""))
    if one.event:
        parts.append((f"  {FLAGS[one.event][1]}", ""))
    return tuple(parts)


def in_words(ratings: Ratings) -> str:
    """``2``, ``0 waking, 3 later``, or that nobody rated."""
    if ratings.waking is not None and ratings.later is not None and ratings.waking != ratings.later:
        return f"{ratings.waking} waking, {ratings.later} later"
    return "not rated" if ratings.highest is None else str(ratings.highest)


def spoken(days: Mapping[date, ChartedDay], today: date, weeks: int) -> Iterator[str]:
    """The chart for who hears it: a line an ankle over the weeks up to that of today."""
    first = today - timedelta(days=today.weekday(), weeks=weeks - 1)
    for side in ANKLES:
        rated = [
            (day, rating)
            for day in sorted(days)
            if first <= day <= today and (rating := days[day].side(side).highest) is not None
        ]
        name = f"{side.capitalize()} ankle, {counted(weeks, 'week')}: "
        if not rated:
            yield f"{name}not rated."
            continue
        last_day, last = rated[-1]
        sore = sum(rating > 0 for _, rating in rated)
        told = f"{name}last {last} of 10, {short_day(last_day)}. Rated on {counted(len(rated), 'day')}, sore on {sore}."
        peak_day, highest = max(rated, key=lambda one: one[1])  # the first of equals, as everywhere a peak is told
        yield f"{told} Highest {highest}, {short_day(peak_day)}." if highest else told


def next_span(weeks: int, until: date, width: int) -> int:
    """The weeks to ask for next: three, six, half a year and round again, past what would show the same."""
    now = span(until, weeks, width)
    following: Iterable[int] = (SPANS * 2)[SPANS.index(weeks) + 1 :]
    return next((one for one in following if span(until, one, width) != now), weeks)
