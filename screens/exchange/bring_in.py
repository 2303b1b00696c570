"""Anything a runner owns read in, from a path: read off the screen's loop, shown before it is done."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache, partial
from pathlib import Path
from typing import ClassVar

from msgspec.structs import replace

from journal.errors import NotSaved
from journal.exchange.bringing import ColumnsAsked, Taken, bring_in, is_ours, known_of, read_others, take_in, terms_of
from journal.exchange.importing import ImportPlan, plan
from journal.exchange.intake.inbox import InboxFile, remember
from journal.exchange.intake.recognising import Hints, Material
from journal.exchange.intake.remembering import recall
from journal.exchange.intake.telling import summary as taken_summary
from journal.exchange.intake.values import Stopped
from journal.exchange.reading import Incoming, read_incoming
from journal.exchange.report import brief, explained, summary
from journal.journal import Journal
from journal.units import size_words
from journal.words.names import Names
from library.words import counted
from screens.drawing.key import Key
from screens.exchange.columns import ask_columns
from screens.exchange.inbox import waiting_in
from screens.exchange.missing import ask_missing
from screens.exchange.review import MergeReview, RowReview
from screens.frame.context import Context, changing
from screens.frame.form import Field, Values
from screens.frame.waiting import FOUND, WaitingForm

Looked = tuple[Incoming, ImportPlan, list[str]]
"""Surefoot's own, read, and what importing it would do, in words too."""


class ImportDialog(WaitingForm):
    """Asks for a file or folder, reads it, and answers with what was found; a refusal is said in the dialog."""

    HELP_TEXT: ClassVar[str] = (
        "A file, a zip or a folder: an export or a journal of Surefoot, Strava's or Garmin's tables, files of a watch "
        "(FIT, GPX, TCX), Apple Health, Hevy, Strong, FitNotes, or any table of runs. What it is, is told by what is "
        "in it. Nothing is added before you have seen what comes in."
    )
    KEYS = (Key("enter", "save", "Look at it", "import.look", "See what importing the file would do"),)
    WAITS_FOR = "Waiting for the file"

    def __init__(self, context: Context, inbox: Sequence[InboxFile] = ()) -> None:
        fields = [Field("file", "File or folder", "", required=True, hint="also a zip")]
        if inbox:
            new = f"{counted(len(inbox), 'new file')} in {context.settings.inbox}"
            choices = (("inbox", new), ("file", "a file or folder"))
            fields = [
                Field("of", "What", "inbox", "choice", choices=choices),
                replace(fields[0], only_with=("of", "file")),
            ]
        intro = "From a watch, Strava, Garmin, Apple Health, a gym log or Surefoot. You see first what comes in."
        super().__init__(context, "Import", fields, intro=intro, draft="import")
        self._inbox = [file.path for file in inbox]
        self._mapping: Mapping[str, str] = {}

    def answer(self, values: Values) -> None:
        self._mapping = {}
        super().answer(values)

    def _by_columns(self, values: Values, mapping: Mapping[str, str]) -> None:
        """Read it again, by the columns the runner has picked."""
        self._mapping = mapping
        self.begin(values)

    def work_for(self, values: Values) -> Callable[[], Looked | Material]:
        named, mapping = values.get("of") != "inbox", self._mapping
        paths = [self.context.reach.to_read(values["file"]).absolute()] if named else self._inbox
        names, terms = self.context.views.names, terms_of(self.context.journal, self.context.settings)
        hints = Hints("", mapping, recall)

        def read(journal: Journal) -> Looked | Material:
            if len(paths) == 1 and not mapping and is_ours(paths[0]):
                return looked(journal, paths[0], names)
            return read_others(paths, terms, hints, self._progress)

        return self.context.journal.aside(read)

    def _progress(self, read: int, size: int) -> bool:
        """Called from the thread."""
        of = f" of {size_words(size)}" if size >= read else ""
        return self.far(f"{size_words(read)}{of} read")

    def found(self, found: object, values: Values) -> None:
        if isinstance(found, ColumnsAsked):
            ask_columns(self.context, found, partial(self._by_columns, values))
        elif isinstance(found, Stopped):
            self.problem("Stopped; nothing was changed.")
        else:
            super().found(found, values)


def looked(journal: Journal, path: Path, names: Names) -> Looked:
    """What a file of Surefoot's own holds, and would do here. Raises CannotImport."""
    incoming = read_incoming(path, journal.clock)
    would = plan(incoming, journal.past())
    return incoming, would, list(explained(would, names))


@changing
def import_file(context: Context) -> None:
    """Ask for a file, show what it would do, do it when the runner agrees."""

    inbox = waiting_in(context)

    def review(values: Values) -> None:
        done = partial(remember, inbox if values.get("of") == "inbox" else [], "done")
        if isinstance(found := values[FOUND], Material):
            _take(context, found, done)
        else:
            merge(context, found, done)

    context.ask(ImportDialog(context, inbox), review)


def merge(context: Context, found: Looked, then: Callable[[], object] = lambda: None, title: str = "Import {}") -> None:
    """Surefoot's own: all or nothing; ``then`` follows once it is done."""
    incoming, would, details = found

    def take(journal: Journal) -> ImportPlan:
        return bring_in(journal, incoming)

    def done(plan: ImportPlan | NotSaved) -> None:
        if isinstance(plan, ImportPlan):
            context.save(context.journal.refresh)
            if plan.changes_anything:
                _say_done(context, incoming.name, brief(plan))
            else:
                context.say(f"Nothing in {incoming.name} is new any more.")
            then()
        else:
            context.keep_long(take, plan)

    work = context.journal.beside(take) if would.changes_anything else None
    context.ask(MergeReview(title.format(incoming.name), summary(would), details, work), done)


def _take(context: Context, material: Material, then: Callable[[], None]) -> None:
    """Another program's: what is sure, and what the runner answers."""
    terms = terms_of(context.journal, context.settings)
    known = lru_cache(maxsize=1)(context.journal.aside(lambda journal: known_of(journal, journal.past())))
    answered: dict[str, str] = {}

    def take(journal: Journal) -> Taken:
        return take_in(journal, material, terms_of(journal, context.settings, answered))

    def done(taken: Taken | NotSaved) -> None:
        if isinstance(taken, NotSaved):
            context.keep_long(take, taken)
        else:
            context.save(context.journal.refresh)
            then()
            if taken.changes_anything:
                _say_done(context, material.name, taken_summary(taken.settled, done=True))
                ask_missing(context, [offer.id for offer in taken.settled.runs])

    context.ask(RowReview(material, known, terms, answered, context.journal.beside(take)), done)


def _say_done(context: Context, name: str, done: str) -> None:
    context.say(f"Imported {name}: {done}. {context.key('app.undo')} takes it back.")
