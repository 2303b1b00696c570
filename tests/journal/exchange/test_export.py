"""What leaves the journal: complete, in order, the same bytes every time, readable by others, harmless."""

from __future__ import annotations

import csv
import io
import json
import subprocess
from datetime import date, datetime
from pathlib import Path
from shutil import which
from typing import Any

import duckdb
import pytest
from hypothesis import given
from msgspec.structs import replace

from journal.changes.checked import from_document
from journal.entries import KINDS, CheckIn, Note, Run, Session, day_of
from journal.errors import SurefootError
from journal.exchange.documents import in_order_of_time, in_range, line, lines_in_order_of_time, moment_of_document
from journal.exchange.exporting import DayRange, Export, save, tables
from journal.exchange.lines import json_lines
from journal.exchange.tables import COLUMNS, csv_files
from journal.journal import Journal
from journal.text import clean, in_markdown
from journal.words.names import Names
from tests.support.everything import every_kind, left_at_default
from tests.support.exchange import entries_of, exported
from tests.support.exploring import examples
from tests.support.hostile import hostile_journal
from tests.support.strategies import journals
from tests.support.tried import EXPORTED

UNSAFE = ("\x1b", "\x07", "\x9b", "\u202e", "\u2066", "\x7f", "\x00")


@pytest.fixture
def full(journal: Journal) -> Journal:
    """A journal with every kind of entry, every field filled in, and a removed one."""
    assert [left_at_default(entry) for entry in every_kind()] == [[]] * len(KINDS)
    journal.add_all(every_kind())
    gone = journal.add(Note(day=date(2026, 11, 18), text="to be removed"))
    journal.remove(gone.id)
    return journal


def test_an_empty_journal_is_exported_as_an_export_of_nothing(journal: Journal) -> None:
    """Reading creates nothing, and nothing is a valid export."""
    assert json.loads(exported(journal)) == {
        "format": "surefoot",
        "schema": 1,
        "exported_at": "2026-11-20T18:00:00+01:00",
        "entries": [],
    }
    assert exported(journal, "jsonl") == b""
    assert not journal.path.exists()


def test_every_field_of_every_kind_is_exported(full: Journal) -> None:
    """What the journal holds of an entry, the export holds."""
    by_kind = {entry["kind"]: entry for entry in entries_of(full)}
    assert by_kind.keys() == {*KINDS, "deleted"}
    for id, document in full.documents():
        told = json.loads(document)
        if told["kind"] != "deleted":
            assert by_kind[told["kind"]] == {"id": id, **told}


def test_of_a_removed_entry_only_its_removal_is_exported(full: Journal) -> None:
    """Removals travel; what was removed does not."""
    removed = [entry for entry in entries_of(full) if entry["kind"] == "deleted"]
    assert [entry.keys() for entry in removed] == [{"id", "kind", "updated_at"}]
    assert b"to be removed" not in exported(full)


def test_header_seal_and_earlier_values_stay_in_the_journal(full: Journal) -> None:
    """They are not entries."""
    assert not {entry["kind"] for entry in entries_of(full)} & {"journal", "seal", "change"}
    assert not {entry["id"] for entry in entries_of(full)} & {"1", "2"}


def test_entries_are_sorted_by_time_then_id(demo: Journal) -> None:
    """By the moment it is about, whatever the order of writing."""
    entries = entries_of(demo)
    keys = [(moment_of_document(entry), int(entry["id"])) for entry in entries]
    assert keys == sorted(keys)
    assert len(entries) == len(list(demo.documents()))


def test_the_same_journal_gives_the_same_bytes(demo: Journal) -> None:
    """Only ``exported_at`` differs, and only because time goes on."""
    first = exported(demo)
    with Journal.open(demo.path, demo.clock) as again:
        assert exported(again) == first
    demo.compact()
    assert exported(demo) == first


def test_entries_are_exported_the_same_whatever_the_order_of_their_fields() -> None:
    """Two machines that hold the same entry write the same line."""
    one = {"kind": "note", "updated_at": "2026-11-20T07:00:00Z", "day": "2026-11-20", "text": "x"}
    assert line("7", one) == line("7", dict(reversed(one.items())))
    assert line("7", one).startswith(b'{"id":"7","kind":"note","day":')


def test_json_lines_hold_the_same_objects_one_a_line(demo: Journal) -> None:
    """The two formats differ in their frame alone."""
    assert [json.loads(text) for text in exported(demo, "jsonl").splitlines()] == entries_of(demo)


@examples(EXPORTED.few, full=EXPORTED.full)
@given(journals)
def test_every_journal_is_exported_as_json_that_anyone_reads(documents: dict[str, Any]) -> None:
    """Whatever text and dates it holds: each line parses, and holds the document."""
    told = list(in_order_of_time(documents.items()))
    lines = b"".join(json_lines(lines_in_order_of_time(documents.items()))).splitlines()
    assert len(lines) == len(documents)
    for (id, document), text in zip(told, lines, strict=True):
        read = json.loads(text)
        if document["kind"] == "deleted":
            assert read == {"id": id, "kind": "deleted", "updated_at": document["updated_at"]}
        else:
            assert read == {**document, "id": id}


def test_a_range_takes_whole_days_at_the_runners_own_offset(journal: Journal) -> None:
    """Half past midnight in Berlin is the new day, though in UTC it is the old one."""
    for at in ("2026-11-09T23:59:00+01:00", "2026-11-10T00:30:00+01:00", "2026-11-11T23:59:00-10:00"):
        journal.add(_check_in(at))
    days = DayRange(date(2026, 11, 10), date(2026, 11, 11))
    assert [entry["at"][:10] for entry in entries_of(journal, days)] == ["2026-11-10", "2026-11-11"]
    assert len(entries_of(journal, DayRange(since=date(2026, 11, 10)))) == 2
    assert len(entries_of(journal, DayRange(until=date(2026, 11, 9)))) == 1


def _check_in(at: str) -> CheckIn:
    return CheckIn(at=datetime.fromisoformat(at), moment="evening")


@examples(EXPORTED.few, full=EXPORTED.full)
@given(journals)
def test_ranges_that_follow_each_other_hold_everything_once(documents: dict[str, Any]) -> None:
    """Nothing falls between two ranges."""
    cut = date(2026, 11, 10)
    before = dict(in_range(documents.items(), None, date(2026, 11, 9)))
    after = dict(in_range(documents.items(), cut, None))
    assert before.keys() | after.keys() == documents.keys()
    assert not before.keys() & after.keys()


def test_a_range_that_ends_before_it_begins_is_refused() -> None:
    """In one sentence."""
    with pytest.raises(SurefootError, match="ends before it begins"):
        DayRange(date(2026, 11, 11), date(2026, 11, 10))


def test_unknown_fields_are_exported(journal: Journal) -> None:
    """What a later version wrote is not lost on the way."""
    document = {"kind": "note", "created_at": "2026-11-20T07:00:00Z", "updated_at": "2026-11-20T07:00:00Z"}
    journal.apply({"700": {**document, "day": "2026-11-20", "text": "x", "mood": {"score": 3}}}, "import")
    assert entries_of(journal)[0]["mood"] == {"score": 3}


def test_text_that_steers_a_terminal_leaves_no_format(tmp_path: Path) -> None:
    """Not even when the journal file itself was given such text by another program."""
    journal = hostile_journal(tmp_path)
    document = {"kind": "note", "created_at": "2026-11-20T07:00:00Z", "updated_at": "2026-11-20T07:00:00Z"}
    journal.apply({"700": {**document, "day": "2026-11-20", "text": "".join(UNSAFE), "\x1b[2J": "\u202e"}}, "import")
    written = [exported(journal, format) for format in ("json", "jsonl", "markdown")]
    written += [b"".join(chunks) for chunks in tables(journal, Export("csv"), Names).values()]
    for text in written:
        assert not any(unsafe in text.decode() for unsafe in UNSAFE)


# DuckDB, jq, the standard library


def test_duckdb_answers_questions_over_the_json_lines(demo: Journal, tmp_path: Path) -> None:
    """A club or clinic reads the export as it is."""
    save(demo, tmp_path / "a.jsonl", Export("jsonl"), Names)
    source = f"read_json('{tmp_path}/*.jsonl', format='newline_delimited')"
    with duckdb.connect() as connection:
        [(runs, km)] = connection.execute(
            f"select count(*), sum(distance_km) from {source} where kind = 'run'"
        ).fetchall()
        [(peak,)] = connection.execute(f"select max(\"left\".rating) from {source} where kind = 'check-in'").fetchall()
        [(sets,)] = connection.execute(
            f"with items as (select unnest(items) as item from {source} where kind = 'session'),"
            " sets as (select unnest(item.sets) as s from items)"
            " select count(*) from sets where s.side = 'left' and s.result in ('done', 'reduced', 'shaky')"
        ).fetchall()
    told = demo.of_kind(Run)
    assert (runs, round(km, 3)) == (len(told), round(sum(run.distance_km or 0 for run in told), 3))
    assert peak == max(entry.left.rating or 0 for entry in demo.of_kind(CheckIn))
    assert sets == sum(
        each.side == "left" and each.result in ("done", "reduced", "shaky")
        for session in demo.of_kind(Session)
        for item in session.items
        for each in item.sets
    )


def test_jq_reads_the_json(demo: Journal) -> None:
    """The same count as the standard library finds; where jq is not installed, that alone."""
    data = exported(demo)
    expected = sum(entry["kind"] == "run" for entry in json.loads(data)["entries"])
    assert expected == len(demo.of_kind(Run))
    jq = which("jq")
    if jq is not None:
        query = '[.entries[] | select(.kind == "run")] | length'
        done = subprocess.run([jq, query], input=data, capture_output=True, check=True)
        assert int(done.stdout) == expected


def rows(journal: Journal, table: str, names: Names | None = None) -> list[dict[str, str]]:
    """A CSV table read by the standard library."""
    [text] = tables(journal, Export("csv"), lambda: names or Names())[f"{table}.csv"]
    return list(csv.DictReader(io.StringIO(text.decode(), newline="")))


def test_every_table_has_its_columns_even_without_rows(journal: Journal) -> None:
    """So that a query written once works for any journal."""
    for name, [text] in tables(journal, Export("csv"), Names).items():
        assert text.decode() == ",".join(COLUMNS[name.removesuffix(".csv")]) + "\n"


def test_tables_hold_every_kind_with_units_in_the_columns(full: Journal) -> None:
    """One row each but for what is about the runner; lengths, masses and times say what they are in."""
    expected = dict.fromkeys(COLUMNS, 1) | {"fit_answers": 2, "facts": 0}
    assert {table: len(rows(full, table)) for table in COLUMNS} == expected
    [check_in] = rows(full, "check_ins")
    assert (check_in["left_rating_0_to_10"], check_in["left_spots"], check_in["day"]) == ("3", "atfl", "2026-11-19")
    [set_] = rows(full, "sets")
    assert (set_["reps"], set_["hold_s"], set_["load_kg"], set_["result"]) == ("12", "5", "5", "shaky")
    [item] = rows(full, "items")
    assert (item["planned_sets"], item["planned_rest_s"], item["soreness_left_0_to_10"]) == ("3", "60", "2")
    [run] = rows(full, "runs")
    assert (run["distance_km"], run["duration_s"], run["rpe_0_to_10"]) == ("7.2", "2400", "3.5")
    [plan] = rows(full, "plan_routines")
    assert plan["weekdays"] == "1;3"
    [exercise] = rows(full, "exercises")
    assert json.loads(exercise["definition_json"])["primary_muscles"] == ["soleus"]


def test_tables_name_shoes_beside_their_ids(full: Journal) -> None:
    """Whoever reads the table need not join."""
    names = Names(shoes={"881615689482240002": "Blue"})
    assert rows(full, "runs", names)[0]["shoe_name"] == "Blue"
    assert rows(full, "fit_checks", names)[0]["shoe_name"] == "Blue"


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\n=1", "'\n=1"),
        ("\uff1d1", "'\uff1d1"),
        ("'=1", "''=1"),
        ("1=1", "1=1"),
        ("don't", "don't"),
        ("'tis", "'tis"),
    ],
)
def test_what_a_spreadsheet_would_run_is_defused(journal: Journal, text: str, cell: str) -> None:
    """And can be told apart from text that had the apostrophe already."""
    journal.add(Note(day=date(2026, 11, 20), text=text))
    assert rows(journal, "notes")[0]["text"] == cell


def test_a_skipped_set_counts_nothing_in_a_table(journal: Journal) -> None:
    """What was planned of it stands, what was done is empty; and each set says the way of its exercise."""
    [session] = [one for one in every_kind() if isinstance(one, Session)]
    [item] = session.items
    skipped = replace(item, sets=(replace(item.sets[0], result="skipped-sore"), replace(item.sets[0], id="1-2")))
    journal.add(replace(session, items=(skipped,)))
    told = [(row["reps"], row["hold_s"], row["planned"], row["variant"]) for row in rows(journal, "sets")]
    assert told == [("", "", "12", "bent-knee+backpack"), ("12", "5", "12", "bent-knee+backpack")]


@examples(EXPORTED.few, full=EXPORTED.full)
@given(journals)
def test_no_cell_of_any_journal_begins_a_formula(documents: dict[str, Any]) -> None:
    """Whatever was typed, and in whichever field."""
    entries = [from_document(each, id) for id, each in documents.items() if each["kind"] != "deleted"]
    for name, [text] in csv_files(entries, {}, {}).items():
        read = list(csv.reader(io.StringIO(text.decode(), newline="")))
        assert {len(row) for row in read} == {len(COLUMNS[name.removesuffix(".csv")])}
        assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for row in read for cell in row)


# Markdown


def test_the_diary_reads_day_by_day_oldest_first(journal: Journal) -> None:
    """A heading for each day, a line for each entry, notes as they were written."""
    journal.add_all([_check_in("2026-11-10T07:12:00+01:00"), Note(day=date(2026, 11, 9), text="# Ran\n\n*easy*")])
    assert exported(journal, "markdown").decode() == (
        "# Surefoot diary\n"
        "\n## Mon 9 Nov 2026\n\n"
        "\n> # Ran\n>\n> *easy*\n"
        "\n## Tue 10 Nov 2026\n\n"
        "- **07:12 check-in** not rated evening\n"
    )


def test_a_day_has_one_heading_even_for_a_runner_who_travelled(journal: Journal) -> None:
    """The later moment can be on the earlier day."""
    for at in ("2026-11-10T20:00:00-10:00", "2026-11-11T08:00:00+09:00", "2026-11-10T23:00:00-10:00"):
        journal.add(_check_in(at))
    headings = [text for text in exported(journal, "markdown").decode().splitlines() if text.startswith("## ")]
    assert headings == ["## Tue 10 Nov 2026", "## Wed 11 Nov 2026"]


def test_text_cannot_pass_for_the_diarys_own(tmp_path: Path) -> None:
    """No heading, no HTML, no list that nobody wrote."""
    journal = hostile_journal(tmp_path)
    journal.add(Note(day=date(2026, 11, 20), text="<script>alert(1)</script>\n## Sat 21 Nov 2026"))
    document = exported(journal, "markdown").decode()
    assert "<script" not in document
    days = {day_of(entry) for id, _ in journal.documents() if (entry := journal.get(id))}
    assert sum(text.startswith("#") for text in document.splitlines()) == 1 + len(days)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a *b* _c_ `d`", r"a \*b\* \_c\_ \`d\`"),
        ("[x](y) ![z]", r"\[x\](y) \!\[z\]"),
        ("- one", r"\- one"),
        ("12. two", r"12\. two"),
        ("1.5 km", "1.5 km"),
        ("# three", r"\# three"),
        ("a\\b", r"a\\b"),
    ],
)
def test_one_line_of_text_is_escaped(text: str, shown: str) -> None:
    """What a person typed on one line means nothing in Markdown."""
    assert in_markdown(text) == shown


def test_what_is_exported_is_clean_text() -> None:
    """The filter of the way in holds on the way out."""
    hostile = {"kind": "note", "updated_at": "2026-11-20T07:00:00Z", "text": "a\x9b\u202e\x7fb\rc", "day": "2026-11-20"}
    assert json.loads(line("7", hostile))["text"] == clean(hostile["text"])
