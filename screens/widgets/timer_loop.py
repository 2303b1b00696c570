"""The clockwork of a timer: it looks at the deadline once a second, and only while one runs.

It also says which bell is due. A terminal has one sound, so that bells differ by how often and how fast it comes.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from journal.entries import Timer
from journal.rules.training.timers import read

SOON_S = 0.02
"""A look comes so long after the second it is for, so that it never comes before it."""

SOON, SIDES, HELD, GO, DONE = (0.0,), (0.0, 0.15), (0.0, 0.15, 0.3), (0.0, 0.45), (0.0, 0.15, 0.3, 0.6, 0.75, 0.9)
"""The last three seconds, change sides, a hold is over, a hold begins or a rest is over, the last hold is over: when
the terminal's bell sounds, in s from now.
"""


def bell_between(before: Timer, after: Timer | None) -> tuple[float, ...]:
    """The bell for a timer that went over into the next one, or into none."""
    if before.purpose != "hold":
        return GO if after is not None else ()
    if after is None:
        return DONE
    return SIDES if after.purpose == "change-sides" else HELD


class Alarm(Protocol):
    """One call to come."""

    def stop(self) -> None: ...


class TimerLoop:
    """Calls ``look`` when the timer's next second begins, and ``sound`` for a bell, by way of ``set_timer``."""

    def __init__(
        self,
        set_timer: Callable[[float, Callable[[], None]], Alarm],
        look: Callable[[], None],
        sound: Callable[[], None],
    ) -> None:
        self._set_timer, self._look, self._sound = set_timer, look, sound
        self._alarm: Alarm | None = None
        self._cued: tuple[datetime | None, int] = None, 0

    def look_in(self, seconds: float | None) -> None:
        """Look so soon, and not before; not at all with None."""
        if self._alarm is not None:
            self._alarm.stop()
        self._alarm = None if seconds is None else self._set_timer(seconds + SOON_S, self._look)

    def ring(self, bell: tuple[float, ...]) -> None:
        for after_s in bell:
            if after_s:
                self._set_timer(after_s, self._sound)
            else:
                self._sound()

    def bell(self, timer: Timer, now: datetime) -> tuple[float, ...]:
        """The bell that is due while a timer runs: once in each of the last three seconds, and once at its end."""
        state = read(timer, now)
        mark = timer.deadline, 0 if state.is_over else state.cue or -1
        before, self._cued = self._cued, mark
        if mark == before or timer.paused_at is not None or not (state.cue or state.is_over):
            return ()
        return bell_between(timer, None) if state.is_over else SOON
