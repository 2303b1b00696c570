"""Every command once, as somebody would type it, and what it says: ``docs/transcript.md``."""

from __future__ import annotations

import contextlib
import io
import os
import re
import shlex
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

from screens.cli import main
from tests.support.journals import NOW, demo_journal

PATH = Path(__file__).parents[2] / "docs" / "transcript.md"
MOST = 12
"""Lines of an answer that are shown."""
ID = "ID"
"""Stands for the id of the newest entry; no two journals have the same."""
LINES = """
today
today --due
rate --left 1 --right 0 --at 17:30 --moment evening
run --kind run --minutes 30 --km 5 --at 16:00
note a quiet evening
log --since today
show ID
edit ID text=quiet
rm ID
undo
undo
asked --who physio --limit easy --until 2026-12-18
about
answer
shoes
shoe add "Second pair" --km 10
shoe retire "Second pair"
plan
plan set balance --times 2
test knee-to-wall --left 10 --right 11
exercises wobble
exercises "heel raise"
week
report
export --format jsonl --since today -o part.jsonl
export -o all.json
import --dry-run all.json
schema
check
backups
where
completion fish
session
restore nothing
todya
run --kidn run
log --kind rnu
shoe retire Corvd
rate --left eleven
"""
INTRODUCTION = """# A transcript

Every command once, on the twelve weeks of the demonstration, with the first lines of what it says, and its status where
that is not 0; some mistyped ones last. This page is written by running them (`make documents`). `ID` stands for the
id of an entry.

```text
"""


def transcript() -> str:
    """The page."""
    try:
        return _transcript()
    finally:
        time.tzset()  # as the machine has it


def _transcript() -> str:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        variables = {f"XDG_{what}_HOME": f"{name}/{what.lower()}" for what in ("DATA", "STATE", "CONFIG")}
        variables |= {"SUREFOOT_NOW": NOW, "SUREFOOT_JOURNAL": f"{name}/journal.json", "HOME": name, "LANG": "C.UTF-8"}
        before = Path.cwd()
        with patch.dict(os.environ, variables, clear=True):
            os.environ["TZ"] = "Europe/Berlin"
            time.tzset()
            os.chdir(folder)
            try:
                demo_journal(folder).close()
                return INTRODUCTION + "\n".join(_told()).replace(name, "~") + "\n```\n"
            finally:
                os.chdir(before)


def _told() -> Iterator[str]:
    for line in LINES.strip().splitlines():
        yield f"$ surefoot {line}"
        status, answer = _answer([_newest() if word == ID else word for word in shlex.split(line)])
        shown = re.sub(r"\b\d{17,19}\b", ID, answer).rstrip().splitlines()
        yield from shown[:MOST]
        if len(shown) > MOST:
            yield f"… {len(shown) - MOST} lines more"
        if status:
            yield f"(status {status})"
        yield ""


def _newest() -> str:
    return _answer(["log", "--since", "today"])[1].split()[0]


def _answer(words: list[str]) -> tuple[int, str]:
    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said), patch("sys.stdin", io.StringIO("")):
        try:
            status = main(words)
        except SystemExit as end:
            status = int(end.code or 0)
    return status, said.getvalue()
