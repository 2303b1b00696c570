"""A line that drops under OpenSSH: the client is killed, or freezes first, in the middle of a session.

The server takes the client's own pipe in place of a port, with keys made for the test. Where OpenSSH's server or client
is not installed (or, for root, its folder of separated privileges is missing) the same happens to a plain
pseudo-terminal.
"""

from __future__ import annotations

import contextlib
import os
import shlex
import shutil
import signal
import subprocess
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from journal.clock import FixedClock
from journal.entries import Session
from journal.journal import Journal
from tests.support.journals import NOW, demo_journal
from tests.support.waiting import wait_until
from tests.terminal.harness import ENVIRONMENT, PYTHON, ROOT, Terminal

SYSTEM = os.pathsep.join((os.environ.get("PATH", ""), "/usr/sbin", "/usr/local/sbin"))
Open = Callable[[], tuple[Terminal, int]]


def server() -> str | None:
    """Where OpenSSH's server is, if a test can run it."""
    found = shutil.which("sshd", path=SYSTEM)
    complete = found and shutil.which("ssh") and shutil.which("ssh-keygen")
    return found if complete and (os.geteuid() != 0 or Path("/run/sshd").is_dir()) else None


def client(folder: Path, key_options: str = "") -> list[str]:
    """The command of a client that logs in to a server of its own, without a port; just a shell without a server.

    ``key_options`` stand before the key in ``authorized_keys``.
    """
    sshd = server()
    if sshd is None:
        return ["sh", "-c"]
    for name in ("host", "user"):
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", folder / name], check=True)
    (folder / "authorized").write_text(f"{key_options} {(folder / 'user.pub').read_text()}".lstrip())
    (folder / "config").write_text(
        f"HostKey {folder}/host\nAuthorizedKeysFile {folder}/authorized\n"
        "PidFile none\nStrictModes no\nUsePAM no\nPermitRootLogin prohibit-password\n"
    )
    return [
        "ssh", "-F", os.devnull, "-tt", "-q", "-i", f"{folder}/user", "-o", "BatchMode=yes",
        "-o", f"ProxyCommand={shlex.join([sshd, '-i', '-f', f'{folder}/config'])}",
        "-o", "StrictHostKeyChecking=no", "-o", f"UserKnownHostsFile={os.devnull}", "localhost",
    ]  # fmt: skip


@pytest.fixture
def surefoot(tmp_path: Path) -> Open:
    """Logs in and opens the program on the demo's journal; gives the terminal and the program's process."""
    demo_journal(tmp_path).close()
    pid = tmp_path / "pid"
    variables = {**ENVIRONMENT, "HOME": str(tmp_path), "SUREFOOT_JOURNAL": str(tmp_path / "journal.json")}
    variables |= {"SUREFOOT_NOW": NOW, "TZ": "Europe/Berlin"}
    names = [f"{name}={value}" for name, value in variables.items()]
    program = (
        f"cd {shlex.quote(str(ROOT))} && echo $$ > {shlex.quote(str(pid))} "
        f"&& exec {shlex.join(['env', *names, PYTHON, '-m', 'screens'])}"
    )
    keys = tmp_path / "keys"
    keys.mkdir()
    command = client(keys)

    def open_() -> tuple[Terminal, int]:
        terminal = Terminal([*command, program])
        terminal.wait_for("Today")
        return terminal, int(pid.read_text())

    return open_


def gone(pid: int) -> bool:
    """Whether a process has ended; one that is not waited for counts, too."""
    try:
        Path(f"/proc/{pid}/cwd").readlink()
    except OSError:
        return True
    return False


def drop_and_look(surefoot: Open, path: Path, *, frozen: bool) -> None:
    terminal, program = surefoot()
    with terminal:
        terminal.write("3\r")
        terminal.wait_for("0 of")
        terminal.write(" ")
        terminal.wait_for("1 of")
        terminal.write("r")
        terminal.wait_for("Rate both ankles")
        terminal.write("nlaces too ti")
        terminal.wait_for("laces too ti")
        over_ssh = server() is not None  # without a server the process is the program itself: only its line is cut
        if frozen and over_ssh:
            terminal.process.send_signal(signal.SIGSTOP)
            with contextlib.suppress(BlockingIOError):
                terminal.write("\x0c" * 20)
        if over_ssh:
            terminal.process.kill()
        terminal.hang_up()
        wait_until(lambda: gone(program), "the program gone")
    with Journal.open(path, FixedClock(datetime.fromisoformat(NOW)), read_only=True) as journal:
        [session] = [session for session in journal.of_kind(Session) if session.state == "open"]
        assert [one.result for item in session.items for one in item.sets].count("done") == 1
    terminal, _ = surefoot()
    with terminal:
        terminal.wait_for("“Rate both ankles”")
        terminal.write("r")
        terminal.wait_for("before is back")
        terminal.wait_for("laces too ti")


def test_a_killed_client_leaves_no_program_and_loses_nothing(surefoot: Open, tmp_path: Path) -> None:
    """The program is gone, the set that was ticked is in the file, the note is offered at the next login."""
    drop_and_look(surefoot, tmp_path / "journal.json", frozen=True)


@pytest.mark.full
@pytest.mark.parametrize("round", range(20))
@pytest.mark.parametrize("frozen", [False, True], ids=["killed", "frozen, then killed"])
def test_a_killed_client_loses_nothing_every_time(surefoot: Open, tmp_path: Path, frozen: bool, round: int) -> None:
    """Twenty times each."""
    drop_and_look(surefoot, tmp_path / "journal.json", frozen=frozen)
