"""Any entry changed, from any screen: each kind's own dialog, which stands with the others of that kind."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any

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
)
from screens.entries.saving import ask_entry
from screens.entries.support import support_field
from screens.frame.context import Context, ToScreen, changing
from screens.frame.form import Field

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


def _edit_self_test(context: Context, entry: SelfTest) -> None:
    fields = [
        Field("value", "Value", entry.value, "decimal", unit=entry.unit, required=True, low=0, high=1000),
        Field("side", "Side", entry.side, "choice", choices=[(side, side) for side in ("left", "right", "both")]),
        Field("at", "When", entry.at, "moment", required=True),
        Field("conditions", "How it was done", entry.conditions),
    ]
    ask_entry(context, "Edit the self-test", entry, fields, f"edit-{entry.id}")


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
    ask_entry(context, f"Edit the session {entry.name}", entry, fields, f"edit-{entry.id}", made=_moved)


def _moved(entry: Session, **values: Any) -> Session:
    """The session with these values of the form; its ticks and end move with its beginning."""
    from journal.words.session import moved

    if (began := values.get("started_at")) not in (None, entry.started_at):
        entry = moved(entry, began)
    return msgspec.structs.replace(entry, **values)
