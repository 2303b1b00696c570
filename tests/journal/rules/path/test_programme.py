"""A programme's week by what was done. Worked by hand."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from journal.entries import Plan, PlannedRoutine, Session
from journal.rules.done.trained import Trained
from journal.rules.path.programme import needed, programme_now
from journal.rules.training.planned import Offer
from journal.rules.verdict.bars import BarNow
from library.catalogue import Catalogue
from library.routine import PlannedDose, Routine, RoutineItem, Stage
from tests.support.training import planned
from tests.support.verdicts import allowing

MONDAY = date(2026, 9, 7)
EVENING = datetime(2026, 9, 14, 18, tzinfo=UTC)
CATALOGUE = Catalogue.built_in()
NO_JUMPS = BarNow("high-impact", "left", "No jumps: left is not ready for them.")
ITEMS = (RoutineItem("double-leg-heel-raise", PlannedDose(sets=2, reps=12)),)
TWELVE = Routine(
    id="twelve",
    name="Twelve",
    weeks=12,
    stages=tuple(Stage(first, first + 1, str(first), ITEMS) for first in range(1, 12, 2)),
)


def did(*days: int, settled: bool | None = True, is_done: bool = True) -> list[Trained]:
    """Sessions on days counted from a Monday."""
    return [Trained(MONDAY + timedelta(days=day), "twelve", 3, is_done, settled, 0) for day in days]


def weeks(count: int, settled: bool | None = True) -> list[Trained]:
    """So many whole weeks, Monday, Wednesday, Friday."""
    return did(*(7 * week + day for week in range(count) for day in (0, 2, 4)), settled=settled)


@pytest.mark.parametrize(
    ("name", "done", "today", "week"),
    [
        ("nothing done in nine weeks", [], 63, 1),
        ("the first week under way", did(0, 2), 4, 1),
        ("a week done opens the next on Monday", weeks(1), 7, 2),
        ("not before", weeks(1), 6, 1),
        ("two of three are enough", did(0, 4), 7, 2),
        ("one of three is not", did(0), 7, 1),
        ("one cut short does not count", [*did(0), *did(2, is_done=False)], 7, 1),
        ("two weeks open the next numbers", weeks(2), 14, 3),
        ("which wait for mornings that were rated", weeks(2, settled=None), 14, 2),
        ("and settled", [*weeks(1), *did(7, 9), *did(11, settled=False)], 14, 2),
        ("a missed week stays where it was", [*weeks(1), *did(14, 16)], 16, 1),
        ("eight days without repeat", weeks(1), 12, 1),
        ("three weeks without: one stage back", weeks(4), 25 + 21, 1),
        ("six weeks without: two back", weeks(6), 39 + 42, 1),
        ("ten weeks done, three weeks without", weeks(10), 67 + 21, 7),
        ("sessions cut short make no week, but no gap either", [*weeks(4), *did(28, 33, 39, 44, is_done=False)], 49, 5),
    ],
)
def test_weeks_are_weeks_done(name: str, done: list[Trained], today: int, week: int) -> None:
    """The calendar opens nothing."""
    assert programme_now(TWELVE, done, 3, MONDAY + timedelta(days=today)).week == week, name


def test_new_numbers_wait_for_a_day_that_lets_more_and_for_what_is_open() -> None:
    """The week before is done again."""
    monday = MONDAY + timedelta(days=14)
    held = programme_now(TWELVE, weeks(2), 3, monday, may_rise=False)
    assert (held.week, held.missing) == (2, ("a day that lets you train harder",))
    assert programme_now(TWELVE, weeks(2), 3, monday, stage_open=lambda place: place == 0).week == 2
    assert programme_now(TWELVE, weeks(1), 3, monday - timedelta(days=7), may_rise=False).week == 2


def test_it_says_what_is_missing_and_when_it_is_over() -> None:
    """In a few words; once over it stays over."""
    assert programme_now(TWELVE, weeks(1)[:1], 3, MONDAY).missing == ("1 of 2 sessions",)
    asked = programme_now(TWELVE, [*weeks(1), *did(7, settled=None)], 3, MONDAY + timedelta(days=8))
    assert asked.missing == ("1 of 2 sessions", "3 of 4 quiet mornings after it")
    over = programme_now(TWELVE, weeks(12), 3, MONDAY + timedelta(days=200))
    assert (over.week, over.is_over) == (12, True)


@pytest.mark.parametrize(("planned", "enough"), [(1, 1), (2, 2), (3, 2), (4, 3), (6, 4), (7, 5), (14, 10)])
def test_two_thirds_of_a_week_make_it_done(planned: int, enough: int) -> None:
    """Rounded up."""
    assert needed(planned) == enough


def offered(
    *routines: str, stage: int | None, sessions: tuple[Session, ...] = (), bars: tuple[BarNow, ...] = ()
) -> Offer:
    """The first of some routines planned on Mondays and Thursdays, on a calm evening, or one with ``bars``."""
    days = {routine: (1, 4) if number == 0 else (2, 6) for number, routine in enumerate(routines)}
    plan = Plan(since=MONDAY, routines=tuple(PlannedRoutine(routine=id, weekdays=on) for id, on in days.items()))
    found = planned(plan, sessions, allowing(bars=bars), EVENING, CATALOGUE, stage=stage)
    return next(one for one in found if one.routine.id == routines[0])


def test_until_its_stage_of_the_path_is_open_a_programme_waits_for_that() -> None:
    """Not for sessions that would be counted only then."""
    waits = offered("heel-drop-programme", stage=None)
    assert waits.week == 1 and waits.missing[0] == "6 sessions (0 so far)"
    assert waits.ahead == (f"Later: one foot. Before it: {'; '.join(waits.missing)}.",) and len(waits.missing) == 5
    assert offered("heel-drop-programme", stage=2).ahead == ("Done for week 2: 0 of 2 sessions.",)


def test_what_comes_after_a_routine_is_offered_until_it_is_planned() -> None:
    """Then it is due by itself."""
    done = Session(started_at=EVENING - timedelta(days=3), routine="strength", state="finished", stage=4)
    alone = offered("strength", stage=4, sessions=(done,))
    assert alone.leads_to is not None and alone.leads_to.id == "plyometric-return"
    assert alone.ahead[-1] == "Back to hopping is open to you now: put it into the plan."
    barred = offered("strength", stage=4, sessions=(done,), bars=(NO_JUMPS,))
    assert barred.leads_to is None and not any("put it into" in line for line in barred.ahead)
    both = offered("strength", "plyometric-return", stage=4, sessions=(done,))
    assert both.leads_to is None and not any("put it into" in line for line in both.ahead)
