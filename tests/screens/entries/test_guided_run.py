"""A guided run: what to do now and what comes then, by the clock, whether anybody looks or not."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from journal.clock import FixedClock
from journal.entries import Run
from journal.journal import Journal
from screens.entries.check_in.dialog import CheckInDialog
from screens.entries.guided_run import GuidedRunDialog
from screens.today.screen import TodayScreen
from screens.widgets.rows import Rows
from tests.support.journals import app_over, open_journal
from tests.support.sight import painted
from tests.support.verdicts import at, check_in, story

WALKED = [
    *("d0 ev left 4 ankle-roll atfl", "d1-d4 wk left 2", "d5-d9 wk left 0"),
    *("d3,d5 answer left p1 yes", "d7 answer left p2 yes"),
]


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    """A runner on the first step of running, nine days after a twist."""
    return open_journal(tmp_path, story(WALKED), FixedClock(at(9, 17)))


async def guide(pilot: Pilot[None]) -> None:
    """Open it from Today."""
    rows = pilot.app.screen.query_one("#card", Rows)
    rows.move_to("guide")
    await pilot.press("enter")
    await pilot.pause()
    assert isinstance(pilot.app.screen, GuidedRunDialog)


def shown(pilot: Pilot[None]) -> str:
    """What is in sight."""
    return "\n".join(painted(pilot.app.screen))


async def test_it_says_what_to_do_now_and_its_end_logs_the_run(journal: Journal) -> None:
    """Walk first, skip to the run, end it: the form has the minutes without those skipped, then both ankles are asked
    for. It is the same where it was left meanwhile.
    """
    clock = journal.clock
    assert isinstance(clock, FixedClock)
    app = app_over(journal)
    async with app.run_test(size=(80, 30)) as pilot:
        await pilot.pause()
        await guide(pilot)
        assert "Walk" in shown(pilot) and "Then run 1 min; 35 min left in all." in shown(pilot)
        await pilot.press("n")
        assert "Run, 1 of 5" in shown(pilot) and "Then walk 4 min; 30 min left in all." in shown(pilot)
        clock.advance(minutes=12)
        await pilot.press("escape")
        await pilot.pause()
        await guide(pilot)
        await pilot.press("enter")
        await pilot.pause()
        assert "Minutes" in shown(pilot) and "12" in shown(pilot)
        await pilot.press("ctrl+s")
        await pilot.pause()
        [run] = journal.of_kind(Run)
        assert (run.activity, run.duration_s, run.started_at) == ("run", 12 * 60, at(9, 17))
        assert isinstance(app.screen, CheckInDialog)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, TodayScreen)
        assert "done for today" in shown(pilot) and "waits for its morning" in shown(pilot)


async def test_left_it_goes_on_by_the_clock_and_a_pause_holds_it(journal: Journal) -> None:
    """Coming back shows the part of that moment; paused, it waits."""
    clock = journal.clock
    assert isinstance(clock, FixedClock)
    app = app_over(journal)
    async with app.run_test(size=(80, 30)) as pilot:
        await pilot.pause()
        await guide(pilot)
        await pilot.press("escape")
        clock.advance(minutes=10, seconds=30)
        await pilot.pause()
        await guide(pilot)
        assert "Run, 2 of 5" in shown(pilot)
        await pilot.press("space")
        clock.advance(minutes=7)
        await pilot.press("escape")
        await pilot.pause()
        await guide(pilot)
        assert "Run, 2 of 5 (paused)" in shown(pilot)
        await pilot.press("space")
        clock.advance(minutes=60)
        await pilot.press("space")
        assert "That was the last part" in shown(pilot)


async def test_what_is_noted_elsewhere_meanwhile_stops_it(journal: Journal) -> None:
    """A sign ticked in another window: it stops, paused or not, says why, and does not go on."""
    app = app_over(journal)
    async with app.run_test(size=(80, 30)) as pilot:
        await pilot.pause()
        await guide(pilot)
        await pilot.press("n")
        with Journal.open(journal.path, journal.clock) as elsewhere:
            elsewhere.add(check_in(9, 6, hour=16, signs=["cannot-bear-weight"]))
        app.look_again()
        await pilot.pause()
        for key in ("space", "n"):
            assert "Stop here." in shown(pilot) and "Run, 1 of 5" not in shown(pilot)
            await pilot.press(key)
        await pilot.press("enter")
        await pilot.pause()
        assert "Minutes" in shown(pilot)
