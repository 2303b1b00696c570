"""The plan: what is due when, what the day changes, and that nothing is ever missed."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import msgspec
import pytest

from journal.dates import Week
from journal.entries import Item, Plan, PlannedRoutine, Run, Session, Set
from journal.rules.training.plan import (
    current_plan,
    planned_in,
    planned_words,
    unplanned_in,
    with_routine,
    without_routine,
)
from journal.rules.training.planned import Offer
from journal.rules.verdict.table import LoadLevel
from journal.rules.verdict.verdict import Verdict
from library.catalogue import Catalogue
from library.routine import PlannedDose, Routine, RoutineItem, Stage
from tests.support.training import planned as offers
from tests.support.verdicts import allowing

CATALOGUE = Catalogue.built_in()
FRIDAY = datetime.fromisoformat("2026-11-20T18:00:00+01:00")
CALM, SORE = allowing(), allowing(left="no-impact")

RAISES = RoutineItem("double-leg-heel-raise", PlannedDose(sets=2, reps=12))
HOPS = RoutineItem("lateral-hops", PlannedDose(sets=2, reps=8))
POGO = RoutineItem("pogo-hops", PlannedDose(sets=2, reps=10))
STANDS = RoutineItem("single-leg-balance", PlannedDose(sets=2, hold_s=30, per_side=True))
BASE = Routine(id="base", name="Base", items=(RAISES, STANDS), times_per_week=3)
JUMPY = Routine(id="jumpy", name="Jumpy", items=(STANDS, HOPS))
LEAPS = Routine(id="leaps", name="Leaps", items=(POGO,), gate="plyometric")
WEEKS = Routine(
    id="weeks",
    name="Twelve weeks",
    items=(RAISES,),
    weeks=12,
    stages=(Stage(1, 2, "First", (RAISES,)), Stage(3, 12, "Then", (STANDS,))),
)
ALL = CATALOGUE.with_own(routines=[BASE, JUMPY, LEAPS, WEEKS])


def session(day: str, state: str = "finished", routine: str = "base", exercise: str = "") -> Session:
    """A session of a routine on a day of November 2026, at noon."""
    at = datetime.fromisoformat(f"2026-11-{day}T12:00:00+01:00")
    items: tuple[Item, ...] = ()
    if exercise:
        dose = PlannedDose(sets=1, reps=10)
        done = Set(id="a", reps=10, result="done", done_at=at)
        items = (Item(id="i", exercise=exercise, dose=dose, sets=(done,)),)
    return Session(id=day, started_at=at, state=state, routine=routine, items=items)  # type: ignore[arg-type]


def offered(
    *sessions: Session, now: datetime = FRIDAY, found: Verdict = CALM, routine: str = "base", **planned: Any
) -> Offer:
    plan = Plan(since=date(2026, 11, 2), routines=(PlannedRoutine(routine=routine, **planned),))
    return offers(plan, sessions, found, now, ALL)[0]


def on(day: str) -> datetime:
    return datetime.fromisoformat(f"2026-11-{day}T18:00:00+01:00")


# name, weekday of now, what was done, how it is planned, due, why
DUE: list[tuple[str, str, list[Session], dict[str, Any], bool, str]] = [
    ("a planned day", "20", [session("16"), session("18")], {"weekdays": (1, 3, 5)}, True, "planned on Mon, Wed, Fri"),
    ("done already", "20", [session("20")], {"weekdays": (1, 3, 5)}, False, "done for today"),
    ("a day between", "19", [session("16"), session("18")], {"weekdays": (1, 3, 5)}, False, "planned on Mon, Wed, Fri"),
    ("a day that passed is owed", "19", [session("16")], {"weekdays": (1, 3, 5)}, True, "not done on Wed 18 Nov"),
    (
        "the day that is owed is named, not one that was done",
        "21",
        [session("16"), session("20")],
        {"weekdays": (1, 3, 5)},
        True,
        "not done on Wed 18 Nov",
    ),
    (
        "entered later for its planned day",
        "21",
        [session("16"), session("18"), session("20")],
        {"weekdays": (1, 3, 5)},
        False,
        "planned on Mon, Wed, Fri",
    ),
    (
        "the week's number is done",
        "20",
        [session("16"), session("17"), session("18")],
        {"weekdays": (1, 3, 5)},
        False,
        "3 of 3 this week",
    ),
    (
        "postponed before another planned day that passed too",
        "19",
        [session("13", "postponed"), session("16")],
        {"weekdays": (1, 3, 5)},
        True,
        "not done on Wed 18 Nov",
    ),
    (
        "postponed last Friday, planned anew on Monday",
        "16",
        [session("13", "postponed")],
        {"weekdays": (1, 3, 5)},
        True,
        "planned on Mon, Wed, Fri",
    ),
    (
        "postponed in the evening, and then entered as done that day",
        "21",
        [session("16"), session("18"), session("20", "postponed"), session("20")],
        {"weekdays": (1, 3, 5)},
        False,
        "planned on Mon, Wed, Fri",
    ),
    (
        "postponed on Sunday, with no days planned",
        "16",
        [session("15", "postponed")],
        {},
        True,
        "postponed on Sun 15 Nov",
    ),
    ("postponed last week, with no days planned", "18", [session("12", "postponed")], {}, True, "0 of 3 this week"),
    (
        "twice on one day count for three a week",
        "21",
        [session("18"), session("18"), session("20")],
        {},
        False,
        "3 of 3 this week",
    ),
    (
        "made up on another day",
        "20",
        [session("16"), session("19")],
        {"weekdays": (1, 3)},
        False,
        "planned on Mon, Wed",
    ),
    ("last week's days are gone", "17", [], {"weekdays": (3, 5)}, False, "planned on Wed, Fri"),
    ("short counts as done", "20", [session("20", "short")], {"weekdays": (5,)}, False, "done for today"),
    ("abandoned does not", "20", [session("20", "abandoned")], {"weekdays": (5,)}, True, "planned on Fri"),
    ("postponed today", "20", [session("20", "postponed")], {"weekdays": (5,)}, False, "postponed today"),
    ("postponed yesterday", "20", [session("19", "postponed")], {"weekdays": (4,)}, True, "postponed on Thu 19 Nov"),
    (
        "postponed, then done",
        "20",
        [session("18", "postponed"), session("19")],
        {"weekdays": (3,)},
        False,
        "planned on Wed",
    ),
    ("three a week, none yet", "16", [], {"times_per_week": 3}, True, "0 of 3 this week"),
    (
        "three a week, a day between",
        "17",
        [session("16")],
        {"times_per_week": 3},
        False,
        "1 of 3 this week; a day between",
    ),
    ("three a week, two days on", "18", [session("16")], {"times_per_week": 3}, True, "1 of 3 this week"),
    (
        "three a week, the days run out",
        "21",
        [session("16"), session("20")],
        {"times_per_week": 3},
        False,
        "2 of 3 this week; a day between",
    ),
    (
        "three a week, the last day",
        "22",
        [session("16"), session("21")],
        {"times_per_week": 3},
        True,
        "2 of 3 this week",
    ),
    (
        "three a week, all done",
        "21",
        [session("16"), session("18"), session("20")],
        {"times_per_week": 3},
        False,
        "3 of 3 this week",
    ),
    ("as often as the routine says", "16", [], {}, True, "0 of 3 this week"),
    ("daily", "20", [session("19")], {"times_per_week": 7}, True, "1 of 7 this week"),
    (
        "three times a day, once done",
        "20",
        [session("20")],
        {"times_per_week": 7, "times_per_day": 3},
        True,
        "1 of 3 done today",
    ),
    (
        "done before the plan began, in its first week",
        "20",
        [session("16")],
        {"weekdays": (1, 3, 5), "since": date(2026, 11, 19)},
        True,
        "planned on Mon, Wed, Fri",
    ),
    (
        "a day owed, with one done before the plan began",
        "21",
        [session("16")],
        {"weekdays": (1, 3, 5), "since": date(2026, 11, 19)},
        True,
        "not done on Fri 20 Nov",
    ),
    ("begins later", "20", [], {"since": date(2026, 11, 23)}, False, "begins Mon 23 Nov"),
]


@pytest.mark.parametrize("case", DUE, ids=[case[0] for case in DUE])
def test_what_is_due(case: tuple[str, str, list[Session], dict[str, Any], bool, str]) -> None:
    """A routine is due by its days or its count, by what was done, and says why."""
    _, day, sessions, planned, due, why = case
    offer = offered(*sessions, now=on(day), **planned)
    assert (offer.due, offer.why) == (due, why)


@pytest.mark.parametrize("planned", [{"times_per_week": 3}, {"times_per_week": 3, "times_per_day": 2}, {}])
@pytest.mark.parametrize("since", ["2026-11-02", "2026-11-20"])
def test_the_offer_and_the_week_count_the_same_sessions(planned: dict[str, Any], since: str) -> None:
    """Whatever day the plan began and however often a day: Session's count is that of Today and Week."""
    plan = Plan(since=date.fromisoformat(since), routines=(PlannedRoutine(routine="base", **planned),))
    asked = planned_in(Week.of(FRIDAY.date()), [plan], ALL)
    assert offers(plan, [], CALM, FRIDAY, ALL)[0].why == f"0 of {asked} this week"
    assert asked == 3 * planned.get("times_per_day", 1)


@pytest.mark.parametrize(
    ("routine", "stage", "left", "new"),
    [
        ("heel-drop-programme", 1, "progress", ""),
        ("heel-drop-programme", 3, "progress", "Flat floor"),
        ("heel-drop-programme", 3, "unload", ""),
        ("weeks", 1, "progress", "First"),
        ("rope-ten-weeks", 1, "progress", ""),
        ("base", 1, "progress", ""),
    ],
    ids=["not open yet", "open", "not with a sore foot", "nothing left out", "jumps not open", "no programme"],
)
def test_what_is_new_is_told_only_where_it_is_to_be_done(routine: str, stage: int, left: LoadLevel, new: str) -> None:
    """Of what is left out nothing is said below."""
    plan = Plan(since=date(2026, 11, 2), routines=(PlannedRoutine(routine=routine),))
    told = offers(plan, [], allowing(left=left), FRIDAY, ALL, stage=stage)[0]
    assert (told.stage.name if told.stage else "") == new


def test_article_a_stretches_three_times_a_day() -> None:
    """Which time today it would be is counted, until all are done."""
    planned: dict[str, Any] = {"times_per_week": 7, "times_per_day": 3}
    assert [offered(*[session("20")] * n, **planned).title for n in range(3)] == [
        "Base, 1 of 3 today",
        "Base, 2 of 3 today",
        "Base, 3 of 3 today",
    ]
    assert not offered(*[session("20")] * 3, **planned).due


def test_what_is_barred_gives_way_to_an_easier_exercise_and_it_is_said_why() -> None:
    """The jump becomes the nearest easier exercise that is allowed."""
    offer = offered(found=SORE, routine="jumpy", times_per_week=7)
    assert [item.exercise for item in offer.fitted.items] == ["single-leg-balance", "double-leg-heel-raise"]
    name, jump = ALL.get("double-leg-heel-raise").name, ALL.get("lateral-hops").name
    assert offer.fitted.changes == (f"Left may no-impact. Left out: {jump} ({name} instead).",)
    assert offer.fitted.reasons == {"double-leg-heel-raise": f"today instead of {jump}. Left may no-impact."}
    assert offer.due


def test_a_jump_is_left_out_where_its_easier_kin_is_there_already() -> None:
    """The same exercise is not put in twice."""
    both = Routine(id="both", name="Both", items=(RAISES, HOPS))
    plan = Plan(since=date(2026, 11, 2), routines=(PlannedRoutine(routine="both"),))
    offer = offers(plan, [], SORE, FRIDAY, ALL.with_own(routines=[both]))[0]
    assert [item.exercise for item in offer.fitted.items] == ["double-leg-heel-raise"]
    assert offer.fitted.changes == (f"Left may no-impact. Left out: {ALL.get('lateral-hops').name}.",)


def test_a_bar_on_one_side_leaves_the_other_to_go_on() -> None:
    """The exercise stays, and is shown as what it is."""
    offer = offered(session("16", routine="other"), found=allowing(left="unload"), times_per_week=7)
    assert [item.dose.words for item in offer.items] == ["2 x 30 s, right only"]
    assert [(one.exercise, one.side) for one in offer.fitted.left_out] == [
        ("double-leg-heel-raise", "both"),
        ("single-leg-balance", "left"),
    ]


def test_a_swap_along_the_ladder_stays_next_time() -> None:
    """The harder exercise done in its stead last time comes again; for a jump only the day's fitting counts."""
    harder = session("18", exercise="single-leg-heel-raise")
    offer = offered(harder, times_per_week=7)
    assert [item.exercise for item in offer.items] == ["single-leg-heel-raise", "single-leg-balance"]
    name = ALL.get("double-leg-heel-raise").name
    assert offer.fitted.reasons == {"single-leg-heel-raise": f"as last time, instead of {name}"}
    assert not offer.fitted.changes
    grounded = session("17", routine="jumpy", exercise="double-leg-heel-raise")
    assert [item.exercise for item in offered(grounded, routine="jumpy", times_per_week=7).items] == [
        "single-leg-balance",
        "lateral-hops",
    ]


def test_jumps_wait_a_day_after_jumps_whatever_the_hour() -> None:
    """Days, not hours, between what leaves the ground; jump rope as a run included."""
    planned: dict[str, Any] = {"routine": "jumpy", "times_per_week": 7}
    yesterday = session("19", routine="", exercise="pogo-hops")
    assert offered(yesterday, **planned).fitted.changes[0].startswith("Jumps need a day between.")
    late = msgspec.structs.replace(session("18", routine="", exercise="pogo-hops"), started_at=on("18"))
    early = FRIDAY - timedelta(hours=11)
    assert not offered(late, now=early, **planned).fitted.changes
    plan = Plan(since=date(2026, 11, 2), routines=(PlannedRoutine(**planned),))
    rope = Run(started_at=FRIDAY - timedelta(days=1), activity="jump-rope", duration_s=10)
    assert offers(plan, [], CALM, FRIDAY, ALL, runs=[rope])[0].fitted.changes[0].startswith("Jumps need a day between.")


@pytest.mark.parametrize(
    ("found", "due", "why"),
    [
        (CALM, True, "0 of 7 this week"),
        (allowing(left="repeat"), True, "0 of 7 this week"),
        (allowing(left="stop"), False, "Left may stop."),
    ],
)
def test_a_routine_of_which_nothing_may_be_done_is_not_offered(found: Verdict, due: bool, why: str) -> None:
    """And it is said why."""
    offer = offered(found=found, routine="leaps", times_per_week=7)
    assert (offer.due, offer.why, offer.is_barred) == (due, why, not due)


def test_what_goes_before_a_run_is_due_when_there_is_one() -> None:
    """A walk needs no drills."""
    drills = Routine(id="drills", name="Drills", items=(STANDS,), gate="run")
    plan = Plan(since=date(2026, 11, 2), routines=(PlannedRoutine(routine="drills"),))
    for found, due in ((CALM, True), (allowing(left="repeat"), True), (SORE, False)):
        assert offers(plan, [], found, FRIDAY, ALL.with_own(routines=[drills]))[0].due is due


def test_a_programme_begun_long_ago_with_nothing_done_is_in_its_first_week() -> None:
    """The calendar opens nothing; the week's own items are offered."""
    offer = offered(routine="weeks", since=date(2026, 8, 29))
    assert (offer.week, offer.title, offer.items[0].exercise) == (
        1,
        "Twelve weeks, week 1 of 12",
        "double-leg-heel-raise",
    )
    assert offer.missing == ("0 of 2 sessions",)


def test_the_built_in_programmes_reach_their_stages() -> None:
    """Every week of every built-in programme has items the library knows."""
    for routine in CATALOGUE.routines():
        for week in range(1, (routine.weeks or 1) + 1):
            assert all(item.exercise in CATALOGUE for item in routine.items_in_week(week))


def test_what_is_due_comes_first_and_what_moved_before_it() -> None:
    """The foremost offer is the next thing to do."""
    plan = Plan(
        since=date(2026, 11, 2),
        routines=(
            PlannedRoutine(routine="jumpy", weekdays=(1,)),
            PlannedRoutine(routine="weeks", weekdays=(5,)),
            PlannedRoutine(routine="base", weekdays=(4,)),
        ),
    )
    found = offers(plan, [session("16", routine="jumpy")], CALM, FRIDAY, ALL)
    assert [offer.routine.id for offer in found] == ["base", "weeks", "jumpy"]
    assert [offer.due for offer in found] == [True, True, False]


def test_a_routine_that_is_gone_is_passed_over() -> None:
    """A plan may outlive one of its routines."""
    plan = Plan(since=date(2026, 11, 2), routines=(PlannedRoutine(routine="nowhere"), PlannedRoutine(routine="base")))
    assert [offer.routine.id for offer in offers(plan, [], CALM, FRIDAY, ALL)] == ["base"]


def test_no_plan_offers_nothing() -> None:
    """An empty journal has no plan."""
    assert offers(None, [], CALM, FRIDAY, ALL) == ()


def test_the_newest_plan_that_has_begun_holds() -> None:
    """Of several plans, the last one begun."""
    plans = [Plan(since=date(2026, 11, day), note=str(day)) for day in (20, 2, 27)]
    found = current_plan(plans, date(2026, 11, 20))
    assert found is not None and found.note == "20"


def test_planning_adds_changes_and_takes_away() -> None:
    """A changed plan begins today; a programme keeps the day it began."""
    today = date(2026, 11, 20)
    first = with_routine(None, "weeks", date(2026, 11, 2), times_per_week=3)
    later = with_routine(first, "base", today, weekdays=(5, 1, 3))
    assert (later.since, later.id) == (today, "")
    assert later.routines == (
        PlannedRoutine(routine="weeks", times_per_week=3, since=date(2026, 11, 2)),
        PlannedRoutine(routine="base", weekdays=(1, 3, 5), since=today),
    )
    again = with_routine(later, "weeks", today, times_per_week=2)
    assert again.routines[0] == PlannedRoutine(routine="weeks", times_per_week=2, since=date(2026, 11, 2))
    assert [each.routine for each in without_routine(again, "base", today).routines] == ["weeks"]


@pytest.mark.parametrize(
    ("planned", "words"),
    [
        ({"weekdays": (1, 3, 5)}, "Mon, Wed, Fri"),
        ({"weekdays": (1, 2, 3, 4, 5, 6, 7), "times_per_day": 3}, "daily, 3 times a day"),
        ({"times_per_week": 1}, "once a week"),
        ({}, "3 times a week"),
        ({"times_per_week": 7, "times_per_day": 2}, "daily, 2 times a day"),
    ],
)
def test_how_often_in_words(planned: dict[str, Any], words: str) -> None:
    """A plan reads as a person would say it."""
    assert planned_words(PlannedRoutine(routine="base", **planned), BASE) == words


@pytest.mark.parametrize(
    ("done", "counted", "why"),
    [
        ([], 0, "0 of 3 this week"),
        (["base"], 1, "1 of 3 this week; a day between"),
        (["other"], 0, "0 of 3 this week"),
        (["other", ""], 0, "0 of 3 this week"),
        (["base", "other"], 1, "1 of 3 this week"),
        (["other"] * 4, 0, "0 of 3 this week"),
        (["base"] * 4, 3, "3 of 3 this week"),
    ],
)
def test_only_what_the_plan_asks_for_counts_as_planned(done: list[str], counted: int, why: str) -> None:
    """What is left of the plan is due whatever else was done, and Today, Week and the offer count the same."""
    days = ("16", "17", "18", "19")[-len(done) :] if done else ()
    held = [session(day, routine=routine) for day, routine in zip(days, done, strict=True)]
    plan = Plan(since=date(2026, 11, 2), routines=(PlannedRoutine(routine="base", times_per_week=3),))
    week = Week.of(date(2026, 11, 20))
    assert len(held) - unplanned_in(week, [plan], held, ALL) == counted
    assert offers(plan, held, CALM, on("20"), ALL)[0].why == why


@pytest.mark.parametrize(
    ("before", "load", "out"),
    [((), "repeat", True), ((session("12", exercise="lateral-hops"),), "repeat", False), ((), "progress", False)],
)
def test_a_jump_never_done_waits_for_a_day_on_which_more_may_be_done(
    before: tuple[Session, ...], load: LoadLevel, out: bool
) -> None:
    """A day of "as last time" has no last time for it."""
    told = offered(*before, found=allowing(left=load, right=load), routine="jumpy")
    assert ("lateral-hops" in [one.exercise for one in told.fitted.left_out]) == out


def test_half_the_sets_are_offered_after_four_weeks_done() -> None:
    """With what is due, as a sentence; a week that was not done begins the count anew."""
    days = (
        "2026-10-19",
        "2026-10-21",
        "2026-10-26",
        "2026-10-28",
        "2026-11-02",
        "2026-11-04",
        "2026-11-09",
        "2026-11-11",
    )
    whole = [
        msgspec.structs.replace(session("20"), id=day, started_at=datetime.fromisoformat(f"{day}T12:00:00+01:00"))
        for day in days
    ]
    now, plan = on("16"), Plan(since=date(2026, 10, 1), routines=(PlannedRoutine(routine="base", weekdays=(1, 3)),))
    done = [msgspec.structs.replace(one, items=session("20", exercise="glute-bridge").items) for one in whole]
    (offer,) = offers(plan, done, CALM, now, ALL)
    assert offer.due and offer.rest == "Four weeks done: half the sets this week, if you like."
    (offer,) = offers(plan, done[2:], CALM, now, ALL)
    assert offer.due and not offer.rest
