"""Windows of every size, and ones that change it."""

from __future__ import annotations

import random

import pytest
from textual.widgets import Input

from journal.entries import AnkleReport, CheckIn
from journal.journal import Journal
from screens.app.app import SurefootApp
from screens.frame.toosmall import TooSmall
from screens.widgets.rows import Rows
from tests.support.exploring import by_turns
from tests.support.journals import app_over
from tests.support.sight import painted


@pytest.mark.parametrize("size", [(59, 24), (80, 19), (20, 5), (1, 1)])
async def test_a_window_too_small_is_told_so_politely(demo: Journal, size: tuple[int, int]) -> None:
    """One sentence with the size it needs; q still leaves."""
    app = app_over(demo)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        assert isinstance(app.screen, TooSmall)
        await pilot.press("2")
        await pilot.pause()
        assert isinstance(app.screen, TooSmall)
        await pilot.press("q")
    assert app.return_code == 0


async def test_what_is_typed_stays_while_the_window_is_too_small(demo: Journal) -> None:
    """A form half filled in is there again, with the cursor where it was."""
    app = app_over(demo)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("S")
        await pilot.pause()
        await pilot.press("down", "down", "down", "backspace", "1")
        field = app.focused
        assert isinstance(field, Input) and field.value == "1"
        await pilot.resize_terminal(40, 10)
        await pilot.pause()
        assert isinstance(app.screen, TooSmall)
        await pilot.resize_terminal(120, 40)
        await pilot.pause()
        assert app.focused is field and field.value == "1"


def listed(app: SurefootApp) -> list[object]:
    """What stands in the lists of the screen in front."""
    return [rows.lines for rows in app.screen.query(Rows)]


@by_turns(5)
@pytest.mark.parametrize("key", "1234567")
async def test_every_screen_stands_a_window_of_any_size(demo: Journal, key: str, step: int) -> None:
    """A pane dragged small, down to a cell, ends nothing; with room again all is there, and what came since."""
    app = app_over(demo)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(key)
        before = listed(app)
        for size in [(59, 24), (1, 1), (36, 24), (10, 4), (80, 3)][int(key) % step :: step]:
            await pilot.resize_terminal(*size)
            await pilot.pause()
            assert isinstance(app.screen, TooSmall)
            await pilot.resize_terminal(80, 24)
            await pilot.pause()
            assert listed(app) == before
        await pilot.resize_terminal(30, 24)
        with Journal.open(demo.path, demo.clock) as elsewhere:
            elsewhere.add(CheckIn(at=demo.clock.now(), moment="evening", left=AnkleReport(rating=9)))
        app.look_again()
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert key in "24" or listed(app) != before


@by_turns(3)
async def test_a_window_made_smaller_shows_what_one_of_that_size_does(demo: Journal, step: int) -> None:
    """On each screen: the width a column had beside others would cut its words where it stands alone."""
    sizes, begun, keys = [(200, 60), (120, 40), (80, 24)], {}, "1234567"[::step]
    for size in sizes:
        async with app_over(demo).run_test(size=size) as pilot:
            for key in keys:
                await pilot.press(key)
                await pilot.pause()
                begun[key, size] = painted(pilot.app.screen)
    async with app_over(demo).run_test(size=sizes[-1]) as pilot:
        for key in keys:
            for size in sizes:
                await pilot.resize_terminal(*size)
                await pilot.press(key)
                await pilot.pause()
                assert (key, size, painted(pilot.app.screen)) == (key, size, begun[key, size])


async def test_a_storm_of_sizes_loses_nothing_and_breaks_nothing(demo: Journal) -> None:
    """A window dragged about, on every screen, with a dialog open now and then."""
    rng = random.Random(3)
    app = app_over(demo)
    async with app.run_test(size=(80, 24)) as pilot:
        for key in "1234567":
            await pilot.press(key)
            for _ in range(3):
                size = rng.choice([(80, 24), (60, 20), (120, 40), (200, 60), (30, 8), (61, 21), (79, 50), (300, 20)])
                await pilot.resize_terminal(*size)
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert not isinstance(app.screen, TooSmall)
        assert len(app.screen_stack) == 1
        assert app.current_mode in {"today", "exercises", "session", "shoes", "soreness", "week", "diary"}


@pytest.mark.parametrize(("columns", "wide"), [(60, 60), (100, 100), (200, 100)])
async def test_the_palette_is_no_wider_than_words_need(demo: Journal, columns: int, wide: int) -> None:
    """As wide as a small window; in a large one in its middle, as the dialogs are."""
    async with app_over(demo).run_test(size=(columns, 40)) as pilot:
        await pilot.pause()
        await pilot.press("ctrl+p")
        await pilot.pause()
        region = pilot.app.screen.query_one("#--input").region
        assert (region.width, region.x) == (wide, (columns - wide) // 2)
