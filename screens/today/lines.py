"""Today drawn: a card that says what to do, both ankles, the chart, and what is left to know, column by column. Pure:
the screen shows these lines, and whatever draws Today before it is there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from msgspec import Struct

from journal.dates import Week, short_day
from journal.entries import Item
from journal.rules.ankle.bands import Bands
from journal.rules.verdict.verdict import GLYPHS
from journal.rules.week.charted import NO_DAY
from journal.words.names import Names
from journal.words.path import ladder_line, path_lines
from journal.words.verdict import VerdictLine
from screens.drawing.ankles import SPANS, Charts, read_out, span
from screens.drawing.columns import EDGES, columns
from screens.drawing.glyphs import LIGHT_STYLES, MARK_STYLES, SIDE_STYLES
from screens.drawing.lines import BLANK, MUTED, StyledLine, StyledPart, card, fact, head, rows_taken
from screens.drawing.sides import by_side
from screens.drawing.strokes import wear
from screens.drawing.verdict import ENTER, said
from screens.drawing.wrapping import PROSE, cell_len, shortened
from screens.today.words import NO_NOTE, NO_SHOE, session_words, shoe_km_words, shoe_look_words, week_words

if TYPE_CHECKING:
    from journal.rules.today.today import AnkleToday, ShoeToday, TodayCard

GUIDE = "by the clock: it says when to walk and when to run"
LABEL, STEP = 7, 9
"""Cells of the labels of Today's lines, and of the steps after a twist."""
CHARTS = (11, 10, 9, 8, 7, 6, 5)
"""Rows a chart may have, its head among them, the most telling first."""
TALL_CHART = 17
LEAST_BESIDE = 9
"""The least rows of the chart for which that of half a year stands below it."""
STRIP = 7
"""Rows of the chart of half a year."""
WEAR = (10, 30)
"""Cells of a line of wear beside words, at least and at most."""


class TodaySeen(Struct, frozen=True, kw_only=True):
    """What Today shows. ``items`` is what the session due would hold."""

    card: TodayCard
    says: Sequence[VerdictLine]
    asks: Sequence[str]
    run: str
    names: Names
    charts: Charts
    items: Callable[[], Sequence[Item]]
    first: Callable[[Item, int], Iterable[StyledLine]] = lambda _item, _width: ()
    """The exercise the session begins with, drawn in so many cells."""
    read: date | None = None
    """The day read out of the chart."""
    hint: str = ""
    """How a day is read out."""


def page(seen: TodaySeen, width: int, height: int) -> tuple[list[StyledLine], ...]:
    """Today in columns of a window of ``width`` cells, ``height`` rows between title and keys."""
    widths = [each - EDGES for each in columns(width)]
    top = [*_card(seen), BLANK, *_ankles(seen, widths[0])]
    if len(widths) == 1:
        foot = [BLANK, *_foot(seen, widths[0])]
        left = height - rows_taken([*top, *foot], widths[0])
        drawn = [*_drawn(seen, widths[0], left, plan=True)]
        if not drawn and left + 1 >= CHARTS[-1]:
            # The blank lines above the ankles and the chart give way before the chart does.
            top.remove(BLANK)
            drawn = [*_chart(seen, widths[0], left + 1, SPANS[0])]
        return ([*top, *drawn, *foot],)
    planned = [*_plan(seen, widths[1], first=True)] if len(widths) > 2 else []
    last = widths[-1] if planned else widths[1]
    beside = [*_week(seen, last), BLANK, *_shoe(seen, last), BLANK, *_note(seen, last)]
    main = [BLANK, *top]
    main += _drawn(seen, widths[0], height - rows_taken(main, widths[0]), plan=len(widths) == 2)
    return (main, *([BLANK, *column] for column in (planned, beside) if column))


def _card(seen: TodaySeen) -> Iterator[StyledLine]:
    style = MARK_STYLES[seen.card.verdict.mark]
    return card(_told(seen), style)


def _told(seen: TodaySeen) -> Iterator[StyledLine]:
    """What may be done, why, what is asked, the one thing to do now, and how to run."""
    shown = seen.card
    yield from said(shown.verdict.mark, seen.says, seen.asks)
    for number, step in enumerate(path_lines(shown.verdict, shown.supports)):
        label = (f"  {step.label:<{STEP}}", "bold" if step.routine else MUTED)
        words = (label, (step.text, ""), *([ENTER] if step.routine else []))
        yield StyledLine(f"path-{number}" if step.routine else "", words, hang=STEP + 2)
    now, session = shown.now, shown.session
    if now.text:
        why = f" {now.reason[:1].upper()}{now.reason[1:]}." if now.reason else ""
        doing = ((f"  {now.text}", "bold"), (why, ""), *([ENTER] if now.action != "rest" else []))
        yield StyledLine("now", doing, hang=2)
    if session is not None:
        if session.why:
            yield StyledLine("session", (("  Session  ", MUTED), (session_words(session), "")), hang=11)
        for told in session.left_out:
            yield StyledLine("", ((f"  {told}", MUTED),), hang=2)
    if shown.left_open:
        yield StyledLine("resume", (("  Still open  ", MUTED), (shown.left_open, ""), ENTER), hang=14)
    for told in shown.ahead:
        yield StyledLine("", ((f"  {told}", ""),), hang=2)
    barred = "bold $error" if shown.verdict.run == "none" else ""
    yield StyledLine("run", (("  Run  ", MUTED), (seen.run, barred)), hang=7)
    if told := ladder_line(shown.verdict):
        yield StyledLine("", ((f"  {told}", ""),), hang=2)
    ladder = shown.verdict.ladder
    if ladder is not None and ladder.run_today and (ladder.run_min or ladder.walk_min):
        yield StyledLine("guide", (("  Guide  ", MUTED), (GUIDE, ""), ENTER), hang=9)


def _ankles(seen: TodaySeen, width: int) -> Iterator[StyledLine]:
    """A line for each ankle, and when to rate again where it fits beside."""
    lines = [_ankle(ankle, seen.charts.bands) for ankle in seen.card.ankles]
    again = f"rate {seen.card.next_rating}" if seen.card.next_rating else ""
    room = min(width, PROSE) - cell_len(lines[1].text) - cell_len(again)
    if again and room >= 2:
        last = lines[1]
        lines[1] = StyledLine(last.id, (*last.parts, (" " * room, ""), (again, MUTED)), hang=last.hang)
    elif again:
        lines.append(fact("", "Rate", [(seen.card.next_rating, "")], LABEL))
    yield from lines


def _ankle(ankle: AnkleToday, bands: Bands) -> StyledLine:
    rating, light = "–", ""
    if ankle.rating is not None:
        rating, light = f"{ankle.rating} of 10", LIGHT_STYLES[bands.light(ankle.rating)]
    parts = (
        (f"{ankle.side.capitalize():<{LABEL}}", f"bold {SIDE_STYLES[ankle.side]}"),
        (f"{GLYPHS[ankle.mark]} ", f"bold {MARK_STYLES[ankle.mark]}"),
        (rating, f"bold {light}".rstrip()),
        (f"  {ankle.when or 'not rated lately'}", MUTED),
    )
    return StyledLine(ankle.side, parts, hang=LABEL)


def _drawn(seen: TodaySeen, width: int, left: int, *, plan: bool) -> Iterator[StyledLine]:
    """What is drawn under the ankles in the rows that are left, the most telling first: the chart of three weeks, what
    the session due holds, the half year; and the chart taller, where rows are left then.
    """
    if seen.charts.hears:
        told = [BLANK, *_chart(seen, width, 0, SPANS[0])]
        yield from told
        yield from _held(seen, width, left - rows_taken(told, width)) if plan else ()
        return
    if not (rows := next((each for each in CHARTS if each < left), 0)):
        return
    left -= rows + 1
    held = [*_held(seen, width, left)] if plan else []
    left -= rows_taken(held, width)
    lower = min(rows, rows + left - STRIP - 1)
    strip = lower >= LEAST_BESIDE and bool(seen.charts.days(*_before(seen, width)))
    if strip:
        left -= STRIP + 1 + lower - rows
        rows = lower
    below = STRIP
    if left >= TALL_CHART - rows:
        left -= TALL_CHART - rows
        rows = TALL_CHART
        below = TALL_CHART if left >= TALL_CHART - STRIP else STRIP
    yield BLANK
    yield from _chart(seen, width, rows, SPANS[0])
    yield from held
    if strip:
        yield BLANK
        yield from _chart(seen, width, below, SPANS[-1])


def _held(seen: TodaySeen, width: int, left: int) -> Iterator[StyledLine]:
    held = [BLANK, *_plan(seen, width)]
    if len(held) > 1 and rows_taken(held, width) <= left:
        yield from held


def _before(seen: TodaySeen, width: int) -> tuple[date, date]:
    """The days of the half year that the chart of three weeks does not show."""
    long, short = (span(seen.card.day, weeks, width) for weeks in (SPANS[-1], SPANS[0]))
    return long.first, date.fromordinal(short.first.toordinal() - 1)


def _chart(seen: TodaySeen, width: int, rows: int, weeks: int) -> Iterator[StyledLine]:
    shown = span(seen.card.day, weeks, width)
    if weeks != SPANS[0]:
        return seen.charts.drawn(shown, width, rows)
    day = max(seen.read, shown.first) if seen.read else None
    return seen.charts.drawn(shown, width, rows, read=day, note=seen.hint)


def read_words(seen: TodaySeen, day: date) -> str:
    return "".join(text for text, _ in read_out(day, seen.charts.days(day, day).get(day, NO_DAY), seen.charts.km))


def _plan(seen: TodaySeen, width: int, *, first: bool = False) -> Iterator[StyledLine]:
    """The session due; with its ``first`` exercise also how that looks, and its steps."""
    session = seen.card.session
    if session is None or not session.routine or not (items := seen.items()):
        return
    title, _, minutes = session.title.partition(", ")
    yield head(title, width, note=minutes)
    yield from by_side(items, seen.names, width)
    if first:
        yield BLANK
        yield from seen.first(items[0], width)


def _foot(seen: TodaySeen, width: int) -> Iterator[StyledLine]:
    """Week, shoe and note on a line each."""
    yield fact("week", "Week", [(week_words(seen.card.week), "")], LABEL)
    if (shoe := seen.card.shoe) is None:
        yield fact("shoe", "Shoe", [(f"{NO_SHOE}: enter to add one", "")], LABEL)
    else:
        words, look = f"{shoe.name}, {shoe_km_words(shoe, seen.names)}", shoe_look_words(shoe)
        room = min(WEAR[1], min(width, PROSE) - LABEL - cell_len(words) - cell_len(look) - 4)
        way: list[StyledPart] = []
        if room >= WEAR[0]:
            way = [("  ", ""), *wear(shoe.km, shoe.soft_km, shoe.strong_km, room)]
        yield fact("shoe", "Shoe", [(words, ""), *way, (f"  {look}" if look else "", _wear_style(shoe))], LABEL)
    note = seen.card.note
    # The note itself is a key away, and in the diary; here stands its beginning.
    cut = shortened(note, min(width, PROSE) - LABEL)
    yield fact("note", "Note", [(cut, "")] if note else [(NO_NOTE, MUTED), ENTER], LABEL)


def _week(seen: TodaySeen, width: int) -> Iterator[StyledLine]:
    week = Week.of(seen.card.day)
    yield head("This week", width, note=f"{week.monday.day} to {short_day(week.sunday).partition(' ')[2]}")
    done, planned = seen.card.week.done, seen.card.week.planned
    words = f"{done}" if planned is None else f"{done} of {planned}"
    yield fact("week", "Sessions", [(words, "bold")], 10)
    yield fact("", "Runs", [(str(seen.card.week.runs), "bold")], 10)


def _shoe(seen: TodaySeen, width: int) -> Iterator[StyledLine]:
    yield head("Shoe", width)
    if (shoe := seen.card.shoe) is None:
        yield StyledLine("shoe", ((f"{NO_SHOE[:1].upper()}{NO_SHOE[1:]}: enter to add one", ""),))
        return
    km, look = shoe_km_words(shoe, seen.names), shoe_look_words(shoe)
    gap = width - cell_len(shoe.name) - cell_len(km)
    yield StyledLine("shoe", ((shoe.name, ""), (" " * max(2, gap), ""), (km, "bold")))
    yield StyledLine("", wear(shoe.km, shoe.soft_km, shoe.strong_km, width), drawn=True)
    if look:
        yield StyledLine("", ((look, _wear_style(shoe)),), hang=2)


def _wear_style(shoe: ShoeToday) -> str:
    return {"soft": LIGHT_STYLES["amber"], "strong": LIGHT_STYLES["red"]}.get(shoe.mark, "")


def _note(seen: TodaySeen, width: int) -> Iterator[StyledLine]:
    yield head("Note", width)
    note = seen.card.note
    yield StyledLine("note", ((note[:300], ""),) if note else ((NO_NOTE, MUTED), ENTER))
