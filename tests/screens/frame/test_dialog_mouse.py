"""Dialogs by mouse: the hints on their lower edge do what they say."""

from __future__ import annotations

from textual.geometry import Offset
from textual.pilot import Pilot

from journal.entries import CheckIn
from journal.journal import Journal
from screens.frame.dialog import Dialog
from tests.support.journals import app_over


async def click_hint(pilot: Pilot[None], hint: str) -> None:
    """Click the words of a hint."""
    frame = pilot.app.screen.query_one("#frame")
    region = frame.region
    row = pilot.app.screen._compositor.render_strips()[region.bottom - 1]
    at = row.text.index(hint)
    await pilot.click(offset=Offset(at + 1, region.bottom - 1))
    await pilot.pause()


async def test_a_check_in_is_saved_and_a_form_is_left_with_the_mouse(journal: Journal) -> None:
    """enter save, esc cancel: each by a click on its words."""
    app = app_over(journal)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("r", "2")
        await pilot.pause()
        await click_hint(pilot, "enter save")
        assert [one.left.rating for one in journal.of_kind(CheckIn)] == [2]
        await pilot.press("escape", "n", "n")
        await pilot.pause()
        assert isinstance(app.screen, Dialog)
        await click_hint(pilot, "esc cancel")
        assert not isinstance(app.screen, Dialog)
