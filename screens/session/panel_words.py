"""What is known of the current set, as lines made from plain values."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
from textual.content import Content

from journal.entries import Item, Session, Set
from journal.rules.done.history import live_sets
from journal.text import one_line
from journal.units import LoadUnit
from library.exercise import Exercise
from screens.session.set_lines import place_words, set_lines
from screens.session.words import sized
from screens.widgets.room import OneLine, beside, mark, name


class Panel(msgspec.Struct, frozen=True):
    """The lines below the checklist, most needed first."""

    title: Content | OneLine
    lines: tuple[tuple[str, str, str], ...] = ()
    """Word, text, style of the word."""


STYLES = {"Wait": "bold $error", "Stop": "bold $error", "Cue": "bold", "Ask": "bold $warning"}
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
    asks: str = "",
) -> Panel:
    """The current exercise with its cue and stop sign, last time, and why this is proposed.

    ``barred`` says why it is not for today: then that stands first; ``asks`` is what it needs to be told. ``key`` names
    a key by id.
    """
    title = beside(
        name(one_line(item.title), "bold"),
        mark(f"  {place_words(item, one_set)}: "),
        mark(sized(one_set, item, unit), style="bold"),
    )
    told = set_lines(item, one_set, exercise, last, key, barred=barred, asks=asks)
    return Panel(title, tuple((word, text, STYLES.get(word, "$text-muted")) for word, text in told))


def is_begun(session: Session, item: Item) -> bool:
    """Whether a set of the item was done, or is being done: then getting ready for it is over."""
    timed = session.timer is not None and session.timer.purpose == "hold" and session.timer.item == item.id
    return timed or any(each.result is not None for each in live_sets(item))
