"""The checklist as rows made from plain values."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from journal.dates import duration_words
from journal.entries import Item, Session, Set
from journal.rules.done.history import live_items, live_sets
from journal.rules.done.tally import Work, work_of
from journal.rules.training.overview import set_counts
from journal.rules.training.timers import read
from journal.text import one_line
from journal.units import LoadUnit
from journal.words.session import rating_words
from library.exercise import seconds
from screens.drawing.glyphs import RESULT_GLYPHS
from screens.drawing.lines import BLANK, MUTED, StyledLine, fact, head
from screens.session.set_lines import place_words
from screens.session.words import RESULT_WORDS, sized
from screens.widgets.room import OneLine, Rank, beside, mark, name, part
from screens.widgets.rows import Row, as_rows

RESULT_STYLES = {"done": "$success", "reduced": "$warning", "shaky": "$warning", "skipped-sore": "$error"}
FACT = 8
"""Cells of a label below the sets."""
MARK_COLUMN = 30
"""Where a set's mark stands in its row: a click from there on ticks it."""


def checklist_rows(session: Session, unit: LoadUnit, now: datetime) -> Iterator[Row]:
    """A heading for each item, under it a row for each of its sets."""
    at = word = ""
    if (timer := session.timer) is not None and timer.purpose != "rest":
        at, word = timer.set, "paused" if timer.paused_at else "ended" if read(timer, now).is_over else "running"
    for number, item in enumerate(live_items(session), start=1):
        yield Row(f"item-{item.id}", _heading(number, item), selectable=False)
        rounds: dict[str, int] = {}
        for one_set in live_sets(item):
            rounds[one_set.side] = rounds.get(one_set.side, 0) + 1
            yield Row(one_set.id, _set_row(item, one_set, rounds[one_set.side], unit, word if one_set.id == at else ""))


def below_sets(session: Session, width: int) -> list[Row]:
    """What stands below the sets where there are columns: what was done so far, and what is asked after it."""
    items = live_items(session)
    work = sum((work_of(item, each) for item in items for each in live_sets(item)), Work())
    during = [item.soreness for item in items if item.soreness is not None]
    left = max((each.left for each in during if each.left is not None), default=None)
    right = max((each.right for each in during if each.right is not None), default=None)
    facts = (
        ("reps", str(work.reps) if work.reps else ""),
        ("held", duration_words(work.hold_ms // 1000) if work.hold_ms else ""),
        ("during", rating_words(left, right)),
    )
    told = [fact("", label, ((words, ""),), FACT) for label, words in facts if words]
    lines = [BLANK, head("So far", width), *told] if told else []
    if session.state == "open":
        lines += [BLANK, head("After it", width), StyledLine("", (("effort, a note, then both ankles", MUTED),))]
    return as_rows(lines)


def set_title(item: Item, one_set: Set, unit: LoadUnit) -> OneLine:
    """The exercise of a set, which of its sets it is, and how much."""
    return beside(
        name(one_line(item.title), "bold"),
        mark(f"  {place_words(item, one_set)}: "),
        mark(sized(one_set, item, unit), style="bold"),
    )


def _heading(number: int, item: Item) -> OneLine:
    """The exercise, how far it is, and how it is done: where that does not fit it stands in the set's own form."""
    done, skipped, total = set_counts([item])
    told = [f"{done}/{total}", *([f"{skipped} skipped"] if skipped else [])]
    if item.soreness is not None:
        told.append(f"during {rating_words(item.soreness.left, item.soreness.right)}")
    tempo = (f", tempo {item.dose.tempo}", f", {item.dose.tempo}") if item.dose.tempo else ("",)
    rest = f", rest {seconds(item.dose.rest_s)}" if item.dose.rest_s else ""
    return beside(
        mark(f"{number} ", style="bold"),
        name(one_line(item.title), "bold"),
        mark(f"  {', '.join(told)}", style="$text-muted"),
        part(*tempo, style="$text-muted"),
        part(rest, style="$text-muted", rank=Rank.ASIDE),
    )


def _set_row(item: Item, one_set: Set, round: int, unit: LoadUnit, timed: str) -> OneLine:
    side = "" if one_set.side == "both" else one_set.side
    done = one_set.result is not None
    words = "" if one_set.is_skipped else sized(one_set, item, unit)
    lead = f"   {round:>2}  {side:<6} {words}"
    told = timed if timed and not done else RESULT_WORDS.get(one_set.result or "", "")
    style = RESULT_STYLES.get(one_set.result or "", "$text-muted")
    return beside(
        name(lead, "" if done else "bold", cells=MARK_COLUMN),
        mark(f"{RESULT_GLYPHS[one_set.result]} {told}", style=style),
    )
