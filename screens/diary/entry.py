"""One entry in full, and the ways to change it from anywhere: each kind's own dialog."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial

import msgspec
from textual.widget import Widget

from journal.dates import long_day
from journal.entries import (
    TIME_FIELD,
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
    day_of,
    kind_of,
    validated,
)
from journal.rules.ankle.moments import refuse_future
from journal.rules.verdict.verdict import GLYPHS
from journal.words.entry import KIND_WORDS, full, time_words
from journal.words.names import Names
from screens.drawing.key import Key, Keys
from screens.drawing.section import Section
from screens.entries.support import support_field
from screens.frame.context import Context, ToScreen, changing
from screens.frame.dialog import Dialog
from screens.frame.form import Field, FormDialog, Values
from screens.widgets.text_pane import TextPane


def entry_section(entry: Entry, names: Names) -> Section:
    """The entry for reading: when and what, then everything in it."""
    day = day_of(entry)
    when = " ".join(part for part in (long_day(day) if day else "", time_words(entry)) if part)
    kind = KIND_WORDS[kind_of(entry)]
    return Section(f"{kind.capitalize()}, {when}" if when else kind.capitalize(), tuple(full(entry, names)), "plain")


def aside_section(version: Entry, names: Names) -> Section:
    """A version that lost a conflict when another copy of the journal was imported."""
    return Section("Set aside when another journal was imported", tuple(full(version, names)), "plain")


def said_section(context: Context, entry: Entry) -> tuple[Section, ...]:
    """What might be done on the entry's day, by all that was noted up to its end; none for what has no day."""
    day, now = day_of(entry), context.clock.now()
    if day is None or day > now.date() or kind_of(entry) not in TIME_FIELD:
        return ()
    found = context.views.verdict_on(day, now)
    first, *others = (one.text for one in context.views.told(found))
    title = "What you may do today" if day == now.date() else "What you could do that day"
    return (Section(title, (f"{GLYPHS[found.mark]} {first}", *others), "plain"),)


class EntryDialog(Dialog[str]):
    """Shows an entry in full; answers with "edit" or "remove"."""

    KEYS: Keys = (
        Key("e", "answer('edit')", "Edit", "entry.edit", "Change this entry, its day too", writes=True),
        Key("d", "answer('remove')", "Remove", "entry.remove", "Remove this entry; undo brings it back", writes=True),
        Key("escape,q", "leave", "Close", "entry.close", "Close"),
    )
    DEFAULT_CSS = """
    EntryDialog > #frame { width: 84; height: 80%; }
    EntryDialog TextPane { height: 1fr; background: $surface; }
    EntryDialog TextPane > .text-pane--line { background: $surface; }
    """

    def __init__(self, entry: Entry, names: Names, aside: Sequence[Entry] = (), said: Sequence[Section] = ()) -> None:
        super().__init__(KIND_WORDS[kind_of(entry)].capitalize())
        self.sections = (entry_section(entry, names), *(aside_section(version, names) for version in aside), *said)

    def compose_body(self) -> Iterable[Widget]:
        yield TextPane(id="entry")

    def on_mount(self) -> None:
        reading = self.query_one(TextPane)
        reading.show("entry", (), self.sections)
        reading.focus()

    def action_answer(self, answer: str) -> None:
        self.dismiss(answer)


class SessionEntryDialog(EntryDialog):
    """A session in full; answers with "sets" too, to correct them on the screen Session."""

    KEYS = (Key("s", "answer('sets')", "Sets", "entry.sets", "Correct its sets, on the screen Session", writes=True),)


@changing
def edit_entry(context: Context, id: str) -> None:
    """Open the entry's own dialog; its day and time can be changed there too."""
    entry = context.journal.get(id)
    match entry:
        case CheckIn():
            from screens.entries.check_in.ask import edit_check_in

            edit_check_in(context, id)
        case Run():
            from screens.entries.run import edit_run

            edit_run(context, id)
        case Shoe():
            from screens.entries.shoe import edit_shoe

            edit_shoe(context, id)
        case Support():
            from screens.entries.support import edit_support

            edit_support(context, entry)
        case FitCheck():
            from screens.entries.fit_check import edit_fit_check

            edit_fit_check(context, id)
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
        case Asked():
            from screens.entries.asked import edit_asked

            edit_asked(context, entry)
        case Fact():
            from screens.entries.about import edit_fact

            edit_fact(context, entry)
        case Answer():
            from screens.entries.answer import edit_answer

            edit_answer(context, entry)
        case OwnExercise() | OwnRoutine():
            context.go(ToScreen("exercises"))
        case _:
            context.say("This entry is no longer in the journal.", error=True)


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

    def answered(values: Values | None) -> None:
        # Only what was typed: another login's change to the other fields stays.
        changed = {one.name: values[one.name] for one in fields if values and values[one.name] != one.value}
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
