"""``surefoot run``: one run in one line, refused in one sentence."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from journal.entries import Run, Shoe
from journal.journal import Journal
from screens.cli import main
from tests.support.journals import NOW
from tests.support.shoes import pair


@pytest.fixture
def shod(journal: Journal, monkeypatch: pytest.MonkeyPatch) -> Journal:
    """A journal with a default pair and another, which the commands read."""
    journal.add_all([Shoe(nickname="Blue Drift", default=True), Shoe(brand="Corvid", model="Longway", nickname="long")])
    monkeypatch.setenv("SUREFOOT_NOW", NOW)
    monkeypatch.setenv("SUREFOOT_JOURNAL", str(journal.path))
    return journal


@pytest.mark.parametrize(
    ("options", "shoe"),
    [
        ([], "Blue Drift"),
        (["--shoe", "LONG"], "long"),
        (["--shoe", "corvid longway"], "long"),
    ],
)
def test_the_command_logs_a_run_in_the_pair_named_or_the_default(
    options: list[str], shoe: str, shod: Journal, capsys: pytest.CaptureFixture[str]
) -> None:
    """By nickname, or by brand and model; it says what it saved."""
    assert main(["run", "--kind", "run", "--minutes", "30", "--km", "5", *options]) == 0
    shod.refresh()
    [run] = shod.of_kind(Run)
    assert run.shoe == pair(shod, shoe).id
    assert run.started_at == datetime.fromisoformat(NOW) - timedelta(minutes=30)
    assert capsys.readouterr().out == f"Saved: run 5 km in 30 min · 6:00 /km · {shoe}, began Fri 20 Nov 2026 17:30.\n"


def test_a_ride_wears_no_shoe(shod: Journal) -> None:
    """Unless one is named."""
    assert main(["run", "--kind", "cycle", "--minutes", "60", "--km", "20"]) == 0
    shod.refresh()
    assert shod.of_kind(Run)[0].shoe == ""


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (
            ["--kind", "run", "--minutes", "30", "--shoe", "Blue Drfit"],
            "there is no shoe 'Blue Drfit'; the nearest is Blue Drift",
        ),
        (
            ["--kind", "run", "--minutes", "30", "--shoe", "zzz"],
            "there is no shoe 'zzz'; add it on the screen Shoes first",
        ),
        (["--kind", "jog", "--minutes", "30"], "'jog' is not a kind of run"),
        (["--kind", "run", "--minutes", "0", "--km", "0"], "a run needs minutes or a distance above 0"),
        (["--kind", "run", "--minutes", "-1"], "--minutes is -1"),
        (["--kind", "run", "--minutes", "30", "--km", "inf"], "--km is inf"),
        (["--kind", "run", "--minutes", "30", "--at", "2026-11-21 10:00"], "is in the future"),
    ],
)
def test_the_command_refuses_in_one_sentence(
    options: list[str], said: str, shod: Journal, capsys: pytest.CaptureFixture[str]
) -> None:
    """Status 1, one line on stderr, the file as it was."""
    before = shod.path.read_bytes()
    assert main(["run", *options]) == 1
    told = capsys.readouterr()
    assert told.out == "" and said in told.err and told.err.count("\n") == 1
    assert shod.path.read_bytes() == before


def test_the_command_counts_in_the_runners_unit(
    shod: Journal, own_folders: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """``--km`` is km; what is said is in miles where miles are set."""
    from journal.paths import settings_path

    settings_path().parent.mkdir(parents=True, exist_ok=True)
    settings_path().write_text('distance = "mi"\n')
    assert main(["run", "--kind", "run", "--minutes", "30", "--km", "8.04672"]) == 0
    assert "5 mi" in capsys.readouterr().out


def test_what_the_command_wrote_is_in_the_export(shod: Journal, capsys: pytest.CaptureFixture[str]) -> None:
    """With the shoe's id."""
    main(["run", "--kind", "walk", "--minutes", "20", "--note", "to the shop"])
    capsys.readouterr()
    assert main(["export"]) == 0
    entries = json.loads(capsys.readouterr().out)["entries"]
    run = next(entry for entry in entries if entry["kind"] == "run")
    assert (run["activity"], run["note"], run["shoe"]) == ("walk", "to the shop", pair(shod, "Blue Drift").id)
