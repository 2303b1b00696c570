"""Where a stopped program can be gone on with: decided from who started it."""

from __future__ import annotations

import os

import pytest

from screens.terminal.shell import Process, family, is_shell_above

# The number, group, session and name of Surefoot first, then of who started it, and so on.
SHELLS = {
    "a shell": [(20, 20, 10, "python"), (10, 10, 10, "bash")],
    "make run in a shell": [(22, 20, 10, "python"), (21, 20, 10, "sh"), (20, 20, 10, "make"), (10, 10, 10, "bash")],
    "a script in a shell": [(21, 20, 10, "python"), (20, 20, 10, "sh"), (10, 10, 10, "zsh")],
    "a shell in a shell": [(30, 30, 10, "python"), (20, 20, 10, "fish"), (10, 10, 10, "bash")],
    "exec in a shell in a shell": [(20, 20, 10, "python"), (10, 10, 10, "bash")],
    "sudo with a terminal of its own": [(21, 21, 20, "python"), (20, 20, 20, "sudo"), (19, 19, 10, "sudo")],
    "a shell that is a container's first": [(7, 7, 1, "python"), (1, 1, 1, "bash")],
}
NO_SHELLS = {
    "ssh -t host surefoot": [(10, 10, 10, "python"), (9, 9, 9, "sshd")],
    "ssh -t host 'cd x; surefoot'": [(11, 10, 10, "python"), (10, 10, 10, "bash"), (9, 9, 9, "sshd")],
    "exec surefoot": [(10, 10, 10, "python"), (9, 5, 5, "login")],
    "tmux's own command": [(10, 10, 10, "python"), (8, 8, 8, "tmux: server")],
    "a terminal's own command": [(10, 10, 10, "python"), (8, 7, 7, "xterm")],
    "a service": [(10, 10, 10, "python"), (1, 1, 1, "systemd")],
    "a container's first": [(1, 1, 1, "python")],
    "started by a container's first": [(7, 7, 1, "python"), (1, 1, 1, "docker-init")],
    "its shell is gone": [(20, 20, 10, "python"), (1, 1, 1, "init")],
    "nothing more is told": [(22, 20, 10, "python"), (21, 20, 10, "make")],
}


@pytest.mark.parametrize("who", [*SHELLS, *NO_SHELLS])
def test_there_is_a_shell_where_one_started_the_programs_group(who: str) -> None:
    """A forebear in another group of the same session; what merely starts a container's program is none."""
    family = [Process(*one) for one in (SHELLS | NO_SHELLS)[who]]
    assert is_shell_above(family) == (who in SHELLS)


def test_the_family_is_told_by_the_system() -> None:
    """From this process up, each the child of the next, to the first in another group."""
    found = family()
    assert (found[0].number, found[0].group, found[0].session) == (os.getpid(), os.getpgrp(), os.getsid(0))
    assert [one.number for one in found[1:2]] == [os.getppid()][: len(found) - 1]
    assert all(one.group == os.getpgrp() for one in found[:-1])
