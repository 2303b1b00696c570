"""The nine ways a line drops, each done to a program in a real pseudo-terminal."""

from __future__ import annotations

import contextlib
import os
import pty
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.support.waiting import LIMIT_S
from tests.terminal.harness import ENVIRONMENT, ROOT, Terminal

REPAINT = "\x0c"
FINE_S = 0.005
"""How often to look whether it has ended, in seconds: the benchmark says to some hundredths when it had."""
WATCHED_S = 1.0
"""So long a stalled line is left alone, in seconds, for the benchmark to say what that costs."""


@dataclass(frozen=True)
class Outcome:
    """How a program took it."""

    ended: bool
    seconds: float
    """From the drop to the end."""
    cpu_s: float
    """Processor time used from the drop to the end."""
    status: int | None
    restored: bool | None
    """Whether the line's modes were put back; None where there is no line any more."""


Prepare = Callable[[Terminal], None]


def _finish(terminal: Terminal, act: Callable[[], None], *, read: bool) -> Outcome:
    before = terminal.cpu_seconds()
    start = time.monotonic()
    act()
    used, ended = before, False
    while (waited := time.monotonic() - start) < LIMIT_S:
        with contextlib.suppress(FileNotFoundError, ProcessLookupError, IndexError):
            used = max(used, terminal.cpu_seconds())
        if read:
            terminal.read(FINE_S)
        else:
            time.sleep(FINE_S)
        if terminal.process.poll() is not None:
            waited, ended = time.monotonic() - start, True
            break
    restored = terminal.terminal_is_restored() if terminal.master >= 0 else None
    return Outcome(ended, waited, used - before, terminal.process.returncode, restored)


def client_killed(command: Sequence[str], environ: Mapping[str, str | None], prepare: Prepare) -> Outcome:
    with Terminal(command, environ) as terminal:
        prepare(terminal)
        return _finish(terminal, terminal.hang_up, read=False)


def hang_up_signal(command: Sequence[str], environ: Mapping[str, str | None], prepare: Prepare) -> Outcome:
    with Terminal(command, environ) as terminal:
        prepare(terminal)
        return _finish(terminal, lambda: terminal.process.send_signal(signal.SIGHUP), read=True)


def terminate_signal(command: Sequence[str], environ: Mapping[str, str | None], prepare: Prepare) -> Outcome:
    with Terminal(command, environ) as terminal:
        prepare(terminal)
        return _finish(terminal, lambda: terminal.process.send_signal(signal.SIGTERM), read=True)


def stalled(command: Sequence[str], environ: Mapping[str, str | None], prepare: Prepare) -> Outcome:
    """Stalled, which must let it rest, for a second; then told to end."""
    with Terminal(command, environ) as terminal:
        prepare(terminal)
        terminal.stall(REPAINT)
        idle = terminal.cpu_seconds()
        time.sleep(WATCHED_S)
        idle = terminal.cpu_seconds() - idle
        outcome = _finish(terminal, lambda: terminal.process.send_signal(signal.SIGTERM), read=False)
        return Outcome(outcome.ended, outcome.seconds, max(idle, outcome.cpu_s), outcome.status, outcome.restored)


def stalled_then_dropped(command: Sequence[str], environ: Mapping[str, str | None], prepare: Prepare) -> Outcome:
    with Terminal(command, environ) as terminal:
        prepare(terminal)
        terminal.stall(REPAINT)
        return _finish(terminal, terminal.hang_up, read=False)


def no_terminal(command: Sequence[str], environ: Mapping[str, str | None], prepare: Prepare) -> Outcome:
    """Started with standard input from nowhere, as by ``ssh host surefoot`` without ``-t``."""
    nowhere = os.open(os.devnull, os.O_RDONLY)
    try:
        with Terminal(command, environ, stdin=nowhere) as terminal:
            return _finish(terminal, lambda: None, read=True)
    finally:
        os.close(nowhere)


def hang_up_ignored(command: Sequence[str], environ: Mapping[str, str | None], prepare: Prepare) -> Outcome:
    """Started by ``nohup``, then the client is killed."""
    with Terminal(command, environ, ignore_hangup=True) as terminal:
        prepare(terminal)
        return _finish(terminal, terminal.hang_up, read=False)


def end_of_input(command: Sequence[str], environ: Mapping[str, str | None], prepare: Prepare) -> Outcome:
    """Keys come from a terminal of their own, which goes away; the one that is painted on stays."""
    master, slave = pty.openpty()
    with Terminal(command, environ, stdin=slave) as terminal:
        os.close(slave)
        terminal.types_into = master
        prepare(terminal)
        return _finish(terminal, lambda: os.close(master), read=True)


def tmux_killed(command: Sequence[str], environ: Mapping[str, str | None], prepare: Prepare) -> Outcome:
    """The client shows a tmux session, whose server is killed."""
    name = f"surefoot-{os.getpid()}-{time.monotonic_ns()}"
    variables = [f"{key}={value}" for key, value in {**ENVIRONMENT, **environ}.items() if value is not None]
    start = ["tmux", "-L", name, "-f", os.devnull, "new-session", "-x", "80", "-y", "24", "env", *variables, *command]
    with Terminal(start, environ) as inner:
        prepare(inner)
        panes = subprocess.run(
            ["tmux", "-L", name, "list-panes", "-a", "-F", "#{pane_pid}"],
            capture_output=True,
            text=True,
            cwd=ROOT,
            check=True,
        )
        program = int(panes.stdout.split()[0])
        begin = time.monotonic()
        subprocess.run(["tmux", "-L", name, "kill-server"], check=True, cwd=ROOT)
        while (waited := time.monotonic() - begin) < LIMIT_S and Path(f"/proc/{program}/cwd").exists():
            time.sleep(FINE_S)
        return Outcome(waited < LIMIT_S, waited, 0.0, None, None)


Way = Callable[[Sequence[str], Mapping[str, str | None], Prepare], Outcome]
WAYS: dict[str, Way] = {
    "client killed": client_killed,
    "HUP": hang_up_signal,
    "TERM": terminate_signal,
    "stalled": stalled,
    "stalled, then dropped": stalled_then_dropped,
    "no terminal": no_terminal,
    "HUP ignored": hang_up_ignored,
    "end of input": end_of_input,
}
if shutil.which("tmux"):
    WAYS["tmux killed"] = tmux_killed
