"""``surefoot export``: the same bytes to its output and to a file, in any terminal."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from journal.entries import Answer, Asked, Fact, Note
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
    assert done.stderr == b"surefoot: the output cannot be written: the disk is full\n"


def test_an_export_in_an_ascii_terminal_is_still_utf_8(journal: Journal, tmp_path: Path) -> None:
    """The formats are UTF-8 wherever they are written."""
    journal.add(Note(day=date(2026, 11, 20), text="走る é"))
    environment = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    for format in ("json", "markdown"):
        done = run_export(journal.path, "--format", format, stdout=subprocess.PIPE, env=environment)
        assert "走る é" in done.stdout.decode()


@pytest.fixture
def told(journal: Journal, monkeypatch: pytest.MonkeyPatch) -> Journal:
    """A journal with a fact in it, which the commands read."""
    monkeypatch.setenv("SUREFOOT_NOW", "2026-11-20T18:00:00+01:00")
    journal.add_all(
        [Fact(since=date(2026, 11, 1), fact="pregnant", note="due in May"), Note(day=date(2026, 11, 2), text="calm")]
    )
    return journal


def written(told: Journal, tmp_path: Path, format: str, *options: str) -> str:
    """Everything an export holds."""
    output = tmp_path / "out"
    command = ["--journal", str(told.path), "export", "--format", format, "-o", str(output), "--force", *options]
    assert main(command) == 0
    files = sorted(output.iterdir()) if output.is_dir() else [output]
    return "".join(file.read_text(encoding="utf-8") for file in files)


@pytest.mark.parametrize(("format", "holds"), [("json", True), ("jsonl", True), ("csv", False), ("markdown", False)])
def test_the_journal_holds_facts_and_what_others_read_does_not(
    format: str, holds: bool, told: Journal, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Unless the runner says otherwise; what is left out is said, and the rest is there all the same."""
    assert ("due in May" in written(told, tmp_path, format)) is holds
    assert (capsys.readouterr().err == "") is holds
    assert "due in May" in written(told, tmp_path, format, "--with-facts")
    assert capsys.readouterr().err == ""
    without = written(told, tmp_path, format, "--without-facts")
    assert "due in May" not in without and "pregnant" not in without and "calm" in without
    assert capsys.readouterr().err == "surefoot: 1 fact about you left out; --with-facts keeps them\n"


@pytest.mark.parametrize("format", ["csv", "markdown"])
def test_what_was_asked_and_answered_names_no_fact_either(format: str, told: Journal, tmp_path: Path) -> None:
    """That a twist was seen on a blood thinner tells of it; that somebody was asked, and of what else, is told."""
    at = told.clock.now()
    told.add_all(
        [
            Answer(at=at, question="seen:M2", side="left", value=True),
            Asked(at=at, who="doctor", closes=("M5", "C5"), note="go on"),
        ]
    )
    both = {word: written(told, tmp_path, format, word) for word in ("--with-facts", "--without-facts")}
    names = re.compile("seen:M2|blood thinner|M5|pregnancy or birth")
    assert [bool(names.search(page)) for page in both.values()] == [True, False]
    assert all("go on" in page and re.search("C5|sore for days", page) for page in both.values())


def test_both_at_once_are_refused(told: Journal, capsys: pytest.CaptureFixture[str]) -> None:
    """A command line that cannot be read."""
    with pytest.raises(SystemExit) as stop:
        main(["--journal", str(told.path), "export", "--with-facts", "--without-facts"])
    assert stop.value.code == 2 and capsys.readouterr().err.count("\n") == 1


@pytest.mark.parametrize("format", ["text", "markdown", "json"])
def test_the_page_for_a_physio_holds_facts_only_when_asked(
    format: str, told: Journal, capsys: pytest.CaptureFixture[str]
) -> None:
    """The verdict on it says then how much is allowed, not why; with them it says that too."""
    report = ["--journal", str(told.path), "report", "--format", format]
    assert main(report) == 0
    page = capsys.readouterr().out
    assert "pregnan" not in page and "due in May" not in page and "M5" not in page
    assert main([*report, "--with-facts"]) == 0
    assert "pregnant" in capsys.readouterr().out
