"""Letters that come as fast as text does, where there is no field, are no keys."""

from __future__ import annotations

import asyncio

import pytest
from textual import events

from journal.entries import Note
from journal.journal import Journal
from journal.settings.settings import Settings
from screens.app.app import SurefootApp
from screens.drawing.keys import SCREENS
from screens.entries.check_in.spots import SpotsDialog
from screens.frame.form import FormDialog
from screens.terminal.bursts import Bursts, burst_of
from screens.widgets.bars import KeyBar
from screens.widgets.line import Line
from tests.support.exploring import some
from tests.support.journals import app_over

NAMES = {
    " ": "space",
    "\r": "enter",
    "\t": "tab",
    "/": "slash",
    "+": "plus",
    "!": "exclamation_mark",
    "?": "question_mark",
    "<": "less_than_sign",
}


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
    assert typed("5 km easy", 0.02) == [True] * 9


@pytest.mark.parametrize(
    ("text", "apart"),
    [("abc", 0.031), ("jjjjjjjj", 0.0), ("jkjkjk", 0.0), ("r2\t0\r", 0.0), ("zj\tz\tj", 0.0), ("7 5 2", 0.0)],
    ids=["a quick hand", "a held key", "up and down", "a check-in", "with tabs between", "digits"],
)
def test_what_a_hand_presses_are_keys(text: str, apart: float) -> None:
    """Slower letters, one held, fewer than three, and those with other keys between."""
    assert not any(typed(text, apart))


def waits(text: str, apart: float, at: float) -> list[float]:
    """For how long each of the characters would still wait, in milliseconds, so many seconds after the first."""
    bursts, found = Bursts(), keys(text)
    for place, key in enumerate(found):
        if place * apart <= at:
            bursts.mark([key], place * apart)
    bursts_of = ((burst_of(key), key) for key in found)
    return [round(1000 * (burst.clear_at(key) - at)) for burst, key in bursts_of if burst is not None]


def test_a_character_waits_until_no_other_can_make_a_text_of_it() -> None:
    """For 60 ms; a second one gives both the same time again, one that is held does not."""
    assert waits("u", 0.0, 0.0) == waits("7", 0.0, 0.0) == [60]
    assert waits("un", 0.02, 0.02) == waits("+n", 0.02, 0.02) == [60, 60]
    assert waits("zzz", 0.02, 0.04) == [20, 40, 60]


def test_a_letter_followed_by_another_kind_of_key_waits_no_longer() -> None:
    """What comes after a tab, an escape or an enter is no part of a text any more."""
    bursts, found = Bursts(), keys("r\t")
    bursts.mark(found, 1.0)
    burst = burst_of(found[0])
    assert burst is not None and burst.is_over


async def press_at_once(app: SurefootApp, text: str) -> None:
    """The characters in one piece, as the driver hands them on."""
    found = keys(text)
    Bursts().mark(found, 1.0)
    for key in found:
        app.post_message(key)
    await app.keys_handled()


async def come(app: SurefootApp, text: str, gaps: tuple[float, ...]) -> None:
    """The characters one by one, so many seconds apart by the line's clock; the app has the time to act on each."""
    bursts, soon = Bursts(), asyncio.get_running_loop().time() + 60
    for key, gap in zip(keys(text), gaps, strict=True):
        soon += gap
        bursts.mark([key], soon)
        app.post_message(key)
        await asyncio.sleep(0)
    await app.keys_handled()


@pytest.mark.parametrize("first", some("urSdefx1 +!?<", "uS1 ?"))
async def test_the_first_character_of_a_text_that_comes_one_by_one_does_nothing(demo: Journal, first: str) -> None:
    """Undo, a dialog, another screen: it waits for what comes after it; alone it is a key."""
    app = app_over(demo)
    async with app.run_test() as pilot:
        await pilot.press("7")
        demo.add(Note(day=demo.clock.now().date(), text="to be undone by one u"))
        before, mode = demo.revision, app.current_mode
        await come(app, f"{first}bqx", (0.0, 0.04, 0.015, 0.01))
        assert (demo.revision, app.current_mode, len(app.screen_stack)) == (before, mode, 1)
        assert app.screen.query_one(KeyBar).message == "Typed into no field: n adds a note."
        (alone,) = keys("u")
        Bursts().mark([alone], asyncio.get_running_loop().time())
        app.post_message(alone)
        await pilot.pause()
        await app.keys_handled()
        assert app.screen.query_one(KeyBar).message.startswith("Undone")


async def test_text_typed_where_only_reading_is_possible_names_no_key_that_adds(demo: Journal) -> None:
    """The key would say that the journal is open for reading only."""
    app = app_over(Journal.open(demo.path, demo.clock, read_only=True))
    async with app.run_test() as pilot:
        await press_at_once(app, "understood")
        await pilot.pause()
        assert app.screen.query_one(KeyBar).message == "Typed into no field: nothing was done."


async def test_text_typed_into_no_field_changes_nothing(demo: Journal) -> None:
    """Not even with u, d, z or x in it, nor with a space or an enter: one sentence says what to press."""
    demo.add(Note(day=demo.clock.now().date(), text="to be undone by one u"))
    app, before = app_over(demo), demo.revision
    async with app.run_test() as pilot:
        for number, mode, _ in SCREENS:
            await pilot.press(number)
            await press_at_once(app, "understood, dizzy 7 x\r")
            await pilot.pause()
            assert (demo.revision, app.current_mode, len(app.screen_stack)) == (before, mode, 1)
            assert app.screen.query_one(KeyBar).message == "Typed into no field: n adds a note."


@pytest.mark.parametrize(
    "opening", [["7", "home", "down", "enter"], ["3", "enter", "s"], ["question_mark"], ["4", "s"]]
)
async def test_text_typed_into_a_dialog_without_a_field_changes_nothing(demo: Journal, opening: list[str]) -> None:
    """Not though e edits, d removes and n is a note there, nor by the enter after it."""
    app = app_over(demo)
    async with app.run_test() as pilot:
        for key in opening:
            await pilot.press(key)
        before, dialog = demo.revision, app.screen
        await come(app, "5 dne\r", (0.0,) + (0.02,) * 5)
        await pilot.pause()
        assert (demo.revision, app.screen) == (before, dialog)
        assert str(dialog.query_one("#problem", Line).content) == "Typed into no field: nothing was done."


async def test_text_after_a_letter_of_the_dialog_of_what_to_add_goes_into_what_it_opens(demo: Journal) -> None:
    """The dialog stood already when the text began."""
    app = app_over(demo)
    async with app.run_test() as pilot:
        await pilot.press("n")
        await press_at_once(app, "nSlept badly")
        await pilot.pause()
        assert getattr(app.focused, "text", "") == "Slept badly"


async def test_what_is_looked_for_by_its_letters_is_found_however_fast_they_come(demo: Journal) -> None:
    """A spot in the check-in's list of them."""
    app = app_over(demo)
    async with app.run_test() as pilot:
        for key in ("r", "5", "f"):
            await pilot.press(key)
        assert isinstance(app.screen, SpotsDialog)
        await come(app, "arch", (0.0,) + (0.01,) * 3)
        assert app.screen.typed == "arch"


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
