"""``surefoot completion``: what a real shell completes, and nothing that runs."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from journal.entries import OwnRoutine, Shoe
from journal.journal import Journal
from screens.cli import main
from tests.support.manual import commands

ROOT = Path(__file__).parents[3]


def script(shell: str, capsys: pytest.CaptureFixture[str]) -> str:
    """What the command prints for a shell."""
    assert main(["completion", shell]) == 0
    return capsys.readouterr().out


@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed")
def test_bash_completes_commands_options_words_and_names(
    journal: Journal, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """In a real bash; a name with a blank or a sign of the shell in it comes quoted."""
    journal.add_all([Shoe(nickname="Blue Drift"), Shoe(nickname="$(touch owned)")])
    with Journal.open(tmp_path / "other one.json", journal.clock) as other:
        other.add(Shoe(nickname="Blue Other"))
    (tmp_path / "surefoot").write_text(
        f'#!/bin/sh\ncd {ROOT}\nexec {sys.executable} -m screens --journal {journal.path} "$@"\n'
    )
    (tmp_path / "surefoot").chmod(0o755)
    (tmp_path / "complete.bash").write_text(script("bash", capsys))
    asked = {
        "to": "today",
        "run --kin": "--kind",
        "run --kind wa": "walk",
        "run --shoe Blu": r"Blue\ Drift",
        "run --shoe $": r"\$\(touch\ owned\)",
        f"--journal {tmp_path}/other\\%one.json run --shoe Blu": r"Blue\ Other",
        f"run --journal = {tmp_path}/other\\%one.json --shoe Blu": r"Blue\ Other",
        "rate --spot ": "left: right:",
        "rate --spot left : achilles-m": "achilles-mid",
        "rate --feel right : burn": "burning",
        "week --format j": "json",
        "plan set stren": "strength",
        "exercises single-leg-ba": "single-leg-balance",
        "log --kind ch": "check-in",
        "test knee": "knee-to-wall",
        "import ": "",  # files are the shell's to complete
        "import --from s": "surefoot strava strong",
        "export -o ": "",
        "export --output ": "",
    }
    lines = [f"source {tmp_path}/complete.bash"]
    for words in asked:
        quoted = " ".join(f"'{word}'".replace("%", " ") for word in ("surefoot", *words.split(" ")))
        lines.append(
            f'COMP_WORDS=({quoted}); COMP_CWORD=$((${{#COMP_WORDS[@]}}-1)); _surefoot; echo "${{COMPREPLY[*]}}"'
        )
    path = f"{tmp_path}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-c", "\n".join(lines)],
        capture_output=True,
        text=True,
        check=True,
        cwd=tmp_path,
        env={**os.environ, "PATH": path},
    )
    found = dict(zip(asked, done.stdout.splitlines(), strict=True))
    balance = found.pop("exercises single-leg-ba").split()
    assert "single-leg-balance" in balance and all(one.startswith("single-leg-ba") for one in balance)
    assert found == {words: said for words, said in asked.items() if words in found}
    assert not (tmp_path / "owned").exists() and done.stderr == ""


WORDS = {
    "to": "today",
    "run --kin": "--kind",
    "run --kind wa": "walk",
    "run --shoe Blu": "Blue Drift",
    "rate --spot left:achilles-m": "left:achilles-mid",
    "plan set stren": "strength",
    "log --kind ch": "check-in",
}


def completed_by(shell: str, lines: list[str], script: str, folder: Path, journal: Journal) -> list[str]:
    """What a shell says, given its script and lines of its own."""
    (folder / "surefoot").write_text(
        f'#!/bin/sh\ncd {ROOT}\nexec {sys.executable} -m screens --journal {journal.path} "$@"\n'
    )
    (folder / "surefoot").chmod(0o755)
    (folder / "script").write_text("\n".join([*lines[:1], script, *lines[1:]]))
    path = f"{folder}{os.pathsep}{os.environ['PATH']}"
    told = subprocess.run(
        [shell, str(folder / "script")],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PATH": path, "HOME": str(folder), "ZDOTDIR": str(folder)},
    )
    assert told.stderr == ""
    return told.stdout.splitlines()


@pytest.mark.skipif(shutil.which("fish") is None, reason="fish is not installed")
def test_fish_completes_the_same(journal: Journal, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It is asked as a key would ask it; what follows the tab is its help."""
    journal.add(Shoe(nickname="Blue Drift"))
    lines = ["true", *(f"complete -C 'surefoot {words}' | string join '|'" for words in WORDS), "true"]
    told = completed_by("fish", lines, script("fish", capsys), tmp_path, journal)
    assert [line.partition("\t")[0] for line in told] == [*WORDS.values()]


@pytest.mark.parametrize("shell", ["bash", "fish"])
def test_files_are_offered_where_a_file_can_stand_and_nowhere_else(
    shell: str, journal: Journal, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """``show`` and ``note`` take none; ``import`` does, and so does the option that names one."""
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not installed")
    (tmp_path / "unlike-any.csv").touch()
    words = ["show ", "note ", "edit ", "import ", "export -o "]
    lines = [f"cd {tmp_path}"]
    if shell == "fish":
        lines += [f"echo (complete -C 'surefoot {each}unl')" for each in words]
    else:  # what a key would leave to the shell
        lines += ["compopt() { said=no; }"]
        for each in words:
            typed = f"surefoot {each}".split(" ")
            ask = f"COMP_WORDS=({' '.join(typed[:-1])} unl); COMP_CWORD={len(typed) - 1}; said=unlike-any.csv"
            lines.append(f"{ask}; _surefoot; echo $said")
    told = completed_by(shell, lines, script(shell, capsys), tmp_path, journal)
    assert ["unlike-any.csv" in line for line in told] == [False, False, False, True, True]


@pytest.mark.skipif(shutil.which("zsh") is None, reason="zsh is not installed")
def test_zsh_completes_the_same(journal: Journal, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Through its own way of running what was written for bash."""
    journal.add(Shoe(nickname="Blue Drift"))
    asks = [
        f"words=(surefoot {words}); CURRENT=$#words; COMP_WORDS=($words); COMP_CWORD=$((CURRENT-1));"
        ' print -r -- "$(compgen -F _surefoot | tr "\\n" "|")"'
        for words in WORDS
    ]
    told = completed_by(
        "zsh", ["autoload -U compinit; compinit -u -D", *asks], script("zsh", capsys), tmp_path, journal
    )
    for line, word in zip(told, WORDS.values(), strict=True):
        assert word.replace(" ", "\\ ") in line.split("|"), line


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_every_command_is_completed(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    """And the shell can read the script, where it is installed."""
    told = script(shell, capsys)
    assert all(f"{command}" in told for command in commands())
    if shutil.which(shell):
        assert subprocess.run([shell, "-n"], input=told, text=True, check=False).returncode == 0


def test_fish_knows_the_short_name_of_an_option(capsys: pytest.CaptureFixture[str]) -> None:
    """What follows it is a file there too."""
    assert "__fish_seen_subcommand_from export' -s o -d 'the file to write" in script("fish", capsys)


def test_what_came_with_surefoot_stands_in_the_script(capsys: pytest.CaptureFixture[str]) -> None:
    """Only what the runner has named is asked for."""
    told = script("bash", capsys)
    assert "foundation" in told and "single-leg-balance" in told


@pytest.mark.parametrize("what", ["", "nothing", "shoes --kind run"])
def test_who_asks_for_other_names_gets_none(what: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A shell has no use for a sentence."""
    with contextlib.suppress(SystemExit):
        main(["completion", "names", *what.split()])
    assert capsys.readouterr().out == ""


def test_names_are_asked_for_without_what_takes_long_to_load(journal: Journal) -> None:
    """A shell waits for them at every key."""
    journal.add(OwnRoutine(name="Before bed", items=()))
    code = (
        "import sys; from screens.cli import main; "
        f"main(['--journal', {str(journal.path)!r}, 'completion', 'names', 'routines']); "
        "sys.exit(bool({'textual', 'argparse', 'msgspec', 'pathlib', 'typing'} & {*sys.modules}))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=False)
    assert (done.returncode, done.stdout) == (0, "Before bed\n")
