"""Exports as files: written whole or not at all, and never over what is not an export."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from journal.exchange.exporting import DayRange, Export, file_name, save
from journal.exchange.files import NotWritten, write_file, write_folder
from journal.exchange.tables import COLUMNS
from journal.journal import Journal
from journal.store.disk import Disk
from journal.units import size_words
from journal.words.names import Names
from tests.support.exchange import exported, names_in


def test_an_export_is_written_whole_for_its_owner_only(demo: Journal, tmp_path: Path) -> None:
    """0600, with the size told, and nothing else left in the folder."""
    folder = tmp_path / "out"
    folder.mkdir()
    size = save(demo, folder / "a.json", Export("json"), Names)
    assert (folder / "a.json").read_bytes() == exported(demo)
    assert size == (folder / "a.json").stat().st_size
    assert (folder / "a.json").stat().st_mode & 0o777 == 0o600
    assert names_in(folder) == ["a.json"]


def test_an_existing_file_is_written_over_only_by_force(demo: Journal, tmp_path: Path) -> None:
    """It keeps its bytes until the new ones are all there."""
    path = tmp_path / "a.json"
    path.write_text("precious")
    with pytest.raises(NotWritten, match="is there already"):
        save(demo, path, Export("json"), Names)
    assert path.read_text() == "precious"
    save(demo, path, Export("json"), Names, force=True)
    assert path.read_bytes() == exported(demo)


def test_a_folder_that_may_not_be_read_is_written_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file is there whole by then: nobody is told that nothing was written."""

    def refuse(_: Disk, folder: Path) -> None:
        raise PermissionError(13, "Permission denied", str(folder))

    monkeypatch.setattr(Disk, "sync_folder", refuse)
    assert write_file(tmp_path / "new.json", [b"whole"]) == 5
    assert (tmp_path / "new.json").read_bytes() == b"whole"


def test_an_export_that_fails_half_way_leaves_nothing(tmp_path: Path) -> None:
    """Neither a part of a file under its name nor one beside it."""

    def chunks() -> Any:
        yield b"half"
        raise OSError(28, "No space left on device")

    (tmp_path / "old.json").write_text("old")
    with pytest.raises(NotWritten, match="the disk is full; nothing was written"):
        write_file(tmp_path / "new.json", chunks())
    with pytest.raises(NotWritten, match="the disk is full"):
        write_file(tmp_path / "old.json", chunks(), force=True)
    with pytest.raises(NotWritten, match="the disk is full"):
        write_folder(tmp_path / "tables", {"a.csv": [b"a"], "b.csv": chunks()})
    assert names_in(tmp_path) == ["old.json"]
    assert (tmp_path / "old.json").read_text() == "old"


def test_the_journal_itself_is_never_written_over(demo: Journal, tmp_path: Path) -> None:
    """Not by force, not through a link, not under another spelling."""
    before = demo.path.read_bytes()
    link = tmp_path / "link.json"
    link.symlink_to(demo.path)
    for path in (demo.path, link, tmp_path / "." / ".." / tmp_path.name / "journal.json"):
        with pytest.raises(NotWritten, match="is the journal itself"):
            save(demo, path, Export("json"), Names, force=True)
    assert demo.path.read_bytes() == before


@pytest.mark.parametrize("force", [False, True])
def test_what_is_no_ordinary_file_is_left_alone(demo: Journal, tmp_path: Path, force: bool) -> None:
    """A folder, a pipe, a folder that is missing."""
    os.mkfifo(tmp_path / "pipe")
    cases = {tmp_path: "is a folder", tmp_path / "pipe": "not an ordinary file", tmp_path / "no/a.json": "is not there"}
    for path, reason in cases.items():
        with pytest.raises(NotWritten, match=reason):
            save(demo, path, Export("json"), Names, force=force)
    with pytest.raises(NotWritten, match="is a file; csv is a folder"):
        save(demo, demo.path, Export("csv"), Names, force=force)


def test_a_pipe_without_a_name_is_no_missing_folder(demo: Journal) -> None:
    """As ``-o /dev/fd/3``: what is wrong is said of the pipe."""
    reading, writing = os.pipe()
    with pytest.raises(NotWritten, match=f"/dev/fd/{writing} is not an ordinary file; name another"):
        save(demo, Path(f"/dev/fd/{writing}"), Export("json"), Names)
    os.close(reading)
    os.close(writing)


def test_a_link_is_followed(demo: Journal, tmp_path: Path) -> None:
    """The file it leads to is replaced, the link stays."""
    (tmp_path / "real.json").write_text("old")
    (tmp_path / "link.json").symlink_to(tmp_path / "real.json")
    save(demo, tmp_path / "link.json", Export("json"), Names, force=True)
    assert (tmp_path / "link.json").is_symlink()
    assert (tmp_path / "real.json").read_bytes() == exported(demo)


def test_where_there_are_no_hard_links_a_file_is_written_all_the_same(
    demo: Journal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on memory sticks; and still not over another file."""

    def no_links(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr("os.link", no_links)
    save(demo, tmp_path / "a.json", Export("json"), Names)
    assert (tmp_path / "a.json").read_bytes() == exported(demo)
    assert names_in(tmp_path) == ["a.json", "journal.json"]


def test_tables_replace_only_a_folder_of_tables(demo: Journal, tmp_path: Path) -> None:
    """By force; a folder that holds anything else is never touched."""
    folder = tmp_path / "tables"
    save(demo, folder, Export("csv"), Names)
    first = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert first.keys() == {f"{table}.csv" for table in COLUMNS}
    with pytest.raises(NotWritten, match="is there already"):
        save(demo, folder, Export("csv"), Names)
    save(demo, folder, Export("csv", DayRange(since=date(2026, 11, 20))), Names, force=True)
    assert {path.name for path in folder.iterdir()} == first.keys()
    assert (folder / "runs.csv").read_bytes() != first["runs.csv"]
    (folder / "thesis.txt").write_text("mine")
    with pytest.raises(NotWritten, match=r"holds other files \(thesis.txt\)"):
        save(demo, folder, Export("csv"), Names, force=True)
    assert names_in(tmp_path) == ["journal.json", "tables"]


@pytest.mark.parametrize("kind", ["folder", "link"])
def test_a_folder_with_something_else_under_a_tables_name_is_left_alone(
    demo: Journal, tmp_path: Path, kind: str
) -> None:
    """What is in it stays where it is, by force too."""
    folder = tmp_path / "tables"
    save(demo, folder, Export("csv"), Names)
    (folder / "runs.csv").unlink()
    if kind == "folder":
        (folder / "runs.csv").mkdir()
        (folder / "runs.csv" / "mine.txt").write_text("mine")
    else:
        (folder / "runs.csv").symlink_to(demo.path)
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(NotWritten, match=r"holds other files \(runs.csv\); name a new folder"):
        save(demo, folder, Export("csv"), Names, force=True)
    assert sorted(tmp_path.rglob("*")) == before


def test_what_is_put_into_the_folder_meanwhile_is_put_back_with_it(tmp_path: Path) -> None:
    """The last look is at the folder when nobody can reach it any more under its name."""
    folder = tmp_path / "tables"
    write_folder(folder, {"a.csv": [b"old"]})

    def chunks() -> Any:
        (folder / "thesis.txt").write_text("mine")
        yield b"new"

    with pytest.raises(NotWritten, match=r"holds other files \(thesis.txt\)"):
        write_folder(folder, {"a.csv": chunks()}, force=True)
    assert {path.name: path.read_text() for path in folder.iterdir()} == {"a.csv": "old", "thesis.txt": "mine"}
    assert names_in(tmp_path) == ["tables"]


def test_a_name_is_offered_and_a_size_told() -> None:
    """The day in the name, the size in words."""
    assert file_name("json", date(2026, 11, 20)) == "surefoot-2026-11-20.json"
    assert file_name("csv", date(2026, 11, 20)) == "surefoot-2026-11-20"
    sizes = (812, 1000, 14_321, 999_499, 999_500, 15_000_000)
    assert [size_words(size) for size in sizes] == ["812 bytes", "1 kB", "14 kB", "999 kB", "1.0 MB", "15.0 MB"]
