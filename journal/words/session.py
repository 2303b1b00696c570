"""A session in words, for the diary: on one line, and exercise by exercise. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import groupby
from typing import TYPE_CHECKING, get_args

from msgspec import structs

from journal.dates import duration_words
from journal.entries import Item, Session, SessionState, Set, SetResult
from journal.rules.done.tally import active_ms
from journal.rules.training.overview import count_words, set_counts
from journal.text import one_line as folded
from journal.words.names import called
from library.exercise import number, seconds
from library.variant import titled, variant_said

if TYPE_CHECKING:
    from journal.words.names import Names

STATE_WORDS: dict[str, str] = {state: state for state in get_args(SessionState)} | {"short": "finished short"}
RESULT_WORDS: dict[str, str] = {result: result for result in get_args(SetResult)} | {
    "skipped-sore": "skipped, sore",
    "skipped-other": "skipped",
}
_KEYS = re.compile(r" \((w swaps|s skips)\)")


def without_keys(reason: str) -> str:
    """A reason as it is written since no rule knows a key; entries of before say the key of then in brackets."""
    return _KEYS.sub("", reason)


def hows_and_whys(item: Item) -> tuple[list[str], list[str]]:
    """The lines that say how an item is done, and those that say why it is proposed, entries from before told apart."""
    hows = item.how.splitlines()
    whys: list[str] = []
    for line in item.reason.splitlines():
        is_why = " → " in line or "instead of " in line or line.startswith("new:")
        (whys if is_why else hows).append(line)
    return [line for line in hows if not variant_said(line)], whys


def session_line(entry: Session, names: Names) -> str:
    """A session on one line: its name, how it ended, its sets and minutes."""
    name = entry.name or called(names.routines, entry.routine, "routine") or "session"
    sets = [set_ for item in entry.items if not item.removed for set_ in item.sets if not set_.removed]
    words = [f"{name}, {STATE_WORDS[entry.state]}"]
    if sets and entry.state != "postponed":
        words.append(count_words(*set_counts(item for item in entry.items if not item.removed)))
        words.append(duration_words(active_ms(entry) / 1000))
    if entry.note:
        words.append(folded(entry.note))
    return " · ".join(words)


def item_lines(item: Item, names: Names) -> Iterator[str]:
    """An exercise of a session: its sets by side, then soreness during, why that much, and the remark."""
    name = titled(item.name or called(names.exercises, item.exercise, "exercise"), item.way)
    sets = [set_ for set_ in item.sets if not set_.removed]
    told = []
    for side in ("left", "right", "both"):
        done = [set_ for set_ in sets if set_.side == side and set_.result is not None]
        if done:
            told.append((f"{side} " if side != "both" else "") + sets_words(done, names))
    yield f"{name}: {'; '.join(told) or 'nothing done'}"
    if item.soreness is not None and (rated := rating_words(item.soreness.left, item.soreness.right)):
        yield f"  soreness during: {rated}"
    if why := hows_and_whys(item)[1]:
        yield f"  why this much: {folded(without_keys(' '.join(why)))}"
    if item.note:
        yield f"  {folded(item.note)}"


def rating_words(left: int | None, right: int | None) -> str:
    """``left 2, right 0``; an ankle not asked is left out."""
    return ", ".join(f"{side} {rating}" for side, rating in (("left", left), ("right", right)) if rating is not None)


def sets_words(sets: Sequence[Set], names: Names) -> str:
    """Some sets in order: ``12, 10 (reduced) with 5 kg``; a load they share is said once."""
    loads = [_load_words(set_, names) for set_ in sets]
    if len(set(loads)) == 1:
        return ", ".join(_amount_words(set_) for set_ in sets) + loads[0]
    return ", ".join(_amount_words(set_) + load for set_, load in zip(sets, loads, strict=True))


def planned_sets(sets: Sequence[Set], names: Names) -> str:
    """Sets to be done, briefly: ``2 x 10 at 3 kg``, ``3 x 15 green``; each of those that differ."""
    alike = [(words, len([*group])) for words, group in groupby(_planned_words(set_, names) for set_ in sets)]
    return ", ".join(f"{count} x {words}" if count > 1 else words for words, count in alike)


def _planned_words(set_: Set, names: Names) -> str:
    load = f" at {names.kg(set_.load_kg)}" if set_.load_kg else f" {set_.band}" if set_.band else ""
    return f"{_amount_words(set_)}{load}"


def _amount_words(set_: Set) -> str:
    if set_.is_skipped:
        return RESULT_WORDS[set_.result or ""]
    amounts = []
    if set_.reps is not None:
        amounts.append(str(set_.reps))
    if set_.hold_s:
        amounts.append(("held " if amounts else "") + seconds(set_.hold_s))
    if set_.duration_s:
        amounts.append(seconds(set_.duration_s))
    if set_.distance_m:
        amounts.append(f"{number(set_.distance_m)} m")
    words = " ".join(amounts) or "a set"
    return words if set_.result in (None, "done") else f"{words} ({RESULT_WORDS[set_.result]})"


def _load_words(set_: Set, names: Names) -> str:
    if set_.is_skipped:
        return ""
    if set_.load_kg:
        return f" with {names.kg(set_.load_kg)}"
    return f" with {set_.band} band" if set_.band else ""


def moved(session: Session, began: datetime) -> Session:
    """A session logged for another time: its end and its ticks move by as much as its beginning."""
    by = began - session.started_at

    def shifted(at: datetime | None) -> datetime | None:
        return None if at is None else (at + by).astimezone(began.tzinfo)

    items = tuple(
        structs.replace(item, sets=tuple(structs.replace(set_, done_at=shifted(set_.done_at)) for set_ in item.sets))
        for item in session.items
    )
    return structs.replace(session, started_at=began, finished_at=shifted(session.finished_at), items=items)
