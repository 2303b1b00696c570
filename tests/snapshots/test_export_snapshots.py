"""The export and import dialogs as they look, over nothing, so that no other screen's change shows here."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import pytest
from textual.app import App
from textual.screen import Screen

from journal.exchange.exporting import file_name
from journal.journal import Journal
from journal.text import one_line
from screens.exchange.bring_in import ImportDialog, ImportReview, Looked
from screens.exchange.export import ExportDialog
from tests.support.journals import HOSTILE, app_over


class Bare(App[None]):
    """Nothing but a dialog."""

    ENABLE_COMMAND_PALETTE = False

    def __init__(self, dialog: Screen[Any]) -> None:
        super().__init__()
        self._dialog = dialog

    def on_mount(self) -> None:
        self.push_screen(self._dialog)


def nothing(*_: object) -> None:
    """Does nothing."""


@pytest.mark.parametrize("size", [(60, 20), (80, 24)], ids=["60x20", "80x24"])
def test_the_export_dialog(size: tuple[int, int], journal: Journal, snap_compare: Any) -> None:
    """Format, days, a name offered, how much it is."""
    context = app_over(journal).context
    offered = partial(file_name, today=context.today)
    dialog = ExportDialog(
        context, lambda each: Path("~") / offered(each), lambda *_: "254 entries, about 242 kB", nothing
    )
    assert snap_compare(Bare(dialog), terminal_size=size)


def test_the_import_dialog(journal: Journal, snap_compare: Any) -> None:
    """The file, and where it is from."""
    assert snap_compare(Bare(ImportDialog(app_over(journal).context, nothing)), terminal_size=(80, 24))


def test_the_review_of_an_import(snap_compare: Any) -> None:
    """What would be done, entry by entry, hostile text among it."""
    details = ["added         1 note", f"changed       run {one_line(HOSTILE)} (Fri 20 Nov 2026): the file's is later"]
    looked = Looked("other.json", "1 added, 1 changed, 0 kept, 0 conflicting", details, lambda: "")
    assert snap_compare(Bare(ImportReview(looked)), terminal_size=(80, 24))
