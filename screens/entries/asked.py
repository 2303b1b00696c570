"""What somebody who knows said: a physio, a doctor. Written as theirs, about what is in the way today."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from journal.entries import Asked
from journal.rules.verdict.signs import SHORT
from journal.rules.verdict.verdict import Verdict
from journal.vocabulary import ASKED_OF, EXERCISES_SAID, LIMITS, NEVER_CLOSED, ROW_WORDS, Term
from screens.entries.saving import ask_entry
from screens.frame.choosing import TicksDialog
from screens.frame.context import Context, changing
from screens.frame.form import Field

SIDES = (("body", "both, or all of me"), ("left", "left"), ("right", "right"))


@changing
def note_asked(context: Context) -> None:
    """Ask what it was about, where something is in the way now, then what was said; keep it."""
    last = next(reversed(context.journal.of_kind(Asked)), None)
    entry = Asked(at=context.clock.now(), who=last.who if last else "physio")
    if not (about := _about(context.verdict)):
        edit_asked(context, entry)
        return
    ticks = TicksDialog("What was it about?", about, about, "What they said counts for what is ticked.")
    context.ask(ticks, lambda ids: edit_asked(context, msgspec.structs.replace(entry, closes=ids)))


def _about(found: Verdict) -> dict[str, Term]:
    """What is in the way now and somebody may have spoken of, by its id."""
    ids = dict.fromkeys(row.sign or row.id for row in found.rows if row.id not in NEVER_CLOSED)
    return {id: Term(id, SHORT[id] if id in SHORT else ROW_WORDS[id]) for id in ids}


def _choices(terms: Mapping[str, Term]) -> list[tuple[str, str]]:
    return [(id, term.label) for id, term in terms.items()]


@changing
def edit_asked(context: Context, entry: Asked) -> None:
    fields = [
        Field("who", "Who said it", entry.who, "choice", choices=_choices(ASKED_OF)),
        Field("side", "About", entry.side, "choice", choices=SIDES),
        Field("limit", "How much I may do", entry.limit, "choice", choices=_choices(LIMITS)),
        Field("exercises", "My exercises", entry.exercises, "choice", choices=_choices(EXERCISES_SAID)),
        Field("until", "Until", entry.until, "day", hint="empty: 6 weeks"),
        Field("at", "When", entry.at, "moment", required=True),
        Field("note", "Their words", entry.note, "paragraph"),
    ]

    title = "What they said" if entry.id else "I asked …"
    ask_entry(context, title, entry, fields, f"asked {entry.id or 'new'}")
