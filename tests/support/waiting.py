"""Waiting for what a test is about, never for a while: with a limit that costs time only where it never comes."""

from __future__ import annotations

import time
from collections.abc import Callable

LIMIT_S = 300.0
"""How long anything is waited for, in seconds: what takes one on a free machine comes also where a worker of the tests
has a hundredth of a processor."""
LOOK_S = 0.01
"""How often to look whether it has come, in seconds."""


def wait_until(condition: Callable[[], bool], what: str) -> None:
    """Wait for anything that is on no screen, such as a file. Raises AssertionError: it did not come."""
    until = time.monotonic() + LIMIT_S
    while not condition():
        if time.monotonic() > until:
            raise AssertionError(f"{what}: not within {LIMIT_S:g} s")
        time.sleep(LOOK_S)
