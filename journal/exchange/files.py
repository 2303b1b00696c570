"""Files written for the runner: whole or not at all, readable by nobody else, never over another file unasked."""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path

from journal.errors import SurefootError, system_said
from journal.paths import resolved
from journal.store.disk import Disk
from journal.store.files import give_name, temporary_beside


class NotWritten(SurefootError):
    """The file or folder was not written; what was there is as it was."""


class AlreadyThere(NotWritten):
    """Something has that name, and was not to be written over."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} is there already; choose another name")


def write_file(path: Path, chunks: Iterable[bytes], *, force: bool = False, never: Path | None = None) -> int:
    """Write a file, 0600, and return its size in bytes.

    ``force``: put it in the place of a file that is there.
    ``never``: a file that is not replaced even so: the journal.
    Raises NotWritten: one sentence; nothing was left behind.
    """
    with _said_plainly(path):
        target = resolved(path)
        if (mode := _mode_of(path)) is not None:
            _refuse_to_replace(path, mode, force, never)
        temporary = temporary_beside(target)
        try:
            size = _write(temporary, chunks)
            if force:
                temporary.replace(target)
            else:
                give_name(Disk(), temporary, target)
        finally:
            temporary.unlink(missing_ok=True)
        _quietly(partial(Disk().sync_folder, target.parent))
    return size


def write_folder(path: Path, files: Mapping[str, Iterable[bytes]], *, force: bool = False) -> int:
    """Write a folder of files, 0700 and 0600, and return their size in bytes together.

    With ``force`` it takes the place of a folder that holds nothing but files of these names.
    Raises NotWritten: one sentence; nothing was left behind.
    """
    with _said_plainly(path):
        target = resolved(path)
        if (mode := _mode_of(path)) is not None:
            if not stat.S_ISDIR(mode):
                raise NotWritten(f"{path} is a file; csv is a folder of tables, so name a folder")
            _only_ours(path, target, files)
            if not force and any(target.iterdir()):
                raise AlreadyThere(path)
        temporary = temporary_beside(target)
        temporary.mkdir(mode=0o700)
        try:
            size = sum(_write(temporary / name, chunks) for name, chunks in files.items())
            _quietly(partial(Disk().sync_folder, temporary))
            if target.exists() and any(target.iterdir()):
                _swap(temporary, target, path, files)
            else:
                temporary.rename(target)
        finally:
            _remove_folder(temporary, files)
        _quietly(partial(Disk().sync_folder, target.parent))
    return size


def _mode_of(path: Path) -> int | None:
    """Of the path, not of where it leads: a pipe behind /dev/fd has no name that could be resolved."""
    with contextlib.suppress(FileNotFoundError):
        return path.stat().st_mode
    return None


def _refuse_to_replace(path: Path, mode: int, force: bool, never: Path | None) -> None:
    if never is not None and never.exists() and path.samefile(never):
        raise NotWritten(f"{path} is the journal itself; choose another name")
    if stat.S_ISDIR(mode):
        raise NotWritten(f"{path} is a folder; name a file in it")
    if not stat.S_ISREG(mode):
        raise NotWritten(f"{path} is not an ordinary file; name another")
    if not force:
        raise AlreadyThere(path)


def _only_ours(path: Path, folder: Path, names: Iterable[str]) -> None:
    """Refuse a folder that holds anything but ordinary files of these names; ``path`` is what the runner calls it."""
    known = set(names)
    other = sorted(
        entry.name for entry in folder.iterdir() if entry.name not in known or not stat.S_ISREG(entry.lstat().st_mode)
    )
    if other:
        raise NotWritten(f"{path} holds other files ({other[0]}); name a new folder")


@contextlib.contextmanager
def _said_plainly(path: Path) -> Iterator[None]:
    try:
        yield
    except FileExistsError:
        raise AlreadyThere(path) from None
    except (FileNotFoundError, NotADirectoryError):
        raise NotWritten(f"{path} cannot be written: the folder {path.parent} is not there") from None
    except (OSError, ValueError) as error:
        raise NotWritten(f"{path} cannot be written: {system_said(error)}; nothing was written") from None


def _write(path: Path, chunks: Iterable[bytes]) -> int:
    fd = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(fd, "wb") as file:
        size = sum(file.write(chunk) for chunk in chunks)
        file.flush()
        os.fsync(fd)
    return size


def _swap(new: Path, target: Path, path: Path, names: Iterable[str]) -> None:
    """Put a folder in the place of another; the other is put back when that fails, or it holds anything new by now."""
    aside = temporary_beside(target)
    target.rename(aside)
    try:
        _only_ours(path, aside, names)
        new.rename(target)
    except (OSError, NotWritten):
        aside.rename(target)
        raise
    _remove_folder(aside, names)


def _remove_folder(folder: Path, names: Iterable[str]) -> None:
    """Remove a folder and these files in it; anything else in it stays, and so does the folder then."""
    for name in names:
        _quietly((folder / name).unlink)
    _quietly(folder.rmdir)


def _quietly(call: Callable[[], None]) -> None:
    with contextlib.suppress(OSError):
        call()
