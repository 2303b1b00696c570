"""What holds of every journal: no command offers what a fact forbids, and all that is printed of a day agrees."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given

from journal.entries import Answer, Asked, Entry, Fact, Plan, PlannedRoutine
from journal.rules.verdict.table import RUNS
from library.catalogue import Catalogue
from library.exercise import Exercise
from screens.cli import main
from tests.support.exploring import SEEDS, examples, exploring
from tests.support.journals import fixed_clock, open_journal
from tests.support.verdicts import at, day, random_story

CATALOGUE = Catalogue.built_in()
OFTEN = 4 if exploring() else 15
"""All outputs are asked every so many days."""
DAYS = 85
"""So long each of the facts forbids the same: that of a birth least, to day 84."""
FORBIDS: dict[str, Callable[[Exercise], bool]] = {
    "pregnant": lambda one: one.impact == "high" or (one.stance == "standing" and not one.hand_hold),
    "after-birth": lambda one: one.impact == "high",
    "operation": lambda one: one.impact == "high",
}
"""Exercises that a fact forbids as long as it holds: an operation on its side, or at all where it leaves the ground."""
MOST_RUN = {"after-birth": "none", "operation": "walk", "pregnant": "hold"}
"""The most running that a fact allows."""


def journal_of(seed: int, fact: str, side: Any) -> list[Entry]:
    """A story told by nobody but the runner, every routine planned every day, and a fact from its start."""
    chance = random.Random(seed)
    told = [one for one in random_story(seed, DAYS) if not isinstance(one, Asked | Answer | Fact)]
    routines = chance.sample([one.id for one in CATALOGUE.routines()], 4)
    planned = tuple(PlannedRoutine(routine=id, weekdays=(1, 2, 3, 4, 5, 6, 7)) for id in routines)
    return [*told, Plan(since=day(-1), routines=planned), Fact(since=day(0), fact=fact, side=side)]


def printed(path: Path, *command: str) -> str:
    """What a command prints."""
    out = StringIO()
    with redirect_stdout(out):
        assert main(["--journal", str(path), *command]) == 0
    return out.getvalue()


@given(SEEDS)
@examples(3, full=60)
def test_no_output_offers_what_a_fact_forbids_and_all_of_a_day_agree(seed: int) -> None:
    """Of each of the facts that forbid something, asked every few days."""
    chance = random.Random(seed)
    fact = chance.choice((*FORBIDS, "under-18"))
    side = chance.choice(("left", "right")) if fact == "operation" else "body"
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        path = Path(folder) / "journal.json"
        for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME"):
            patch.setenv(name, folder)
        open_journal(path.parent, journal_of(seed, fact, side), fixed_clock(at(DAYS).isoformat())).close()
        for number in range(chance.randrange(OFTEN), DAYS, OFTEN):
            patch.setenv("SUREFOOT_NOW", at(number, 20).isoformat())
            today = json.loads(printed(path, "today", "--format", "json"))
            assert today["verdict"] == json.loads(printed(path, "week", "--format", "json"))["verdict"]
            report = json.loads(printed(path, "report", "--format", "json", "--with-facts"))
            assert today["verdict"] == report["verdict"]
            check_offer(today, fact, side)
            check_text(printed(path, "today").splitlines(), today)


def check_offer(today: dict[str, Any], fact: str, side: str) -> None:
    """No run and no set of the session is one that the fact, a bar or a load of stop forbids."""
    run = today["verdict"]["run"]
    assert RUNS.index(run) <= RUNS.index(MOST_RUN.get(fact, "usual"))
    barred = {(bar["side"], id) for bar in today["verdict"]["bars"] for id in bar["exercises"]}
    forbids = FORBIDS.get(fact)
    for item in today["session"]["items"] if today["session"] else ():
        exercise = CATALOGUE.get(item["exercise"])
        assert item["sets"]
        one_each = any(row["id"] == "R0" for row in today["verdict"]["rows"])
        assert not one_each or len(item["sets"]) <= 2
        for set_ in item["sets"]:
            ankles = ("left", "right") if set_["side"] == "both" else (set_["side"],)
            assert not any((one, exercise.id) in barred for one in (*ankles, "body"))
            is_forbidden = forbids is not None and forbids(exercise)
            assert not (is_forbidden and (side == "body" or side in ankles)), (fact, exercise.id)
            assert fact != "under-18" or not set_["load_kg"]
            assert exercise.type == "self-care" or all(
                today["verdict"]["sides"][one]["load"] != "stop" for one in ankles
            )


def check_text(text: list[str], today: dict[str, Any]) -> None:
    """The headline first, no longer than 12 words; the run and the exercises are those of the JSON."""
    headline = text[0].partition(" ")[2]
    assert headline == today["verdict"]["headline"] and len(headline.split()) <= 12
    assert ("Run: none today" in text) == (today["verdict"]["run"] == "none")
    offered = {CATALOGUE.get(item["exercise"]).name for item in (today["session"] or {"items": ()})["items"]}
    for line in text:
        if named := re.match(r"Session: \d+ exercises?: (.*)", line):
            assert set(named[1].split(", ")) <= offered
