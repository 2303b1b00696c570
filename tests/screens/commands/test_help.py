"""What ``--help`` and ``man surefoot`` say: each command, each option, from one declaration."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from io import BytesIO, TextIOWrapper
from pathlib import Path
from shutil import which

import pytest

from screens.cli import main
from tests.support.manual import PATH, arguments_of, commands, manual

ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize("name", commands())
def test_every_option_is_explained(name: str) -> None:
    """In a few words, with what it is unless somebody says otherwise."""
    assert [one.dest for one in arguments_of(commands()[name]) if not one.help] == []


@pytest.mark.parametrize("name", commands())
def test_help_is_printed_where_letters_are_missing(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """In an encoding without a sign, what looks like it stands there."""
    monkeypatch.setattr(sys, "stdout", TextIOWrapper(BytesIO(), encoding="ascii"))
    with pytest.raises(SystemExit) as left:
        main([*name.split(), "--help"])
    assert left.value.code == 0 and sys.stdout.tell()


def test_the_manual_is_what_the_declarations_say() -> None:
    """``make documents`` writes docs/surefoot.1; it is up to date, and no command is missing."""
    text = PATH.read_text(encoding="utf-8")
    assert text == manual()
    assert [line.removeprefix(".SS surefoot ") for line in text.splitlines() if line.startswith(".SS")] == [*commands()]


def test_the_manual_travels_in_the_wheel() -> None:
    """Where ``man`` looks beside the folder of the program."""
    files = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]["data-files"]
    assert files == {"share/man/man1": [str(PATH.relative_to(ROOT))]}


@pytest.mark.skipif(which("man") is None or which("groff") is None, reason="no man is installed")
def test_man_shows_it() -> None:
    """Without a warning, in a window of 80 columns, options as they are typed."""
    environment = {**os.environ, "MANWIDTH": "80", "LC_ALL": "C.UTF-8", "MANPAGER": "cat"}
    done = subprocess.run(
        ["man", "--warnings", "-l", str(PATH)], capture_output=True, text=True, env=environment, check=True
    )
    assert done.stderr == ""
    assert max(map(len, done.stdout.splitlines())) <= 80
    assert "--with-facts" in done.stdout and "surefoot today" in done.stdout
