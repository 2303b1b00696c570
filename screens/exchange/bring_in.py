"""Another journal, an export or Strava's activities read in: what it would do is shown before it is done."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import msgspec
from textual.widget import Widget

from journal.paths import as_typed
from screens.drawing.key import Key
from screens.frame.context import Context, changing
from screens.frame.dialog import Dialog
from screens.frame.form import Field, FormDialog, Values
from screens.frame.page import page_row
from screens.widgets.line import Line
from screens.widgets.rows import Rows

SOURCES = (("surefoot", "Surefoot: an export or a journal"), ("strava", "Strava: activities.csv"))


class Looked(msgspec.Struct, frozen=True):
    """What a file would do: a summary, lines that explain, and the way to do it (None: nothing to do)."""

    name: str
    summary: str
    details: Sequence[str]
    bring: Callable[[], str] | None
    """Does it, and gives what was done in a few words."""


class ImportDialog(FormDialog):
    """Asks for a file; what cannot be read is said in the dialog."""

    KEYS = (Key("enter", "save", "Look at it", "import.look", "See what importing the file would do"),)

    def __init__(self, context: Context, look: Callable[[str, Path], None]) -> None:
        super().__init__(
            context,
            "Import",
            [
                Field("file", "File", "", required=True, hint="export or journal.json"),
                Field("source", "From", "surefoot", "choice", choices=SOURCES),
            ],
            check=lambda values: look(values["source"], as_typed(values["file"]).absolute()),
            intro="Entries are added and merged, after you have seen which.",
            draft="import",
        )


class ImportReview(Dialog[bool]):
    """What an import would do, entry by entry; enter does it."""

    KEYS = (Key("enter", "import", "Import", "import.do", "Do what is shown; undo takes it back", writes=True),)
    DEFAULT_CSS = """
    ImportReview > #frame { width: 110; }
    ImportReview Rows { height: auto; max-height: 60vh; background: $surface; margin-top: 1; }
    """

    def __init__(self, looked: Looked) -> None:
        super().__init__(f"Import {looked.name}")
        self.looked = looked

    def compose_body(self) -> Iterable[Widget]:
        yield Line(
            self.looked.summary if self.looked.bring else f"Nothing in it is new: {self.looked.summary}", id="summary"
        )
        if self.looked.details:
            yield Rows([page_row(n, line) for n, line in enumerate(self.looked.details)])

    def on_rows_chosen(self) -> None:
        self.action_import()

    def action_import(self) -> None:
        self.dismiss(self.looked.bring is not None)


@changing
def import_file(context: Context) -> None:
    """Ask for a file, show what it would do, do it when the runner agrees."""
    looked: list[Looked] = []

    def look(source: str, path: Path) -> None:
        looked.append(_strava(context, path) if source == "strava" else _surefoot(context, path))

    def review(values: Values | None) -> None:
        if values is not None and looked:
            context.ask(ImportReview(looked[-1]), decide)

    def decide(agreed: bool | None) -> None:
        found = looked[-1]
        if agreed and found.bring is not None:
            done = context.save(found.bring)
            if done is not None:
                context.say(f"Imported {found.name}: {done}. {context.key('app.undo')} takes it back.")

    context.ask(ImportDialog(context, look), review)


def _surefoot(context: Context, path: Path) -> Looked:
    from journal.exchange.bringing import bring_in, looked_at
    from journal.exchange.reading import read_incoming
    from journal.exchange.report import brief, explained, summary

    incoming = read_incoming(path, context.clock)
    plan = looked_at(context.journal, incoming)
    bring = (lambda: brief(bring_in(context.journal, incoming))) if plan.changes_anything else None
    return Looked(incoming.name, summary(plan), list(explained(plan, context.views.names)), bring)


def _strava(context: Context, path: Path) -> Looked:
    from journal.exchange.bringing import read_others, take_in, terms_of
    from journal.exchange.intake.telling import details, summary

    terms = terms_of(context.journal, context.settings)
    material = read_others([path], terms)
    look = take_in(context.journal, material, terms, dry_run=True)

    def bring() -> str:
        return summary(take_in(context.journal, material, terms).settled, done=True)

    told = details(look.review, look.settled, context.settings.distance)
    return Looked(material.name, summary(look.settled), told, bring if look.changes_anything else None)
