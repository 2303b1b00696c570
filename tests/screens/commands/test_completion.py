"""``surefoot completion``: what a real shell completes, and nothing that runs."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from journal.entries import Shoe
from journal.journal import Journal
from screens.cli import HANDLERS, main

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
        "rate --spot ": "left: right:",
        "rate --spot left : achilles-m": "achilles-mid",
        "rate --feel right : burn": "burning",
        "week --format j": "json",
        "plan set stren": "strength",
        "exercises single-leg-ba": "single-leg-balance",
        "log --kind ch": "check-in",
        "test knee": "knee-to-wall",
    }
    lines = [f"source {tmp_path}/complete.bash"]
    for words in asked:
        quoted = " ".join(f"'{word}'" for word in ("surefoot", *words.split(" ")))
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


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_every_command_is_completed(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    """And the shell can read the script, where it is installed."""
    told = script(shell, capsys)
    assert all(f"{command}" in told for command in HANDLERS if command)
    if shutil.which(shell):
        assert subprocess.run([shell, "-n"], input=told, text=True, check=False).returncode == 0


def test_names_are_asked_for_without_textual(journal: Journal) -> None:
    """A shell waits for them at every key."""
    code = (
        "import sys; from screens.cli import main; "
        f"main(['--journal', {str(journal.path)!r}, 'completion', 'names', 'routines']); "
        "sys.exit('textual' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=False)
    assert (done.returncode, "strength" in done.stdout.splitlines()) == (0, True)
