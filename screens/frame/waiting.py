"""A form whose answer has to be waited for, as a disk is: beside the screen's loop, which goes on meanwhile."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from threading import Event, Thread
from typing import ClassVar

from journal.errors import SurefootError
from screens.frame.form import FormDialog, Values
from screens.widgets.line import Line

FOUND = "found"
"""Under which the form answers with what its work gave."""
LOOK_S = 0.25


class WaitingForm(FormDialog):
    """Says what it waits for, while it does; leaving stops that, and leaving once more gives it up."""

    WAITS_FOR: ClassVar[str] = "Waiting for the disk"

    _stop: Event | None = None
    _far: str = ""

    def on_mount(self) -> None:
        super().on_mount()
        self._looks = self.set_interval(LOOK_S, self._show_progress, pause=True)

    def on_unmount(self) -> None:
        if self._stop is not None:
            self._stop.set()

    def work_for(self, values: Values) -> Callable[[], object]:
        """What is to be done with these values, in a thread: it touches no widget and not the journal.

        Raises:
            SurefootError: nothing; it is said in the form.
        """
        raise NotImplementedError

    def answer(self, values: Values) -> None:
        """Do the work first; the form stays until that is done."""
        if self._stop is None:
            self.begin(values)

    def begin(self, values: Values) -> None:
        """Do the work for these values."""
        self.problem("")
        try:
            work = self.work_for(values)
        except SurefootError as error:
            self.found(error, values)
            return
        self._stop, self._far = Event(), self.WAITS_FOR
        self._looks.resume()
        self.run_worker(self._wait(work, values))

    async def _wait(self, work: Callable[[], object], values: Values) -> None:
        loop = asyncio.get_running_loop()
        found: asyncio.Future[object] = loop.create_future()

        def settle(result: object) -> None:
            if not found.done():
                found.set_result(result)

        def run() -> None:
            result: object
            try:
                result = work()
            except Exception as error:  # raised again where faults are told
                result = error
            with suppress(RuntimeError):  # nobody waits any more
                loop.call_soon_threadsafe(settle, result)

        # Not a worker's thread, which the end of the program would wait for.
        Thread(target=run, daemon=True).start()
        result = await found
        self._stop, self._far = None, ""
        self._looks.pause()
        self._show_live()
        if isinstance(result, Exception) and not isinstance(result, SurefootError):
            raise result
        self.found(result, values)

    def found(self, found: object, values: Values) -> None:
        """Leave with what the work gave; a refusal is said."""
        if isinstance(found, SurefootError):
            self.refuse(str(found), "file")
        else:
            super().answer({**values, FOUND: found})

    def far(self, words: str) -> bool:
        """Called from the thread: how far it is; whether it is to go on."""
        if self._stop is None or self._stop.is_set():
            return False
        self._far = words
        return True

    def _show_progress(self) -> None:
        if self._stop is not None:
            line = self.query_one("#live", Line)
            line.show(f"{self._far}  ·  {self.key_of('dialog.leave')} {'leaves' if self._stop.is_set() else 'stops'}")
            line.set_class(True, "shown")

    def action_leave(self) -> None:
        """While something is waited for: stop that, no more; the next time leave."""
        if self._stop is None or self._stop.is_set():
            super().action_leave()
        else:
            self._stop.set()
