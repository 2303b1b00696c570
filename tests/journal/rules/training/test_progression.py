"""Progression, on tables of histories: what it proposes, why, and never more than one step."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import msgspec
import pytest

from journal.rules.done.history import Performance
from journal.rules.training.offered import dose_today
from journal.rules.training.progression import propose
from journal.rules.training.proposal import Adjustment, Rule
from journal.rules.verdict.bars import BarNow
from journal.rules.verdict.verdict import Verdict
from library.exercise import Exercise
from library.routine import PlannedDose
from tests.support.performances import (
    BANDED,
    BODY,
    CALM,
    HARD,
    HELD,
    HOLD,
    HOP,
    JUMP,
    LESS,
    LOADED,
    LONG,
    NOW,
    REPEAT,
    REPS,
    TOP,
    WALK,
    done,
    once,
    proposed,
    twice,
)
from tests.support.verdicts import allowing

AGAIN = [done(12, 12, dose=REPS, days=5), done(13, 13, dose=REPS, days=3, target=13)]

# name, exercise, dose, history, day, rule, change, what must hold of the proposal
CASES: list[tuple[str, Exercise, PlannedDose, list[Performance], Verdict, Rule, Adjustment, dict[str, Any]]] = [
    ("nothing done yet", BODY, REPS, [], CALM, Rule.FIRST, Adjustment.NONE, {"sets": 2, "amount": 12}),
    ("a load starts at its least", LOADED, REPS, [], CALM, Rule.FIRST, Adjustment.NONE, {"load_kg": 0}),
    ("less on the first day", BODY, REPS, [], LESS, Rule.EASE, Adjustment.SETS_DOWN, {"sets": 1}),
    ("all met", BODY, REPS, once(12, 12), CALM, Rule.ALL_MET, Adjustment.AMOUNT_UP, {"amount": 13}),
    ("a step above it done", BODY, REPS, once(13, 13), CALM, Rule.ALL_MET, Adjustment.NONE, {"amount": 13}),
    ("more than a step above it done", BODY, REPS, once(14, 15), CALM, Rule.ALL_MET, Adjustment.NONE, {"amount": 14}),
    (
        "a load typed in where none belongs",
        BODY,
        REPS,
        once(12, 12, load=5.0),
        CALM,
        Rule.ALL_MET,
        Adjustment.AMOUNT_UP,
        {"amount": 13, "load_kg": None},
    ),
    ("a step this week already", BODY, REPS, AGAIN, CALM, Rule.THIS_WEEK, Adjustment.NONE, {"amount": 13}),
    (
        "the first time is a week old first",
        BODY,
        REPS,
        [done(12, 12, dose=REPS, days=6)],
        CALM,
        Rule.THIS_WEEK,
        Adjustment.NONE,
        {"amount": 12},
    ),
    ("a weight waits for the top", LOADED, REPS, twice(12, 12, load=5), CALM, Rule.ALL_MET, Adjustment.AMOUNT_UP, {}),
    ("the top once is no weight yet", LOADED, TOP, once(15, 15, dose=TOP), CALM, Rule.AT_TOP, Adjustment.NONE, {}),
    (
        "the first weight",
        LOADED,
        TOP,
        twice(15, 15, dose=TOP, load=0),
        CALM,
        Rule.TOP_TWICE,
        Adjustment.LOAD_UP,
        {"load_kg": 2, "amount": 13},
    ),
    (
        "more weight",
        LOADED,
        TOP,
        twice(15, 15, dose=TOP, load=2),
        CALM,
        Rule.TOP_TWICE,
        Adjustment.LOAD_UP,
        {"load_kg": 7, "amount": 12},
    ),
    ("the most weight", LOADED, TOP, twice(15, 15, dose=TOP, load=16), CALM, Rule.AT_TOP, Adjustment.NONE, {}),
    (
        "body weight, top once",
        BODY,
        TOP,
        once(15, 15, dose=TOP),
        CALM,
        Rule.AT_TOP,
        Adjustment.NONE,
        {"exercise": None},
    ),
    (
        "body weight, top twice",
        BODY,
        TOP,
        twice(15, 15, dose=TOP),
        CALM,
        Rule.TOP_TWICE,
        Adjustment.LADDER_UP,
        {"exercise": "hard"},
    ),
    (
        "no ladder while it was sore before",
        BODY,
        TOP,
        twice(15, 15, dose=TOP, worst=3, morning=3),
        CALM,
        Rule.AT_TOP,
        Adjustment.NONE,
        {},
    ),
    (
        "the next band",
        BANDED,
        TOP,
        twice(15, 15, dose=TOP, band="red"),
        CALM,
        Rule.TOP_TWICE,
        Adjustment.BAND_UP,
        {"band": "green", "amount": 12},
    ),
    ("the last band", BANDED, TOP, twice(15, 15, dose=TOP, band="black"), CALM, Rule.AT_TOP, Adjustment.NONE, {}),
    ("a hold", HELD, HOLD, once(30, 30, dose=HOLD), CALM, Rule.ALL_MET, Adjustment.AMOUNT_UP, {"amount": 35}),
    (
        "a hold near its most",
        HELD,
        HOLD,
        once(58, 58, dose=HOLD, target=58),
        CALM,
        Rule.ALL_MET,
        Adjustment.AMOUNT_UP,
        {"amount": 60},
    ),
    (
        "a hold at its most, twice",
        HELD,
        HOLD,
        twice(60, 60, dose=HOLD, target=60),
        CALM,
        Rule.TOP_TWICE,
        Adjustment.LADDER_UP,
        {"exercise": "hard"},
    ),
    (
        "half an hour climbs by a minute",
        LONG,
        PlannedDose(duration_s=1800),
        once(1800, dose=PlannedDose(duration_s=1800)),
        CALM,
        Rule.ALL_MET,
        Adjustment.AMOUNT_UP,
        {"amount": 1860},
    ),
    (
        "a distance climbs by 5 m",
        WALK,
        PlannedDose(sets=2, distance_m=20),
        once(20, 20, dose=PlannedDose(sets=2, distance_m=20)),
        CALM,
        Rule.ALL_MET,
        Adjustment.AMOUNT_UP,
        {"amount": 25},
    ),
    (
        "a day to repeat",
        LOADED,
        TOP,
        twice(15, 15, dose=TOP, load=5),
        REPEAT,
        Rule.REPEAT,
        Adjustment.NONE,
        {"load_kg": 5, "amount": 15},
    ),
    (
        "less takes load off",
        LOADED,
        REPS,
        once(12, 12, load=5),
        LESS,
        Rule.EASE,
        Adjustment.LOAD_DOWN,
        {"load_kg": 4.5},
    ),
    ("less takes a set off", BODY, REPS, once(12, 12), LESS, Rule.EASE, Adjustment.SETS_DOWN, {"sets": 1}),
    (
        "less with one set: the easier exercise",
        BODY,
        PlannedDose(reps=12, per_side=True),
        once(12, dose=PlannedDose(reps=12, per_side=True)),
        LESS,
        Rule.EASE,
        Adjustment.LADDER_DOWN,
        {"exercise": "easy"},
    ),
    (
        "a morning that did not settle",
        BODY,
        REPS,
        once(12, 12, morning=4),
        CALM,
        Rule.UNSETTLED,
        Adjustment.SETS_DOWN,
        {},
    ),
    (
        "a morning as sore as before",
        BODY,
        REPS,
        once(12, 12, worst=4, morning=4),
        CALM,
        Rule.ALL_MET,
        Adjustment.AMOUNT_UP,
        {},
    ),
    ("too sore during", BODY, REPS, once(12, 12, during=6), CALM, Rule.SORE_DURING, Adjustment.SETS_DOWN, {}),
    ("sore during, within bounds", BODY, REPS, once(12, 12, during=5), CALM, Rule.ALL_MET, Adjustment.AMOUNT_UP, {}),
    ("shaky repeats", BODY, REPS, once(12, 12, results="ds"), CALM, Rule.SHAKY, Adjustment.NONE, {"amount": 12}),
    ("shaky twice eases", BODY, REPS, twice(12, 12, results="ds"), CALM, Rule.SHAKY_TWICE, Adjustment.SETS_DOWN, {}),
    ("skipped for soreness repeats", BODY, REPS, once(12, 12, results="dx"), CALM, Rule.SKIPPED, Adjustment.NONE, {}),
    (
        "skipped for soreness twice eases",
        BODY,
        REPS,
        twice(12, 12, results="dx"),
        CALM,
        Rule.SKIPPED_TWICE,
        Adjustment.SETS_DOWN,
        {},
    ),
    (
        "fewer reps repeat",
        BODY,
        REPS,
        once(12, 9, results="dr"),
        CALM,
        Rule.INCOMPLETE,
        Adjustment.NONE,
        {"amount": 12},
    ),
    ("a set not done repeats", BODY, REPS, once(12, missing=1), CALM, Rule.INCOMPLETE, Adjustment.NONE, {"sets": 2}),
    (
        "after easing the full sets first",
        BODY,
        REPS,
        once(12),
        CALM,
        Rule.EASED_BEFORE,
        Adjustment.NONE,
        {"sets": 2, "amount": 12},
    ),
    (
        "eight days away",
        BODY,
        REPS,
        [done(12, 12, dose=REPS, days=8)],
        CALM,
        Rule.AWAY,
        Adjustment.NONE,
        {"amount": 12},
    ),
    (
        "three weeks away with a weight",
        LOADED,
        REPS,
        [done(12, 12, dose=REPS, days=21, load=10)],
        CALM,
        Rule.AWAY,
        Adjustment.LOAD_DOWN,
        {"load_kg": 8},
    ),
    ("no morning rating", BODY, REPS, once(12, 12, morning=None), CALM, Rule.NO_MORNING, Adjustment.NONE, {}),
    (
        "a jump holds what is open",
        JUMP,
        HOP,
        once(8, 8, dose=HOP, target=8),
        CALM,
        Rule.LANDINGS,
        Adjustment.NONE,
        {"amount": 10},
    ),
    ("a jump repeats", JUMP, HOP, once(10, 10, dose=HOP), REPEAT, Rule.REPEAT, Adjustment.NONE, {"amount": 10}),
]


@pytest.mark.parametrize("case", CASES, ids=[case[0] for case in CASES])
def test_each_history_gives_its_proposal(case: tuple[Any, ...]) -> None:
    """A history, a dose and a day decide one rule, one change and its values."""
    _, exercise, dose, history, found, rule, change, values = case
    proposal = proposed(exercise, dose, history, found)
    assert (proposal.rule, proposal.change) == (rule, change), proposal.reason()
    for field, value in values.items():
        assert getattr(proposal, field) == value, field


def test_each_rule_and_change_is_in_the_table() -> None:
    """No rule and no change goes untried."""
    seen = [proposed(*case[1:5]) for case in CASES]
    assert set(Rule) - {each.rule for each in seen} == {Rule.NEW_NUMBERS}
    assert set(Adjustment) - {each.change for each in seen} == {Adjustment.AMOUNT_DOWN, Adjustment.REST}


def test_what_cannot_be_made_easier_is_left_out_on_a_day_of_less() -> None:
    """Such a day never ends in repeat: with nothing below it the exercise is to be skipped."""
    least = PlannedDose(sets=1, reps=8, per_side=True)
    proposal = propose(BODY, least, "right", [], LESS, NOW)
    assert proposal.change is Adjustment.REST
    assert proposal.reason() == "right: Right may no-impact → leave it out today"


def test_a_jump_on_one_leg_goes_by_both_ankles() -> None:
    """The other ankle holds it back."""
    dose = PlannedDose(sets=1, reps=10, per_side=True)
    assert proposed(JUMP, dose, once(10, dose=dose), allowing(left="repeat")).rule is Rule.REPEAT


def test_after_some_antibiotics_jumps_and_calf_work_do_not_grow() -> None:
    """Everything else does."""
    found = allowing(bars=[BarNow("new-level", "body", "No new jumps.")])
    assert proposed(JUMP, HOP, once(10, 10, dose=HOP), found).reason() == "No new jumps → repeat 2 x 10"
    assert proposed(BODY, REPS, once(12, 12), found).change is Adjustment.AMOUNT_UP


def test_half_the_jumps_of_a_stage_are_the_same_stage() -> None:
    """A runner under 18 goes on in a programme: its numbers stand in the journal as they are planned."""
    young = allowing(bars=[BarNow("added-load", "body", "No added weight.")])
    half = dose_today(JUMP, HOP, young)
    next_time = propose(JUMP, half, "both", once(10, dose=HOP), young, NOW, staged=True)
    assert (next_time.sets, next_time.amount, next_time.rule) == (1, 10, Rule.LANDINGS)


def test_only_what_was_asked_for_last_time_is_called_a_repeat() -> None:
    """Two holds last time, five in the routine now: five are done, not repeated, and no step comes on top."""
    five = msgspec.structs.replace(HOLD, sets=5)
    unrated = proposed(HELD, five, once(30, 30, dose=HOLD, morning=None), CALM)
    assert unrated.reason() == "right: 30 s, 30 s last time, the morning after not rated → do 5 x 30 s"
    met = proposed(HELD, five, once(30, 30, dose=HOLD), CALM)
    assert met.reason() == "right: 30 s, 30 s, all met; 0 the morning after → do 5 x 30 s"


def test_a_day_to_repeat_or_to_ease_plans_no_more_sets_than_last_time() -> None:
    """Whatever number of sets the routine has by now."""
    five = msgspec.structs.replace(HOLD, sets=5)
    again = proposed(HELD, five, once(30, 30, dose=HOLD), REPEAT)
    assert again.reason() == "right: Right may repeat → repeat 2 x 30 s"
    less = proposed(HELD, five, once(30, 30, dose=HOLD), LESS)
    assert (less.sets, less.change) == (1, Adjustment.SETS_DOWN)


def test_fewer_sets_of_more_are_no_step_up() -> None:
    """Where the routine has one set less, work falls: nothing is called a try."""
    one = msgspec.structs.replace(REPS, sets=1)
    assert proposed(BODY, one, once(12, 12), CALM).reason().endswith("→ do 1 x 13")


def test_without_load_set_or_easier_exercise_the_amount_eases() -> None:
    """The last way to ease off is a little less of the same."""
    dose = PlannedDose(hold_s=30, per_side=True)
    proposal = propose(HELD, dose, "right", once(30, dose=dose), LESS, NOW)
    assert (proposal.change, proposal.amount) == (Adjustment.AMOUNT_DOWN, 25)


def test_the_ladder_leads_into_no_jump_nor_into_what_is_not_open() -> None:
    """Jumps begin with their own routines; what is not open waits, without a weight in its stead."""
    history = twice(15, 15, dose=TOP)
    assert propose(BODY, TOP, "right", history, CALM, NOW, harder=JUMP).change is Adjustment.NONE
    assert propose(LOADED, TOP, "right", history, CALM, NOW, harder=HARD, is_open=False).change is Adjustment.NONE
    assert propose(LOADED, TOP, "right", history, CALM, NOW, harder=HARD).change is Adjustment.LADDER_UP


def test_the_reason_says_it_in_one_line() -> None:
    """A step, from its values."""
    proposal = proposed(LOADED, TOP, twice(15, 15, dose=TOP, load=2.0), CALM)
    assert proposal.reason() == (
        "right: 15, 15, the top of the range, twice; both mornings quiet → try 7 kg (+5), 2 x 12"
    )


@pytest.mark.parametrize(
    ("case", "reason"),
    [
        ("a day to repeat", "right: Right may repeat → repeat 2 x 15 at 5 kg"),
        ("a jump repeats", "Right may repeat → repeat 2 x 10"),
        ("a morning that did not settle", "right: 4 the morning after: not settled → one set less: 1 x 12"),
        ("fewer reps repeat", "right: 12, 9 of 2 x 12 last time → repeat 2 x 12"),
        ("nothing done yet", "right: first time → start with 2 x 12"),
        ("a hold", "right: 30 s, 30 s, all met; 0 the morning after → try 2 x 35 s"),
        (
            "the next band",
            "right: 15, 15, the top of the range, twice; both mornings quiet → try the green band, 2 x 12",
        ),
    ],
)
def test_reasons_are_plain(case: str, reason: str) -> None:
    """Reasons name the numbers they rest on."""
    found = next(each for each in CASES if each[0] == case)
    assert proposed(*found[1:5]).reason() == reason


def test_the_same_exercise_twice_in_one_session_counts_once() -> None:
    """Two items at the top in one evening are not twice running."""
    at = NOW - timedelta(days=7)
    pair = [msgspec.structs.replace(each, at=at) for each in twice(15, 15, dose=TOP)]
    assert proposed(BODY, TOP, pair, CALM).rule is Rule.AT_TOP


def test_another_routine_goes_on_from_last_time() -> None:
    """Without a programme's stage, last time's target counts whichever routine it was in; a set more is a step."""
    proposal = propose(BODY, PlannedDose(sets=3, reps=10, per_side=True), "right", once(12, 12), CALM, NOW)
    assert (proposal.rule, proposal.sets, proposal.amount) == (Rule.ALL_MET, 3, 12)
