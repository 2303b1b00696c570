"""The list of the screen Shoes: a line for each pair with its wear, and for each brace, tape or sleeve."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from textual.content import Content

from journal.dates import short_day
from journal.entries import Support
from journal.rules.shoes.shoes import Rotation, Watch, Wear
from journal.units import DistanceUnit
from journal.words.entry import support_words
from screens.drawing.glyphs import LIGHT_GLYPHS, LIGHT_STYLES
from screens.drawing.strokes import wear as wear_line
from screens.shoes.words import MARK_LIGHTS, mark_words, whole
from screens.widgets.room import OneLine, Rank, beside, fitted, mark, name, part
from screens.widgets.rows import Row

FULL_WIDTH = 74
SHARE_AT = 66
"""Cell at which the heading over the share of a month's distance begins, to end where the numbers end."""
DEFAULT_MARK = "★"


def list_rows(
    held: Rotation,
    watched: Mapping[str, Watch],
    supports: Sequence[Support],
    width: int,
    today: date,
    unit: DistanceUnit,
) -> Iterator[Row]:
    """A row for each pair, with what is ``watched`` of new ones by their ids, and for what else is worn.

    Names get what room the longest asks for and the rest leaves.
    """
    full = width >= FULL_WIDTH
    least, rest = (19, 55) if full else (14, 36)
    longest = max((Content(wear.shoe.name).cell_length for wear in held.all), default=0)
    column = max(least, min(longest, width - rest))
    shares = full and any(wear.month_percent for wear in held.in_use)
    in_use = f"{'In use':<{SHARE_AT + column - least}}of month" if shares else "In use"
    for id, heading, pairs in (("in-use", in_use, held.in_use), ("retired", "Retired", held.retired)):
        if pairs:
            yield Row(id, beside(mark(heading, style="bold $text-muted")), selectable=False)
        for wear in pairs:
            yield Row(wear.shoe.id, _wear_row(wear, watched.get(wear.shoe.id), column, full, today, unit))
    if supports:
        yield Row("supports", Content.styled("Brace, tape, sleeve", "bold $text-muted"), selectable=False)
    for one in supports:
        since, until = (short_day(day, today) for day in (one.since, one.until or one.since))
        when = f"since {since}" if one.until is None else f"{since} to {until}"
        worn = mark(f"  {when}", style="$text-muted")
        yield Row(one.id, beside(mark("  "), name(support_words(one)), worn))


def _wear_row(wear: Wear, watch: Watch | None, column: int, full: bool, today: date, unit: DistanceUnit) -> OneLine:
    shoe = wear.shoe
    light = MARK_LIGHTS[wear.mark]
    words = f"{LIGHT_GLYPHS[light]} {mark_words(wear, unit)}".rstrip()
    style = LIGHT_STYLES[light]
    if shoe.retired is not None:
        words, style = f"to {short_day(shoe.retired, today)}", "$text-muted"
    elif watch is not None and watch.holds(today):
        words = f"{LIGHT_GLYPHS[light]} new pair"
    share = f"{wear.month_percent} %" if wear.month_percent else ""
    way = Content.assemble(*wear_line(wear.km, wear.soft_km, wear.strong_km, 18 if full else 8), "  ")
    return beside(
        mark(f"{DEFAULT_MARK if shoe.default else ' '} "),
        name(fitted([name(shoe.name)], column), cells=column),
        part(f" {whole(wear.km, unit):>8}  "),
        part(way, rank=Rank.ASIDE),
        mark(words, style=style, cells=16 if full else 0),
        part(f" {share:>5}" if full else "", rank=Rank.ASIDE),
    )
