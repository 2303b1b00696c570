"""Between the frame that is painted before Textual is loaded and Textual's first, in a real terminal."""

from __future__ import annotations

import fcntl
import os
import signal
from pathlib import Path

import pytest

from journal.entries import CheckIn
from journal.journal import Journal
from tests.support.journals import NOW, demo_journal, fixed_clock
from tests.terminal.harness import PYTHON, Terminal

HELD = """
import fcntl, os, runpy, sys
class Held:
    def find_spec(self, name, path=None, target=None):
        if name == os.environ["HOLDS"]:
            with open(os.environ["GO"]) as go:
                fcntl.flock(go, fcntl.LOCK_SH)
            if os.environ.get("FAILS"):
                raise ImportError("no such library")
sys.meta_path.insert(0, Held())
sys.argv = ["surefoot"]
runpy.run_module("screens", run_name="__main__", alter_sys=True)
"""
"""The program, which loads a module (``HOLDS``) only once the file ``GO`` is not locked any more."""
GREETING = "Begin here"
TODAY = "Right"
"""Stands on Today once something was noted."""
ALTERNATE, MAIN = b"\x1b[?1049h", b"\x1b[?1049l"


class Start:
    """A start that is held once its first frame stands."""

    def __init__(
        self,
        folder: Path,
        first: str = GREETING,
        holds: str = "textual",
        size: tuple[int, int] = (80, 24),
        **environ: str,
    ) -> None:
        self.path, self._go = folder / "journal.json", (folder / "go").open("w")
        places = {"HOME": str(folder), "SUREFOOT_JOURNAL": str(self.path), "SUREFOOT_NOW": NOW, "GO": self._go.name}
        fcntl.flock(self._go, fcntl.LOCK_EX)
        self.terminal = Terminal([PYTHON, "-c", HELD], places | {"HOLDS": holds} | environ, size)
        self.terminal.wait_for(first)

    def __enter__(self) -> Start:
        return self

    def __exit__(self, *_: object) -> None:
        self._go.close()
        self.terminal.close()

    def go_on(self) -> None:
        """Let Textual be loaded."""
        self._go.close()


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


TERMINALS: list[dict[str, str]] = [{}, {"LANG": "C"}, {"TERM": "linux"}, {"NO_COLOR": "1"}]
SIZES = [(60, 20), (80, 24), (120, 40)]


@pytest.mark.parametrize(
    ("size", "environ"),
    [  # in `make test` each terminal at one size, and each size at some
        pytest.param(size, environ, marks=() if (m - n) % 3 == 0 else pytest.mark.full, id=f"{size}-{environ}")
        for m, size in enumerate(SIZES)
        for n, environ in enumerate(TERMINALS)
    ],
)
def test_what_stands_is_what_is_painted_again(size: tuple[int, int], environ: dict[str, str], tmp_path: Path) -> None:
    """Cell for cell, in ASCII too: ctrl+l sends the whole of Textual's own screen."""
    demo_journal(tmp_path).close()
    with Start(tmp_path, TODAY, size=size, **environ) as start:
        start.terminal.rest()
        early = cells(start.terminal)
        if "LANG" in environ or "TERM" in environ:
            assert max(start.terminal.raw) < 0x7F
        start.go_on()
        start.terminal.wait_until(lambda: b"\x1b[?2004h" in start.terminal.raw, "taken over")
        start.terminal.rest()
        painted = len(start.terminal.raw)
        start.terminal.write("\x0c")
        start.terminal.wait_until(lambda: b"Today" in start.terminal.raw[painted:], "painted again")
        start.terminal.rest()
        assert cells(start.terminal) == early


def cells(terminal: Terminal) -> list[object]:
    """What each cell of a terminal shows."""
    screen = terminal.screen
    return [screen.seen(x, y) for y in range(screen.lines) for x in range(screen.columns)]


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
    with Start(tmp_path, GREETING, "textual", (80, 24), **({"FAILS": "1"} if fails else {})) as start:
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


READS = "journal.journal"
"""What reads the journal."""


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """A folder with a journal, and with what the program has kept of it for the next start."""
    with demo_journal(tmp_path) as journal:
        path = journal.path
    with Terminal(
        [PYTHON, "-m", "screens"], {"HOME": str(tmp_path), "SUREFOOT_JOURNAL": str(path), "SUREFOOT_NOW": NOW}
    ) as terminal:
        folder = tmp_path / ".local/state/surefoot/first-frames"
        terminal.wait_until(lambda: len([*folder.glob("*.json")]) == 1, "kept")
        terminal.write("q")
        assert terminal.wait_for_end() == 0
    return tmp_path


def test_what_was_kept_stands_before_the_journal_is_read(kept: Path) -> None:
    """And is what is shown once it has been; a key typed meanwhile acts then."""
    with Start(kept, TODAY, READS) as start:
        start.terminal.rest()
        shown = start.terminal.screen.text()
        start.terminal.write("7")
        start.terminal.rest()
        assert start.terminal.screen.text() == shown
        start.go_on()
        start.terminal.wait_until(lambda: start.terminal.screen.text()[0].startswith(" Diary"), "the diary")
        start.terminal.write("1")
        start.terminal.wait_until(lambda: start.terminal.screen.text() == shown, "what was shown")
        start.terminal.write("q")
        assert start.terminal.wait_for_end() == 0 and start.terminal.raw.count(ALTERNATE) == 1


def test_a_fault_found_behind_it_is_said_as_at_an_opening(kept: Path) -> None:
    """The file was cut short while the first frame stood: nothing is written, and the ways back are offered."""
    with Start(kept, TODAY, READS) as start:
        os.truncate(start.path, start.path.stat().st_size - 1000)
        before = start.path.read_bytes()
        start.go_on()
        start.terminal.wait_for("cut short")
        start.terminal.write("q")
        start.terminal.wait_for_end()
        assert start.terminal.terminal_is_restored() and start.path.read_bytes() == before


def test_of_a_damaged_journal_nothing_stands_before_it_is_read(kept: Path) -> None:
    """What was kept of it as it was does not hold."""
    path = kept / "journal.json"
    os.truncate(path, path.stat().st_size - 1000)
    with Start(kept, "cut short", holds="nothing") as start:
        assert not any(TODAY in line for line in start.terminal.screen.text())
        assert start.terminal.raw.count(ALTERNATE) == 1 and b"Left" not in start.terminal.raw
