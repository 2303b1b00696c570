"""Timers on a machine that holds the program up."""

from __future__ import annotations

import pytest

from journal.journal import Journal
from tests.support.journals import app_over


async def test_a_timer_held_up_for_longer_than_its_delay_goes_off(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As the one that ends a change of screens: were it lost, no frame would come any more."""
    app = app_over(journal)
    fired: list[bool] = []
    async with app.run_test() as pilot:
        await pilot.pause()
        with monkeypatch.context() as clock:
            moments = iter([0.0])
            clock.setattr("textual.timer._time.get_time", lambda: next(moments, 9.0))
            timer = app.set_timer(0.05, lambda: fired.append(True))
            assert timer._task is not None
            await timer._task
        await pilot.pause()
        assert fired == [True]
