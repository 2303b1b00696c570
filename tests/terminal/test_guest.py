"""A guest's key for ``surefoot --restricted``: through OpenSSH where its server is, else as that would start it."""

from __future__ import annotations

import shlex
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from journal.entries import CheckIn
from journal.journal import Journal
from tests.support.journals import fixed_clock
from tests.terminal.harness import PYTHON, ROOT, Terminal
from tests.terminal.test_ssh import client, server

Login = Callable[[str], list[str]]


@pytest.fixture
def login(tmp_path: Path) -> Login:
    """The command that logs in with the guest's key and asks for something; nothing for the app."""
    (tmp_path / ".ssh").mkdir()
    surefoot = shlex.join(["env", f"HOME={tmp_path}", "EDITOR=touch", PYTHON, "-m", "screens", "--restricted"])
    forced = f"cd {shlex.quote(str(ROOT))} && exec {surefoot}"
    folder = tmp_path / "keys"
    folder.mkdir()
    quoted = forced.replace("\\", "\\\\").replace('"', '\\"')
    logs_in = client(folder, f'command="{quoted}",restrict,pty')

    def command(asked: str) -> list[str]:
        if server() is not None:
            return [*logs_in, asked] if asked else logs_in
        return ["env", f"SSH_ORIGINAL_COMMAND={asked}", "SSH_TTY=x", *logs_in, forced]

    return command


def test_a_guest_asks_for_commands(login: Login, tmp_path: Path) -> None:
    """Surefoot's own are run; a shell, a copy of files and other journals are refused."""
    assert subprocess.run(login("rate --left 2"), stdin=subprocess.DEVNULL, capture_output=True).returncode == 0
    with Journal.open(tmp_path / ".local/share/surefoot/journal.json", fixed_clock()) as journal:
        assert [one.left.rating for one in journal.of_kind(CheckIn) if one.left] == [2]
    for asked in (
        "sh",
        "id",
        "scp -t .",
        "surefoot --journal x week",
        "restore x",
        "export -o ~/.ssh/rc",
        "week; touch ran",
    ):
        told = subprocess.run(login(asked), stdin=subprocess.DEVNULL, capture_output=True, text=True)
        assert told.returncode in (1, 2) and "surefoot: " in told.stdout + told.stderr, asked
    assert not list((tmp_path / ".ssh").iterdir()) and not (tmp_path / "ran").exists()


def leave(terminal: Terminal, shown: str) -> None:
    """escape, until what it leaves is gone: with the key after it, it would be another one."""
    terminal.write("\x1b")
    terminal.wait_until(lambda: not terminal.shows(shown), f"{shown} gone")


def test_a_guest_finds_no_way_out_of_the_app(login: Login, tmp_path: Path) -> None:
    """The diary as Markdown to where a login would run it, a shell behind ctrl+z, an editor of a note."""
    with Terminal(login("")) as terminal:
        terminal.wait_for("Today")
        terminal.press("\x1a")
        terminal.wait_for("No other program can be started from here.")
        terminal.press("6")
        terminal.press("x")
        terminal.wait_for("Export")
        terminal.press("\x1b[B" * 3)
        terminal.press("\x15" + "~/.ssh/rc" + "\r")
        terminal.wait_for("only a plain name is taken here")
        leave(terminal, "only a plain name")
        terminal.write("nn")
        terminal.wait_for("Note for")
        terminal.write("\x0f")
        terminal.wait_for("No other program can be started from here.")
        leave(terminal, "Note for")
        terminal.write("q")
        assert terminal.wait_for_end() == 0
    assert not list((tmp_path / ".ssh").iterdir())
