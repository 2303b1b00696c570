"""Every screen at the design's two sizes, over a journal that is empty, typical, or full of hostile text."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from journal.journal import Journal
from screens.drawing.keys import SCREENS
from tests.support.exploring import crossed
from tests.support.hostile import hostile_journal
from tests.support.journals import app_over, demo_journal, open_journal

JOURNALS: dict[str, Callable[[Path], Journal]] = {
    "empty": open_journal,
    "typical": demo_journal,
    "hostile": hostile_journal,
}


SIZES = {"80x24": (80, 24), "120x40": (120, 40)}
KEYS = {mode: key for key, mode, _ in SCREENS}


@pytest.mark.parametrize(
    ("mode", "look"), crossed(KEYS, [f"{name}-{size}" for size in SIZES for name in JOURNALS], every=2)
)
def test_a_screen(mode: str, look: str, snap_compare: Any, tmp_path: Path) -> None:
    """The screen looks as it did when it was last looked at.

    In ``make test`` each screen over each journal at one of the sizes, and at both.
    """
    journal_name, size = look.split("-")
    app = app_over(JOURNALS[journal_name](tmp_path))
    assert snap_compare(app, terminal_size=SIZES[size], press=[KEYS[mode]])
