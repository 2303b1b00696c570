"""A brace, tape or sleeve: what is worn, on which ankle, since when; runs and sessions name it."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

import msgspec

from journal.entries import Run, Support
from journal.vocabulary import SUPPORTS
from journal.words.entry import support_words
from screens.entries.saving import ask_entry
from screens.frame.context import Context, changing
from screens.frame.form import Field

SIDES = (("left", "left"), ("right", "right"), ("both", "both"))
NONE = ("", "none")


def support_field(context: Context, worn: str) -> Field | None:
    """What was worn, of what the runner has: those worn still, and the one named; None where there is nothing."""
    held = [one for one in context.journal.of_kind(Support) if one.until is None or one.id == worn]
    choices = [NONE, *((one.id, support_words(one)) for one in held)]
    if worn and worn not in dict(choices):
        choices.append((worn, "one that was removed"))
    if len(choices) == 1:
        return None
    return Field("support", "Support", worn, "choice", choices=choices)


def worn_last(context: Context) -> str:
    """The one worn on the last run of five weeks, where it is worn still; empty where none was."""
    runs = context.journal.of_kind(Run, context.today - timedelta(days=35))
    held = {one.id for one in context.journal.of_kind(Support) if one.until is None}
    return runs[-1].support if runs and runs[-1].support in held else ""


@changing
def add_support(context: Context) -> None:
    """Ask what is worn from today on, and keep it."""
    twisted = [one.side for one in context.verdict.twists]
    side = twisted[0] if len(twisted) == 1 else "both"
    edit_support(context, Support(type="lace-brace", side=side, since=context.today))


@changing
def retire_support(context: Context, entry: Support) -> None:
    """Put it away from today on, or bring it back; runs and sessions that name it stay."""
    until = None if entry.until is not None else max(context.today, entry.since)
    said = f"{'Put away' if until else 'Worn again'}: {support_words(entry)}. {context.key('app.undo')} takes it back."
    put = partial(msgspec.structs.replace, until=until)
    context.change(entry.id, put, said)


@changing
def edit_support(context: Context, entry: Support) -> None:
    """Change what is worn; one without an id is new."""
    fields = [
        Field("type", "What", entry.type, "choice", choices=[(id, term.label) for id, term in SUPPORTS.items()]),
        Field("side", "Ankle", entry.side, "choice", choices=SIDES),
        Field("since", "Since", entry.since, "day", required=True),
        Field("until", "Until", entry.until, "day", hint="empty: still worn"),
        Field("note", "Note", entry.note, "paragraph"),
    ]
    ask_entry(context, "A brace, tape or sleeve", entry, fields, f"support {entry.id or 'new'}")
