"""``surefoot exercises``: what it finds and prints."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from journal.entries import OwnExercise
from journal.journal import Journal
from library.exercise import Exercise


def command(journal: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """``surefoot exercises …`` in a process of its own."""
    environment = {**os.environ, "SUREFOOT_NOW": "2026-11-20T18:00:00+01:00"}
    line = [sys.executable, "-m", "screens", "--journal", str(journal), "exercises", *arguments]
    return subprocess.run(line, capture_output=True, text=True, env=environment, check=False)


def test_the_command_lists_prints_one_in_full_and_speaks_json(journal: Journal) -> None:
    """Best match first; an id prints that exercise; own ones are there; nothing is created or changed."""
    journal.add(OwnExercise(exercise="own-stairs", definition=Exercise(id="own-stairs", name="Stairs with tea")))
    path = journal.path
    journal.close()
    before = path.read_bytes()
    assert command(path, "three-point lung").stdout.split()[0] == "three-way-lunge"
    full = command(path, "split-squat").stdout
    assert full.startswith("Split squat\n") and "Where we differ" in full and "  1. " in full
    assert "From the side" in full and "⣿" in full and "A long step, front heel down" in full
    found = json.loads(command(path, "tea", "--format", "json").stdout)
    assert [each["id"] for each in found] == ["own-stairs"]
    every = json.loads(command(path, "--format", "json").stdout)
    assert len(every) == 65 and {"article_name", "dose", "easier_id", "sources"} <= set(every[0])
    nothing = command(path, "qqzzxx")
    assert (nothing.returncode, nothing.stdout) == (0, "") and "qqzzxx" in nothing.stderr
    assert path.read_bytes() == before


def test_the_command_prints_in_a_locale_without_unicode(journal: Journal) -> None:
    """Characters the output cannot carry become what looks like them; JSON stays JSON."""
    environment = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    line = [sys.executable, "-m", "screens", "--journal", str(journal.path), "exercises", "split-squat"]
    shown = subprocess.run(line, capture_output=True, env=environment, check=True).stdout
    assert b"What the ten-exercise article says" in shown and max(shown) < 0x7F
    found = json.loads(subprocess.run([*line, "--format", "json"], capture_output=True, env=environment).stdout)
    assert found[0]["id"] == "split-squat"
