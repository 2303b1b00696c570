"""Dialogs that wait, as for a disk: beside the screen's loop, which goes on meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event
from typing import ClassVar, TypeVar

from journal.errors import NotSaved, SurefootError
from library.words import sentence
from screens.frame.dialog import Dialog
from screens.frame.form import FormDialog, Values
from screens.widgets.line import Line

R = TypeVar("R")

FOUND = "found"
"""Under which the form answers with what its work gave."""
LOOK_S = 0.25


class SavingDialog(Dialog[R | NotSaved]):
    """Stays until what was agreed to is on the disk, or could not be put there; any other refusal is said.

    What that is stands there as a list.
    """

    DEFAULT_CSS = """
    SavingDialog > #frame { width: 110; }
    SavingDialog Rows { height: auto; max-height: 60vh; margin-top: 1; }
    """
    saving = False

    def save_beside(self, work: Callable[[], R]) -> None:
        """Do it in a thread, and leave with what it gives, or with why it is not saved."""
        if not self.saving:
            self.saving = True
            self.problem("")
            self.entitle(f"{self.title_text}: saving …")
            self.run_worker(self._save(work))

    async def _save(self, work: Callable[[], R]) -> None:
        try:
            self.dismiss(await self.beside(work))
        except NotSaved as error:
            self.dismiss(error)
        except SurefootError as error:
            self.saving = False
            self.entitle(self.title_text)
            self.refused(error)

    def refused(self, error: SurefootError) -> None:
        self.problem(sentence(str(error)))

    def action_leave(self) -> None:
        """What is being saved is not left half-way: it is one step, which undo takes back."""
        if self.saving:
            self.problem("It is being saved, and this closes when that is done.")
        else:
            super().action_leave()


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

        Raises SurefootError: the values cannot be worked on; the form says why and stays.
        """
        raise NotImplementedError

    def answer(self, values: Values) -> None:
        """Do the work first; the form stays until that is done."""
        if self._stop is None:
            self.begin(values)

    def begin(self, values: Values) -> None:
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
        result: object
        try:
            result = await self.beside(work)
        except SurefootError as error:
            result = error
        self._stop, self._far = None, ""
        self._looks.pause()
        self.query_one("#live", Line).show("")
        self._show_live()
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
            way = "leaves" if self._stop.is_set() else "stops"
            self.query_one("#live", Line).show(f"{self._far}  ·  {self.key_of('dialog.leave')} {way}")

    def action_leave(self) -> None:
        """While something is waited for: stop that, no more; the next time leave."""
        if self._stop is None or self._stop.is_set():
            super().action_leave()
        else:
            self._stop.set()
