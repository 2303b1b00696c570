"""The real program in a real pseudo-terminal, used as a runner would for a day."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

from journal.clock import FixedClock
from journal.entries import CheckIn, Session
from journal.journal import Journal
from tests.support.journals import NOW
from tests.terminal.harness import Terminal


def opened(path: Path) -> Terminal:
    """Surefoot on a journal, in an 80x24 terminal, as a first-time runner has it."""
    command = [sys.executable, "-m", "screens", "--journal", str(path)]
    return Terminal(command, {"SUREFOOT_NOW": NOW, "TZ": "Europe/Berlin", "HOME": str(path.parent)})


def test_ratings_and_a_ticked_set_are_there_after_quitting_and_starting_again(tmp_path: Path) -> None:
    """Start, rate both ankles, tick a set, quit, start again: both are in the file and on the screen."""
    path = tmp_path / "journal.json"
    with opened(path) as terminal:
        terminal.wait_for("Today")
        terminal.write("r0\t0\r")
        terminal.wait_for("Saved: left 0, right 0")
        terminal.write("3")
        terminal.wait_until(lambda: terminal.screen.text()[0].startswith(" Session"), "Session")
        terminal.write("\r")
        terminal.wait_for("0 of ")
        terminal.write(" ")
        terminal.wait_for("1 of ")
        terminal.write("q")
        assert terminal.wait_for_end() == 0
        assert terminal.terminal_is_restored()

    journal = Journal.open(path, FixedClock(datetime.fromisoformat(NOW)))
    [check_in] = journal.of_kind(CheckIn)
    assert (check_in.left.rating, check_in.right.rating) == (0, 0)
    [session] = journal.of_kind(Session)
    assert session.state == "open"
    assert [one.result for item in session.items for one in item.sets].count("done") == 1
    journal.close()

    with opened(path) as terminal:
        terminal.wait_for("Today")
        terminal.wait_for("Left")
        terminal.wait_for(session.name)
        terminal.write("3")
        terminal.wait_for("Resume")
        terminal.write("q")
        terminal.wait_for_end()
