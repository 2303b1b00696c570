"""A slow line between a terminal and a program: delay both ways, and so many bytes a second towards the runner."""

from __future__ import annotations

import threading
import time

from tests.terminal.harness import Terminal

TICK_S = 0.005


class SlowLine:
    """Takes what a program sends only as fast as the line carries it, and hands keys over late."""

    def __init__(self, terminal: Terminal, one_way_s: float, bytes_a_second: float) -> None:
        self._terminal, self._delay, self._rate = terminal, one_way_s, bytes_a_second
        self._last = 0.0
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
