"""A question after a twist: what was measured stands beside it, and a test is a key away."""

from __future__ import annotations

from pathlib import Path

from journal.clock import FixedClock
from journal.entries import Answer, SelfTest
from screens.entries.answer import MeasuredDialog
from screens.frame.choosing import ChoosingDialog
from screens.today.screen import TodayScreen
from screens.widgets.rows import Rows
from tests.support.journals import app_over, open_journal
from tests.support.sight import painted
from tests.support.verdicts import at, story

WALKED = [*("d0 ev left 4 ankle-roll atfl", "d1-d4 wk left 2", "d5-d9 wk left 0"), "d3,d5 answer left p1 yes"]


async def test_running_again_is_asked_with_what_was_measured(tmp_path: Path) -> None:
    """A key logs what is missing and leaves the question open; yes is kept, and the verdict follows."""
    measured = [SelfTest(at=at(8), test="heel-raises", side=side, value=18) for side in ("left", "right")]
    journal = open_journal(tmp_path, [*story(WALKED), *measured], FixedClock(at(9, 17)))
    app = app_over(journal)
    async with app.run_test(size=(80, 30)) as pilot:
        await pilot.pause()
        app.screen.query_one("#card", Rows).move_to("question-0")
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, MeasuredDialog)
        text = "\n".join(painted(app.screen))
        assert "100 %" in text and "not measured since the twist" in text
        await pilot.press("m")
        await pilot.pause()
        assert isinstance(app.screen, ChoosingDialog)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, TodayScreen)
        app.screen.query_one("#card", Rows).move_to("question-0")
        await pilot.press("enter", "y")
        await pilot.pause()
        assert [(one.question, one.value) for one in journal.of_kind(Answer)][-1] == ("p2", True)
        assert app.context.views.verdict(at(9, 17)).run == "ladder"


async def test_both_ankles_can_have_rolled(tmp_path: Path) -> None:
    """A key of its own says so, and both stay on the way back."""
    journal = open_journal(tmp_path, story(["d0 ev both 4 ankle-roll"]), FixedClock(at(0, 21)))
    app = app_over(journal)
    async with app.run_test(size=(80, 30)) as pilot:
        await pilot.pause()
        app.screen.query_one("#card", Rows).move_to("question-0")
        await pilot.press("enter", "b")
        await pilot.pause()
        assert [(one.question, one.side) for one in journal.of_kind(Answer)] == [("which-side", "body")]
        found = app.context.views.verdict(at(0, 21))
        assert ([one.side for one in found.path], found.questions) == (["left", "right"], ())
