"""A journal's bytes, read while the program is still being imported: 9 ms of a ten-year start otherwise."""

from __future__ import annotations

import os
import stat as st_mode
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import threading

LARGE = 1 << 20
"""Bytes from which reading ahead is worth a thread's time."""


HUGE = 256 << 20
"""Bytes beyond which a file is looked at before it is read: thirty years are about 50 MB."""


class ReadAhead:
    """Reads a file in a thread. What it found counts only as long as the file has not changed since.

    Whatever goes wrong is left for the ordinary way of reading to meet and name.
    """

    def __init__(self, path: Path) -> None:
        import threading  # here: a one-shot command reads nothing ahead

        self._path = path
        self._found: tuple[bytes, os.stat_result] | None = None
        self._thread: threading.Thread | None = threading.Thread(target=self._read, daemon=True)
        self._thread.start()

    def take(self) -> tuple[bytes, os.stat_result] | None:
        """The file's bytes and its state from before they were read, once; None when there is nothing to go by."""
        if self._thread is None:
            return None
        self._thread.join()
        self._thread = None
        found, self._found = self._found, None
        return found

    def _read(self) -> None:
        try:
            fd = os.open(self._path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)  # a pipe must not hold it up
        except (OSError, ValueError):
            return
        try:
            stat = os.fstat(fd)
            if st_mode.S_ISREG(stat.st_mode) and LARGE <= stat.st_size <= HUGE:
                data = os.pread(fd, stat.st_size, 0)
                if len(data) == stat.st_size:
                    self._found = data, stat
        except (OSError, MemoryError):
            return
        finally:
            os.close(fd)
