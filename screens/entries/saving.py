"""Saving what a form says of an entry, of those that are listed under ``n`` and changed by the same form."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from msgspec import structs

from journal.entries import Entry
from screens.frame.context import Context
from screens.frame.form import Field, Values


def save_entry(context: Context, entry: Entry, fields: Sequence[Field], values: Values) -> None:
    """Add the entry as the form says it; of one that has an id change only what the form changed.

    What another machine changed meanwhile in a field that the form left alone stays.
    """
    verb: Callable[[], object] = partial(context.journal.add, structs.replace(entry, **values))
    if entry.id:
        changed = {one.name: values[one.name] for one in fields if values[one.name] != one.value}
        verb = partial(context.journal.change, entry.id, lambda held: structs.replace(held, **changed))
    context.save(verb, f"Saved. {context.key('app.undo')} takes it back.")
