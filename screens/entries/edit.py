"""Any entry changed, from any screen: each kind's own dialog, which stands with the others of that kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from importlib import import_module

import msgspec

from journal.entries import (
    Answer,
    Asked,
    CheckIn,
    Entry,
    Fact,
    FitCheck,
    Note,
    OwnExercise,
    OwnRoutine,
    Plan,
    Run,
    SelfTest,
    Session,
    Shoe,
    Support,
    validated,
)
from journal.rules.ankle.moments import refuse_future
from screens.entries.support import support_field
from screens.frame.context import Context, ToScreen, changing
from screens.frame.form import Field, FormDialog, Values

_EDITORS: Mapping[type[Entry], str] = {
    CheckIn: "check_in.ask:edit_check_in",
    Run: "run:edit_run",
    Shoe: "shoe:edit_shoe",
    Support: "support:edit_support",
    FitCheck: "fit_check:edit_fit_check",
    Asked: "asked:edit_asked",
    Fact: "about:edit_fact",
    Answer: "answer:edit_answer",
}
"""The function that opens a kind's dialog, by its module in this folder; imported when it is opened."""


@changing
def edit_entry(context: Context, id: str) -> None:
    """Open the entry's own dialog; its day and time can be changed there too."""
    entry = context.journal.get(id)
    match entry:
        case None:
            context.say("This entry is no longer in the journal.", error=True)
        case Note():
            from screens.entries.note import edit_note

            edit_note(context, entry.day)
        case Plan():
            from screens.entries.plan import edit_plan

            edit_plan(context)
        case SelfTest():
            _edit_self_test(context, entry)
        case Session():
            _edit_session(context, entry)
        case OwnExercise() | OwnRoutine():
            context.go(ToScreen("exercises"))
        case _:
            module, _, name = _EDITORS[type(entry)].partition(":")
            getattr(import_module(f"screens.entries.{module}"), name)(context, entry)


@changing
def remove_entry(context: Context, id: str) -> None:
    """Remove an entry; undo brings it back."""
    context.save(lambda: context.journal.remove(id), f"Removed. {context.key('app.undo')} brings it back.")


def _edit_self_test(context: Context, entry: SelfTest) -> None:
    fields = [
        Field("value", "Value", entry.value, "decimal", unit=entry.unit, required=True, low=0, high=1000),
        Field("side", "Side", entry.side, "choice", choices=[(side, side) for side in ("left", "right", "both")]),
        Field("at", "When", entry.at, "moment", required=True),
        Field("conditions", "How it was done", entry.conditions),
    ]
    _ask(context, "Edit the self-test", fields, entry)


def _edit_session(context: Context, entry: Session) -> None:
    """When it was, its effort and note; a session that moves takes its ticks along."""
    if entry.state == "open":
        context.go(ToScreen("session"))
        return
    fields = [
        Field("started_at", "Began", entry.started_at, "moment", required=True),
        Field("rpe", "Effort", entry.rpe, "decimal", hint="0 to 10", low=0, high=10),
        *([worn] if (worn := support_field(context, entry.support)) is not None else []),
        Field("note", "Note", entry.note, "paragraph"),
    ]
    _ask(context, f"Edit the session {entry.name}", fields, entry)


def _ask(context: Context, title: str, fields: list[Field], entry: SelfTest | Session) -> None:
    def check(values: Values) -> None:
        for field in fields:
            if field.kind == "moment" and values[field.name] != field.value:
                refuse_future(values[field.name], context.clock.now(), field.name)
        validated(_edited(entry, values))

    def answered(values: Values) -> None:
        # Only what was typed: another login's change to the other fields stays.
        changed = {one.name: values[one.name] for one in fields if values[one.name] != one.value}
        if changed:
            verb: Callable[[], object] = partial(context.journal.change, entry.id, partial(_edited, values=changed))
            context.save(verb, "Saved.")

    form = FormDialog(context, title, fields, check=check, draft=f"edit-{entry.id}")
    context.ask(form, answered)


def _edited(entry: SelfTest | Session, values: Values) -> SelfTest | Session:
    """The entry with these values of the form; a session's ticks and end move with its beginning."""
    began = values.get("started_at")
    if not isinstance(entry, Session) or began is None or began == entry.started_at:
        return msgspec.structs.replace(entry, **values)
    from journal.words.session import moved

    return msgspec.structs.replace(moved(entry, began), **values)
