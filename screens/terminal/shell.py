"""Whether there is a shell to go back to: one that notices when this program stops, and can go on with it.

A shell puts what it starts into a process group of its own, in its own session, and waits for the group to stop. Where
the nearest forebear outside the group is in another session, as over ``ssh -t host surefoot``, after ``exec surefoot``,
as tmux's own command or as a service, nobody could go on with a stopped program.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

FIRST = 1
"""The first process, in a container often a mere starter that puts its program into a group like a shell's."""


class Process(NamedTuple):
    """Its number, process group, session, and the name of its program."""

    number: int
    group: int
    session: int
    name: str


def is_shell_above(family: Sequence[Process]) -> bool:
    """Whether a shell can go on with a stopped program.

    ``family``: the program, its parent, and so on, to the first that is in another group, if there is one.
    """
    me = family[0]
    outside = next((one for one in family if one.group != me.group), None)
    if outside is None or outside.session != me.session:
        return False
    return outside.number != FIRST or outside.name.endswith("sh")


def family() -> list[Process]:
    """This process and its forebears, to the first in another group; where the system tells no more, to there."""
    return list(_forebears(os.getpid()))


def _forebears(number: int) -> Iterator[Process]:
    own = os.getpgrp()
    while number > 0:
        try:
            group, session = os.getpgid(number), os.getsid(number)
            parent, name = _parent_and_name(number)
        except (OSError, ValueError):
            return
        yield Process(number, group, session, name)
        if group != own:
            return
        number = parent


def _parent_and_name(number: int) -> tuple[int, str]:
    """The number of a process's parent, and the process's name.

    Raises OSError, ValueError: the system does not tell.
    """
    stat = Path(f"/proc/{number}/stat")
    if stat.exists():
        before, _, after = stat.read_text(encoding="utf-8", errors="replace").rpartition(") ")
        return int(after.split()[1]), before.partition(" (")[2]
    told = subprocess.run(
        ["ps", "-o", "ppid=", "-o", "comm=", "-p", str(number)], capture_output=True, text=True, check=False
    )
    parent, _, name = told.stdout.strip().partition(" ")
    return int(parent), name.strip()
