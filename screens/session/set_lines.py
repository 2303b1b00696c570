"""What is told of a set that is to be done: how, when to stop, why so much, and last time; as plain text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date

from journal.dates import relative_day
from journal.entries import Item, Set
from journal.rules.done.history import Performance, live_sets
from journal.rules.training.proposal import evidence_of
from journal.text import one_line
from journal.units import LoadUnit, load_words
from journal.words.session import hows_and_whys, without_keys
from library.exercise import Exercise
from library.variant import variant_words
from screens.drawing.key import with_keys

STOP_NEXT = "stop, press {app.stop-signs}"
ASKS = {
    "band": "What colour is your band? {session.line} says it, as in 10 red; it is asked once.",
    "backpack": "How heavy is your backpack? {session.line} says it, as in 10x4kg; it is asked once.",
}
"""What a set needs to be told."""
WAYS_ON = "{session.swap} swaps it, {session.skip} skips it."
DONE_ANYWAY = "Not for today: {session.line} notes what was done all the same."
"""What is said where a set that is not for today would be logged, or timed, as it stands."""
WAY_OUT = "{session.finish} ends the session."


def place_words(item: Item, one_set: Set) -> str:
    """Which of the item's sets it is: ``left, set 2 of 3``."""
    sets = [each for each in live_sets(item) if each.side == one_set.side]
    side = "" if one_set.side == "both" else f"{one_set.side}, "
    return f"{side}set {[each.id for each in sets].index(one_set.id) + 1} of {len(sets)}"


def set_lines(
    item: Item,
    one_set: Set,
    exercise: Exercise | None,
    last: str,
    key: Callable[[str], str],
    *,
    barred: str = "",
    asks: str = "",
    rests: bool = False,
) -> Iterator[tuple[str, str]]:
    """Word and text of each line, most needed first. ``barred`` says why it is not for today, and stands first.

    ``key`` names a key by id; ``asks`` is what the set needs to be told; ``rests``: nothing is done today.
    """
    if barred:
        yield "Wait", f"{barred} {with_keys(WAY_OUT if rests else WAYS_ON, key)}"
    elif asks:
        yield "Ask", with_keys(ASKS[asks], key)
    if exercise is not None and exercise.cue and not barred:
        yield "Cue", exercise.cue
    if exercise is not None and exercise.stop_signs:
        yield "Stop", f"{'; '.join(exercise.stop_signs)}: {with_keys(STOP_NEXT, key)}"
    if not barred:
        hows, whys = hows_and_whys(item)
        yield from (("How", one_line(line)) for line in hows)
        yield from (("Why", _with_way(one_line(line), key)) for line in whys_for(whys, one_set))
    if last:
        yield "Last", last
    if item.note:
        yield "Note", one_line(item.note)


_WAYS = (
    (re.compile(r"(^|→ )(ready for|rather do) "), " ({session.swap} swaps)"),
    (re.compile(r"(^|→ )leave it out today$"), " ({session.skip} skips)"),
)
"""What a reason advises, and the key that does it: no rule knows a key."""


def _with_way(reason: str, key: Callable[[str], str]) -> str:
    """A reason with the key that does what it advises."""
    plain = without_keys(reason)
    return plain + with_keys(next((way for advises, way in _WAYS if advises.search(plain)), ""), key)


def whys_for(whys: Sequence[str], one_set: Set) -> list[str]:
    """The reasons that hold for the set's side."""
    other = {"left": "right: ", "right": "left: "}.get(one_set.side)
    lines = [line for line in whys if not (other and line.startswith(other))]
    return [line.removeprefix(f"{one_set.side}: ").removeprefix("both: ") for line in lines]


def last_words(last: Performance | None, item: Item, today: date, unit: LoadUnit = "kg") -> str:
    """What was done last time: ``12, 12 at 4.5 kg, 3 days ago``; another way than the item's is named."""
    if last is None:
        return ""
    load = f" at {load_words(last.load_kg, unit)}" if last.load_kg else f", {last.band} band" if last.band else ""
    parts = [f"{evidence_of(last)}{load}" if last.amounts else "skipped", relative_day(last.at.date(), today)]
    if last.way != item.way:
        parts.insert(1, variant_words(last.way))
    return ", ".join(part for part in parts if part)
