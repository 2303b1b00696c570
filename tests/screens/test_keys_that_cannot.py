"""A key that a screen names, or that has a meaning on it, does something or says why not."""

from __future__ import annotations

import re

import pytest

from journal.journal import Journal
from screens.app.app import SurefootApp
from screens.drawing.keys import SCREENS
from screens.widgets.bars import KeyBar
from screens.widgets.keyed import Keyed
from tests.support.journals import app_over

NAMED = re.compile(r"Press (\S)|(?<=[.;:] )(\S)(?= (?:adds|rates|asks|starts|opens|logs|chooses|shows|begins) )")
"""A key in a sentence that says to press it, or what it does."""


def in_sight(app: SurefootApp) -> str:
    """Every cell of the screen in sight."""
    strips = app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip) for strip in strips)


@pytest.mark.parametrize("key", [key for key, _, _ in SCREENS])
async def test_a_key_that_an_empty_screen_names_does_something(key: str, journal: Journal) -> None:
    """Each of them, pressed on a screen as it was: a dialog, another screen, or a sentence that says why not."""
    app = app_over(journal)
    async with app.run_test(size=(100, 40)) as pilot:
        await pilot.press(key)
        await pilot.pause()
        named = {one or other for one, other in NAMED.findall(in_sight(app))}
        for each in sorted(named):
            before = in_sight(app)
            await pilot.press(each)
            await pilot.pause()
            assert in_sight(app) != before, f"{each} does nothing on {app.current_mode}"
            while len(app.screen_stack) > 1:
                await pilot.press("escape")
                await pilot.pause()
            await pilot.press("1", key)
            await pilot.pause()


@pytest.mark.parametrize("key", [key for key, _, _ in SCREENS])
async def test_a_key_that_cannot_act_says_why(key: str, journal: Journal) -> None:
    """Every key that is declared on an empty screen and is not there now."""
    app = app_over(journal)
    async with app.run_test(size=(100, 40)) as pilot:
        await pilot.press(key)
        await pilot.pause()
        active = app.screen.active_bindings
        silent = [
            name
            for node, bindings in app.screen._modal_binding_chain
            if isinstance(node, Keyed)
            for name, found in bindings.key_to_bindings.items()
            if name not in active and found[0].action != "retry"
        ]
        for name in silent:
            app.screen.query_one(KeyBar).clear()
            await pilot.press(name)
            await pilot.pause()
            assert app.screen.query_one(KeyBar).message.endswith("."), name


async def test_without_a_pair_the_fit_check_says_what_comes_first(journal: Journal) -> None:
    """Its key is named where there is no pair yet."""
    app = app_over(journal)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("4", "f")
        await pilot.pause()
        assert app.screen.query_one(KeyBar).message == "Fit: add a pair of shoes first; a adds one."
