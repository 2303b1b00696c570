"""``surefoot run``: it takes what the form takes, and a run is never lost for its shoe."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from journal.entries import Run, Shoe, Support
from journal.errors import SurefootError
from journal.journal import Journal
from journal.paths import settings_path
from journal.views.views import Views
from screens.cli import main
from screens.entries.run import RunForm
from tests.support.journals import NOW, app_over
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
        (["--shoe", "blue"], "Blue Drift"),
    ],
)
def test_the_command_logs_a_run_in_the_pair_named_or_the_default(
    options: list[str], shoe: str, shod: Journal, capsys: pytest.CaptureFixture[str]
) -> None:
    """By nickname, by brand and model, or by any part only one pair has; it says what it saved."""
    assert main(["run", "--kind", "run", "--minutes", "30", "--km", "5", *options]) == 0
    shod.refresh()
    [run] = shod.of_kind(Run)
    assert run.shoe == pair(shod, shoe).id
    assert run.started_at == datetime.fromisoformat(NOW) - timedelta(minutes=30)
    saved = f"Saved: run 5 km in 30 min · 6:00 /km · {shoe}, began Fri 20 Nov 2026 17:30."
    assert capsys.readouterr().out == f"{saved}\nsurefoot today says what to do now.\n"


def test_a_ride_wears_no_shoe(shod: Journal) -> None:
    """Unless one is named."""
    assert main(["run", "--kind", "cycle", "--minutes", "60", "--km", "20"]) == 0
    shod.refresh()
    assert shod.of_kind(Run)[0].shoe == ""


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--kind", "jog", "--minutes", "30"], "unknown kind 'jog'; one of run, walk, "),
        (["--kind", "run", "--minutes", "0", "--km", "0"], "a run needs minutes or a distance above 0"),
        (["--kind", "run", "--minutes", "-1"], "--minutes is -1"),
        (["--kind", "run", "--minutes", "30", "--km", "-1"], "--km is -1"),
        (["--kind", "run", "--minutes", "30", "--at", "2026-11-21 10:00"], "is in the future"),
    ],
)
def test_the_command_refuses_in_one_sentence(
    options: list[str], said: str, shod: Journal, capsys: pytest.CaptureFixture[str]
) -> None:
    """Status 1, or 2 of a word that is none; one line on stderr, the file as it was."""
    before = shod.path.read_bytes()
    assert main(["run", *options]) == (2 if "unknown" in said else 1)
    told = capsys.readouterr()
    assert told.out == "" and said in told.err and told.err.count("\n") == 1
    assert shod.path.read_bytes() == before


def test_the_command_counts_in_the_runners_unit(
    shod: Journal, own_folders: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """``--km`` is km; what is said is in miles where miles are set."""
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


@pytest.mark.parametrize(
    ("minutes", "km"), [("32", "8"), ("32,5", "7,2"), ("32:10", "7.2"), ("1h05", "12"), ("1:05:00", "0,5"), ("90s", "")]
)
def test_the_command_reads_a_run_as_the_form_does(minutes: str, km: str, shod: Journal) -> None:
    """What can be typed in one can be typed in the other, and is the same run."""
    assert main(["run", "--kind", "run", "--minutes", minutes, *(["--km", km] if km else [])]) == 0
    shod.refresh()
    [run] = shod.of_kind(Run)
    form = RunForm(app_over(shod).context, Run(started_at=run.started_at))
    texts = {field.name: field.value for field in form.fields()}
    filled = form.run({**texts, "minutes": minutes, "distance": km, "activity": "run"})
    told = (filled.duration_s, filled.distance_km, filled.started_at)
    assert (run.duration_s, run.distance_km, run.started_at) == told


@pytest.mark.parametrize("minutes", ["half", "3_0", "32:1", "1h5x", "٣٢"])
def test_minutes_that_are_no_time_are_named_by_what_is_expected(
    minutes: str, shod: Journal, capsys: pytest.CaptureFixture[str]
) -> None:
    """As at the form's field; status 2, nothing saved."""
    with pytest.raises(SystemExit) as stop:
        main(["run", "--kind", "run", "--minutes", minutes])
    assert stop.value.code == 2
    assert f"--minutes: {minutes!r} is not a time; expected 32, 32:10 or 1h05" in capsys.readouterr().err
    shod.refresh()
    assert shod.of_kind(Run) == []


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Blue Drfit", "There is no shoe 'Blue Drfit'; did you mean Blue Drift? The run is saved without a shoe"),
        ("zzz", "There is no shoe 'zzz'; the run is saved without a shoe"),
        ("l", "More than one pair is called 'l' (Blue Drift, long); the run is saved without a shoe"),
    ],
)
def test_a_run_in_a_shoe_nobody_knows_is_saved_without_it(
    name: str, said: str, shod: Journal, capsys: pytest.CaptureFixture[str]
) -> None:
    """Not even in the default pair; and it is said how the pair gets into it."""
    assert main(["run", "--kind", "run", "--minutes", "30", "--shoe", name]) == 0
    out = capsys.readouterr().out
    assert out.startswith("Saved: run 30 min, began") and said in out and "choose it in the run in the Diary" in out
    shod.refresh()
    assert [run.shoe for run in shod.of_kind(Run)] == [""]


def test_alone_it_says_how_to_run_today(shod: Journal, capsys: pytest.CaptureFixture[str]) -> None:
    """Before the run; with half of it said it asks for the other half."""
    assert main(["run"]) == 0
    assert capsys.readouterr().out.startswith("Running today: ")
    assert main(["run", "--kind", "run"]) == 2
    assert "a run needs --minutes" in capsys.readouterr().err


def test_a_run_that_is_more_than_its_day_allows_is_saved_with_the_sentence(
    shod: Journal, capsys: pytest.CaptureFixture[str]
) -> None:
    """As the form says it."""
    assert main(["rate", "--left", "6", "--at", "07:12", "--stop-sign", "none"]) == 0
    assert main(["run", "--kind", "run", "--minutes", "30"]) == 0
    assert "Today allows no run." in capsys.readouterr().out


def test_a_run_begun_before_the_stop_signs_were_answered_is_judged_as_today_says(
    shod: Journal, capsys: pytest.CaptureFixture[str]
) -> None:
    """By what is known as it is entered: an answer given since the run began counts, as in the form."""
    assert main(["rate", "--left", "2", "--at", "yesterday 07:12"]) == 0
    assert main(["rate", "--left", "2", "--stop-sign", "none"]) == 0
    assert main(["run"]) == 0
    assert "Running today: none today." not in capsys.readouterr().out
    assert main(["run", "--kind", "run", "--minutes", "30"]) == 0
    assert "allows" not in capsys.readouterr().out


def test_a_run_of_yesterday_is_judged_by_what_was_noted_before_it(
    shod: Journal, capsys: pytest.CaptureFixture[str]
) -> None:
    """What was sore after it, or today, took nothing from that day."""
    assert main(["rate", "--left", "7", "--at", "yesterday 21:00", "--stop-sign", "none"]) == 0
    for began, told in (("yesterday 18:00", ""), ("yesterday 22:00", "That day allowed no run.")):
        capsys.readouterr()
        assert main(["run", "--kind", "run", "--minutes", "30", "--at", began]) == 0
        assert [line for line in capsys.readouterr().out.splitlines() if "allow" in line] == ([told] if told else [])


def test_a_run_is_saved_before_what_today_allows_is_worked_out(
    shod: Journal, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whatever becomes of that."""

    def fails(*_: object) -> None:
        raise SurefootError("it cannot be told")

    monkeypatch.setattr(Views, "verdict_before", fails)
    assert main(["run", "--kind", "run", "--minutes", "30"]) == 1
    assert "it cannot be told" in capsys.readouterr().err
    shod.refresh()
    assert [one.duration_s for one in shod.of_kind(Run)][-1] == 1800


def test_the_support_worn_is_named_by_its_id_or_type(shod: Journal, capsys: pytest.CaptureFixture[str]) -> None:
    """One that is not there is refused, and nothing is written."""
    brace = shod.add(Support(type="lace-brace", side="left", since=datetime.fromisoformat(NOW).date()))
    for named in (brace.id, "lace-brace"):
        assert main(["run", "--kind", "run", "--minutes", "30", "--support", named]) == 0
    assert main(["run", "--kind", "run", "--minutes", "30", "--support", "tape"]) == 1
    assert "--support 'tape' is no brace, tape or sleeve of yours" in capsys.readouterr().err
    shod.refresh()
    assert [run.support for run in shod.of_kind(Run)] == [brace.id, brace.id]
