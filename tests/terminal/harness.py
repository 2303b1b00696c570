"""A program in a real pseudo-terminal: started, typed to, resized, cut off, and seen through an emulator."""

from __future__ import annotations

import codecs
import contextlib
import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.terminal.emulator import Emulator

ROOT = Path(__file__).resolve().parents[2]
PYTHON = sys.executable
ENVIRONMENT = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1"}


class Terminal:
    """A program and the terminal it runs in.

    Args:
        command: program and arguments.
        environ: variables on top of a bare terminal's; None removes one.
        size: columns and rows.
        stdin: what the program reads, when not this terminal.
        ignore_hangup: start it with SIGHUP ignored, as ``nohup`` does.
    """

    def __init__(
        self,
        command: Sequence[str],
        environ: Mapping[str, str | None] | None = None,
        size: tuple[int, int] = (80, 24),
        stdin: int | None = None,
        ignore_hangup: bool = False,
    ) -> None:
        self.screen = Emulator(*size)
        self.raw = bytearray()
        self.types_into: int | None = None
        """Where keys go instead, when the program's input is another terminal."""
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self.master, slave = pty.openpty()
        self._set_size(*size)
        variables = {name: os.environ[name] for name in ("PATH", "HOME", "TMPDIR") if name in os.environ} | ENVIRONMENT
        for name, value in (environ or {}).items():
            variables.pop(name, None)
            if value is not None:
                variables[name] = value

        def take_terminal() -> None:
            os.setsid()
            fcntl.ioctl(slave, termios.TIOCSCTTY, 0)
            if ignore_hangup:
                signal.signal(signal.SIGHUP, signal.SIG_IGN)

        self.process = subprocess.Popen(
            list(command), stdin=slave if stdin is None else stdin, stdout=slave, stderr=slave, env=variables,
            cwd=ROOT, preexec_fn=take_terminal, close_fds=True,
        )  # fmt: skip
        self.attributes = termios.tcgetattr(slave)
        os.close(slave)

    def __enter__(self) -> Terminal:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _set_size(self, columns: int, rows: int) -> None:
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def resize(self, columns: int, rows: int) -> None:
        """Make the window another size; the program is told as by a real terminal."""
        self._set_size(columns, rows)
        self.screen.resize(rows, columns)

    def write(self, keys: str | bytes) -> None:
        """Type."""
        into = self.master if self.types_into is None else self.types_into
        os.write(into, keys.encode() if isinstance(keys, str) else keys)

    def read(self, seconds: float = 0.0) -> bytes:
        """What the program sends next, waiting so long for something; empty when nothing or when it is gone."""
        ready, _, _ = select.select([self.master], [], [], seconds)
        if not ready:
            return b""
        try:
            data = os.read(self.master, 65536)
        except OSError:
            return b""
        self.raw += data
        self.screen.feed(self._decoder.decode(data))
        return data

    def settle(self, quiet: float = 0.15, limit: float = 10.0) -> int:
        """Read until nothing comes for ``quiet`` seconds; gives the number of bytes read."""
        until = time.monotonic() + limit
        count = 0
        while time.monotonic() < until:
            data = self.read(quiet)
            if not data:
                break
            count += len(data)
        return count

    def wait_for(self, text: str, limit: float = 15.0) -> None:
        """Read until a text is on the screen.

        Raises:
            AssertionError: it did not come in time; shows the screen.
        """
        until = time.monotonic() + limit
        while not self.shows(text):
            if time.monotonic() > until or (not self.read(0.1) and self.process.poll() is not None):
                raise AssertionError(f"{text!r} never came; the screen shows:\n" + "\n".join(self.screen.text()))

    def shows(self, text: str) -> bool:
        return any(text in line for line in self.screen.text())

    def press(self, keys: str, quiet: float = 0.15) -> int:
        """Type, and read until it is quiet; gives the number of bytes it sent."""
        self.write(keys)
        return self.settle(quiet)

    def hang_up(self) -> None:
        """The line drops: the terminal is gone, as when the client is killed."""
        with contextlib.suppress(OSError):
            os.close(self.master)
        self.master = -1

    def ended_within(self, seconds: float) -> bool:
        """Whether the program ends in time; what it sends meanwhile is read unless the line is stalled."""
        try:
            self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            return False
        return True

    def cpu_seconds(self) -> float:
        """Processor time the program has used."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def terminal_is_restored(self) -> bool:
        """Whether the line's modes are as they were before the program."""
        return termios.tcgetattr(self.master)[:4] == self.attributes[:4]

    def close(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        if self.master >= 0:
            os.close(self.master)
            self.master = -1
