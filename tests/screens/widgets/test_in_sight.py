"""The cursor is in sight: moved by keys, in a window of another size, and where keys come faster than frames."""

from __future__ import annotations

from typing import Any

import pytest
from textual import events
from textual._context import visible_screen_stack
from textual.pilot import Pilot

from journal.journal import Journal
from screens.terminal.caret import caret_of
from screens.widgets.rows import Rows
from screens.widgets.text_pane import TextPane
from tests.support.exploring import some
from tests.support.journals import app_over
from tests.support.sight import painted

PLACES = {
    "feels": "r 5 g",
    "stop signs": "exclamation_mark",
    "a run": "n r",
    "an exercise": "n e",
    "the plan": "n p",
    "the page's file": "6 p x",
    "what to add": "n",
    "help": "question_mark",
    "a filter": "7 f",
}
WINDOWS = [(60, 20), (100, 40), (60, 20)]


def in_sight(pilot: Pilot[Any]) -> bool:
    """Whether the cursor of what has the focus is within what is seen of it."""
    focused = pilot.app.focused
    assert focused is not None
    place = caret_of(pilot.app)
    return place is not None and pilot.app.screen.find_widget(focused).visible_region.contains(*place)


async def come_to(pilot: Pilot[Any], place: str) -> None:
    await pilot.pause()
    for key in place.split():
        await pilot.press(key)
        await pilot.pause()


@pytest.mark.parametrize("name", some(PLACES, ["stop signs", "an exercise", "help"]))
async def test_the_cursor_stays_in_sight_in_a_window_of_another_size(name: str, demo: Journal) -> None:
    """Lines wrap anew, and frames are lower than before."""
    async with app_over(demo).run_test(size=(100, 40)) as pilot:
        await come_to(pilot, PLACES[name])
        for key in ("end", "shift+tab", "home"):
            await pilot.press(key)
            for window in WINDOWS:
                await pilot.resize_terminal(*window)
                await pilot.pause()
                await pilot.pause()
                assert in_sight(pilot), (key, window)


@pytest.mark.parametrize("place", ["r 5 g", "exclamation_mark"], ids=["feels", "stop signs"])
async def test_the_cursor_is_in_sight_wherever_keys_move_it(place: str, demo: Journal) -> None:
    """In a list that is taller than its window."""
    async with app_over(demo).run_test(size=(60, 20)) as pilot:
        await come_to(pilot, place)
        for key in ("end", *["up"] * 20, *["down"] * 20, "home"):
            await pilot.press(key)
            await pilot.pause()
            assert in_sight(pilot), key


async def at_once(pilot: Pilot[Any], *keys: str) -> None:
    """Keys that are all there before the next frame."""
    for key in keys:
        pilot.app.post_message(events.Key(key, None))
    await pilot.app.keys_handled()  # type: ignore[attr-defined]
    await pilot.pause()


async def test_each_key_scrolls_a_text_by_a_line_however_fast_they_come(demo: Journal) -> None:
    """None of them is counted from where the frame before stood."""
    async with app_over(demo).run_test(size=(60, 20)) as pilot:
        await come_to(pilot, "2 enter")
        text = pilot.app.focused
        assert isinstance(text, TextPane) and text.max_scroll_y > 6
        await at_once(pilot, *["down"] * 5)
        assert text.scroll_offset.y == 5
        await at_once(pilot, "end", "up", "home", "down")
        assert text.scroll_offset.y == 1


async def test_the_last_of_keys_that_come_together_says_what_is_in_sight(demo: Journal) -> None:
    """To the top and on to the end, and back."""
    async with app_over(demo).run_test(size=(60, 20)) as pilot:
        await come_to(pilot, "7")
        listed = pilot.app.screen.query_one(Rows)
        for keys in (("home", "end"), ("end", "home"), ("pagedown", "home", "end", "pageup")):
            await at_once(pilot, *keys)
            assert in_sight(pilot) and pilot.app.focused is listed, keys


async def test_a_window_that_grows_shows_a_list_from_its_beginning(demo: Journal) -> None:
    """On Soreness what may be done today, which leads, stayed above the window's edge."""
    async with app_over(demo).run_test(size=(60, 20)) as pilot:
        await come_to(pilot, "5 pagedown")
        rows = pilot.app.screen.query_one("#parts", Rows)
        assert rows.scroll_offset.y > 0
        await pilot.resize_terminal(120, 40)
        await pilot.pause()
        await pilot.pause()
        assert in_sight(pilot) and rows.scroll_offset.y == 0


async def test_what_is_behind_a_dialog_is_seen_whoever_looks(demo: Journal) -> None:
    """The app's own task shows a frame on a busy machine; a test that looks then finds the screen behind it too."""
    async with app_over(demo).run_test(size=(80, 24)) as pilot:
        await pilot.press("r")
        await pilot.pause()
        visible_screen_stack.set([])
        pilot.app.screen.refresh()
        assert painted(pilot.app.screen)[0].startswith(" Today")
