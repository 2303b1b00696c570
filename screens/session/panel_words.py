"""What is known of the current set, as lines made from plain values."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import msgspec
from textual.content import Content

from journal.dates import relative_day
from journal.entries import Item, Session, Set
from journal.rules.done.history import amount_of, live_sets
from journal.rules.training.proposal import amount_words
from journal.text import one_line
from journal.units import LoadUnit, load_words
from journal.words.session import without_keys
from library.exercise import Exercise
from screens.drawing.key import with_keys
from screens.session.words import sized
from screens.widgets.room import OneLine, beside, mark, name


class Panel(msgspec.Struct, frozen=True):
    """The lines below the checklist, most needed first."""

    title: Content | OneLine
    lines: tuple[tuple[str, str, str], ...] = ()
    """Word, text, style of the word."""


WAYS_ON = "{session.swap} swaps it, {session.skip} skips it."
NO_EXERCISE = "No exercise yet: {session.add} adds one, {session.finish} ends the session."


def panel(
    item: Item,
    one_set: Set,
    exercise: Exercise | None,
    last: str,
    unit: LoadUnit,
    key: Callable[[str], str],
    *,
    barred: str = "",
) -> Panel:
    """The current exercise with its cue and stop sign, last time, and why this is proposed.

    ``barred`` says why it is not for today: then that stands first. ``key`` names a key by id.
    """
    sets = [each for each in live_sets(item) if each.side == one_set.side]
    side = "" if one_set.side == "both" else f"{one_set.side}, "
    where = f"{side}set {[each.id for each in sets].index(one_set.id) + 1} of {len(sets)}"
    title = beside(
        name(one_line(item.name or item.exercise), "bold"),
        mark(f"  {where}: "),
        mark(sized(one_set, item, unit), style="bold"),
    )
    lines: list[tuple[str, str, str]] = []
    if barred:
        lines.append(("Wait", f"{barred} {with_keys(WAYS_ON, key)}", "bold $error"))
    if exercise is not None:
        if exercise.cue:
            lines.append(("Cue", exercise.cue, "bold"))
        if exercise.stop_signs:
            lines.append(("Stop", "; ".join(exercise.stop_signs), "bold $error"))
    reasons = [
        (_reason_word(line), _with_way(one_line(line), key), "$text-muted") for line in reasons_for(item, one_set)
    ]
    lines += [reason for reason in reasons if not barred or reason[0] != "Why"]
    if last:
        lines.append(("Last", last, "$text-muted"))
    if item.note:
        lines.append(("Note", one_line(item.note), "$text-muted"))
    return Panel(title, tuple(lines))


_WAYS = (
    (re.compile(r"(^|→ )(ready for|rather do) "), " ({session.swap} swaps)"),
    (re.compile(r"(^|→ )leave it out today$"), " ({session.skip} skips)"),
)
"""What a reason advises, and the key that does it: no rule knows a key."""


def _with_way(reason: str, key: Callable[[str], str]) -> str:
    """A reason with the key that does what it advises."""
    plain = without_keys(reason)
    return plain + with_keys(next((way for advises, way in _WAYS if advises.search(plain)), ""), key)


def _reason_word(line: str) -> str:
    """A routine's note says how; everything else says why."""
    return "Why" if " → " in line or "instead of " in line else "How"


def reasons_for(item: Item, one_set: Set) -> list[str]:
    """The item's reasons that hold for the set's side."""
    other = {"left": "right: ", "right": "left: "}.get(one_set.side)
    lines = [line for line in item.reason.splitlines() if not (other and line.startswith(other))]
    return [line.removeprefix(f"{one_set.side}: ").removeprefix("both: ") for line in lines]


def is_begun(session: Session, item: Item) -> bool:
    """Whether a set of the item was done, or is being done: then getting ready for it is over."""
    timed = session.timer is not None and session.timer.purpose == "hold" and session.timer.item == item.id
    return timed or any(each.result is not None for each in live_sets(item))


def last_words(item: Item | None, one_set: Set, at: date | None, today: date, unit: LoadUnit = "kg") -> str:
    """What was done last time on the set's side: ``12, 12 at 4.5 kg, 3 days ago``."""
    if item is None or at is None:
        return ""
    done = [each for each in live_sets(item) if each.result is not None and one_set.side in (each.side, "both")]
    done = [each for each in done if not str(each.result).startswith("skipped")]
    if not done:
        return ""
    amounts = ", ".join(amount_words(item.dose, amount_of(each, item.dose) or 0) for each in done)
    load = (
        f" at {load_words(done[-1].load_kg, unit)}"
        if done[-1].load_kg
        else f", {done[-1].band} band"
        if done[-1].band
        else ""
    )
    return f"{amounts}{load}, {relative_day(at, today)}"
