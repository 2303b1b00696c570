"""Text typed in a real terminal, a byte at a time, is in the journal as it was typed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from journal.entries import CheckIn, Entry, Note
from journal.journal import Journal
from journal.text import clean
from screens.terminal.pasting import END, START
from tests.support.journals import NOW, fixed_clock, open_journal
from tests.support.typed import TYPED
from tests.terminal.harness import PYTHON, Terminal

TEXT = " ".join(TYPED.values())
SOME = f"{TYPED['family']} {TYPED['marks']} {TYPED['Persian']}"
"""In a second field: ``widgets/test_text_fields`` has all in every kind of field, and here each costs a frame."""
NOTED = Note(day=date(2026, 11, 19), text="What is searched.")


def opened(folder: Path, *entries: Entry) -> Terminal:
    """The program on a journal with no more than these, Today in sight."""
    open_journal(folder, entries).close()
    environ = {"HOME": str(folder), "SUREFOOT_JOURNAL": str(folder / "journal.json"), "SUREFOOT_NOW": NOW}
    terminal = Terminal([PYTHON, "-m", "screens"], environ)
    terminal.wait_for("Today")
    return terminal


def type_slowly(terminal: Terminal, text: str) -> None:
    """Every byte by itself, in the middle of characters too."""
    for byte in text.encode():
        terminal.write(bytes([byte]))


def wait_for_cursor(terminal: Terminal, column: int) -> None:
    """Read until the cursor stands in a column."""
    terminal.wait_until(lambda: terminal.screen.cursor.x == column, f"the cursor in column {column}")


@pytest.mark.parametrize("pasted", [False, True], ids=["typed", "pasted"])
def test_text_reaches_a_note_and_a_field_of_one_line_whole(pasted: bool, tmp_path: Path) -> None:
    """Emoji of several parts, Persian, accents: the journal has them, and the last word stands on the screen."""
    text, brief = f"{TEXT} end.", f"{SOME} end."
    with opened(tmp_path) as terminal:
        terminal.write("nn")
        terminal.wait_for("Note for Fri")
        type_slowly(terminal, f"{START}{text}{END}" if pasted else text)
        terminal.wait_for("end.")
        terminal.write("\x13")
        terminal.wait_for("saved")
        terminal.write("r2\t0n")
        terminal.wait_for("Rate")
        type_slowly(terminal, f"{START}{brief}{END}" if pasted else brief)
        terminal.wait_for("end.")
        terminal.write("\r")
        terminal.wait_for("Saved: left 2, right 0")
    with Journal.open(tmp_path / "journal.json", fixed_clock(), read_only=True) as journal:
        assert [one.text for one in journal.of_kind(Note)] == [text]
        assert [one.note for one in journal.of_kind(CheckIn)] == [brief]
    assert clean(text) == text


@pytest.mark.parametrize("keys", ["2/", "7/", "\x10"], ids=["exercises", "diary", "palette"])
def test_lines_pasted_into_a_search_are_joined_in_sight(keys: str, tmp_path: Path) -> None:
    """The second and the third line stand there too, and so does what is typed after them."""
    with opened(tmp_path, NOTED) as terminal:
        terminal.write(keys)
        terminal.wait_for("/ " if keys != "\x10" else "Search for commands")
        terminal.write(f"{START}one\r\ntwo\rthree\n{END} four.")
        terminal.wait_for("one two three four.")


def test_the_cursor_stands_behind_what_was_typed_and_goes_round_an_emoji(tmp_path: Path) -> None:
    """In cells as the terminal counts them, with the drawn cursor on the emoji as well."""
    family = TYPED["family"]
    with opened(tmp_path, NOTED) as terminal:
        terminal.write("7/")
        terminal.wait_for("/ words")
        column = terminal.screen.text()[1].index("words")
        type_slowly(terminal, f"{family}a؟")
        terminal.wait_for(f"{family}a؟")
        for keys, place in (("", 4), ("\x1b[D", 3), ("\x1b[D", 2), ("\x1b[D", 0), ("b", 1), ("\x1b[C", 3), ("|", 4)):
            terminal.write(keys)
            wait_for_cursor(terminal, column + place)
        terminal.wait_for(f"b{family}|a؟")
