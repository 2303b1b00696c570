"""What is noticed at the start is said, all of it: by the app in one list, by the commands a line each."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from shutil import rmtree

import pytest
from textual.pilot import Pilot

from journal.clock import FixedClock
from journal.entries import CheckIn, Note
from journal.journal import Journal
from journal.settings.settings import read_settings
from journal.upkeep.state import kept, switched_off
from screens.app.app import SurefootApp
from screens.cli import main
from screens.entries.note import edit_note
from screens.frame.drafts import Drafts
from screens.frame.facts import PageDialog
from screens.widgets.bars import KeyBar
from screens.widgets.rows import Rows
from tests.support.by_key import thought
from tests.support.journals import app_over, demo_journal

OFF = "ackups and drafts are off: nothing can be written in"
FAULTS = (
    '\ufeffdistance = "furlong"\ntheme = "neon"\ncolour = 1\ngreen_max = 7\n'
    '[keys]\n"app.rate" = "q"\n"app.nothing" = "x"\n"app.undo" = "f99"\n"app.new" = 3\n"app.diary" = "f7"\n'
)
NAMED = ("distance", "theme", "colour", "green_max", "app.rate", "app.nothing", "app.undo", "app.new")


@pytest.fixture
def no_state(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A state folder in which nothing can be written, whoever tries."""
    in_the_way = tmp_path / "a file"
    in_the_way.touch()
    monkeypatch.setenv("XDG_STATE_HOME", str(in_the_way))
    return in_the_way


async def noticed(pilot: Pilot[None]) -> str:
    """What the app says when it has opened: in the dialog of notices, or on the last lines."""
    await pilot.pause()
    await pilot.pause()
    if isinstance(pilot.app.screen, PageDialog):
        return "\n".join(str(row.content) for row in pilot.app.screen.query_one(Rows).rows)
    return pilot.app.screen.query_one(KeyBar).message


def app_with(journal: Journal, path: Path, text: str) -> SurefootApp:
    """The app with a settings file, as the launcher makes it."""
    path.write_text(text, encoding="utf-8")
    settings, problems = read_settings(path)
    app = app_over(journal, settings)
    app.settings_path, app.start_notices = path, tuple(problems)
    return app


async def test_every_fault_of_the_settings_stands_in_one_list(demo: Journal, tmp_path: Path) -> None:
    """Values, names, keys and the theme, with what was noticed elsewhere; and what is right is used."""
    app = app_with(demo, tmp_path / "settings.toml", FAULTS)
    app.start_notices = (*app.start_notices, "the last save was interrupted")
    async with app.run_test(size=(80, 24)) as pilot:
        lines = (await noticed(pilot)).splitlines()
        for name in NAMED:
            assert sum(f": {name}" in line for line in lines) == 1, name
        assert "· The last save was interrupted." in lines
        await pilot.press("escape", "f7")
        await pilot.pause()
        assert app.current_mode == "diary"


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (200, 60)], ids=["60x20", "80x24", "200x60"])
@pytest.mark.parametrize("count", [1, 2, 3])
async def test_what_is_noticed_is_whole_at_every_size(size: tuple[int, int], count: int, demo: Journal) -> None:
    """On the last lines only where they have room for it."""
    app = app_over(demo)
    app.start_notices = tuple(f"settings.toml line {n}: something is not as expected here" for n in range(count))
    async with app.run_test(size=size) as pilot:
        await noticed(pilot)
        strips = app.screen._compositor.render_strips()
        seen = " ".join(
            "".join(part.text for line in strips for part in line).translate({ord("│"): " ", ord("▌"): " "}).split()
        )
        for n in range(count):
            assert f"line {n}: something is not as expected here." in seen


async def test_a_theme_beside_a_wrong_value_does_not_take_its_place(demo: Journal, tmp_path: Path) -> None:
    """Both are short, and stand beside each other on the last lines."""
    app = app_with(demo, tmp_path / "settings.toml", 'theme = "neon"\nmouse = 3\n')
    async with app.run_test(size=(200, 60)) as pilot:
        said = await noticed(pilot)
        assert "'neon' is no theme" in said and "mouse is 3" in said


def test_nothing_is_off_where_the_folders_can_be_made() -> None:
    """And looking makes none of them."""
    assert switched_off(kept()) == []
    assert not any(folder.exists() for folder in kept().values())


def test_a_folder_that_takes_nothing_is_named_with_the_reason(no_state: Path) -> None:
    """One sentence for one reason."""
    assert switched_off(kept()) == [f"b{OFF} {no_state} (not a directory)"]


def test_a_full_disk_that_still_takes_folders_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """As a disk in memory does: nothing was remembered there, and no word said so."""

    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as disk:
        disk.setattr(os, "write", full)
        [said] = switched_off(kept())
    assert said.startswith("backups and drafts are off") and said.endswith("(the disk is full)")


@pytest.mark.skipif(os.getuid() == 0, reason="the administrator may write everywhere")
def test_a_folder_without_permission_is_named(tmp_path: Path) -> None:
    """As on a shared machine; a part of it that is there already is looked at by itself."""
    (tmp_path / "state" / "drafts").mkdir(parents=True)
    (tmp_path / "state").chmod(0o500)
    [said] = switched_off({"backups": tmp_path / "state" / "backups", "drafts": tmp_path / "state" / "drafts"})
    assert said.startswith("backups are off") and "may not be written to" in said


@pytest.mark.parametrize(
    "words",
    [["rate", "--left", "2"], ["run", "--kind", "run", "--minutes", "40"], ["note", "slept well"], ["undo"]],
    ids=lambda w: w[0],
)
def test_a_command_that_writes_says_that_no_backups_are_made(
    words: list[str], no_state: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], clock: FixedClock
) -> None:
    """On standard error, in one line; it is done all the same."""
    path = demo_journal(tmp_path, clock).path
    assert main(["--journal", str(path), "note", "before"]) == 0
    capsys.readouterr()
    assert main(["--journal", str(path), *words]) == 0
    said = capsys.readouterr()
    assert said.err == f"surefoot: backups are off: nothing can be written in {no_state} (not a directory)\n"
    assert said.out


@pytest.mark.parametrize("command", ["check", "where"])
@pytest.mark.parametrize("there", [True, False], ids=["a journal", "none"])
def test_check_and_where_name_what_is_wrong_beside_the_journal(
    command: str, there: bool, no_state: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The settings' faults and what is off, a line each."""
    settings = Path(os.environ["XDG_CONFIG_HOME"]) / "surefoot" / "settings.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text('distance = "furlong"\n', encoding="utf-8")
    path = tmp_path / "journal.json"
    if there:
        demo_journal(tmp_path)
    assert main(["--journal", str(path), command]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[-2].startswith("settings.toml line 1: distance is 'furlong'")
    assert lines[-1] == f"B{OFF} {no_state} (not a directory)."


def test_a_command_says_that_a_save_was_interrupted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The half line is set aside by the next change, which says so, for nothing will later."""
    path = demo_journal(tmp_path).path
    for words in (["rate", "--left", "2"], ["note", "a"], ["undo"]):
        with path.open("r+b") as file:
            file.seek(-2, os.SEEK_END)
            file.write(b',\n"9":{"kind":"no')
        assert main(["--journal", str(path), *words]) == 0
        assert "surefoot: the last save was interrupted" in capsys.readouterr().err, words


async def test_drafts_that_cannot_be_kept_are_said_once_and_written_when_they_can(
    journal: Journal, tmp_path: Path
) -> None:
    """The form goes on; the draft is on the disk as soon as there is a place for it."""
    in_the_way = tmp_path / "state"
    in_the_way.touch()
    folder = in_the_way / "drafts"
    app = app_over(journal, drafts=Drafts(folder))
    async with app.run_test(size=(80, 24)) as pilot:
        edit_note(app.context)
        await pilot.pause()
        await pilot.press("a")
        await pilot.pause()
        app._write_drafts()
        said = "What is half typed cannot be kept for the next start: not a directory."
        bar = app.screen_stack[0].query_one(KeyBar)
        assert bar.message == said
        bar.clear()
        app._write_drafts()
        assert bar.message == "" and Drafts(folder).titles() == []
        in_the_way.unlink()
        app._write_drafts()
        assert len(Drafts(folder).titles()) == 1


async def test_a_backup_that_cannot_be_made_is_said(tmp_path: Path, clock: FixedClock) -> None:
    """When the day's first change could not be noted; once, and the file is tidied all the same."""
    state = tmp_path / "state"
    journal = Journal.open(tmp_path / "journal.json", clock, state=state)
    journal.add(Note(day=clock.now().date(), text="yesterday's"))
    clock.advance(days=1)
    rmtree(state)
    state.touch()
    app = app_over(journal)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("r", "2", "tab", "0", "enter", "escape")
        assert len(journal.of_kind(CheckIn)) == 1
        app._tidy()
        await thought(pilot)
        bar = app.screen.query_one(KeyBar)
        assert bar.message == "The journal could not be backed up or tidied: not a directory."
        bar.clear()
        app._tidy()
        await thought(pilot)
        assert bar.message == ""
