"""Typing on one line: ctrl+z takes it back, wherever one can type, and never leaves the program."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from journal.journal import Journal
from screens.widgets.text_fields import TextLine
from tests.support.exploring import some
from tests.support.journals import app_over

WHERE = {
    "check-in": ("r", "n"),
    "run": ("n", "r"),
    "shoe": ("n", "h"),
    "note": ("n", "n"),
    "routine": ("n", "o"),
    "search": ("2", "slash"),
    "diary search": ("7", "slash"),
    "palette": ("ctrl+p",),
}


def text_of(pilot: Pilot[None]) -> str:
    """What stands in the field that is typed in."""
    field = pilot.app.focused
    assert isinstance(field, Input | TextArea)
    return field.value if isinstance(field, Input) else field.text


async def typed(pilot: Pilot[None], text: str) -> None:
    await pilot.press(*("space" if letter == " " else letter for letter in text))


@pytest.mark.parametrize("where", some(WHERE, ["check-in", "note", "search", "palette"]))
async def test_in_every_text_ctrl_z_takes_back_typing(where: str, demo: Journal) -> None:
    """And ctrl+y types it again; with nothing to take back it does nothing, and the program stays."""
    app = app_over(demo)
    app.action_suspend_process = lambda: pytest.fail("it left")  # type: ignore[method-assign]
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*WHERE[where])
        await pilot.pause()
        before = text_of(pilot)
        await pilot.press("x", "y")
        after = text_of(pilot)
        assert after.endswith("xy")
        await pilot.press("ctrl+z")
        assert text_of(pilot) == before
        await pilot.press("ctrl+z", "ctrl+z")
        assert text_of(pilot) == before
        await pilot.press("ctrl+y")
        assert text_of(pilot) == after


async def test_typing_is_taken_back_by_words_and_removals_apart(journal: Journal) -> None:
    """A word at a time; letters removed one after the other come back together; a paste goes as one."""
    app = app_over(journal)
    async with app.run_test() as pilot:
        await pilot.press("2", "slash")
        await typed(pilot, "heel raise now")
        await pilot.press("backspace", "backspace", "backspace")
        seen = []
        for _ in range(5):
            seen.append(text_of(pilot))
            await pilot.press("ctrl+z")
        assert seen == ["heel raise ", "heel raise now", "heel raise ", "heel ", ""]
        for _ in range(9):
            await pilot.press("ctrl+y")
        assert text_of(pilot) == "heel raise "
        field = app.focused
        assert isinstance(field, TextLine)
        field.insert_text_at_cursor("pasted words")
        await pilot.press("ctrl+z")
        assert text_of(pilot) == "heel raise "
        await pilot.press("home", "z", "ctrl+z")
        assert (text_of(pilot), field.cursor_position) == ("heel raise ", 0)


async def test_what_was_typed_over_comes_back(demo: Journal) -> None:
    """A field that is gone to is selected: one letter replaces all of it, ctrl+z brings it back; then typing is new."""
    app = app_over(demo)
    async with app.run_test() as pilot:
        await pilot.press("n", "r")
        await pilot.pause()
        field = app.screen.query(TextLine).first()
        field.value = "old words"
        field.select_all()
        field.focus()
        await pilot.pause()
        await pilot.press("n", "ctrl+z")
        assert field.value == "old words"
        await pilot.press("end", "s", "ctrl+y")
        assert field.value == "old wordss"
