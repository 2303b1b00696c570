"""Where the journal and the program's folders are, as text: what has to start at once loads no pathlib."""

from __future__ import annotations

import os
import sys

from journal.errors import SurefootError


def journal_file(argument: str | None = None) -> str:
    """The journal file: ``--journal``, else ``$SUREFOOT_JOURNAL``, else the platform's user data folder.

    Raises SurefootError: the argument is empty, as from a variable that is not set, or names a home that is not there.
    """
    if argument is not None and not argument.strip():
        raise SurefootError("--journal is empty; expected the path of a file")
    if chosen := argument or os.environ.get("SUREFOOT_JOURNAL"):
        return os.path.join(os.getcwd(), typed(chosen))
    return os.path.join(folder("XDG_DATA_HOME", ".local/share"), "journal.json")


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
