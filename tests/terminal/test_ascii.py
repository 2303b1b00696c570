"""ASCII mode: the table, and that nothing above 0x7E leaves the program."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from screens.drawing.glyphs import LIGHT_GLYPHS, RESULT_GLYPHS
from screens.terminal.ascii import AsciiTable, cells_of, to_ascii
from tests.support.exploring import LETTERS, some
from tests.support.journals import NOW
from tests.terminal.harness import PYTHON, ROOT, Terminal


@example("\x7f")
@given(st.text(LETTERS))
def test_any_text_becomes_ascii_of_the_same_width(text: str) -> None:
    """Cell for cell, so that nothing moves."""
    shown = to_ascii(text)
    assert all(character <= "\x7e" for character in shown)
    above = [character for character in text if character > "\x7e"]
    assert len(shown) == len(text) - len(above) + sum(map(cells_of, above))


def test_marks_that_mean_something_stay_apart() -> None:
    """The three lights, the steps of a sparkline, tick and cross, a cut and an end: different marks stay different."""
    results = set(RESULT_GLYPHS.values())
    for marks in ("●◐○", "▁▂▃▄▅▆▇█", "✓✗", "▲▶▼◀", "….", "".join(LIGHT_GLYPHS.values()), "".join(results)):
        assert len(set(to_ascii(marks))) == len(marks), marks


def test_letters_keep_their_base() -> None:
    """A name is still readable."""
    assert to_ascii("Müller é ﬁt “soft” – ½") == 'Muller e ?t "soft" - ?'
    assert to_ascii("世界") == "????"
    assert to_ascii("Ａ", AsciiTable()) == "A "


PLAIN: dict[str, dict[str, str | None]] = {
    "C": {"LANG": "C"},
    "linux": {"TERM": "linux"},
    "C, by Textual": {"LANG": "C", "SUREFOOT_PAINTER": "off"},
}


@pytest.mark.parametrize("plain", some(PLAIN, ["C", "C, by Textual"]))
def test_in_a_plain_locale_nothing_above_ascii_is_sent(plain: str) -> None:
    """Borders, scrollbars, arrows and the runner's own wide text included, whichever way is painted."""
    with Terminal([PYTHON, "-m", "tests.terminal.sample_app"], PLAIN[plain]) as terminal:
        terminal.wait_for("Sample")
        terminal.press("é世")
        terminal.write("\x1bOR")
        terminal.wait_for("two ????")
        terminal.press("\x1b[6~")
        assert all(byte <= 0x7E for byte in terminal.raw)


def test_a_command_on_a_plain_terminal_prints_ascii_and_into_a_pipe_utf8(tmp_path: Path) -> None:
    """What a person reads fits the terminal; what a program reads stays whole."""
    environ = {"HOME": str(tmp_path), "LANG": "C", "SUREFOOT_NOW": NOW}
    command = [PYTHON, "-m", "screens", "exercises", "alphabet"]
    with Terminal(command, environ) as terminal:
        terminal.wait_for_end()
        assert terminal.raw and all(byte <= 0x7E for byte in terminal.raw)
    note = ["note", "走る"]
    for words in (note, ["export"]):
        piped = subprocess.run(
            [PYTHON, "-m", "screens", *words], env=os.environ | environ, cwd=ROOT, capture_output=True, check=True
        )
    assert "走る" in piped.stdout.decode("utf-8")
