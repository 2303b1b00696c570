"""A timer that goes off once does so, however busy the machine is.

Textual passes over the times a timer has missed, and with them over the only one of a timer that goes off once: held up
for longer than its delay before it began to wait, it never went off. A change of screens shows nothing until such a
timer of 0.05 s ends it: after one that was lost no frame came any more.
"""

from __future__ import annotations

from typing import Any

from textual import message_pump
from textual.timer import Timer


class PunctualTimer(Timer):
    """One that goes off once goes off late rather than never; of one that repeats missed times are passed over."""

    def __init__(self, *args: Any, repeat: int | None = None, skip: bool = True, **named: Any) -> None:
        super().__init__(*args, repeat=repeat, skip=skip and repeat != 0, **named)


def install() -> None:
    """Let every timer of the app be one of these."""
    message_pump.Timer = PunctualTimer  # type: ignore[attr-defined]
