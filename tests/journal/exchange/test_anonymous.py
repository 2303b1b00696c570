"""``export --anonymous``: what is asked of many runners can be asked, and nothing says whose the entries are."""

from __future__ import annotations

import json
import os
import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any, get_args

import jsonschema
import msgspec
import pytest

from journal.entries import ENTRY_TYPES, Answer, Note, PlannedRoutine
from journal.exchange.anonymous import IDS, LEFT_OUT, STAYS, TIMES, Secret
from journal.exchange.exporting import Export, save, stream
from journal.exchange.schema import export_schema
from journal.journal import Journal
from journal.words.names import Names
from screens.cli import main
from tests.support.everything import AT, every_kind
from tests.support.hostile import hostile_journal

KEY = Secret(b"k" * 32)


def shared(journal: Journal, secret: Secret = KEY, *, facts: bool = False) -> list[dict[str, Any]]:
    """The entries of an export as JSON Lines."""
    data = b"".join(stream(journal, Export("jsonl", facts=facts, secret=secret), Names))
    return [json.loads(line) for line in data.splitlines()]


def texts(value: Any) -> set[str]:
    """Every text within."""
    if isinstance(value, str):
        return {value}
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, (list, tuple)) else ()
    return {text for part in parts for text in texts(part)}


def named(struct: Any) -> set[str]:
    """The fields of an entry's type and of what it holds, but for a timer and the definition of an exercise."""
    found: set[str] = set()
    for field in msgspec.structs.fields(struct):
        found.add(field.name)
        inner = [field.type, *get_args(field.type)]
        for one in inner if field.name not in ("definition", "timer") else ():
            if isinstance(one, type) and issubclass(one, msgspec.Struct):
                found |= named(one)
    return found


@pytest.fixture
def full(journal: Journal) -> Journal:
    """A journal with every kind of entry, every field filled in."""
    journal.add_all(every_kind())
    return journal


def test_every_field_of_an_entry_either_leaves_or_does_not() -> None:
    """A new one has to be put into one list, and no list names what is not there."""
    lists = (STAYS - {"kind"}, IDS, TIMES, LEFT_OUT)
    assert set().union(*lists) == set().union(*(named(kind) for kind in ENTRY_TYPES))
    assert sum(map(len, lists)) == len(set().union(*lists))


def test_nothing_typed_and_no_id_leaves(full: Journal) -> None:
    """Of all that the journal holds, only words of the vocabulary and times are in both."""
    before = {text for _, document in full.travelling() for text in texts(document)} | {
        id for id, _ in full.documents()
    }
    after = {text for entry in shared(full, facts=True) for text in texts(entry)}
    words = re.compile(r"(left|right|both|body)(:[a-z-]+)?|[a-z]+(-[a-z]+)*|[A-Z]\d+|EU|seen:.*|2026-.*")
    assert [text for text in before & after if not words.fullmatch(text)] == []
    typed = {"nickname", "text", "note", "source_id", "name", "brand", "annotation", "conditions", "purpose", "reason"}
    assert not typed & {name for entry in shared(full) if entry["kind"] not in ("shoe", "routine") for name in entry}
    assert {kind for entry in shared(full) if (kind := entry["kind"]) in ("note", "fact", "deleted")} == set()


def test_what_is_hostile_in_a_journal_stays_there(tmp_path: Path) -> None:
    """What is typed is left out, whatever it is."""
    data = json.dumps(shared(hostile_journal(tmp_path)), ensure_ascii=False)
    assert "HYPERLINK" not in data and "走" not in data and "\\u001b" not in data


def test_what_belongs_together_still_does(demo: Journal) -> None:
    """Runs name their shoes, check-ins what they follow; no number is another."""
    entries = shared(demo)
    ids = {entry["id"] for entry in entries}
    assert len(ids) == len(entries)
    assert {entry["shoe"] for entry in entries if entry.get("shoe")} <= ids
    assert {entry["after"] for entry in entries if entry.get("after")} <= ids
    before = sorted(document["distance_km"] for _, document in demo.travelling() if document.get("distance_km"))
    assert sorted(entry["distance_km"] for entry in entries if entry.get("distance_km")) == before


def test_the_routine_a_question_is_about_is_as_anonymous_as_elsewhere(journal: Journal) -> None:
    """Its own routine's id is replaced by the one it has as an entry."""
    [routine] = [journal.add(one) for one in every_kind() if one.__class__.__name__ == "OwnRoutine"]
    journal.add(Answer(at=AT, question=f"condition-{routine.id}", value=True))
    entries = {entry["kind"]: entry for entry in shared(journal)}
    assert entries["answer"]["question"] == f"condition-{entries['routine']['id']}"


def test_what_a_runner_weighs_does_not_leave(journal: Journal) -> None:
    """Nor what weights they own: who knows them would know the rest by it. How an ankle is trusted does."""
    journal.add_all(
        [
            Answer(at=AT, question="body-kg", value=103.5),
            Answer(at=AT, question="weights-owned", value=20.0),
            Answer(at=AT, question="trust", side="left", value=7.0),
        ]
    )
    assert [entry["question"] for entry in shared(journal)] == ["trust"]


def test_a_key_gives_the_same_ids_and_another_key_others(demo: Journal) -> None:
    """So that exports of two months can be put together by who knows the key, and by nobody else."""
    assert shared(demo) == shared(demo)
    other = {entry["id"] for entry in shared(demo, Secret(b"o" * 32))}
    assert not other & {entry["id"] for entry in shared(demo)}


def test_days_are_moved_by_whole_weeks_all_alike(demo: Journal) -> None:
    """Weekdays, hours and what lies between two entries stay."""
    kept = {entry["id"]: entry for entry in shared(demo)}
    moved = {entry["id"]: entry for entry in shared(demo, Secret(KEY.key, moves_days=True))}
    runs = [id for id, entry in kept.items() if entry["kind"] == "run"]
    by = {
        date.fromisoformat(kept[id]["started_at"][:10]) - date.fromisoformat(moved[id]["started_at"][:10])
        for id in runs
    }
    [offset] = by
    assert offset.days % 7 == 0 and timedelta(0) < offset <= timedelta(weeks=104)
    assert all(kept[id]["started_at"][10:] == moved[id]["started_at"][10:] for id in runs)


def test_when_it_was_exported_does_not_tell_the_weeks(demo: Journal) -> None:
    """It is moved as the days are."""
    data = json.loads(b"".join(stream(demo, Export("json", secret=Secret(KEY.key, moves_days=True)), Names)))
    assert data["exported_at"] == Secret(KEY.key, moves_days=True).day(demo.clock.now().isoformat())


def test_a_day_that_is_very_early_is_moved_as_far_as_there_are_days() -> None:
    """And no further."""
    assert Secret(KEY.key, moves_days=True).day("0001-01-02") == "0001-01-01"


def test_it_is_an_export_like_any_other(full: Journal) -> None:
    """It is valid by the schema."""
    data = json.loads(b"".join(stream(full, Export("json", facts=True, secret=KEY), Names)))
    jsonschema.Draft202012Validator(export_schema()).validate(data)
    assert len(data["entries"]) == len(every_kind()) - 1


def test_the_tables_hold_no_more_than_the_lines(full: Journal, tmp_path: Path) -> None:
    """Nothing typed, no removed entry, no name of a shoe."""
    full.remove(full.add(Note(day=date(2026, 11, 18), text="gone")).id)
    save(full, tmp_path / "tables", Export("csv", secret=KEY), Names)
    tables = {path.stem: path.read_text(encoding="utf-8") for path in (tmp_path / "tables").iterdir()}
    assert len(tables["notes"].splitlines()) == len(tables["removed"].splitlines()) == 1
    assert len(tables["runs"].splitlines()) == 2
    assert PlannedRoutine.__name__ not in tables["plans"]
    [shoe] = [entry for entry in shared(full) if entry["kind"] == "shoe"]
    assert tables["shoes"].splitlines()[1].startswith(f"{shoe['id']},shoe,,,shoe,")


@pytest.mark.parametrize(
    ("arguments", "status", "sentence"),
    [
        (["--shift-days"], 2, "--key and --shift-days go with --anonymous. See surefoot export --help."),
        (
            ["--anonymous", "--format", "markdown"],
            2,
            "markdown is to be read by people: --anonymous goes with json, jsonl and csv. See surefoot export --help.",
        ),
        (["--anonymous", "--key", "short"], 1, "short is no key: it holds 3 bytes, 16 at least are needed"),
        (["--anonymous", "--key", "none"], 1, "none cannot be read: no such file or directory"),
        (["--anonymous", "--key", "pipe"], 1, "pipe is a pipe, not a file"),
        (["--anonymous", "--key", "/dev/zero"], 1, "/dev/zero is a device, not a file"),
    ],
)
def test_what_does_not_go_together_is_said(
    arguments: list[str],
    status: int,
    sentence: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """In one sentence, and nothing is written."""
    monkeypatch.chdir(tmp_path)
    Path("short").write_text("abc\n", encoding="utf-8")
    os.mkfifo("pipe")
    assert main(["--journal", str(tmp_path / "journal.json"), "export", *arguments]) == status
    captured = capsys.readouterr()
    assert (captured.out, captured.err) == ("", f"surefoot: {sentence}\n")


def test_a_file_with_a_key_makes_the_same_export_twice(
    demo: Journal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    """And without one, never."""
    monkeypatch.setenv("SUREFOOT_NOW", "2026-11-20T18:00:00+01:00")
    (tmp_path / "key").write_bytes(b"k" * 32 + b"\n")
    said = []
    for key in (["--key", str(tmp_path / "key")],) * 2 + ([],) * 2:
        assert main(["--journal", str(demo.path), "export", "--anonymous", "--format", "jsonl", *key]) == 0
        said.append(capfdbinary.readouterr().out)
    assert said[0] == said[1] == b"".join(json_line(entry) for entry in shared(demo))
    assert len(set(said)) == 3


def json_line(entry: dict[str, Any]) -> bytes:
    """As an export writes it."""
    return json.dumps(entry, separators=(",", ":"), ensure_ascii=False).encode() + b"\n"
