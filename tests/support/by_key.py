"""Screens and dialogs driven by keys: press, fill in a form, read what stands there."""

from __future__ import annotations

from pathlib import Path

from textual.pilot import Pilot
from textual.widgets import Input

from screens.frame.form import FormDialog
from screens.widgets.choice import Choice
from screens.widgets.line import Line
from screens.widgets.rows import Rows
from tests.support.pilots import shown_until

SIZE = (80, 24)


async def fill(pilot: Pilot[None], **texts: str) -> None:
    """Put texts into the fields of the form in sight."""
    form = pilot.app.screen
    assert isinstance(form, FormDialog)
    for name, text in texts.items():
        editor = form.editor(name)
        assert isinstance(editor, Input | Choice)
        editor.value = text
    await pilot.pause()


async def press(pilot: Pilot[None], *keys: str) -> None:
    """Press keys and let everything settle."""
    await pilot.press(*keys)
    await pilot.pause()
    await pilot.pause()


async def look_at(pilot: Pilot[None], path: Path) -> None:
    """Name a file in the import's dialog, and wait until it has been read and thought through."""
    await fill(pilot, file=str(path))
    await press(pilot, "enter")
    await thought(pilot)


async def thought(pilot: Pilot[None]) -> None:
    """Wait until no thread of the app reads or thinks any more."""
    for _ in range(2):  # what was read may open a dialog that thinks
        await shown_until(pilot, lambda: not any(worker.is_running for worker in pilot.app.workers))
        await pilot.pause()
        await pilot.pause()


def problem(pilot: Pilot[None]) -> str:
    """What the dialog in sight says is wrong."""
    return str(pilot.app.screen.query_one("#problem", Line).content)


def text_of(rows: Rows) -> str:
    """Everything a list shows, as plain text."""
    return "\n".join(str(row.content) for row in rows.rows)
