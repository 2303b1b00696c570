"""An exercise chosen by itself waits for what it waits for in a routine: its stage, the days between, a twist."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from journal.clock import FixedClock
from journal.entries import Item, Session, Set
from journal.rules.done.trained import landings_of
from journal.rules.training.prefill import proposals
from journal.settings.settings import Settings
from journal.views.training import Training
from journal.views.views import Views
from library.catalogue import Catalogue
from library.routine import PlannedDose, RoutineItem
from tests.support.journals import open_journal
from tests.support.verdicts import at, story

CATALOGUE = Catalogue.built_in()
DAY_BETWEEN = "Heel drops or weights were yesterday: a day between."
WELL = ["d0-d20 wk left 0"]
TWISTED = [
    "d0 ev left 4 ankle-roll atfl",
    "d1-d20 wk left 0",
    "d3,d5 answer left p1 yes",
    "d10 answer left p2 yes",
]


def did(number: int, exercise: str, stage: int, load_kg: float | None = None) -> Session:
    """A session with ten of the exercise on an evening."""
    dose = PlannedDose(sets=1, reps=10)
    one = Set(id="1", side="both", result="done", reps=10, load_kg=load_kg)
    item = Item(id="i", exercise=exercise, dose=dose, sets=(one,))
    return Session(started_at=at(number, 18), state="finished", stage=stage, items=(item,))


def on_day_20(tmp_path: Path, lines: list[str], *sessions: Session) -> Training:
    clock = FixedClock(at(20, 19))
    journal = open_journal(tmp_path, [*story(lines), *sessions], clock)
    return Views(journal, Settings(), CATALOGUE).training(clock.now())


@pytest.mark.parametrize(
    ("lines", "did_before", "exercise", "why"),
    [
        (WELL, (18, "double-leg-heel-raise", 1), "pogo-hops", "Not yet: jumps."),
        (WELL, (18, "pogo-hops", 4), "single-leg-hop", "Not yet: jumps sideways or on one foot."),
        (WELL, (19, "pogo-hops", 4), "jump-rope", "Jumps need a day between."),
        (WELL, (18, "pogo-hops", 4), "jump-rope", ""),
        (WELL, (19, "eccentric-heel-drop", 3), "eccentric-heel-drop", DAY_BETWEEN),
        (WELL, (19, "seated-heel-raise", 3, 5.0), "seated-heel-raise", DAY_BETWEEN),
        (WELL, (19, "seated-heel-raise", 3), "seated-heel-raise", ""),
        (WELL, (19, "seated-heel-raise", 3, 5.0), "double-leg-heel-raise", ""),
        (WELL, (18, "double-leg-heel-raise", 1), "single-leg-balance", ""),
        (TWISTED, (18, "pogo-hops", 5), "pogo-hops", "Not yet: after a twist jumps come last."),
    ],
)
def test_jumps_and_drops_wait_by_themselves_too(
    lines: list[str], did_before: tuple[Any, ...], exercise: str, why: str, tmp_path: Path
) -> None:
    """Whoever begins one by hand is told why it waits; what stays on the ground is theirs to choose."""
    assert on_day_20(tmp_path, lines, did(*did_before)).barred(CATALOGUE.get(exercise)) == why


def test_jumps_all_the_same_open_no_more_of_them(tmp_path: Path) -> None:
    """Who jumped yesterday, and today too, is offered none to go on with."""
    now = on_day_20(tmp_path, WELL, did(19, "pogo-hops", 4), did(20, "pogo-hops", 4))
    assert now.barred(CATALOGUE.get("jump-rope")) == "Jumps need a day between."


@pytest.mark.parametrize(("stage", "load_kg"), [(1, 0), (2, 0), (3, 20)])
def test_a_weight_that_a_routine_plans_waits_for_its_stage(stage: int, load_kg: float, tmp_path: Path) -> None:
    """One of the runner's own, whose raises were never done with any."""
    now = on_day_20(tmp_path, WELL, did(18, "double-leg-heel-raise", stage))
    item = RoutineItem("double-leg-heel-raise", PlannedDose(sets=2, reps=12, load_kg=20))
    assert [one.load_kg for one in proposals(CATALOGUE.get(item.exercise), item, now.preparing())] == [load_kg]


def test_a_rope_begun_by_itself_holds_the_first_level(tmp_path: Path) -> None:
    """Its own dose has 90 landings, the first level 40."""
    item = on_day_20(tmp_path, WELL, did(18, "double-leg-heel-raise", 4)).alone(rope := CATALOGUE.get("jump-rope"))
    assert landings_of(rope, item.dose) <= 40
