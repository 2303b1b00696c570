"""A journal in the app on a morning, keys pressed one by one, and the check-ins that came of it."""

from __future__ import annotations

from pathlib import Path

from textual.pilot import Pilot

from journal.entries import CheckIn, Entry
from journal.journal import Journal
from screens.app.app import SurefootApp
from screens.frame.drafts import Drafts
from tests.support.journals import app_over, fixed_clock, open_journal


def check_ins(journal: Journal) -> list[CheckIn]:
    """All check-ins, oldest first."""
    return journal.of_kind(CheckIn)


async def press(pilot: Pilot[None], keys: str) -> None:
    """Press keys written with spaces between them."""
    for key in keys.split():
        await pilot.press(key)
        await pilot.pause()


def app_with(
    folder: Path, *entries: Entry, at: str = "2026-11-20T07:12:00+01:00", drafts: Drafts | None = None
) -> SurefootApp:
    """The app over a journal holding these entries, on a morning."""
    return app_over(open_journal(folder, entries, fixed_clock(at)), drafts=drafts)
