"""Frame by frame, the terminal shows what stock Textual would have painted on it."""

from __future__ import annotations

import json
import random
import signal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from tests.support.exploring import SEEDS, seeds
from tests.support.journals import NOW
from tests.terminal.emulator import Emulator, differences
from tests.terminal.harness import PYTHON, Terminal
from tests.terminal.recording import ALONE, RECORD

SAMPLE = [PYTHON, "-m", "tests.terminal.sample_app"]
SUREFOOT = [PYTHON, "-m", "tests.terminal.recording"]
UP, DOWN, RIGHT, LEFT, PAGE_UP, PAGE_DOWN = "\x1b[A", "\x1b[B", "\x1b[C", "\x1b[D", "\x1b[5~", "\x1b[6~"
SIZES = [(80, 24), (60, 20), (120, 40), (41, 12), (200, 60), (97, 31), (80, 24)]
SAMPLE_KEYS = ["\t", "\t", "\x1b[Z", UP, DOWN, DOWN, RIGHT, LEFT, PAGE_DOWN, PAGE_UP, "a", "w ", "世", "é", "\x7f",
               "\r", "\x1bOQ", "\x1bOR", "\x1bOS", "\x1b", "\x0c"]  # fmt: skip
SUREFOOT_KEYS = [*"1234567jjjkkhlrn?/[]tuU+- ", "\x1b", "\x1b", "\x1b", "\r", "\t", UP, DOWN, RIGHT, PAGE_DOWN, "\x10",
                 "\x0c", "7", "2", "heel"]  # fmt: skip


def walk(terminal: Terminal, keys: list[str], steps: int, seed: int) -> int:
    """Type, resize, suspend and resume at random, each once the step before has had its frames; how many had some."""
    rng, painted = random.Random(seed), 0
    for step in range(steps):
        if terminal.process.poll() is not None:
            break
        if step % 20 == 19:
            terminal.resize(*rng.choice(SIZES))
            painted += terminal.rest() > 0
        elif step % 50 == 24:
            suspend_and_resume(terminal)
        else:
            painted += terminal.press(rng.choice(keys)) > 0
    return painted


def suspend_and_resume(terminal: Terminal) -> None:
    terminal.process.send_signal(signal.SIGTSTP)
    terminal.wait_for_stop()
    terminal.process.send_signal(signal.SIGCONT)
    terminal.rest()


class Replay:
    """The recorded frames on two terminals, one for each way of painting."""

    def __init__(self, record: Path, alter: int | None = None) -> None:
        self.early = self.frames = self.compared = self.stock_bytes = self.painted_bytes = 0
        self.wrong: list[str] = []
        self._known, self._taken = True, 1
        self._painted, self._stock = Emulator(), Emulator()
        for index, text in enumerate(record.read_text(encoding="utf-8").splitlines()):
            note: dict[str, Any] = json.loads(text)
            if "stock" in note:
                self._show(note)
                if index == alter:
                    self._painted.feed("\x1b[2;3H\x1b[0;35m#")
                    self.wrong += differences(self._painted, self._stock)
                    return
            elif "early" in note:
                self.early += 1
                self._scramble()
                self._painted.feed(note["early"])
            elif "size" in note:
                self._resize(*note["size"])
            else:
                self._scramble()

    def _resize(self, columns: int, rows: int) -> None:
        for screen in (self._painted, self._stock):
            screen.resize(rows, columns)
        self._scramble()

    def _scramble(self) -> None:
        for screen in (self._painted, self._stock):
            screen.scramble()
        self._known = False

    def _show(self, note: dict[str, Any]) -> None:
        assert note["paints"], "the painter gave up"
        self.frames += 1
        if note["taken"] != self._taken:
            self._taken = note["taken"]
            self._scramble()
        self._stock.feed(note["stock"].replace("\n", "\r\n"))
        self._painted.feed(note["sent"])
        self.stock_bytes += len(note["stock"].encode())
        self.painted_bytes += len(note["sent"].encode())
        columns, rows = note["size"]
        if (columns, rows) != (self._painted.columns, self._painted.lines):
            return
        self._known = self._known or note["whole"]
        if not self._known:  # stock Textual has not gone over the whole of an unknown terminal yet
            return
        self.compared += 1
        self.wrong += differences(self._painted, self._stock)
        shown = None if self._painted.cursor.hidden else [self._painted.cursor.x, self._painted.cursor.y]
        if shown != note["caret"]:
            self.wrong.append(f"the cursor is at {shown}, expected at {note['caret']}")


def record_walk(
    folder: Path, command: list[str], keys: list[str], steps: int, seed: int, **environ: str
) -> tuple[Path, int]:
    """The file of frames, and how many steps had some."""
    record = folder / "frames.jsonl"
    places = {RECORD: str(record), "HOME": str(folder), "SUREFOOT_NOW": NOW}
    with Terminal(command, places | environ) as terminal:
        terminal.wait_until(lambda: record.exists() and '"stock"' in record.read_text(encoding="utf-8"), "a frame")
        terminal.rest()
        return record, walk(terminal, keys, steps, seed)


STEPS = 25


@pytest.mark.parametrize("seed", [1])
def test_every_frame_of_a_walk_through_every_kind_of_widget(tmp_path: Path, seed: int) -> None:
    """Lists, a table, text fields, dialogs, toasts, wide text, sizes, suspend and resume: every frame is the same."""
    record, painted = record_walk(tmp_path, SAMPLE, SAMPLE_KEYS, STEPS, seed)
    replay = Replay(record)
    assert replay.wrong == []
    assert replay.compared >= painted > 0
    assert replay.painted_bytes < replay.stock_bytes / 3
    assert Replay(record, alter=5).wrong != []


@pytest.mark.parametrize("seed", [2])
def test_every_frame_of_a_walk_through_the_app(tmp_path: Path, seed: int) -> None:
    """Surefoot itself, on the demonstration's twelve weeks, over what was painted before Textual was loaded."""
    record, painted = record_walk(tmp_path, SUREFOOT, SUREFOOT_KEYS, STEPS // 4, seed)
    replay = Replay(record)
    assert replay.wrong == [] and replay.early == 1
    assert replay.compared >= painted > 0


def test_the_first_frame_is_the_whole_screen(tmp_path: Path) -> None:
    """What starts the app waits for no second frame, even where Textual begins with a part of the screen."""
    record, _ = record_walk(tmp_path, SUREFOOT, [], 0, 0, **{ALONE: "1"})
    notes = map(json.loads, record.read_text(encoding="utf-8").splitlines())
    first = next(note for note in notes if "stock" in note)
    assert first["whole"] and "Today" in first["sent"] and "Diary" in first["sent"]


@pytest.mark.full
@pytest.mark.parametrize(("command", "keys"), [(SAMPLE, SAMPLE_KEYS), (SUREFOOT, SUREFOOT_KEYS)], ids=["sample", "app"])
@seeds(10)
@given(seed=SEEDS)
def test_every_frame_of_long_walks(
    tmp_path_factory: pytest.TempPathFactory, command: list[str], keys: list[str], seed: int
) -> None:
    """As above, 24 times as long and ten times over, each time by other ways."""
    record, _ = record_walk(tmp_path_factory.mktemp("walk"), command, keys, 24 * STEPS, seed)
    assert Replay(record).wrong == []
