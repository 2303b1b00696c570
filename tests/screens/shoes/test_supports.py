"""A brace, tape or sleeve on Shoes: listed like a pair, put away and brought back, edited, removed."""

from __future__ import annotations

from datetime import date

from journal.entries import Run, Support
from journal.journal import Journal
from screens.frame.form import FormDialog
from screens.widgets.rows import Rows
from tests.support.by_key import SIZE, press, text_of
from tests.support.journals import app_over
from tests.support.shoes import about, at_shoes


async def test_a_brace_stands_below_the_pairs_with_what_it_was_worn_for(demo: Journal) -> None:
    """Runs are counted; put away it says until when, and comes back by the same key; enter edits it."""
    for one in demo.of_kind(Support):
        demo.remove(one.id)
    brace = demo.add(Support(type="lace-brace", side="left", since=date(2026, 11, 2), note="from the physio"))
    demo.add(Run(started_at=demo.clock.now(), duration_s=1800, support=brace.id))
    async with app_over(demo).run_test(size=SIZE) as pilot:
        screen = await at_shoes(pilot)
        await press(pilot, "G")
        assert "lace-up brace, left  since Mon 2 Nov" in text_of(screen.query_one("#list", Rows))
        assert "Worn on 1 run and in 0 sessions." in about(screen) and "from the physio" in about(screen)
        await press(pilot, "P")
        assert [one.until for one in demo.of_kind(Support)] == [date(2026, 11, 20)]
        assert "Mon 2 Nov to Fri 20 Nov" in text_of(screen.query_one("#list", Rows))
        await press(pilot, "P")
        assert [one.until for one in demo.of_kind(Support)] == [None]
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, FormDialog)
        await press(pilot, "escape", "d")
        assert demo.of_kind(Support) == []


async def test_a_brace_is_there_without_a_pair(journal: Journal) -> None:
    """The keys of pairs are not; what goes for both is."""
    journal.add(Support(type="tape", side="right", since=date(2026, 11, 2)))
    async with app_over(journal).run_test(size=SIZE) as pilot:
        screen = await at_shoes(pilot)
        assert "right  since Mon 2 Nov" in text_of(screen.query_one("#list", Rows))
        await press(pilot, "f", "m", "c", "asterisk")
        assert pilot.app.screen is screen
        await press(pilot, "P")
        assert [one.until for one in journal.of_kind(Support)] == [date(2026, 11, 20)]
