"""Removals that travel: what an export tells of them, and who takes it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

from journal.exchange.bringing import bring_in
from journal.exchange.exporting import Export, save
from journal.exchange.reading import read_incoming
from journal.exchange.schema import export_schema
from journal.journal import Journal
from journal.words.names import Names

STONE: dict[str, Any] = {
    "kind": "deleted",
    "updated_at": "2026-11-20T20:00:00+01:00",
    "session": {
        "kind": "session",
        "created_at": "2026-11-20T06:00:00+01:00",
        "updated_at": "2026-11-20T07:00:00+01:00",
        "started_at": "2026-11-20T06:00:00+01:00",
        "items": [{"id": "1", "exercise": "heel-raise", "dose": {"reps": 5}}],
    },
}


def test_what_a_removed_session_held_is_exported_and_imported_where_it_is_kept(
    journal: Journal, tmp_path: Path
) -> None:
    """Two copies of it were merged: a set ticked elsewhere brings it back, and must bring back the same everywhere."""
    journal.apply({"700": STONE}, "removed")
    save(journal, tmp_path / "there.json", Export("json"), Names)
    export = json.loads((tmp_path / "there.json").read_bytes())
    assert export["entries"] == [{"id": "700", **STONE}]
    assert list(Draft202012Validator(export_schema()).iter_errors(export)) == []
    with Journal.open(tmp_path / "other" / "journal.json", journal.clock) as other:
        bring_in(other, read_incoming(tmp_path / "there.json", journal.clock))
        assert {id: json.loads(document) for id, document in other.documents()} == {"700": STONE}
