"""The screen Shoes for tests: the app at it, what it says of a pair."""

from __future__ import annotations

from textual.pilot import Pilot

from journal.entries import Shoe
from journal.journal import Journal
from screens.shoes.screen import ShoesScreen
from screens.widgets.rows import Rows
from tests.support.by_key import text_of


async def at_shoes(pilot: Pilot[None]) -> ShoesScreen:
    """The screen Shoes, ready."""
    await pilot.pause()
    await pilot.press("4")
    await pilot.pause()
    screen = pilot.app.screen
    assert isinstance(screen, ShoesScreen)
    return screen


def about(screen: ShoesScreen) -> str:
    """Everything said about the pair under the cursor."""
    return text_of(screen.query_one("#about", Rows))


def pair(journal: Journal, name: str) -> Shoe:
    """The pair of that name."""
    return next(shoe for shoe in journal.of_kind(Shoe) if shoe.name == name)
