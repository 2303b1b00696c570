"""The export and import dialogs as they look, over nothing, so that no other screen's change shows here."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from textual.screen import Screen

from journal.entries import Run, Shoe
from journal.exchange import exporting
from journal.exchange.bringing import read_others, terms_of
from journal.exchange.intake.review import Known
from journal.journal import Journal
from journal.settings.settings import Settings
from journal.text import one_line
from screens.exchange.bring_in import ImportDialog
from screens.exchange.export import ExportDialog
from screens.exchange.missing import MissingDialog, missing
from screens.exchange.review import MergeReview, RowReview
from screens.terminal.app import PaintedApp
from tests.support.by_key import thought
from tests.support.journals import HOSTILE, app_over

CORPUS = Path(__file__).parents[1] / "corpus"


class Bare(PaintedApp[None]):
    """Nothing but a dialog."""

    ENABLE_COMMAND_PALETTE = False

    def __init__(self, dialog: Screen[Any]) -> None:
        super().__init__()
        self._dialog = dialog

    def on_mount(self) -> None:
        self.push_screen(self._dialog)


@pytest.mark.parametrize("size", [(60, 20), (80, 24)], ids=["60x20", "80x24"])
def test_the_export_dialog(
    size: tuple[int, int], journal: Journal, snap_compare: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Format, days, a name offered, how much it is."""
    monkeypatch.setattr(exporting, "measured", lambda *_: (254, 242_000))
    assert snap_compare(Bare(ExportDialog(app_over(journal).context)), terminal_size=size)


def not_taken(*_: object) -> Any:
    """Nothing is imported here."""


def test_the_import_dialog(journal: Journal, snap_compare: Any) -> None:
    """The file, and what it may be."""
    assert snap_compare(Bare(ImportDialog(app_over(journal).context)), terminal_size=(80, 24))


def test_the_review_of_what_another_program_wrote(journal: Journal, snap_compare: Any) -> None:
    """A question on top, then each line, then what is left out."""
    terms = terms_of(journal, Settings())
    material = read_others([CORPUS / "hevy-kg.csv", CORPUS / "left-on.csv"], terms)
    assert snap_compare(
        Bare(RowReview(material, Known, terms, {}, not_taken)), terminal_size=(80, 24), run_before=thought
    )


def test_what_is_missing_after_an_import(journal: Journal, snap_compare: Any) -> None:
    """A run, and which of its shoes."""
    shoes = [journal.add(Shoe(nickname=name)) for name in ("Grey ones", one_line(HOSTILE))]
    run = journal.add(Run(started_at=journal.clock.now(), duration_s=1800))
    dialog = MissingDialog(app_over(journal).context, missing([run], [], shoes), shoes)
    assert snap_compare(Bare(dialog), terminal_size=(80, 24))


def test_the_review_of_an_import(snap_compare: Any) -> None:
    """What would be done, entry by entry, hostile text among it."""
    details = ["added         1 note", f"changed       run {one_line(HOSTILE)} (Fri 20 Nov 2026): the file's is later"]
    review = MergeReview("Import other.json", "1 added, 1 changed, 0 kept, 0 conflicting", details, not_taken)
    assert snap_compare(Bare(review), terminal_size=(80, 24))
