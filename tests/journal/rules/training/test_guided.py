"""A session that leads: one key begins the holds, and they follow each other to the last one."""

from __future__ import annotations

from datetime import datetime, timedelta

import msgspec
import pytest

from journal.entries import Session
from journal.rules.done.history import History, live_items, live_sets
from journal.rules.training.prefill import Preparing, begin
from journal.rules.training.timers import (
    Pauses,
    advanced,
    is_guiding,
    lengthened,
    paused_or_resumed,
    read,
    start_hold,
    ticked,
    without_timer,
)
from library.catalogue import Catalogue
from library.routine import PlannedDose, RoutineItem
from tests.support.verdicts import allowing

NOW = datetime.fromisoformat("2026-11-20T18:00:00+01:00")
GUIDED = Pauses(lead_in_s=5, change_sides_s=5, guided=True)
BALANCE = RoutineItem("single-leg-balance", PlannedDose(sets=2, hold_s=30, per_side=True, rest_s=20))
STRETCH = RoutineItem("plantar-fascia-stretch", PlannedDose(sets=1, hold_s=20, per_side=True, rest_s=0))
RAISE = RoutineItem("double-leg-heel-raise", PlannedDose(sets=1, reps=10, rest_s=0))
Timed = tuple[str, float]
ROUND = [("hold", 30), ("change-sides", 5), ("hold", 30), ("rest", 20)]


def after(seconds: float) -> datetime:
    return NOW + timedelta(seconds=seconds)


def of(*items: RoutineItem) -> Session:
    return begin(NOW, items, Preparing(Catalogue.built_in(), History([], [], NOW), allowing(), NOW))


def ids(session: Session) -> list[str]:
    return [each.id for item in live_items(session) for each in live_sets(item)]


def held(session: Session) -> list[float | None]:
    return [each.hold_s if each.result else None for item in live_items(session) for each in live_sets(item)]


def led(session: Session, seconds: int, pauses: Pauses = GUIDED) -> tuple[Session, list[Timed | None]]:
    """The first hold begun and every second looked at; each timer on the way, with its length in s."""
    session, seen = start_hold(session, ids(session)[0], NOW, pauses), list[Timed | None]()
    for second in range(seconds):
        timer = session.timer
        one = None if timer is None else (timer.purpose, (timer.deadline - timer.started_at).total_seconds())
        if not seen or seen[-1] != one:
            seen.append(one)
        session = advanced(session, after(second + 1), pauses)
    return session, seen


def test_one_key_leads_through_every_hold_and_waits_at_the_raises() -> None:
    """Lead-in, hold, change of sides, rest, the next exercise; what is counted in reps is the runner's own."""
    session, seen = led(of(BALANCE, STRETCH, RAISE), 300)
    stretch = [("lead-in", 5), ("hold", 20), ("change-sides", 5), ("hold", 20), None]
    assert seen == [("lead-in", 5), *ROUND, *ROUND, *stretch[1:]]
    assert held(session) == [30, 30, 30, 30, 20, 20, None]


def test_where_no_rest_lies_between_the_next_exercise_has_its_lead_in() -> None:
    """Nobody is on the next foot in no time."""
    _, seen = led(of(STRETCH, STRETCH), 120)
    stretch = [("lead-in", 5), ("hold", 20), ("change-sides", 5), ("hold", 20)]
    assert seen == [*stretch, *stretch, None]


def test_with_the_setting_off_each_exercise_is_begun_by_its_own_key() -> None:
    """As before: both sides of a round, then a rest that waits."""
    _, seen = led(of(BALANCE), 200, Pauses(lead_in_s=5, change_sides_s=5))
    assert seen == [("lead-in", 5), *ROUND]


@pytest.mark.parametrize("moment", [3, 20, 38, 80], ids=["lead-in", "hold", "change of sides", "rest"])
def test_a_pause_stops_every_clock_and_goes_on_where_it_was(moment: int) -> None:
    """An hour of pause is no second of a hold."""
    session = of(BALANCE)
    session = start_hold(session, ids(session)[0], NOW, GUIDED)
    for second in range(moment):
        session = advanced(session, after(second + 1), GUIDED)
    assert session.timer is not None
    before = read(session.timer, after(moment))
    session = paused_or_resumed(session, after(moment))
    for minute in range(60):
        assert advanced(session, after(moment + 60 * minute), GUIDED) == session
    assert session.timer is not None and read(session.timer, after(moment + 3600)) == before
    assert is_guiding(session, after(moment + 3600))
    session = paused_or_resumed(session, after(moment + 3600))
    assert session.timer is not None and read(session.timer, after(moment + 3600)) == before


def test_what_was_held_when_it_is_logged_early_is_what_is_noted_and_the_other_side_follows() -> None:
    """Twelve seconds are twelve seconds, also after a pause."""
    session = of(BALANCE)
    session = advanced(start_hold(session, ids(session)[0], NOW, GUIDED), after(5), GUIDED)
    session = paused_or_resumed(paused_or_resumed(session, after(10)), after(100))
    session = ticked(session, ids(session)[0], after(107), GUIDED)
    assert held(session)[0] == 12
    assert session.timer is not None and (session.timer.purpose, session.timer.guided) == ("change-sides", True)


def test_stopped_nothing_of_the_running_hold_is_noted() -> None:
    """The sets before it stay as they were held."""
    session, _ = led(of(BALANCE), 50)
    assert held(without_timer(session)) == [30, None, None, None]


@pytest.mark.parametrize(("slept", "purpose"), [(60, "hold"), (95, "rest")])
def test_a_program_that_slept_asks_and_invents_no_second(slept: int, purpose: str) -> None:
    """The end of a hold that nobody saw is not ticked, a rest that ended unseen does not go on."""
    session, _ = led(of(BALANCE), 40 if purpose == "hold" else 71)
    before = held(session)
    late = advanced(session, after(slept + 3600), GUIDED)
    assert late.timer is not None and late.timer.purpose == purpose and held(late) == before
    assert not is_guiding(late, after(slept + 3600))


def test_it_waits_before_a_set_that_is_not_for_today() -> None:
    """No timer leads a runner into what is held back, nor to its side."""
    session = of(BALANCE)
    barred = msgspec.structs.replace(GUIDED, barred=frozenset(ids(session)[1::2]))
    session, seen = led(session, 200, barred)
    assert seen == [("lead-in", 5), ("hold", 30), None]
    assert held(session) == [30, None, None, None]


@pytest.mark.parametrize(
    ("moment", "noted", "purpose"),
    [(3, None, ""), (20, 15, ""), (38, None, ""), (80, None, "rest")],
    ids=["lead-in", "hold", "change of sides", "rest"],
)
def test_nobody_is_led_on_in_a_set_that_is_barred_while_its_timer_runs(
    moment: int, noted: float | None, purpose: str
) -> None:
    """A rating meanwhile ends the timer, and what was held is noted; a rest stays a rest, and begins nothing."""
    session, _ = led(of(BALANCE), moment)
    assert session.timer is not None
    place = ids(session).index(session.timer.set)
    barred = msgspec.structs.replace(GUIDED, barred=frozenset(ids(session)))
    for second in range(moment, moment + 60):
        session = advanced(session, after(second), barred)
    assert (held(session)[place], session.timer.purpose if session.timer else "") == (noted, purpose)


def test_a_pause_that_is_lengthened_is_longer_by_that_when_it_goes_on() -> None:
    """Fifteen seconds more of a rest that stands still."""
    session, _ = led(of(BALANCE), 75)
    assert session.timer is not None and session.timer.purpose == "rest"
    left = read(session.timer, after(75)).left_s
    session = lengthened(paused_or_resumed(session, after(75)), 15, after(90))
    session = paused_or_resumed(session, after(95))
    assert session.timer is not None and read(session.timer, after(95)).left_s == left + 15


def test_two_logins_that_look_at_once_lead_once() -> None:
    """What one has advanced the other finds advanced."""
    session, _ = led(of(BALANCE), 60)
    again = advanced(advanced(session, after(61), GUIDED), after(61), GUIDED)
    assert again == advanced(session, after(61), GUIDED)
