"""A session edited set by set, its timers, and the one-line entry."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.entries import Item, Session, Set
from journal.errors import SurefootError
from journal.rules.done.history import History, live_items, live_sets
from journal.rules.training.one_line import BadSet, SetValues
from journal.rules.training.overview import overview
from journal.rules.training.prefill import Preparing, add, again, begin, side_order
from journal.rules.training.session import (
    add_round,
    adjusted,
    closed,
    drop_item,
    drop_set,
    during,
    edit_set,
    end_of,
    is_complete,
    loaded,
    log,
    moved,
    next_set,
    open_session,
    reopened,
    skip,
    swapped,
    untick,
)
from journal.rules.training.timers import (
    Pauses,
    advanced,
    lengthened,
    read,
    start_hold,
    start_rest,
    ticked,
    whole_left,
    without_timer,
)
from library.catalogue import Catalogue
from library.routine import PlannedDose, Routine, RoutineItem
from tests.support.exploring import examples
from tests.support.verdicts import allowing

NOW = datetime.fromisoformat("2026-11-20T18:00:00+01:00")
CATALOGUE = Catalogue.built_in()
CALM = allowing()
PAUSES = Pauses(lead_in_s=5, change_sides_s=5)
HOLD = PlannedDose(sets=2, hold_s=30, per_side=True, rest_s=20)
RAISE = PlannedDose(sets=2, reps=12, rest_s=60)
REPS_EACH = PlannedDose(sets=2, reps=10, per_side=True, rest_s=45)


def after(seconds: float) -> datetime:
    return NOW + timedelta(seconds=seconds)


def preparing(*sessions: Session, sides: Any = ("left", "right"), now: datetime = NOW) -> Preparing:
    return Preparing(CATALOGUE, History(sessions, [], now), CALM, now, sides)


def started(*doses: tuple[str, PlannedDose], **options: Any) -> Session:
    return begin(NOW, [RoutineItem(*dose) for dose in doses], preparing(**options))


@pytest.fixture
def holds() -> Session:
    """Two rounds of a hold on each leg."""
    return started(("single-leg-balance", HOLD))


@pytest.fixture
def raises() -> Session:
    """Two sets of heel raises, then two rounds of single-leg raises."""
    return started(("double-leg-heel-raise", RAISE), ("single-leg-heel-raise", REPS_EACH))


def set_at(session: Session, item: int, set: int) -> Set:
    return live_sets(live_items(session)[item])[set]


def ids(session: Session) -> list[str]:
    return [set.id for item in live_items(session) for set in live_sets(item)]


# starting


def test_a_session_starts_with_its_sets_in_order(raises: Session) -> None:
    """Sets go round by round, one side after the other, prefilled with the dose and its reason."""
    assert [set.side for set in live_sets(raises.items[0])] == ["both", "both"]
    assert [set.side for set in live_sets(raises.items[1])] == ["left", "right", "left", "right"]
    assert [set.reps for set in raises.items[1].sets] == [10, 10, 10, 10]
    assert set_at(raises, 1, 0).load_kg == 0
    assert raises.items[0].reason == "first time → start with 2 x 12"
    assert raises.items[1].reason == "both: first time → start with 2 x 10"
    assert len(set(ids(raises))) == 6


def test_the_sides_go_in_the_runners_order() -> None:
    """The right first, when that is the order."""
    session = started(("single-leg-balance", HOLD), sides=("right", "left"))
    assert [set.side for set in session.items[0].sets] == ["right", "left", "right", "left"]


@pytest.mark.parametrize(
    ("first", "found", "ratings", "done", "order"),
    [
        ("left", CALM, {}, {}, "left"),
        ("right", CALM, {}, {}, "right"),
        ("sorer", allowing(right="repeat"), {}, {}, "right"),
        ("sorer", CALM, {"left": 1, "right": 2}, {}, "right"),
        ("sorer", CALM, {}, {}, "left"),
        ("weaker", CALM, {}, {"left": 30.0, "right": 20.0}, "right"),
        ("weaker", CALM, {}, {}, "left"),
    ],
)
def test_which_side_goes_first(first: str, found: Any, ratings: Any, done: Any, order: str) -> None:
    """By setting: left, right, the sorer or the weaker one."""
    assert side_order(first, found, ratings.get, done)[0] == order


def test_last_times_values_come_back() -> None:
    """A load that was used and a repeated target are prefilled."""
    first = started(("single-leg-heel-raise", REPS_EACH))
    for id in ids(first):
        first = log(edit_set(first, id, NOW, load_kg=4.0), id, NOW)
    first = closed(first, "finished", after(600))
    later = NOW + timedelta(days=2)
    again_items = again(first)
    session = begin(later, again_items, preparing(msgspec.structs.replace(first, id="1"), now=later))
    assert {set.load_kg for set in session.items[0].sets} == {4.0}
    assert "the morning after not rated → repeat 2 x 10 at 4 kg" in session.items[0].reason


def test_an_unknown_exercise_is_refused_in_words() -> None:
    """A routine may name what the library no longer has."""
    with pytest.raises(SurefootError, match="no exercise called gone"):
        started(("gone", RAISE))


def test_of_two_open_sessions_the_newest_is_the_one() -> None:
    """Two logins that start at the same moment end up in one session."""
    one, other = Session(id="1", started_at=NOW), Session(id="2", started_at=after(1))
    assert open_session([other, one, closed(one, "finished", NOW)]) == other
    assert open_session([closed(one, "finished", NOW)]) is None


# ticking


def test_a_tick_notes_when_and_moves_on(raises: Session) -> None:
    """The set as shown is done; the next one follows, over the item's end."""
    order = ids(raises)
    session = log(raises, order[0], after(40))
    done = set_at(session, 0, 0)
    assert (done.result, done.done_at, done.reps, done.updated_at) == ("done", after(40), 12, after(40))
    assert next_set(session, order[0])[1].id == order[1]  # type: ignore[index]
    session = log(session, order[1], after(80))
    assert next_set(session, order[1])[1].id == order[2]  # type: ignore[index]


def test_the_next_set_goes_round_to_what_was_left_out(raises: Session) -> None:
    """After the last set comes the first one still to do."""
    session = raises
    for id in ids(session)[1:]:
        session = log(session, id, NOW)
    last = ids(session)[-1]
    assert next_set(session, last)[1].id == ids(session)[0]  # type: ignore[index]
    session = log(session, ids(session)[0], NOW)
    assert next_set(session, last) is None and is_complete(session)


def test_less_than_proposed_is_reduced(raises: Session) -> None:
    """Ten of twelve is a set done, with less."""
    first = ids(raises)[0]
    assert set_at(log(raises, first, NOW, values=SetValues(amount=10)), 0, 0).result == "reduced"
    assert set_at(log(raises, first, NOW, values=SetValues(amount=14)), 0, 0).result == "done"
    assert set_at(log(raises, first, NOW, result="shaky"), 0, 0).result == "shaky"


def test_a_set_is_skipped_and_ticked_after_all(raises: Session) -> None:
    """Skipping says why; it can be taken back."""
    first = ids(raises)[0]
    session = skip(raises, first, NOW, sore=True)
    assert set_at(session, 0, 0).result == "skipped-sore"
    assert set_at(untick(session, first, NOW), 0, 0).result is None


def test_adjusting_goes_by_the_measure(raises: Session, holds: Session) -> None:
    """A rep, five seconds; never below nothing."""
    assert set_at(adjusted(raises, ids(raises)[0], 2, NOW), 0, 0).reps == 14
    assert set_at(adjusted(raises, ids(raises)[0], -20, NOW), 0, 0).reps == 0
    assert set_at(adjusted(holds, ids(holds)[0], -1, NOW), 0, 0).hold_s == 25
    with pytest.raises(BadSet, match="expected 0 to 500"):
        adjusted(raises, ids(raises)[0], 900, NOW)


def test_a_band_goes_to_the_next_one() -> None:
    """Bands have an order; there is none beyond the last."""
    session = started(("band-eversion", PlannedDose(sets=1, reps=10, per_side=True, band="red")))
    first = ids(session)[0]
    assert set_at(loaded(session, first, 1, NOW), 0, 0).band == "green"
    assert set_at(loaded(session, first, -5, NOW), 0, 0).band == "yellow"


def test_soreness_during_belongs_to_the_item(raises: Session) -> None:
    """0-10 per side."""
    session = during(raises, raises.items[0].id, NOW, 3, None)
    assert session.items[0].soreness is not None and session.items[0].soreness.left == 3


# the list of items


def test_items_are_added_moved_and_dropped(raises: Session) -> None:
    """Order is kept in positions; what is dropped stays in the entry, marked."""
    session = add(
        raises, RoutineItem("ankle-circles", PlannedDose(reps=10)), preparing(), after(1), after=raises.items[0].id
    )
    names = [item.exercise for item in live_items(session)]
    assert names == ["double-leg-heel-raise", "ankle-circles", "single-leg-heel-raise"]
    circles = live_items(session)[1].id
    assert live_items(moved(session, circles, -1, NOW))[0].id == circles
    assert live_items(moved(session, circles, 1, NOW))[2].id == circles
    assert moved(session, circles, 0, NOW) == session
    session = drop_item(session, circles, NOW)
    assert [item.exercise for item in live_items(session)] == ["double-leg-heel-raise", "single-leg-heel-raise"]
    assert len(session.items) == 3
    assert len({item.id for item in session.items}) == 3


def test_a_round_more_and_a_set_less(raises: Session) -> None:
    """A round adds a set on each side; the last set takes its item along."""
    single = raises.items[1].id
    session = add_round(raises, single, NOW)
    assert [set.side for set in live_sets(live_items(session)[1])][-2:] == ["left", "right"]
    assert len(set(ids(session))) == 8
    session = drop_set(drop_set(session, ids(session)[0], NOW), ids(session)[1], NOW)
    assert [item.exercise for item in live_items(session)] == ["single-leg-heel-raise"]


def test_a_swap_keeps_what_was_done(raises: Session) -> None:
    """The easier exercise takes the place; sets already done stay as an item of their own."""
    easier = RoutineItem("seated-heel-raise", PlannedDose.of(CATALOGUE.get("seated-heel-raise")))
    session = swapped(raises, raises.items[0].id, easier, preparing(), after(1))
    assert [item.exercise for item in live_items(session)] == ["seated-heel-raise", "single-leg-heel-raise"]
    assert live_items(session)[0].reason.startswith("instead of ")
    begun = log(raises, ids(raises)[0], NOW)
    session = swapped(begun, raises.items[0].id, easier, preparing(), after(1))
    kept = live_items(session)
    assert [item.exercise for item in kept][:2] == ["double-leg-heel-raise", "seated-heel-raise"]
    assert [set.result for set in live_sets(kept[0])] == ["done"]


def test_what_another_login_dropped_is_refused_in_words(raises: Session) -> None:
    """A set that is gone is no crash."""
    session = drop_item(raises, raises.items[0].id, NOW)
    with pytest.raises(SurefootError, match="no longer in this session"):
        log(session, ids(raises)[0], NOW)


def test_a_session_never_ends_before_it_began(raises: Session) -> None:
    """A clock that jumped back ends it where it started."""
    done = closed(raises, "short", after(-3600), rpe=6, note="legs heavy")
    assert (done.state, done.finished_at, done.rpe, done.note) == ("short", NOW, 6, "legs heavy")
    assert (reopened(done).state, reopened(done).finished_at) == ("open", None)


def test_a_session_left_open_ends_with_its_last_set(raises: Session) -> None:
    """Closed the next morning, it did not last all night."""
    session = log(raises, ids(raises)[0], after(300))
    assert end_of(session, after(600)) == after(600)
    assert end_of(session, NOW + timedelta(hours=14)) == after(300)
    assert end_of(raises, NOW + timedelta(hours=14)) == NOW


def test_reasons_are_in_the_runners_unit() -> None:
    """Pounds for who lifts pounds."""
    first = started(("single-leg-heel-raise", REPS_EACH))
    for id in ids(first):
        first = log(edit_set(first, id, NOW, load_kg=4.5), id, NOW)
    done = msgspec.structs.replace(closed(first, "finished", after(600)), id="1")
    later = NOW + timedelta(days=2)
    ready = Preparing(CATALOGUE, History([done], [], later), CALM, later, unit="lb")
    assert "repeat 2 x 10 at 9.9 lb" in begin(later, again(done), ready).items[0].reason


def test_the_overview_counts_sets_and_time(raises: Session) -> None:
    """Done over all, elapsed, and an estimate of what is left, which shrinks with every set."""
    whole = overview(raises, NOW)
    assert (whole.done, whole.total, whole.elapsed_s) == (0, 6, 0)
    session = skip(log(raises, ids(raises)[0], after(40)), ids(raises)[1], after(41), sore=False)
    later = overview(session, after(60))
    assert (later.done, later.skipped, later.elapsed_s, later.words) == (1, 1, 60, "1 of 6 sets, 1 skipped")
    assert 0 < later.left_s < whole.left_s
    assert overview(session, after(-60)).elapsed_s == 0


# timers


def test_a_hold_runs_through_both_sides(holds: Session) -> None:
    """Lead-in, hold, change sides, hold, rest: each begins at the deadline before it, however seldom one looks."""
    session = start_hold(holds, ids(holds)[0], NOW, PAUSES)
    purposes = []
    for second in range(0, 90):
        session = advanced(session, after(second), PAUSES)
        assert session.timer is not None
        purposes.append(session.timer.purpose)
    spans = [(purpose, purposes.count(purpose)) for purpose in dict.fromkeys(purposes)]
    assert spans == [("lead-in", 5), ("hold", 60), ("change-sides", 5), ("rest", 20)]
    sets = live_sets(live_items(session)[0])
    assert [(set.result, set.hold_s, set.done_at) for set in sets[:2]] == [
        ("done", 30, after(35)),
        ("done", 30, after(70)),
    ]
    assert sets[2].result is None
    assert session.timer is not None and session.timer.deadline == after(90)


def test_a_timer_looked_at_seldom_ends_at_the_same_deadlines(holds: Session) -> None:
    """One look after 37 s finds what thirty-seven looks found."""
    often = seldom = start_hold(holds, ids(holds)[0], NOW, PAUSES)
    for second in range(0, 38):
        often = advanced(often, after(second), PAUSES)
    seldom = advanced(seldom, after(37), PAUSES)
    assert seldom.timer == often.timer
    assert set_at(seldom, 0, 0).done_at == set_at(often, 0, 0).done_at == after(35)


def test_two_logins_advance_a_timer_once(holds: Session) -> None:
    """The second one finds nothing to do."""
    session = advanced(start_hold(holds, ids(holds)[0], NOW, PAUSES), after(36), PAUSES)
    assert advanced(session, after(36), PAUSES) == session


def test_a_hold_nobody_saw_the_end_of_waits_for_the_runner(holds: Session) -> None:
    """Ten minutes later it is not ticked; space says that it was held."""
    session = advanced(start_hold(holds, ids(holds)[0], NOW, PAUSES), after(600), PAUSES)
    assert session.timer is not None and session.timer.purpose == "hold"
    assert set_at(session, 0, 0).result is None
    state = read(session.timer, after(600))
    assert (state.left_s, state.gone_s, state.late_s, state.is_over) == (0, 30, 565, True)
    session = ticked(session, ids(session)[0], after(600), PAUSES)
    assert (set_at(session, 0, 0).result, set_at(session, 0, 0).hold_s) == ("done", 30)


def test_stopping_early_keeps_what_was_held(holds: Session) -> None:
    """Twelve seconds held are twelve seconds, reduced; the other side follows."""
    session = advanced(start_hold(holds, ids(holds)[0], NOW, PAUSES), after(5), PAUSES)
    session = ticked(session, ids(session)[0], after(17.6), PAUSES)
    assert (set_at(session, 0, 0).result, set_at(session, 0, 0).hold_s) == ("reduced", 12)
    assert session.timer is not None and session.timer.purpose == "change-sides"


def test_a_shaky_hold_keeps_what_was_held_too(holds: Session) -> None:
    """Shaky after twelve seconds is twelve seconds, shaky."""
    session = advanced(start_hold(holds, ids(holds)[0], NOW, PAUSES), after(5), PAUSES)
    session = ticked(session, ids(session)[0], after(17), PAUSES, SetValues(shaky=True))
    assert (set_at(session, 0, 0).result, set_at(session, 0, 0).hold_s) == ("shaky", 12)


def test_a_tick_during_the_lead_in_logs_the_set_as_shown(holds: Session) -> None:
    """Nothing was held yet, so the runner means the set."""
    session = ticked(start_hold(holds, ids(holds)[0], NOW, PAUSES), ids(holds)[0], after(2), PAUSES)
    assert (set_at(session, 0, 0).result, set_at(session, 0, 0).hold_s) == ("done", 30)


def test_rest_begins_by_itself_after_a_round(raises: Session) -> None:
    """Between sets and items, not between sides, not with zero, not after the last set."""
    order = ids(raises)
    session = ticked(raises, order[0], NOW, PAUSES)
    assert session.timer is not None
    assert (session.timer.purpose, session.timer.deadline, session.timer.set) == ("rest", after(60), order[1])
    session = ticked(session, order[2], after(100), PAUSES)
    assert session.timer is None
    session = ticked(session, order[3], after(110), PAUSES)
    assert session.timer is not None and session.timer.deadline == after(155)
    between = Pauses(between_s=300)
    assert ticked(log(raises, order[0], NOW), order[1], NOW, between).timer.deadline == after(300)  # type: ignore[union-attr]
    none = started(("double-leg-heel-raise", PlannedDose(sets=2, reps=12, rest_s=0)))
    assert ticked(none, ids(none)[0], NOW, PAUSES).timer is None
    last = ticked(log(none, ids(none)[0], NOW), ids(none)[1], NOW, PAUSES)
    assert last.timer is None


def test_a_rest_is_skipped_lengthened_or_set(raises: Session) -> None:
    """Any length up to four hours."""
    session = start_rest(raises, 60, NOW)
    assert lengthened(session, 15, after(10)).timer.deadline == after(75)  # type: ignore[union-attr]
    assert lengthened(session, -90, after(10)).timer.deadline == after(10)  # type: ignore[union-attr]
    assert without_timer(session).timer is None
    assert start_rest(raises, 0, NOW).timer is None
    with pytest.raises(BadSet, match="172800 s is not a rest: expected 0 to 4 h"):
        start_rest(raises, 2 * 86_400, NOW)


def test_a_rest_that_is_over_stays_until_something_is_done(raises: Session) -> None:
    """Nothing is written when a rest ends; it says since when."""
    session = start_rest(raises, 60, NOW)
    assert advanced(session, after(3600), PAUSES) == session
    assert session.timer is not None and read(session.timer, after(3600)).late_s == 3540


def test_a_clock_that_jumps_back_makes_no_negative_time(holds: Session) -> None:
    """Left stays within the whole, gone and late at zero."""
    session = advanced(start_hold(holds, ids(holds)[0], NOW, PAUSES), after(6), PAUSES)
    assert session.timer is not None
    state = read(session.timer, after(-7200))
    assert (state.left_s, state.gone_s, state.late_s, state.total_s) == (30, 0, 0, 30)
    assert advanced(session, after(-7200), PAUSES) == session
    ticked_back = ticked(session, ids(session)[0], after(-7200), PAUSES)
    assert set_at(ticked_back, 0, 0).hold_s == 30


@given(st.lists(st.floats(-7200, 90_000, allow_nan=False), min_size=1, max_size=12))
@examples(25)
def test_however_the_clock_jumps_times_stay_sane(looks: list[float]) -> None:
    """Nothing negative, nothing beyond the whole, no set held longer than planned; looking twice changes nothing."""
    session = started(("single-leg-balance", HOLD))
    session = start_hold(session, ids(session)[0], NOW, PAUSES)
    for seconds in looks:
        session = advanced(session, after(seconds), PAUSES)
        assert advanced(session, after(seconds), PAUSES) == session
        if session.timer is not None:
            state = read(session.timer, after(seconds))
            assert 0 <= state.left_s <= state.total_s and 0 <= state.gone_s <= state.total_s and state.late_s >= 0
        for set in live_sets(live_items(session)[0]):
            assert set.hold_s == 30 and set.result in (None, "done")


def test_the_last_three_seconds_are_cued(holds: Session) -> None:
    """3, 2, 1; a timer shows 1 until it is over."""
    session = advanced(start_hold(holds, ids(holds)[0], NOW, PAUSES), after(5), PAUSES)
    assert session.timer is not None
    cues = [read(session.timer, after(5 + second)).cue for second in (26, 27, 28, 29, 29.9, 30)]
    assert cues == [None, 3, 2, 1, 1, None]
    assert whole_left(0.2) == 1


def test_a_timer_of_a_dropped_item_ends(holds: Session) -> None:
    """No timer outlives its set."""
    session = start_hold(holds, ids(holds)[0], NOW, PAUSES)
    assert drop_item(session, live_items(session)[0].id, NOW).timer is None
    assert advanced(log(session, ids(holds)[0], NOW), after(10), PAUSES).timer is None


def test_a_routines_note_is_no_reason() -> None:
    """What the routine asks of an exercise stands apart from why it is proposed."""
    routine = Routine(id="r", name="R", items=(RoutineItem("ankle-circles", PlannedDose(reps=10), "Slowly."),))
    item: Item = begin(NOW, routine.items, preparing(), routine=routine).items[0]
    assert (item.how, item.reason) == ("Slowly.", "first time → start with 1 x 10")
