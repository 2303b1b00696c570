"""What is changed in one set is proposed for those still to do; a set the runner has set keeps its numbers."""

from __future__ import annotations

from datetime import datetime
from functools import partial

import pytest

from journal.entries import Session, Set, Side
from journal.rules.done.history import History, live_items, live_sets
from journal.rules.training.carrying import carrying
from journal.rules.training.one_line import SetValues
from journal.rules.training.prefill import Preparing, begin
from journal.rules.training.session import adjusted, closed, edit_set, loaded, log
from library.catalogue import Catalogue
from library.routine import PlannedDose, RoutineItem
from tests.support.verdicts import allowing

NOW = datetime.fromisoformat("2026-11-20T18:00:00+01:00")
BOTH: tuple[Side, ...] = ("left", "right")


def started(exercise: str, dose: PlannedDose) -> Session:
    """A session of one exercise, as it is proposed."""
    ready = Preparing(Catalogue.built_in(), History([], [], NOW), allowing(), NOW)
    return begin(NOW, [RoutineItem(exercise, dose)], ready)


@pytest.fixture
def squats() -> Session:
    """Three rounds, left then right, twelve each at nothing."""
    return started("split-squat", PlannedDose(sets=3, reps=12, per_side=True))


def more(session: Session, at: int, steps: int = 1, sides: tuple[Side, ...] = BOTH) -> Session:
    """The set at that place, with reps more."""
    edit = carrying(lambda session, id, now: adjusted(session, id, steps, now), sides)
    return edit(session, sets(session)[at].id, NOW)


def heavier(session: Session, at: int, steps: int = 1) -> Session:
    """The set at that place, half a kilo more."""
    edit = carrying(partial(loaded_by, steps), BOTH)
    return edit(session, sets(session)[at].id, NOW)


def loaded_by(steps: int, session: Session, id: str, now: datetime) -> Session:
    return loaded(session, id, steps, now)


def sets(session: Session) -> list[Set]:
    return list(live_sets(live_items(session)[0]))


def reps(session: Session) -> list[int | None]:
    return [each.reps for each in sets(session)]


def test_reps_carry_to_the_sets_after_and_to_the_other_side(squats: Session) -> None:
    """Every set still to do proposes what was changed in the first."""
    assert reps(more(squats, 0)) == [13] * 6


def test_a_load_carries_likewise(squats: Session) -> None:
    """What was put into the backpack stays there."""
    assert [each.load_kg for each in sets(heavier(squats, 1, 3))] == [1.5] * 6


def test_what_lies_before_stays(squats: Session) -> None:
    """A later set says nothing of the rounds before it."""
    assert reps(more(squats, 2)) == [12, 12, 13, 13, 13, 13]
    assert reps(more(squats, 3)) == [12, 12, 13, 13, 13, 13]


def test_a_set_the_runner_has_set_is_never_overwritten(squats: Session) -> None:
    """Not when it holds by chance what the other one held, nor when it was set back."""
    session = more(squats, 4, 2)
    assert reps(session) == [12, 12, 12, 12, 14, 14]
    for _ in range(3):
        session = more(session, 0)
    assert reps(session)[:5] == [15, 15, 15, 15, 14]
    there_and_back = more(more(squats, 4, 2), 4, -2)
    assert reps(more(there_and_back, 0)) == [13, 13, 13, 13, 12, 13]


def test_what_was_logged_stays(squats: Session) -> None:
    """What was done is no proposal."""
    session = log(squats, sets(squats)[1].id, NOW)
    assert reps(more(session, 0)) == [13, 12, 13, 13, 13, 13]


def test_a_side_with_a_proposal_of_its_own_keeps_it(squats: Session) -> None:
    """The sorer ankle does less: what is done with the other one does not change that."""
    for at in (1, 3, 5):
        squats = edit_set(squats, sets(squats)[at].id, NOW, reps=8)
    assert reps(more(squats, 0)) == [13, 8, 13, 8, 13, 8]


def test_more_goes_to_no_side_that_may_do_less_and_less_to_both(squats: Session) -> None:
    """Nothing grows on an ankle that is not to do more today."""
    assert reps(more(squats, 0, 1, BOTH[:1])) == [13, 12, 13, 12, 13, 12]
    assert reps(more(squats, 0, -2, BOTH[:1])) == [10] * 6


def test_what_a_typed_line_says_carries(squats: Session) -> None:
    """``10x5kg`` in one set is proposed in the next; what is done stays compared with what was proposed at first."""
    edit = carrying(partial(log, values=SetValues(10, 5.0)), BOTH)
    session = edit(squats, sets(squats)[0].id, NOW)
    assert {(each.reps, each.load_kg, each.planned) for each in sets(session)} == {(10, 5.0, 12)}
    assert [each.result for each in sets(session)] == ["reduced", None, None, None, None, None]


def test_what_a_timer_measured_does_not_carry() -> None:
    """A hold let go early is no proposal to hold less."""
    holds = started("single-leg-balance", PlannedDose(sets=2, hold_s=30))
    edit = carrying(partial(log, values=SetValues(21.0)), BOTH, counted=False)
    session = edit(holds, sets(holds)[0].id, NOW)
    assert [(each.hold_s, each.chosen) for each in sets(session)] == [(21.0, False), (30, False)]


def test_a_session_that_has_ended_is_corrected_set_by_set(squats: Session) -> None:
    """What was left undone in it is no proposal any more."""
    ended = closed(log(squats, sets(squats)[0].id, NOW), "short", NOW)
    assert reps(more(ended, 0)) == [13, 12, 12, 12, 12, 12]


def test_the_next_band_is_more(squats: Session) -> None:
    """It goes to no side that may do less."""
    bands = started("band-eversion", PlannedDose(sets=1, reps=10, per_side=True, band="red"))
    for steps, shown in ((1, ["green", "red"]), (-1, ["yellow", "yellow"])):
        edit = carrying(partial(loaded_by, steps), BOTH[:1])
        assert [each.band for each in sets(edit(bands, sets(bands)[0].id, NOW))] == shown
