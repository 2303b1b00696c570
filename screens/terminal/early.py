"""The first frame, on the terminal before Textual is loaded: what enters, paints and, should loading fail, leaves.

The driver takes the terminal over as it stands, and the painter begins with what is shown here.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import signal
import sys
import termios
from shutil import get_terminal_size
from types import FrameType
from typing import Any

from screens.terminal.ascii import AsciiTable
from screens.terminal.hang_up import STOP
from screens.terminal.mode import TerminalMode
from screens.terminal.painter import Painter, Piece

ENTER = ("\x1b[?1049h", "\x1b[?25l", "\x1b[?7l")
"""To the terminal's other screen, without a cursor, nothing wrapped: what the driver need not send again."""
_LEAVE = "\x1b[?7h\x1b[m\x1b[?1049l\x1b[?25h"
_AT_ONCE = ("\x1b[?2026h", "\x1b[?2026l")


class Early:
    """The terminal, entered and painted once.

    ``mode``: how it is used.
    ``stdin``: file descriptor of the terminal that is read.
    ``output``: file descriptor of the terminal that is painted on.
    """

    def __init__(self, mode: TerminalMode, stdin: int = 0, output: int = 2) -> None:
        self._stdin, self._output, self._ascii = stdin, output, mode.ascii
        self.painter = Painter(mode.erases_in_colour)
        columns, rows = get_terminal_size()
        self.size = columns, rows
        """Columns and rows."""
        self.modes: list[Any] | None = None
        """The terminal's modes as the shell had them; None before it is entered."""
        self.window_changes = 0
        """How often its window changed since."""
        self.typed_before = 0
        """Bytes typed before it was entered, whose enter is a line feed."""

    @property
    def stands(self) -> bool:
        """Whether it has been entered and not given back."""
        return self.modes is not None

    def show(self, frame: tuple[list[list[Any]], tuple[int, int]] | None) -> None:
        """Enter, and paint a whole frame where there is one: its rows, and where the terminal's cursor stands.

        A line that does not take it is no fault of the frame.
        """
        if frame is None:
            return
        rows, caret = frame
        pieces: list[Piece] = [(y, 0, row) for y, row in enumerate(rows)]
        self.painter.forget()
        painted = self.painter.frame(pieces, self.size, caret, whole=True)
        modes = termios.tcgetattr(self._stdin)
        signal.pthread_sigmask(signal.SIG_BLOCK, STOP)  # until the driver can give the terminal to the shell
        signal.signal(signal.SIGWINCH, self._changed)
        self.typed_before = bytes_waiting(self._stdin)
        self.modes = modes
        termios.tcsetattr(self._stdin, termios.TCSANOW, _raw(modes))
        self._write(f"{''.join(ENTER)}{_AT_ONCE[0]}{painted}{_AT_ONCE[1]}")

    def give_back(self) -> None:
        """The terminal as it was, where it was entered."""
        if self.modes is None:
            return
        signal.signal(signal.SIGWINCH, signal.SIG_DFL)
        with contextlib.suppress(termios.error):
            termios.tcsetattr(self._stdin, termios.TCSANOW, self.modes)
        self._write(_LEAVE)
        self.modes = None
        self.let_stop()

    def let_stop(self) -> None:
        """Hear what asks the program to stop, also what has asked since it was entered."""
        signal.pthread_sigmask(signal.SIG_UNBLOCK, STOP)

    def taken(self) -> list[Any] | None:
        """The driver has the terminal from now on; the modes it gives back."""
        modes, self.modes = self.modes, None
        return modes

    def _changed(self, _number: int, _frame: FrameType | None) -> None:
        self.window_changes += 1

    def _write(self, text: str) -> None:
        data = (text.translate(_table()) if self._ascii else text).encode("utf-8", "replace")
        with contextlib.suppress(OSError):
            while data:
                data = data[os.write(self._output, data) :]


def bytes_waiting(terminal: int) -> int:
    """How much was typed and not read yet."""
    return int.from_bytes(fcntl.ioctl(terminal, termios.FIONREAD, b"\0" * 4), sys.byteorder)


def _table() -> AsciiTable:
    from rich.cells import get_character_cell_size

    return AsciiTable(get_character_cell_size)


def _raw(modes: list[Any]) -> list[Any]:
    """Modes in which nothing typed is echoed or acted on but ctrl+c, until the driver's own."""
    inputs, outputs, controls, locals, *speeds, characters = modes
    characters = list(characters)
    for place in (termios.VSUSP, termios.VQUIT):
        characters[place] = b"\0"
    characters[termios.VMIN] = 1
    inputs &= ~(termios.IXON | termios.IXOFF | termios.ICRNL | termios.INLCR | termios.IGNCR)
    locals &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN)
    return [inputs, outputs, controls, locals, *speeds, characters]
