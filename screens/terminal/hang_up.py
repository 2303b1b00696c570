"""Lines that drop: how the app ends when its terminal goes away or it is told to.

Textual on its own hears neither SIGHUP nor SIGTERM. Python runs signal handlers between byte codes of the main thread,
and with a stalled line that thread may be waiting for the terminal. So both signals are blocked before any thread
starts (threads inherit the mask), and a thread of their own takes them with ``sigwait``; a second one watches standard
input for the hang-up itself, which is all that comes when SIGHUP is ignored (``nohup``). Neither uses any processor
time while it waits.
"""

from __future__ import annotations

import contextlib
import os
import select
import signal
import sys
import termios
import threading
from collections.abc import Callable, Sequence
from typing import Any

GRACE_S = 5.0
"""How long the app has to end after SIGTERM, in seconds; what sends it waits for ten or more before it kills."""
BORROWED_S = 5.0
"""How long another program that has the terminal has to end then, in seconds."""
SIGNAL_S = 0.25
"""How long a signal may go unheard while another program has the terminal, in seconds."""
FLUSH_S = 3.0
"""How long saving what is half typed may take before the app leaves without it, in seconds: a dead disk takes it."""

_GONE = select.POLLHUP | select.POLLERR
_SIGNALS = frozenset({signal.SIGHUP, signal.SIGTERM})
STOP = frozenset({signal.SIGTSTP})
"""What asks the program to stop until it is told to go on."""
_KEYS = (signal.SIGINT, signal.SIGQUIT)
"""What ctrl+c and ctrl+\\ send to every program of the terminal: while another one has it, they are meant for that."""

# Leave bracketed paste, focus reports, mouse reports and in-band resize; restore line wrap, keyboard protocol, colours,
# main screen and cursor: what Textual's driver switches on.
_RESTORE = (
    b"\x1b[?2004l\x1b[?1004l\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l\x1b[?1016l\x1b[?2048l\x1b[?2026l"
    b"\x1b[?7h\x1b[<u\x1b[0m\x1b[?1049l\x1b[?25h"
)
# What another program may have left on that was ended before it could clean up: mouse reports, its way of sending keys
# with ctrl, the keypad's and arrows' other codes, scrolling margins.
_RESTORE_AFTER_OTHER = b"\x1b[?1002l\x1b[>4m\x1b[?1l\x1b>\x1b[r" + _RESTORE


class Lines:
    """The two threads that wait for the end, and what they do then.

    ``stdin``: file descriptor of the terminal that is read.
    ``output``: file descriptor of the terminal that is painted on.
    """

    def __init__(self, stdin: int = 0, output: int = 2) -> None:
        self._stdin = stdin
        self._output = output
        self._flush: Callable[[], None] = lambda: None
        self._ask: Callable[[], None] | None = None
        self._ended = threading.Event()
        self._leaving = threading.Lock()
        self._lending = threading.Lock()
        self._borrower: int | None = None
        self._returned = threading.Event()
        self._attributes = self._modes()
        self.signal: int | None = None
        """The signal that asked the app to end, once one did."""

    @property
    def status(self) -> int:
        """The exit status after a signal asked the app to end, as a shell counts it; 0 when none did."""
        return 0 if self.signal is None else 128 + self.signal

    def start(self) -> None:
        """Block the signals in this thread and those it starts, and begin to wait for them.

        What asks the program to stop is for the thread that paints: it would stop at once what another thread hears.
        """
        signal.pthread_sigmask(signal.SIG_BLOCK, _SIGNALS | STOP)
        for target, name in ((self._wait_for_signal, "signals"), (self._watch_line, "line")):
            threading.Thread(target=target, name=f"surefoot-{name}", daemon=True).start()
        signal.pthread_sigmask(signal.SIG_UNBLOCK, STOP)

    def on_end(self, flush: Callable[[], None], ask: Callable[[], None] | None = None) -> None:
        """Say what to do at the end.

        ``flush``: saves what is half typed; called from another thread than the app's, given ``FLUSH_S`` seconds.
        ``ask``: asks the app to leave (thread-safe); called on SIGTERM, given ``GRACE_S`` seconds.
        """
        self._flush, self._ask = flush, ask

    def ended(self) -> None:
        """The app has left and restored the terminal: a pending SIGTERM need not force it any more."""
        self._ended.set()
        self._flush, self._ask = lambda: None, None

    def hung_up(self) -> None:
        """The terminal is gone: save what is half typed and leave at once. Safe in any thread; does not return."""
        if (borrower := self._borrower) is not None:
            _tell(borrower, signal.SIGHUP)
        self._leave(signal.SIGHUP, restore=False)

    def lend(self, command: Sequence[str]) -> int:
        """Let another program, such as an editor, have the terminal until it ends; its modes are the same afterwards.

        Told to end meanwhile, this does not return: the other program is told to end too, and the process leaves.
        ``command``: the program and its arguments.

        Returns:
            Its exit status; 128 plus the signal's number if one ended it.

        Raises OSError: it cannot be started.
        """
        modes = self._modes()
        handlers = {key: signal.signal(key, signal.SIG_IGN) for key in _KEYS}
        try:
            with self._lending:
                self._wait_if_leaving()
                self._returned.clear()
                self._borrower = child = _start(command)
            status = _wait(child)
            if status:
                with contextlib.suppress(OSError):
                    os.write(self._output, _RESTORE_AFTER_OTHER)
        finally:
            with self._lending:
                self._borrower = None
            self._set_modes(modes)
            self._returned.set()
            for key, handler in handlers.items():
                signal.signal(key, handler)
        self._wait_if_leaving()
        return status

    def _wait_if_leaving(self) -> None:
        """Do nothing any more once another thread is on its way out: painting now would spoil what it restores.

        A line that drops ends the other program too, perhaps before a thread has heard of it.
        """
        if self.signal is not None or self._leaving.locked() or self._events(0) & _GONE:
            threading.Event().wait()

    def _events(self, wait_ms: int | None) -> int:
        """What is so of the line after so long at most, or when something is; 0 while it stands."""
        watcher = select.poll()
        watcher.register(self._stdin, 0)  # hang-ups are reported without being asked for
        return next((event for _, event in watcher.poll(wait_ms)), 0)

    def _modes(self) -> list[Any] | None:
        with contextlib.suppress(termios.error):
            return termios.tcgetattr(self._stdin)
        return None

    def _set_modes(self, modes: list[Any] | None) -> None:
        if modes is not None:
            with contextlib.suppress(termios.error):
                termios.tcsetattr(self._stdin, termios.TCSANOW, modes)

    def _wait_for_signal(self) -> None:
        received = signal.sigwait(_SIGNALS)
        with self._lending:
            self.signal = received
            borrower = self._borrower
        if borrower is not None:
            self._leave_borrowed(received, borrower)
            return
        ask = self._ask
        if received == signal.SIGHUP or ask is None:
            self._leave(received, restore=True)
            return
        self._run_for(FLUSH_S, self._flush)  # before the app leaves: the process may end as soon as it has
        with contextlib.suppress(Exception):
            ask()
        if not self._ended.wait(GRACE_S):
            self._leave(received, restore=True)

    def _watch_line(self) -> None:
        while not (event := self._events(None)) & select.POLLNVAL:
            if event & _GONE:
                self.hung_up()

    def _leave_borrowed(self, received: int, borrower: int) -> None:
        """Leave while another program has the terminal: it is told the same, and keeps the terminal if it stays."""
        self._run_for(FLUSH_S, self._flush)
        _tell(borrower, received)
        self._leave(received, restore=self._returned.wait(BORROWED_S))

    def _leave(self, received: int, *, restore: bool) -> None:
        if not self._leaving.acquire(blocking=False):
            threading.Event().wait()  # another thread is on its way out
        self._run_for(FLUSH_S, self._flush)
        if restore:
            self._run_for(FLUSH_S / 2, self._restore)
        os._exit(128 + received)

    def _restore(self) -> None:
        """Put the terminal back as it was, dropping what a stalled line has not taken yet."""
        with contextlib.suppress(termios.error):
            termios.tcflush(self._output, termios.TCOFLUSH)
        self._set_modes(self._attributes)
        with contextlib.suppress(OSError):
            os.write(self._output, _RESTORE)

    @staticmethod
    def _run_for(seconds: float, step: Callable[[], None]) -> None:
        """Run a step that may hang on a dead disk or line, for so long at most."""

        def run() -> None:
            with contextlib.suppress(Exception):
                step()

        runner = threading.Thread(target=run, daemon=True)
        runner.start()
        runner.join(seconds)


def guard(stdin: int = 0, output: int = 2) -> Lines:
    """Start to watch the line; call this before any other thread starts.

    Returns:
        The watcher, to be told with ``on_end`` what to do.
    """
    lines = Lines(stdin, output)
    lines.start()
    return lines


def _start(command: Sequence[str]) -> int:
    """Start a program in the terminal, hearing every signal; its process number."""
    sys.stdout.flush()
    return os.posix_spawnp(command[0], list(command), os.environ, setsigmask=[], setsigdef=[*_KEYS, signal.SIGPIPE])


def _tell(process: int, number: int) -> None:
    with contextlib.suppress(OSError):
        os.kill(process, number)


def _wait(process: int) -> int:
    """Wait for a program to end; gives its exit status, or 128 plus the signal's number if one ended it.

    A handler runs between byte codes: for a signal that comes just before one long system call it would wait for that
    call's end, and a program that stops the group (an editor's ctrl+z) would leave this one running. So a thread waits.
    """
    codes: list[int] = []
    waiter = threading.Thread(target=lambda: codes.append(os.waitpid(process, 0)[1]), daemon=True)
    waiter.start()
    while waiter.is_alive():
        waiter.join(SIGNAL_S)
    status = os.waitstatus_to_exitcode(codes[0])
    return status if status >= 0 else 128 - status
