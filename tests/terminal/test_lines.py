"""Lines that drop, through a real pseudo-terminal: the app rests or ends, and saves what was typed.

How fast it ends, and with how little of the processor, is measured by the benchmark ``drop``.
"""

from __future__ import annotations

import signal
import subprocess
from pathlib import Path

import pytest

from screens.terminal.hang_up import Lines
from screens.terminal.mode import REFUSAL
from tests.support.waiting import LIMIT_S
from tests.terminal.dropping import REPAINT, WAYS
from tests.terminal.harness import PYTHON, ROOT, Terminal

SAMPLE = [PYTHON, "-m", "tests.terminal.sample_app"]
STATUS = {"client killed": 129, "HUP": 129, "TERM": 143, "stalled": 143, "stalled, then dropped": 129, "no terminal": 1,
          "HUP ignored": 129, "end of input": 129, "tmux killed": None}  # fmt: skip


def type_a_draft(terminal: Terminal) -> None:
    """Start the app and leave a text half typed."""
    terminal.wait_for("Sample")
    terminal.write("heel sl")
    terminal.wait_for("heel sl")


def drop_and_look(way: str, folder: Path) -> None:
    draft = folder / "draft"
    outcome = WAYS[way](SAMPLE, {"SUREFOOT_TEST_DRAFT": str(draft)}, type_a_draft)
    assert outcome.ended, "it goes on"
    assert outcome.status == STATUS[way]
    assert outcome.restored is not False
    if way != "no terminal":
        assert draft.read_text(encoding="utf-8") == "heel sl"


@pytest.mark.parametrize("way", WAYS)
def test_the_app_ends_when_its_line_drops(way: str, tmp_path: Path) -> None:
    """However the line drops, the program ends, and what was half typed is saved."""
    drop_and_look(way, tmp_path)


@pytest.mark.full
@pytest.mark.parametrize("round", range(20))
@pytest.mark.parametrize("way", WAYS)
def test_the_app_ends_every_time_its_line_drops(way: str, round: int, tmp_path: Path) -> None:
    """Twenty times each."""
    drop_and_look(way, tmp_path)


def test_without_a_terminal_it_refuses_in_one_sentence() -> None:
    """With its input or its errors elsewhere the app says what it needs and ends with status 1."""
    for stream in (subprocess.DEVNULL, subprocess.PIPE):
        found = subprocess.run(
            [PYTHON, "-m", "screens"],
            stdin=stream,
            capture_output=True,
            text=True,
            cwd=ROOT,
            timeout=LIMIT_S,
            check=False,
        )
        assert (found.returncode, found.stdout) == (1, "")
        assert found.stderr == f"surefoot: {REFUSAL}\n"


def test_a_stalled_line_that_comes_back_shows_the_latest_screen() -> None:
    """What was typed while nothing could be sent is there once the line takes bytes again."""
    with Terminal(SAMPLE) as terminal:
        terminal.wait_for("Sample")
        terminal.stall(REPAINT)
        terminal.write("latest")
        terminal.rest(reading=False)
        terminal.wait_for("latest")
        terminal.write("\x11")
        assert terminal.wait_for_end() == 0


def test_quitting_restores_the_terminal() -> None:
    """Main screen, cursor, modes: all as before."""
    with Terminal(SAMPLE) as terminal:
        terminal.wait_for("Sample")
        terminal.write("\x11")
        terminal.wait_for_end()
        assert terminal.terminal_is_restored()
        for mode in (b"\x1b[?1049l", b"\x1b[?25h", b"\x1b[?2004l", b"\x1b[?1004l", b"\x1b[?7h"):
            assert mode in terminal.raw


def test_bytes_that_are_no_text_do_not_end_it() -> None:
    """A key of a terminal in another encoding is not UTF-8; it is ignored as best it can be."""
    with Terminal(SAMPLE) as terminal:
        terminal.wait_for("Sample")
        terminal.write(b"a\xe9\xff\xc3b")
        terminal.wait_for("b")
        terminal.rest()
        assert terminal.process.poll() is None


def test_a_child_in_the_terminal_can_be_hung_up(tmp_path: Path) -> None:
    """An editor does not inherit the blocked signals."""
    seen = tmp_path / "mask"
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGHUP, signal.SIGTERM})
    try:
        status = Lines().lend(["sh", "-c", f"grep SigBlk /proc/self/status > {seen}; exit 3"])
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGHUP, signal.SIGTERM})
    assert status == 3
    assert int(seen.read_text().split()[1], 16) == 0
