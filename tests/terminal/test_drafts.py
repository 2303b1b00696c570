"""A note half typed in the real program: it sends nothing while it waits, and survives a line that drops."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.journals import NOW, demo_journal
from tests.terminal.harness import PYTHON, Terminal

# The keys from Today into the note, and what tells that the dialog is open.
NOTES = {
    "check-in": (("r", "n"), "Rate both ankles"),
    "fit check": (("4", "f", "\t", "\t", "\t"), "Fit check"),
}
BACK = "before is back"
WATCHED_S = 1.2
"""Longer than a cursor that blinks stays as it is, in seconds; a slow machine only shortens the look."""


def opened(path: Path) -> Terminal:
    """The program on a journal, at Today."""
    environ = {"SUREFOOT_NOW": NOW, "TZ": "Europe/Berlin", "HOME": str(path.parent), "SUREFOOT_JOURNAL": str(path)}
    terminal = Terminal([PYTHON, "-m", "screens"], environ)
    terminal.wait_for("Today")
    return terminal


@pytest.mark.parametrize("note", NOTES)
def test_a_note_half_typed_when_the_line_drops_is_offered_again(note: str, tmp_path: Path) -> None:
    """The next start names the dialog; opened again it has the note, and says that it is from before."""
    path = tmp_path / "journal.json"
    demo_journal(tmp_path).close()
    keys, title = NOTES[note]
    with opened(path) as terminal:
        for key in keys:
            terminal.press(key)
        terminal.wait_for(title)
        terminal.write("laces too ti")
        terminal.wait_for("laces too ti")
        terminal.hang_up()
        terminal.wait_for_end()
    with opened(path) as terminal:
        terminal.wait_for(f"“{title}”")
        for key in keys:
            terminal.press(key)
        terminal.wait_for(BACK)
        terminal.wait_for("laces too ti")


def test_a_text_field_sends_nothing_while_it_waits(tmp_path: Path) -> None:
    """Its cursor is the terminal's own, which blinks without a byte; in a form and in a dialog of another kind."""
    demo_journal(tmp_path).close()
    with opened(tmp_path / "journal.json") as terminal:
        for keys in (("r", "n"), ("n", "r")):
            for key in keys:
                terminal.press(key)
            terminal.press("7")
            assert terminal.read(WATCHED_S) == b""
            terminal.press("\x1b")
