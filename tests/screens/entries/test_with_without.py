"""Compare days: asked for by a key, one thing picked, its counts shown, and that it is no cause."""

from __future__ import annotations

from pathlib import Path

from screens.entries.with_without import CompareDialog
from screens.frame.facts import FactsDialog
from tests.support.journals import app_over, demo_journal
from tests.support.sight import painted


async def test_one_thing_is_picked_and_its_mornings_are_told(tmp_path: Path) -> None:
    """Nothing is written, and nothing is called a cause."""
    app = app_over(demo_journal(tmp_path))
    async with app.run_test(size=(80, 30)) as pilot:
        await pilot.press("5")
        await pilot.pause()
        await pilot.press("C")
        await pilot.pause()
        assert isinstance(app.screen, CompareDialog)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, FactsDialog)
        said = " ".join(" ".join(painted(app.screen)).split())
        assert "Left" in said and "Right" in said and "An association, not a cause" in said
