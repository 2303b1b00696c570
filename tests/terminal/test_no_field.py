"""Text typed in a real terminal where there is no field for it."""

from __future__ import annotations

from pathlib import Path

from journal.entries import CheckIn
from journal.journal import Journal
from tests.support.journals import NOW, fixed_clock
from tests.terminal.harness import PYTHON, Terminal


def test_a_shoe_typed_on_today_takes_nothing_back(tmp_path: Path) -> None:
    """``aBlue`` is not u among others; on Shoes it is a pair of that name."""
    environ = {"HOME": str(tmp_path), "SUREFOOT_JOURNAL": str(tmp_path / "journal.json"), "SUREFOOT_NOW": NOW}
    with Terminal([PYTHON, "-m", "screens"], environ) as terminal:
        terminal.wait_for("Today")
        terminal.write("r0\t0\r")
        terminal.wait_for("Saved: left 0, right 0")
        terminal.press("aBlue")  # and at rest for longer than two keys of one burst are apart
        terminal.wait_for("Typed into no field: n adds a note")
        terminal.write("4")
        terminal.wait_for("No shoes yet")
        terminal.write("aBlue\r")
        terminal.wait_for("Added Blue")
    with Journal.open(tmp_path / "journal.json", fixed_clock(), read_only=True) as journal:
        assert len(journal.of_kind(CheckIn)) == 1
