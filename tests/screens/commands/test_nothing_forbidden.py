"""No command offers what a noted fact forbids: over a state in which each row of the table, and each bar, speaks."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from journal.clock import FixedClock
from journal.entries import Plan, PlannedRoutine
from journal.rules.training.offered import barred
from journal.rules.verdict.bars import BARS
from journal.rules.verdict.table import TABLE
from journal.settings.settings import Settings
from journal.views.views import Views
from library.catalogue import Catalogue
from screens.cli import main
from tests.journal.verdict.test_rows import ROWS, Row
from tests.support.journals import open_journal
from tests.support.verdicts import at, day, span, story

CATALOGUE = Catalogue.built_in()
PLAN = Plan(
    since=day(-20),
    routines=tuple(
        PlannedRoutine(routine=id, weekdays=(1, 2, 3, 4, 5, 6, 7))
        for id in ("plyometric-return", "rope-ten-weeks", "strength", "balance")
    ),
)
ROW_STATES = {row.step.split(".")[0]: row for row in ROWS if row.shows}
CALM = ("d0 wk both 0",)
BAR_STATES = {
    "edge": Row("edge", ("d0 wk left 1 achilles-insertion",), "d0", ""),
    "barefoot-jumps": Row("barefoot-jumps", ("d0 wk left 1 arch",), "d0", ""),
    "high-impact": Row("high-impact", CALM, "d0", "", ("steroid-injection d0 left",)),
    "unsteady": Row("unsteady", ("d0 wk left 0 giving-way",), "d0", ""),
    "sideways": Row("sideways", ("d0 wk left 2 ankle-roll",), "d0", ""),
    "knee-to-wall": Row("knee-to-wall", ("d0 wk left 1 ankle-front",), "d0", ""),
    "new-level": Row("new-level", CALM, "d0", "", ("quinolone d0",)),
    "barefoot": Row("barefoot", CALM, "d0", "", ("diabetes-nerve d0",)),
    "added-load": Row("added-load", CALM, "d0", "", ("under-18 d0",)),
    "hand-hold": Row("hand-hold", CALM, "d0", "", ("pregnant d0",)),
}
STATES = ROW_STATES | BAR_STATES
LEFT_OUT = ("Not today", "Left out", "instead of")
"""What stands on a line that names what is not offered."""


def test_each_row_and_bar_has_a_state_here() -> None:
    """But T5, which takes weeks to reach."""
    assert set(ROW_STATES) == {row.id for row in TABLE} - {"T5"}
    assert set(BAR_STATES) == {bar.id for bar in BARS}


def offering(lines: Iterable[str], names: Iterable[str]) -> list[str]:
    """The lines that name one of these without saying that it is left out."""
    longest = sorted((one.name for one in CATALOGUE.all()), key=len, reverse=True)
    found = []
    for line in lines:
        rest = line
        for name in longest:
            if name in rest and name in names and not any(words in line for words in LEFT_OUT):
                found.append(line)
            rest = rest.replace(name, "")
    return found


def test_no_routine_asks_for_spring_where_its_jumps_are_left_out() -> None:
    """What it says of an exercise that stays on the floor is done on a day without jumps too."""
    items = [one for routine in CATALOGUE.routines() for items in routine.every_items for one in items]
    floor = [one for one in items if not CATALOGUE.get(one.exercise).gated]
    assert [one.note for one in floor if re.search(r"spring|quick|bounc|fast", one.note, re.IGNORECASE)] == []


@pytest.mark.parametrize("name", list(STATES))
def test_no_command_offers_what_is_forbidden(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    """Exercises marked, routines of jumps without them in their name, and nothing to begin where nothing may be."""
    row = STATES[name]
    clock = FixedClock(at(span(row.shows)[0], 22.5))
    entries = [*story(row.lines, row.facts, row.unrated, row.new), PLAN]
    journal = open_journal(tmp_path, entries, clock)
    views = Views(journal, Settings(), CATALOGUE)
    found, offers = views.verdict(clock.now()), views.training(clock.now()).offers
    journal.close()
    forbidden = {one.name for one in CATALOGUE.all() if barred(one, found)}
    jumps = all(barred(one, found) for one in CATALOGUE.all() if one.gated)
    monkeypatch.setenv("SUREFOOT_NOW", clock.now().isoformat())
    monkeypatch.setattr("sys.stdin", io.StringIO("q\n"))

    def printed(*command: str) -> list[str]:
        main(["--journal", str(journal.path), *command])
        said = capsysbinary.readouterr()
        return (said.out + said.err).decode().replace("\r\n ", "").splitlines()

    listed = printed("exercises")
    left_out = [CATALOGUE.get(line.split()[0]) for line in listed if line.endswith("  not today")]
    assert {one.name for one in left_out if not (one.gated or one.calf_level == 3)} <= forbidden
    assert {one.name for one in left_out} >= {name for name in forbidden if any(name in line for line in listed)}
    planned = printed("plan")
    marked = {offer.routine.name for offer in offers if offer.is_barred}
    assert {line.split("  ")[0] for line in planned if line.endswith("  not today")} == marked
    calendar = printed("export", "--format", "ics")
    assert sum(line.startswith("EXDATE") for line in calendar) == len(marked)
    told = [*printed("today"), *printed("today", "--due"), *(line for line in calendar if "UID:" not in line)]
    told = [line.replace("\\", "").replace("Jump rope, 10 weeks", "Ten weeks") for line in told]
    assert offering([*told, *printed("session")[1:]], forbidden) == []
    if jumps:
        jumping = [line for line in told if "Ten weeks" in line or "Back to hopping" in line]
        assert [line for line in jumping if ", without jumps" not in line] == []
