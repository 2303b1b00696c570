"""``surefoot import``: what it did, what it would do, and how to undo it."""

from __future__ import annotations

import json
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from journal.entries import Run, Shoe
from screens.cli import main
from tests.support.exchange import (
    lines,
    note,
    opened,
    whole,
    wrong,
)
from tests.support.soreness import rated

STAMPS = {"created_at": "2026-11-20T07:00:00+01:00", "updated_at": "2026-11-20T07:00:00+01:00"}


@pytest.fixture
def command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Any:
    """Runs a command on a journal of its own; gives the status, the lines of output, the complaint."""
    monkeypatch.setenv("SUREFOOT_NOW", "2026-11-20T18:00:00+01:00")

    def run(*arguments: str) -> tuple[int, list[str], str]:
        status = main(["--journal", str(tmp_path / "mine.json"), *arguments])
        captured = capsys.readouterr()
        return status, captured.out.splitlines(), captured.err

    return run


def test_the_command_says_what_it_did_and_how_to_undo_it(command: Any, tmp_path: Path) -> None:
    """First what, then what of it, then the way back; the second time nothing is new."""
    path = tmp_path / "other.jsonl"
    path.write_bytes(lines(note("700"), note("701")))
    would = ["importing other.jsonl would do this: 2 added, 0 changed, 0 kept, 0 conflicting", "added         2 notes"]
    assert command("import", str(path), "--dry-run") == (0, [*would, "this was a dry run: nothing was changed"], "")
    assert not (tmp_path / "mine.json").exists()
    did = ["imported other.jsonl: 2 added, 0 changed, 0 kept, 0 conflicting", "added         2 notes"]
    assert command("import", str(path)) == (0, [*did, "surefoot undo takes it back"], "")
    nothing = "nothing in other.jsonl is new: 0 added, 0 changed, 0 kept, 0 conflicting; 2 were here already"
    assert command("import", str(path)) == (0, [nothing], "")


def test_a_dry_run_leaves_the_journal_the_same_to_the_byte(command: Any, tmp_path: Path) -> None:
    """And nothing beside it."""
    mine = opened(tmp_path / "mine.json")
    mine.add(Shoe(nickname="Blue"))
    before, names = mine.path.read_bytes(), sorted(path.name for path in tmp_path.iterdir())
    (tmp_path / "other.jsonl").write_bytes(lines(note("700")))
    assert command("import", str(tmp_path / "other.jsonl"), "--dry-run")[0] == 0
    assert mine.path.read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([*names, "other.jsonl"])


def test_the_named_columns_of_a_table_are_remembered(command: Any, tmp_path: Path) -> None:
    """The next table with the same header needs none; what is no field, and no pair, is said."""
    path = tmp_path / "mine.csv"
    path.write_text("Day;Minutes\n2026-11-02;30\n")
    named = ["--map", "started_at=Day", "--map", "duration_min=Minutes"]
    assert command("import", str(path), *named)[0] == 0
    path.write_text("Day;Minutes\n2026-11-02;30\n2026-11-04;40\n")
    status, output, _ = command("import", str(path))
    assert (status, output[0]) == (0, "imported mine.csv: 1 run added, of 2026-11-04")
    assert command("import", str(path), "--map", "Day")[0] == 2
    status, _, complaint = command("import", str(path), "--map", "when=Day")
    assert (status, "'when' is not a field; the fields are started_at, kind" in complaint) == (1, True)


def test_an_export_can_be_piped_in(command: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As in ``ssh home surefoot export | surefoot import -``."""
    path = tmp_path / "other.json"
    path.write_bytes(whole())
    with path.open() as piped:
        monkeypatch.setattr(sys, "stdin", piped)
        status, output, _ = command("import", "-")
    assert (status, output[0]) == (0, "imported standard input: 2 added, 0 changed, 0 kept, 0 conflicting")


def test_a_refused_import_is_one_sentence_and_status_one(command: Any, tmp_path: Path) -> None:
    """No journal is made for it."""
    (tmp_path / "bad.json").write_bytes(wrong(text=7))
    sentence = "surefoot: bad.json: entry 2 (note 701): text: expected text, got a whole number; nothing was imported\n"
    assert command("import", str(tmp_path / "bad.json")) == (1, [], sentence)
    assert not (tmp_path / "mine.json").exists()


STRAVA = (
    "Activity ID,Activity Date,Activity Name,Activity Type,Elapsed Time,Distance,Activity Gear\n"
    '11,"Nov 2, 2026, 6:10:22 AM",Morning,Run,2400,7.2,Blue\n'
    '12,"Nov 3, 2026, 6:10:22 AM",Ride,Ride,3600,20,\n'
)


def test_a_strava_export_brings_runs_and_shoes_once(command: Any, tmp_path: Path) -> None:
    """Imported, found again, taken back."""
    path = tmp_path / "activities.csv"
    path.write_text(STRAVA)
    status, output, _ = command("import", str(path), "--dry-run")
    assert (status, output[-1]) == (0, "this was a dry run: nothing was changed")
    assert not (tmp_path / "mine.json").exists()
    status, output, _ = command("import", str(path))
    assert (status, output[-1]) == (0, "surefoot undo takes it back")
    journal = opened(tmp_path / "mine.json")
    runs = journal.of_kind(Run)
    assert (runs[0].started_at, runs[0].distance_km) == (datetime.fromisoformat("2026-11-02T07:10:22+01:00"), 7.2)
    assert [shoe.id for shoe in journal.of_kind(Shoe)] == [runs[0].shoe]
    before = journal.path.read_bytes()
    status, output, _ = command("import", str(path), "--from", "strava")
    assert (status, output[0].startswith("nothing in activities.csv is new: 0 runs to add")) == (0, True)
    assert journal.path.read_bytes() == before
    journal.refresh()
    journal.undo()
    assert (journal.of_kind(Run), journal.of_kind(Shoe)) == ([], [])


@pytest.mark.parametrize("hint", [[], ["--from", "strava"]])
def test_a_table_nobody_knows_is_refused_with_its_columns(command: Any, tmp_path: Path, hint: list[str]) -> None:
    """It is said what was seen and what can be done; nothing is made."""
    (tmp_path / "activities.csv").write_text("Date,Mood,Weight\n2026-11-20,good,80\n")
    status, output, complaint = command("import", str(tmp_path / "activities.csv"), *hint)
    assert (status, output) == (1, [])
    assert complaint.startswith(
        "surefoot: activities.csv: it is a table that is not known, with the columns Date, Mood, Weight; name some of "
        "them, like --map started_at=COLUMN"
    )
    assert not (tmp_path / "mine.json").exists()


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (STRAVA.replace("Nov 2, 2026, 6:10:22 AM", "soon"), "line 2: 'soon' is not a date"),
        (STRAVA.replace("2400,7.2", "2400,far"), "line 2: 'far' is not a number"),
        (STRAVA.replace("2400,7.2", "#error#,#error#"), "line 2: Strava itself marked it as broken"),
        (STRAVA + "13\n", "line 4: it ends after 1 of 7 columns"),
    ],
)
def test_a_broken_row_is_left_out_by_its_line(command: Any, tmp_path: Path, text: str, why: str) -> None:
    """The rest comes in."""
    (tmp_path / "my runs.csv").write_text(text)
    status, output, complaint = command("import", str(tmp_path / "my runs.csv"))
    assert (status, complaint) == (0, "")
    assert f"  {why}" in output


@pytest.mark.parametrize("hint", [("--from", "strava"), ("--map", "started_at=Day")])
def test_an_export_is_known_by_what_is_in_it_whatever_is_said_of_it(
    hint: tuple[str, str], command: Any, tmp_path: Path
) -> None:
    """Saved in UTF-16, as a shell of Windows does, it is refused as what it is."""
    path = tmp_path / "other.jsonl"
    path.write_bytes(lines(note("700")))
    assert command("import", str(path), *hint)[0] == 0
    path.write_bytes(lines(note("701")).decode().encode("utf-16"))
    assert command("import", str(path), *hint) == (1, [], "surefoot: other.jsonl is not text in UTF-8\n")


def test_a_closed_standard_input_is_said_in_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """``import - <&-``: Python has no standard input then."""
    monkeypatch.setattr(sys, "stdin", None)
    assert main(["--journal", str(tmp_path / "journal.json"), "import", "-"]) == 1
    assert capsys.readouterr().err == "surefoot: standard input is closed; name a file, or pipe an export\n"


@pytest.mark.parametrize(
    "written",
    [
        {"id": "700", "kind": "weather", "at": "2026-11-20T07:00:00+01:00"},
        {
            "id": "700",
            "kind": "check-in",
            "moment": "evening",
            "at": "2026-11-20T07:00:00+01:00",
            "left": {"rating": 1, "feels": ["fuzzy"]},
        },
        {"id": "700", "kind": "check-in", "moment": "evening", "at": "2026-11-20T07:00:00+01:00", "mood": 3},
        {
            "id": "700",
            "kind": "check-in",
            "moment": "evening",
            "at": "2026-11-20T07:00:00+01:00",
            "left": {"rating": 1, "cold": True},
        },
    ],
    ids=["kind", "word", "field", "field of an ankle"],
)
def test_what_a_later_version_wrote_is_kept_counted_and_said_on_today(
    written: dict[str, Any], command: Any, tmp_path: Path
) -> None:
    """While it is there nothing is marked as free to grow; the import taken back, all is as it was."""
    mine = opened(tmp_path / "mine.json")
    mine.add_all([rated(f"{day:02} 07:00", 0, 0) for day in range(6, 21)])
    before = json.loads("\n".join(command("today", "--format", "json")[1]))["verdict"]
    assert before["mark"] == "go"
    (tmp_path / "later.jsonl").write_bytes(lines(STAMPS | written))
    status, out, error = command("import", str(tmp_path / "later.jsonl"))
    assert status == 0, error
    assert "1 added" in out[0] and any(line.startswith("odd") for line in out)
    assert any("is odd, and kept" in line for line in command("check")[1])
    found = json.loads("\n".join(command("today", "--format", "json")[1]))["verdict"]
    assert found["headline"] == "Update Surefoot: a newer version wrote part of this journal."
    assert {found["mark"], found["sides"]["left"]["mark"], found["sides"]["right"]["mark"]} == {"care"}
    assert command("today")[1][0] == f"▲ {found['headline']}"
    assert command("undo")[0] == 0
    assert json.loads("\n".join(command("today", "--format", "json")[1]))["verdict"] == before
