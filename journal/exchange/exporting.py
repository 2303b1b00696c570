"""The journal on its way out: which entries, in which format, as chunks of bytes or as files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Literal, get_args

import msgspec

from journal.changes.checked import converted
from journal.changes.merge import is_removed
from journal.entries import Entry, Fact, kind_of
from journal.errors import SurefootError
from journal.exchange.anonymous import Secret, anonymous
from journal.exchange.documents import Exported, in_order_of_time, in_range, line, lines_in_order_of_time
from journal.exchange.files import write_file, write_folder
from journal.exchange.lines import json_lines, json_object
from journal.journal import Journal
from journal.store.lines import SCHEMA
from journal.words.names import Names

Format = Literal["json", "jsonl", "csv", "markdown"]
FORMATS: tuple[Format, ...] = get_args(Format)
ENDINGS: dict[Format, str] = {"json": ".json", "jsonl": ".jsonl", "csv": "", "markdown": ".md"}
"""What the name of an exported file ends in; csv is a folder."""


class DayRange(msgspec.Struct, frozen=True):
    """Days to export, both included; None leaves the end open.

    Raises SurefootError: the first day is after the last.
    """

    since: date | None = None
    until: date | None = None

    def __post_init__(self) -> None:
        if self.since and self.until and self.since > self.until:
            raise SurefootError(f"the range ends before it begins: since {self.since}, until {self.until}")

    def __contains__(self, day: date) -> bool:
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


class Export(msgspec.Struct, frozen=True):
    """What is wanted of the journal.

    ``facts``: whether facts about the runner are in it; not said, what can be read back holds them, unless anonymous.
    ``secret``: what ids are replaced with; then nothing says whose the entries are. Not for Markdown.
    """

    format: Format
    days: DayRange = DayRange()
    facts: bool | None = None
    secret: Secret | None = None

    @property
    def keeps_facts(self) -> bool:
        return self.facts if self.facts is not None else self.secret is None and self.format in ("json", "jsonl")


def file_name(format: Format, today: date) -> str:
    """The name offered for an export: ``surefoot-2026-11-20.json``."""
    return f"surefoot-{today.isoformat()}{ENDINGS[format]}"


def selected(journal: Journal, wanted: Export) -> Iterable[Exported]:
    """The journal's entries and tombstones that are wanted.

    With a secret, only entries, without what says whose they are.
    """
    documents: Iterator[Exported] = journal.travelling()
    if not wanted.keeps_facts:
        documents = ((id, document) for id, document in documents if document.get("kind") != kind_of(Fact))
    documents = in_range(documents, wanted.days.since, wanted.days.until)
    if wanted.secret is not None:
        return anonymous(_entries(journal, documents, wanted), wanted.secret)
    return documents


def stream(journal: Journal, wanted: Export, names: Callable[[], Names]) -> Iterator[bytes]:
    """The export in chunks, for the formats that are one file.

    ``names``: what ids are called; asked for by Markdown only.
    """
    found, secret = selected(journal, wanted), wanted.secret
    if wanted.format == "json":
        at = journal.clock.now().isoformat()
        return json_object(lines_in_order_of_time(found), SCHEMA, secret.day(at) if secret else at)
    if wanted.format == "jsonl":
        return json_lines(lines_in_order_of_time(found))
    if wanted.format == "markdown":
        from journal.exchange.markdown import diary_markdown

        return diary_markdown(_entries(journal, in_order_of_time(found), wanted), names())
    raise SurefootError("csv is several tables; name a folder for them with -o")


def tables(journal: Journal, wanted: Export, names: Callable[[], Names]) -> dict[str, list[bytes]]:
    from journal.exchange.tables import csv_files

    found = in_order_of_time(selected(journal, wanted))
    if wanted.secret is not None:
        return csv_files((converted(document, id) for id, document in found), {}, {})
    removed = {id: str(document.get("updated_at", "")) for id, document in found if is_removed(document)}
    return csv_files(_entries(journal, found, wanted), removed, names().shoes)


def save(journal: Journal, path: Path, wanted: Export, names: Callable[[], Names], *, force: bool = False) -> int:
    """Write the export to a file, or for csv to a folder, whole or not at all. Returns its size in bytes.

    Raises NotWritten: nothing was written.
    """
    if wanted.format == "csv":
        return write_folder(path, tables(journal, wanted, names), force=force)
    return write_file(path, [*stream(journal, wanted, names)], force=force, never=journal.path)


def measured(journal: Journal, days: DayRange) -> tuple[int, int]:
    """How many entries and removals an export of these days holds, and about how many bytes it will be in JSON."""
    if days == DayRange():
        sizes = [len(document) + len(id) + 9 for id, document in journal.documents()]
    else:
        sizes = [len(line(id, document)) + 2 for id, document in selected(journal, Export("json", days))]
    return len(sizes), sum(sizes) + 90


def _entries(journal: Journal, documents: Iterable[Exported], wanted: Export) -> Iterator[Entry]:
    """The entries of these documents; one that cannot be read is left out and noted by the journal.

    Without facts nothing that was asked or answered names one either.
    """
    found = (journal.get(id) for id, _ in documents)
    if not wanted.keeps_facts:
        from journal.rules.verdict.document import entry_without_facts

        found = (entry_without_facts(entry) for entry in found if entry is not None)
    return (entry for entry in found if entry is not None)
