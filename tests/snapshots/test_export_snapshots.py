"""The export and import dialogs as they look at the design's size."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from journal.entries import Run
from screens.dialogs.import_file import ImportReview, Looked
from tests.support.hostile import hostile_journal
from tests.support.journals import app_over, demo_journal


@pytest.mark.parametrize("size", [(60, 20), (80, 24)], ids=["60x20", "80x24"])
def test_the_export_dialog(size: tuple[int, int], snap_compare: Any, tmp_path: Path) -> None:
    """Format, days, a name offered, how much it is."""
    assert snap_compare(app_over(demo_journal(tmp_path)), terminal_size=size, press=["6", "x"])


def test_the_import_dialog(snap_compare: Any, tmp_path: Path) -> None:
    """The file, and where it is from."""
    assert snap_compare(app_over(demo_journal(tmp_path)), terminal_size=(80, 24), press=["6", "x", "ctrl+o"])


def test_the_review_of_an_import(snap_compare: Any, tmp_path: Path) -> None:
    """What would be done, entry by entry, hostile text among it."""
    journal = hostile_journal(tmp_path)
    notes = [entry.note for entry in journal.of_kind(Run)]
    changed = [f"changed       run {note} (Fri 20 Nov 2026): the file's is later" for note in notes]
    details = ["added         1 note", *changed]

    async def review(pilot: Pilot[None]) -> None:
        looked = Looked("other.json", "1 added, 1 changed, 0 kept, 0 conflicting", details, lambda: "")
        pilot.app.push_screen(ImportReview(looked))
        await pilot.pause()

    assert snap_compare(app_over(journal), terminal_size=(80, 24), run_before=review)
