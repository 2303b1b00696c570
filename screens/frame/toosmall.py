"""What is shown while the window is too small for a screen; everything below it stays as it was."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from screens.drawing.columns import COLUMNS, LINES
from screens.drawing.key import Key
from screens.drawing.keys import SUSPEND
from screens.widgets.keyed import Keyed


class TooSmall(Keyed, ModalScreen[None]):
    """One polite sentence; goes by itself when there is room again."""

    KEYS = (Key("q", "leave", "Quit", "small.quit", "Leave Surefoot"), SUSPEND)
    DEFAULT_CSS = "TooSmall { background: $background; } TooSmall > Static { width: 1fr; height: auto; }"

    def compose(self) -> ComposeResult:
        yield Static(Content(""))

    def on_mount(self) -> None:
        self.on_resize()

    @property
    def _over_a_form(self) -> bool:
        """Whether a dialog is open below: a letter typed as the window shrank is meant for it, and is no farewell."""
        return len(self.app.screen_stack) > 2

    async def action_leave(self) -> None:
        if not self._over_a_form:
            await self.app.action_quit()

    def on_resize(self) -> None:
        """Say it with the size there is now."""
        self.problem("")

    def problem(self, sentence: str) -> None:
        """Say a sentence before it."""
        width, height = self.app.size
        leave = f", or press {self.key_of('small.quit')} to leave"
        told = (
            f"Surefoot needs {COLUMNS} columns and {LINES} lines; this window has {width} and {height}. "
            f"Make it larger to go on where you were{'' if self._over_a_form else leave}."
        )
        self.query_one(Static).update(Content(f"{sentence} {told}" if sentence else told))
