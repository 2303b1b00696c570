"""Ways back for a journal: accept it as it is, salvage what is whole, restore a backup."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Literal

import msgspec

from journal.changes import changes
from journal.changes.document import Document
from journal.changes.patch import difference, patched, stamped
from journal.changes.stamp import stamp
from journal.clock import Clock
from journal.errors import Busy, NotSaved, Refused, SurefootError, UnknownEntry
from journal.journal import Journal
from journal.paths import make_folder, resolved
from journal.store import files, lines, recovery
from journal.store.acknowledged import forget, missing
from journal.store.backups import Backup, Backups
from journal.store.disk import Disk
from journal.store.file import JournalFile
from journal.store.lines import Header
from journal.store.lock import WAIT
from journal.store.state import new_header
from journal.units import size_words
from journal.upkeep.check import read_file, whole_lines


class Salvaged(msgspec.Struct, frozen=True):
    """What a salvage wrote: whole lines and their entries, and the number of lines that were not whole."""

    lines: int
    entries: int
    lost: int


class Restored(msgspec.Struct, frozen=True):
    """What a restore did, and to how many entries.

    ``how``: nothing was different; it is a change, which undo takes back; it took the place of a file, which is a
    backup now; there was no file.
    """

    name: str
    changed: int
    how: Literal["same", "changed", "replaced", "created"]


def backups_of(path: Path) -> list[Backup]:
    """The backups of the journal at a path, newest first; by its id, too, where it can be read."""
    backups = Backups()
    found = {one.path: one for one in backups.of_path(path)}
    if path.is_file():
        header = read_file(path)[1].header
        if header is not None:
            found |= {one.path: one for one in backups.of_id(header.id)}
    return sorted(found.values(), key=lambda one: one.name, reverse=True)


def told(backups: Sequence[Backup]) -> list[str]:
    """A line for each backup; where there is none, when the first is made."""
    none = ["There are no backups yet; the first is made of the first state of each day."]
    return [f"{one.name:<28}  {size_words(one.size):>9}  {one.words.partition(', ')[2]}" for one in backups] or none


def accept(path: Path, clock: Clock) -> Backup:
    """Keep an edited, cut or older journal as it is: back it up, then seal every line anew.

    Raises SurefootError: there is nothing to accept, or it cannot be read at all; nothing was changed.
    """
    data, reading = read_file(path)
    backups = Backups()
    there = reading.documents or {}
    older = reading.header is not None and missing(backups.acknowledged(reading.header.id, there), there)
    if not reading.mismatches and reading.damage is None and not older:
        raise SurefootError("nothing to accept: every line matches its seal")
    plain = lines.read_as_is(data)
    if plain.documents is None or plain.header is None:
        raise SurefootError(
            f"{path.name} cannot be accepted, for it cannot be read to its end; "
            "`surefoot restore` and `surefoot check --salvage PATH` can help"
        )
    if plain.header.schema != lines.SCHEMA:
        raise SurefootError(f"{path.name} has schema {plain.header.schema}; only schema {lines.SCHEMA} can be accepted")
    backup = _replaced(path, clock, backups, data, plain.header, plain.documents, "accept")
    forget(backups.folder(plain.header.id))
    return backup


def _replaced(
    path: Path, clock: Clock, backups: Backups, seen: bytes, header: Header, documents: Mapping[str, Document], why: str
) -> Backup:
    """Back the file up and put another in its place, unless it changed since it was seen."""
    with _saving(), closing(JournalFile(path, Disk(), WAIT)) as file:
        file.lock(os.O_RDWR)
        if file.read() != seen:
            raise Busy("the journal changed meanwhile; try again")
        backup = backups.keep_first(header.id, path, seen, why, clock.now())
        file.replace(header, documents, same_mode=seen.startswith(lines.OPENING))  # whoever shares it may read on
        return backup


@contextmanager
def _saving() -> Iterator[None]:
    """Say plainly why it was not saved."""
    try:
        yield
    except OSError as error:
        raise NotSaved(recovery.reason(error)) from error


def _created(path: Path, data: bytes) -> bool:
    """Make a journal's file and its folder; False when one is there already. Raises NotSaved: it could not be made."""
    with _saving():
        make_folder(resolved(path).parent)
        return files.create_file(Disk(), resolved(path), data)


def _whole_lines_of(path: Path, clock: Clock) -> tuple[bytes, Header, tuple[int, dict[str, Document], int]]:
    """A damaged file's bytes, its header or a new one, and its whole lines. Raises SurefootError: none is whole."""
    data, reading = read_file(path)
    if not (found := whole_lines(data))[1]:
        raise SurefootError(f"{path.name} holds no whole line")
    return data, reading.header or new_header(clock), found


def salvage(path: Path, target: Path, clock: Clock) -> Salvaged:
    """Write the whole lines of a damaged journal to a new file.

    Raises SurefootError: nothing is whole, the target exists or its folder does not; nothing was written.
    """
    _, header, (good, documents, lost) = _whole_lines_of(path, clock)
    if header.schema > lines.SCHEMA:
        raise SurefootError(f"{path.name} has schema {header.schema}; please update Surefoot")
    whole, _ = lines.whole(header, {id: documents[id] for id in sorted(documents, key=int)})
    if target.is_dir():
        raise SurefootError(f"{target} is a folder; name a file in it")
    if not target.absolute().parent.is_dir():
        raise SurefootError(f"{target} cannot be written: the folder {target.parent} is not there")
    with _saving():
        if not files.create_file(Disk(), target.absolute(), whole):
            raise SurefootError(f"{target} exists already; name a new file")
    kinds = (document[:16] for document in map(bytes, documents.values()))
    entries = sum(1 for start in kinds if not start.startswith((b'{"kind":"change', b'{"kind":"deleted')))
    return Salvaged(good, entries, lost)


def begin(path: Path, clock: Clock) -> None:
    """Begin a new journal where there was one; the backups of that one stay.

    Raises SurefootError: a file is there by now, or it could not be made.
    """
    if not _created(path, new_header(clock).line(1) + lines.CLOSING):
        raise SurefootError(f"{path} is there by now")


def keep_whole_lines(path: Path, clock: Clock) -> Backup:
    """Put the whole lines of a damaged journal in its place, after backing the damaged file up.

    Raises SurefootError: nothing is whole, or it could not be saved; nothing was changed.
    """
    data, header, (_, documents, _) = _whole_lines_of(path, clock)
    if header.schema != lines.SCHEMA:
        raise SurefootError(f"{path.name} has schema {header.schema}; only schema {lines.SCHEMA} can be mended")
    return _replaced(path, clock, Backups(), data, header, documents, "damaged")


def restore(path: Path, name: str, clock: Clock) -> Restored:
    """Put a backup back, after backing up what is there.

    A journal that can be opened gets the backup's entries as one change, which can be undone; in the place of one that
    cannot, the backup's file is put.
    Raises UnknownEntry: there is no such backup, or it cannot be read. Raises NotSaved: nothing was changed.
    """
    backups = Backups()
    listed = backups_of(path)
    backup = next((one for one in listed if name in (one.name, f"{one.name}.json.gz")), None)
    if backup is None:
        raise UnknownEntry(f"there is no backup {name[:40]!r}; `surefoot backups` lists them")
    data = backups.read(backup)
    reading = lines.read(data)
    documents, _ = recovery.judged(backup.path, data, reading, backed_up=False)
    if reading.header is None:
        raise UnknownEntry(f"the backup {backup.name} is not whole; choose another")
    header = Header({**reading.header.fields, "schema": lines.SCHEMA})
    try:
        journal = Journal.open(path, clock)
    except Refused:
        pass
    else:
        with journal:
            if journal.mismatch is None and path.is_file():
                return _restored_as_change(journal, backup, documents)
    lost = not path.exists()
    if lost:
        _created(path, lines.whole(header, documents)[0])
    else:
        _replaced(path, clock, backups, read_file(path)[0], header, documents, "restore")
    return Restored(backup.name, _entries(documents), "created" if lost else "replaced")


def _entries(documents: Mapping[str, Document]) -> int:
    values = (changes.decoded(document) or {} for document in documents.values())
    return sum(1 for value in values if value.get("kind") not in (changes.KIND, changes.TOMBSTONE))


def _restored_as_change(journal: Journal, backup: Backup, documents: Mapping[str, Document]) -> Restored:
    now = journal.clock.now()
    wanted = {id: value for id, document in documents.items() if (value := changes.decoded(document)) is not None}
    present = {id: changes.decoded(document) or {} for id, document in journal.documents()}
    new: dict[str, Any] = {}
    for id, value in wanted.items():
        if value.get("kind") == changes.KIND:
            continue
        there = present.get(id)
        at = stamp(now, there, value)
        if there is None or there.get("kind") != value.get("kind"):
            new[id] = stamped(there or {}, value, at)
        elif difference(there, after := patched(there, difference(there, value), at)):
            new[id] = after
    for id, there in present.items():
        if id not in wanted and there.get("kind") != changes.TOMBSTONE:
            new[id] = changes.tombstone(there, stamp(now, there))
    if new:
        journal.apply(new, f"restored backup {backup.name}", keep="restore")
    return Restored(backup.name, len(new), "changed" if new else "same")
