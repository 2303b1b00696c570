"""The checklist as rows made from plain values."""

from __future__ import annotations

from textual.content import Content

from journal.entries import Item, Session, Set
from journal.rules.done.history import live_items, live_sets
from journal.rules.training.overview import set_counts
from journal.text import one_line
from journal.units import LoadUnit
from journal.words.entry import rating_words
from library.exercise import seconds
from screens.drawing.glyphs import RESULT_GLYPHS
from screens.session.words import RESULT_WORDS, sized
from screens.widgets.room import OneLine, beside, mark, name
from screens.widgets.rows import Row

RESULT_STYLES = {"done": "$success", "reduced": "$warning", "shaky": "$warning", "skipped-sore": "$error"}
MARK_COLUMN = 30
"""Where a set's mark stands in its row: a click from there on ticks it."""


def checklist_rows(session: Session, unit: LoadUnit = "kg") -> list[Row]:
    """A heading for each item, under it a row for each of its sets."""
    rows: list[Row] = []
    running = session.timer.set if session.timer and session.timer.purpose != "rest" else ""
    for number, item in enumerate(live_items(session), start=1):
        rows.append(Row(f"item-{item.id}", _heading(number, item), selectable=False, hang=2))
        rounds: dict[str, int] = {}
        for one_set in live_sets(item):
            rounds[one_set.side] = rounds.get(one_set.side, 0) + 1
            rows.append(Row(one_set.id, _set_row(item, one_set, rounds[one_set.side], unit, one_set.id == running)))
    return rows


def _heading(number: int, item: Item) -> Content:
    done, skipped, total = set_counts([item])
    told = [f"{done}/{total}", *([f"{skipped} skipped"] if skipped else [])]
    if item.dose.tempo:
        told.append(f"tempo {item.dose.tempo}")
    if item.dose.rest_s:
        told.append(f"rest {seconds(item.dose.rest_s)}")
    if item.soreness is not None:
        told.append(f"during {rating_words(item.soreness.left, item.soreness.right)}")
    return Content.assemble((f"{number} {one_line(item.title)}", "bold"), (f"  {', '.join(told)}", "$text-muted"))


def _set_row(item: Item, one_set: Set, round: int, unit: LoadUnit, running: bool) -> OneLine:
    side = "" if one_set.side == "both" else one_set.side
    done = one_set.result is not None
    words = "" if one_set.is_skipped else sized(one_set, item, unit)
    lead = f"   {round:>2}  {side:<6} {words}"
    told = "running" if running and not done else RESULT_WORDS.get(one_set.result or "", "")
    style = RESULT_STYLES.get(one_set.result or "", "$text-muted")
    return beside(
        name(lead, "" if done else "bold", cells=MARK_COLUMN),
        mark(f"{RESULT_GLYPHS[one_set.result]} {told}", style=style),
    )
