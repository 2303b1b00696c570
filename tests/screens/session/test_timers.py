"""The timers of the screen Session: what their line says, and how large."""

from __future__ import annotations

import pytest

from journal.journal import Journal
from journal.rules.done.history import live_items
from journal.settings.settings import Settings
from screens.session.progress import ProgressLine
from screens.session.timer import Digits
from screens.widgets.big_digits import BigDigits, big
from tests.support.session import at_session


async def test_the_lead_in_comes_first(evening: Journal) -> None:
    """Five seconds to get ready, by default."""
    async with at_session(evening, Settings(bell=False)) as desk:
        await desk.press("enter", "j", "j", "enter")
        assert desk.timer.startswith("Get ready left 0:05")
        await desk.wait(5)
        assert desk.timer.startswith("Hold left 0:30")


async def test_rest_starts_by_itself_and_can_be_changed(evening: Journal) -> None:
    """Longer, shorter, any length, or none."""
    async with at_session(evening) as desk:
        await desk.press("enter", "space")
        assert desk.timer.startswith("Rest 1:00")
        await desk.press("right_square_bracket")
        assert desk.timer.startswith("Rest 1:15")
        await desk.press("left_square_bracket", "left_square_bracket")
        assert desk.timer.startswith("Rest 0:45")
        await desk.press("x")
        assert desk.session.timer is None
        await desk.press("m")
        await desk.type("2 days")
        await desk.press("enter")
        assert "not a duration" in desk.problem
        await desk.type("48h")
        await desk.press("enter")
        assert desk.problem == "172800 s is not a rest: expected 0 to 4 h."
        await desk.type("1:30")
        await desk.press("enter")
        assert desk.timer.startswith("Rest 1:30")
        assert live_items(desk.session)[0].dose.rest_s == 90


async def test_a_clock_that_jumps_back_shows_no_negative_time(evening: Journal) -> None:
    """The whole hold is left, no time has gone."""
    async with at_session(evening) as desk:
        await desk.press("enter", "j", "j", "enter")
        await desk.wait(-7200)
        assert desk.timer.startswith("Hold left 0:30")
        desk.app.journal_changed()
        await desk.pilot.pause()
        assert "0 min gone" in str(desk.screen.query_one(ProgressLine).render())


@pytest.mark.parametrize(("rows", "shown"), [(24, False), (29, False), (30, True), (40, True)])
async def test_from_thirty_rows_on_the_timer_is_read_from_afar(evening: Journal, rows: int, shown: bool) -> None:
    """Five lines of blocks in place of the small digits, for holds and rests."""
    async with at_session(evening, size=(80, rows)) as desk:
        await desk.press("enter", "j", "j", "enter")
        digits = desk.screen.query_one(BigDigits)
        assert digits.display is shown and desk.screen.query_one(Digits).display is not shown
        assert digits.render().plain == "\n".join(big("0:30"))
        await desk.wait(1)
        assert digits.render().plain == "\n".join(big("0:29"))
        assert desk.timer.startswith("Hold left 0:29")
        await desk.press("x")
        assert not digits.display


async def test_a_rest_says_what_comes_after_it(evening: Journal) -> None:
    """The other side of the same exercise, or another exercise by its name; also once the rest is over."""
    async with at_session(evening) as desk:
        await desk.press("enter", "space")
        assert "Next: 12  x skips it" in desk.timer
        await desk.press("space")
        assert "Next: Single-leg balance, left, 30 s" in desk.timer
        await desk.wait(61)
        assert desk.timer == "Rest is over: go on when you are ready. Next: Single-leg balance, left, 30 s"
