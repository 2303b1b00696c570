"""What Today shows, read from the journal, for whoever draws it: the screen, and the frame before it. No Textual."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from functools import cache, partial
from typing import TYPE_CHECKING

from journal.entries import Item
from journal.words.verdict import all_asked, run_words
from screens.drawing.ankles import Charts
from screens.drawing.columns import BARS
from screens.drawing.lines import StyledLine
from screens.today.frame import Page, key_of
from screens.today.lines import TodaySeen, page

if TYPE_CHECKING:
    from datetime import date

    from journal.rules.today.today import TodayCard
    from journal.views.views import Views


def seen_today(
    card: TodayCard,
    views: Views,
    now: datetime,
    key_of: Callable[[str], str],
    items: Callable[[], Sequence[Item]],
    read: date | None = None,
) -> TodaySeen:
    """What the journal says.

    ``key_of``: a key as it is now, by its id.
    ``items``: what the session due would hold.
    ``read``: the day read out of the chart.
    """

    def first(item: Item, width: int) -> Iterable[StyledLine]:
        from screens.drawing.figure import shown

        catalogue = views.catalogue
        return shown(item.name, catalogue.figure(item.exercise), catalogue.get(item.exercise).steps, width, "First")

    return TodaySeen(
        card=card,
        says=views.told(card.verdict),
        asks=all_asked(card.verdict.questions, views.settings.distance),
        run=run_words(card.verdict, views.names),
        names=views.names,
        charts=Charts.of(views, now),
        items=items,
        first=first,
        read=read,
        hint=f"{key_of('today.before')} {key_of('today.after')} reads a day",
    )


def today_page(views: Views, now: datetime, width: int, height: int) -> Page:
    """Today in a window before anything was pressed, with the keys that the program comes with."""
    card = views.today(now)
    items = cache(partial(due_today, card, views, now))  # a narrow window does without, and it reads a year
    lists = page(seen_today(card, views, now, key_of, items), width, height - BARS)
    return Page(lists, first_line(card, lists[0]))


def due_today(card: TodayCard, views: Views, now: datetime) -> Sequence[Item]:
    """What the session due would hold; it reads a year."""
    from journal.views.planned import due_items

    ready = views.training(now)
    routine = card.session.routine if card.session else ""
    due = next((one for one in ready.offers if one.routine.id == routine), None)
    return due_items(ready, due) if due else ()


def first_line(card: TodayCard, lines: Sequence[StyledLine]) -> str:
    """The line the cursor begins on: what to do now, or the sentence of the verdict that asks for it, as for help."""
    ids = [] if card.verdict.help_first else [line.id for line in lines]
    return next((id for id in ids if id == "now" or id.startswith(f"{card.now.action}-")), "verdict")
