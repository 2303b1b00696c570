"""A guide followed to the letter: what its blocks tell people to type is typed, and what they are to see is looked for.

A block is of one kind, named after its fence: ``console`` holds commands after a ``$``, and what they say in the lines
under them; ``keys`` the keys of the app, two blanks before what they do, and after a ``>`` what is seen then; ``toml``
goes into the settings; ``sql`` is answered by DuckDB; ``text`` is only shown. A heading that begins with a day and a
time is when what follows is done.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import AsyncExitStack
from datetime import datetime
from itertools import groupby
from pathlib import Path

from msgspec import Struct
from textual.pilot import Pilot

from journal.clock import FixedClock
from journal.settings.settings import read_settings
from screens.app.keys import fitting
from tests.support.journals import NOW, app_over, open_journal
from tests.support.sight import painted, squeezed

ROOT = Path(__file__).parents[2]
KINDS = ("console", "keys", "toml", "sql", "text")
DAYS = {"Monday": 16, "Tuesday": 17, "Wednesday": 18, "Thursday": 19, "Friday": 20, "Saturday": 21, "Sunday": 22}
"""Of November 2026, the week in which tests stand still."""
_BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


class Block(Struct, frozen=True):
    """What is done in a part of a guide: its heading, when, the kind of block and its lines."""

    part: str
    at: str
    kind: str
    lines: tuple[str, ...]


def blocks(page: str) -> Iterator[Block]:
    """The blocks of a guide, in order; blocks of keys that follow each other are one."""
    for part in re.split(r"^## ", page, flags=re.MULTILINE)[1:]:
        heading, _, text = part.partition("\n")
        when = re.match(r"(\w+), (\d\d:\d\d)", heading)
        at = f"2026-11-{DAYS[when[1]]}T{when[2]}:00+01:00" if when else NOW
        for kind, run in groupby(_BLOCK.findall(text), key=lambda found: found[0]):
            bodies = [tuple(lines.splitlines()) for _, lines in run]
            yield from [Block(heading, at, kind, lines) for lines in ([sum(bodies, ())] if kind == "keys" else bodies)]


class Reader:
    """Somebody who follows a guide in a folder of their own, with a journal in it; the app stays open through a day."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.journal = folder / "journal.json"
        program = folder / "bin" / "surefoot"
        program.parent.mkdir()
        program.write_text(f'#!/bin/sh\nPYTHONPATH={ROOT} exec {sys.executable} -m screens "$@"\n')
        program.chmod(0o755)
        self._opened = AsyncExitStack()
        self._clock = FixedClock(datetime.fromisoformat(NOW))
        self._pilot: Pilot[None] | None = None

    async def __aenter__(self) -> Reader:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._opened.aclose()

    def environment(self, at: str) -> Mapping[str, str]:
        """Nothing of the machine's but the way to programs."""
        return {
            "PATH": f"{self.folder / 'bin'}{os.pathsep}{os.environ['PATH']}",
            "HOME": str(self.folder),
            "LANG": "C.UTF-8",
            "SUREFOOT_JOURNAL": str(self.journal),
            "SUREFOOT_NOW": at,
        }

    async def follow(self, block: Block) -> None:
        """Do what a block says. Raises AssertionError: something else came of it."""
        if block.kind == "console":
            self._type(block)
        elif block.kind == "keys":
            await self._press(block)
        elif block.kind == "toml":
            settings = self.folder / "settings.toml"
            settings.write_text("\n".join(block.lines), encoding="utf-8")
            found, problems = read_settings(settings)
            assert [*problems, *fitting(found.keys)[1]] == [], block
        elif block.kind == "sql":
            import duckdb

            before = Path.cwd()
            os.chdir(self.folder)
            try:
                with duckdb.connect() as connection:
                    assert connection.execute("\n".join(block.lines)).fetchall(), block
            finally:
                os.chdir(before)

    def _type(self, block: Block) -> None:
        whole = ""
        for line in block.lines:
            if line.startswith("$ "):
                done = subprocess.run(
                    ["/bin/sh", "-c", line[2:]],
                    cwd=self.folder,
                    env=self.environment(block.at),
                    capture_output=True,
                    text=True,
                    check=False,
                )
                assert done.returncode == 0, f"{block.part}: {line}: {done.stderr}"
                whole = done.stdout
            else:
                assert line in whole.splitlines(), f"{block.part}: {line!r} is not said, but {whole}"

    async def _press(self, block: Block) -> None:
        pilot = await self._app(block.at)
        for line in block.lines:
            screen = pilot.app.screen
            if line.startswith("> "):
                seen = "\n".join(painted(screen))
                assert squeezed(line[2:]) in squeezed(seen), f"{block.part}: {line}\n{seen}"
                continue
            for typed in re.findall(r'"[^"]*"|\S+', line.partition("  ")[0]):
                for key in [*typed[1:-1]] if typed.startswith('"') else [typed]:
                    await pilot.press(pressed(key))
                    await pilot.pause()

    async def _app(self, at: str) -> Pilot[None]:
        """The app as it was left, moved on to the hour; of another day, or the first time, a new one."""
        now, pilot = datetime.fromisoformat(at), self._pilot
        if pilot is None or self._clock.now().date() != now.date():
            await self._opened.aclose()
            self._clock = FixedClock(now)
            journal = self._opened.enter_context(open_journal(self.folder, clock=self._clock))
            app = app_over(journal, read_settings(self.folder / "settings.toml")[0])
            pilot = self._pilot = await self._opened.enter_async_context(app.run_test(size=(80, 24)))
        self._clock.moment = now
        await pilot.pause()
        return pilot


def pressed(key: str) -> str:
    """A key as the app calls it."""
    return {"esc": "escape", " ": "space"}.get(key, key)
