"""Where the journal, its backups, the settings and the drafts live. Folders made here are 0700."""

from __future__ import annotations

import os
from pathlib import Path

from journal.errors import SurefootError

APP = "surefoot"
JOURNAL_VARIABLE = "SUREFOOT_JOURNAL"


def journal_path(argument: str | Path | None = None) -> Path:
    """The journal file: ``--journal``, else ``$SUREFOOT_JOURNAL``, else the platform's user data folder.

    Raises:
        SurefootError: the argument is empty, as from a variable that is not set.
    """
    if argument is not None and not str(argument).strip():
        raise SurefootError("--journal is empty; expected the path of a file")
    chosen = argument or os.environ.get(JOURNAL_VARIABLE)
    if chosen:
        return Path(chosen).expanduser().absolute()
    import platformdirs

    return platformdirs.user_data_path(APP, appauthor=False) / "journal.json"


def state_folder() -> Path:
    """The folder of what the program keeps for itself: backups and drafts."""
    import platformdirs

    return platformdirs.user_state_path(APP, appauthor=False)


def backups_folder(state: Path | None = None) -> Path:
    """The folder with one folder of backups per journal id."""
    return (state or state_folder()) / "backups"


def drafts_folder(state: Path | None = None) -> Path:
    """The folder of half-typed notes and forms."""
    return (state or state_folder()) / "drafts"


def settings_path() -> Path:
    """The settings file in the platform's configuration folder."""
    import platformdirs

    return platformdirs.user_config_path(APP, appauthor=False) / "settings.toml"


def make_folder(folder: Path) -> Path:
    """Create the folder and its missing parents, each 0700; folders already there keep their mode.

    Raises:
        OSError: the folder cannot be created.
    """
    missing = []
    at = folder
    while not at.exists():
        missing.append(at)
        at = at.parent
    for path in reversed(missing):
        path.mkdir(mode=0o700, exist_ok=True)
    return folder
