"""Where the journal, its backups, the settings and the drafts live. Folders made here are 0700.

What a shell's completion asks for is told as text: it has to start at once and loads no pathlib.
"""

from __future__ import annotations

import errno
import os
import stat
import sys

from journal.errors import SurefootError

TYPE_CHECKING = False  # typing's own would be loaded
if TYPE_CHECKING:
    from pathlib import Path


def journal_file(argument: str | None) -> str:
    """The journal file: ``--journal``, else ``$SUREFOOT_JOURNAL``, else the platform's user data folder.

    Raises SurefootError: the argument is empty, as from a variable that is not set, or names a home that is not there.
    """
    if argument is not None and not argument.strip():
        raise SurefootError("--journal is empty; expected the path of a file")
    if chosen := argument or os.environ.get("SUREFOOT_JOURNAL"):
        return os.path.join(os.getcwd(), typed(chosen))
    return os.path.join(folder("XDG_DATA_HOME", ".local/share"), "journal.json")


def journal_path(argument: str | Path | None = None) -> Path:
    """The same as a path."""
    return _path(journal_file(None if argument is None else str(argument)))


def folder(variable: str, usual: str) -> str:
    """The program's folder in one of the platform's: where the variable says, else the usual one in the home folder.

    By the XDG Base Directory Specification 0.8, which has a relative path count for nothing; macOS has one for all.
    Raises SurefootError: there is no home folder.
    """
    named = os.environ.get(variable, "")
    if not os.path.isabs(named):
        at_home = "Library/Application Support" if sys.platform == "darwin" else usual
        named = os.path.join(os.getcwd(), typed(f"~/{at_home}"))
    return os.path.join(named, "surefoot")


def typed(text: str) -> str:
    """A path as the runner typed it, ``~`` for a home folder. Raises SurefootError: there is no such home."""
    path = os.path.expanduser(text)
    if path.startswith("~"):
        raise SurefootError(f"{text} begins with a home folder that is not there")
    return path


def as_typed(text: str | Path) -> Path:
    """The same as a path."""
    return _path(typed(str(text)))


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
    return _path(folder("XDG_STATE_HOME", ".local/state"))


def backups_folder(state: Path | None = None) -> Path:
    """The folder with one folder of backups per journal id."""
    return (state or state_folder()) / "backups"


def drafts_folder() -> Path:
    """The folder of half-typed notes and forms."""
    return state_folder() / "drafts"


def settings_path() -> Path:
    """The settings file in the platform's configuration folder."""
    return _path(folder("XDG_CONFIG_HOME", ".config")) / "settings.toml"


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


def _path(text: str) -> Path:
    from pathlib import Path

    return Path(text)
