"""Where the journal, its backups, the settings and the drafts live. Folders made here are 0700."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

from journal import places


def journal_path(argument: str | Path | None = None) -> Path:
    """The journal file, as ``places`` tells. Raises as it does."""
    return Path(places.journal_file(None if argument is None else str(argument)))


def as_typed(text: str | Path) -> Path:
    """A path as the runner typed it, ``~`` for a home folder. Raises as ``places``."""
    return Path(places.typed(str(text)))


def resolved(path: Path) -> Path:
    """Where a path really leads, links followed. Raises OSError: a link leads back to itself."""
    try:
        return path.resolve()
    except RuntimeError:
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(path)) from None


def instead_of_a_file(mode: int) -> str | None:
    """What something is that is no file, by its mode: a pipe or a device could be waited for without end."""
    if stat.S_ISREG(mode):
        return None
    kinds = ((stat.S_ISDIR, "a folder"), (stat.S_ISFIFO, "a pipe"), (stat.S_ISSOCK, "a socket"))
    return next((words for is_one, words in kinds if is_one(mode)), "a device")


def state_folder() -> Path:
    """The folder of what the program keeps for itself: backups and drafts."""
    return Path(places.folder("XDG_STATE_HOME", ".local/state"))


def backups_folder(state: Path | None = None) -> Path:
    """The folder with one folder of backups per journal id."""
    return (state or state_folder()) / "backups"


def drafts_folder(state: Path | None = None) -> Path:
    """The folder of half-typed notes and forms."""
    return (state or state_folder()) / "drafts"


def settings_path() -> Path:
    """The settings file in the platform's configuration folder."""
    return Path(places.folder("XDG_CONFIG_HOME", ".config"), "settings.toml")


def make_folder(folder: Path) -> Path:
    """Create the folder and its missing parents, each 0700; folders already there keep their mode.

    Raises OSError: the folder cannot be created.
    """
    missing = []
    at = folder
    while not at.exists():
        missing.append(at)
        at = at.parent
    for path in reversed(missing):
        path.mkdir(mode=0o700, exist_ok=True)
    return folder
