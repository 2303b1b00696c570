"""The JSON Schema of the export: generated, kept in the repository, and true to an independent validator."""

from __future__ import annotations

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator

from journal.changes.checked import from_document
from journal.entries import KINDS
from journal.errors import InvalidEntry
from journal.exchange.documents import line
from journal.exchange.exporting import Export, stream
from journal.exchange.schema import export_schema, schema_text
from journal.journal import Journal
from journal.words.names import Names
from screens.cli import main
from tests.support.documents import SCHEMA_PATH
from tests.support.everything import every_kind
from tests.support.exploring import examples
from tests.support.hostile import hostile_journal
from tests.support.strategies import journals

VALIDATOR = Draft202012Validator(export_schema())


def exported(journal: Journal) -> Any:
    """A JSON export, read."""
    return json.loads(b"".join(stream(journal, Export("json"), Names)))


@pytest.fixture
def full(journal: Journal) -> Journal:
    """A journal with every kind of entry, every field filled in, and a removed one."""
    journal.add_all(every_kind())
    gone = journal.add(every_kind()[-1])
    journal.remove(gone.id)
    return journal


def problems(export: Any) -> list[str]:
    """What the validator finds wrong: the place and the sentence."""
    return [f"{error.json_path}: {error.message}" for error in VALIDATOR.iter_errors(export)]


def test_the_file_in_the_repository_is_what_is_generated() -> None:
    """Written again by ``python -m journal.exchange.schema``."""
    assert SCHEMA_PATH.read_text(encoding="utf-8") == schema_text()


def test_the_schema_is_a_schema() -> None:
    """Of the draft it names."""
    Draft202012Validator.check_schema(export_schema())


def test_the_command_prints_it(capsys: pytest.CaptureFixture[str]) -> None:
    """As it is in the repository."""
    assert main(["schema"]) == 0
    assert capsys.readouterr().out == SCHEMA_PATH.read_text(encoding="utf-8")


def test_an_export_with_every_kind_and_every_field_is_valid(full: Journal) -> None:
    """By a validator that knows nothing of Surefoot."""
    export = exported(full)
    assert {entry["kind"] for entry in export["entries"]} == {*KINDS, "deleted"}
    assert problems(export) == []


def test_every_field_of_every_kind_is_described(full: Journal) -> None:
    """An export of everything holds no field the schema does not know."""
    strict = deepcopy(export_schema())
    for definition in strict["$defs"].values():
        if "properties" in definition and definition["title"] != "Entry":
            definition["additionalProperties"] = False
    found = [error.message for error in Draft202012Validator(strict).iter_errors(exported(full))]
    assert found == []


def test_demo_hostile_and_empty_journals_are_valid(demo: Journal, tmp_path: Path) -> None:
    """Whatever is typed stays within the schema."""
    (tmp_path / "hostile").mkdir()
    (tmp_path / "empty").mkdir()
    assert problems(exported(demo)) == []
    assert problems(exported(hostile_journal(tmp_path / "hostile"))) == []
    assert problems(exported(Journal.open(tmp_path / "empty" / "journal.json", demo.clock))) == []


@examples(6)
@given(journals)
def test_every_journal_is_valid(documents: dict[str, Any]) -> None:
    """What the entry types accept, the schema accepts."""
    entries = [json.loads(line(id, document)) for id, document in documents.items()]
    export = {"format": "surefoot", "schema": 1, "exported_at": "2026-11-20T18:00:00Z", "entries": entries}
    assert problems(export) == []


WRONG: list[tuple[str, str, Any]] = [
    ("check-in", "left", {"rating": 11}),
    ("check-in", "left", {"spots": ["elbow"]}),
    ("check-in", "moment", "teatime"),
    ("check-in", "stop_signs", ["bad-luck"]),
    ("check-in", "at", "2026-11-20T07:00:00"),
    ("check-in", "note", 7),
    ("session", "state", "done"),
    ("session", "items", [{"exercise": "x", "dose": {"reps": 1}}]),
    ("run", "distance_km", -1),
    ("run", "activity", "ski"),
    ("fit-check", "answers", {"shape": "maybe"}),
    ("fit-check", "answers", {"colour": "yes"}),
    ("fit-check", "rub_spots", ["heel-side"]),
    ("self-test", "test", "squats"),
    ("shoe", "prior_km", "twelve"),
    ("note", "day", 20),
    ("plan", "routines", [{"routine": "x", "weekdays": [8]}]),
    ("asked", "closes", ["R5"]),
    ("asked", "who", "neighbour"),
    ("fact", "fact", "tall"),
    ("answer", "question", "why"),
]


@pytest.mark.parametrize(("kind", "field", "value"), WRONG)
def test_what_the_entry_types_refuse_the_schema_refuses_at_the_field(
    full: Journal, kind: str, field: str, value: Any
) -> None:
    """And says which, so that whoever writes an export of their own finds it."""
    export = exported(full)
    place = next(n for n, entry in enumerate(export["entries"]) if entry["kind"] == kind)
    entry = {**export["entries"][place], field: value}
    with pytest.raises(InvalidEntry):
        from_document({key: held for key, held in entry.items() if key != "id"}, entry["id"])
    export["entries"][place] = entry
    assert [text for text in problems(export) if text.startswith(f"$.entries[{place}].{field}")]


@pytest.mark.parametrize("field", ["id", "kind", "created_at", "updated_at"])
def test_an_entry_without_what_every_entry_has_is_refused(full: Journal, field: str) -> None:
    """Its id, its kind, and when it was made and changed."""
    export = exported(full)
    place = next(n for n, entry in enumerate(export["entries"]) if entry["kind"] == "run")
    del export["entries"][place][field]
    assert [text for text in problems(export) if f"{field!r} is a required property" in text]


def test_a_later_version_of_the_format_is_refused(full: Journal) -> None:
    """The schema is of one version."""
    assert problems({**exported(full), "schema": 2})
