"""The folder a watch fills: what is new in it is told once, comes in when the runner says so, and stays where it is."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from textual.pilot import Pilot

from journal.entries import Run
from journal.journal import Journal
from journal.settings.settings import Settings
from screens.app.app import SurefootApp
from screens.exchange.bring_in import ImportDialog
from screens.exchange.review import RowReview
from screens.widgets.bars import KeyBar
from tests.support.by_key import press, thought
from tests.support.journals import app_over

WIDE = (240, 40)
CORPUS = Path(__file__).parents[2] / "corpus"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with two files of a watch, one that is none, and one still being written."""
    folder = tmp_path / "watch"
    folder.mkdir()
    for name in ("run.fit", "garmin.tcx", "not-a-table.pdf"):
        shutil.copy(CORPUS / name, folder)
    shutil.copy(CORPUS / "type9.gpx.gz", folder / ".syncing.gpx.gz")
    return folder


def app_with(journal: Journal, folder: Path, tmp_path: Path) -> SurefootApp:
    """The app with that folder named."""
    app = app_over(journal, Settings(inbox=str(folder)))
    app.settings_path = tmp_path / "settings.toml"
    return app


async def said(pilot: Pilot[None]) -> str:
    """The sentence on the last line, once the first screen stands."""
    await pilot.pause()
    await pilot.pause()
    return pilot.app.screen.query_one(KeyBar).message


async def test_new_files_are_told_once_and_come_in_by_two_keys(journal: Journal, folder: Path, tmp_path: Path) -> None:
    """Told at the first start only; offered by the import until they came in; the folder stays as it was."""
    before = {path: path.read_bytes() for path in folder.iterdir()}
    async with app_with(journal, folder, tmp_path).run_test(size=WIDE) as pilot:
        assert await said(pilot) == f"2 new files in {folder}: Import (ctrl+p) brings them in."
    async with app_with(journal, folder, tmp_path).run_test(size=WIDE) as pilot:
        assert await said(pilot) == ""
        await press(pilot, "7", "x", "ctrl+o")
        assert isinstance(pilot.app.screen, ImportDialog)
        await press(pilot, "enter")
        await thought(pilot)
        assert isinstance(pilot.app.screen, RowReview)
        await press(pilot, "enter")
        await thought(pilot)
        assert journal.of_kind(Run)
        await press(pilot, "escape", "7", "x", "ctrl+o")
        dialog = pilot.app.screen
        assert isinstance(dialog, ImportDialog)
        assert [field.name for field in dialog.fields] == ["file"]
    assert {path: path.read_bytes() for path in folder.iterdir()} == before


async def test_a_file_that_comes_later_is_told_of_by_itself(journal: Journal, folder: Path, tmp_path: Path) -> None:
    """Only what no start has told of."""
    async with app_with(journal, folder, tmp_path).run_test(size=WIDE) as pilot:
        await said(pilot)
    shutil.copy(CORPUS / "type9.gpx.gz", folder)
    async with app_with(journal, folder, tmp_path).run_test(size=WIDE) as pilot:
        assert (await said(pilot)).startswith("1 new file in ")


async def test_a_folder_that_is_not_there_is_named(journal: Journal, tmp_path: Path) -> None:
    """In one sentence; the app opens all the same."""
    async with app_with(journal, tmp_path / "gone", tmp_path).run_test(size=WIDE) as pilot:
        assert await said(pilot) == f"{tmp_path / 'gone'}, your folder of new runs, cannot be read."
