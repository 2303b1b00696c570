"""Backups: gzipped copies of the journal in the state folder, daily and before anything that replaces much.

The daily one is of each day's first state. Nobody waits for it: the day's first commit notes how long the file was, and
the app copies that prefix beside what is done (a file that only grows still begins with what it was).
"""

from __future__ import annotations

import contextlib
import errno
import itertools
import os
import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from zlib import crc32

import msgspec

from journal import paths
from journal.changes.document import Document
from journal.errors import NotSaved, UnknownEntry
from journal.store import acknowledged, files, lines, recovery
from journal.store.disk import Disk
from journal.store.lines import CLOSING

if TYPE_CHECKING:
    from journal.store.file import JournalFile

DAYS, WEEKS, MONTHS = 7, 4, 12
"""How many daily, weekly and monthly backups are kept of the daily ones."""
OTHERS = 10
"""How many are kept of those made before a change."""
DAILY = "daily"
_NAME = re.compile(r"(\d{4}-\d\d-\d\d)-(\d{6})-([a-z]+)(?:-(\d+))?")
_SUFFIX = ".json.gz"
_WHY = {
    DAILY: "the day's first state",
    "import": "before an import",
    "layout": "before it was put in order",
    "accept": "before it was accepted",
    "damaged": "the damaged file",
}
_ORIGIN = "origin"
_FIRST = "first-"


class Backup(msgspec.Struct, frozen=True):
    """A backup: its name, the day it is of, why it was made, its size in bytes.

    ``number`` counts those made before a change in the order in which they were made: the local time in a name goes
    back when the runner travels west, or the clock is set.
    """

    name: str
    path: Path
    day: date
    why: str
    size: int
    number: int = 1

    @property
    def words(self) -> str:
        """When and why it was made: ``of 2026-11-20 18:00, before a merge``."""
        time = self.name[11:17]
        at = "" if self.why == DAILY else f" {time[:2]}:{time[2:4]}"
        return f"of {self.day.isoformat()}{at}, {_WHY.get(self.why, f'before a {self.why}')}"


class _FirstState(msgspec.Struct):
    """How far the file reached before the day's first commit."""

    inode: int
    end: int
    lines: int


class Backups:
    """The backups of journals, in one folder per journal id."""

    def __init__(self, state: Path | None = None) -> None:
        self._state = state
        self._noted: date | None = None
        self.unnoted: OSError | None = None
        """Why the last first state could not be noted, so that no backup of it will be made."""
        self.unremembered: OSError | None = None
        """Why the last commit could not be remembered outside the file."""

    def folder(self, id: str) -> Path:
        """The folder of a journal's backups. An id that could lead elsewhere is replaced by its checksum."""
        safe = id if re.fullmatch(r"[0-9A-Za-z-]{1,64}", id) else f"id-{crc32(id.encode()):08x}"
        return paths.backups_folder(self._state) / safe

    def of_path(self, path: Path) -> list[Backup]:
        """The backups made of journals at a path, and those of the one opened last there, newest first."""
        at = os.fsencode(paths.resolved(path))
        last = self._opened_last(at)
        found = {one.path: one for one in self.of_id(last)} if last else {}
        with contextlib.suppress(OSError):
            for folder in paths.backups_folder(self._state).iterdir():
                origin = folder / _ORIGIN
                if origin.is_file() and origin.read_bytes() == at:
                    found |= {one.path: one for one in _listed(folder)}
        return sorted(found.values(), key=lambda one: one.name, reverse=True)

    def of_missing(self, path: Path) -> list[Backup]:
        """The backups of the journal that should be at a path, newest first; none where it was never opened there."""
        id = self._opened_last(os.fsencode(paths.resolved(path)))
        return self.of_id(id) if id else self.of_path(path)

    def _opened_last(self, at: bytes) -> str:
        """The id of the journal opened last at a path; empty where none was."""
        try:
            id, _, noted = files.read_at_once(self._note_of(at)).partition(b"\n")
        except OSError:
            return ""
        return id.decode("utf-8", "replace") if noted == at else ""

    def _note_of(self, at: bytes) -> Path:
        """The note of what was opened at a path; two paths of one checksum share it, and the later one has it."""
        return paths.backups_folder(self._state).with_name("opened") / f"{crc32(at):08x}"

    def note_opened(self, id: str, path: Path) -> None:
        """Remember which journal was opened at a path: where it is gone, it is missing and not a first start."""
        with contextlib.suppress(OSError):
            at = os.fsencode(paths.resolved(path))
            if self._opened_last(at) != id:
                note = self._note_of(at)
                paths.make_folder(note.parent)
                _write(note, id.encode() + b"\n" + at)

    def acknowledge(self, id: str, documents: Mapping[str, Document]) -> None:
        """After a commit, before it is acknowledged: keep its documents outside the file. Never fails either."""
        self.unremembered = None
        try:
            acknowledged.remember(self.folder(id), documents)
        except OSError as error:
            self.unremembered = error

    def acknowledged(self, id: str, there: Mapping[str, Document]) -> dict[str, Document]:
        """What was acknowledged since the backup made last, by id; what that holds too, where ``there`` lacks of it:
        the copy may be older than it is.
        """
        noted = acknowledged.remembered(self.folder(id))
        self._complete(id, noted, there)
        return noted

    def _complete(self, id: str, noted: dict[str, Document], there: Mapping[str, Document]) -> None:
        """Where ``there`` lacks any of what is noted, add what is in the backup made last."""
        if acknowledged.missing(noted, there):
            name = acknowledged.since(self.folder(id))
            last = (one for one in self.of_id(id) if name in (None, one.name))  # before 0.2.0 the newest was meant
            with contextlib.suppress(UnknownEntry, StopIteration):
                reading = lines.read(self.read(next(last)))
                if reading.documents and reading.header and reading.header.schema == lines.SCHEMA:
                    acknowledged.add_later(noted, reading.documents)

    def of_id(self, id: str) -> list[Backup]:
        """The backups of a journal id, newest first."""
        return sorted(_listed(self.folder(id)), key=lambda one: one.name, reverse=True)

    def read(self, backup: Backup) -> bytes:
        """The journal file as it was. Raises UnknownEntry: the backup is gone or damaged."""
        import gzip
        import zlib

        try:
            return gzip.decompress(files.read_at_once(backup.path))
        except (OSError, EOFError, zlib.error) as error:
            raise UnknownEntry(f"the backup {backup.name} cannot be read") from error

    def keep(self, id: str, path: Path, data: bytes, why: str, now: datetime) -> Backup:
        """Make a backup of the file's bytes, read it back, and only then drop those no longer to be kept.

        Raises OSError: there is no such backup; the older ones are still there.
        """
        import gzip

        folder = paths.make_folder(self.folder(id))
        stem = f"{now:%Y-%m-%d-%H%M%S}-{why}"
        number = 1 if why == DAILY else 1 + max((one.number for one in _others(_listed(folder))), default=0)
        names = (stem if n == 1 else f"{stem}-{n}" for n in itertools.count(number))
        name = next(name for name in names if not (folder / (name + _SUFFIX)).exists())
        _write(folder / (name + _SUFFIX), gzip.compress(data, 1, mtime=0))
        made = next(one for one in _listed(folder) if one.name == name)
        if self.read(made) != data:
            raise OSError(5, "the backup could not be read back")
        _write(folder / _ORIGIN, os.fsencode(paths.resolved(path)))
        reading = lines.read(data)
        if reading.documents is not None:
            acknowledged.settle(folder, reading.documents, name, partial(self._complete, id))
        for old in _superfluous([one for one in _listed(folder) if one.name != name], made):
            with contextlib.suppress(OSError):
                old.path.unlink()
        return made

    def keep_first(self, id: str, path: Path, data: bytes, why: str, now: datetime) -> Backup:
        """As ``keep``, before a change that is not made without it.

        Raises NotSaved: it could not be made; names the folder, for the journal's own disk may be in order.
        """
        try:
            return self.keep(id, path, data, why, now)
        except OSError as error:
            sentence = f"no backup could be made in {self.folder(id)}, so nothing was changed: {recovery.why(error)}"
            raise NotSaved(sentence) from error

    def note_first_state(self, id: str, now: datetime, file: JournalFile) -> None:
        """Before a commit: note how far the file reaches when this is the day's first.

        Never fails, for the commit does not depend on it; what went wrong is ``unnoted``.
        """
        today = now.date()
        if self._noted == today or file.lines <= 1:
            return
        try:
            folder = self.folder(id)
            note = folder / f"{_FIRST}{today.isoformat()}"
            if not note.exists() and not any(one.day == today and one.why == DAILY for one in _listed(folder)):
                paths.make_folder(folder)
                state = _FirstState(file.stat().st_ino, file.end, file.lines)
                fd = os.open(note, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
                with os.fdopen(fd, "wb") as out:
                    out.write(msgspec.json.encode(state))
            self._noted, self.unnoted = today, None
        except OSError as error:
            self.unnoted = error

    def due(self, id: str) -> list[Path]:
        """The notes of daily backups that are still to be made, by day."""
        return sorted(self.folder(id).glob(f"{_FIRST}*"))

    def keep_first_states(self, id: str, path: Path, file: JournalFile) -> None:
        """Make the daily backups that are due of the journal of that id, at a path, open in ``file``.

        Raises OSError: one could not be made; it is still due.
        """
        for note in self.due(id):
            try:
                noted = files.read_at_once(note)
            except FileNotFoundError:  # another login has made that backup meanwhile
                continue
            with contextlib.suppress(ValueError):
                day = datetime.fromisoformat(note.name.removeprefix(_FIRST))
                self.keep(id, path, _prefix(file, noted), DAILY, day)
            note.unlink(missing_ok=True)


def _prefix(file: JournalFile, noted: bytes) -> bytes:
    """The file as it was when that was noted of it, or as it is when it was written anew since.

    Raises OSError: it is not whole, so that there is nothing to keep.
    """
    data = file.read()
    candidates = [_cut(file, data, file.lines, file.end), data]
    with contextlib.suppress(msgspec.DecodeError):
        first = msgspec.json.decode(noted, type=_FirstState)
        if first.inode == file.stat().st_ino and first.end <= file.end:
            candidates.insert(0, _cut(file, data, first.lines, first.end))
    for whole in candidates:
        reading = lines.read(whole)
        if reading.damage is None and not reading.mismatches and reading.torn is None:
            return whole
    raise OSError(errno.EIO, "the journal is not whole")


def _cut(file: JournalFile, data: bytes, count: int, end: int) -> bytes:
    """The file when it had so many lines and ended there: the count in the header was that, too, whatever it is now."""
    field = lines.count_field(count)
    at = len(file.head) - len(field) - 2
    return data[:at] + field + data[at + len(field) : end] + CLOSING


def _write(path: Path, data: bytes) -> None:
    os.close(files.replace_file(Disk(), path, data))


def _listed(folder: Path) -> list[Backup]:
    found = []
    for path in folder.glob(f"*{_SUFFIX}") if folder.is_dir() else ():
        name = path.name.removesuffix(_SUFFIX)
        match = _NAME.fullmatch(name)
        if match:
            with contextlib.suppress(ValueError, OSError):
                day, number = date.fromisoformat(match[1]), int(match[4] or 1)
                found.append(Backup(name, path, day, match[3], path.stat().st_size, number))
    return found


def to_keep(days: Iterable[date]) -> set[date]:
    """Of the days with a daily backup, those that stay: the last of 7 days, of 4 weeks and of 12 months."""
    newest_first = sorted(set(days), reverse=True)
    kept = set(newest_first[:DAYS])
    weeks: dict[tuple[int, int], date] = {}
    months: dict[tuple[int, int], date] = {}
    for day in newest_first:
        weeks.setdefault(day.isocalendar()[:2], day)
        months.setdefault((day.year, day.month), day)
    return kept | set(list(weeks.values())[:WEEKS]) | set(list(months.values())[:MONTHS])


def _others(backups: Iterable[Backup]) -> list[Backup]:
    """Those made before a change."""
    return [one for one in backups if one.why != DAILY]


def _superfluous(older: list[Backup], made: Backup) -> list[Backup]:
    """Of the older backups, those that give way to the one just made, which stays whatever the clock says."""
    daily = [one for one in older if one.why == DAILY]
    kept = to_keep(one.day for one in (*daily, *([made] if made.why == DAILY else [])))
    others = sorted(_others(older), key=lambda one: (one.number, one.name), reverse=True)
    return [one for one in daily if one.day not in kept] + others[OTHERS - (made.why != DAILY) :]
