"""A form whose answer waits for a disk: keys are answered meanwhile, what is waited for is said, and it can be left."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from threading import Event
from types import ModuleType
from typing import Any

import pytest
from textual.widgets import Input

from journal.errors import SurefootError
from journal.exchange import exporting
from journal.journal import Journal
from screens.app.app import SurefootApp
from screens.exchange import bring_in
from screens.exchange.bring_in import ImportDialog, import_file
from screens.exchange.export import ExportDialog, export_journal
from screens.exchange.physio import ReportDialog
from screens.frame import dialog
from screens.frame.dialog import Dialog
from screens.frame.form import Field, Values
from screens.frame.waiting import WaitingForm
from screens.widgets.bars import KeyBar
from screens.widgets.line import Line
from tests.support.exploring import by_turns
from tests.support.journals import app_over
from tests.support.pilots import shown_until
from tests.support.waiting import LIMIT_S


@pytest.fixture
def slow() -> Callable[..., object]:
    """What a disk that does not answer does: it never comes back."""
    event = Event()

    def waits(*_: object, **__: object) -> object:
        event.wait(LIMIT_S)
        return 0

    return waits


def made_to_wait(patch: pytest.MonkeyPatch, module: ModuleType, name: str) -> Event:
    """What lets a function of a module go on that is slow from now on."""
    goes_on, verb = Event(), getattr(module, name)

    def waits(*given: object, **options: object) -> object:
        goes_on.wait(LIMIT_S)
        return verb(*given, **options)

    patch.setattr(module, name, waits)
    return goes_on


@pytest.mark.parametrize("asks", [import_file, export_journal], ids=["import", "export"])
async def test_a_disk_that_does_not_answer_holds_up_nobody(
    journal: Journal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, slow: Callable[..., object], asks: object
) -> None:
    """Escape stops, escape again leaves; the app goes on, and ends without waiting for it."""
    monkeypatch.setattr(exporting, "write_file", slow)
    monkeypatch.setattr(bring_in, "is_ours", slow)
    app = app_over(journal)
    async with app.run_test(size=(80, 24)) as pilot:
        asks(app.context)  # type: ignore[operator]
        await pilot.pause()
        dialog = app.screen
        assert isinstance(dialog, ImportDialog | ExportDialog)
        dialog.query("Input").last(Input).value = str(tmp_path / "file.json")
        await pilot.press("enter")
        told = dialog.query_one("#live", Line)
        await shown_until(pilot, lambda: "esc stops" in str(told.content))
        assert str(told.content).startswith("Waiting for the ")
        await pilot.press("escape")
        assert app.screen is dialog
        await pilot.press("escape")
        await pilot.pause()
        assert app.screen is not dialog
        await pilot.press("7")
        await pilot.pause()
        assert app.current_mode == "diary"


async def test_nothing_is_waited_for_once_it_is_refused(
    journal: Journal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The form that stays says why, and no more that something can be stopped."""
    goes_on = made_to_wait(monkeypatch, bring_in, "is_ours")
    app = app_over(journal)
    async with app.run_test(size=(80, 24)) as pilot:
        import_file(app.context)
        await pilot.pause()
        dialog = app.screen
        dialog.query("Input").last(Input).value = str(tmp_path / "nowhere.csv")
        await pilot.press("enter")
        told, problem = dialog.query_one("#live", Line), dialog.query_one("#problem", Line)
        await shown_until(pilot, lambda: "esc stops" in str(told.content))
        goes_on.set()
        await shown_until(pilot, lambda: "nowhere.csv" in str(problem.content))
        assert str(told.content) == ""


async def test_an_export_says_what_it_wrote_or_why_not(journal: Journal, tmp_path: Path) -> None:
    """In the form where it is refused, on the last line once it is done."""
    (tmp_path / "there.json").write_text("kept")
    app = app_over(journal)
    async with app.run_test(size=(80, 24)) as pilot:
        export_journal(app.context)
        await pilot.pause()
        dialog = app.screen
        field = dialog.query("Input").last(Input)
        field.value = str(tmp_path / "there.json")
        await pilot.press("enter")
        problem = dialog.query_one("#problem", Line)
        await shown_until(pilot, lambda: "there already" in str(problem.content))
        field.value = str(tmp_path / "new.json")
        await pilot.press("enter")
        await shown_until(pilot, lambda: app.screen is not dialog)
        await pilot.pause()
        assert app.screen.query_one(KeyBar).message.startswith("Wrote ")
    assert (tmp_path / "new.json").is_file() and (tmp_path / "there.json").read_text() == "kept"


async def test_what_was_waited_for_comes_while_help_lies_over_the_form(
    journal: Journal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Help stays until it has been read; the form leaves once it is in sight again."""
    goes_on, written = made_to_wait(monkeypatch, exporting, "write_file"), tmp_path / "new.json"
    app = app_over(journal)
    async with app.run_test(size=(80, 24)) as pilot:
        export_journal(app.context)
        await pilot.pause()
        dialog = app.screen
        dialog.query("Input").last(Input).value = str(written)
        await pilot.press("enter", "f1")
        await shown_until(pilot, lambda: app.screen is not dialog)
        help = app.screen
        goes_on.set()
        await shown_until(pilot, written.exists)
        await pilot.pause()
        assert app.screen is help
        await pilot.press("escape")
        await shown_until(pilot, lambda: len(app.screen_stack) == 1)
        await pilot.pause()
        assert app.screen.query_one(KeyBar).message.startswith("Wrote ")


async def test_what_comes_once_the_form_is_gone_takes_no_other_screen_away(journal: Journal) -> None:
    """Left, and something else opened."""
    app = app_over(journal)
    async with app.run_test(size=(80, 24)) as pilot:
        export_journal(app.context)
        await pilot.pause()
        dialog = app.screen
        assert isinstance(dialog, ExportDialog)
        await pilot.press("escape", "r")
        await pilot.pause()
        check_in = app.screen
        dialog.dismiss({})
        await pilot.pause()
        assert app.screen is check_in and len(app.screen_stack) == 2


class Waits(WaitingForm):
    """Waits from the beginning for something that is made to come."""

    def on_mount(self) -> None:
        super().on_mount()
        self.begin({"file": "one"})

    def work_for(self, values: Values) -> Callable[[], object]:
        return lambda: None


@by_turns(3)
@pytest.mark.parametrize("goes", ["left", "with the app"])
async def test_a_refusal_that_comes_while_the_form_goes_is_said_to_nobody(
    goes: str, step: int, journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Escape twice, or the app ends, and at each step of taking the form's widgets away what was waited for fails."""

    def begin(app: SurefootApp) -> Dialog[Values]:
        app.push_screen(form := Waits(app.context, "Waits", [Field("file", "File", "one")]))
        return form

    refusal = SurefootError("no such disk")
    await _comes_while_it_goes(begin, goes, refusal, app_over(journal), monkeypatch, range(0, 25, step))


@by_turns(3)
@pytest.mark.parametrize("goes", ["left", "with the app"])
async def test_a_page_that_comes_while_its_dialog_goes_is_shown_to_nobody(
    goes: str, step: int, journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As with a refusal."""

    def begin(app: SurefootApp) -> Dialog[str]:
        app.push_screen(page := ReportDialog("Page", list))
        return page

    page = ["a line"]
    await _comes_while_it_goes(begin, goes, page, app_over(journal), monkeypatch, range(1, 25, step))


async def _comes_while_it_goes(
    begin: Callable[[SurefootApp], Dialog[Any]],
    goes: str,
    what: object,
    app: SurefootApp,
    patch: pytest.MonkeyPatch,
    moments: range,
) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        for steps in moments:
            comes = asyncio.get_running_loop().create_future()
            patch.setattr(dialog, "beside", lambda work, comes=comes: comes)
            opened = begin(app)
            await pilot.pause()
            if goes == "left":
                opened.action_leave()
                opened.action_leave()
            else:
                opened.remove()  # as the app's end does with what stands on it
            for _ in range(steps):
                await asyncio.sleep(0)
            if not comes.done():
                comes.set_exception(what) if isinstance(what, Exception) else comes.set_result(what)
            await pilot.pause()
            assert app._exception is None, steps
            if goes != "left":
                app._screen_stacks[app.current_mode].pop()
        assert len(app.screen_stack) == 1
