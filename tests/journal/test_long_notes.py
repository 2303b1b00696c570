"""A note written line by line: what a line costs does not grow with the day, and the day's note is read as one."""

from __future__ import annotations

import itertools
from pathlib import Path

from textual.widgets import TextArea

from journal.clock import FixedClock
from journal.entries import Note
from journal.exchange.exporting import Export, stream
from journal.journal import Journal
from journal.quick import GROWS_TO, add_to_note
from journal.words.names import Names
from screens.entries.note import edit_note
from tests.support.entries import TODAY
from tests.support.journals import app_over

LINES = [f"{n} {'a line of the day ' * 15}".strip() for n in range(40)]


def noted(path: Path, clock: FixedClock) -> list[int]:
    """Write the lines; the bytes that each cost."""
    sizes = [0]
    for line in LINES:
        add_to_note(path, clock, line, TODAY)
        sizes.append(path.stat().st_size)
    return [later - before for before, later in itertools.pairwise(sizes)][1:]


def test_a_line_costs_no_more_at_the_end_of_a_long_day(tmp_path: Path, clock: FixedClock) -> None:
    """A short note grows; one that has grown is gone on with in another entry."""
    costs = noted(tmp_path / "journal.json", clock)
    assert max(costs) < 4 * GROWS_TO and sum(costs[-10:]) <= sum(costs[:10]) * 1.1
    with Journal.open(tmp_path / "journal.json", clock) as journal:
        assert "\n".join(note.text for note in journal.of_kind(Note)) == "\n".join(LINES)


def test_it_is_exported_as_one(tmp_path: Path, clock: FixedClock) -> None:
    """In Markdown one quotation, its lines in the order they were written."""
    noted(tmp_path / "journal.json", clock)
    with Journal.open(tmp_path / "journal.json", clock) as journal:
        told = b"".join(stream(journal, Export("markdown"), Names)).decode()
    assert "\n" + "\n".join(f"> {line}" for line in LINES) + "\n" in told


async def test_it_is_edited_as_one(tmp_path: Path, clock: FixedClock) -> None:
    """The form holds all of it, and what is saved is the day's one note; undo brings back what was."""
    noted(tmp_path / "journal.json", clock)
    journal = Journal.open(tmp_path / "journal.json", clock)
    before = journal.of_kind(Note)
    app = app_over(journal)
    async with app.run_test(size=(80, 24)) as pilot:
        edit_note(app.context)
        await pilot.pause()
        area = app.screen.query_one(TextArea)
        assert area.text == "\n".join(LINES)
        area.text = "all in all a good day"
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert [note.text for note in journal.of_kind(Note)] == ["all in all a good day"]
        journal.undo()
        assert [note.text for note in journal.of_kind(Note)] == [note.text for note in before]
