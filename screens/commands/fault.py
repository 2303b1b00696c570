"""A fault of the program's own: told in one sentence, kept in a file that holds nothing of what a runner wrote."""

from __future__ import annotations

import os
import platform
import traceback
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from journal import VERSION
from journal.clock import Clock, clock_from_environment
from journal.errors import system_said
from journal.paths import make_folder, state_folder
from library.words import capitalised, counted

PACKAGES = ("textual", "rich", "tinydb", "msgspec", "pendulum")
TERMINAL = ("TERM", "COLORTERM", "TERM_PROGRAM", "TMUX", "STY", "SSH_TTY", "LANG", "LC_ALL", "NO_COLOR")
"""What of the environment is about the terminal."""
ONLY_WHETHER = frozenset({"TMUX", "STY", "SSH_TTY"})
"""Told without their values, which name places on the machine."""
ROOT = Path(__file__).resolve().parents[2]


def tell_fault(error: BaseException, journal: Path | None, command: str) -> str:
    """Keep a report of an error nobody foresaw; the sentence for the runner, without its end.

    ``error``: what was raised.
    ``journal``: the file that was in use; None for one that is thrown away.
    ``command``: the name of the command, without what it was given.
    """
    clock = clock_from_environment()
    whole = "" if journal is None else f" {_whole(journal, clock)}"
    try:
        folder = make_folder(state_folder() / "faults")
        path = folder / f"{clock.now():%Y-%m-%dT%H%M%S}-{os.getpid()}.txt"
        path.touch(0o600)
        path.write_text("\n".join([*report(error, command, clock), ""]), encoding="utf-8")
        kept = f"what happened stands in {path}"
    except OSError as unkept:
        kept = f"no report could be kept ({system_said(unkept)})"
    ended = f"Surefoot met a fault of its own and ended.{whole}"
    return f"{ended} {capitalised(kept)}; CONTRIBUTING says how to report it"


def report(error: BaseException, command: str, clock: Clock) -> Iterator[str]:
    """Versions, terminal, and where it happened. No message and no value: they may be what the runner wrote."""
    yield f"Surefoot {VERSION}, {command or 'the app'}, {clock.now().isoformat()}"
    yield f"Python {platform.python_version()} on {platform.platform()}"
    yield ", ".join(f"{name} {_version(name)}" for name in PACKAGES)
    for name in TERMINAL:
        if value := os.environ.get(name):
            yield f"{name}={'yes' if name in ONLY_WHETHER else value[:60]!r}"
    seen: BaseException | None = error
    while seen is not None:
        yield ""
        yield type(seen).__qualname__
        for frame in traceback.extract_tb(seen.__traceback__):
            yield f"  {_place(frame.filename)}:{frame.lineno} {frame.name}"
            yield f"    {frame.line}"
        seen = seen.__cause__ or (None if seen.__suppress_context__ else seen.__context__)


def _whole(journal: Path, clock: Clock) -> str:
    """Whether the journal is whole, in one sentence."""
    from journal.upkeep.check import check

    if not journal.exists():
        return "There is no journal yet."
    try:
        found = check(journal, clock)
    except Exception:  # whatever broke may break here again, and this is the last that is said
        return "Whether the journal is whole, surefoot check says."
    if found.whole:
        return f"The journal is whole, with {counted(sum(found.counts.values()), 'entry', 'entries')}."
    return "The journal is not whole: surefoot check says where."


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "not there"


def _place(file: str) -> str:
    """A file of the program or of a package, without the folders of this machine."""
    parts = Path(file).parts
    if "site-packages" in parts:
        return "/".join(parts[parts.index("site-packages") + 1 :])
    path = Path(file)
    return str(path.relative_to(ROOT)) if path.is_relative_to(ROOT) else path.name
