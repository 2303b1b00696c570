"""frame: what a screen takes to show a journal of ten years from memory, against half a frame."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Iterable
from pathlib import Path
from time import process_time

from journal.clock import FixedClock
from journal.dates import Week
from journal.journal import Journal
from journal.settings.settings import Settings
from journal.views.views import Views
from library.catalogue import Catalogue
from screens.app.app import SurefootApp
from screens.drawing.keys import SCREENS
from tests.benchmarks.table import Row, median, ms
from tests.benchmarks.years import LAST_DAY, write_journal

LIMIT_S = 0.008
"""Half of a frame of 16 ms: painting needs the rest. Processor time: what else the machine does stays out of it."""


def rows() -> Iterable[Row]:
    """The row frame of section 13: the week's summary, and every screen read again."""
    with tempfile.TemporaryDirectory(prefix="surefoot-bench-") as name:
        path = write_journal(Path(name), 10)
        with Journal.open(path, FixedClock(LAST_DAY), state=Path(name)) as journal:
            yield _week(journal)
            yield from asyncio.run(_screens(journal))


def _week(journal: Journal) -> Row:
    weeks = iter(range(1, 100))
    views = Views(journal, Settings(), Catalogue.built_in())
    now = journal.clock.now()
    views.week(Week.of(now.date()), now)
    seconds = median(lambda: views.week(Week.of(now.date()).shifted(-next(weeks)), now), 30, process_time)
    return _row("the summary of another week, 10 years", seconds)


async def _screens(journal: Journal) -> list[Row]:
    app = SurefootApp(journal, journal.clock, Settings(), Catalogue.built_in())
    found = []
    async with app.run_test(size=(80, 24)) as pilot:
        for key, mode, _ in SCREENS:
            await pilot.press(key)
            await pilot.pause()
            screen = app.screen_stack[0]
            found.append(_row(f"{mode} read again, 10 years", median(screen.refresh_data, 15, process_time)))  # type: ignore[attr-defined]
    return found


def _row(what: str, seconds: float) -> Row:
    return Row("frame", what, ms(seconds), "one frame, 16 ms", f"<= {ms(LIMIT_S)}", seconds <= LIMIT_S)
