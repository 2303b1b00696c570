"""A journal in memory, kept up with its file: opened, refused or read with care, and read along as others write.

It changes the file in one case only: bytes of a save that was interrupted are set aside.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from journal import VERSION
from journal.changes.changes import decoded
from journal.changes.document import Document, Json, encode
from journal.clock import Clock
from journal.errors import Missing, NotAJournal, ReadOnly, Refused, SurefootError, system_said
from journal.paths import instead_of_a_file
from journal.store import lines, recovery
from journal.store.acknowledged import forget, missing
from journal.store.disk import Disk
from journal.store.file import JournalFile, Stamp, stamp_of
from journal.store.garbage import no_collection
from journal.store.ids import largest, new_id
from journal.store.index import Index
from journal.store.lines import CLOSING, FileReading, Header
from journal.store.lock import WAIT

if TYPE_CHECKING:
    from journal.store.ahead import ReadAhead
    from journal.store.backups import Backups

FAR = 1 << 20
"""Bytes that are read in about the time of a frame."""
_REMEMBERED = 16


def new_header(clock: Clock) -> Header:
    """The header of a journal that begins now."""
    now = clock.now().isoformat()
    fields = {"kind": "journal", "format": lines.FORMAT, "schema": lines.SCHEMA, "id": os.urandom(16).hex()}
    return Header({**fields, "created_at": now, "updated_at": now, "version": VERSION})


class ReadBeside(NamedTuple):
    """What was read of the file in a thread, for one that knew it in its ``revision``.

    Documents that are as they were are the same objects; ``kinds`` are those of the others, ``replaced`` the ids of
    what is not there any more as it was.
    """

    state: StoreState
    revision: int
    documents: dict[str, Document]
    kinds: set[str]
    replaced: set[str]


class StoreState:
    """What is known of one journal file.

    ``documents`` maps ids to documents as they are in the file, tombstones and changes among them, the header and the
    seal not. It changes only when a commit is durable, or another login's has been read.
    """

    def __init__(
        self,
        path: Path,
        clock: Clock,
        *,
        read_only: str | None = None,
        disk: Disk | None = None,
        backups: Backups | None = None,
        wait: float = WAIT,
        ahead: ReadAhead | None = None,
    ) -> None:
        self.path, self.clock, self.backups = path, clock, backups
        self.documents: dict[str, Document] = {}
        self.index = Index()
        self.header: Header | None = None
        self.revision = 0
        self.notices: list[str] = []
        self.missing: dict[str, Json] = {}
        """What was acknowledged here and is not in the file, by id: an older copy has taken its place."""
        self.mismatch: str | None = None
        """Names the line that does not match its seal, in a journal that is therefore read-only."""
        self._disk = disk or Disk()
        self.file = JournalFile(path, self._disk, wait, ahead)
        self._asked = read_only
        self.failed: str | None = None
        """Why it is not known whether the last change is on the disk, so that nothing more is written to this file."""
        self._found: str | None = None
        self._forbidden = False
        """Whether that is a matter of leave to write, which may be given without the file changing."""
        self._refused: Stamp | None = None
        self._untrimmed: FileReading | None = None
        """Has torn bytes at its end that could not be set aside, for which the store is read-only."""
        self._rewrite_first: str | None = None
        self._largest: int | None = None
        self._moment: datetime | None = None
        self._decoded: dict[str, tuple[Document, dict[str, Any]]] = {}
        self.read_beside: ReadBeside | None = None
        """Is taken by the next look at the file, where that is still as it was then."""

    @property
    def read_only(self) -> str | None:
        """Why nothing can be saved, in one sentence; None when it can."""
        return self.failed or self._asked or self._found

    @property
    def exists(self) -> bool:
        """Whether the journal has a file; one that is missing reads as empty."""
        return self.header is not None

    def open(self) -> None:
        """Read the file.

        Raises Refused: it is damaged, cut short, of a newer schema, or no journal; nothing in it was touched. Or there
        is none, and there was one: backups of it exist. Raises Busy: it looks unfinished and another window holds the
        lock.
        """
        try:
            self._load()
        except FileNotFoundError:
            made = self.backups.of_missing(self.path) if self.backups is not None else []
            if made or recovery.not_fetched(self.path):
                self.close()
                raise Missing(recovery.missing_sentence(self.path, made[0].name if made else "")) from None
            self._found = recovery.cannot_create(self.path)
        except OSError as error:
            self.close()
            raise Refused(f"{self.path} cannot be read: {system_said(error)}") from error
        except SurefootError:
            self.close()
            raise

    def close(self) -> None:
        """Let go of the file."""
        self.file.close()

    def refresh(self) -> bool:
        """Read what another login changed; whether it did. One ``stat`` when it did not.

        An interrupted save that could not be set aside is tried again: the disk may have room by now. So is a file or
        folder that might not be written to. A file that has become unreadable, is gone, or is another journal makes the
        store read-only while it stays so; memory keeps what it had.
        """
        try:
            stat = self._disk.stat(self.path)
        except (FileNotFoundError, NotADirectoryError):
            gone = f"{self.path.name} is no longer there; what this window shows is from before"
            return self._lost_sight(gone if self.exists else recovery.cannot_create(self.path))
        except OSError:
            return False
        stamp = stamp_of(stat)
        if stamp == self.file.stamp and not (self._forbidden and self._may_write()):
            return self._untrimmed is not None and self._trim_now(self._untrimmed)
        if stamp == self._refused:
            return False
        before, self._refused = (self.revision, self.read_only), None
        try:
            self._catch_up(stat)
        except (SurefootError, OSError) as error:
            if isinstance(error, Refused):  # it stays refused until it changes: a large file is not read twice a second
                self._refused = stamp
            return self._lost_sight(str(error))
        return (self.revision, self.read_only) != before

    @property
    def is_far_behind(self) -> bool:
        """Whether the file has so much news that reading it takes longer than a frame. One ``stat``."""
        try:
            stat = self._disk.stat(self.path)
        except OSError:
            return False
        stamp, known = stamp_of(stat), self.file.stamp
        read = self.read_beside.state.file.stamp if self.read_beside is not None else None
        if stamp in (known, self._refused, read):
            return False
        grows = known is not None and known[:2] == stamp[:2]
        return stat.st_size - (self.file.end if grows else 0) > FAR

    def read_for(self, documents: Mapping[str, Document], revision: int) -> ReadBeside | None:
        """What was held here until now, for another opening that knew these documents.

        None where that has to read for itself.
        """
        if self.header is None or self.read_only or self._rewrite_first:
            return None
        new = {id for id, one in self.documents.items() if id not in documents or bytes(documents[id]) != bytes(one)}
        held = {id: one if id in new else documents[id] for id, one in self.documents.items()}
        replaced = documents.keys() - (held.keys() - new)
        self.documents = {}  # what is as it was is not held twice
        return ReadBeside(self, revision, held, {self.index.kind(id) for id in new}, replaced)

    def _may_write(self) -> bool:
        try:
            self._disk.close(self._disk.open(self.path, os.O_RDWR))
        except OSError:
            return False
        return recovery.cannot_replace(self.path) is None

    def _lost_sight(self, why: str | None) -> bool:
        """Be read-only for a reason in the file, until the file is looked at again; whether that is news."""
        news, self._found, self.file.stamp = self._found != why, why, None
        return news

    def now(self) -> datetime:
        """The clock's moment; one and the same for all of a commit."""
        return self._moment or self.clock.now()

    def new_id(self) -> str:
        """An id above every one in the file and every one given out before."""
        if self._largest is None:
            self._largest = largest(self.documents)
        self._largest = new_id(self.now(), self._largest)
        return str(self._largest)

    def decoded(self, id: str) -> dict[str, Any] | None:
        """A document's values, which the caller must not change; None when there is none."""
        document = self.documents.get(id)
        if document is None:
            return None
        known = self._decoded.get(id)
        if known is None or known[0] is not document:
            value = decoded(document)
            if value is not None:
                self.know(id, document, value)
            return value
        return known[1]

    def know(self, id: str, document: Document, value: dict[str, Any]) -> None:
        """Remember a document's values for a while: a session is changed many times in a row."""
        if len(self._decoded) > _REMEMBERED:
            self._decoded.clear()
        self._decoded[id] = (document, value)

    def stale_bytes(self) -> int:
        """Bytes of the file that a later value of the same document has made superfluous."""
        live = sum(len(memoryview(document)) + len(id) + 4 for id, document in self.documents.items())
        return max(0, self.file.end - len(self.file.head) - live)

    # taking in what the file holds

    def _open_file(self) -> None:
        if what := instead_of_a_file(self._disk.stat(self.path).st_mode):
            raise NotAJournal(f"{self.path} is {what}, not a file")
        self._found = self._untrimmed = None
        self._forbidden = False
        if self._asked is None:
            try:
                self.file.open(os.O_RDWR)
                self._found = recovery.cannot_replace(self.path)
                self._forbidden = self._found is not None
                return
            except OSError as error:
                if error.errno not in (errno.EACCES, errno.EPERM, errno.EROFS):
                    raise
                self._found = f"{self.path.name} may not be written to, so it is open for reading only"
                self._forbidden = True
        self.file.open(os.O_RDONLY)

    def _load(self) -> None:
        """Read the file whole. What looks wrong is looked at again under the lock: it may be a commit under way."""
        if not self.file.locked:
            self._open_file()
        data, stat = self.file.read_whole()
        reading = lines.read(data)
        if not self.file.locked and (reading.torn is not None or reading.mismatches or reading.damage):
            try:
                self.file.lock(os.O_RDWR if self.read_only is None else os.O_RDONLY)
            except ReadOnly as error:
                self._found = str(error)
            else:
                try:
                    self._load()
                finally:
                    self.file.unlock()
                return
        self._accept(data, reading, stat)

    def _accept(self, data: bytes, reading: FileReading, stat: os.stat_result) -> None:
        """Take a reading as the state, or refuse it."""
        if self._is_another(reading.header):
            raise Refused(f"another journal is at {self.path.name} now; close and open Surefoot to use it")
        backed_up = self.backups is not None and not data and bool(self.backups.of_missing(self.path))
        emptied = not data and (bool(self.documents) or backed_up)
        with no_collection(len(data)):
            documents, self._rewrite_first = recovery.judged(self.path, data, reading, backed_up=emptied)
            if reading.header is not None and reading.in_lines and reading.torn is not None:
                writable = self.read_only is None and not reading.mismatches
                if self.file.locked and writable:
                    stat = self._trim(reading)
                if not CLOSING.startswith(reading.torn):
                    fate = "were set aside" if writable else "are left where they are"
                    size = len(reading.torn)
                    self.notices.append(f"the last save was interrupted before it was done: its {size} bytes {fate}")
            self.mismatch = None
            if reading.mismatches:
                self.mismatch = self._found = recovery.mismatch_sentence(reading)
            if self._rewrite_first == "layout":
                self.notices.append("another program has laid the journal out anew; the next change puts it in order")
            self.header = reading.header or new_header(self.clock)
            if self.header.schema < lines.SCHEMA:
                self.header = Header({**self.header.fields, "schema": lines.SCHEMA, "version": VERSION})
            self.file.place(data, reading.lines, reading.end, stat)
            self._take(documents)
        if self.backups is not None and self._asked is None and reading.header is not None:
            self.backups.note_opened(self.header.id, self.path)
            self.missing = missing(self.acknowledged(), self.documents)

    def acknowledged(self) -> Mapping[str, Document]:
        """What was acknowledged, by id, changes among it: as far back as it takes to know what is missing."""
        if self.backups is None or self.header is None:
            return {}
        return self.backups.acknowledged(self.header.id, self.documents)

    def leave_out(self) -> None:
        """Take what the file holds for all there is: what is missing is not missed any more."""
        if self.backups is not None and self.header is not None:
            forget(self.backups.folder(self.header.id))
        self.missing = {}

    def _is_another(self, header: Header | None) -> bool:
        """Whether a file's header is of another journal than the one in memory, which may be the last copy of it."""
        known = self.header if self._rewrite_first != "empty" else None  # an empty file has no id of its own yet
        return known is not None and header is not None and header.id != known.id

    def _trim(self, reading: FileReading) -> os.stat_result:
        assert self.file.fd is not None
        try:
            recovery.trim(self._disk, self.path, self.file.fd, reading, self.clock.now())
        except OSError as error:
            self._found = f"an interrupted save could not be set aside: {recovery.reason(error)}"
            self._untrimmed = reading
        else:
            self._untrimmed = None
        return self.file.stat()

    def _trim_now(self, reading: FileReading) -> bool:
        """Set aside what could not be when the file was read; whether it could be done now."""
        try:
            self.file.lock(os.O_RDWR)
        except (SurefootError, OSError):
            return False
        try:
            if self.file.stamp == stamp_of(self.file.stat()):
                self.file.stamp = stamp_of(self._trim(reading))
                self._found = self._found if self._untrimmed else None
        except OSError:
            self.file.stamp = None
        finally:
            self.file.unlock()
        return self._untrimmed is None

    def _catch_up(self, stat: os.stat_result) -> None:
        """Bring memory up to a changed file: its new lines only, where it merely grew."""
        read, self.read_beside = self.read_beside, None
        if read is not None and read.revision == self.revision and read.state.file.stamp == stamp_of(stat):
            self._take_over(read)
            return
        new = None if self._rewrite_first or self.mismatch else self.file.read_new(stat)
        if new is None:
            self._load()
        else:
            self._apply(new)

    def _take_over(self, read: ReadBeside) -> None:
        """Hold what was read in a thread."""
        if not self.file.locked:
            self._open_file()
        other = read.state
        self.file.follow(other.file)
        self.header, self.missing = other.header, other.missing
        if read.kinds or read.replaced:
            kinds = read.kinds | {self.index.kind(id) for id in read.replaced}
            self.documents, self._largest = read.documents, None
            self.index = other.index.after(self.index, kinds)
            self.revision += 1

    def _take(self, documents: Mapping[str, Document]) -> None:
        """Hold these documents. Those that are as they were stay the same objects: what was read of them holds."""
        before, self._largest = self.documents, None
        if not before:
            self.documents = dict(documents)
            self.index.rebuild(self.documents)
            self.revision += 1
            return
        gone = before.keys() - documents.keys()
        new = {id: one for id, one in documents.items() if id not in before or bytes(before[id]) != bytes(one)}
        for id in gone:
            del before[id]
            self.index.drop(id)
        self._apply(new)
        self.revision += bool(gone)

    def _apply(self, documents: Mapping[str, Document]) -> None:
        if not documents:
            return
        for id, document in documents.items():
            self.documents[id] = document
            self.index.put(id, document)
        if self._largest is not None:
            self._largest = max(self._largest, largest(documents))
        if self.missing:
            self.missing = missing({id: encode(one) for id, one in self.missing.items()}, self.documents)
        self.revision += 1
