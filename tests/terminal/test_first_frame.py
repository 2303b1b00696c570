"""Between the frame that is painted before Textual is loaded and Textual's first, in a real terminal."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from journal.entries import CheckIn
from journal.journal import Journal
from tests.support.journals import NOW, fixed_clock
from tests.terminal.harness import PYTHON, Terminal

HELD = """
import os, runpy, sys, time
class Held:
    def find_spec(self, name, path=None, target=None):
        if name == "textual":
            while not os.path.exists(os.environ["GO"]):
                time.sleep(0.01)
            if os.environ.get("FAILS"):
                raise ImportError("no such library")
sys.meta_path.insert(0, Held())
sys.argv = ["surefoot"]
runpy.run_module("screens", run_name="__main__", alter_sys=True)
"""
"""The program, which loads Textual only once the file ``GO`` is there."""
GREETING = "Begin here"
ALTERNATE, MAIN = b"\x1b[?1049h", b"\x1b[?1049l"


class Start:
    """A start that is held once its first frame stands."""

    def __init__(self, folder: Path, **environ: str) -> None:
        self.path, self._go = folder / "journal.json", folder / "go"
        places = {"HOME": str(folder), "SUREFOOT_JOURNAL": str(self.path), "SUREFOOT_NOW": NOW, "GO": str(self._go)}
        self.terminal = Terminal([PYTHON, "-c", HELD], places | environ)
        self.terminal.wait_for(GREETING)

    def __enter__(self) -> Start:
        return self

    def __exit__(self, *_: object) -> None:
        self.terminal.close()

    def go_on(self) -> None:
        """Let Textual be loaded."""
        self._go.touch()


def test_textual_takes_over_without_a_byte_of_what_stands(tmp_path: Path) -> None:
    """The screen is entered once, and nothing on it is sent again."""
    with Start(tmp_path) as start:
        start.terminal.rest()
        painted, shown = len(start.terminal.raw), start.terminal.screen.text()
        start.go_on()
        start.terminal.wait_until(lambda: b"\x1b[?2004h" in start.terminal.raw, "taken over")
        start.terminal.rest()
        assert start.terminal.raw.count(ALTERNATE) == 1
        assert start.terminal.screen.text() == shown
        assert not any(word in bytes(start.terminal.raw[painted:]) for word in (b"Begin", b"Today", b"\x1b[2J"))
        start.terminal.write("q")
        assert start.terminal.wait_for_end() == 0 and start.terminal.terminal_is_restored()


def test_keys_typed_early_act_in_order_and_none_is_echoed(tmp_path: Path) -> None:
    """A whole check-in, typed before anything could hear it."""
    with Start(tmp_path) as start:
        start.terminal.rest()
        shown = start.terminal.screen.text()
        start.terminal.write("r2\t0\r")
        start.terminal.rest()
        assert start.terminal.screen.text() == shown
        start.go_on()
        start.terminal.wait_for("Is any of these so?")  # a first soreness asks for stop signs
        journal = Journal.open(start.path, fixed_clock())
        assert [one.left and one.left.rating for one in journal.of_kind(CheckIn)] == [2]


def test_a_window_of_another_size_is_drawn_anew(tmp_path: Path) -> None:
    """The window grew before Textual was there, or changed and changed back."""
    for last in ((100, 30), (80, 24)):
        folder = tmp_path / str(last[0])
        folder.mkdir()
        with Start(folder) as start:
            start.terminal.rest()
            start.terminal.resize(100, 30)
            start.terminal.rest()
            start.terminal.resize(*last)
            start.terminal.rest()
            painted = len(start.terminal.raw)
            start.go_on()
            start.terminal.wait_until(lambda: b"Begin" in start.terminal.raw[painted:], "drawn anew")  # noqa: B023
            start.terminal.rest()
            lines = start.terminal.screen.text()
            assert lines[0].startswith(" Today") and lines[last[1] - 1].startswith(" 1 Today")
            assert sum(GREETING in line for line in lines) == 1


def test_a_line_that_drops_ends_the_program(tmp_path: Path) -> None:
    """As it does later."""
    with Start(tmp_path) as start:
        start.terminal.hang_up()
        assert start.terminal.wait_for_end() == 128 + signal.SIGHUP


@pytest.mark.parametrize("fails", [False, True])
def test_the_terminal_is_given_back(fails: bool, tmp_path: Path) -> None:
    """By ctrl+c, and where Textual cannot be loaded: one sentence, on the screen the shell had."""
    with Start(tmp_path, **({"FAILS": "1"} if fails else {})) as start:
        start.terminal.rest()
        if fails:
            start.go_on()
        else:
            start.terminal.write("\x03")
        status = start.terminal.wait_for_end()
        assert status == (1 if fails else 130)
        assert start.terminal.terminal_is_restored() and start.terminal.raw.count(MAIN) == 1
        said = bytes(start.terminal.raw).partition(MAIN)[2].decode()
        assert "Traceback" not in said and ("no such library" not in said)


def test_told_to_end_it_leaves_the_terminal_whole(tmp_path: Path) -> None:
    """SIGTERM before the app could be asked to leave."""
    with Start(tmp_path) as start:
        start.terminal.rest()
        os.kill(start.terminal.process.pid, signal.SIGTERM)
        assert start.terminal.wait_for_end() == 128 + signal.SIGTERM
        assert start.terminal.terminal_is_restored() and MAIN in start.terminal.raw
