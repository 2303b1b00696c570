"""``surefoot export``: the same bytes to its output and to a file, in any terminal."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from journal.entries import Note
from journal.journal import Journal
from journal.units import size_words
from screens.cli import main
from tests.support.exchange import exported, names_in

ROOT = Path(__file__).parents[3]


@pytest.fixture
def at_noon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands read the fixed clock."""
    monkeypatch.setenv("SUREFOOT_NOW", "2026-11-20T18:00:00+01:00")


@pytest.mark.usefixtures("at_noon")
def test_the_command_writes_the_same_bytes_to_its_output_and_to_a_file(
    demo: Journal, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    """And says what it wrote."""
    journal = ["--journal", str(demo.path)]
    for output in ([], ["-o", "-"], ["-o", "/dev/stdout"]):
        assert main([*journal, "export", *output]) == 0
        assert capfdbinary.readouterr().out == exported(demo)
    assert main([*journal, "export", "--format", "jsonl", "-o", str(tmp_path / "a.jsonl")]) == 0
    assert (tmp_path / "a.jsonl").read_bytes() == exported(demo, "jsonl")
    size = size_words((tmp_path / "a.jsonl").stat().st_size)
    assert capfdbinary.readouterr().out.decode() == f"wrote {tmp_path / 'a.jsonl'}, {size}\n"


@pytest.mark.usefixtures("at_noon")
@pytest.mark.parametrize(
    ("arguments", "status", "sentence"),
    [
        (["--format", "csv"], 2, "csv is several tables: name a folder for them with -o. See surefoot export --help."),
        (["--force"], 2, "--force goes with -o. See surefoot export --help."),
        (
            ["--since", "someday"],
            1,
            "'someday' is not a day; expected a form like 2026-11-20, yesterday, mon or 20 Nov",
        ),
        (
            ["--since", "2026-11-11", "--until", "2026-11-10"],
            1,
            "the range ends before it begins: since 2026-11-11, until 2026-11-10",
        ),
    ],
)
def test_a_wrong_command_is_refused_in_one_sentence(
    arguments: list[str], status: int, sentence: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing on the output, nothing written."""
    assert main(["--journal", str(tmp_path / "journal.json"), "export", *arguments]) == status
    captured = capsys.readouterr()
    assert (captured.out, captured.err) == ("", f"surefoot: {sentence}\n")
    assert not names_in(tmp_path)


def run_export(journal: Path, *arguments: str, **options: Any) -> subprocess.CompletedProcess[bytes]:
    """``surefoot export`` as a process."""
    command = [sys.executable, "-m", "screens", "--journal", str(journal), "export", *arguments]
    return subprocess.run(command, cwd=ROOT, check=False, stderr=subprocess.PIPE, **options)


def test_a_closed_pipe_is_quiet(demo: Journal) -> None:
    """As in ``surefoot export | head -1``."""
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "wb") as closed:
        done = run_export(demo.path, stdout=closed)
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_full_disk_behind_the_output_is_said_in_one_sentence(demo: Journal) -> None:
    """No traceback."""
    with Path("/dev/full").open("wb") as full:
        done = run_export(demo.path, stdout=full)
    assert done.returncode == 1
    assert done.stderr == b"surefoot: the output cannot be written: no space left on device\n"


def test_an_export_in_an_ascii_terminal_is_still_utf_8(journal: Journal, tmp_path: Path) -> None:
    """The formats are UTF-8 wherever they are written."""
    journal.add(Note(day=date(2026, 11, 20), text="走る é"))
    environment = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    for format in ("json", "markdown"):
        done = run_export(journal.path, "--format", format, stdout=subprocess.PIPE, env=environment)
        assert "走る é" in done.stdout.decode()
