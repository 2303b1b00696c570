"""Keys that a slow line delivers in one piece."""

from __future__ import annotations

import pytest
from textual import events

from journal.entries import CheckIn
from journal.journal import Journal
from screens.app.app import SurefootApp
from tests.support.journals import app_over

CHARACTERS = {"tab": "\t", "enter": "\r"}


def burst(app: SurefootApp, keys: list[str]) -> None:
    """Post all keys before the first is handled."""
    for key in keys:
        app.post_message(events.Key(key, CHARACTERS.get(key, key)))


@pytest.mark.parametrize(("keys", "times", "rated"), [("2", 1, (2, 0)), ("0", 3, (0, 0))], ids=["once", "thrice"])
async def test_a_burst_of_keys_rates_each_ankle_as_if_typed_slowly(
    journal: Journal, keys: str, times: int, rated: tuple[int, int]
) -> None:
    """Five keys in one piece are a check-in of both ankles; and again at once."""
    app = app_over(journal)
    async with app.run_test() as pilot:
        burst(app, ["r", keys, "tab", "0", "enter"] * times)
        await pilot.pause()
        await app.keys_handled()
        ratings = [(entry.left.rating, entry.right.rating) for entry in journal.of_kind(CheckIn)]
        assert ratings == [rated] * times


async def test_a_screen_and_a_key_for_it_may_come_together(journal: Journal) -> None:
    """The second key reaches the screen the first one opened."""
    app = app_over(journal)
    async with app.run_test() as pilot:
        burst(app, ["7", "5", "2"])
        await pilot.pause()
        await app.keys_handled()
        assert app.current_mode == "exercises"
