"""Every screen at the design's two sizes, over a journal that is empty, typical, or full of hostile text."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from journal.journal import Journal
from screens.drawing.keys import SCREENS
from tests.support.hostile import hostile_journal
from tests.support.journals import app_over, demo_journal, open_journal

JOURNALS: dict[str, Callable[[Path], Journal]] = {
    "empty": open_journal,
    "typical": demo_journal,
    "hostile": hostile_journal,
}


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["80x24", "120x40"])
@pytest.mark.parametrize("journal_name", list(JOURNALS))
@pytest.mark.parametrize("key", [key for key, _, _ in SCREENS], ids=[mode for _, mode, _ in SCREENS])
def test_a_screen(key: str, journal_name: str, size: tuple[int, int], snap_compare: Any, tmp_path: Path) -> None:
    """The screen looks as it did when it was last looked at."""
    app = app_over(JOURNALS[journal_name](tmp_path))
    assert snap_compare(app, terminal_size=size, press=[key])
