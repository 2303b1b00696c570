"""Everything a runner owns comes in: each file of the corpus gives what was worked out by hand, or is refused."""

from __future__ import annotations

import json
import random
import shlex
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from journal.entries import Run, Session, Shoe
from journal.journal import Journal
from screens.cli import main
from tests.support.journals import fixed_clock
from tests.support.tried import CUT_FILES

CORPUS = Path(__file__).parents[2] / "corpus"
EXPECTED: dict[str, dict[str, Any]] = json.loads((CORPUS / "expected.json").read_text(encoding="utf-8"))
NAMES = sorted(EXPECTED)
OFFERED = [name for name in NAMES if not EXPECTED[name]["refused"]]
Command = Callable[..., tuple[int, str, str]]


@pytest.fixture
def command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    """Runs a command on a journal of its own; gives the status, the output and the complaint."""
    monkeypatch.setenv("SUREFOOT_NOW", "2026-11-26T18:00:00+01:00")

    def run(*arguments: str) -> tuple[int, str, str]:
        status = main(["--journal", str(tmp_path / "mine.json"), *arguments])
        captured = capsys.readouterr()
        return status, captured.out, captured.err

    return run


def arguments_of(name: str) -> list[str]:
    """The command line that imports a file of the corpus."""
    mapping = EXPECTED[name].get("mapping", {})
    return ["import", str(CORPUS / name), *(f"--map={field}={column}" for field, column in mapping.items())]


def prepared(command: Command, name: str) -> None:
    """Do what comes first."""
    for line in EXPECTED[name].get("before", ()):
        assert command(*shlex.split(line)[1:])[0] == 0


def held(path: Path) -> tuple[list[Any], ...]:
    """What a journal holds of what can be imported."""
    with Journal.open(path, fixed_clock(), create=False) as journal:
        return journal.of_kind(Run), journal.of_kind(Session), journal.of_kind(Shoe)


@pytest.mark.parametrize("name", OFFERED)
def test_a_file_offers_what_was_worked_out_by_hand(command: Command, name: str) -> None:
    """Runs with their moment, kind, length and shoe; sessions set by set; what is in doubt, and what is left out."""
    prepared(command, name)
    status, output, complaint = command(*arguments_of(name), "--dry-run", "--format", "json")
    assert (status, complaint) == (0, "")
    found, wanted = json.loads(output), EXPECTED[name]
    lenient = wanted.get("lenient", ())
    assert [run["started_at"] for run in found["runs"]] == [run["started_at"] for run in wanted["runs"]]
    for run, by_hand in zip(found["runs"], wanted["runs"], strict=True):
        assert [run[field] for field in ("kind", "shoe")] == [by_hand[field] for field in ("kind", "shoe")]
        assert run["surface"] == by_hand.get("surface", run["surface"])
        if "distance_km" not in lenient:
            assert (run["distance_km"] is None) == (by_hand["distance_km"] is None)
            within = 0.01 * (by_hand["distance_km"] or 0) if ".gpx" in name else 0.001
            assert (run["distance_km"] or 0) == pytest.approx(by_hand["distance_km"] or 0, abs=within)
        if "duration_s" not in lenient:
            assert run["duration_s"] == pytest.approx(by_hand["duration_s"], abs=1)
        if "doubtful" not in lenient:
            assert ("doubt" in run) == ("doubt" in by_hand)
    assert len(found["sessions"]) == len(wanted["sessions"])
    for session, by_hand in zip(found["sessions"], wanted["sessions"], strict=True):
        assert {field: session[field] for field in by_hand} == by_hand
    if "left_out" not in lenient:
        assert len(found["left_out"]) == wanted["left_out"]
    if "doubtful" not in lenient:
        asked = [row for question in found["questions"] for row in question["rows"]]
        assert (len(asked) if found["sessions"] else len(set(asked))) == wanted["doubtful"]
    assert all(shoe in found["shoes"] for shoe in wanted.get("shoes", ()))
    doubtful_runs = sum("doubt" in run for run in found["runs"])
    assert found["would_add"] == len(found["runs"]) - doubtful_runs + len(found["sessions"])
    assert found["added"] == 0


@pytest.mark.parametrize("name", OFFERED)
def test_a_file_comes_in_once_and_is_taken_back_whole(command: Command, tmp_path: Path, name: str) -> None:
    """All that is offered is in the journal; the second time adds nothing; undo leaves what was there before."""
    prepared(command, name)
    path = tmp_path / "mine.json"
    before = held(path)
    taking = [*arguments_of(name), "--doubtful", "take", "--format", "json"]
    status, output, _ = command(*taking)
    first = json.loads(output)
    assert (status, first["added"]) == (0, len(first["runs"]) + len(first["sessions"]))
    runs, sessions, shoes = held(path)
    names = {shoe.id: shoe.name for shoe in shoes}
    added = [run for run in runs if run.id not in {one.id for one in before[0]}]
    assert [(run.started_at, run.activity, run.distance_km, run.duration_s, names.get(run.shoe)) for run in added] == [
        (
            datetime.fromisoformat(run["started_at"]),
            *(run[field] for field in ("kind", "distance_km", "duration_s", "shoe")),
        )
        for run in first["runs"]
    ]
    assert [(one.name, sum(len(item.sets) for item in one.items)) for one in sessions] == [
        (one["name"], sum(len(item["sets"]) for item in one["items"])) for one in first["sessions"]
    ]
    whole = path.read_bytes() if path.exists() else b""
    again = json.loads(command(*taking)[1])
    assert (again["added"], again["runs"], again["sessions"]) == (0, [], [])
    assert (path.read_bytes() if path.exists() else b"") == whole
    if first["added"]:
        command("undo")
        assert held(path) == before


@pytest.mark.parametrize("name", [name for name in NAMES if EXPECTED[name]["refused"]])
def test_what_holds_no_run_is_refused_in_one_sentence(command: Command, tmp_path: Path, name: str) -> None:
    """Nothing is printed, nothing is written."""
    status, output, complaint = command(*arguments_of(name), "--format", "json")
    assert (status, output, complaint.count("\n")) == (1, "", 1)
    assert complaint.startswith(f"surefoot: {name}: ") and complaint.endswith("nothing was imported\n")
    assert not (tmp_path / "mine.json").exists()


def damaged(data: bytes, chance: random.Random) -> bytes:
    """The bytes cut somewhere, with a few changed, or both."""
    changed = bytearray(data)
    for _ in range(chance.choice((0, 1, 3, 20))):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed[: chance.randrange(len(changed) + 1)] if chance.random() < 0.5 else changed)


def broken_files_are_read_or_refused(command: Command, folder: Path, seed: int, count: int) -> None:
    """Whatever became of a file, there is a review or one sentence; a refusal writes nothing."""
    chance = random.Random(seed)
    files = [name for name in NAMES if not name.endswith("/")]
    for number in range(count):
        name = chance.choice(files)
        path = folder / f"{number}{Path(name).suffix}"
        path.write_bytes(damaged((CORPUS / name).read_bytes(), chance))
        mapping = [word for word in arguments_of(name) if word.startswith("--map")]
        taking = chance.random() < 0.2
        arguments = ["--doubtful", "take"] if taking else ["--dry-run"]
        status, output, complaint = command("import", str(path), *mapping, *arguments, "--format", "json")
        if status:
            assert (status, output, complaint.count("\n")) == (1, "", 1), (name, complaint)
        else:
            assert set(json.loads(output)) >= {"runs", "sessions", "left_out", "questions", "would_add", "added"}
        if status or not taking:
            assert not (folder / "mine.json").exists(), name
        else:
            (folder / "mine.json").unlink(missing_ok=True)
        path.unlink()


@pytest.mark.parametrize("seed", range(4))
def test_a_file_cut_or_changed_anywhere_is_read_or_refused(command: Command, tmp_path: Path, seed: int) -> None:
    """No traceback, nothing half done."""
    broken_files_are_read_or_refused(command, tmp_path, seed, CUT_FILES.few)


@pytest.mark.full
@pytest.mark.parametrize("seed", range(10, 14))
def test_two_thousand_files_cut_or_changed_are_read_or_refused(command: Command, tmp_path: Path, seed: int) -> None:
    """The same, in the long run."""
    broken_files_are_read_or_refused(command, tmp_path, seed, CUT_FILES.full)


@pytest.mark.full
def test_a_zip_of_any_size_opens_by_its_directory(command: Command, tmp_path: Path) -> None:
    """The table is read; the film beside it is not."""
    with zipfile.ZipFile(tmp_path / "big.zip", "w", zipfile.ZIP_STORED) as archive:
        archive.write(CORPUS / "en-gear.csv", "activities.csv")
        with archive.open("media/clip.mp4", "w", force_zip64=True) as film:
            for _ in range(257):
                film.write(bytes(1 << 20))
    status, output, _ = command("import", str(tmp_path / "big.zip"), "--dry-run", "--format", "json")
    assert (status, json.loads(output)["would_add"]) == (0, 1)
