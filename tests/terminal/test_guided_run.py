"""A run of holds that follow each other, cut off wherever it stands: what was held is there, nothing is invented."""

from __future__ import annotations

import signal
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from journal.clock import FixedClock
from journal.journal import Journal
from journal.rules.done.history import History
from journal.rules.training.prefill import Preparing, begin
from library.catalogue import Catalogue
from library.routine import PlannedDose, RoutineItem
from tests.support.verdicts import allowing
from tests.terminal.harness import Terminal
from tests.terminal.in_session import opener, sets_in
from tests.terminal.test_session_survives_kill import shows

STRETCH = RoutineItem("plantar-fascia-stretch", PlannedDose(sets=5, hold_s=30, per_side=True, rest_s=10))
Leave = Callable[[Terminal], None]


def kill(terminal: Terminal) -> None:
    terminal.process.send_signal(signal.SIGKILL)


def at(time: str) -> str:
    return f"2026-11-20T{time}+01:00"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A journal with article A's plantar stretch open: five times 30 s a side."""
    clock = FixedClock(datetime.fromisoformat(at("18:00:00")))
    with Journal.open(tmp_path / "journal.json", clock, state=tmp_path / "state") as journal:
        ready = Preparing(Catalogue.built_in(), History([], [], clock.now()), allowing(), clock.now())
        journal.add(begin(clock.now(), [STRETCH], ready))
    return tmp_path / "journal.json"


@pytest.fixture
def session(path: Path, tmp_path: Path) -> Callable[[str], Terminal]:
    """Opens the program on the journal at a moment, and goes on with the session."""
    open_at = opener(path, tmp_path)

    def entered(time: str) -> Terminal:
        terminal = open_at(at(time))
        terminal.write("\r")
        terminal.wait_for("of 10 sets,")
        return terminal

    return entered


@pytest.mark.parametrize("leave", [kill, Terminal.hang_up], ids=["killed", "dropped"])
def test_a_guided_run_goes_on_after_a_cut_in_a_hold_a_change_of_sides_and_a_rest(
    leave: Leave, path: Path, session: Callable[[str], Terminal]
) -> None:
    """Each by the clock, in the phase it has come to; a rest whose end nobody saw waits, and nothing more is logged.

    One key began it; the clock set back an hour in the change of sides counts as no time gone.
    """
    with session("18:00:00") as terminal:
        terminal.write("\r")
        terminal.wait_until(lambda: shows(terminal, "Hold left", "0:30", 5), "the hold")
        leave(terminal)
        terminal.wait_for_end()
    for time, words, left, rows, done in (
        ("18:00:12", "Hold left", "0:18", 5, 0),
        ("18:00:31", "Change sides to right", "0:04", 5, 1),
        ("17:00:31", "Change sides to right", "0:05", 5, 1),
        ("18:00:33", "Change sides to right", "0:02", 5, 1),
        ("18:01:06", "Rest", "0:09", 3, 2),
        ("18:01:11", "Rest", "0:04", 3, 2),
    ):
        with session(time) as terminal:
            terminal.wait_until(lambda: shows(terminal, words, left, rows), f"{words} {left} at {time}")  # noqa: B023
            assert sum(each.get("result") == "done" for each in sets_in(path)) == done
            leave(terminal)
            terminal.wait_for_end()
    with session("18:30:00") as terminal:
        terminal.wait_for("Rest is over: go on when you are ready.")
    assert [each["hold_s"] for each in sets_in(path) if each.get("result")] == [30, 30]
