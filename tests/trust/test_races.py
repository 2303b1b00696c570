"""Several processes on one journal: killed at any moment, or racing for the same entry."""

from __future__ import annotations

import json
import os
import random
import selectors
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from journal.entries import Note, Run
from journal.journal import Journal
from tests.support.tried import KILLS, RACES
from tests.support.waiting import LIMIT_S
from tests.trust.support import NOW, clock, on_disk, small_journal, verdict

ROOT = Path(__file__).parents[2]
SOON_S = 0.15
"""A writer is killed within so long, in seconds; which moment it hits decides nothing, since every one has to hold."""


def _start(*arguments: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "tests.trust.writers", *arguments]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": str(ROOT)})


def _until_all_write(writers: list[subprocess.Popen[bytes]]) -> dict[int, bytes]:
    """Wait for a first acknowledgement of each writer."""
    heard = {writer.stdout.fileno(): b"" for writer in writers if writer.stdout}
    with selectors.DefaultSelector() as selector:
        for fd in heard:
            selector.register(fd, selectors.EVENT_READ)
        while not all(heard.values()):
            ready = selector.select(LIMIT_S)
            assert ready, "a writer never wrote"
            for key, _ in ready:
                heard[key.fd] += (said := os.read(key.fd, 65536))
                assert said, "a writer ended"
    return heard


@pytest.mark.parametrize(
    "rounds", [pytest.param(KILLS.few, id="some"), pytest.param(KILLS.full, marks=pytest.mark.full, id="all")]
)
def test_two_writers_killed_at_any_moment_lose_nothing_acknowledged(tmp_path: Path, rounds: int) -> None:
    """Whatever kill -9 interrupts, commit or compaction: every acknowledged note is there, for stock TinyDB too."""
    path = tmp_path / "journal.json"
    small_journal(path)
    chance = random.Random(4)
    acknowledged: set[str] = set()
    for _ in range(rounds):
        writers = [_start("write", str(path)) for _ in range(2)]
        heard = _until_all_write(writers)
        for writer in writers:
            time.sleep(chance.uniform(0, SOON_S))
            writer.send_signal(signal.SIGKILL)
        for writer in writers:
            assert writer.stdout is not None
            rest = writer.stdout.read()
            writer.wait()
            said = heard[writer.stdout.fileno()] + rest
            acknowledged |= {line.decode() for line in said.split(b"\n")[:-1]}
            writer.stdout.close()
        how, found = verdict(path)
        assert how == "open" and found is not None
        assert acknowledged <= set(found)
        assert on_disk(path) == found
    assert len(acknowledged) >= rounds * 2
    assert not [one for one in tmp_path.glob(".journal.json.*.tmp") if one.stat().st_size == 0 and one.is_dir()]


@pytest.mark.parametrize("way", ["count", "table"])
@pytest.mark.parametrize(
    "times", [pytest.param(RACES.few, id="some"), pytest.param(RACES.full, marks=pytest.mark.full, id="all")]
)
def test_three_racing_processes_lose_no_update(tmp_path: Path, way: str, times: int) -> None:
    """Each raises the same number so many times; it ends at the sum."""
    path = tmp_path / "journal.json"
    with Journal.open(path, clock(), state=tmp_path / "state") as journal:
        entry = journal.add(Run(started_at=NOW, duration_s=1.0))
    racers = [_start(way, str(path), entry.id, str(times)) for _ in range(3)]
    for racer in racers:
        out, _ = racer.communicate()  # it ends by itself: no lock is waited for without end
        assert out == b"done\n"
    expected = 3.0 * times + 1
    assert on_disk(path)[entry.id]["duration_s"] == expected


def test_a_file_put_in_place_during_a_commit_does_not_swallow_it(tmp_path: Path) -> None:
    """Another program renames a file over the journal while a commit is under way: the commit is made again there."""
    path = tmp_path / "journal.json"
    small_journal(path)
    other = path.read_bytes()
    with Journal.open(path, clock(), state=tmp_path / "state") as journal:
        replaced: list[bool] = []

        def edit(note: Note) -> Note:
            if not replaced:
                replaced.append(True)
                path.with_suffix(".new").write_bytes(other)
                path.with_suffix(".new").rename(path)
            return Note(id=note.id, created_at=note.created_at, day=note.day, text="edited")

        [note] = journal.of_kind(Note)
        journal.change(note.id, edit)
        assert json.loads(path.read_bytes())["_default"][note.id]["text"] == "edited"
        assert journal.of_kind(Note)[0].text == "edited"
