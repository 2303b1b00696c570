"""The real program, killed in the middle of a hold: every tick is there, and the timer tells the truth."""

from __future__ import annotations

import signal
from datetime import datetime
from functools import partial
from pathlib import Path

import pytest

from journal.clock import FixedClock
from journal.journal import Journal
from journal.rules.done.history import History
from journal.rules.training.prefill import Preparing, begin
from library.catalogue import Catalogue
from library.routine import PlannedDose, RoutineItem
from screens.drawing.digits import digits
from tests.support.verdicts import allowing
from tests.terminal.harness import Terminal
from tests.terminal.in_session import Open, opener, sets_in

START = "2026-11-20T18:00:00+01:00"
ITEMS = (
    RoutineItem("double-leg-heel-raise", PlannedDose(sets=2, reps=12, rest_s=60)),
    RoutineItem("single-leg-balance", PlannedDose(sets=1, hold_s=45, per_side=True, rest_s=20)),
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A journal with an open session: two sets of heel raises, a hold on each leg."""
    clock = FixedClock(datetime.fromisoformat(START))
    with Journal.open(tmp_path / "journal.json", clock, state=tmp_path / "state") as journal:
        catalogue = Catalogue.built_in()
        journal.add(
            begin(clock.now(), ITEMS, Preparing(catalogue, History([], [], clock.now()), allowing(), clock.now()))
        )
    return tmp_path / "journal.json"


@pytest.fixture
def surefoot(path: Path, tmp_path: Path) -> Open:
    """Opens the program on the journal, its clock standing at a moment (empty: running), and goes to Session."""
    return opener(path, tmp_path)


def to_the_hold(terminal: Terminal) -> None:
    """Go on, tick both sets of heel raises, and start the hold of the left leg, 45 seconds long."""
    terminal.write("\r")
    terminal.wait_for("0 of 4 sets")
    terminal.write(" ")
    terminal.wait_for("1 of 4 sets")
    terminal.write(" ")
    terminal.wait_for("2 of 4 sets")
    terminal.write("\r")
    terminal.wait_until(lambda: seconds_left(terminal) <= 45, "the hold")


def test_killed_in_a_hold_and_opened_in_time_the_hold_goes_on(path: Path, surefoot: Open) -> None:
    """Twenty seconds later twenty-five are left, at the same set."""
    with surefoot(START) as terminal:
        to_the_hold(terminal)
        terminal.process.send_signal(signal.SIGKILL)
        terminal.wait_for_end()
    assert [each.get("result") for each in sets_in(path)] == ["done", "done", None, None]
    with surefoot("2026-11-20T18:00:20+01:00") as terminal:
        terminal.wait_for("2 of 4 sets done")
        terminal.write("\r")
        terminal.wait_until(lambda: held(terminal, "0:25"), "the rest of the hold")
        terminal.wait_for("Single-leg balance  left, set 1 of 1")


def test_killed_in_a_hold_and_opened_past_its_end_the_timer_says_so(path: Path, surefoot: Open) -> None:
    """Nobody saw the end: it is not ticked, the screen says when it ended, and space says that it was held."""
    with surefoot(START) as terminal:
        to_the_hold(terminal)
        terminal.process.send_signal(signal.SIGKILL)
        terminal.wait_for_end()
    with surefoot("2026-11-20T18:10:00+01:00") as terminal:
        terminal.write("\r")
        terminal.wait_for("Hold left: its 45 s ended at 18:00.")
        assert [each.get("result") for each in sets_in(path)] == ["done", "done", None, None]
        terminal.write(" ")
        terminal.wait_for("3 of 4 sets")
    left = sets_in(path)[2]
    assert (left["side"], left["result"], left["hold_s"]) == ("left", "done", 45)


def test_a_line_dropped_after_a_tick_loses_nothing(path: Path, surefoot: Open) -> None:
    """What space answered is in the file, and the session waits at the next set."""
    with surefoot(START) as terminal:
        terminal.write("\r")
        terminal.wait_for("0 of 4 sets")
        terminal.write(" ")
        terminal.wait_for("1 of 4 sets")
        terminal.hang_up()
        terminal.wait_for_end()
    with surefoot("2026-11-20T18:00:30+01:00") as terminal:
        terminal.wait_for("1 of 4 sets done")
        terminal.write("\r")
        terminal.wait_until(lambda: shows(terminal, "Rest", "0:30", 3), "the rest")


def test_a_window_made_smaller_keeps_set_and_timer_in_sight(surefoot: Open) -> None:
    """At 60x20 the current item, its sets and the timer are on the screen together."""
    with surefoot(START) as terminal:
        to_the_hold(terminal)
        terminal.resize(60, 20)
        texts = ("2 Single-leg balance", "left   45 s", "right  45 s", "Cue", "Stop")

        def all_there() -> bool:
            return all(map(terminal.shows, texts)) and shows(terminal, "Hold left", "0:45", 3)

        terminal.wait_until(all_there, f"all of {texts}")


def test_a_second_of_a_timer_costs_few_bytes(surefoot: Open) -> None:
    """Only the digits that change are sent: at most 60 bytes for each second of a hold, the real clock running.

    The middle one of three tells it: something else, as a message that goes, may fall into another.
    """
    rates = []
    with surefoot("") as terminal:
        to_the_hold(terminal)
        terminal.rest()
        for _ in range(3):
            begun, before = seconds_left(terminal), len(terminal.raw)
            terminal.wait_until(partial(lambda begun: seconds_left(terminal) < begun, begun), "a second less")
            rates.append((len(terminal.raw) - before) / (begun - seconds_left(terminal)))
    assert 0 < sorted(rates)[1] <= 60, rates


def seconds_left(terminal: Terminal) -> int:
    """What the timer of the hold shows; a minute while a frame has come in part."""
    return next((left for left in range(46) if held(terminal, f"0:{left:02d}")), 60)


def held(terminal: Terminal, time: str) -> bool:
    """Whether the left ankle's hold is shown with so much time left."""
    return shows(terminal, "Hold left", time, 5)


def shows(terminal: Terminal, words: str, time: str, rows: int) -> bool:
    """Whether a timer stands on the screen, its digits so many rows high and its words beside or above them."""
    lines, drawn = terminal.screen.text(), digits(time, rows)
    tops = range(len(lines) - rows + 1)
    found = [top for top in tops if all(each.rstrip() in lines[top + i] for i, each in enumerate(drawn))]
    return any(words in line for top in found for line in lines[max(0, top - 1) : top + 1])
