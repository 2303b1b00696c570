"""The terminal driver: reads keys and sends frames without a thread, and without ever waiting for the line.

Textual's own driver writes through a queue of thirty items, on which the whole app waits when the line stalls; spins
when standard input ends; and takes a third of a second to leave, most of it waiting for its input thread. This one
reads and writes in the app's own loop. What the line does not take is kept here; the painter skips frames meanwhile
(only the latest matters) and paints again once the line has taken everything.
"""

from __future__ import annotations

import codecs
import contextlib
import os
import select
import signal
import termios
from collections.abc import Callable, Iterator
from time import monotonic
from types import FrameType
from typing import Any

from textual import constants, events
from textual._xterm_parser import XTermParser
from textual.app import App
from textual.driver import Driver
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

from screens.terminal.ascii import AsciiTable
from screens.terminal.bursts import Bursts
from screens.terminal.early import ENTER, Early, bytes_waiting
from screens.terminal.pasting import ESCAPE, Pastes, apart
from screens.terminal.shell import family, is_shell_above

OUTPUT = 2  # Textual paints on standard error
CLOSE_S = 0.25
"""How long leaving may wait for a slow line to take the last of the output, in seconds."""
POINTER_SHAPE = "\x1b]22;"
RETRY_S = 0.02
_READ = 65536

_HOOKS = (
    "start_application_mode", "stop_application_mode", "disable_input", "close", "write", "flush", "process_message",
    "_run_input_thread", "_sigtstp_application", "_sigcont_application", "_disable_mouse_support",
)  # fmt: skip


def fits() -> bool:
    """Whether this Textual's driver has what is built on here; if not, its own driver is used as it is."""
    return all(hasattr(LinuxDriver, name) for name in _HOOKS) and hasattr(XTermParser, "tick")


class TerminalDriver(LinuxDriver):
    """Keys in, frames out, in the app's loop.

    Reads five attributes from its app: ``to_ascii`` (the table of ASCII mode, or None), ``hung_up`` (called once the
    terminal is gone), ``stands`` (what was typed before it does came at moments nobody knows), ``early`` (who has
    entered the terminal and painted it already), and ``keys_with_alt`` (what terminals send for the runner's own).
    """

    takes_over = True
    """Whether it knows of a terminal that was entered before it."""

    def __init__(self, app: App[Any], **options: Any) -> None:
        super().__init__(app, **options)
        self.generation = 0
        """Counts how often the terminal was taken over: whatever was on it before is unknown."""
        self.window_changes = 0
        """Counts how often the terminal said its window changed: to another size, or through one and back."""
        self._out: int | None = None
        self._kept = b""
        self._waiting = False
        self._reading = False
        self._early: Early | None = getattr(app, "early", None)
        self._drained: Callable[[], None] | None = None
        self._table: AsciiTable | None = getattr(app, "to_ascii", None)
        self._gone: Callable[[], None] | None = getattr(app, "hung_up", None)
        self._parser = XTermParser(self._debug)
        self._pastes, self._bursts = Pastes(), Bursts()
        self._typed_before = 0
        self._read_at = 0.0
        self._decode = codecs.getincrementaldecoder("utf-8")("replace").decode

    # -- out

    @property
    def behind(self) -> int:
        """Bytes the line has not taken yet."""
        return len(self._kept)

    def when_drained(self, callback: Callable[[], None]) -> None:
        """Call back, once, in the app's loop, when the line has taken everything."""
        self._drained = callback

    def write(self, data: str) -> None:
        if self._out is None or (data.startswith(POINTER_SHAPE) and not self._mouse):
            return
        if self._early is not None and data in ENTER:
            return
        if self._table is not None and not data.isascii():
            data = data.translate(self._table)
        self._kept += data.encode("utf-8", "replace")
        if not self._waiting:
            self._send()

    def flush(self) -> None:
        """Everything the line takes is sent at once."""

    def _send(self) -> None:
        if self._out is None:
            return
        try:
            while self._kept:
                self._kept = self._kept[os.write(self._out, self._kept) :]
        except BlockingIOError:
            self._wait()
            return
        except OSError:
            self._hang_up()
            return
        if self._waiting:
            self._stop_waiting()
        if (drained := self._drained) is not None:
            self._drained = None
            self._loop.call_soon(drained)

    def _wait(self) -> None:
        if self._waiting or self._out is None:
            return
        self._waiting = True
        try:
            self._loop.add_writer(self._out, self._send)
        except (OSError, NotImplementedError, ValueError):
            self._loop.call_later(RETRY_S, self._retry)

    def _retry(self) -> None:
        if self._waiting:
            self._waiting = False
            self._send()

    def _stop_waiting(self) -> None:
        self._waiting = False
        if self._out is not None:
            with contextlib.suppress(OSError, NotImplementedError, ValueError):
                self._loop.remove_writer(self._out)

    def _hang_up(self) -> None:
        self._kept = b""
        self._stop_reading()
        if self._waiting:
            self._stop_waiting()
        if self._gone is not None:
            self._gone()
        else:
            self._app.exit(return_code=128 + signal.SIGHUP)

    # -- in

    def _read(self) -> None:
        try:
            data = os.read(self.fileno, _READ)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if not data:
            self._hang_up()
            return
        # Typed before the terminal was taken over, enter was still made a line feed by it.
        before, self._typed_before = data[: self._typed_before], max(0, self._typed_before - len(data))
        text = self._decode(before.replace(b"\n", b"\r") + data[len(before) :])
        self._read_at = self._loop.time()
        messages: list[Message] = []
        for piece, pasted in self._pastes.part(text):
            messages += [events.Paste(piece)] if pasted else self._keys(piece)
        if getattr(self._app, "stands", False):
            self._bursts.mark(messages, self._read_at)
        for message in messages:
            self.process_message(message)
        # A lone escape byte is the key only when nothing follows it for a while.
        self._loop.call_later(constants.ESCAPE_DELAY + 0.002, self._tick)

    def _keys(self, text: str) -> Iterator[Message]:
        for piece in apart(text, getattr(self._app, "keys_with_alt", ())):
            yield from [events.Key("escape", piece)] if piece == ESCAPE else self._parser.feed(piece)

    def _tick(self) -> None:
        if self._loop.time() - self._read_at >= constants.ESCAPE_DELAY and (held := self._pastes.give_up()):
            # The delay is over: a lone escape is the key, and needs no second one in the parser.
            waited = [events.Key("escape", held)] if held == ESCAPE else self._parser.feed(held)
            for message in waited:
                self.process_message(message)
        for message in self._parser.tick():
            self.process_message(message)

    def _stop_reading(self) -> None:
        if self._reading:
            self._reading = False
            with contextlib.suppress(OSError, ValueError):
                self._loop.remove_reader(self.fileno)

    def _run_input_thread(self) -> None:
        """Keys are read in the loop: Textual's thread has nothing to do and ends."""

    # -- modes

    def start_application_mode(self) -> None:
        self._out = self._open_output()
        self.generation += 1
        self._parser, self._pastes = XTermParser(self._debug), Pastes()
        super().start_application_mode()  # type: ignore[no-untyped-call]
        if (early := self._early) is None:
            self._typed_before = bytes_waiting(self.fileno)
        else:
            self._early = None
            self.attrs_before = early.taken()
            self._typed_before, self.window_changes = early.typed_before, early.window_changes
            self._loop.call_soon(early.let_stop)
        if self._writer_thread is not None:
            self._writer_thread.stop()
        self._count_window_changes()
        self._loop.add_reader(self.fileno, self._read)
        self._reading = True

    def resume_application_mode(self) -> None:
        try:
            super().resume_application_mode()
        except OSError:  # the terminal went away while it was somebody else's
            self._hang_up()

    def _count_window_changes(self) -> None:
        textuals = signal.getsignal(signal.SIGWINCH)

        def changed(number: int, frame: FrameType | None) -> None:
            self.window_changes += 1
            if callable(textuals):
                textuals(number, frame)

        signal.signal(signal.SIGWINCH, changed)

    def _open_output(self) -> int:
        """The terminal opened once more, so that "do not wait" holds for the app alone, not for the runner's shell."""
        return os.open(os.ttyname(OUTPUT), os.O_WRONLY | os.O_NOCTTY | os.O_NONBLOCK)

    def disable_input(self) -> None:
        if not self._reading:
            return
        signal.signal(signal.SIGWINCH, signal.SIG_DFL)
        self._disable_mouse_support()
        self._stop_reading()
        with contextlib.suppress(termios.error):
            termios.tcflush(self.fileno, termios.TCIFLUSH)

    def close(self) -> None:
        if self._out is None:
            return
        until = monotonic() + CLOSE_S
        while self._kept and (left := until - monotonic()) > 0:
            poll = select.poll()
            poll.register(self._out, select.POLLOUT)
            if not poll.poll(left * 1000):
                break
            try:
                self._kept = self._kept[os.write(self._out, self._kept) :]
            except OSError:
                break
        if self._waiting:
            self._stop_waiting()
        self._kept = b""
        os.close(self._out)
        self._out = None

    def stop(self) -> None:
        """Give the terminal back and stop, with everything that was started with this program, until a shell goes on.

        All of the group stops, as when the terminal itself sends the signal: a shell waits for the ``make`` or script
        it started, not for us. Where nobody could go on with the group the system does not stop it, and it goes on.
        """
        self.suspend_application_mode()
        self._must_signal_resume = True
        handler = signal.signal(signal.SIGTSTP, signal.SIG_DFL)  # stopped at once, by the system
        try:
            os.kill(0, signal.SIGTSTP)
        finally:
            signal.signal(signal.SIGTSTP, handler)
        if self._out is None:
            self.resume_application_mode()

    def _sigtstp_application(self, *_: object) -> None:
        """Stop; but not where another program has the terminal and its stopping is nothing to a shell."""
        if self._auto_restart or is_shell_above(family()):
            super()._sigtstp_application()

    def _sigcont_application(self, *_: object) -> None:
        """Take the terminal over again; also after a plain SIGSTOP, which gave no chance to let go of it."""
        if not self._auto_restart:
            return
        if self._out is not None:
            self.suspend_application_mode()
            self._must_signal_resume = True
        self.resume_application_mode()


def driver_class(stock: type[Driver]) -> type[Driver]:
    """The driver to use in place of ``stock``: ours where it fits."""
    if stock is not LinuxDriver or not fits() or constants.DRIVER is not None:
        return stock
    try:
        # Without a name for the terminal (some containers) it cannot be opened a second time.
        os.close(os.open(os.ttyname(OUTPUT), os.O_WRONLY | os.O_NOCTTY | os.O_NONBLOCK))
    except OSError:
        return stock
    return TerminalDriver
