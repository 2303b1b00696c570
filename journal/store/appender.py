"""One commit without reading the journal: its header, its last line, and at most a search through its bytes.

For one-shot commands, so that they cost the same at ten years as on the first day. Whatever is not plainly in order is
left to the ``Store``.
"""

from __future__ import annotations

import mmap
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from journal.changes import changes
from journal.changes.document import UNREADABLE, Json, encode
from journal.clock import Clock
from journal.errors import Busy, NotSaved
from journal.store import acknowledged, lines, recovery
from journal.store.disk import Disk
from journal.store.file import JournalFile, SyncFailed
from journal.store.ids import first_of, new_id
from journal.store.ids import largest as largest_of
from journal.store.lines import CLOSING
from journal.store.lock import WAIT

if TYPE_CHECKING:
    from journal.store.backups import Backups

_HEAD = 4096
_TAIL = 1 << 17
"""Bytes at the end in which every line is checked: the last month. The app checks all of them."""


_NEAR = 1 << 16
"""Bytes that are sooner searched than halved."""


Needle = tuple[bytes, tuple[str, ...]]
"""What stands in the text of documents that are looked for, and their kinds."""


class NotInOrder(Exception):
    """The file needs the whole store: it is missing, damaged, torn, of another layout or schema, or very unusual."""

    unsure = False
    """A sync failed, so that the file must be written anew before anything else is put in it."""


class Appender:
    """A locked journal file whose last line is known."""

    def __init__(self, file: JournalFile, clock: Clock, backups: Backups | None, largest: int, header_id: str) -> None:
        self._file, self._clock, self._backups = file, clock, backups
        self._largest, self._header_id = largest, header_id
        self._mapped: mmap.mmap | None = None
        self._login = os.urandom(4).hex()

    @classmethod
    @contextmanager
    def open(
        cls, path: Path, clock: Clock, backups: Backups | None = None, *, disk: Disk | None = None, wait: float = WAIT
    ) -> Iterator[Appender]:
        """Lock the file for one commit.

        Raises NotInOrder: use the store; nothing was done. Raises Busy: another window holds the lock.
        """
        file = JournalFile(path, disk or Disk(), wait)
        try:
            if recovery.cannot_replace(path) or not path.is_file():
                raise NotInOrder
            file.lock(os.O_RDWR)
        except Busy:
            raise
        except (OSError, NotSaved) as error:
            raise NotInOrder from error
        try:
            try:
                header_id, largest = _look(file, disk or Disk())
            except OSError as error:
                raise NotInOrder from error
            appender = cls(file, clock, backups, largest, header_id)
            try:
                if backups is not None:
                    backups.note_opened(header_id, path)
                    if acknowledged.missing(acknowledged.last(backups.folder(header_id)), appender._latest):
                        # An older copy is in its place: said by the journal, which compares the rest too.
                        raise NotInOrder
                yield appender
            finally:
                appender._unmap()
        finally:
            file.close()

    def new_id(self) -> str:
        """An id above those of the last lines.

        They have the largest ids, for a change is written after what it describes; where they hold none, the
        moment and the random bits keep ids apart, as they do between two machines.
        """
        self._largest = new_id(self._clock.now(), self._largest)
        return str(self._largest)

    def commit(self, documents: Mapping[str, Json], before: Mapping[str, Json | None], label: str) -> None:
        """Append documents as one durable line, with the change that takes them back.

        Raises NotSaved: nothing was changed. Raises NotInOrder: the disk failed to sync; use the store.
        """
        now = self._clock.now()
        change = changes.change_document(
            before, documents, now=now.isoformat(), by=self._login, label=label, undoes=None
        )
        line = {**{id: encode(document) for id, document in documents.items()}, self.new_id(): encode(change)}
        if self._backups is not None:
            self._backups.note_first_state(self._header_id, now, self._file)
        self._unmap()
        try:
            self._file.append(line)
        except SyncFailed as error:
            self._file.restore_end()
            failed = NotInOrder()
            failed.unsure = True
            raise failed from error
        except OSError as error:
            raise NotSaved(recovery.reason(error)) from error
        if not self._file.is_at_path():
            raise NotInOrder
        if self._backups is not None:
            self._backups.acknowledge(self._header_id, line)

    def find(self, *wanted: Needle, since: datetime | None = None) -> dict[str, Json]:
        """The present documents that are wanted, by id: one search through the file for each needle.

        With a moment, only of what was written since: not what was written before it, changed later, and put in the
        order of ids with the rest of the file.
        """
        sought = [(needle, tuple(b'{"kind":"%s",' % kind.encode() for kind in kinds)) for needle, kinds in wanted]

        def is_wanted(document: bytes) -> bool:
            return any(needle in document and document.startswith(begins) for needle, begins in sought)

        present: Mapping[str, msgspec.Raw | None]
        if since is not None:
            present = self._read(self._place_of(first_of(since)), self._file.end)
        else:
            lines_found = {self._line_around(at) for needle, _ in wanted for at in self._places(needle)}
            ids = {id for line in lines_found for id, one in self._read(*line).items() if is_wanted(bytes(one))}
            present = {id: self._latest(id) for id in ids}
        found = {id: changes.decoded(one) for id, one in present.items() if one is not None and is_wanted(bytes(one))}
        return {id: document for id, document in found.items() if document is not None}

    def _places(self, needle: bytes) -> Iterator[int]:
        """Where a needle stands, once for each line."""
        position = self._bytes.find(needle)
        while position >= 0:
            yield position
            position = self._bytes.find(needle, self._line_around(position)[1])

    def _place_of(self, id: int) -> int:
        """Where a line begins, few before the first that holds an id from this one on.

        A line's largest id is above those of the lines before it: a file is put in the order of ids, and a commit ends
        with its change.
        """
        low, high = len(self._file.head), self._file.end
        while high - low > _NEAR:
            middle = (low + high) // 2
            start, stop = self._line_around(middle)
            if stop < high and largest_of(self._read(start, stop)) < id:
                low = stop
            else:
                high = middle
        return low

    def _latest(self, id: str) -> msgspec.Raw | None:
        data = self._bytes
        position = data.rfind(b'"%s":{' % id.encode())
        while position >= 0:
            document = self._read(*self._line_around(position)).get(id)
            if document is not None:
                return document
            position = data.rfind(b'"%s":{' % id.encode(), 0, position)
        return None

    def _line_around(self, position: int) -> tuple[int, int]:
        """Where the line at a position begins and ends, its end included."""
        stop = self._bytes.find(b"\n", position)
        return self._bytes.rfind(b"\n", 0, position) + 1, stop + 1 if stop >= 0 else len(self._bytes)

    def _read(self, start: int, stop: int) -> dict[str, msgspec.Raw]:
        """The documents of whole lines; none of those of the header and of what closes the file."""
        try:
            return lines.documents_of(self._bytes[start:stop]) if self._bytes[start : start + 1] == b"," else {}
        except UNREADABLE as error:
            raise NotInOrder from error

    @property
    def _bytes(self) -> mmap.mmap:
        """The file up to the last commit; mapped once, for each mapping reads its pages anew."""
        if self._mapped is None:
            assert self._file.fd is not None
            self._mapped = mmap.mmap(self._file.fd, 0, access=mmap.ACCESS_READ)
        return self._mapped

    def _unmap(self) -> None:
        """Let the mapping go, which holds the file and with it the lock."""
        if self._mapped is not None:
            self._mapped.close()
            self._mapped = None


def _look(file: JournalFile, disk: Disk) -> tuple[str, int]:
    """Check the header and the last lines, and note the position; the header's id and the largest id of the lines."""
    assert file.fd is not None
    stat = file.stat()
    head = disk.pread(file.fd, _HEAD, 0)
    start = max(0, stat.st_size - _TAIL)
    tail = disk.pread(file.fd, _TAIL, start)
    stop = head.find(b"\n", len(lines.OPENING)) + 1
    reading = lines.read(head[:stop] + CLOSING)
    if not reading.in_lines or reading.header is None or reading.mismatches or reading.header.schema != lines.SCHEMA:
        raise NotInOrder
    end = stat.st_size - len(CLOSING)
    if not tail.endswith(CLOSING):
        raise NotInOrder
    largest = int(lines.SEAL_ID)
    if reading.counted > 1:
        last = len(tail) - len(CLOSING)
        begin = tail.find(b"\n") + 1 if start else stop
        checked = tail.count(b"\n", begin, last)
        if not checked or lines.walk(tail, begin, reading.counted + 1 - checked) != (last, reading.counted + 1):
            raise NotInOrder
        try:
            ids = lines.documents_of(tail[begin:last])
        except UNREADABLE as error:
            raise NotInOrder from error
        if not lines.are_ids(ids):
            raise NotInOrder
        largest = largest_of(ids)
    elif end != stop:
        raise NotInOrder
    file.place_parts(head[:stop], tail[: len(tail) - len(CLOSING)], reading.counted, end, stat)
    return reading.header.id, largest
