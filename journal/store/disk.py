"""The system calls the store makes, in one place, so that a test can make each of them fail."""

from __future__ import annotations

import fcntl
import os
import sys
from pathlib import Path

if sys.platform == "darwin":  # fdatasync is missing there, and fsync leaves the data in the drive's cache

    def _sync(fd: int) -> None:
        fcntl.fcntl(fd, fcntl.F_FULLFSYNC)

else:
    _sync = os.fdatasync


class Disk:
    """The calls on files. Each raises ``OSError`` as the system does."""

    def open(self, path: Path, flags: int, mode: int = 0o600) -> int:
        return os.open(path, flags | os.O_CLOEXEC, mode)

    def close(self, fd: int) -> None:
        os.close(fd)

    def stat(self, path: Path) -> os.stat_result:
        return path.stat()

    def fstat(self, fd: int) -> os.stat_result:
        return os.fstat(fd)

    def flock(self, fd: int, operation: int) -> None:
        fcntl.flock(fd, operation)

    def pread(self, fd: int, count: int, offset: int) -> bytes:
        return os.pread(fd, count, offset)

    def pwrite(self, fd: int, data: bytes, offset: int) -> int:
        return os.pwrite(fd, data, offset)

    def sync(self, fd: int) -> None:
        """Everything written to the file is on the disk when this returns."""
        _sync(fd)

    def truncate(self, fd: int, size: int) -> None:
        os.ftruncate(fd, size)

    def chmod(self, fd: int, mode: int) -> None:
        os.fchmod(fd, mode)

    def rename(self, source: Path, target: Path) -> None:
        source.replace(target)

    def link(self, source: Path, target: Path) -> None:
        os.link(source, target)

    def unlink(self, path: Path) -> None:
        path.unlink()

    def sync_folder(self, folder: Path) -> None:
        """The folder's names are on the disk when this returns."""
        fd = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            os.fsync(fd)
        finally:
            os.close(fd)


def read_all(disk: Disk, fd: int, offset: int = 0) -> bytes:
    """The file's bytes from the offset to its end."""
    size = disk.fstat(fd).st_size
    data = disk.pread(fd, max(0, size - offset), offset)
    if offset + len(data) >= size:
        return data
    parts = [data]
    while part := disk.pread(fd, 1 << 24, offset + sum(map(len, parts))):
        parts.append(part)
    return b"".join(parts)


def write_all(disk: Disk, fd: int, data: bytes, offset: int) -> None:
    """Write the whole of the data, in as many calls as the system needs.

    Raises OSError: the disk is full or failed; part of the data may be written.
    """
    done = disk.pwrite(fd, data, offset)
    while done < len(data):
        count = disk.pwrite(fd, data[done:], offset + done)
        if count == 0:
            raise OSError(5, "the disk accepts no more bytes")
        done += count
