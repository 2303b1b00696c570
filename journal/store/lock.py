"""The lock: ``flock`` on the data file itself, so that there is no second file to be left behind."""

from __future__ import annotations

import errno
import fcntl
import os
import time
from pathlib import Path

from journal.errors import Busy, ReadOnly
from journal.store.disk import Disk

WAIT = 5.0
"""Seconds after which another window's lock is reported instead of waited for."""
_UNSUPPORTED = {errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOLCK, errno.ENOSYS, errno.EINVAL}


def same_file(one: os.stat_result, other: os.stat_result) -> bool:
    """Whether two stats are of the same file (not merely of the same name)."""
    return (one.st_dev, one.st_ino) == (other.st_dev, other.st_ino)


def lock(disk: Disk, fd: int, deadline: float) -> None:
    """Take the exclusive lock on an open file, trying until the deadline (of ``time.monotonic``).

    Raises Busy: another window holds it. Raises ReadOnly: the file system has no locks.
    """
    while True:
        try:
            disk.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except BlockingIOError:
            pause(deadline)
        except OSError as error:
            if error.errno in _UNSUPPORTED:
                raise ReadOnly("the file system cannot lock files, so the journal is open for reading only") from error
            raise


def pause(deadline: float) -> None:
    """Sleep a moment before the next try, of varied length so that two windows do not keep step.

    Raises Busy: the deadline has passed.
    """
    if time.monotonic() >= deadline:
        raise Busy("the journal is busy in another window; try again")
    time.sleep(0.001 + os.urandom(1)[0] / 255 * 0.009)


def lock_file(disk: Disk, path: Path, fd: int | None, wait: float = WAIT, flags: int = os.O_RDWR) -> int:
    """Lock the file that has the path now, and return its descriptor: the given one unless the file was replaced.

    A given descriptor that is not returned is closed.
    Raises Busy: another window holds the lock, or keeps replacing the file. Raises FileNotFoundError: there is no such
    file. Raises ReadOnly: the file system has no locks.
    """
    deadline = time.monotonic() + wait
    while True:
        if fd is None:
            fd = disk.open(path, flags)
        try:
            lock(disk, fd, deadline)
            if same_file(disk.stat(path), disk.fstat(fd)):
                return fd
        except BaseException:
            disk.close(fd)
            raise
        disk.close(fd)
        fd = None
        if time.monotonic() >= deadline:
            raise Busy("the journal is being replaced again and again; try again")
