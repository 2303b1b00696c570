"""How big a step is: weight, reps after it, reps; and what a programme does with its own numbers."""

from __future__ import annotations

import msgspec
import pytest

from journal.rules.training.progression import Weights, amount_step, load_step, propose, reps_after
from journal.rules.training.proposal import Adjustment, Rule
from library.routine import PlannedDose
from tests.support.performances import CALM, HARD, HELD, HOLD, LESS, LOADED, NOW, REPEAT, REPS, done, once, twice

PROGRAMME = PlannedDose(sets=3, reps=10, per_side=True)


def test_a_programme_changes_its_own_numbers() -> None:
    """New numbers of a stage are done as they are and carry the weight over; its top leads nowhere by itself."""
    new = propose(LOADED, PROGRAMME, "right", once(12, 12, load=5.0), CALM, NOW, staged=True)
    assert (new.rule, new.sets, new.amount, new.load_kg) == (Rule.NEW_NUMBERS, 3, 10, 5.0)
    met = twice(10, 10, 10, dose=PROGRAMME)
    assert propose(LOADED, PROGRAMME, "right", met, CALM, NOW, harder=HARD, staged=True).change is Adjustment.NONE
    weighted = msgspec.structs.replace(PROGRAMME, load_kg=2.0)
    met = twice(10, 10, 10, dose=weighted, load=2)
    more = propose(LOADED, weighted, "right", met, CALM, NOW, harder=HARD, staged=True)
    assert (more.change, more.load_kg, more.amount) == (Adjustment.LOAD_UP, 7, 8)
    fewer = [done(8, 8, 8, dose=weighted, days=7, load=7, target=8)]
    back = propose(LOADED, weighted, "right", fewer, CALM, NOW, staged=True)
    assert (back.change, back.amount) == (Adjustment.AMOUNT_UP, 9)


def test_new_numbers_are_no_step_on_a_day_that_has_none() -> None:
    """A hold of 15 s, then the hold that a twist's routine plans: 15 s again while the day may repeat or less."""
    planned = msgspec.structs.replace(HOLD, sets=3, hold_s=20)
    last = once(15, 15, dose=msgspec.structs.replace(HOLD, hold_s=15))
    for found, sets in ((REPEAT, 3), (LESS, 2)):
        asked = propose(HELD, planned, "right", last, found, NOW, staged=True)
        assert (asked.amount, asked.sets) == (15, sets)
    assert propose(HELD, planned, "right", last, CALM, NOW, staged=True).amount == 20


@pytest.mark.parametrize(
    ("load", "weights", "step"),
    [
        (0, Weights(), 2),
        (2, Weights(), 5),
        (0, Weights(body_kg=70), 2),
        (20, Weights(body_kg=70), 2.5),
        (0, Weights(body_kg=120), 3),
        (0, Weights(body_kg=70, step_kg=1), 2),
        (0, Weights(body_kg=70, step_kg=5), 5),
        (0, Weights(body_kg=70, step_kg=7.5), None),
        (0, Weights(step_kg=1.25), 2.5),
        (0, Weights(none=True), None),
    ],
)
def test_weight_rises_by_what_the_runner_owns(load: float, weights: Weights, step: float | None) -> None:
    """At least 2 kg and 2.5 %, at most 10 % of body and weight together; nothing known: 2 kg, then 5."""
    assert load_step(load, weights) == step


@pytest.mark.parametrize(
    ("reps", "whole", "step", "left"),
    [(15, 70, 2, 13), (15, 70, 5, 12), (20, 60, 6, 15), (8, 70, 7, 6), (25, 90, 2, 23)],
)
def test_reps_after_more_weight_fall_by_no_more_than_a_quarter(
    reps: float, whole: float, step: float, left: int
) -> None:
    """The formula of docs/rules.md, and three quarters rounded up."""
    assert reps_after(reps, whole, step) == left


@pytest.mark.parametrize(("amount", "step"), [(5, 1), (12, 1), (15, 2), (20, 2), (25, 2)])
def test_reps_climb_by_a_tenth(amount: float, step: float) -> None:
    """At least one."""
    assert amount_step(REPS, amount) == step
