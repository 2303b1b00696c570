"""``surefoot demo`` in the real program: its journal is thrown away however it ends, and begins with no undo."""

from __future__ import annotations

import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.journals import NOW
from tests.terminal.harness import PYTHON, Terminal

ENDS: dict[str, Callable[[Terminal], object]] = {
    "quit": lambda terminal: terminal.write("q"),
    "the line drops": Terminal.hang_up,
    "a hang-up": lambda terminal: terminal.process.send_signal(signal.SIGHUP),
    "told to end": lambda terminal: terminal.process.send_signal(signal.SIGTERM),
}


def demonstrated(folder: Path) -> Terminal:
    """The demonstration at Today, its temporary files in a folder of its own."""
    (folder / "tmp").mkdir(exist_ok=True)
    environ = {"SUREFOOT_NOW": NOW, "TZ": "Europe/Berlin", "HOME": str(folder), "TMPDIR": str(folder / "tmp")}
    terminal = Terminal([PYTHON, "-m", "screens", "demo"], environ)
    terminal.wait_for("Today")
    return terminal


@pytest.mark.parametrize("end", ENDS)
def test_the_journal_of_a_demonstration_is_gone_however_it_ends(end: str, tmp_path: Path) -> None:
    """Nothing of it stays in the folder for temporary files, nor among the runner's backups."""
    with demonstrated(tmp_path) as terminal:
        assert len(list((tmp_path / "tmp").glob("surefoot-demo-*/journal.json"))) == 1
        ENDS[end](terminal)
        terminal.wait_for_end()
    assert list((tmp_path / "tmp").iterdir()) == []
    assert list(tmp_path.rglob("*.json*")) == []


def test_a_line_that_drops_while_the_journal_is_removed_leaves_nothing(tmp_path: Path) -> None:
    """The app has left by then, and the process ends when all is gone."""
    with demonstrated(tmp_path) as terminal:
        [folder] = (tmp_path / "tmp").iterdir()
        files = [folder / f"{number}" for number in range(3000)]  # removing takes longer than hearing of the line
        for file in files:
            file.touch()
        terminal.write("q")
        terminal.wait_until(lambda: not all(file.exists() for file in files[::300]), "something removed")
        terminal.hang_up()
        terminal.wait_for_end()
    assert list((tmp_path / "tmp").iterdir()) == []


def test_what_a_killed_demonstration_left_is_removed_by_the_next(tmp_path: Path) -> None:
    """A process that is killed cannot tidy up; the folder of one that runs stays."""
    with demonstrated(tmp_path) as killed:
        killed.process.kill()
        killed.wait_for_end()
    [left] = (tmp_path / "tmp").iterdir()
    with demonstrated(tmp_path) as first, demonstrated(tmp_path) as second:
        assert not left.exists() and len(list((tmp_path / "tmp").iterdir())) == 2
        for terminal in (first, second):
            terminal.write("q")
            terminal.wait_for_end()
    assert list((tmp_path / "tmp").iterdir()) == []


def test_there_is_nothing_to_undo_in_a_fresh_demonstration(tmp_path: Path) -> None:
    """Its twelve weeks were not done by whoever looks at them."""
    with demonstrated(tmp_path) as terminal:
        terminal.write("u")
        terminal.wait_for("Nothing to undo")
        terminal.write("q")
        terminal.wait_for_end()
