"""A text handed to the runner's own editor: a file in a folder of its own, beside it what it was handed over with.

The folder outlives the program, so that what was saved in it is a draft like any other. A login has its own folders:
each is locked by who handed it over, or found it left behind.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import TypeVar

import msgspec

from journal.errors import SurefootError, system_said
from journal.text import clean, clean_document, decoded

T = TypeVar("T")
MOST = 1_000_000
"""Bytes of a file that is read back; more than any field takes."""
KEPT = timedelta(days=7)
"""How long a file that was handed over and never changed is kept: a window may still have it open."""
_RECORD = "draft.json"


def bare(text: str) -> str:
    """A text without what an editor adds at its end, and what steers a terminal."""
    return clean(text).rstrip("\n")


def both(base: str, one: str, other: str) -> str:
    """What to go on with of two texts that grew from ``base``.

    The changed one if only one was changed; else the first, and below it what is new in the other.
    """
    if other in (base, one):
        return one
    if one == base:
        return other
    added = other.removeprefix(base).strip()
    return f"{one.rstrip()}\n\n{added}" if added else one


class HandedOver(msgspec.Struct):
    """What a file was handed over with: the draft's name, what the runner knows the form by, when (with offset).

    ``text``: what it had then, or what was taken from it last.
    """

    name: str
    title: str
    text: str
    at: datetime


class Handed:
    """One handed-over text.

    ``folder``: its folder, with a record in it.
    ``record``: what it was handed over with.
    ``lock``: descriptor that holds the folder's lock.
    """

    def __init__(self, folder: Path, record: HandedOver, lock: int) -> None:
        self._folder, self.told, self._lock = folder, record, lock
        self._taken = self._is_recorded = False
        self.file = folder / f"{_plain(record.name)}.md"
        """The file for the editor."""

    @classmethod
    def make(cls, folder: Path | None, record: HandedOver) -> Handed:
        """A new one, in a folder of drafts (None: the system's folder of temporary files).

        Raises OSError: it cannot be written.
        """
        own = Path(tempfile.mkdtemp(prefix=f"{_plain(record.name)}-", dir=folder))
        lock = _lock(own)
        assert lock is not None
        handed = cls(own, record, lock)
        try:
            handed.hand_over(record.text)
        except OSError:
            handed.remove()
            raise
        return handed

    @classmethod
    def left_in(cls, folder: Path) -> Iterator[Handed]:
        """Those in a folder of drafts that no running program holds, locked for this one."""
        for path in sorted(folder.glob(f"*/{_RECORD}")):
            if (lock := _lock(path.parent)) is None:
                continue
            if (record := read_whole(path, HandedOver)) is None:
                os.close(lock)
            else:
                yield cls(path.parent, record, lock)

    def hand_over(self, text: str) -> None:
        """Put a text into the file. Raises OSError: it cannot be written."""
        self.told.text, self._is_recorded = bare(text), False
        if self.file.is_dir() and not self.file.is_symlink():  # an editor left one: no file takes its place
            self.file.rename(tempfile.mkdtemp(dir=self._folder))
        write_whole(self.file, text.encode("utf-8", "replace"))
        self.record()

    def news(self) -> str | None:
        """What was saved in the file since; None when nothing was, or the file is gone.

        An editor that was cut off may have left what was not saved beside the file, as text: the newest counts.
        Raises SurefootError: it cannot be read; one sentence.
        """
        found = (self.file, *self._folder.glob(f"{self.file.name}.save*"), self._folder / f"#{self.file.name}#")
        try:
            there = [path for path in found if path.is_file()]
            newest = max(there, key=lambda path: path.stat().st_mtime_ns, default=None)
            if newest is None:
                return None
            if (size := newest.stat().st_size) > MOST:
                raise SurefootError(f"What was saved is too long for a note ({size:,} bytes); it stays in {newest}.")
            text = bare(decoded(newest.read_bytes()))
        except OSError as error:
            raise SurefootError(f"What was saved in {self.file} cannot be read: {system_said(error)}.") from None
        return text if text != self.told.text else None

    @property
    def has_more(self) -> bool:
        """Whether there is something to offer: news, or an editor's own file for what was not saved."""
        with contextlib.suppress(SurefootError):
            if self.news() is None:
                return self.has_swap
        return True

    @property
    def has_swap(self) -> bool:
        """Whether an editor left its own file for what was not saved, which that editor alone can read."""
        return any(self._folder.glob(".*.sw?"))

    def take(self, text: str) -> None:
        """The text stands in the form now; ``record`` writes that down once the form's own draft is written."""
        self.told.text, self._taken, self._is_recorded = text, True, False

    def record(self) -> None:
        """Write down what was handed over or taken. Raises OSError: it cannot be written."""
        if not self._is_recorded:
            write_whole(self._folder / _RECORD, msgspec.json.encode(self.told))
            self._is_recorded = True

    def finish(self) -> None:
        """The text is in the journal, or nobody wants it: remove the file, but for what was not taken from it.

        A file that was never changed is kept as well, for a while: a window may have it open.
        """
        with contextlib.suppress(OSError):
            self.record()
        if self._taken and not self.has_more:
            self.remove()
        else:
            self.release()

    def is_stale(self, now: datetime) -> bool:
        """Whether nothing was ever saved in it, and no longer will be."""
        return now - self.told.at > KEPT and not self.has_more

    def remove(self) -> None:
        """Remove the file and all that an editor left beside it."""
        shutil.rmtree(self._folder, ignore_errors=True)
        self.release()

    def release(self) -> None:
        """Leave it to whoever finds it."""
        os.close(self._lock)


def read_whole(path: Path, of: type[T]) -> T | None:
    """What ``write_whole`` put into a JSON file; None where it is not there, or not as it was written."""
    try:
        return msgspec.convert(clean_document(msgspec.json.decode(path.read_bytes())), of)
    except (OSError, ValueError, RecursionError):
        return None


def write_whole(path: Path, data: bytes) -> None:
    """Write a file, for its owner only, so that there is either the old one or the new one.

    Raises OSError: it cannot be written.
    """
    handle, name = tempfile.mkstemp(dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(name).replace(path)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise


def _plain(name: str) -> str:
    return re.sub(r"[^\w-]+", "-", name)


def _lock(folder: Path) -> int | None:
    """A descriptor that holds a folder's lock until it is closed; None when somebody else has it."""
    try:
        lock = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    except OSError:
        return None
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(lock)
        return None
    except OSError:  # a file system without locks: there is no telling
        pass
    return lock
