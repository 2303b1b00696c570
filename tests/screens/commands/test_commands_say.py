"""What the commands say: the moment they took, numbers nobody runs, a wrong setting, an edited journal."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from journal.clock import FixedClock
from journal.entries import Run, Shoe
from journal.paths import settings_path
from screens.cli import main
from screens.commands.output import NEXT
from tests.support.journals import NOW, open_journal

ROOT = Path(__file__).parents[3]


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the journal is, or will be; the clock stands at the tests' Friday evening."""
    monkeypatch.setenv("SUREFOOT_NOW", NOW)
    return tmp_path / "journal.json"


def said(capsys: pytest.CaptureFixture[str], path: Path, *arguments: str) -> tuple[int, str, str]:
    """The exit status of a command, what it printed, and what it complained of."""
    try:
        status = main(["--journal", str(path), *arguments])
    except SystemExit as stop:
        status = int(stop.code or 0)
    captured = capsys.readouterr()
    return status, captured.out, captured.err


def held(path: Path, clock: FixedClock) -> list[Run]:
    """The runs in the journal."""
    if not path.exists():
        return []
    with open_journal(path.parent, clock=clock) as journal:
        return journal.of_kind(Run)


@pytest.mark.parametrize(
    ("at", "moment"),
    [
        ("7am", "Fri 20 Nov 2026 07:00"),
        ("17h30", "Fri 20 Nov 2026 17:30"),
        ("yesterday 7:30 pm", "Thu 19 Nov 2026 19:30"),
        ("2 Nov 07:12", "Mon 2 Nov 2026 07:12"),
    ],
)
def test_a_run_is_told_back_with_its_day_and_time(
    at: str, moment: str, path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """So that a moment read otherwise than it was meant is seen at once."""
    status, out, _ = said(capsys, path, "run", "--kind", "run", "--minutes", "30", "--at", at)
    assert (status, out) == (0, f"Saved: run 30 min, began {moment}.\n{NEXT}\n")


@pytest.mark.parametrize("at", ["7", "12.5", "1/2/2026", "0712", "X", "1000-01-01 10:00", "7pm"])
def test_a_moment_that_is_not_plain_or_still_to_come_is_refused(
    at: str, path: Path, clock: FixedClock, capsys: pytest.CaptureFixture[str]
) -> None:
    """With the option it was given to, and nothing saved."""
    for command in (["run", "--kind", "run", "--minutes", "30"], ["rate", "--left", "2"]):
        status, out, err = said(capsys, path, *command, "--at", at)
        assert (status, out, err.count("\n")) == (1, "", 1)
        assert err.startswith("surefoot: --at: ")
    assert not path.exists()


def test_a_note_is_told_back_with_its_day_and_time(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """And with how long the day's note is now."""
    assert said(capsys, path, "note", "slept well")[1] == (f"Noted for Fri 20 Nov 2026 at 18:00.\n{NEXT}\n")


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (
            ["--kind", "run", "--minutes", "65", "--km", "1e3"],
            "1000 km in 1 h 05 min is faster than anyone runs; check minutes and km",
        ),
        (
            ["--kind", "walk", "--minutes", "6000", "--km", "301"],
            "301 km is further than anyone walks in a day; check the km",
        ),
    ],
)
def test_numbers_that_nobody_runs_are_asked_back(
    options: list[str], sentence: str, path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A comma or a nought too many would be in every average from then on."""
    assert said(capsys, path, "run", *options) == (1, "", f"surefoot: --km: {sentence}\n")
    assert not path.exists()


def test_a_ride_may_be_as_fast_and_as_far_as_it_likes(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Only what is done on foot has such a bound."""
    assert said(capsys, path, "run", "--kind", "cycle", "--minutes", "700", "--km", "400")[0] == 0


def test_a_wrong_setting_is_named_by_every_command_that_reads_it(
    path: Path, clock: FixedClock, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """On standard error, and the command does its work by the default."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(path.parent / "config"))
    settings_path().parent.mkdir(parents=True)
    settings_path().write_text("distance km\n")
    for command in (["run", "--kind", "run", "--minutes", "30"], ["today"], ["week"], ["report"]):
        status, out, err = said(capsys, path, *command)
        assert (status, err.count("\n"), bool(out)) == (0, 1, True)
        assert err.startswith("surefoot: settings.toml: line ")
    assert len(held(path, clock)) == 1


@pytest.mark.parametrize("command", ["today", "rate --left 2", "week", "where", "exercises --format json", "--version"])
def test_a_closed_standard_output_is_quiet(command: str, path: Path) -> None:
    """As a shell leaves it with ``>&-``: the work is done, and nothing is complained of."""
    line = f"exec {sys.executable} -m screens --journal {path} {command} >&-"
    done = subprocess.run(["sh", "-c", line], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["rate", "--left", "two"], "--left: 'two' is not a whole number"),
        (["run", "--kind", "run", "--minutes", "half"], "--minutes: 'half' is not a time; expected 32, 32:10 or 1h05"),
        (["report", "--weeks", "2.5"], "--weeks: '2.5' is not a whole number"),
    ],
)
def test_a_word_where_a_number_goes_is_told_in_words(
    arguments: list[str], sentence: str, path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Of the runner, not of the program."""
    expected = f"surefoot: {sentence}. See surefoot {arguments[0]} --help.\n"
    assert said(capsys, path, *arguments) == (2, "", expected)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["run", "--kind", "run", "--minutes", "100000"], "--minutes: expected at most 7 days"),
        (["run", "--kind", "cycle", "--minutes", "100", "--km", "1001"], "--km: expected at most 1000 km"),
        (["note", "x" * 20_001], "the note: expected at most 20,000 characters"),
        (["rate", "--left", "2", "--note", "x" * 20_001], "--note: expected at most 20,000 characters"),
    ],
)
def test_a_value_too_large_is_told_with_its_option_and_its_bound(
    arguments: list[str], sentence: str, path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """In the units a runner knows."""
    assert said(capsys, path, *arguments) == (1, "", f"surefoot: {sentence}\n")
    assert not path.exists()


def test_an_empty_path_is_not_the_usual_place(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It comes from a variable that is not set; nothing is written anywhere."""
    assert main(["--journal", "", "rate", "--left", "2"]) == 1
    assert capsys.readouterr().err == "surefoot: --journal is empty; expected the path of a file\n"


def test_a_week_says_what_was_allowed_on_its_last_day_that_has_come(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Now for this one, on its Sunday for one that is over."""
    said(capsys, path, "rate", "--left", "2")
    assert "What to do now" in said(capsys, path, "week")[1]
    assert "What to do on Sun 15 Nov" in said(capsys, path, "week", "2026-W46")[1]


def test_a_run_on_a_bad_day_is_saved_first(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Like any other; what to do now is said by ``surefoot today``, which reads all that it needs for it."""
    assert said(capsys, path, "rate", "--left", "7", "--right", "0", "--at", "12:00", "--stop-sign", "none")[0] == 0
    status, out, _ = said(capsys, path, "run", "--kind", "run", "--minutes", "30")
    assert status == 0 and out.splitlines()[-1] == NEXT
    assert "No running today. Left was 7 of 10 today." in said(capsys, path, "today", "--format", "json")[1]


HOSTILE_NAME = "a\x1b[2Jb\x9b31mc\udcff\nd.json"


@pytest.mark.parametrize(
    "command",
    [
        *("today", "week", "report", "check", "check --accept", "where", "backups", "undo", "restore x\x1b[2J"),
        *("import {}", "export -o {}", "check --salvage {}", "rate --left 2", "note x", "dance\x1b[2J"),
    ],
)
@pytest.mark.parametrize("content", [None, b"not a journal\n", b"ours"], ids=["missing", "no journal", "a journal"])
def test_no_command_prints_what_steers_a_terminal_from_the_name_of_a_file(
    command: str, content: bytes | None, path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nor breaks the line: whatever it is asked to do with it, and whether it succeeds."""
    hostile = path.with_name(HOSTILE_NAME)
    if content == b"ours":
        with open_journal(path.parent) as journal:
            journal.add(Shoe(nickname="Blue"))
        path.rename(hostile)
    elif content is not None:
        hostile.write_bytes(content)
    _, out, err = said(capsys, hostile, *(word.format(hostile) for word in command.split(" ")))
    assert out + err
    assert not any(mark in out + err for mark in ("\x1b", "\x9b", "\udcff", "\nd.json"))


def test_a_flood_of_marks_does_not_reach_the_report(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nor any other page: a letter keeps the few that a language puts on one."""
    name = "Z" + "\u0301" * 150
    with open_journal(path.parent) as journal:
        shoe = journal.add(Shoe(nickname=name))
        journal.add(Run(started_at=journal.clock.now(), duration_s=1800, distance_km=5, shoe=shoe.id))
    for command in ("report", "week"):
        _, out, _ = said(capsys, path, command)
        assert "Z" + "\u0301" * 4 in out and "\u0301" * 5 not in out
