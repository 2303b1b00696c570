"""The program without loading it: a process that has loaded it once makes a copy of itself for each start.

Half of what a start costs is Python and Textual. What a start loads, when, and how long that takes is seen elsewhere
(``test_first_frame``, ``tests/benchmarks``). A copy that would have loaded something else, by its variables or the
runner's settings, starts afresh.
"""

from __future__ import annotations

import fcntl
import gc
import json
import os
import re
import runpy
import signal
import socket
import subprocess
import sys
import termios
import time
from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from journal.paths import settings_path
from journal.settings.settings import Settings, read_settings
from screens.terminal.mode import prepare
from tests.support.waiting import LIMIT_S, LOOK_S

PROGRAMS = "screens", "tests.terminal.sample_app"
"""As ``python -m`` starts it, and a small app that has most of what it loads."""
LOADS_BY = re.compile("TEXTUAL_|TERM|COLORTERM|ESCDELAY|LANG|LC_|PYTHON")
"""How variables begin that are read while the program is loaded."""


class Warm:
    """The process that has loaded it with these variables, and the line to it."""

    def __init__(self, environ: Mapping[str, str], folder: Path) -> None:
        self._line, other = socket.socketpair()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.terminal.warm", str(other.fileno())],
            env={**environ}, cwd=folder, stdin=subprocess.DEVNULL, pass_fds=[other.fileno()],
        )  # fmt: skip
        other.close()
        self._line.settimeout(LIMIT_S)

    def start(
        self, words: Sequence[str], environ: Mapping[str, str], streams: Sequence[int], ignore_hangup: bool
    ) -> Copy:
        """Start a program by its module and words; ``streams`` are what it reads, and the terminal it runs in."""
        asked = {"words": [*words], "environ": {**environ}, "ignore_hangup": ignore_hangup}
        socket.send_fds(self._line, [json.dumps(asked).encode() + b"\n"], [*streams])
        return Copy(self, _read(self._line)[0])

    def status(self, process: int) -> int | None:
        """How a copy ended; None while it runs."""
        self._line.sendall(json.dumps({"ended": process}).encode() + b"\n")
        status = _read(self._line)[0]
        return None if status is None else os.waitstatus_to_exitcode(status)

    def close(self) -> None:
        self._line.close()
        self._process.wait()


class Copy:
    """A started program, as ``subprocess.Popen`` has it."""

    def __init__(self, warm: Warm, pid: int) -> None:
        self._warm, self.pid = warm, pid
        self.returncode: int | None = None

    def poll(self) -> int | None:
        if self.returncode is None:
            self.returncode = self._warm.status(self.pid)
        return self.returncode

    def wait(self) -> int:
        until = time.monotonic() + LIMIT_S
        while (status := self.poll()) is None:
            assert time.monotonic() < until
            time.sleep(LOOK_S)
        return status

    def send_signal(self, number: int) -> None:
        if self.poll() is None:
            os.kill(self.pid, number)

    def terminate(self) -> None:
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)


def _read(line: socket.socket) -> tuple[Any, list[int]]:
    """One line of JSON, and the descriptors that came with it; None once the other end is gone."""
    data, streams = b"", list[int]()
    while not data.endswith(b"\n"):
        more, came, _, _ = socket.recv_fds(line, 65536, 2)
        if not more:
            return None, []
        data, streams = data + more, streams + came
    return json.loads(data), streams


def _load() -> dict[str, str]:
    """Load the program as it is loaded in a plain terminal; gives the variables it was loaded by."""
    prepare(os.environ, Settings())
    for module in ("screens.cli", "screens.app.launch", "screens.app.app", "textual.drivers.linux_driver"):
        import_module(module)
    import_module("screens.app.keys").declared()  # which loads every screen
    gc.collect()
    gc.freeze()
    return _of_loading(os.environ)


def _of_loading(environ: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in environ.items() if LOADS_BY.match(name)}


def _serve(line: socket.socket) -> None:
    """Make copies until the line is closed; in a copy, run the program."""
    loaded = _load()
    while True:
        asked, streams = _read(line)
        if asked is None:
            return
        if "ended" in asked:
            done, status = os.waitpid(asked["ended"], os.WNOHANG)
            _answer(line, status if done else None)
        elif not os.fork():
            _take(asked, streams)
            _answer(line, os.getpid())
            line.close()
            _run(asked["words"], loaded)
            return
        for stream in streams:
            os.close(stream)


def _answer(line: socket.socket, number: int | None) -> None:
    line.sendall(json.dumps(number).encode() + b"\n")


def _take(asked: Any, streams: Sequence[int]) -> None:
    """Have this terminal and these variables."""
    reads, terminal = streams
    take_terminal(terminal, asked["ignore_hangup"])
    for number, stream in enumerate((reads, terminal, terminal)):
        os.dup2(stream, number)
    for stream in streams:
        os.close(stream)
    os.environ.clear()
    os.environ.update(asked["environ"])
    time.tzset()


def _run(words: Sequence[str], loaded: Mapping[str, str]) -> None:
    """Be the program."""
    meant = {**os.environ}
    prepare(meant, read_settings(settings_path())[0])
    if _of_loading(meant) != loaded:
        os.execv(sys.executable, [sys.executable, "-m", *words])
    _open_streams()
    sys.argv = ["", *words[1:]]
    runpy.run_module(words[0], run_name="__main__", alter_sys=True)


def _open_streams() -> None:
    """Python's standard streams, as it opens them at its start."""
    for number, (name, mode, buffering) in enumerate((("stdin", "r", -1), ("stdout", "w", -1), ("stderr", "w", 1))):
        was = getattr(sys, name)
        stream = open(number, mode, buffering, encoding=was.encoding, errors=was.errors, closefd=False)  # noqa: SIM115
        setattr(sys, name, stream)
        setattr(sys, f"__{name}__", stream)


def take_terminal(terminal: int, ignore_hangup: bool) -> None:
    """Lead a session of its own in a terminal, with signals as that has them however the tests were started.

    Under nohup and a script's & some are ignored.
    """
    os.setsid()
    fcntl.ioctl(terminal, termios.TIOCSCTTY, 0)
    for number in (signal.SIGHUP, signal.SIGQUIT):
        signal.signal(number, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    if ignore_hangup:
        signal.signal(signal.SIGHUP, signal.SIG_IGN)


if __name__ == "__main__":
    _serve(socket.socket(fileno=int(sys.argv[1])))
