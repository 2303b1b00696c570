"""A week's summary: numbers worked out by hand, laws of adding, weeks at the turn of a year and of a clock."""

from __future__ import annotations

import random
from datetime import date, datetime, timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.dates import Week
from journal.entries import Entry, Plan, PlannedRoutine, Run, SelfTest, Session, day_of
from journal.rules.done.tally import Tally, active_ms, tally_of, total
from journal.rules.training.plan import planned_in
from journal.rules.week.findings import self_tests_in
from journal.rules.week.summary import Findings, WeekSummary
from library.catalogue import Catalogue
from tests.support import week as made
from tests.support.exploring import examples
from tests.support.soreness import moment, rated

W47 = Week(2026, 47)
SUNDAY_NIGHT = moment("22 23:00")
BEGAN = date(2026, 10, 19)


@pytest.fixture(scope="module")
def summary() -> WeekSummary:
    """The week made by hand, with the shoes' names and the day the journal began."""
    found = Findings(planned=3, began=BEGAN, shoe_names={"1": "Road", "2": "Trail"})
    return made.summarised(W47, made.ENTRIES, SUNDAY_NIGHT, found)


def test_sessions_are_counted_by_how_they_ended(summary: WeekSummary) -> None:
    """One finished, one short, one postponed; 39 + 12 minutes: the pause from 19:14 to 19:30 counts 15 of its 16."""
    sessions = summary.sessions
    assert (sessions.planned, sessions.done, sessions.short, sessions.postponed) == (3, 1, 1, 1)
    assert sessions.minutes == 39 + 12
    assert (sessions.shaky_sets, sessions.skipped_sore_sets, sessions.skipped_other_sets) == (1, 1, 0)


def test_work_adds_up_by_side(summary: WeekSummary) -> None:
    """Left 12 + 10 reps and 30 s; right 12 + 12 and 30 + 25 s; both 15 + 10; a rep without tempo is 4 s."""
    work = summary.work
    assert msgspec.structs.astuple(work.left) == (3, 22, 30, 22 * 4 + 30)
    assert msgspec.structs.astuple(work.right) == (4, 24, 55, 24 * 4 + 55)
    assert msgspec.structs.astuple(work.both) == (2, 25, 0, 25 * 4)
    assert msgspec.structs.astuple(work.total) == (9, 71, 85, 118 + 151 + 100)


def test_left_against_right(summary: WeekSummary) -> None:
    """Left has one set, 2 reps and 25 s less than right: a quarter of the right's four sets."""
    assert msgspec.structs.astuple(summary.left_right) == (-1, -2, -25, -25)


def test_muscles_get_the_sets_of_their_exercises(summary: WeekSummary) -> None:
    """Soleus: 3 left, 4 right. Gastrocnemius: 2 left, 2 right, 2 of both: more sets come first, then names."""
    by_name = {one.muscle: one for one in summary.muscles}
    assert [one.muscle for one in summary.muscles] == ["soleus", "gastrocnemius"]
    soleus, calf = by_name["soleus"], by_name["gastrocnemius"]
    assert (soleus.left.sets, soleus.right.sets, soleus.both.sets, soleus.total.reps) == (3, 4, 0, 46)
    assert (calf.left.sets, calf.right.sets, calf.both.sets, calf.total.reps) == (2, 2, 2, 71)


def test_ankles_have_mornings_peak_and_trend(summary: WeekSummary) -> None:
    """Left mornings 2, 3, 1 against 1, 1, 1: rising by 1. Right has two mornings: not enough."""
    left, right = summary.ankles.left, summary.ankles.right
    assert (left.mornings, left.morning_mean, left.before_mean, left.change) == (3, 2.0, 1.0, 1.0)
    assert (left.peak, left.peak_day, left.ratings) == (5, date(2026, 11, 17), 5)
    assert left.days == (2, 5, 1, None, 0, None, None)
    assert (right.mornings, right.change) == (2, None)
    assert right.days == (0, 0, None, None, None, None, None)


def test_two_wakings_on_one_day_are_one_morning_by_the_higher() -> None:
    """Three ratings on one morning are no three mornings to compare by."""
    wakings = [("16 07:00", 1), ("16 08:42", 2), ("16 09:00", 0), ("17 07:00", 3)]
    given = [rated(at, rating, moment_id="on-waking") for at, rating in wakings]
    left = made.summarised(W47, given, SUNDAY_NIGHT).ankles.left
    assert (left.ratings, left.mornings, left.morning_mean, left.change) == (4, 2, 2.5, None)


def test_runs_and_shoes_share_the_distance(summary: WeekSummary) -> None:
    """8 + 12 km in 40 + 66 minutes, and a walk of 30: 12 of 20 km in Trail is 60 per cent."""
    runs = summary.runs
    assert (runs.count, runs.minutes, runs.km, runs.longest_km) == (3, 136, 20.0, 12.0)
    assert [(one.activity, one.count, one.minutes, one.km) for one in runs.activities] == [
        ("run", 2, 106, 20.0),
        ("walk", 1, 30, 0.0),
    ]
    assert [(one.name, one.km, one.share_percent) for one in runs.shoes] == [("Trail", 12.0, 60), ("Road", 8.0, 40)]


def test_a_shoe_has_its_share_of_all_that_was_run_and_none_of_a_ride() -> None:
    """12 of 24 km on foot, half of them in no pair; what was ridden wears no soles."""
    run, other = (one for one in made.ENTRIES if isinstance(one, Run) and one.distance_km)
    rows = [msgspec.structs.replace(other, id="1"), msgspec.structs.replace(run, id="2", distance_km=12.0, shoe="")]
    ride = msgspec.structs.replace(run, id="3", activity="cycle", distance_km=40.0, shoe="2")
    shoes = made.summarised(W47, [*rows, ride], SUNDAY_NIGHT).runs.shoes
    assert [(one.km, one.share_percent) for one in shoes] == [(12.0, 50)]


def test_days_add_up_to_the_week(summary: WeekSummary) -> None:
    """Sets, minutes and runs of the seven days are the week's; the note is on Thursday."""
    assert sum(day.sets for day in summary.days) == summary.work.total.sets
    assert sum(day.session_minutes for day in summary.days) == summary.sessions.minutes
    assert sum(day.runs for day in summary.days) == summary.runs.count
    assert [day.note for day in summary.days] == [False, False, False, True, False, False, False]
    assert [day.sessions_postponed for day in summary.days] == [0, 0, 0, 1, 0, 0, 0]


def test_the_week_is_compared_with_the_one_before_and_the_mean_of_four(summary: WeekSummary) -> None:
    """The week before had 2 sets, the three before it none: the mean of four is 0.5; the right's mornings too few."""
    by_id = {one.id: one for one in summary.compared}
    assert (by_id["sets"].this, by_id["sets"].before, by_id["sets"].mean_of_four) == (9, 2, 0.5)
    assert (by_id["sessions"].this, by_id["sessions"].before) == (2, 1)
    assert (by_id["left_mornings"].this, by_id["left_mornings"].before) == (2.0, 1.0)
    assert by_id["left_mornings"].mean_of_four is None
    assert by_id["right_mornings"].this is None
    assert (by_id["run_km"].this, by_id["run_km"].before) == (20.0, 0.0)


def test_weeks_before_the_journal_are_not_compared_with() -> None:
    """A journal begun this week has nothing before it; begun last week, no mean of four."""
    first = made.summarised(W47, made.ENTRIES, SUNDAY_NIGHT, Findings(began=date(2026, 11, 16)))
    assert all(one.before is None and one.mean_of_four is None for one in first.compared)
    second = made.summarised(W47, made.ENTRIES, SUNDAY_NIGHT, Findings(began=date(2026, 11, 11)))
    assert {one.id: one.before for one in second.compared}["sets"] == 2
    assert all(one.mean_of_four is None for one in second.compared)


def test_an_empty_week_has_zeros_and_nothing_rated() -> None:
    """No entries: no division by nothing, every day there."""
    found = made.summarised(W47, (), SUNDAY_NIGHT)
    assert found.work.total.sets == 0 and found.left_right.percent is None
    assert found.ankles.left.morning_mean is None and found.ankles.left.peak is None
    assert len(found.days) == 7 and found.sessions.planned is None


def test_a_week_at_the_turn_of_the_year_keeps_its_seven_days() -> None:
    """2026-W53 runs from 28 December to 3 January; New Year's Day is its Friday."""
    new_year = datetime.fromisoformat("2027-01-01T10:00:00+01:00")
    run = Run(id="1", started_at=new_year, duration_s=600, distance_km=2)
    found = made.summarised(Week(2026, 53), [run], new_year)
    assert (found.first_day, found.last_day) == (date(2026, 12, 28), date(2027, 1, 3))
    assert [day.runs for day in found.days] == [0, 0, 0, 0, 1, 0, 0]
    assert made.summarised(Week(2027, 1), [run], new_year).runs.count == 0


# plan and row


@pytest.mark.parametrize(
    ("planned", "since", "expected"),
    [
        (PlannedRoutine(routine="foundation", weekdays=(1, 3, 5)), date(2026, 11, 2), 3),
        (PlannedRoutine(routine="foundation", weekdays=(1, 3, 5)), date(2026, 11, 18), 2),
        (PlannedRoutine(routine="foundation", times_per_week=4), date(2026, 11, 2), 4),
        (PlannedRoutine(routine="foundation", times_per_week=4), date(2026, 11, 21), 4),
        (PlannedRoutine(routine="foundation", weekdays=(1, 2), times_per_day=3), date(2026, 11, 2), 6),
        (PlannedRoutine(routine="foundation", weekdays=(1, 3, 5)), date(2026, 11, 22), None),
        (PlannedRoutine(routine="gone"), date(2026, 11, 2), None),
    ],
)
def test_what_a_plan_asks_of_a_week(planned: PlannedRoutine, since: date, expected: int | None) -> None:
    """Weekdays from the day it began, or so many times for the whole week; times a day multiply; none is no number."""
    plan = Plan(since=since, routines=(planned,))
    assert planned_in(W47, [plan], Catalogue.built_in()) == expected


def test_without_a_plan_nothing_is_planned() -> None:
    """None is not zero: a runner without a plan has missed nothing."""
    assert planned_in(W47, [], Catalogue.built_in()) is None
    assert planned_in(W47, [Plan(since=date(2026, 11, 23))], Catalogue.built_in()) is None


# self-tests


def test_self_tests_claim_a_change_only_beyond_their_error() -> None:
    """25 after 17 heel raises is 8 more, beyond 7; 20 after 17 is not called a change."""

    def test(at: str, value: float) -> SelfTest:
        return SelfTest(at=moment(at), test="heel-raises", side="left", value=value, unit="reps")

    def changes(value: float) -> list[float | None]:
        tests = [test("2 10:00", 17), test("18 10:00", value)]
        return [one.change for one in self_tests_in(W47, tests, SUNDAY_NIGHT)]

    assert changes(25) == [8.0]
    assert changes(20) == [None]


# time in a session


def test_a_session_without_ticks_lasts_from_start_to_end_but_no_longer_than_four_hours() -> None:
    """45 minutes count; a session closed the next day counts four hours; an open one nothing."""
    start = moment("16 19:00")
    assert active_ms(Session(started_at=start, finished_at=start + timedelta(minutes=45))) == 45 * 60_000
    assert active_ms(Session(started_at=start, finished_at=start + timedelta(days=1))) == 4 * 3_600_000
    assert active_ms(Session(started_at=start)) == 0


def test_a_clock_that_jumped_back_makes_no_negative_time() -> None:
    """A tick before the start counts as none."""
    session = msgspec.structs.replace(made.WEDNESDAY, started_at=moment("18 18:11"))
    assert active_ms(session) == 2 * 60_000


# laws

_MOMENTS = st.datetimes(
    min_value=datetime(2026, 10, 19),  # noqa: DTZ001 - given the runner's offset below
    max_value=datetime(2026, 11, 22, 23, 59),  # noqa: DTZ001
).map(lambda naive: naive.replace(tzinfo=SUNDAY_NIGHT.tzinfo))
_RATING = st.none() | st.integers(0, 10)


@st.composite
def _entries(draw: st.DrawFn) -> list[Entry]:
    """Sessions, runs and check-ins of five weeks."""
    found: list[Entry] = []
    for number in range(draw(st.integers(0, 12))):
        at = draw(_MOMENTS)
        match draw(st.sampled_from(("session", "run", "check-in"))):
            case "session":
                by = at - made.MONDAY.started_at
                items = tuple(
                    msgspec.structs.replace(
                        item,
                        sets=tuple(
                            msgspec.structs.replace(
                                one,
                                done_at=(one.done_at or at) + by,
                                hold_s=draw(st.floats(0.1, 90)) if one.hold_s else None,
                            )
                            for one in item.sets
                        ),
                    )
                    for item in made.MONDAY.items
                )
                state = draw(st.sampled_from(("finished", "short", "postponed", "abandoned", "open")))
                found.append(
                    msgspec.structs.replace(
                        made.MONDAY, id=str(number), started_at=at, finished_at=None, state=state, items=items
                    )
                )
            case "run":
                found.append(
                    Run(
                        id=str(number),
                        started_at=at,
                        duration_s=draw(st.floats(1, 9000)),
                        distance_km=draw(st.floats(0, 42)),
                        shoe=draw(st.sampled_from(("", "1", "2"))),
                    )
                )
            case _:
                moment_id = draw(st.sampled_from(("on-waking", "after")))
                found.append(rated(at.isoformat(), draw(_RATING), draw(_RATING), id=str(number), moment_id=moment_id))
    return found


def _tally(entries: list[Entry]) -> Tally:
    return total(tally_of(entry, made.muscles_of) for entry in entries)


@examples(10)
@given(_entries())
def test_the_sum_of_the_days_is_the_week(entries: list[Entry]) -> None:
    """Days' tallies together are the tally of everything, to the millisecond and the metre."""
    assert total(made.tallies_of(entries).values()) == _tally(entries)
    found = made.summarised(W47, entries, SUNDAY_NIGHT)
    inside = [entry for entry in entries if Week.of(day_of(entry) or BEGAN) == W47]
    assert found.work.total.sets == _tally(inside).work.total.sets
    assert sum(day.sets for day in found.days) == found.work.total.sets


@examples(10)
@given(_entries(), st.randoms(use_true_random=False))
def test_the_order_of_entries_does_not_matter(entries: list[Entry], chance: random.Random) -> None:
    """Shuffled entries give the same summary."""
    shuffled = list(entries)
    chance.shuffle(shuffled)
    found = Findings(began=BEGAN)
    assert made.summarised(W47, shuffled, SUNDAY_NIGHT, found) == made.summarised(W47, entries, SUNDAY_NIGHT, found)


@examples(10)
@given(_entries(), st.integers(0, 12))
def test_two_halves_merged_give_the_whole(entries: list[Entry], at: int) -> None:
    """A journal kept on two machines counts the same once it is together."""
    halves = entries[:at], entries[at:]
    assert _tally(halves[0]) + _tally(halves[1]) == _tally(entries)
    assert _tally(halves[1]) + _tally(halves[0]) == _tally(entries)
