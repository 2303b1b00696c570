"""An entry added, changed by a form or removed, whatever its kind."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from msgspec import structs

from journal.changes.checked import validated
from journal.changes.overlaid import overlaid
from journal.entered import entered
from journal.entries import E, Entry
from journal.rules.ankle.moments import refuse_future
from screens.frame.context import Context, changing
from screens.frame.form import Field, FormDialog, Values


def ask_entry(
    context: Context,
    title: str,
    entry: Entry,
    fields: Sequence[Field],
    draft: str,
    made: Callable[..., Entry] = structs.replace,
) -> None:
    """Add the entry as the form says it; of one that has an id change only what the form changed.

    What another machine changed meanwhile in a field that the form left alone stays.
    ``made``: gives the entry with values of the form.
    """

    def checked(values: Values) -> None:
        for field in fields:
            if field.kind == "moment" and values[field.name] != field.value:
                refuse_future(values[field.name], context.clock.now(), field.name)
        entered(validated(made(entry, **values)), entry if entry.id else None, context.clock.now())

    def answered(values: Values) -> None:
        changed = {one.name: values[one.name] for one in fields if values[one.name] != one.value}
        verb: Callable[[], object] = partial(context.journal.add, made(entry, **values))
        if entry.id:
            verb = partial(context.journal.change, entry.id, lambda held: made(held, **changed))
        if changed or not entry.id:
            context.save(verb, f"Saved. {context.key('app.undo')} takes it back.")

    context.ask(FormDialog(context, title, fields, check=checked, draft=draft), answered)


def change_entry(context: Context, before: E, after: E, done: str) -> E | None:
    """Change an entry to what a dialog made of it; what another machine changed meanwhile beside that stays."""
    return context.change(before.id, partial(overlaid, before, after), done)


@changing
def remove_entry(context: Context, id: str, what: str = "") -> None:
    """Remove an entry, named as ``what`` where several could be meant; undo brings it back."""
    said = f"Removed{f' {what};' if what else '.'} {context.key('app.undo')} brings it back."
    context.save(partial(context.journal.remove, id), said)
