"""With every key rebound, what is said names the keys as they are now, and none as it came."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest

from journal.entries import AnkleReport, CheckIn
from journal.journal import Journal
from journal.settings.settings import Settings
from journal.vocabulary import FEELS
from screens.app.keys import declared
from screens.drawing.keys import SCREENS
from screens.entries.check_in.ask import rate_ankles
from screens.entries.check_in.stop_signs import ask_stop_signs
from screens.entries.exercise.own import new_exercise, new_routine
from screens.entries.fit_check import check_fit
from screens.entries.note import edit_note
from screens.entries.plan import edit_plan
from screens.entries.run import log_run
from screens.entries.self_care import log_self_care
from screens.entries.shoe import add_shoe
from screens.exchange.bring_in import import_file
from screens.exchange.export import export_journal
from screens.exchange.physio import show_page
from screens.frame.choosing import TicksDialog
from screens.frame.context import Context
from screens.frame.dialog import Dialog
from screens.widgets.pick_line import PickLine
from screens.widgets.rows import Rows
from tests.support.exploring import by_turns
from tests.support.journals import app_over, demo_journal

DOES = "brings|takes|asks|shows|adds|rates|plans|starts|skips|ends|logs|opens|saves|copies|reads|undoes|tries|swaps"
NAMED = re.compile(
    rf"(?<![\w’'])(?:[a-zA-Z!?/\[\]<>]|space|ctrl\+\w) (?:{DOES})\b|Press [a-zA-Z!?/] |\([0-9]\)|\([fwsu]\)"
)
"""A key as it came, in a sentence that says what it does."""


@pytest.fixture
def rebound(monkeypatch: pytest.MonkeyPatch) -> Settings:
    """Settings in which no action has the key it comes with; as no keyboard has so many keys, each is taken to fit."""
    monkeypatch.setattr("screens.app.settings.fitting", lambda chosen, *_: (dict(chosen), []))
    return Settings(keys={id: f"f{number}" for number, id in enumerate(declared(), start=100)})


def painted(app: object) -> str:
    """Everything on the screen in sight, the list's rows below its edge too."""
    screen = app.screen  # type: ignore[attr-defined]
    lines = ["".join(segment.text for segment in strip) for strip in screen._compositor.render_strips()]
    lines += [str(row.content) for rows in screen.query(Rows) for row in rows.rows]
    return "\n".join(lines)


@pytest.mark.parametrize("state", ["empty", "typical", "stopped"])
async def test_no_sentence_names_a_key_as_it_came(
    state: str, journal: Journal, request: pytest.FixtureRequest, rebound: Settings
) -> None:
    """On every screen, with nothing written, with twelve weeks, and with a stop sign open."""
    if state != "empty":
        journal = demo_journal(request.getfixturevalue("tmp_path") / "demo", request.getfixturevalue("clock"))
    if state == "stopped":
        at = journal.clock.now() - timedelta(hours=1)
        sore = AnkleReport(rating=7)
        journal.add(CheckIn(at=at, moment="after", left=sore, stop_signs=("cannot-bear-weight",)))
    app = app_over(journal, rebound)
    async with app.run_test(size=(120, 40)) as pilot:
        for _, mode, _ in SCREENS:
            app.action_show(mode)
            await pilot.pause()
            await pilot.pause()
            assert NAMED.findall(painted(app)) == [], mode


async def test_a_key_that_cannot_be_used_is_named_nowhere(demo: Journal) -> None:
    """The way out of a dialog is the one it comes with, and the dialog says so; in the list of keys too."""
    app = app_over(demo, Settings(keys={"dialog.leave": "f9", "dialog.close": "f9", "app.undo": "q"}))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("escape", "7", "f")
        await pilot.pause()
        assert "esc cancel" in str(app.screen.query_one("#frame").border_subtitle)
        await pilot.press("escape", "d")
        await pilot.pause()
        assert "Removed. u brings it back." in painted(app)
        app.action_keys()
        await pilot.pause()
        assert all("*" not in line or " f9 " in line for line in painted(app).splitlines() if "Close" in line)


async def test_what_is_removed_comes_back_by_the_key_that_undo_has(demo: Journal) -> None:
    """The sentence, and the line of keys beside it, agree."""
    app = app_over(demo, Settings(keys={"app.undo": "f5"}))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("7", "d")
        await pilot.pause()
        assert "Removed. f5 brings it back." in painted(app)
        await pilot.press("f5")
        await pilot.pause()
        assert "Undone" in painted(app)


DIALOGS: dict[str, Callable[[Context], object]] = {
    "check-in": rate_ankles,
    "stop signs": ask_stop_signs,
    "run": log_run,
    "note": edit_note,
    "fit check": check_fit,
    "plan": edit_plan,
    "shoe": add_shoe,
    "self-care": log_self_care,
    "exercise": lambda context: new_exercise(context, print),
    "routine": lambda context: new_routine(context, print),
    "export": export_journal,
    "import": import_file,
    "physio": show_page,
    "words": lambda context: context.ask(TicksDialog("Which?", FEELS, ())),
}
HINTED = re.compile(r"\bctrl\+[a-z]|(?<![\w-])(?:tab|space|enter|esc) [a-z]|press [a-z]\b", re.IGNORECASE)
"""A key as it came, in a dialog: on its lower edge, or in a sentence."""


@by_turns(2)
async def test_no_dialog_names_a_key_as_it_came(step: int, demo: Journal, rebound: Settings) -> None:
    """Its lower edge, what it explains, and its fields."""
    app = app_over(demo, rebound)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        for name, opens in [*DIALOGS.items()][::step]:
            opens(app.context)
            await pilot.pause()
            assert isinstance(app.screen, Dialog), name
            told = painted(app) + str(app.screen.query_one("#frame").border_subtitle)
            inside = "\n".join(line for line in told.splitlines() if "│" in line or "╰" in line)
            assert HINTED.findall(inside or told) == [], name
            # Beside a field that is picked elsewhere stands the key that picks it.
            assert [line.key for line in app.screen.query(PickLine) if len(line.key) == 1] == [], name
            while len(app.screen_stack) > 1:
                await app.pop_screen()


async def test_a_click_on_a_screens_name_goes_there_whatever_its_key_is(demo: Journal) -> None:
    """The name stands on the last line beside the key it has now."""
    app = app_over(demo, Settings(keys={"app.diary": "exclamation_mark", "app.stop-signs": "f9"}))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        last = app.screen._compositor.render_strips()[-1]
        at = "".join(segment.text for segment in last).index("Diary")
        await pilot.click(offset=(at, 39))
        await pilot.pause()
        assert app.current_mode == "diary"
