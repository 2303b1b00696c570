"""What the runner changed in one set, carried on to those still to do of the same exercise. Pure.

Never to a set the runner has set (``Set.chosen``): what was put there stays.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection
from datetime import datetime
from typing import Any

from journal.entries import Item, Session, Set, Side
from journal.rules.done.history import live_sets, measure_of
from journal.rules.training.progression import band_rank
from journal.rules.training.session import edit_set, find_set

SessionEdit = Callable[[Session, str, datetime], Session]
"""An edit of a session at the set or the item of that id, at a moment."""


def carrying(edit: SessionEdit, sides: Collection[Side], *, counted: bool = True) -> SessionEdit:
    """The edit of a set's numbers, and what it changed carried on to the sets still to do.

    A set follows only in what it shared with the changed one: two ankles with proposals of their own keep them.
    ``edit``: what is done with the set.
    ``sides``: those that may do as much as the set's own; to another side nothing is carried that is more.
    ``counted``: whether the runner said how much the set counts; what a timer measured stays the set's own.
    """

    def change(session: Session, id: str, now: datetime) -> Session:
        _, before = find_set(session, id)
        session = edit(session, id, now)
        item, after = find_set(session, id)
        fields = ("load_kg", "band", *((measure_of(item.dose),) if counted else ()))
        changed = [field for field in fields if getattr(after, field) != getattr(before, field)]
        if changed:
            session = edit_set(session, id, now, chosen=True)
        for other in _following(item, after) if session.state == "open" else ():
            values: dict[str, Any] = {
                field: getattr(after, field)
                for field in changed
                if getattr(other, field) == getattr(before, field)
                and (other.side in sides or not _is_more(field, before, after))
            }
            if values:
                session = edit_set(session, other.id, now, **values)
        return session

    return change


def _following(item: Item, changed: Set) -> list[Set]:
    """The sets to do that come after it on its side, and on the other from its own round on."""
    rounds: Counter[str] = Counter()
    places: dict[str, int] = {}
    for each in live_sets(item):
        places[each.id] = rounds[each.side]
        rounds[each.side] += 1
    to_do = [each for each in live_sets(item) if each.result is None and not each.chosen and each.id != changed.id]
    return [each for each in to_do if places[each.id] >= places[changed.id]]


def _is_more(field: str, before: Set, after: Set) -> bool:
    old, new = getattr(before, field), getattr(after, field)
    if field == "band":
        return band_rank(new) > band_rank(old)
    return (new or 0) > (old or 0)
