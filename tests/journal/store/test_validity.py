"""What opens exports, and what exports imports, under any clock; what is not valid or odd is named by all alike."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from journal.clock import FixedClock
from journal.entries import Note
from journal.errors import Damaged
from journal.exchange.bringing import bring_in
from journal.exchange.exporting import Export, save
from journal.exchange.reading import read_incoming
from journal.exchange.report import explained
from journal.journal import Journal
from journal.quick import add_to_note
from journal.store.storage import Store
from journal.upkeep.check import check
from journal.words.names import Names
from screens.cli import main

AT = "2026-11-20T07:00:00+01:00"
COMMON: dict[str, Any] = {"created_at": AT, "updated_at": AT}
ITEM = {"id": "1", "exercise": "heel-raise", "dose": {"reps": 5}}

ODD: dict[str, tuple[dict[str, Any], str]] = {
    "a kind of a later version": ({"kind": "dream", "of": "snow"}, "'dream' is not one of"),
    "a word of a later version": (
        {"kind": "check-in", "at": AT, "moment": "teatime", "left": {"rating": 1}},
        "moment: 'teatime' is unknown",
    ),
    "a choice of a later version": ({"kind": "session", "started_at": AT, "state": "dreamt"}, "state: "),
    "a day of the next century": ({"kind": "note", "day": "2126-11-20", "text": "x"}, "day: a day that is not of"),
    "the first day there is": (
        {"kind": "check-in", "at": "0001-01-01T00:00:00+14:00", "moment": "evening", "left": {"rating": 3}},
        "at: a day that is not of",
    ),
    "the last moment there is": (
        {"kind": "run", "started_at": "9999-12-31T23:59:59-12:00", "duration_s": 60.0},
        "started_at: a day that is not of",
    ),
    "another century inside": (
        {"kind": "session", "started_at": AT, "items": [{**ITEM, "updated_at": "1969-12-30T12:00:00Z"}]},
        "items[0].updated_at: a day that is not of",
    ),
    "an end before its start": (
        {"kind": "session", "started_at": AT, "finished_at": "2026-11-20T06:00:00+01:00"},
        "finished_at: cannot be before started_at",
    ),
    "a run of nothing": ({"kind": "run", "started_at": AT}, "duration_s: a run needs minutes or a distance"),
    "removed in another century": ({"kind": "deleted", "updated_at": "2126-11-20T07:00:00Z"}, "updated_at: a day that"),
}
"""Valid documents, and what is said of each."""

WRONG: dict[str, tuple[bytes, str]] = {
    "a number beyond all": (b'{"kind":"run","started_at":"%s","duration_s":1e999}' % AT.encode(), "expected an object"),
    "a number beyond all in a field of a later version": (
        b'{"kind":"dream","created_at":"%s","updated_at":"%s","x":1e999}' % (AT.encode(), AT.encode()),
        "expected an object",
    ),
    "a number beyond all in a field that a note does not have": (
        b'{"kind":"note","day":"2026-11-20","text":"x","weight":1e999}',
        "expected an object",
    ),
    "no text in UTF-8": (b'{"kind":"note","day":"2026-11-20","text":"\xff"}', "expected an object"),
    "no object": (b"[1]", "expected an object"),
    "a text for a number": (b'{"kind":"run","started_at":"%s","duration_s":"long"}' % AT.encode(), "duration_s"),
    "out of range": (
        b'{"kind":"check-in","at":"%s","moment":"evening","left":{"rating":33}}' % AT.encode(),
        "left.rating: expected a whole number from 0 to 10",
    ),
    "an item twice": (
        json.dumps({"kind": "session", "started_at": AT, "items": [ITEM, ITEM]}, separators=(",", ":")).encode(),
        "items: the id '1' is there twice",
    ),
    "too deep": (
        b'{"kind":"note","day":"2026-11-20","text":"x","more":' + b"[" * 150 + b"]" * 150 + b"}",
        "nested more than 100 deep",
    ),
    "no kind": (b'{"day":"2026-11-20"}', "kind: 'None' is not one of"),
    "a removal without a moment": (b'{"kind":"deleted","was":"note"}', "updated_at: expected a time"),
}
"""Documents that an edit by hand may leave, and what is said of each."""


def put(path: Path, clock: FixedClock, documents: dict[str, bytes]) -> None:
    """Documents into the file as they are, under a right seal."""
    store = Store(path, clock)
    store.open()
    store.commit(lambda: documents)
    store.close()


def came_through(journal: Journal, folder: Path) -> tuple[dict[str, Any], list[str]]:
    """What another journal holds after importing an export of this one, and what the import says."""
    save(journal, folder / "export.json", Export("json"), Names)
    with Journal.open(folder / "other" / "journal.json", journal.clock) as other:
        plan = bring_in(other, read_incoming(folder / "export.json", other.clock))
        return {id: json.loads(document) for id, document in other.documents()}, list(explained(plan, Names()))


@pytest.mark.parametrize("name", ODD)
def test_what_is_odd_comes_and_goes_as_it_is_and_is_named(tmp_path: Path, clock: FixedClock, name: str) -> None:
    """By the check of the journal it is in, and by the import of its export."""
    fields, words = ODD[name]
    document = {**COMMON, **fields} if fields["kind"] != "deleted" else fields
    put(tmp_path / "journal.json", clock, {"700": json.dumps(document).encode()})
    report = check(tmp_path / "journal.json", clock)
    assert report.whole and not report.problems
    assert [words in problem.sentence for problem in report.odd] == [True]
    with Journal.open(tmp_path / "journal.json", clock) as journal:
        there, told = came_through(journal, tmp_path)
    assert there == {"700": document}
    assert any(line.startswith("odd") and words in line for line in told)


@pytest.mark.parametrize("name", WRONG)
def test_what_is_not_valid_stays_where_it_is_and_is_named(tmp_path: Path, clock: FixedClock, name: str) -> None:
    """The journal opens, takes a note and undoes it; its export leaves that document out, and comes in elsewhere."""
    document, words = WRONG[name]
    put(tmp_path / "journal.json", clock, {"700": document})
    [problem] = check(tmp_path / "journal.json", clock).problems
    assert words in problem.sentence and problem.sentence.startswith("entry 700 is not shown")
    with Journal.open(tmp_path / "journal.json", clock) as journal:
        kept = journal.add(Note(day=clock.now().date(), text="kept"))
        journal.add(Note(day=clock.now().date(), text="undone"))
        journal.undo()
        there, _ = came_through(journal, tmp_path)
        assert {id for id, entry in there.items() if entry["kind"] == "note"} == {kept.id} and "700" not in there
        told = [notice for notice in journal.notices if "entry 700" in notice]
        assert told or document == b"[1]" or b"1e999" in document or b"\xff" in document
    assert document in (tmp_path / "journal.json").read_bytes()
    assert add_to_note(tmp_path / "journal.json", clock, "more", clock.now().date()).text == "kept\nmore"


def test_a_document_without_an_id_is_refused_by_its_name(tmp_path: Path, clock: FixedClock) -> None:
    """By whatever opens the journal, and by the check."""
    for id in ("", "0", "007"):
        path = tmp_path / f"journal{id}.json"
        put(path, clock, {id: b'{"kind":"note","day":"2026-11-20","text":"x"}'})
        with pytest.raises(Damaged, match=f"a document's id is '{id}' where a number was expected"):
            Journal.open(path, clock)
        report = check(path, clock)
        assert not report.whole and "a document's id is" in report.problems[0].sentence


def test_an_entry_without_its_moments_leaves_with_that_of_its_id(tmp_path: Path, clock: FixedClock) -> None:
    """They are what the schema wants, and the same bytes every time."""
    put(tmp_path / "journal.json", clock, {str(1 << 22): b'{"kind":"note","day":"2026-11-20","text":"x"}'})
    with Journal.open(tmp_path / "journal.json", clock) as journal:
        [(_, note)] = came_through(journal, tmp_path)[0].items()
    assert note["created_at"] == note["updated_at"] == "2020-01-01T00:00:00.001000+00:00"


@pytest.mark.parametrize("year", [1971, 2030, 2060, 2090])
def test_what_was_noted_by_a_clock_that_jumped_comes_home(
    tmp_path: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], year: int
) -> None:
    """Exported after the clock was put right, imported elsewhere, and written on in both."""
    here, there = (["--journal", str(tmp_path / name / "journal.json")] for name in ("here", "there"))
    for moment, text in ((f"{year}-01-01T00:00:00Z", "jumped"), ("2026-11-20T18:00:00+01:00", "put right")):
        monkeypatch.setenv("SUREFOOT_NOW", moment)
        assert main([*here, "note", text]) == 0
    export = tmp_path / "export.json"
    assert main([*here, "export", "-o", str(export)]) == 0
    assert main([*there, "import", str(export)]) == 0
    assert main([*there, "note", "and on"]) == 0
    assert main([*there, "check"]) == 0
    assert "The journal is whole." in capsys.readouterr().out
    with Journal.open(tmp_path / "there" / "journal.json", clock) as journal:
        assert {note.text for note in journal.of_kind(Note)} == {"jumped", "put right\nand on"}
        assert all(int(note.id) < 1 << 63 for note in journal.of_kind(Note))
        journal.undo()
        assert {note.text for note in journal.of_kind(Note)} == {"jumped", "put right"}
