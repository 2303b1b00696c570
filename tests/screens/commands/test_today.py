"""``today --format json``, and the verdict in ``week`` and ``report``: the fixed keys, one verdict, what is planned."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from journal.entries import Entry, Plan, PlannedRoutine
from journal.paths import settings_path
from journal.rules.verdict.table import TABLE
from journal.words.verdict import LASTS
from screens.cli import main
from tests.support.documents import printed_path
from tests.support.journals import fixed_clock, open_journal
from tests.support.printed import validator
from tests.support.verdicts import at, day, story

Asks = Callable[..., Any]
KEYS = ["day", "path", "plan", "questions", "session", "stop_signs", "verdict"]


@pytest.fixture
def ask(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Asks:
    """Writes a story into a journal and gives what a command prints as JSON on a day of it, at noon."""

    def asked(number: int, entries: Iterable[Entry], *command: str) -> Any:
        now = at(number).isoformat()
        monkeypatch.setenv("SUREFOOT_NOW", now)
        path = tmp_path / "journal.json"
        if not path.exists():
            open_journal(tmp_path, list(entries), fixed_clock(at(60).isoformat())).close()
        assert main(["--journal", str(path), *command, "--format", "json"]) == 0
        return json.loads(capsys.readouterr().out)

    return asked


def plan(*routines: str) -> Plan:
    """Routines planned every day from before the story on."""
    planned = tuple(PlannedRoutine(routine=id, weekdays=(1, 2, 3, 4, 5, 6, 7)) for id in routines)
    return Plan(since=day(-20), routines=planned)


def test_the_text_leads_with_the_headline_then_why_then_how_long(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """With where to go by the runner's own words; then what is asked, each ankle, what is planned; no light."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    settings_path().parent.mkdir(parents=True)
    settings_path().write_text('clinic = "Dr Weiss"\n')
    monkeypatch.setenv("SUREFOOT_NOW", at(2).isoformat())
    entries = [plan("strength"), *story(["d0 wk left 5 achilles-insertion sign:pop-at-heel"])]
    open_journal(tmp_path, entries, fixed_clock(at(2).isoformat())).close()
    assert main(["--journal", str(tmp_path / "journal.json"), "today"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[:4] == [
        "■ Have it seen today: pop or kick at the heel.",
        "Go to urgent care, a doctor or a helpline today: Dr Weiss.",
        "Left was 5 of 10 on Mon.",
        "How long: until a doctor or physio has seen it.",
    ]
    starts = [line.partition(":")[0] for line in lines[4:]]
    assert [one for one in starts if one in ("Day", "Question", "Left", "Right", "Run", "Week")][:5] == [
        *("Day", "Question", "Left", "Right", "Run"),
    ]
    text = "\n".join(lines).lower()
    assert not any(word in text for word in ("amber", "green", "red", "day 3 of 3", "may progress"))
    assert "pick a routine" not in text and "start" not in text


def test_every_rule_says_how_long_it_holds() -> None:
    """Of the table's rows each but those that end when seen, or 14 days after."""
    for row in TABLE:
        assert row.id in LASTS or all(step.lasting or step.help == "week" for step in row.steps), row.id
    steps = {f"{row.id} {number}" for row in TABLE for number in range(1, len(row.steps) + 1)}
    assert set(LASTS) <= {row.id for row in TABLE} | steps


def test_every_key_is_there_in_a_journal_that_holds_nothing(ask: Asks) -> None:
    """Null and empty only where nothing is planned and nothing asked."""
    found = ask(0, [], "today")
    assert sorted(found) == KEYS
    assert (found["session"], found["plan"], found["questions"], found["stop_signs"]) == (None, [], [], [])
    assert found["day"] == day(0).isoformat() and found["verdict"]["rows"][0]["id"] == "R0"


def test_a_planned_session_is_told_with_its_sets(ask: Asks) -> None:
    """On a quiet day all that is open, on both sides; what is not open yet is named, and what opens it."""
    found = ask(0, [plan("strength"), *story(["d0 wk left 0"])], "today")
    assert found["session"]["routine"] == "strength"
    assert {one["why"] for one in found["session"]["left_out"]} == {
        "Not yet: work on one foot and with a band.",
        "Not yet: work off a step, with weight or with the eyes closed.",
    }
    for item in found["session"]["items"]:
        assert sorted(item) == ["exercise", "instead_of", "sets", "variant"] and item["sets"]
    [stands] = found["plan"]
    assert (stands["routine"], stands["stage"], stands["next"]) == ("strength", 1, day(0).isoformat())
    assert stands["missing"][:2] == ["6 sessions (0 so far)", "4 quiet mornings after them (0 so far)"]


def test_what_is_barred_is_left_out_with_why_and_the_rest_stays(ask: Asks) -> None:
    """A sore heel bone: nothing over an edge on that side; no jump on a sore day; each with its sentence."""
    entries = [plan("heel-drop-programme", "rope-ten-weeks"), *story(["d0-d2 wk left 4 achilles-insertion"])]
    found = ask(2, entries, "today")
    barred = {id for bar in found["verdict"]["bars"] for id in bar["exercises"]}
    assert "eccentric-heel-drop" in barred
    for item in found["session"]["items"]:
        if item["exercise"] in barred:
            assert {one["side"] for one in item["sets"]} == {"right"}
    assert all(one["why"] for one in found["session"]["left_out"])


def test_with_a_stop_sign_nothing_is_left_of_the_session(ask: Asks) -> None:
    """It is planned still: no items, and why."""
    found = ask(1, [plan("strength"), *story(["d0 wk left 5 sign:pop-at-heel"])], "today")
    assert found["verdict"]["load"] == "stop" and found["session"]["items"] == []
    assert {one["why"] for one in found["session"]["left_out"]} == {"Have it seen today: pop or kick at the heel."}


def test_an_open_stop_sign_question_names_its_signs(ask: Asks) -> None:
    """At most eight a page, most urgent first."""
    found = ask(0, story(["d0 wk left 5 open"]), "today")
    assert found["stop_signs"][0] == "breath-chest" and len(found["stop_signs"]) == 8


@pytest.mark.parametrize("number", [0, 2, 9])
@pytest.mark.parametrize("command", ["today", "week", "report"])
def test_what_is_printed_keeps_to_its_schema(ask: Asks, command: str, number: int) -> None:
    """With a session, a way back, bars, a question and a fact; and of a journal that holds nothing."""
    held, schema = validator(command), json.loads(printed_path(command).read_text("utf-8"))
    lines = ["d0 ev left 4 ankle-roll", "d1-d9 wk left 1 achilles-insertion", "d9 run 5"]
    facts = ["--with-facts"] if command == "report" else []
    for entries in ([plan("strength", "balance"), *story(lines, ["operation d0 left"])], []):
        found = ask(number, entries, command, *facts)
        assert [error.message for error in held.iter_errors(found)] == []
        assert set(found) <= set(schema["$defs"][schema["$ref"].rpartition("/")[2]]["properties"])


@pytest.mark.parametrize("command", [["week"], ["report"]])
def test_week_and_report_hold_the_verdict_of_the_day(ask: Asks, command: list[str]) -> None:
    """The very one that Today gives."""
    entries = story(["d0-d20 wk left 4 achilles-mid"])
    today = ask(9, entries, "today")["verdict"]
    assert today["rows"] and ask(9, entries, *command)["verdict"] == today


def test_a_week_as_markdown_names_no_fact_unless_it_is_asked_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is made to be handed on: the limit stands in the place of the sentence; the plain text is the runner's own."""
    monkeypatch.setenv("SUREFOOT_NOW", at(2).isoformat())
    entries = story(["d0-d2 wk left 0"], ["operation d0 left", "pregnant d0"])
    open_journal(tmp_path, entries, fixed_clock(at(2).isoformat())).close()

    def printed(*options: str) -> str:
        assert main(["--journal", str(tmp_path / "journal.json"), "week", *options]) == 0
        return capsys.readouterr().out.lower()

    words = ("operat", "plaster", "pregnan", "treated")
    assert not any(word in printed("--format", "markdown") for word in words)
    for options in ((), ("--format", "markdown", "--with-facts")):
        assert "operated" in printed(*options)


def test_a_week_gone_by_holds_the_verdict_of_its_last_day(ask: Asks) -> None:
    """By everything up to its end."""
    entries = story(["d0-d20 wk left 4 achilles-mid"])
    sunday = ask(6, entries, "today")["verdict"]
    assert ask(20, entries, "week", "2026-W10")["verdict"] == sunday != ask(20, entries, "today")["verdict"]
