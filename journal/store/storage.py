"""The store: the journal file in memory, and every durable change to it.

A commit locks the file, reads what another login added, makes its documents from that, appends them as one line in one
write, syncs, counts the line in the header, and only then changes memory.
"""

from __future__ import annotations

import contextlib
import errno
import os
import stat as st_mode
import uuid
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from journal.clock import Clock
from journal.errors import NotAJournal, NotSaved, ReadOnly, Refused, SurefootError
from journal.paths import make_folder
from journal.store import files, lines, recovery
from journal.store.disk import Disk, read_all, write_all
from journal.store.ids import new_id
from journal.store.index import Index
from journal.store.lines import CLOSING, Document, Header, Reading
from journal.store.lock import WAIT, lock_file, same_file, unlock

if TYPE_CHECKING:
    from journal.store.backups import Backups

VERSION = "0.1.0"
_KNOWN_TAIL = 64
Stamp = tuple[int, int, int, int]


class Replaced(Exception):
    """Another program put another file in the journal's place during a commit: the whole change must be made anew."""


def new_header(clock: Clock) -> Header:
    """The header of a journal that begins now."""
    now = clock.now().isoformat()
    fields = {"kind": "journal", "format": lines.FORMAT, "schema": lines.SCHEMA, "id": uuid.uuid4().hex}
    return Header({**fields, "created_at": now, "updated_at": now, "version": VERSION})


class Store:
    """One journal file. Not for use by several threads at once; any number of processes may share the file.

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
    ) -> None:
        self.path, self.clock = path, clock
        self.documents: dict[str, Document] = {}
        self.index = Index()
        self.header: Header | None = None
        self.revision = 0
        self.notices: list[str] = []
        self.mismatch: str | None = None
        """Names the line that does not match its seal, in a journal that is therefore read-only."""
        self.lines = self.end = 0
        self._asked = read_only
        self._failed: str | None = None
        self._found: str | None = None
        self._disk, self._backups, self._wait = disk or Disk(), backups, wait
        self._fd: int | None = None
        self._locked = False
        self._stamp: Stamp | None = None
        self._head = self._tail = b""
        self._rewrite_first: str | None = None
        self._largest: int | None = None

    # reading

    @property
    def read_only(self) -> str | None:
        """Why nothing can be saved, in one sentence; None when it can."""
        return self._failed or self._asked or self._found

    @property
    def exists(self) -> bool:
        """Whether the journal has a file; one that is missing reads as empty."""
        return self.header is not None

    def open(self) -> None:
        """Read the file.

        Raises:
            Refused: it is damaged, cut short, of a newer schema, or no journal; nothing in it was touched.
            Busy: it looks unfinished and another window holds the lock.
        """
        try:
            self._load()
        except FileNotFoundError:
            self._found = recovery.cannot_create(self.path)

    def close(self) -> None:
        """Let go of the file."""
        if self._fd is not None:
            self._disk.close(self._fd)
            self._fd = None

    def refresh(self) -> bool:
        """Read what another login changed; whether it did. One ``stat`` when it did not.

        A file that has become unreadable makes the store read-only while it stays so; memory keeps what it had.
        """
        try:
            stat = self._disk.stat(self.path)
        except OSError:
            return False
        if self._stamp == _stamp(stat):
            return False
        before = self.revision
        try:
            self._catch_up(stat)
        except (SurefootError, OSError) as error:
            changed = self._found != str(error)
            self._found, self._stamp = str(error), None
            return changed
        return self.revision != before

    def new_id(self) -> str:
        """An id above every one in the file and every one given out before."""
        if self._largest is None:
            self._largest = max(map(int, self.documents), default=int(lines.SEAL_ID))
        self._largest = new_id(self.clock.now(), self._largest)
        return str(self._largest)

    # writing

    def commit(self, make: Callable[[], Mapping[str, bytes]], *, again: bool = True) -> None:
        """Make documents from the fresh state and put them in the file as one durable line.

        Args:
            make: called under the lock; its documents replace those with the same ids. Called again when the file was
                replaced meanwhile, unless ``again`` is false.

        Raises:
            NotSaved: the file and memory are as before; retrying may succeed.
            Replaced: the file was replaced, and ``again`` is false.
        """
        while True:
            with self._lock_for_change():
                documents = make()
                if not documents:
                    return
                self._append(documents)
                if not self._was_replaced():
                    return
                self._stamp = None
            if not again:
                raise Replaced

    def rewrite(self, drop: Collection[str] = ()) -> None:
        """Write the file anew without what is superseded (compaction), and without the documents to drop.

        Raises:
            NotSaved: the file is as it was.
        """
        with self._lock_for_change():
            documents = {id: self.documents[id] for id in sorted(self.documents, key=int)}
            kept = {id: document for id, document in documents.items() if id not in drop}
            try:
                self._put_in_place(kept)
            except OSError as error:
                raise NotSaved(recovery.reason(error)) from error
            if len(kept) != len(self.documents):
                self._take(kept)

    @contextmanager
    def reading_lock(self) -> Iterator[int]:
        """Hold the lock without changing anything; gives the file's descriptor."""
        self._lock()
        try:
            assert self._fd is not None
            yield self._fd
        finally:
            self._unlock()

    def stale_bytes(self) -> int:
        """Bytes of the file that a later value of the same document has made superfluous."""
        live = sum(len(memoryview(document)) + len(id) + 4 for id, document in self.documents.items())
        return max(0, self.end - len(self._head) - live)

    # the file

    def _open_file(self) -> int:
        mode = self._disk.stat(self.path).st_mode
        if not st_mode.S_ISREG(mode):
            raise NotAJournal(f"{self.path} is not a file")
        self._found = None
        if self._asked is None:
            try:
                fd = self._disk.open(self.path, os.O_RDWR)
                self._found = recovery.cannot_replace(self.path)
                return fd
            except OSError as error:
                if error.errno not in (errno.EACCES, errno.EPERM, errno.EROFS):
                    raise
                self._found = f"{self.path.name} may not be written to, so it is open for reading only"
        return self._disk.open(self.path, os.O_RDONLY)

    def _load(self) -> None:
        """Read the file whole. What looks wrong is looked at again under the lock: it may be a commit under way."""
        if not self._locked:
            self.close()
            self._fd = self._open_file()
        assert self._fd is not None
        stat = self._disk.fstat(self._fd)
        data = read_all(self._disk, self._fd)
        reading = lines.read(data)
        if not self._locked and (reading.torn is not None or reading.mismatches or reading.damage):
            with contextlib.suppress(ReadOnly):
                self._lock(catch_up=False)
                try:
                    return self._load()
                finally:
                    self._unlock()
        self._accept(data, reading, stat)

    def _accept(self, data: bytes, reading: Reading, stat: os.stat_result) -> None:
        """Take a reading as the state, or refuse it."""
        known = self._backups.exist_for(self.path) if self._backups and not data.strip(b"\0 \n") else False
        documents, self._rewrite_first = recovery.judged(self.path, data, reading, backed_up=known)
        if reading.header is not None and reading.in_lines and reading.torn is not None:
            torn = reading.torn
            if not CLOSING.startswith(torn):
                self.notices.append(recovery.torn_notice(torn))
            if self._locked and self.read_only is None and self._fd is not None:
                recovery.trim(self._disk, self.path, self._fd, reading, self.clock.now())
                stat = self._disk.fstat(self._fd)
        self.mismatch = None
        if reading.mismatches:
            self.mismatch = recovery.mismatch_sentence(reading)
            self._found = self.mismatch
        if self._rewrite_first == "layout":
            self.notices.append("another program has laid the journal out anew; it is put in order at the next change")
        self.header = reading.header or new_header(self.clock)
        if self.header.schema < lines.SCHEMA:
            self.header = Header({**self.header.fields, "schema": lines.SCHEMA, "version": VERSION})
        self.lines, self.end = reading.lines, reading.end
        head = data[: data.find(b"\n", len(lines.OPENING)) + 1]
        self._note_position(head, data[max(0, self.end - _KNOWN_TAIL) : self.end], stat)
        self._take(documents)

    def _take(self, documents: Mapping[str, Document]) -> None:
        self.documents = dict(documents)
        self.index.rebuild(self.documents)
        self._largest = None
        self.revision += 1

    def _note_position(self, head: bytes, tail: bytes, stat: os.stat_result) -> None:
        self._head, self._tail, self._stamp = head, tail, _stamp(stat)

    def _catch_up(self, stat: os.stat_result) -> None:
        """Bring memory up to a changed file: its new lines only, where it merely grew."""
        same = self._fd is not None and same_file(stat, self._disk.fstat(self._fd))
        if not (same and self._rewrite_first is None and not self.mismatch and self._read_new(stat)):
            self._load()

    def _read_new(self, stat: os.stat_result) -> bool:
        """Read the lines added since; False when the file is not what was known with lines added."""
        assert self._fd is not None
        start = self.end - len(self._tail)
        if stat.st_size < self.end + len(CLOSING):
            return False
        data = read_all(self._disk, self._fd, start)
        head = self._disk.pread(self._fd, len(self._head), 0)
        if not data.startswith(self._tail) or head[:-10] != self._head[:-10]:
            return False
        begin = len(self._tail)
        position, line = lines.walk(data, begin, self.lines + 1)
        rest = data[position:]
        if rest != CLOSING and (self._locked or rest.endswith(CLOSING)):
            return False
        if position == begin and rest == CLOSING and head == self._head:
            return False  # something other than a commit has touched the file
        new = lines.documents_of(data[begin:position]) if position > begin else {}
        self.lines, self.end = line - 1, start + position
        self._note_position(head, data[max(0, position - _KNOWN_TAIL) : position], stat)
        if rest != CLOSING:
            self._stamp = None  # a commit under way: look again
        new.pop(lines.SEAL_ID, None)
        self._apply(new)
        return True

    def _apply(self, documents: Mapping[str, Document]) -> None:
        if not documents:
            return
        for id, document in documents.items():
            self.documents[id] = document
            self.index.put(id, document)
        if self._largest is not None:
            self._largest = max(self._largest, *map(int, documents))
        self.revision += 1

    # the lock

    @contextmanager
    def _lock_for_change(self) -> Iterator[None]:
        """Hold the lock on a fresh state that may be changed."""
        if self.read_only and (self._failed or self._asked or not self.refresh()) and self.read_only:
            raise ReadOnly(self.read_only)
        if not self.exists:
            self._create()
        self._lock()
        try:
            if self.read_only:
                raise ReadOnly(self.read_only)
            if self._rewrite_first:
                self._put_in_order(self._rewrite_first)
            yield
        finally:
            self._unlock()

    def _lock(self, catch_up: bool = True) -> None:
        fd, self._fd = self._fd, None
        try:
            flags = os.O_RDWR if self._found is None and self._asked is None else os.O_RDONLY
            self._fd = lock_file(self._disk, self.path, fd, self._wait, flags)
        except ReadOnly as error:
            self._found = str(error)
            raise
        except FileNotFoundError as error:
            self._stamp = None
            raise NotSaved(f"not saved: {self.path.name} is no longer there") from error
        self._locked = True
        if fd != self._fd:
            self._stamp = None
        try:
            stat = self._disk.fstat(self._fd)
            if catch_up and self._stamp != _stamp(stat):
                if self._stamp is None:
                    self._load()
                else:
                    self._catch_up(stat)
        except Refused as error:
            self._found = str(error)
            self._unlock()
            raise ReadOnly(str(error)) from error
        except BaseException:
            self._unlock()
            raise

    def _unlock(self) -> None:
        self._locked = False
        if self._fd is not None:
            unlock(self._disk, self._fd)

    def _was_replaced(self) -> bool:
        assert self._fd is not None
        try:
            return not same_file(self._disk.stat(self.path), self._disk.fstat(self._fd))
        except FileNotFoundError:
            return True

    # changing the file

    def _create(self) -> None:
        header = new_header(self.clock)
        target = self.path.resolve()
        try:
            make_folder(target.parent)
            files.create_file(self._disk, target, header.line(1) + CLOSING)
        except OSError as error:
            raise NotSaved(recovery.reason(error)) from error
        self._load()

    def _append(self, documents: Mapping[str, bytes]) -> None:
        """Put one line at the end, durably; memory follows."""
        assert self._fd is not None and self.header is not None
        if self._backups is not None:
            self._backups.note_first_state(
                self.header.id, self.clock.now(), self._disk.fstat(self._fd), self.end, self.lines
            )
        line = lines.sealed(documents, self.lines + 1)
        try:
            write_all(self._disk, self._fd, line + CLOSING, self.end)
        except OSError as error:
            self._stamp = None
            self._restore_end()
            raise NotSaved(recovery.reason(error)) from error
        try:
            self._disk.sync(self._fd)
        except OSError as error:
            self._after_failed_sync(documents, error)
            return
        count = lines.count_field(self.lines + 1)
        with contextlib.suppress(OSError):  # the line is durable; the count may lag behind it
            self._disk.pwrite(self._fd, count, len(self._head) - len(count) - 2)
        self.lines += 1
        self.end += len(line)
        head = self._head[: -len(count) - 2] + count + self._head[-2:]
        self._note_position(head, (self._tail + line)[-_KNOWN_TAIL:], self._disk.fstat(self._fd))
        self._apply(documents)

    def _restore_end(self) -> None:
        """Take a half-written line back; when even that fails the next login finds it torn and sets it aside."""
        assert self._fd is not None
        with contextlib.suppress(OSError):
            write_all(self._disk, self._fd, CLOSING, self.end)
            self._disk.truncate(self._fd, self.end + len(CLOSING))
            self._disk.sync(self._fd)

    def _after_failed_sync(self, documents: Mapping[str, bytes], error: OSError) -> None:
        """What a failed sync left on the disk is unknown and a second sync proves nothing: write a new file."""
        old = self._fd
        everything = {**self.documents, **documents}
        try:
            self._put_in_place({id: everything[id] for id in sorted(everything, key=int)})
        except OSError:
            self._failed = f"{recovery.reason(error)}; the journal is open for reading only"
            self._stamp = None
            if self._fd == old:
                self._restore_end()
            raise NotSaved(recovery.reason(error)) from error
        self._apply(documents)

    def _put_in_place(self, documents: Mapping[str, Document]) -> None:
        """Replace the file by one of these documents, in lines. The lock is then on the new file."""
        assert self._fd is not None
        header = self.header or new_header(self.clock)
        data, count = lines.whole(header, documents)
        if self._was_replaced():
            raise OSError(errno.ESTALE, "the file was replaced meanwhile")
        target = self.path.resolve()
        fd = files.replace_file(self._disk, target, data, like=self._disk.fstat(self._fd))
        old, self._fd = self._fd, fd
        self._disk.close(old)
        with contextlib.suppress(OSError):
            files.remove_leftovers(self._disk, target)
        self.header, self.lines, self.end = header, count, len(data) - len(CLOSING)
        self._rewrite_first = None
        self._note_position(data[: len(header.line(0))], data[: self.end][-_KNOWN_TAIL:], self._disk.fstat(fd))

    def _put_in_order(self, why: str) -> None:
        """Bring a file of another layout or schema into this form, after a backup."""
        assert self._fd is not None
        if self._backups is not None and why != "empty" and self.header is not None:
            self._backups.keep(self.header.id, self.path, read_all(self._disk, self._fd), why, self.clock.now())
        try:
            self._put_in_place({id: self.documents[id] for id in sorted(self.documents, key=int)})
        except OSError as error:
            raise NotSaved(recovery.reason(error)) from error


def _stamp(stat: os.stat_result) -> Stamp:
    return stat.st_dev, stat.st_ino, stat.st_size, stat.st_mtime_ns
