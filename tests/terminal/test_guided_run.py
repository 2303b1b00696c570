"""A run of holds that follow each other, cut off wherever it stands: what was held is there, nothing is invented."""

from __future__ import annotations

import signal
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from time import sleep

import msgspec
import pytest

from journal.clock import Clock, FixedClock, SystemClock
from journal.journal import Journal
from journal.rules.done.history import History
from journal.rules.training.prefill import Preparing, begin
from journal.rules.training.timers import WITNESSED
from library.catalogue import Catalogue
from library.routine import PlannedDose, RoutineItem
from tests.support.verdicts import allowing
from tests.terminal.harness import Terminal
from tests.terminal.in_session import PROMPT, opener, sets_in
from tests.terminal.test_session_survives_kill import shows

STRETCH = RoutineItem("plantar-fascia-stretch", PlannedDose(sets=5, hold_s=30, per_side=True, rest_s=10))
SHORT_S = 6.0
"""A hold that ends while the program sleeps: a test waits for it."""


def kill(terminal: Terminal) -> None:
    terminal.process.send_signal(signal.SIGKILL)


def at(time: str) -> str:
    return f"2026-11-20T{time}+01:00"


def with_stretch(path: Path, clock: Clock, stretch: RoutineItem) -> Path:
    """A journal in which the stretch is open."""
    with Journal.open(path, clock, state=path.parent / "state") as journal:
        ready = Preparing(Catalogue.built_in(), History([], [], clock.now()), allowing(), clock.now())
        journal.add(begin(clock.now(), [stretch], ready))
    return path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A journal with article A's plantar stretch open: five times 30 s a side."""
    return with_stretch(tmp_path / "journal.json", FixedClock(datetime.fromisoformat(at("18:00:00"))), STRETCH)


@pytest.fixture
def session(path: Path, tmp_path: Path) -> Callable[..., Terminal]:
    """Opens the program on the journal at a moment, and goes on with the session."""
    open_at = opener(path, tmp_path)

    def entered(time: str, *, shell: bool = False) -> Terminal:
        terminal = open_at(at(time), shell=shell)
        terminal.write("\r")
        terminal.wait_for("of 10 sets,")
        return terminal

    return entered


def test_a_guided_run_goes_on_after_a_cut_in_a_hold_a_change_of_sides_and_a_rest(
    path: Path, session: Callable[..., Terminal]
) -> None:
    """Each by the clock, in the phase it has come to; a rest whose end nobody saw waits, and nothing more is logged.

    Each is killed once, and its line dropped once. One key began it; the clock set back an hour in the change of sides
    counts as no time gone.
    """
    with session("18:00:00") as terminal:
        terminal.write("\r")
        terminal.wait_until(lambda: shows(terminal, "Hold left", "0:30", 5), "the hold")
        kill(terminal)
        terminal.wait_for_end()
    for time, words, left, rows, done, leave in (
        ("18:00:12", "Hold left", "0:18", 5, 0, Terminal.hang_up),
        ("18:00:31", "Change sides to right", "0:04", 5, 1, kill),
        ("17:00:31", "Change sides to right", "0:05", 5, 1, kill),
        ("18:00:33", "Change sides to right", "0:02", 5, 1, Terminal.hang_up),
        ("18:01:06", "Rest", "0:09", 3, 2, kill),
        ("18:01:11", "Rest", "0:04", 3, 2, Terminal.hang_up),
    ):
        with session(time) as terminal:
            terminal.wait_until(lambda: shows(terminal, words, left, rows), f"{words} {left} at {time}")  # noqa: B023
            assert sum(each.get("result") == "done" for each in sets_in(path)) == done
            leave(terminal)
            terminal.wait_for_end()
    with session("18:30:00") as terminal:
        terminal.wait_for("Rest is over: go on when you are ready.")
    assert [each["hold_s"] for each in sets_in(path) if each.get("result")] == [30, 30]


def suspend(terminal: Terminal) -> None:
    """ctrl+z, until the shell asks again; the picture is empty then, so that what is waited for next is new."""
    terminal.screen.reset()
    terminal.write("\x1a")
    terminal.wait_for(PROMPT)
    terminal.screen.reset()


def test_suspended_in_a_hold_a_change_of_sides_and_a_rest_it_goes_on_with_fg(
    path: Path, session: Callable[..., Terminal]
) -> None:
    """At the second it stood at, its digits as large as before; nothing is logged by it."""
    with session("18:00:00", shell=True) as terminal:
        terminal.write("\r")
        terminal.wait_until(lambda: shows(terminal, "Hold left", "0:30", 5), "the hold")
    for moment, words, left, rows, done in (
        ("18:00:12", "Hold left", "0:18", 5, 0),
        ("18:00:31", "Change sides to right", "0:04", 5, 1),
        ("18:01:06", "Rest", "0:09", 3, 2),
    ):
        with session(moment, shell=True) as terminal:
            for _ in range(2):
                terminal.wait_until(lambda: shows(terminal, words, left, rows), f"{words} {left}")  # noqa: B023
                suspend(terminal)
                terminal.write("fg\n")
            terminal.wait_until(lambda: shows(terminal, words, left, rows), f"{words} {left} once more")  # noqa: B023
            assert sum(each.get("result") == "done" for each in sets_in(path)) == done


def test_a_hold_that_ended_while_it_was_suspended_is_asked_for(tmp_path: Path) -> None:
    """By a running clock: nothing is logged for seconds nobody saw, until space says that it was held."""
    dose = msgspec.structs.replace(STRETCH.dose, hold_s=SHORT_S)
    path = with_stretch(tmp_path / "journal.json", SystemClock(), msgspec.structs.replace(STRETCH, dose=dose))
    with opener(path, tmp_path)("", shell=True) as terminal:
        terminal.write("\r")
        terminal.wait_for("of 10 sets,")
        terminal.write("\r")
        terminal.wait_for("Hold left")
        suspend(terminal)
        sleep(SHORT_S + WITNESSED.total_seconds())  # no sooner is its end unseen
        terminal.write("fg\n")
        terminal.wait_for("Held?")
        assert not any(each.get("result") for each in sets_in(path))
        terminal.write(" ")
        terminal.wait_for("1 of 10 sets,")
        assert [each["hold_s"] for each in sets_in(path) if each.get("result")] == [SHORT_S]
