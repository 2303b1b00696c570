"""Whole files put in place so that a reader finds the old one or the new one, never a part of either."""

from __future__ import annotations

import contextlib
import errno
import fcntl
import os
import re
from pathlib import Path

from journal.store.disk import Disk, read_all, write_all
from journal.store.lock import same_file

_TEMPORARY = ".{name}.{tag}.tmp"
_LONGEST = 100
"""Characters of a name that a temporary name keeps, so that it does not become too long for the file system."""
_NO_LINKS = {errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK, errno.EXDEV}


def read_at_once(path: Path, last: int | None = None) -> bytes:
    """A file's bytes, or so many at its end; of a pipe none: a command would wait for it without end."""
    with os.fdopen(os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC), "rb") as file:
        if last is not None:
            file.seek(max(0, os.fstat(file.fileno()).st_size - last))
        return file.read() or b""


def temporary_beside(path: Path) -> Path:
    """A free name in the same folder, for what is to get this path when it is whole."""
    return path.with_name(_TEMPORARY.format(name=path.name[:_LONGEST], tag=os.urandom(4).hex()))


def give_name(disk: Disk, temporary: Path, path: Path) -> None:
    """Give a whole file its name, unless something has that name by now: nothing is ever written over.

    Raises FileExistsError: the name is taken. Raises OSError: the file cannot get it.
    """
    try:
        disk.link(temporary, path)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        _give_name_without_links(disk, temporary, path)


def _give_name_without_links(disk: Disk, temporary: Path, path: Path) -> None:
    """Where there are no hard links (exFAT, some network shares) an empty file takes the name first.

    It is locked, for a login that finds it would begin a journal in it. One that was faster has put its own in its
    place, or holds the lock, and keeps the name.
    """
    fd = disk.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL)
    try:
        if not _locked(disk, fd) or not same_file(disk.stat(path), disk.fstat(fd)):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))
        try:
            disk.rename(temporary, path)
        except OSError:
            disk.unlink(path)
            raise
    finally:
        disk.close(fd)


def _locked(disk: Disk, fd: int) -> bool:
    """Take a file's lock; False when somebody else has it. Without locks there is nobody else who writes to it."""
    try:
        disk.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        pass
    return True


def _write_new(disk: Disk, path: Path, data: bytes, mode: int) -> int:
    """Create, lock, write, sync and read back a file; its descriptor. Nothing is left of it when that fails."""
    fd = disk.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, mode)
    try:
        disk.chmod(fd, mode)
        with contextlib.suppress(OSError):  # where files cannot be locked, the journal is never written anyway
            disk.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        write_all(disk, fd, data, 0)
        disk.sync(fd)
        if read_all(disk, fd) != data:
            raise OSError(errno.EIO, "the disk gave back other bytes than were written")
    except Exception:
        disk.close(fd)
        with contextlib.suppress(OSError):
            disk.unlink(path)
        raise
    return fd


def replace_file(
    disk: Disk, path: Path, data: bytes, like: os.stat_result | None = None, *, same_mode: bool = False
) -> int:
    """Put a new file in the place of an old one. Returns its descriptor, which holds the lock.

    ``like``: the old file, whose owner and group the new one gets, each as far as the system allows.
    ``same_mode``: whether it gets the old file's mode, too; else nobody but the owner reads it.
    Raises OSError: the old file is still in place, unless only the folder's sync failed.
    """
    temporary = temporary_beside(path)
    fd = _write_new(disk, temporary, data, (like.st_mode & 0o777) if like and same_mode else 0o600)
    try:
        for owner, group in ((like.st_uid, -1), (-1, like.st_gid)) if like else ():
            with contextlib.suppress(OSError):  # another's file cannot be given back to them, their group's can
                os.chown(temporary, owner, group)
        disk.rename(temporary, path)
    except Exception:
        disk.close(fd)
        with contextlib.suppress(OSError):
            disk.unlink(temporary)
        raise
    try:
        disk.sync_folder(path.parent)
    except Exception:
        disk.close(fd)
        raise
    return fd


def create_file(disk: Disk, path: Path, data: bytes) -> bool:
    """Create a file that is whole from its first moment; False when one is there already, which is left as it is.

    Raises OSError: there is no such file, as before.
    """
    temporary = temporary_beside(path)
    fd = _write_new(disk, temporary, data, 0o600)
    try:
        try:
            give_name(disk, temporary, path)
        except FileExistsError:
            return False
        disk.sync_folder(path.parent)
        return True
    finally:
        disk.close(fd)
        with contextlib.suppress(FileNotFoundError):
            disk.unlink(temporary)


def remove_leftovers(disk: Disk, path: Path) -> None:
    """Remove temporary files of compactions that were killed; one still locked is in use and stays."""
    pattern = re.compile(re.escape(f".{path.name[:_LONGEST]}.") + r"[0-9a-f]{8}\.tmp")
    for leftover in path.parent.iterdir():
        if not pattern.fullmatch(leftover.name):
            continue
        with contextlib.suppress(OSError):
            fd = disk.open(leftover, os.O_RDONLY)
            try:
                disk.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
                disk.unlink(leftover)
            finally:
                disk.close(fd)
