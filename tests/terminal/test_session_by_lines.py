"""The same session by lines, through a pipe and in a terminal, and on the screen: each goes on where one left it."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from journal.clock import FixedClock
from journal.entries import Session
from journal.journal import Journal
from journal.rules.done.history import History
from journal.rules.training.prefill import Preparing, begin
from library.catalogue import Catalogue
from library.routine import PlannedDose, RoutineItem
from tests.support.verdicts import allowing
from tests.terminal.harness import PYTHON, Terminal
from tests.terminal.in_session import sets_in
from tests.terminal.test_session_survives_kill import START

ITEMS = (
    RoutineItem("double-leg-heel-raise", PlannedDose(sets=2, reps=12, rest_s=0)),
    RoutineItem("single-leg-balance", PlannedDose(sets=1, hold_s=1, per_side=True, rest_s=0)),
    RoutineItem("single-leg-heel-raise", PlannedDose(sets=1, reps=10, per_side=True, rest_s=0)),
)
SETTINGS = "lead_in_s = 0\nchange_sides_s = 0\n"


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str]:
    """Of a program whose journal has a session open: heel raises, a hold of a second on each leg, one-legged raises."""
    clock = FixedClock(datetime.fromisoformat(START))
    with Journal.open(tmp_path / "journal.json", clock, state=tmp_path / "state") as journal:
        ready = Preparing(Catalogue.built_in(), History([], [], clock.now()), allowing(), clock.now())
        journal.add(begin(clock.now(), ITEMS, ready))
    settings = tmp_path / "config" / "surefoot" / "settings.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text(SETTINGS)
    return {
        "SUREFOOT_JOURNAL": str(tmp_path / "journal.json"),
        "SUREFOOT_NOW": START,
        "HOME": str(tmp_path),
        "TZ": "Europe/Berlin",
        "XDG_CONFIG_HOME": str(tmp_path / "config"),
        "XDG_STATE_HOME": str(tmp_path / "state"),
    }


@pytest.fixture
def by_lines(environ: dict[str, str]) -> Callable[..., str]:
    """Types lines into ``surefoot session`` through a pipe; what came out of it."""

    def typed(*lines: str) -> str:
        done = subprocess.run(
            [PYTHON, "-m", "screens", "session"],
            input="".join(f"{line}\n" for line in lines),
            env={"PATH": os.environ["PATH"], **environ},
            capture_output=True,
            text=True,
            check=True,
        )
        assert done.stderr == ""
        return done.stdout

    return typed


def on_the_screen(environ: dict[str, str], done: int) -> None:
    """Go on with the session of which so many sets are done, log one more as shown, and leave."""
    with Terminal([PYTHON, "-m", "screens"], environ) as terminal:
        terminal.wait_for("Today")
        terminal.write("3")
        terminal.wait_for("Resume")
        terminal.write("\r")
        terminal.wait_for(f"{done} of 6 sets,")
        terminal.write(" ")
        terminal.wait_for(f"{done + 1} of 6 sets,")
        terminal.write("q")
        assert terminal.wait_for_end() == 0


def amounts(path: Path) -> list[tuple[str, float] | None]:
    """What each set says that was done; None of one that is to do."""
    return [(one["result"], one.get("reps") or one["hold_s"]) if one.get("result") else None for one in sets_in(path)]


def state(path: Path) -> str:
    documents = json.loads(path.read_text())["_default"].values()
    return next(str(one["state"]) for one in documents if one["kind"] == Session.__struct_config__.tag)


def test_a_whole_session_by_lines_through_a_pipe(by_lines: Callable[..., str], tmp_path: Path) -> None:
    """As said, as typed, held by the clock on both sides, shaky, ended with how hard it was; no escape in any line."""
    said = by_lines("", "10", "", "", "9 shaky", "7")
    assert amounts(tmp_path / "journal.json") == [
        *(("done", 12), ("reduced", 10), ("done", 1), ("done", 1), ("done", 10), ("shaky", 9)),
    ]
    assert state(tmp_path / "journal.json") == "finished"
    assert said.startswith("Session: 6 sets to do.") and "\x1b" not in said
    assert said.endswith("Saved. Now rate both ankles: surefoot rate --left N --right N --moment after\n")


def test_from_the_screen_to_lines_and_back(
    environ: dict[str, str], by_lines: Callable[..., str], tmp_path: Path
) -> None:
    """A set on the screen, three by lines, one on the screen, the last by lines: each set once, in one session."""
    path = tmp_path / "journal.json"
    on_the_screen(environ, 0)
    said = by_lines("", "", "q")
    assert "Double-leg heel raise, set 2 of 2: 12." in said and "set 1 of 2" not in said
    assert amounts(path)[:4] == [("done", 12), ("done", 12), ("done", 1), ("done", 1)]
    on_the_screen(environ, 4)
    assert amounts(path)[4:] == [("done", 10), None]
    assert "Single-leg heel raise, right" in by_lines("", "")
    assert amounts(path)[4:] == [("done", 10), ("done", 10)] and state(path) == "finished"


def test_a_whole_session_by_lines_in_a_terminal(environ: dict[str, str], tmp_path: Path) -> None:
    """As through a pipe, each answer typed after its question; nothing but lines is sent, and no escape."""
    answers = (
        ("set 1 of 2: 12.", ""),
        ("set 2 of 2: 12.", "10"),
        ("left, set 1 of 1: 1 s.", ""),
        ("left, set 1 of 1: 10.", ""),
        ("right, set 1 of 1: 10.", "9 shaky"),
        ("How hard was it, 0 to 10?", "7"),
    )
    with Terminal([PYTHON, "-m", "screens", "session"], dict(environ)) as terminal:
        for question, answer in answers:
            terminal.wait_for(question)
            terminal.write(f"{answer}\r")
        terminal.wait_for("Now rate both ankles")
        assert terminal.wait_for_end() == 0
        assert b"\x1b" not in terminal.raw and terminal.terminal_is_restored()
    assert amounts(tmp_path / "journal.json") == [
        *(("done", 12), ("reduced", 10), ("done", 1), ("done", 1), ("done", 10), ("shaky", 9)),
    ]
    assert state(tmp_path / "journal.json") == "finished"
