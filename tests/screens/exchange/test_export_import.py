"""The journal written out and read in from the app: what is chosen, what is refused, what undo takes back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from textual.pilot import Pilot

from journal.entries import Note, Run
from journal.exchange.bringing import bring_in
from journal.exchange.exporting import Export, stream
from journal.exchange.reading import read_incoming
from journal.journal import Journal
from journal.words.names import Names
from screens.diary.entry import EntryDialog
from screens.exchange.bring_in import ImportDialog
from screens.exchange.export import ExportDialog
from screens.exchange.review import MergeReview
from screens.frame.form import FormDialog
from screens.widgets.bars import KeyBar
from screens.widgets.line import Line
from screens.widgets.rows import Rows
from tests.support.by_key import SIZE, fill, look_at, press, thought
from tests.support.hostile import hostile_journal
from tests.support.journals import app_over, demo_journal


def shown(pilot: Pilot[None], selector: str) -> str:
    """The text of a line of the dialog in sight."""
    return str(pilot.app.screen.query_one(selector, Line).content)


def said(pilot: Pilot[None]) -> str:
    """The sentence on the last line."""
    return pilot.app.screen.query_one(KeyBar).message


def value(pilot: Pilot[None], name: str) -> str:
    """What stands in a field of the form in sight."""
    form = pilot.app.screen
    assert isinstance(form, FormDialog)
    return form.typed()[name]


@pytest.mark.parametrize("screen", ["6", "7"], ids=["week", "diary"])
async def test_x_offers_a_name_tells_the_size_and_writes(demo: Journal, own_folders: Path, screen: str) -> None:
    """From Week and from Diary, into the home folder unless another is named."""
    async with app_over(demo).run_test(size=SIZE) as pilot:
        await press(pilot, screen, "x")
        assert isinstance(pilot.app.screen, ExportDialog)
        assert value(pilot, "file") == "~/surefoot-2026-11-20.json"
        count = len(list(demo.documents()))
        assert shown(pilot, "#live").startswith(f"{count} entries, about ")
        await press(pilot, "enter")
        await thought(pilot)
        path = own_folders / "surefoot-2026-11-20.json"
        assert path.read_bytes() == b"".join(stream(demo, Export("json"), Names))
        assert path.stat().st_mode & 0o777 == 0o600
        assert said(pilot).startswith(f"Wrote {path}"[:60])


async def test_the_name_follows_the_format_until_the_runner_gives_one(demo: Journal) -> None:
    """A name typed stays."""
    async with app_over(demo).run_test(size=SIZE) as pilot:
        await press(pilot, "6", "x", "right")
        assert value(pilot, "file") == "~/surefoot-2026-11-20.jsonl"
        await press(pilot, "right")
        assert value(pilot, "file") == "~/surefoot-2026-11-20"
        await fill(pilot, file="/tmp/mine")
        await press(pilot, "right")
        assert value(pilot, "format") == "markdown"
        assert value(pilot, "file") == "/tmp/mine"


async def test_a_range_of_days_is_counted_and_written(demo: Journal, tmp_path: Path) -> None:
    """Days are given in the runner's words."""
    async with app_over(demo).run_test(size=SIZE) as pilot:
        await press(pilot, "6", "x")
        await fill(pilot, since="yesterday", file=str(tmp_path / "two-days.json"))
        counted = int(shown(pilot, "#live").split()[0])
        await press(pilot, "enter")
        await thought(pilot)
    entries = json.loads((tmp_path / "two-days.json").read_bytes())["entries"]
    assert len(entries) == counted > 0
    assert {entry.get("at", entry.get("started_at", "2026-11-20"))[:10] for entry in entries} <= {
        "2026-11-19",
        "2026-11-20",
    }


async def test_a_file_is_replaced_only_when_the_runner_says_so(demo: Journal, tmp_path: Path) -> None:
    """The dialog stays, says why, and what was typed is still there."""
    path = tmp_path / "mine.json"
    path.write_text("precious")
    async with app_over(demo).run_test(size=SIZE) as pilot:
        await press(pilot, "6", "x")
        await fill(pilot, file=str(path))
        await press(pilot, "enter")
        await thought(pilot)
        assert isinstance(pilot.app.screen, ExportDialog)
        assert "is there already; choose another name, or say yes to replacing it" in shown(pilot, "#problem")
        assert path.read_text() == "precious"
        await fill(pilot, over="yes")
        await press(pilot, "enter")
        await thought(pilot)
        assert not isinstance(pilot.app.screen, ExportDialog)
    assert json.loads(path.read_bytes())["format"] == "surefoot"


async def test_what_is_in_sight_is_written_though_the_journal_s_file_is_gone(demo: Journal, tmp_path: Path) -> None:
    """It may be all there is of it."""
    whole, path = b"".join(stream(demo, Export("json"), Names)), tmp_path / "mine.json"
    async with app_over(demo).run_test(size=SIZE) as pilot:
        await press(pilot, "6", "x")
        await fill(pilot, file=str(path))
        demo.path.unlink()
        await press(pilot, "enter")
        await thought(pilot)
        assert path.read_bytes() == whole and not demo.path.exists()


@pytest.mark.parametrize(
    ("field", "text", "sentence"),
    [
        ("since", "someday", "First day: 'someday' is not a day"),
        ("file", "", "File: please fill this in"),
        ("file", "/no/such/folder/a.json", "the folder /no/such/folder is not there"),
        ("until", "2026-01-01", "the range ends before it begins"),
    ],
)
async def test_what_cannot_be_written_is_said_in_the_dialog(
    demo: Journal, field: str, text: str, sentence: str
) -> None:
    """One sentence; nothing written."""
    async with app_over(demo).run_test(size=SIZE) as pilot:
        await press(pilot, "6", "x")
        await fill(pilot, since="2026-11-01")
        await fill(pilot, **{field: text})
        await press(pilot, "enter")
        await thought(pilot)
        assert isinstance(pilot.app.screen, ExportDialog)
        assert sentence in shown(pilot, "#problem")


async def other_machine(folder: Path) -> Path:
    """The demo's journal on another machine, a run changed and a note added there."""
    folder.mkdir()
    other = demo_journal(folder)
    other.clock.advance(hours=2)  # type: ignore[attr-defined]
    run = other.of_kind(Run)[-1]
    other.change(run.id, lambda entry: entry.__class__(**{**_fields(entry), "note": "there"}))
    other.add(Note(day=other.clock.now().date(), text="from there"))
    return other.path


def _fields(entry: Run | Note) -> dict[str, object]:
    return {name: getattr(entry, name) for name in entry.__struct_fields__}


async def test_another_journal_is_shown_before_it_is_read_in_and_undone_by_u(demo: Journal, tmp_path: Path) -> None:
    """File, review, done, taken back."""
    path = await other_machine(tmp_path / "there")
    before = b"".join(stream(demo, Export("json"), Names))
    async with app_over(demo).run_test(size=SIZE) as pilot:
        await press(pilot, "7", "x")
        await press(pilot, "ctrl+o")
        assert isinstance(pilot.app.screen, ImportDialog)
        await look_at(pilot, path)
        assert isinstance(pilot.app.screen, MergeReview)
        rows = "\n".join(str(row.content) for row in pilot.app.screen.query_one(Rows).rows)
        assert "added         1 note" in rows
        assert "the file's is later" in rows
        assert b"".join(stream(demo, Export("json"), Names)) == before
        await press(pilot, "enter")
        await thought(pilot)
        assert said(pilot) == "Imported journal.json: 1 added, 1 changed. u takes it back."
        assert [note.text for note in demo.of_kind(Note)][-1] == "from there"
        await press(pilot, "u")
        assert b"".join(stream(demo, Export("json"), Names)) == before


async def test_a_review_left_with_escape_changes_nothing(demo: Journal, tmp_path: Path) -> None:
    """To the byte."""
    path = await other_machine(tmp_path / "there")
    before = demo.path.read_bytes()
    async with app_over(demo).run_test(size=SIZE) as pilot:
        await press(pilot, "7", "x")
        await press(pilot, "ctrl+o")
        await look_at(pilot, path)
        await press(pilot, "escape")
        assert not isinstance(pilot.app.screen, MergeReview)
    assert demo.path.read_bytes() == before


async def test_nothing_new_is_said_and_enter_leaves(demo: Journal) -> None:
    """The journal's own file, say."""
    async with app_over(demo).run_test(size=SIZE) as pilot:
        await press(pilot, "7", "x")
        await press(pilot, "ctrl+o")
        await look_at(pilot, demo.path)
        review = pilot.app.screen
        assert isinstance(review, MergeReview)
        assert str(review.query_one("#summary", Line).content).startswith("Nothing in it is new: 0 added")
        before = demo.path.read_bytes()
        await press(pilot, "enter")
        await thought(pilot)
        assert not isinstance(pilot.app.screen, MergeReview)
        assert demo.path.read_bytes() == before


async def test_a_file_that_cannot_be_imported_is_refused_in_the_dialog(demo: Journal, tmp_path: Path) -> None:
    """What was typed stays, to be put right."""
    (tmp_path / "bad.json").write_text('{"format":"surefoot","schema":1,"entries":[{"id":"7","kind":"note"}]}')
    async with app_over(demo).run_test(size=SIZE) as pilot:
        await press(pilot, "7", "x")
        await press(pilot, "ctrl+o")
        await look_at(pilot, tmp_path / "bad.json")
        assert isinstance(pilot.app.screen, ImportDialog)
        assert "bad.json: entry 1 (note 7)" in shown(pilot, "#problem")


async def test_hostile_text_in_a_file_is_shown_as_text(demo: Journal, tmp_path: Path) -> None:
    """In the review it is neither markup nor control characters."""
    (tmp_path / "h").mkdir()
    hostile = hostile_journal(tmp_path / "h")
    async with app_over(demo).run_test(size=SIZE) as pilot:
        await press(pilot, "7", "x")
        await press(pilot, "ctrl+o")
        await look_at(pilot, hostile.path)
        assert isinstance(pilot.app.screen, MergeReview)
        await press(pilot, "enter")
        await thought(pilot)
    assert demo.of_kind(Note)[-1].text.count("[bold red]markup[/]") == 3


async def test_a_version_that_lost_can_be_read_in_the_diary(journal: Journal, tmp_path: Path) -> None:
    """Beside the entry it lost to."""
    added = journal.add(Note(day=journal.clock.now().date(), text="first"))
    (tmp_path / "before.jsonl").write_bytes(b"".join(stream(journal, Export("jsonl"), Names)))
    journal.clock.advance(minutes=5)  # type: ignore[attr-defined]
    journal.change(added.id, lambda entry: Note(**{**_fields(entry), "text": "mine, earlier"}))  # type: ignore[arg-type]
    theirs = json.loads((tmp_path / "before.jsonl").read_text())
    theirs |= {"updated_at": "2026-11-20T21:00:00+01:00", "text": "theirs, later"}
    (tmp_path / "theirs.jsonl").write_text(json.dumps(theirs))
    bring_in(journal, read_incoming(tmp_path / "theirs.jsonl", journal.clock))
    async with app_over(journal).run_test(size=SIZE) as pilot:
        await press(pilot, "7", "enter")
        dialog = pilot.app.screen
        assert isinstance(dialog, EntryDialog)
        told = [section.lines for section in dialog.sections]
        assert ["theirs, later" in told[0][0], "mine, earlier" in told[1][0]] == [True, True]
