"""The open journal file: its lock, its known position, and the calls that append a line or replace the whole."""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Mapping
from fcntl import LOCK_UN
from pathlib import Path
from stat import S_ISREG
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Raw

from journal.changes.document import UNREADABLE, Document
from journal.errors import Busy, NotAJournal, SurefootError
from journal.paths import resolved
from journal.store import files, lines
from journal.store.ahead import HUGE
from journal.store.disk import Disk, read_all, write_all
from journal.store.lines import CLOSING, Header
from journal.store.lock import lock_file, same_file

if TYPE_CHECKING:
    from journal.store.ahead import ReadAhead

_KNOWN_TAIL = 64
_HEAD = 4096
Stamp = tuple[int, int, int, int]


def stamp_of(stat: os.stat_result) -> Stamp:
    """What tells that a file has changed: device, inode, size and time of change."""
    return stat.st_dev, stat.st_ino, stat.st_size, stat.st_mtime_ns


def header_of(path: Path | str) -> Header | None:
    """The header of the journal in a file, which is not waited for and not read further; None where it is none."""
    try:
        with os.fdopen(os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC), "rb", buffering=0) as file:
            head = file.read(_HEAD) or b""
    except (OSError, ValueError):
        return None
    if not head.startswith(lines.OPENING):
        return None
    return lines.read(head[: head.find(b"\n", len(lines.OPENING)) + 1] + CLOSING).header


class Fingerprint(NamedTuple):
    """What tells a file from itself changed by a byte: ``changed`` is when its node was (ns), ``tail`` its last bytes.

    The last bytes hold the last line's seal. No program can set when a node was changed.
    """

    stamp: Stamp
    changed: int
    tail: bytes


def fingerprint_of(path: Path) -> Fingerprint | None:
    """The fingerprint of a file that may be written to; None where there is none. It is not waited for."""
    try:
        fd = os.open(path, os.O_RDWR | os.O_NONBLOCK | os.O_CLOEXEC)
    except (OSError, ValueError):
        return None
    try:
        stat = os.fstat(fd)
        tail = os.pread(fd, _KNOWN_TAIL, max(0, stat.st_size - _KNOWN_TAIL)) if S_ISREG(stat.st_mode) else b""
        return Fingerprint(stamp_of(stat), stat.st_ctime_ns, tail) if tail else None
    except OSError:
        return None
    finally:
        os.close(fd)


class SyncFailed(OSError):
    """The line was written, but whether it is on the disk is unknown."""


class JournalFile:
    """A journal file and the position up to which it is known.

    ``lines`` is the number of whole lines, ``end`` the offset of the closing, ``stamp`` the file's last known state
    (None: look again).
    """

    def __init__(self, path: Path, disk: Disk, wait: float, ahead: ReadAhead | None = None) -> None:
        self.path, self._disk, self.wait, self._ahead = path, disk, wait, ahead
        self.fd: int | None = None
        self.locked = False
        self.lines = self.end = 0
        self.stamp: Stamp | None = None
        self.head = self._tail = b""
        self._unfinished: Stamp | None = None

    def open(self, flags: int) -> None:
        """Open the file that has the path now. Raises OSError: it cannot be opened with these flags."""
        fd = self._disk.open(self.path, flags)
        self.close()
        self.fd = fd

    def close(self) -> None:
        """Let go of the file and of its lock."""
        if self.fd is not None:
            fd, self.fd = self.fd, None
            with contextlib.suppress(OSError):  # what matters was synced
                self._disk.close(fd)
        self.locked = False

    @property
    def _open_fd(self) -> int:
        assert self.fd is not None, "the journal file is closed"
        return self.fd

    def stat(self) -> os.stat_result:
        """The state of the open file, whatever the path names now."""
        return self._disk.fstat(self._open_fd)

    def is_at_path(self) -> bool:
        """Whether the path still names the open file."""
        try:
            return self.fd is not None and same_file(self._disk.stat(self.path), self._disk.fstat(self.fd))
        except FileNotFoundError:
            return False
        except OSError:  # it cannot be told; it was there when it was locked
            return True

    def lock(self, flags: int) -> None:
        """Lock the file that has the path now; ``stamp`` is None afterwards when that is another than before.

        Raises Busy, ReadOnly, FileNotFoundError: see ``lock_file``.
        """
        before, self.fd = self.fd, None
        self.fd = lock_file(self._disk, self.path, before, self.wait, flags)
        self.locked = True
        if self.fd != before:
            self.stamp = None

    def is_free(self) -> bool:
        """Whether nobody holds the lock, told without waiting; what else is wrong is left to who takes it."""
        try:
            self._disk.close(lock_file(self._disk, self.path, None, 0, os.O_RDWR))
        except Busy:
            return False
        except (OSError, SurefootError):
            pass
        return True

    def unlock(self) -> None:
        """Let other logins write."""
        self.locked = False
        if self.fd is not None:
            try:
                self._disk.flock(self.fd, LOCK_UN)
            except OSError:
                self.close()

    def read(self) -> bytes:
        """All of the file. Raises NotAJournal: it is larger than any, and begins as none."""
        fd = self._open_fd
        if self._disk.fstat(fd).st_size > HUGE and not lines.begins(self._disk.pread(fd, _HEAD, 0)):
            raise NotAJournal(f"{self.path.name} is not a Surefoot journal; nothing in it was touched")
        return read_all(self._disk, fd)

    def read_whole(self) -> tuple[bytes, os.stat_result]:
        """All of the file, and its state from before it was read.

        What was read ahead is taken for it where the file has the same state still: a commit makes it longer.
        """
        ahead = self._ahead.take() if self._ahead is not None else None
        if ahead is not None and not self.locked and stamp_of(ahead[1]) == stamp_of(self.stat()):
            return ahead
        while True:
            stat = self.stat()
            data = self.read()
            if len(data) <= stat.st_size or self.locked:
                return data, stat

    def place(self, data: bytes, count: int, end: int, stat: os.stat_result) -> None:
        """Note what is known of the file from its bytes: so many lines, ending at that offset."""
        head = data[: data.find(b"\n", len(lines.OPENING)) + 1]
        self.place_parts(head, data[max(0, end - _KNOWN_TAIL) : end], count, end, stat)

    def place_parts(self, head: bytes, tail: bytes, count: int, end: int, stat: os.stat_result) -> None:
        """As ``place``, from the file's header and its last bytes before ``end``."""
        self.lines, self.end, self.head, self._tail = count, end, head, tail[-_KNOWN_TAIL:]
        self.stamp = stamp_of(stat)

    def follow(self, other: JournalFile) -> None:
        """Know what another opening of the same file knows of it."""
        self.lines, self.end, self.head, self._tail = other.lines, other.end, other.head, other._tail
        self.stamp = other.stamp

    def read_new(self, stat: os.stat_result) -> dict[str, Raw] | None:
        """The documents of the lines added since, in a file of this state.

        None when the file is not what was known with lines added, so that it has to be read whole.
        """
        if self.stamp is None or self.fd is None or not same_file(stat, self._disk.fstat(self.fd)):
            return None
        begin = len(self._tail)
        start = self.end - begin
        if stat.st_size < self.end + len(CLOSING):
            return None
        data = read_all(self._disk, self.fd, start)
        head = self._disk.pread(self.fd, len(self.head), 0)
        count = lines.COUNT_WIDTH + 2
        if not data.startswith(self._tail) or head[:-count] != self.head[:-count]:
            return None
        position, line = lines.walk(data, begin, self.lines + 1)
        rest = data[position:]
        unfinished = stamp_of(stat) if rest != CLOSING else None
        if unfinished and (self.locked or rest.endswith(CLOSING) or unfinished == self._unfinished):
            return None  # not merely a commit under way
        self._unfinished = unfinished
        if position == begin and rest == CLOSING and head == self.head and self.stamp[2] >= 0:
            return None  # something other than a commit has touched the file
        try:
            new = lines.documents_of(data[begin:position]) if position > begin else {}
        except UNREADABLE:
            return None
        new.pop(lines.SEAL_ID, None)
        self.lines, self.end, self.head = line - 1, start + position, head
        self._tail = data[max(0, position - _KNOWN_TAIL) : position]
        self.stamp = stamp_of(stat)
        if rest != CLOSING or self.end + len(CLOSING) != stat.st_size:
            self.stamp = (*self.stamp[:2], -1, 0)  # a commit is under way: look again
        return new

    def append(self, documents: Mapping[str, bytes]) -> None:
        """Put one line at the end, durably. The lock is held, and the position is that of the file.

        Raises OSError: the line could not be written; the file is as it was. Raises SyncFailed: see there.
        """
        fd = self._open_fd
        line = lines.sealed(documents, self.lines + 1)
        try:
            write_all(self._disk, fd, line + CLOSING, self.end)
        except OSError:
            self.restore_end()
            raise
        try:
            self._disk.sync(fd)
        except OSError as error:
            raise SyncFailed(error.errno, error.strerror) from error
        count = lines.count_field(self.lines + 1)
        with contextlib.suppress(OSError):  # the line is durable; the count may lag behind it
            self._disk.pwrite(fd, count, len(self.head) - len(count) - 2)
        self.head = self.head[: -len(count) - 2] + count + self.head[-2:]
        self.lines += 1
        self.end += len(line)
        self._tail = (self._tail + line)[-_KNOWN_TAIL:]
        try:
            self.stamp = stamp_of(self._disk.fstat(fd))
        except OSError:  # the line is durable all the same
            self.stamp = None

    def restore_end(self) -> None:
        """Take a half-written line back; when even that fails the next login finds it torn and sets it aside."""
        self.stamp = None
        with contextlib.suppress(OSError):
            write_all(self._disk, self._open_fd, CLOSING, self.end)
            self._disk.truncate(self._open_fd, self.end + len(CLOSING))
            self._disk.sync(self._open_fd)

    def replace(self, header: Header, documents: Mapping[str, Document], *, same_mode: bool = False) -> None:
        """Put a file of these documents in its place, in lines; the lock is then on the new file.

        With ``same_mode`` it may be read by whom the old one might be.
        Raises OSError: the old file is still in place, unless only the folder's sync failed.
        """
        data, count = lines.whole(header, documents)
        if not self.is_at_path():
            raise OSError(errno.ESTALE, "the file was replaced meanwhile")
        target = resolved(self.path)
        fd = files.replace_file(self._disk, target, data, like=self.stat(), same_mode=same_mode)
        self.close()
        self.fd, self.locked = fd, True
        self.place(data, count, len(data) - len(CLOSING), self.stat())
        with contextlib.suppress(OSError):
            files.remove_leftovers(self._disk, target)
