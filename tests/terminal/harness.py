"""A program in a real pseudo-terminal: started, typed to, resized, cut off, and seen through an emulator.

Nothing is waited for by the clock. A test waits for what it is about: a text on the screen, a file, an end; and where
nothing in particular is to come, for the program to be at rest. The limits cost time only where it never comes.
"""

from __future__ import annotations

import codecs
import contextlib
import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

from tests.support.journals import NOW
from tests.support.waiting import LIMIT_S, LOOK_S
from tests.terminal.emulator import Emulator
from tests.terminal.warm import PROGRAMS, Copy, Warm, take_terminal

ROOT = Path(__file__).resolve().parents[2]
PYTHON = sys.executable
ENVIRONMENT = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8", "PYTHONHASHSEED": "0"}
ENVIRONMENT["SUREFOOT_NOW"] = NOW  # what a program shows of a day hangs on no day of the week on which tests are run
REST_S = 0.09
"""So long a program must have slept to be at rest, in seconds. Longer than the sleeps on its way to a frame: a key may
begin a text for 0.06 s, and Textual holds back a change of screens for 0.05 s. Whether it sleeps, or waits for a
processor or a disk, is looked at, so a busy machine makes none of them longer."""
ESCAPE_REST_S = 0.16
"""The same after a lone escape, with which it waits another 0.1 s for the rest of a sequence."""
AWAKE = re.compile(r"^State:\t[RD]", re.MULTILINE)
"""Of a thread that has a processor or wants one, or waits for a disk."""
TIMES = re.compile(r"ctxt_switches:\t(\d+)")
"""How often a thread gave its processor up, and had to."""
ESCAPE = "\x1b"


class Terminal:
    """A program and the terminal it runs in.

    ``command``: program and arguments.
    ``environ``: variables on top of a bare terminal's; None removes one.
    ``size``: columns and rows.
    ``stdin``: what the program reads, when not this terminal.
    ``ignore_hangup``: start it with SIGHUP ignored, as ``nohup`` does.
    """

    warm: Warm | None = None
    """Makes the starts of the program, where they are not what is looked at."""

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
        self._over = False
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

        self.attributes = termios.tcgetattr(slave)
        reads = slave if stdin is None else stdin
        self.process: subprocess.Popen[bytes] | Copy
        if self.warm is not None and command[:2] == [PYTHON, "-m"] and command[2] in PROGRAMS:
            self.process = self.warm.start(command[2:], variables, [reads, slave], ignore_hangup)
        else:
            self.process = subprocess.Popen(
                list(command), stdin=reads, stdout=slave, stderr=slave, env=variables,
                cwd=ROOT, preexec_fn=partial(take_terminal, slave, ignore_hangup), close_fds=True,
            )  # fmt: skip
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
        if self.master < 0 or self._over:
            time.sleep(seconds)
            return b""
        waiting = select.poll()
        waiting.register(self.master, select.POLLIN)
        if not waiting.poll(seconds * 1000):
            return b""
        try:
            data = os.read(self.master, 65536)
        except OSError:  # nobody has the terminal open any more
            self._over = True
            return b""
        self.raw += data
        self.screen.feed(self._decoder.decode(data))
        return data

    def wait_until(self, condition: Callable[[], bool], what: str) -> None:
        """Read until something is so. Raises AssertionError: it did not come to that; shows the screen."""
        until = time.monotonic() + LIMIT_S
        while not condition():
            if time.monotonic() > until or (self._over and not condition()):
                raise AssertionError(f"{what}: never; the screen shows:\n" + "\n".join(self.screen.text()))
            self.read(LOOK_S)

    def wait_for(self, text: str) -> None:
        """Read until a text is on the screen."""
        self.wait_until(lambda: self.shows(text), repr(text))

    def shows(self, text: str) -> bool:
        return any(text in line for line in self.screen.text())

    def rest(self, quiet: float = REST_S, *, reading: bool = True) -> int:
        """Read until the program has taken every key and sleeps; gives the number of bytes read.

        For a program that runs in this terminal itself, not behind a client of ``ssh`` or ``tmux``.
        ``quiet``: how long it must have slept, in seconds.
        ``reading``: whether what it sends is read; else the line is stalled.
        Raises AssertionError: it never sleeps for so long.
        """
        count, times = 0, None
        begun = since = time.monotonic()
        while since - begun < LIMIT_S:
            data = b""
            if reading:
                count += len(data := self.read(LOOK_S))
            else:
                time.sleep(LOOK_S)
            before, times, now = times, self._times(), time.monotonic()
            if data or times is None or times != before:
                since = now
            elif now - since >= quiet:
                return count
        raise AssertionError("it never rests; the screen shows:\n" + "\n".join(self.screen.text()))

    def _times(self) -> list[str] | None:
        """How often each thread of the program had a processor, so that none is missed between two looks; None: now."""
        times: list[str] = []
        with contextlib.suppress(FileNotFoundError, ProcessLookupError):
            for thread in Path(f"/proc/{self.process.pid}/task").iterdir():
                status = (thread / "status").read_text()
                if AWAKE.search(status):
                    return None
                times += TIMES.findall(status)
        return times

    def press(self, keys: str) -> int:
        """Type, and read until the program is at rest; gives the number of bytes it sent."""
        self.write(keys)
        return self.rest(ESCAPE_REST_S if keys.endswith(ESCAPE) else REST_S)

    def stall(self, keys: str) -> None:
        """Read nothing, and press keys that make the program send until the line takes nothing more."""
        sent = -1
        while (now_sent := self._written()) != sent:
            sent = now_sent
            self.write(keys)
            self.rest(reading=False)

    def _written(self) -> int:
        """Bytes the program has written so far, wherever to."""
        fields = Path(f"/proc/{self.process.pid}/io").read_text().split()
        return int(fields[fields.index("wchar:") + 1])

    def hang_up(self) -> None:
        """The line drops: the terminal is gone, as when the client is killed."""
        with contextlib.suppress(OSError):
            os.close(self.master)
        self.master = -1

    def wait_for_stop(self) -> None:
        """Read until the program is stopped, as by ctrl+z."""
        self.wait_until(lambda: "\nState:\tT" in Path(f"/proc/{self.process.pid}/status").read_text(), "stopped")

    def wait_for_end(self) -> int:
        """Read until the program has ended, and what it sent last; gives its exit status.

        Raises AssertionError: it goes on.
        """
        until = time.monotonic() + LIMIT_S
        while (status := self.process.poll()) is None:
            if time.monotonic() > until:
                raise AssertionError(f"still running after {LIMIT_S:g} s:\n" + "\n".join(self.screen.text()))
            self.read(LOOK_S)
        while self.read(REST_S):
            pass
        return status

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
