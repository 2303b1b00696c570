"""docs/export.md says what is there."""

from __future__ import annotations

import json
import re
from pathlib import Path

import duckdb
import pytest

from journal.exchange.exporting import Export, save
from journal.exchange.reading import LARGEST, CannotImport, read_incoming
from journal.exchange.tables import COLUMNS
from journal.journal import Journal
from journal.words.names import Names
from tests.support.journals import NOW

TEXT = (Path(__file__).parents[3] / "docs" / "export.md").read_text(encoding="utf-8")


def test_every_table_is_described_and_no_other() -> None:
    """A new table needs a line."""
    assert sorted(re.findall(r"`(\w+\.csv)`", TEXT.partition("## CSV")[2].partition("## Markdown")[0])) == sorted(
        f"{table}.csv" for table in COLUMNS
    )


def test_the_limit_of_an_import_is_the_one_told() -> None:
    """In the same unit."""
    assert f"larger than {LARGEST >> 20} MB" in TEXT


def test_the_refusal_shown_is_the_one_printed(journal: Journal, tmp_path: Path) -> None:
    """To the letter, but for the place of the entry."""
    [shown] = re.findall(r"^surefoot: (other\.json: entry .*)$", TEXT, re.MULTILINE)
    entry = {"id": "911662173391133796", "kind": "check-in", "at": NOW, "moment": "evening", "left": {"rating": 11}}
    export = {"format": "surefoot", "schema": 1, "entries": [entry]}
    (tmp_path / "other.json").write_text(json.dumps(export), encoding="utf-8")
    with pytest.raises(CannotImport) as refusal:
        read_incoming(tmp_path / "other.json", journal.clock)
    assert str(refusal.value) == shown.replace("entry 12", "entry 1")


def test_the_queries_shown_are_answered(demo: Journal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the page tells people to type works on an export."""
    (tmp_path / "journals").mkdir()
    for name in ("journal.jsonl", "journals/a.jsonl"):
        save(demo, tmp_path / name, Export("jsonl"), Names)
    monkeypatch.chdir(tmp_path)
    [block] = re.findall(r"```sql\n(.*?)```", TEXT, re.DOTALL)
    with duckdb.connect() as connection:
        for query in block.split(";"):
            if query.strip():
                assert connection.execute(query).fetchall()
