"""Disks that fail: at a chosen call, or by losing power with everything that was not synced."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from journal.store.disk import Disk

ERRORS = {"ENOSPC": errno.ENOSPC, "EIO": errno.EIO}
MODES = ("kill", "ENOSPC", "EIO", "short write")


class Killed(BaseException):
    """The process is no more: no handler, no clean-up does anything to the disk after this."""


class FailingDisk(Disk):
    """A disk whose n-th call (from 1) fails in one way; ``calls`` names every call made.

    Modes: ``kill`` (before the call, and every call after it, too), ``ENOSPC`` and ``EIO`` (an error, nothing done),
    and ``short write`` (half is written; the rest has to be written by a further call, which finds the disk full).
    """

    def __init__(self, fail_at: int = 0, mode: str = "") -> None:
        self.fail_at, self.mode = fail_at, mode
        self.calls: list[str] = []
        self.open_files: set[int] = set()
        self._dead = False
        self._full = False

    def _step(self, name: str) -> str:
        if self._dead:
            raise Killed
        self.calls.append(name)
        if len(self.calls) != self.fail_at:
            return ""
        if self.mode == "kill":
            self._dead = True
            raise Killed
        if self.mode in ERRORS:
            raise OSError(ERRORS[self.mode], os.strerror(ERRORS[self.mode]))
        return self.mode

    def pwrite(self, fd: int, data: bytes, offset: int) -> int:
        if self._dead:
            raise Killed
        if self._full:
            self._full = False
            self.calls.append("pwrite")
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        failed = self.fail_at == len(self.calls) + 1
        if failed and self.mode == "kill":
            super().pwrite(fd, data[: len(data) // 2], offset)
        if self._step("pwrite") == "short write":
            self._full = True
            return super().pwrite(fd, data[: len(data) // 2], offset)
        return super().pwrite(fd, data, offset)

    def open(self, path: Path, flags: int, mode: int = 0o600) -> int:
        self._step("open")
        fd = super().open(path, flags, mode)
        self.open_files.add(fd)
        return fd

    def close(self, fd: int) -> None:
        """Closed also where that fails, as Linux has it, and with it the file's lock given up."""
        try:
            self._step("close")
        finally:
            if not self._dead:
                super().close(fd)
                self.open_files.discard(fd)

    def let_go(self) -> None:
        """What the system does for a process that has ended."""
        for fd in self.open_files:
            os.close(fd)
        self.open_files.clear()


def _stepping(name: str) -> Any:
    def call(self: FailingDisk, *given: Any) -> Any:
        self._step(name)
        return getattr(Disk, name)(self, *given)

    return call


for _name in (
    "stat",
    "fstat",
    "flock",
    "pread",
    "sync",
    "truncate",
    "chmod",
    "rename",
    "link",
    "unlink",
    "sync_folder",
):
    setattr(FailingDisk, _name, _stepping(_name))


class VolatileDisk(Disk):
    """A disk with a cache: remembers what was synced, and every write since, of one file."""

    def __init__(self) -> None:
        self.durable: bytes | None = None
        self.unsynced: list[tuple[int, bytes]] = []

    def pwrite(self, fd: int, data: bytes, offset: int) -> int:
        self.unsynced.append((offset, data))
        return super().pwrite(fd, data, offset)

    def truncate(self, fd: int, size: int) -> None:
        self.unsynced.append((size, b""))
        super().truncate(fd, size)

    def sync(self, fd: int) -> None:
        super().sync(fd)
        self.remember(fd)

    def remember(self, fd: int) -> None:
        """Take the file as it is now for durable."""
        self.durable = os.pread(fd, os.fstat(fd).st_size, 0)
        self.unsynced = []

    def after_power_cut(self) -> Iterator[bytes]:
        """What the file may hold after a power cut: any of the unsynced writes, none of them, or parts."""
        assert self.durable is not None
        yield self.durable
        for chosen in range(1, 1 << len(self.unsynced)):
            writes = [write for number, write in enumerate(self.unsynced) if chosen >> number & 1]
            yield applied(self.durable, writes)
            yield applied(self.durable, [(offset, data[: len(data) // 2]) for offset, data in writes])


def applied(data: bytes, writes: list[tuple[int, bytes]]) -> bytes:
    """The bytes of a file after writes, gaps filled with zeros."""
    for offset, new in writes:
        if len(data) < offset:
            data += bytes(offset - len(data))
        data = data[:offset] + new + data[offset + len(new) :]
    return data
