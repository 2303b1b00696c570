"""The real program, with an older copy put in the journal's place while it is open and between two starts."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from journal.clock import FixedClock
from journal.entries import CheckIn, Note
from journal.journal import Journal
from tests.support.entries import TODAY, check_in
from tests.support.journals import NOW, fixed_clock
from tests.terminal.harness import Terminal


def opened(path: Path) -> Terminal:
    """Surefoot on a journal, its state folder shared with the test."""
    environ = {"SUREFOOT_NOW": NOW, "XDG_STATE_HOME": os.environ["XDG_STATE_HOME"]}
    return Terminal([sys.executable, "-m", "screens", "--journal", str(path)], environ)


def with_older_copy(path: Path, clock: FixedClock) -> Path:
    """A journal with two check-ins and a note, and a copy from before the note and the second."""
    with Journal.open(path, clock) as journal:
        journal.add(check_in(clock, days=-1))
        older = Path(shutil.copy(path, path.with_name("older.json.copy")))
        journal.add(check_in(clock, days=-1, minutes=-5))
        journal.add(Note(day=TODAY, text="hill sprints"))
    return older


def test_what_an_older_copy_lacks_is_named_under_the_running_app_and_comes_back(tmp_path: Path) -> None:
    """Word by word: what is missing, by day; enter merges it in again, and a rating made meanwhile is there too."""
    path, clock = tmp_path / "journal.json", fixed_clock()
    older = with_older_copy(path, clock)
    with opened(path) as terminal:
        terminal.wait_for("Answer the stop-sign question")
        older.replace(path)
        terminal.wait_for("Saved here, and not in journal.json")
        terminal.wait_for("note hill sprints (Fri 20 Nov 2026)")
        terminal.wait_for("(Thu 19 Nov 2026 17:55)")
        terminal.write("\r")
        terminal.wait_for("Brought back. u takes that back.")
        terminal.write("q")
        assert terminal.wait_for_end() == 0
    with Journal.open(path, clock) as journal:
        assert len(journal.of_kind(CheckIn)) == 2 and [note.text for note in journal.of_kind(Note)] == ["hill sprints"]
        assert journal.steps.undo_label and "what was saved here" in journal.steps.undo_label


def test_between_two_starts_it_is_asked_until_it_is_left_out(tmp_path: Path) -> None:
    """Left with escape it is asked at the next start again; x goes on without."""
    path = tmp_path / "journal.json"
    with_older_copy(path, fixed_clock()).replace(path)
    for key in ("\x1b", "x"):
        with opened(path) as terminal:
            terminal.wait_for("Saved here, and not in journal.json")
            terminal.press(key)
            terminal.write("q")
            assert terminal.wait_for_end() == 0
    with Journal.open(path, fixed_clock()) as journal:
        assert not journal.lacking and not journal.of_kind(Note)
