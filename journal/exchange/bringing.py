"""Imports done: what was read and judged, handed to the journal as one step that undo takes back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import replace

from journal.changes.checked import to_document
from journal.changes.merge import is_removed
from journal.changes.past import BroughtIn, Past
from journal.changes.stamp import stamp
from journal.entries import Entry, Run, Session, Shoe
from journal.exchange.importing import ImportPlan, plan
from journal.exchange.reading import STANDARD_INPUT, CannotImport, Incoming, refuse_no_file
from journal.journal import Journal
from journal.store.validity import dated
from journal.words.labels import counted_as, import_label

if TYPE_CHECKING:
    from journal.exchange.intake.packed import PackedFile, Progress
    from journal.exchange.intake.recognising import Hints, Material
    from journal.exchange.intake.review import Known, Review
    from journal.exchange.intake.values import Terms
    from journal.settings.settings import Settings


def bring_in(journal: Journal, incoming: Incoming) -> ImportPlan:
    """Merge into the journal what was read from elsewhere; what was done. Raises NotSaved: nothing was changed."""
    done = ImportPlan(incoming.name, ())

    def choose(past: Past) -> BroughtIn:
        nonlocal done
        done = plan(incoming, past)
        return _labelled(done.brought_in(), incoming.name, past)

    journal.bring_in(choose)
    return done


def saved_here(journal: Journal) -> Incoming:
    """What was saved on this machine and is not in the file, to be merged in as another copy would be."""
    documents, past = journal.missing_past()
    return Incoming("what was saved here", {id: dated(id, one) for id, one in documents.items()}, past.earlier)


def _labelled(brought: BroughtIn, name: str, past: Past) -> BroughtIn:
    """What is brought in, with what undoing the import of that name is called."""
    there = {id: document for id, document in brought.documents.items() if not is_removed(document)}
    new = [document for id, document in there.items() if past.now(id) is None]
    changed, removed = len(there) - len(new), len(brought.documents) - len(there)
    return replace(brought, label=import_label(name, map(counted_as, new), changed, removed))


class ColumnsAsked(CannotImport):
    """A table whose columns the runner has to name: its header, and the cells of its first line."""

    def __init__(self, sentence: str, headers: Sequence[str], first: Sequence[str]) -> None:
        super().__init__(sentence)
        self.headers, self.first = headers, first


class Taken(Struct, frozen=True):
    """An import that was done, or would be: all that was offered, and of it what came in."""

    review: Review
    settled: Review

    @property
    def count(self) -> int:
        """How many runs and sessions came in."""
        return len(self.settled.runs) + len(self.settled.sessions)

    @property
    def changes_anything(self) -> bool:
        """Whether the journal is another one afterwards."""
        return bool(self.count or self.settled.completions)


def terms_of(journal: Journal, settings: Settings, answers: Mapping[str, str] | None = None) -> Terms:
    """How to read what a file does not say: by the clock, the runner's units, and these answers."""
    from journal.exchange.intake.values import Terms

    return Terms(now=journal.clock.now(), distance=settings.distance, load=settings.load, answers=answers or {})


def is_ours(path: Path) -> bool:
    """Whether a file is Surefoot's own, an export or a journal: JSON. A pipe is, for it is read once only."""
    from journal.exchange.intake.signs import is_surefoots

    try:
        if str(path) == STANDARD_INPUT or not (path.is_file() or path.is_dir()):
            return True
        with path.open("rb") as file:
            return is_surefoots(file.read(4096))
    except (OSError, ValueError):
        return not path.is_dir()


def read_others(
    paths: Sequence[Path | PackedFile], terms: Terms, hints: Hints | None = None, progress: Progress | None = None
) -> Material:
    """Recognise and read files of other programs: the slow part, done once. ``progress`` may stop it.

    Raises CannotImport: one sentence; nothing was changed. ``ColumnsAsked`` for a table that is not known. Raises
    Stopped: ``progress`` said so.
    """
    from journal.exchange.intake.recognising import material_of
    from journal.exchange.intake.values import UnknownTable, Unreadable

    for path in paths:
        if isinstance(path, Path):
            refuse_no_file(path, folders=True)
    try:
        return material_of(paths, terms, hints, progress)
    except UnknownTable as error:
        raise ColumnsAsked(f"{error}; nothing was imported", error.headers, error.first) from None
    except Unreadable as error:
        raise CannotImport(f"{error}; nothing was imported") from None


def take_in(
    journal: Journal, material: Material, terms: Terms, *, doubtful: str = "leave", dry_run: bool = False
) -> Taken:
    """Add what is sure and what the answers settle, in one step that undo takes back; ``doubtful`` ``take`` takes all.

    A run that is here already and is told something it lacks, such as its shoe, is completed in the same step.
    Raises CannotImport, NotSaved: nothing was changed.
    """
    from journal.exchange.intake.review import review_of

    done: Taken | None = None

    def choose(past: Past) -> BroughtIn:
        nonlocal done
        known = known_of(journal, past)
        review = review_of(material, terms, known)
        settled = review.settled(terms.answers, doubtful)
        documents, completions = _documents(journal, past, settled, known)
        done = Taken(review, settled if completions else replace(settled, completions=()))
        return _labelled(BroughtIn(documents), material.name, past)

    if dry_run:
        choose(journal.past())
    else:
        journal.bring_in(choose)
    assert done is not None
    if material.headers and material.mapping and not dry_run:
        from journal.exchange.intake.remembering import remember

        remember(material.headers, material.mapping)
    return done


def known_of(journal: Journal, past: Past) -> Known:
    """What the journal holds that an import is held against."""
    from journal.exchange.intake.review import Known

    def state(id: str) -> Any:
        document = past.now(id)
        return None if document is None else "removed" if is_removed(document) else "here"

    return Known(journal.of_kind(Run), journal.of_kind(Session), journal.of_kind(Shoe), state)


def _documents(journal: Journal, past: Past, settled: Review, known: Known) -> tuple[dict[str, Any], int]:
    """The documents of a settled review by id, and how many of them complete a run that was here."""
    from journal.exchange.intake.entering import completed, entries_of, shoe_of
    from library.catalogue import Catalogue

    catalogue = Catalogue.built_in()

    def removed(id: str) -> bool:
        return known.state(id) == "removed"

    entries = entries_of(settled, removed, lambda id: catalogue.get(id).name)
    shoes = {entry.id: entry for entry in entries if isinstance(entry, Shoe)}
    now = journal.clock.now()
    documents = {entry.id: _written(entry, now.isoformat()) for entry in entries if past.now(entry.id) is None}
    count = 0
    for completion in settled.completions:
        if (before := past.now(completion.run)) is None:
            continue
        shoe = "" if before.get("shoe") else shoe_of(completion, settled.shoes, shoes, removed)
        after = completed(before, completion, shoe)
        if after != before:
            documents[completion.run] = {**after, "updated_at": stamp(now, before)}
            count += 1
    new = {id: _written(shoe, now.isoformat()) for id, shoe in shoes.items() if past.now(id) is None}
    return documents | new, count


def _written(entry: Entry, now: str) -> dict[str, Any]:
    document = to_document(entry)
    stamps = {"kind": document["kind"], "created_at": now, "updated_at": now}
    return {**stamps, **document, **stamps}
