"""The commands: exit statuses, one-sentence refusals, and nothing written by a refused one."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from journal.clock import FixedClock
from journal.entries import CheckIn, Note, Run
from journal.journal import Journal
from screens.cli import main
from tests.support.journals import NOW, demo_journal, open_journal
from tests.support.manual import commands

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def fixed_now(monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands stand at the tests' Friday evening."""
    monkeypatch.setenv("SUREFOOT_NOW", NOW)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the journal is, or will be."""
    return tmp_path / "journal.json"


def surefoot(*arguments: str, journal: Path) -> int:
    """Run a command in this process; its exit status."""
    try:
        return main(["--journal", str(journal), *arguments])
    except SystemExit as stop:
        return int(stop.code or 0)


REFUSED = {
    "a rating above ten": (["rate", "--left", "11"], 1),
    "a rating below none": (["rate", "--left=-1"], 1),
    "a rating that is no number": (["rate", "--left", "two"], 2),
    "no rating at all": (["rate"], 1),
    "an unknown spot": (["rate", "--left", "2", "--spot", "left:elbow"], 2),
    "an unknown stop sign": (["rate", "--stop-sign", "itch"], 2),
    "an unknown moment": (["rate", "--left", "2", "--moment", "teatime"], 2),
    "a moment in the future": (["rate", "--left", "2", "--at", "2026-11-20T19:30:00+01:00"], 1),
    "a day that does not exist": (["rate", "--left", "2", "--at", "2026-02-30 07:00"], 1),
    "a run of no length": (["run", "--kind", "run", "--minutes", "0"], 1),
    "a run of an unknown kind": (["run", "--kind", "hover", "--minutes", "30"], 2),
    "minutes that are not a number": (["run", "--kind", "run", "--minutes", "nan"], 2),
    "a limit that is not a number": (["shoe", "add", "Ghost", "--limit", "nan"], 2),
    "a limit without end": (["shoe", "add", "Ghost", "--limit", "1e999"], 2),
    "a run of less than a metre": (["run", "--kind", "cycle", "--minutes", "30", "--km", "1e-320"], 1),
    "a run of less than a second": (["run", "--kind", "cycle", "--minutes", "1e-320", "--km", "2"], 1),
    "a rating with an underscore": (["rate", "--left", "1_0"], 2),
    "a rating in other digits": (["rate", "--left", "٣"], 2),
    "minutes with an underscore": (["run", "--kind", "run", "--minutes", "3_0"], 2),
    "a run of more than a week": (["run", "--kind", "walk", "--minutes", "10081"], 1),
    "a week that does not exist": (["week", "2026-W60"], 1),
    "a bad day to export from": (["export", "--since", "soon"], 1),
    "an export in an unknown format": (["export", "--format", "docx"], 2),
    "an argument too many": (["undo", "twice"], 2),
    "an unknown command": (["dance"], 2),
    "an option cut short": (["rate", "--lef", "2"], 2),
    "a file to import that is not there": (["import", "nowhere.json"], 1),
    "a backup that is not there": (["restore", "nothing"], 1),
}


def test_a_note_needs_no_quotes(path: Path) -> None:
    """Words the shell hands over one by one are one line."""
    assert surefoot("note", "slept", "well,", "again", journal=path) == 0
    assert [note.text for note in open_journal(path.parent).of_kind(Note)] == ["slept well, again"]


@pytest.mark.parametrize(("arguments", "status"), REFUSED.values(), ids=[name.replace(" ", "-") for name in REFUSED])
def test_a_refusal_is_one_sentence_and_writes_nothing(
    arguments: list[str], status: int, path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Bad input: its exit status, one line on stderr, the journal unchanged to the byte."""
    open_journal(path.parent).add(Note(day=FixedClock.now(_clock()).date(), text="before"))
    before = path.read_bytes()
    assert surefoot(*arguments, journal=path) == status
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.startswith("surefoot: ")
    assert told.err.count("\n") == 1, told.err
    assert "Traceback" not in told.err
    assert path.read_bytes() == before


def _clock() -> FixedClock:
    from tests.support.journals import fixed_clock

    return fixed_clock()


@pytest.mark.parametrize("arguments", [["rate", "--left", "2"], ["today"], ["export"], ["check"], ["note", "x"]])
@pytest.mark.parametrize("content", [b"dear diary\n", b'{"a": 1}', b"[1, 2, 3]", b"\x00\xff\x00"])
def test_a_file_that_is_not_a_journal_is_refused_and_left_alone(
    arguments: list[str], content: bytes, path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whatever the file is, a command says in one sentence that it is not a journal, and touches nothing."""
    path.write_bytes(content)
    assert surefoot(*arguments, journal=path) == 1
    told = capsys.readouterr()
    assert "Traceback" not in told.err + told.out
    assert (told.err + told.out).strip()
    assert path.read_bytes() == content


@pytest.mark.parametrize("arguments", [["today"], ["week"], ["report"], ["export"], ["check"], ["backups"], ["where"]])
def test_reading_a_missing_journal_creates_nothing(
    arguments: list[str], path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A command that only reads treats a missing journal as an empty one."""
    assert surefoot(*arguments, journal=path) == 0
    assert capsys.readouterr().out
    assert not path.exists()
    assert list(path.parent.iterdir()) == []


def test_a_whole_day_by_commands_is_in_the_export(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What ``rate``, ``run`` and ``note`` wrote comes out of ``export``."""
    assert (
        surefoot("rate", "--left", "2", "--right", "0", "--at", "07:12", "--spot", "left:achilles-mid", journal=path)
        == 0
    )
    assert surefoot("run", "--kind", "run", "--minutes", "40", "--km", "7.2", "--at", "12:30", journal=path) == 0
    assert surefoot("note", "Felt fine on the hills", journal=path) == 0
    capsys.readouterr()
    assert surefoot("export", journal=path) == 0
    entries = json.loads(capsys.readouterr().out)["entries"]
    assert len(entries) == 3
    by_kind = {entry["kind"]: entry for entry in entries}
    assert by_kind["check-in"]["at"] == "2026-11-20T07:12:00+01:00"
    assert by_kind["check-in"]["left"] == {"rating": 2, "spots": ["achilles-mid"]}
    assert by_kind["run"]["distance_km"] == 7.2
    assert by_kind["run"]["duration_s"] == 2400
    assert by_kind["note"]["text"] == "Felt fine on the hills"


def test_minus_nought_is_nought(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """``--km -0`` is no distance, and is not said with a minus."""
    assert surefoot("run", "--kind", "run", "--minutes", "30", "--km", "-0", journal=path) == 0
    assert "-0" not in path.read_text().partition('"kind":"run"')[2].partition("distance_km")[2][:8]
    [run] = Journal.open(path, _clock()).of_kind(Run)
    assert str(run.distance_km) == "0.0" and "km" not in capsys.readouterr().out


def test_a_run_of_less_than_a_metre_in_the_journal_is_shown(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What was saved before it was refused stays in the diary."""
    open_journal(path.parent).apply(
        {"77": {"kind": "run", "started_at": NOW, "duration_s": 1800.0, "distance_km": 1e-320}}, "an earlier version"
    )
    assert surefoot("export", "--format", "markdown", journal=path) == 0
    assert "30 min" in capsys.readouterr().out


def test_a_run_of_days_began_days_ago(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It has just ended, however long it was."""
    assert surefoot("run", "--kind", "walk", "--minutes", "10080", journal=path) == 0
    assert capsys.readouterr().out.startswith("Saved: walk 7 days, began Fri 13 Nov 2026 18:00.\n")


def test_a_second_note_of_the_day_joins_the_first(path: Path) -> None:
    """``note`` adds a line to today's note."""
    surefoot("note", "slept well", journal=path)
    surefoot("note", "calf tight on the stairs", journal=path)
    lines = [line for note in Journal.open(path, _clock()).of_kind(Note) for line in note.text.splitlines()]
    assert lines == ["slept well", "calf tight on the stairs"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is full")
@pytest.mark.parametrize(
    "words",
    ["rate --left 2", "run --kind run --minutes 30", "note slept", "undo", "import EXPORT", "export -o OUT"],
)
def test_what_was_saved_is_no_refusal_when_the_answer_cannot_be_printed(path: Path, words: str) -> None:
    """Status 1 means that nothing was changed; a script that tried again would save it twice."""
    open_journal(path.parent).add(Note(day=FixedClock.now(_clock()).date(), text="before"))
    other = path.with_name("export.jsonl")
    other.write_text(
        f'{{"kind":"note","id":"700","created_at":"{NOW}","updated_at":"{NOW}","day":"2026-11-20","text":"x"}}\n'
    )
    words = words.replace("EXPORT", str(other)).replace("OUT", str(path.with_name("out.json")))
    before = path.read_bytes()
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "screens", "--journal", str(path), *words.split()],
            stdout=full, stderr=subprocess.PIPE, cwd=ROOT, check=False,
        )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, b"surefoot: saved, but the answer could not be printed\n")
    assert path.with_name("out.json").exists() if "export -o" in words else path.read_bytes() != before


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is full")
@pytest.mark.parametrize("words", ["--help", "today --help"])
def test_help_that_cannot_be_written_is_said(
    words: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A script that keeps the help in a file knows that it did not."""
    with Path("/dev/full").open("w") as full, monkeypatch.context() as told:
        told.setattr(sys, "stdout", full)
        assert main(words.split()) == 1
    assert capsys.readouterr().err == "surefoot: the output cannot be written: the disk is full\n"


def test_a_byte_that_is_no_text_is_not_lost_unseen(path: Path) -> None:
    """As from a terminal in Latin-1: its letter stands there, or the sign for none, in every text."""
    bad = "caf\udce9 \udc81 am Fluß"
    assert surefoot("note", bad, journal=path) == 0
    assert surefoot("rate", "--left", "2", "--note", bad, journal=path) == 0
    assert surefoot("run", "--kind", "run", "--minutes", "30", "--note", bad, journal=path) == 0
    journal = Journal.open(path, _clock())
    texts = [journal.of_kind(Note)[0].text, journal.of_kind(CheckIn)[0].note, journal.of_kind(Run)[0].note]
    assert texts == ["café \ufffd am Fluß"] * 3


def test_undo_takes_back_the_last_change_and_says_which(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """``undo`` names what it took back; with nothing left it is refused."""
    surefoot("rate", "--left", "2", journal=path)
    surefoot("run", "--kind", "walk", "--minutes", "30", journal=path)
    capsys.readouterr()
    assert surefoot("undo", journal=path) == 0
    assert "walk" in capsys.readouterr().out
    journal = Journal.open(path, _clock())
    assert (len(journal.of_kind(CheckIn)), len(journal.of_kind(Run))) == (1, 0)
    journal.close()
    assert surefoot("undo", journal=path) == 0
    assert surefoot("undo", journal=path) == 1


def test_every_command_in_the_help_has_a_handler() -> None:
    """No command is named that cannot be called."""
    import importlib

    for parser in commands().values():
        module, _, name = parser.get_default("handler").partition(":")
        assert callable(getattr(importlib.import_module(module), name))


@pytest.mark.parametrize("arguments", [["--version"], ["--help"], ["rate", "--help"]])
def test_asking_about_the_program_works_anywhere(arguments: list[str], path: Path) -> None:
    """Version and help need no journal."""
    assert surefoot(*arguments, journal=path) == 0
    assert not path.exists()


def test_a_closed_pipe_is_quiet(tmp_path: Path) -> None:
    """``surefoot export | head -c 10`` says nothing on stderr."""
    demo_journal(tmp_path).close()
    command = f"{sys.executable} -m screens --journal {tmp_path / 'journal.json'} export | head -c 10"
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, cwd=ROOT, check=False)
    assert done.stderr == ""
    assert len(done.stdout) == 10


def test_without_a_terminal_the_app_says_so_and_ends(path: Path) -> None:
    """The app needs a terminal; without one it is refused in a sentence."""
    command = [sys.executable, "-m", "screens", "--journal", str(path)]
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, cwd=ROOT, check=False)
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert not path.exists()
