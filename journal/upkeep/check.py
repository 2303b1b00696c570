"""Is a journal whole? What is in it, what is wrong and where. Reads only."""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from zlib import crc32

import msgspec

from journal.changes import changes
from journal.changes.document import UNREADABLE, Document, Json
from journal.clock import Clock
from journal.errors import InvalidEntry, ReadOnly, Refused, UnknownEntry, system_said
from journal.paths import instead_of_a_file
from journal.store import lines
from journal.store.acknowledged import missing
from journal.store.backups import Backup, Backups
from journal.store.disk import Disk
from journal.store.file import JournalFile
from journal.store.index import NOT_ENTRIES, Index
from journal.store.lines import FileReading, Header, Problem
from journal.store.lock import WAIT
from journal.store.validity import judge, read_values, why
from journal.words.entry import dated_line
from journal.words.names import Names


class Report(msgspec.Struct):
    """What ``surefoot check`` says. ``stale`` is the share of the file that compaction would free, 0-1."""

    path: Path
    size: int = 0
    whole: bool = True
    """Nothing is wrong that the runner has to do something about."""
    schema: int | None = None
    version: str = ""
    id: str = ""
    lines: int = 0
    counts: dict[str, int] = {}
    removed: int = 0
    changes: int = 0
    oldest: str = ""
    newest: str = ""
    stale: float = 0.0
    problems: list[Problem] = []
    missing: list[str] = []
    """What was saved on this machine and is not in the file, an entry each."""
    odd: list[Problem] = []
    """What is valid and yet not as it should be."""
    advice: list[str] = []
    backups: list[Backup] = []


def read_file(path: Path) -> tuple[bytes, FileReading]:
    """A journal file's bytes and their reading, with no commit under way.

    Raises UnknownEntry: there is no such file. Raises Refused: it cannot be read.
    """
    file = JournalFile(path, Disk(), WAIT)
    try:
        if not path.exists():
            raise UnknownEntry(f"there is no journal at {path}")
        if what := instead_of_a_file(path.stat().st_mode):
            raise Refused(f"{path} is {what}, not a file")
        try:
            file.lock(os.O_RDONLY)
        except ReadOnly:
            file.open(os.O_RDONLY)
        data = file.read()
    except OSError as error:
        raise Refused(f"{path} cannot be read: {system_said(error)}") from error
    finally:
        file.close()
    return data, lines.read(data)


def check(path: Path, clock: Clock) -> Report:
    """Look at the journal at a path, whatever its state. Which years are odd hangs on the clock.

    Raises UnknownEntry: there is no such file. Raises Refused: it cannot be read.
    """
    data, reading = read_file(path)
    backups = Backups()
    report = Report(path, size=len(data), lines=reading.lines)
    report.backups = backups.of_path(path)
    if (header := reading.header) is not None:
        report.schema, report.version, report.id = header.schema, header.version, header.id
        known = {one.name for one in report.backups}
        report.backups += [one for one in backups.of_id(header.id) if one.name not in known]
    _problems(report, data, reading)
    documents: Mapping[str, Document] | None = reading.documents
    if documents is None and header is not None:
        documents = whole_lines(data)[1]
    if documents:
        _contents(report, data, header, documents, clock.now())
        if header is not None:
            _missing(report, missing(backups.acknowledged(header.id, documents), documents))
    return report


def _missing(report: Report, documents: Mapping[str, Json]) -> None:
    for id in sorted(documents, key=int):
        with contextlib.suppress(InvalidEntry):
            removed = documents[id].get("kind") == changes.TOMBSTONE
            words = f"the removal of entry {id}" if removed else dated_line(read_values(id, documents[id]), Names())
            report.missing.append(words)
    if report.missing:
        report.whole = False
        report.advice += [
            "`surefoot check --bring-back` merges in again what was saved here; `surefoot undo` takes that back.",
            "`surefoot check --accept` makes a backup and goes on without it.",
        ]


def _problems(report: Report, data: bytes, reading: FileReading) -> None:
    if reading.damage is not None:
        report.whole = False
        if not data:
            reading.damage.sentence = "the file is empty"
        report.problems.append(reading.damage)
        if not reading.is_journal and data:
            report.advice.append("This is another file; nothing in it will be touched.")
            return
        if report.backups:
            report.advice.append(f"`surefoot restore {report.backups[0].name}` puts the newest backup back.")
        if whole_lines(data)[1]:
            report.advice.append("`surefoot check --salvage PATH` writes the whole lines to a new file.")
        if reading.cut_short and lines.read_as_is(data).documents is not None:
            report.advice.append("`surefoot check --accept` keeps the file as it is, without what was cut off.")
    elif reading.mismatches:
        report.whole = False
        report.problems += reading.mismatches
        report.advice.append("`surefoot check --accept` makes a backup and keeps the file as it is.")
        if report.backups:
            report.advice.append(f"`surefoot restore {report.backups[0].name}` puts the newest backup back.")
    if reading.header is not None and reading.header.schema > lines.SCHEMA:
        report.whole = False
        sentence = f"written by Surefoot {reading.header.version} with schema {reading.header.schema}"
        report.problems.append(Problem(0, 1, sentence))
        report.advice.append("Update Surefoot to open it.")
    if reading.torn:
        sentence = f"a save was interrupted: {len(reading.torn)} bytes of it, never confirmed"
        report.problems.append(Problem(reading.end, reading.lines + 1, sentence))
        report.advice.append("Opening the journal sets the interrupted save aside; nothing confirmed is lost.")
    if not reading.in_lines and reading.documents is not None:
        report.advice.append("Another program has laid the file out anew; the next change puts it in order.")


def _contents(
    report: Report, data: bytes, header: Header | None, documents: Mapping[str, Document], today: date
) -> None:
    index = Index()
    index.rebuild(documents)
    report.counts = {
        kind: len(ids) for kind, ids in sorted(index.kinds.items()) if ids and kind and kind not in NOT_ENTRIES
    }
    report.removed = len(index.kinds.get(changes.TOMBSTONE, ()))
    report.changes = len(index.kinds.get(changes.KIND, ()))
    days = sorted(index.days)
    report.oldest, report.newest = (days[0], days[-1]) if days else ("", "")
    live = sum(len(memoryview(document)) + len(id) + 4 for id, document in documents.items())
    report.stale = max(0.0, 1 - live / len(data)) if report.size > 4096 else 0.0
    if header is None or header.schema != lines.SCHEMA:
        return
    for id, document in documents.items():
        if index.kind(id) == changes.KIND:
            continue
        try:
            odd = judge(id, document, today)
            report.odd += [_place(data, id, f"entry {id} is odd, and kept: {words}") for words in odd]
        except InvalidEntry as error:
            report.problems.append(_place(data, id, f"entry {id} is not shown: {why(error)}"))


def _place(data: bytes, id: str, sentence: str) -> Problem:
    """A problem where the entry stands; looked for only then, since each look goes through the file."""
    offset = data.rfind(b'"%s":' % id.encode())
    return Problem(offset, data.count(b"\n", 0, offset), sentence)


_SEALED = re.compile(rb'(,"\d[^\n]*),"2":\{"kind":"seal","line":\d+,"crc32":"([0-9a-f]{8})"\}\n')


def whole_lines(data: bytes) -> tuple[int, dict[str, Document], int]:
    """What is whole in a damaged file: how many lines, their documents, and how many lines are not whole.

    A document whose id is no number would have the journal refused again, so it is left out, and its line counts as not
    whole.
    """
    documents: dict[str, Document] = {}
    good = 0
    for match in _SEALED.finditer(data):
        if crc32(match[1]) == int(match[2], 16):
            with contextlib.suppress(*UNREADABLE):
                found = lines.documents_of(match[1])
                kept = {id: document for id, document in found.items() if lines.ID.fullmatch(id)}
                good += len(kept) == len(found)
                documents.update(kept)
    body = data.removesuffix(lines.CLOSING).removeprefix(lines.OPENING)
    total = len([line for line in body.split(b"\n")[1:] if line.strip(b"\0 ")])
    return good, documents, max(0, total - good)
