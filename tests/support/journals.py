"""Journals and the app for tests: a clock that stands still, a journal in a temporary folder."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import msgspec
import pytest

from journal.clock import FixedClock
from journal.demo import demo_entries
from journal.entries import Entry
from journal.errors import Refused
from journal.journal import Journal
from journal.settings.settings import Settings

if TYPE_CHECKING:
    from screens.app.app import SurefootApp
    from screens.frame.drafts import Drafts

NOW = "2026-11-20T18:00:00+01:00"
"""A Friday evening, at which tests and pictures stand still."""
HOSTILE = (
    "\x1b[2J\x1b]0;owned\x07\x9b31m [bold red]markup[/] [@click=app.quit]x[/] \u202egnp.exe\u2066 \u200b"
    + "e\u0301" * 40
)


def fixed_clock(moment: str = NOW) -> FixedClock:
    """A clock at ``moment``; ``clock.advance(minutes=5)`` moves it."""
    return FixedClock(datetime.fromisoformat(moment))


def open_journal(folder: Path, entries: Sequence[Entry] = (), clock: FixedClock | None = None) -> Journal:
    """A journal in ``folder`` holding ``entries``."""
    journal = Journal.open(folder / "journal.json", clock or fixed_clock())
    if entries:
        journal.add_all(entries)
    return journal


def demo_journal(folder: Path, clock: FixedClock | None = None) -> Journal:
    """The twelve weeks of the demonstration, ending at the clock's day; written once and then copied."""
    clock = clock or fixed_clock()
    folder.mkdir(exist_ok=True)
    (folder / "journal.json").write_bytes(_demo_file(clock.now()))
    return open_journal(folder, clock=clock)


@cache
def _demo_file(now: datetime) -> bytes:
    chance = random.getstate()  # whichever test comes first, its own chance is as if the file had been there
    random.seed("demo")
    try:
        with TemporaryDirectory() as folder:
            journal = open_journal(Path(folder), demo_entries(now), FixedClock(now))
            journal.close()
            return journal.path.read_bytes()
    finally:
        random.setstate(chance)


def refusal(path: Path) -> Refused:
    """Why a journal is not opened."""
    with pytest.raises(Refused) as caught:
        Journal.open(path, fixed_clock())
    return caught.value


def with_values(**values: object) -> Callable[[Entry], Entry]:
    """The edit that gives an entry these values."""
    return lambda entry: msgspec.structs.replace(entry, **values)


def app_over(journal: Journal, settings: Settings | None = None, drafts: Drafts | None = None) -> SurefootApp:
    """The app over a journal as a runner meets it: default settings, built-in catalogue, dark theme."""
    from library.catalogue import Catalogue
    from screens.app.app import SurefootApp
    from screens.terminal.themes import DARK

    app = SurefootApp(journal, journal.clock, settings or Settings(), Catalogue.built_in(), drafts)
    app.theme = DARK.name
    return app
