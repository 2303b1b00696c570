"""Home time in the app: offered by one line after the first entry where the machine is on UTC, and set by a name."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from textual.widgets import Input

from journal.clock import FixedClock
from journal.entries import CheckIn
from journal.journal import Journal
from screens.app.home import ask_home
from screens.widgets.bars import KeyBar
from tests.support.journals import app_over


@pytest.fixture
def on_utc(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Journal:
    """A journal on a machine that is on UTC, half past four in the afternoon in Los Angeles."""
    monkeypatch.setattr(time, "tzname", ("UTC", "UTC"))
    return Journal.open(tmp_path / "journal.json", FixedClock(datetime(2026, 11, 21, 0, 30, tzinfo=UTC)))


async def test_it_is_offered_once_an_entry_was_made_here(on_utc: Journal) -> None:
    """Not before, not over what the entry itself says, and once."""
    app = app_over(on_utc)
    async with app.run_test(size=(80, 24)) as pilot:
        app.look_again()
        bar = app.screen.query_one(KeyBar)
        assert "UTC" not in bar.message
        await pilot.press("r", "2", "tab", "0", "enter", "escape")
        bar.clear()
        app.look_again()
        assert bar.message.startswith("This machine is on UTC. “Home time zone” (ctrl+p)")
        bar.clear()
        app.look_again()
        assert bar.message == ""


async def test_a_name_is_asked_for_and_kept(on_utc: Journal) -> None:
    """From then on days are those at home; a name that no zone has is said in the form."""
    app = app_over(on_utc)
    async with app.run_test(size=(80, 24)) as pilot:
        ask_home(app.context)
        await pilot.pause()
        app.screen.query_one(Input).value = "Los Angeles"
        await pilot.press("enter")
        assert "is not the name of a time zone" in str(app.screen.query_one("#problem").render())
        app.screen.query_one(Input).value = "America/Los_Angeles"
        await pilot.press("enter")
        await pilot.pause()
        assert app.screen.query_one(KeyBar).message == "It is 16:30 at home."
        await pilot.press("r", "2", "tab", "0", "enter", "escape")
    [entry] = on_utc.of_kind(CheckIn)
    assert entry.at.isoformat() == "2026-11-20T16:30:00-08:00"


async def test_elsewhere_nothing_is_offered(journal: Journal, clock: FixedClock) -> None:
    """In Berlin."""
    app = app_over(journal)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("r", "2", "tab", "0", "enter", "escape")
        app.screen.query_one(KeyBar).clear()
        app.look_again()
        assert app.screen.query_one(KeyBar).message == ""
