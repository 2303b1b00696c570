"""The clockwork of a timer: it looks at the timer's deadline once a second, and only while one runs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from journal.entries import Timer
from journal.rules.training.timers import read

SOON_S = 0.02
"""A look comes so long after the second it is for, so that it never comes before it."""


class Alarm(Protocol):
    """One call to come."""

    def stop(self) -> None: ...


class TimerLoop:
    """Calls ``look`` when the timer's next second begins, by way of ``set_timer``."""

    def __init__(self, set_timer: Callable[[float, Callable[[], None]], Alarm], look: Callable[[], None]) -> None:
        self._set_timer, self._look = set_timer, look
        self._alarm: Alarm | None = None
        self._cued: tuple[datetime | None, int] = None, 0

    def look_in(self, seconds: float | None) -> None:
        """Look so soon, and not before; not at all with None."""
        if self._alarm is not None:
            self._alarm.stop()
        self._alarm = None if seconds is None else self._set_timer(seconds + SOON_S, self._look)

    def is_cue(self, timer: Timer, now: datetime) -> bool:
        """Whether the bell is due: once in each of the last three seconds, and once at the end."""
        state = read(timer, now)
        mark = timer.deadline, 0 if state.is_over else state.cue or -1
        before, self._cued = self._cued, mark
        return mark != before and (state.cue is not None or state.is_over)
