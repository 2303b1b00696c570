"""Command lines that say too much, too little or what cannot be: one sentence each, nothing dropped."""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from journal.clock import FixedClock
from screens.cli import main
from screens.commands.arguments import build_parser
from screens.commands.editing import fields_of
from tests.support.everything import every_kind
from tests.support.journals import NOW, open_journal
from tests.support.manual import commands

NEEDED = {
    "run": ["--kind", "run", "--minutes", "30"],
    "note": ["hello"],
    "asked": ["--who", "physio"],
    "shoe": ["add", "Blue"],
    "test": ["heel-raises"],
    "plan": ["set", "foundation"],
    "show": ["1"],
    "export": ["--anonymous"],
    "import": ["nothing.csv"],
}
"""What a command needs beside the option that is tried."""
SHOWN = 60
"""So many characters of what was typed tell it from other words."""


@pytest.fixture(autouse=True)
def somewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock stands still, in a folder with nothing in it."""
    monkeypatch.setenv("SUREFOOT_NOW", NOW)
    monkeypatch.chdir(tmp_path)


def said(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    """The exit status of a command, what it printed, and what it complained of."""
    try:
        status = main(["--journal", "journal.json", *words])
    except SystemExit as stop:
        status = int(stop.code or 0)
    captured = capsys.readouterr()
    return status, captured.out, captured.err


def ascii_id(typed: str) -> str:
    """A short name of a case, in plain characters."""
    return ascii(typed[:5])


def options() -> Iterator[tuple[str, str]]:
    """Every option of every command that takes a value."""
    [commands] = [one for one in build_parser()._actions if isinstance(one, argparse._SubParsersAction)]
    for command, parser in commands.choices.items():
        for action in parser._actions:
            if action.option_strings and action.nargs != 0:
                yield command, action.option_strings[-1]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("plan --days mon", "--days goes with plan set ROUTINE"),
        ("plan show foundation", "ROUTINE goes with plan set and plan drop"),
        ("plan drop foundation --times 3 --a-day 2", "--times and --a-day go with plan set ROUTINE"),
        ("run --km 5", "--km goes with --kind and --minutes"),
        ("shoe retire Blue --km 5 --default", "--km and --default go with shoe add"),
        ("test heel-raises --left 3 --score 80 --scale VISA-A", "--score and --scale go with clinic-score"),
        ("test clinic-score --left 3", "--left goes with the other self-tests"),
        ("answer --at yesterday", "--at goes with a QUESTION and its answer"),
        ("about --remove", "--remove goes with a FACT"),
        ("check --accept --salvage new.json", "--salvage: not allowed with --accept"),
    ],
)
def test_what_would_do_nothing_is_refused(words: str, sentence: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Rather than dropped without a word: a run typed without its kind was told how to run today, and not kept."""
    command = words.split()[0]
    assert said(capsys, *words.split()) == (2, "", f"surefoot: {sentence}. See surefoot {command} --help.\n")
    assert not Path("journal.json").exists()


@pytest.mark.parametrize("words", [["export", "--anonymous", "--key"], ["check", "--salvage"], ["import"]])
def test_an_empty_path_is_no_path(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """As from a variable that is not set: the folder one is in was imported, and a new key drawn for every export."""
    status, out, err = said(capsys, *words, "")
    assert (status, out) == (2, "")
    assert "it is empty; expected the path of a file" in err
    assert said(capsys, "export", "-o", "")[::2] == (1, "surefoot: -o is empty; expected the path of a file\n")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["today", "x", "y"], "Not understood: 'x', 'y'. See surefoot today --help."),
        (["today", ""], "Not understood: ''. See surefoot today --help."),
        (["today", "--journal"], "--journal takes the path of a file, and stands once. See surefoot today --help."),
        (["shoe"], "Expected add|retire, NAME. See surefoot shoe --help."),
        (["shoe", "sell", "Blue"], "'sell' is none of add, retire. See surefoot shoe --help."),
        (["completion", ""], "'' is none of bash, zsh, fish. See surefoot completion --help."),
        (["asked"], "Expected --who. See surefoot asked --help."),
    ],
)
def test_what_is_missing_or_too_much_is_said_of_the_command_it_is_of(
    words: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """In its words: ``today x`` led to the help of all commands, and ``shoe`` asked for a what."""
    assert said(capsys, *words) == (2, "", f"surefoot: {sentence}\n")


@pytest.mark.parametrize("end", [[], ["--"], ["--", "word"]])
def test_an_option_without_its_value_takes_no_other_word(end: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """Also before ``--``, after which nothing is an option: it took the first word of the command."""
    for command, option in options():
        status, out, err = said(capsys, command, *NEEDED.get(command, []), option, *end)
        assert (status, out, err.count("\n")) == (2, "", 1), (command, option)
        assert err.startswith(f"surefoot: {option}: expected "), (command, option, err)


GIVEN = {
    "--minutes": "30", "--km": "5", "--limit": "5", "--score": "5", "--left": "3", "--right": "3", "--times": "3",
    "--a-day": "1", "--weeks": "3", "--from": "gpx", "--closes": "pop-at-heel",
}  # fmt: skip
"""A value that can be, by option; any other takes a word, or the first of its choices."""


def test_of_a_value_given_twice_neither_is_dropped_without_a_word(capsys: pytest.CaptureFixture[str]) -> None:
    """Of every option that holds one value: the last counted, also of two journals."""
    [commands] = [one for one in build_parser()._actions if isinstance(one, argparse._SubParsersAction)]
    for command, parser in commands.choices.items():
        for action in parser._actions:
            if not action.option_strings or action.nargs == 0 or isinstance(action, argparse._AppendAction):
                continue
            option = action.option_strings[-1]
            typed = GIVEN.get(option) if not action.choices else None
            twice = [option, typed or next(iter(action.choices or ["word"]))] * 2
            status, out, err = said(capsys, command, *NEEDED.get(command, []), *twice)
            told = f": it stands twice; expected one. See surefoot {command} --help.\n"
            assert (status, out) == (2, ""), (command, option)
            assert err.endswith(told), (command, option, err)
    assert "--journal: it stands twice" in said(capsys, "--journal", "other.json", "today")[2]


def test_a_field_given_two_values_is_not_changed(capsys: pytest.CaptureFixture[str]) -> None:
    """The last was taken."""
    assert said(capsys, "note", "before")[0] == 0
    [entry] = json.loads(said(capsys, "log", "--format", "json")[1])["entries"]
    told = said(capsys, "edit", entry["id"], "text=one", "text=two")
    assert told == (1, "", "surefoot: text stands twice; expected one value of it\n")
    assert json.loads(said(capsys, "log", "--format", "json")[1])["entries"] == [entry]


@pytest.mark.parametrize("words", ["--trigger none-known --trigger hills", "--stop-sign none --stop-sign pop-at-heel"])
def test_none_beside_another_is_refused(words: str, capsys: pytest.CaptureFixture[str]) -> None:
    """One of the two is not meant, and nobody can say which."""
    status, _, err = said(capsys, "rate", "--left", "1", *words.split())
    assert (status, "stands alone" in err) == (1, True)
    assert not Path("journal.json").exists()


@pytest.mark.parametrize("typed", ["²", "x" * 10_000, "\udcff", "٣", "\x1b[2J"], ids=ascii_id)
def test_no_option_meets_a_fault_whatever_is_typed(typed: str, capsys: pytest.CaptureFixture[str]) -> None:
    """What cannot be is refused in a sentence that shows no more of it than tells it from other words."""
    for command, option in options():
        if option in ("--output", "--salvage"):
            continue  # any name may be written to
        status, out, err = said(capsys, command, *NEEDED.get(command, []), f"{option}={typed}")
        assert status in (0, 1, 2), (command, option)
        assert "fault of its own" not in err and "\x1b" not in out + err, (command, option, err)
        assert option == "--key" or "x" * (SHOWN + 1) not in err, (command, option)


@pytest.mark.parametrize("command", ["where", "check", "backups"])
def test_a_path_that_is_no_text_is_told_to_programs_too(
    command: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A byte that is no UTF-8 in it is shown as the sign for that, as in words."""
    monkeypatch.setenv("SUREFOOT_JOURNAL", os.fsdecode(b"j\xff.json"))
    monkeypatch.setenv("XDG_STATE_HOME", os.fsdecode(str(Path.cwd()).encode() + b"/\xff"))
    assert main(["rate", "--left", "1"]) == 0
    capsys.readouterr()
    assert main([command, "--format", "json"]) == 0
    assert isinstance(json.loads(capsys.readouterr().out), dict)


@pytest.mark.parametrize("target", ["/", ".", ".."])
def test_whole_lines_are_not_written_over_a_folder(target: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Nor is one without a name a fault."""
    assert said(capsys, "note", "hello")[0] == 0
    status, out, err = said(capsys, "check", "--salvage", target)
    assert (status, out, err) == (1, "", f"surefoot: {target} is a folder; name a file in it\n")


def test_a_name_stands_on_one_line_and_once(capsys: pytest.CaptureFixture[str]) -> None:
    """As in a form: lines are joined by a blank, and more blanks make no second pair of it."""
    assert said(capsys, "shoe", "add", "Blue\nDrift")[0] == 0
    status, _, err = said(capsys, "shoe", "add", "blue  drift")
    assert (status, err) == (1, "surefoot: there is a pair called 'Blue Drift' already\n")
    assert said(capsys, "shoe", "add", "x" * 201)[2] == "surefoot: NAME: expected at most 200 characters\n"
    assert said(capsys, "shoes")[1].count("\n") == 1


@pytest.mark.parametrize(
    ("words", "status", "sentence"),
    [
        ("--map started_at=A --map started_at=B", 1, "--map started_at: there is a column for started_at already"),
        ("--map distance_km=A --map distance_mi=B", 1, "--map distance_mi: there is a column for distance_km already"),
        ("-", 2, "- stands alone: the standard input is one export. See surefoot import --help."),
    ],
)
def test_of_two_that_mean_the_same_none_is_dropped(
    words: str, status: int, sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """The last column won, and the standard input was a file that is not there."""
    assert said(capsys, "import", "table.csv", *words.split()) == (status, "", f"surefoot: {sentence}\n")


@pytest.mark.parametrize("command", ["log", "export"])
def test_days_that_end_before_they_begin_are_refused(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The list answered that no entry was of them."""
    status, _, err = said(capsys, command, "--since", "2026-12-01", "--until", "2026-11-01")
    assert (status, err) == (1, "surefoot: the range ends before it begins: since 2026-12-01, until 2026-11-01\n")


def test_no_field_of_an_entry_meets_a_fault_whatever_is_typed(
    tmp_path: Path, clock: FixedClock, capsys: pytest.CaptureFixture[str]
) -> None:
    """Of every kind: kept, or one sentence in a runner's words that shows no more of it than tells it from others."""
    with open_journal(tmp_path, every_kind(), clock) as journal:
        entries = [one for day in journal.days() for one in journal.on_day(day)]
    for entry in entries:
        for field in fields_of(type(entry)):
            status, _, err = said(capsys, "edit", entry.id, f"{field}={'²' * 300}")
            assert (status, err.count("\n")) in ((0, 0), (1, 1)), (entry, field)
            assert "enum" not in err and "fault of its own" not in err and "²" * (SHOWN + 1) not in err, (field, err)


@pytest.mark.parametrize("command", ["", *commands()])
@pytest.mark.parametrize("word", ["--no\nsuch", "--\x1b[2J\r\n", "-\u2028\u202ex"])
def test_a_word_that_breaks_lines_breaks_no_sentence(
    command: str, word: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """An option nobody has was printed as it came."""
    status, out, err = said(capsys, *filter(None, [command, word]))
    sentence = err.removesuffix("\n")
    assert (status, out) == (2, "") and sentence.isprintable() and sentence.startswith("surefoot: ")
