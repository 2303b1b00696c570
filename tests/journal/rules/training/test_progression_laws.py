"""Of every history: the reason names what is proposed and what decided it, and it is one step."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from journal.rules.done.history import Performance
from journal.rules.training.progression import Weights, amount_step, load_step
from journal.rules.training.proposal import Adjustment, Rule
from journal.rules.verdict.table import LOADS, LoadLevel
from library.exercise import Exercise, number
from library.routine import PlannedDose
from tests.support.exploring import examples
from tests.support.performances import BANDED, BODY, HELD, HOLD, HOP, JUMP, LOADED, REPS, TOP, done, proposed
from tests.support.verdicts import allowing

LOAD = st.sampled_from(LOADS)
RISES = (Adjustment.AMOUNT_UP, Adjustment.LOAD_UP, Adjustment.BAND_UP, Adjustment.LADDER_UP)


@st.composite
def histories(draw: st.DrawFn) -> tuple[Exercise, PlannedDose, list[Performance]]:
    exercise, dose = draw(
        st.sampled_from([(LOADED, REPS), (LOADED, TOP), (BODY, TOP), (BANDED, TOP), (HELD, HOLD), (JUMP, HOP)])
    )
    history = []
    for days in sorted(draw(st.lists(st.integers(1, 30), max_size=4, unique=True)), reverse=True):
        count = draw(st.integers(1, 3))
        amounts = draw(st.lists(st.integers(1, 70), min_size=count, max_size=count))
        history.append(
            done(
                *amounts,
                dose=dose,
                days=days,
                target=draw(st.integers(8, 60)),
                results="".join(draw(st.lists(st.sampled_from("dddsxor"), min_size=count, max_size=count))),
                missing=draw(st.integers(0, 1)),
                load=draw(st.sampled_from([None, 0.0, 0.5, 5.0, 20.0])) if exercise is LOADED else None,
                band=draw(st.sampled_from(["", "red", "black"])) if exercise is BANDED else "",
                worst=draw(st.one_of(st.none(), st.integers(0, 10))),
                during=draw(st.one_of(st.none(), st.integers(0, 10))),
                morning=draw(st.one_of(st.none(), st.integers(0, 10))),
            )
        )
    return exercise, dose, history


@examples(25)
@given(histories(), LOAD, LOAD)
def test_reason_and_decision_cannot_part(
    case: tuple[Exercise, PlannedDose, list[Performance]], left: LoadLevel, right: LoadLevel
) -> None:
    """The conclusion names exactly what is proposed, the evidence what decided, and it is one step."""
    exercise, dose, history = case
    proposal = proposed(exercise, dose, history, allowing(left, right))
    evidence, _, conclusion = proposal.reason().partition(" → ")
    assert evidence and conclusion and "\n" not in proposal.reason()
    sets = {dose.sets, *(min(dose.sets, last.planned_sets) for last in history[-1:])}
    bands = {dose.band or "", *(last.band or dose.band or "" for last in history[-1:])}
    moved = {
        "amount": proposal.amount != proposal.was_amount,
        "load": proposal.load_kg != proposal.was_load_kg,
        "band": proposal.band not in bands,
        "sets": proposal.sets not in sets,
        "ladder": proposal.exercise is not None,
    }
    match proposal.change:
        case Adjustment.NONE:
            assert not any(moved.values())
            assert conclusion.startswith(("repeat", "start with", "do "))
        case Adjustment.AMOUNT_UP:
            assert [name for name, is_so in moved.items() if is_so] == ["amount"]
            assert 0 < proposal.amount - proposal.was_amount <= amount_step(dose, proposal.was_amount)
            assert f"x {number(proposal.amount)}" in conclusion
        case Adjustment.LOAD_UP:
            added = proposal.load_kg - (proposal.was_load_kg or 0)  # type: ignore[operator]
            assert added == load_step(proposal.was_load_kg or 0, Weights())
            assert f"{number(proposal.load_kg)} kg (+{number(added)})" in conclusion
            assert 0.75 * proposal.was_amount <= proposal.amount <= proposal.was_amount
        case Adjustment.BAND_UP:
            assert moved["band"] and proposal.band in conclusion
        case Adjustment.LADDER_UP | Adjustment.LADDER_DOWN:
            assert [name for name, is_so in moved.items() if is_so] == ["ladder"]
            assert proposal.exercise_name in conclusion
        case Adjustment.SETS_DOWN:
            assert proposal.sets + 1 in sets and f"{proposal.sets} x" in conclusion
        case Adjustment.LOAD_DOWN:
            assert 0 <= proposal.load_kg < proposal.was_load_kg  # type: ignore[operator]
    if proposal.change in RISES:
        assert right == "progress" and (dose.per_side or left == "progress")
        last = history[-1]
        assert last.settled and (last.during or 0) <= 5 and not last.has("shaky") and not last.has("skipped-sore")
        assert all(number(amount) in evidence for amount in last.amounts)
    if proposal.rule in (Rule.EASE, Rule.REPEAT):
        assert evidence.endswith(proposal.why.rstrip("."))
