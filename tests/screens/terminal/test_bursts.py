"""Letters that come as fast as text does, where there is no field, are no keys."""

from __future__ import annotations

import pytest
from textual import events

from journal.entries import Note
from journal.journal import Journal
from journal.settings.settings import Settings
from screens.app.app import SurefootApp
from screens.drawing.keys import SCREENS
from screens.frame.form import FormDialog
from screens.terminal.bursts import Bursts, burst_of
from screens.widgets.bars import KeyBar
from tests.support.journals import app_over

NAMES = {" ": "space", "\r": "enter", "\t": "tab", "/": "slash"}


def keys(text: str) -> list[events.Key]:
    return [events.Key(NAMES.get(character, character), character) for character in text]


def typed(text: str, apart: float) -> list[bool]:
    """Which of the characters are taken for text, coming so many seconds apart."""
    bursts, found = Bursts(), keys(text)
    for place, key in enumerate(found):
        bursts.mark([key], 100 + place * apart)
    return [bool((burst := burst_of(key)) and burst.is_text) for key in found]


def test_three_different_letters_within_sixty_milliseconds_are_text() -> None:
    """With all that comes with them, up to the enter after them."""
    assert typed("aBlue", 0.01) == [True] * 5
    assert typed("abc", 0.029) == [True] * 3
    assert typed("ran 5 km\rj", 0.0) == [True] * 9 + [False]


@pytest.mark.parametrize(
    ("text", "apart"),
    [("abc", 0.031), ("jjjjjjjj", 0.0), ("jkjkjk", 0.0), ("r2\t0\r", 0.0), ("zj\tz\tj", 0.0), ("7 5 2", 0.0)],
    ids=["a quick hand", "a held key", "up and down", "a check-in", "with tabs between", "digits"],
)
def test_what_a_hand_presses_are_keys(text: str, apart: float) -> None:
    """Slower letters, one held, fewer than three, and those with other keys between."""
    assert not any(typed(text, apart))


async def press_at_once(app: SurefootApp, text: str) -> None:
    """The characters in one piece, as the driver hands them on."""
    found = keys(text)
    Bursts().mark(found, 1.0)
    for key in found:
        app.post_message(key)
    await app.keys_handled()


@pytest.mark.parametrize("number", [number for number, *_ in SCREENS])
async def test_text_typed_into_no_field_changes_nothing(demo: Journal, number: str) -> None:
    """Not even with u, d, z or x in it, nor with a space or an enter: one sentence says what to press."""
    app = app_over(demo)
    async with app.run_test() as pilot:
        await pilot.press(number)
        demo.add(Note(day=demo.clock.now().date(), text="to be undone by one u"))
        before, mode = demo.revision, app.current_mode
        await press_at_once(app, "understood, dizzy 7 x\r")
        await pilot.pause()
        assert (demo.revision, app.current_mode, len(app.screen_stack)) == (before, mode, 1)
        assert app.screen.query_one(KeyBar).message == "Typed into no field: n adds a note."


async def test_the_sentence_names_the_key_there_is(demo: Journal) -> None:
    """With New on another key."""
    app = app_over(demo, Settings(keys={"app.new": "ctrl+n"}))
    async with app.run_test() as pilot:
        await press_at_once(app, "Blue")
        await pilot.pause()
        assert app.screen.query_one(KeyBar).message == "Typed into no field: ctrl+n adds a note."


@pytest.mark.parametrize(
    ("number", "text", "field"),
    [("4", "aBlue", "name"), ("1", "nnSlept badly", "text"), ("2", "/drills", ""), ("7", "/drills", "")],
)
async def test_text_after_the_key_of_a_field_goes_into_it(demo: Journal, number: str, text: str, field: str) -> None:
    """A dialog that is still to open gets the letters in their order."""
    app = app_over(demo)
    async with app.run_test() as pilot:
        await pilot.press(number)
        await press_at_once(app, text)
        await pilot.pause()
        if field:
            assert isinstance(app.screen, FormDialog)
        assert getattr(app.focused, "value", getattr(app.focused, "text", "")) in text
