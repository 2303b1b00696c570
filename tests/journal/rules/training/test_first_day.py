"""The first day of training of all holds one set of each exercise, however many sessions it has."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from journal.entries import Item, Run, Session, Set
from journal.rules.training.fitting import fit
from journal.rules.verdict.verdicts import Verdicts
from library.catalogue import Catalogue
from library.routine import PlannedDose, RoutineItem
from tests.support.training import earned
from tests.support.verdicts import at, days_of, story
from tests.support.verdicts import day as calendar_day

CATALOGUE = Catalogue.built_in()
RAISES = "double-leg-heel-raise"


def raises(when: datetime, *reps: int, side: Any = "both", result: Any = "done") -> Session:
    """A session of heel raises, so many in each set."""
    sets = tuple(Set(id=str(n), side=side, reps=one, result=result) for n, one in enumerate(reps))
    item = Item(id="1", exercise=RAISES, dose=PlannedDose(reps=15), sets=sets)
    return Session(id=when.isoformat(), started_at=when, state="finished", stage=1, items=(item,))


@pytest.mark.parametrize(
    ("done", "open"),
    [
        ([], 60),
        ([raises(at(0, 17), 12)], 48),
        ([raises(at(0, 17), 12), raises(at(0, 18), 15, 15)], 18),
        ([raises(at(0, 17), 12, side="left"), raises(at(0, 18), 10, side="right")], 48),
        ([raises(at(0, 17), 12, result="skipped")], 60),
        ([raises(at(0, 17), *[15] * 5)], 0),
        ([Run(started_at=at(0, 9), activity="jump-rope", duration_s=60)], 60),
        ([raises(at(-1, 17), 12)], None),
        ([raises(at(-1, 17), 12), raises(at(0, 17), 12)], None),
        ([Run(started_at=at(-1, 9), activity="jump-rope", duration_s=60)], None),
    ],
)
def test_the_first_day_holds_sixty_raises_a_side_and_the_day_after_is_another(
    done: list[Session | Run], open: int | None
) -> None:
    """Whatever was done earlier that day is counted, and makes it no second day."""
    found = Verdicts(days_of(story([]))).on(calendar_day(0))
    sessions = [one for one in done if isinstance(one, Session)]
    runs = [one for one in done if isinstance(one, Run)]
    assert earned(found, at(0, 19), CATALOGUE, sessions, runs=runs).first_raises == open


@pytest.mark.parametrize(
    ("left", "sets", "reps"), [(None, [3, 2], [15, 30]), (60, [1, 1], [15, 30]), (10, [1, 1], [10, 30]), (0, [1], [30])]
)
def test_a_session_of_the_first_day_holds_one_set_each_and_what_raises_are_left(
    left: int | None, sets: list[int], reps: list[int]
) -> None:
    """Where none are left, none are asked for."""
    items = [
        RoutineItem(RAISES, PlannedDose(sets=3, reps=15)),
        RoutineItem("supported-single-leg-balance", PlannedDose(sets=2, hold_s=30)),
    ]
    found = Verdicts(days_of(story([]))).on(calendar_day(0))
    fitted = fit(items, CATALOGUE, found, first_raises=left).items
    assert [(one.dose.sets, one.dose.amount) for one in fitted] == list(zip(sets, reps, strict=True))
