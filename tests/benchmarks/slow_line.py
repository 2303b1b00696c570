"""A slow line between a terminal and a program: delay both ways, and so many bytes a second towards the runner.

``python -m tests.benchmarks.slow_line`` prints a session down such a line key by key: the table of docs/terminal.md.
"""

from __future__ import annotations

import sys
import tempfile
import threading
import time
from datetime import datetime
from pathlib import Path

from journal.clock import FixedClock
from journal.demo import demo_entries
from journal.journal import Journal
from tests.support.journals import NOW
from tests.terminal.harness import Terminal

TICK_S = 0.005
QUIET_S = 0.6
"""After so long without a byte the runner's screen counts as still."""
LIMIT_S = 5.0
"""After so long it counts as never still."""
SESSION: tuple[tuple[str, str, str], ...] = (
    ("r", "r", "the check-in opens"),
    ("2", "2", "left ankle 2"),
    ("tab", "\t", "to the right one"),
    ("0", "0", "right ankle 0"),
    ("n", "n", "to the note"),
    ("s", "s", "a letter"),
    ("t", "t", "a letter"),
    ("enter", "\r", "saved; Today with the new light"),
    ("2", "2", "Exercises"),
    ("j", "j", "next exercise"),
    ("j", "j", "next exercise"),
    ("3", "3", "Session"),
    ("enter", "\r", "the session offered begins"),
    ("space", " ", "a set done; the rest starts"),
    ("space", " ", "the next set done"),
    ("4", "4", "Shoes"),
    ("5", "5", "Soreness"),
    ("6", "6", "Week"),
    ("7", "7", "Diary"),
    ("j", "j", "next entry"),
    ("?", "?", "help"),
    ("esc", "\x1b", "help closed"),
    ("u", "u", "the last set undone"),
    ("1", "1", "Today"),
    ("ctrl+l", "\x0c", "everything painted again"),
)
"""Name of the key, what it sends, what it does."""


class SlowLine:
    """Takes what a program sends only as fast as the line carries it, and hands keys over late."""

    def __init__(self, terminal: Terminal, one_way_s: float, bytes_a_second: float) -> None:
        self._terminal, self._delay, self._rate = terminal, one_way_s, bytes_a_second
        self._last = 0.0
        self._count = 0
        self._keys: list[tuple[float, str]] = []
        self._done = threading.Event()

    def _carry(self) -> None:
        """Bytes wait for their turn on the line, then travel; keys arrive after the delay."""
        free_at = time.monotonic()
        while not self._done.is_set():
            now = time.monotonic()
            while self._keys and self._keys[0][0] <= now:
                self._terminal.write(self._keys.pop(0)[1])
            if now >= free_at and (data := self._terminal.read(TICK_S / 5)):
                free_at = max(now, free_at) + len(data) / self._rate
                self._last = free_at + self._delay
                self._count += len(data)
            else:
                time.sleep(TICK_S / 5)

    def hold_key(self, key: str, times: int, every_s: float) -> float:
        """Hold a key down; seconds from the last repeat until the runner's screen is still."""
        carrier = threading.Thread(target=self._carry, daemon=True)
        carrier.start()
        for _ in range(times):
            self._keys.append((time.monotonic() + self._delay, key))
            pressed = time.monotonic()
            time.sleep(every_s)
        until = time.monotonic() + 30.0
        while time.monotonic() < until and time.monotonic() < max(self._last, pressed) + 1.0:
            time.sleep(0.02)
        self._done.set()
        carrier.join()
        return self._last - pressed

    def press(self, *keys: str) -> list[tuple[int, float]]:
        """Press keys, each once the screen is still; bytes of each, and seconds from the key until it is still."""
        carrier = threading.Thread(target=self._carry, daemon=True)
        carrier.start()
        found = []
        for key in keys:
            before, pressed = self._count, time.monotonic()
            if key:
                self._keys.append((pressed + self._delay, key))
            while time.monotonic() < min(max(self._last, pressed + 2 * self._delay) + QUIET_S, pressed + LIMIT_S):
                time.sleep(0.02)
            found.append((self._count - before, max(0.0, self._last - pressed)))
        self._done.set()
        carrier.join()
        return found


def described(one_way_s: float = 0.1, bytes_a_second: float = 20_000) -> str:
    """A session over SSH down a slow line, key by key, as a table in Markdown. The clock stands still."""
    with tempfile.TemporaryDirectory(prefix="surefoot-bench-") as name:
        home = Path(name)
        with Journal.open(home / "demo.json", FixedClock(datetime.fromisoformat(NOW)), state=home / "state") as journal:
            journal.add_all(demo_entries(journal.clock.now()))
        environ = {"HOME": name, "SUREFOOT_JOURNAL": str(home / "demo.json"), "SUREFOOT_NOW": NOW}
        environ |= {"TZ": "Europe/Berlin", "SSH_CONNECTION": "192.0.2.1 1 192.0.2.2 22"}
        with Terminal([sys.executable, "-m", "screens"], environ) as terminal:
            terminal.read(10.0)
            line = SlowLine(terminal, one_way_s, bytes_a_second)
            _, *found = line.press("", *(key for _, key, _ in SESSION))
        total = len(terminal.raw)
    first = total - sum(count for count, _ in found)
    rows = [f"| `{key}` | {what} | {count:,} | {took * 1000:.0f} |"
            for (key, _, what), (count, took) in zip(SESSION, found, strict=True)]  # fmt: skip
    lines = ["| key | what it does | bytes | still after, ms |", "|---|---|---:|---:|"]
    lines.append(f"| `surefoot` | Today | {first:,} | |")
    return "\n".join([*lines, *rows, f"| | together | {total:,} | |"])


if __name__ == "__main__":
    print(described())
