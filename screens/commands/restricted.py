"""``surefoot --restricted``: for a key in ``authorized_keys`` that may open Surefoot and nothing else.

What is allowed is listed; all else is refused in one sentence. docs/security.md says who is kept from what.
"""

from __future__ import annotations

import argparse
import re
import shlex
from collections.abc import MutableMapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import SimpleNamespace

from journal.errors import SurefootError
from journal.exchange.reach import shared
from journal.paths import journal_path
from screens.commands.output import given, warn

FLAG = "--restricted"
ORIGINAL = "SSH_ORIGINAL_COMMAND"
ALLOWED = {
    *(None, "today", "rate", "run", "note", "asked", "about", "answer", "session", "exercises"),
    *("week", "report", "export", "import", "schema", "undo", "check", "backups", "where"),
    *("log", "show", "edit", "rm", "shoes", "shoe", "plan", "test"),
}
"""The commands; None is the app."""
REFUSED = ("--journal", "--salvage", "--accept", "--put-away", "--force")
"""Options."""
_KEPT = re.compile(
    r"HOME|USER|LOGNAME|PATH|TERM|COLORTERM|COLORFGBG|NO_COLOR|LANG|LANGUAGE|LC_\w+|TZ|SSH_(CLIENT|CONNECTION|TTY)"
)
"""Variables that say who is there and what the terminal is; any other could lead elsewhere."""


def words_given(words: Sequence[str], environment: MutableMapping[str, str]) -> list[str]:
    """The words of the command line: those that came by SSH, where some did. The environment is cut to what is allowed.

    Where that leads to another journal it is said which.
    Raises SurefootError: what came by SSH cannot be split into words.
    """
    original = environment.get(ORIGINAL, "")
    named = _journal()
    for name in [name for name in environment if not _KEPT.fullmatch(name)]:
        del environment[name]
    if named != (opened := _journal()):
        warn(f"{FLAG} opens {opened}, whatever $SUREFOOT_JOURNAL and $XDG_DATA_HOME say")
    if not original.strip():
        return [*words]
    try:
        asked = shlex.split(original)
    except ValueError as error:
        raise SurefootError(f"the command cannot be read: {str(error).lower()}") from None
    return asked[1:] if asked[:1] == ["surefoot"] else asked


def _journal() -> Path | None:
    """Where the variables lead; None where they cannot be followed."""
    with suppress(SurefootError):
        return journal_path()
    return None


def restrict(arguments: argparse.Namespace | SimpleNamespace) -> None:
    """Refuse what is not allowed, and bind the rest to one folder. Raises SurefootError: it is not allowed."""
    if arguments.command not in ALLOWED:
        raise SurefootError(f"{arguments.command} cannot be used with {FLAG}")
    for option in REFUSED:
        if given(arguments, option):
            raise SurefootError(f"{option} cannot be used with {FLAG}")
    arguments.reach = shared()
