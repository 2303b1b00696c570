"""Today's card: the one thing to do now, in its order, and what stands beside it."""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec
import pytest

from journal.entries import CheckIn, Note, Plan, PlannedRoutine, Session, Shoe
from journal.rules.path.days import Days
from journal.rules.shoes.shoes import WearMark, wear
from journal.rules.today.today import TodayCard, today_card
from journal.rules.verdict.verdicts import verdict
from library.catalogue import Catalogue
from tests.support.soreness import moment, ran, rated, session
from tests.support.training import planned

PLAN = Plan(since=date(2026, 11, 2), routines=(PlannedRoutine(routine="foundation", weekdays=(1, 3, 5)),))
QUIET = [rated(f"{day:02} 07:00", 0, 0, id=f"q{day}", moment_id="on-waking") for day in range(5, 19)]
RATED_TODAY = rated("20 07:00", 1, 0, id="1", moment_id="on-waking")
OPEN = Session(
    id="s", started_at=moment("20 17:00"), name="Base", items=session("20 17:00", done=False).items, state="open"
)


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    """The built-in library."""
    return Catalogue.built_in()


def card(catalogue: Catalogue, at: str = "20 18:00", **given: Any) -> TodayCard:
    """The card at a moment of November 2026, the 20th being a Friday, after two weeks rated 0."""
    now = moment(at)
    check_ins = [*QUIET, *given.pop("check_ins", ())]
    noted = [*check_ins, *given.get("sessions", ()), *given.get("runs", ()), *given.pop("facts", ())]
    found = verdict(Days.of(noted, lambda _: 0), now)
    plan = next(iter(given.pop("plans", ())), None)
    sessions, runs = given.get("sessions", ()), given.get("runs", ())
    offers = planned(plan, sessions, found, now, catalogue, runs=runs, check_ins=check_ins)
    return today_card(
        now,
        catalogue=catalogue,
        check_ins=check_ins,
        verdict=found,
        offers=offers,
        has_plan=plan is not None and bool(plan.routines),
        **given,
    )


def test_a_stop_sign_leaves_nothing_offered(catalogue: Catalogue) -> None:
    """A sign that nobody has seen: no session of the plan, and one that is open is to be ended."""
    sign = rated("19 07:00", 2, id="2", stop_signs=("pop-at-heel",))
    found = card(catalogue, check_ins=[sign, RATED_TODAY], plans=[PLAN])
    assert (found.verdict.load, found.now.action, found.session) == ("stop", "rest", None)
    assert found.left.mark == found.right.mark == "stop"
    resumed = card(catalogue, check_ins=[sign, RATED_TODAY], sessions=[OPEN], plans=[PLAN]).now
    assert (resumed.action, resumed.text) == ("resume", "End Base.")
    assert "next" not in resumed.reason


def test_a_question_nobody_answered_comes_next(catalogue: Catalogue) -> None:
    """Before an open session and before the plan: a 9 whose stop-sign question was closed."""
    nine = rated("20 10:00", 9, id="2", answered=False)
    found = card(catalogue, check_ins=[RATED_TODAY, nine], sessions=[OPEN], plans=[PLAN])
    assert (found.now.action, found.now.text) == ("answer", "")
    assert card(catalogue, check_ins=[RATED_TODAY, nine], plans=[PLAN]).session is None


def test_a_rating_the_verdict_asks_for_is_not_asked_for_twice(catalogue: Catalogue) -> None:
    """Three days without one: the headline says so, and enter on it rates."""
    found = card(catalogue, "24 18:00", check_ins=[RATED_TODAY], plans=[PLAN])
    assert (found.now.action, found.now.text, found.next_rating) == ("rate", "", "")
    assert found.verdict.headline.startswith("Rate both ankles")


def test_what_is_barred_is_not_offered(catalogue: Catalogue) -> None:
    """A sore heel bone: what goes over an edge gives way to the flat floor, and is named."""
    heel = rated("20 10:00", 2, 0, id="2", spots=("achilles-insertion",))
    plan = Plan(since=date(2026, 11, 2), routines=(PlannedRoutine(routine="strength", weekdays=(1, 3, 5)),))
    found = card(catalogue, check_ins=[RATED_TODAY, heel], plans=[plan])
    assert found.now.action == "start" and found.session is not None
    assert found.session.left_out == ("Not today: Eccentric heel drop (Flat-floor heel drop instead)",)
    whole = card(catalogue, check_ins=[RATED_TODAY], plans=[plan]).session
    assert whole is not None and whole.left_out == ()


def test_a_day_that_bars_all_of_the_plan_says_so_and_not_why_again(catalogue: Catalogue) -> None:
    """The day of a twist, whose row is told above."""
    twist = rated("20 10:00", 4, 0, id="2", spots=("atfl",), triggers=("ankle-roll",))
    daily = Plan(since=date(2026, 11, 2), routines=(PlannedRoutine(routine="balance", times_per_week=7),))
    found = card(catalogue, check_ins=[twist], plans=[daily]).now
    assert (found.action, found.text, found.reason) == ("rest", "No session today.", "")


def test_the_next_rating_agrees_with_what_to_do_now(catalogue: Catalogue) -> None:
    """Right after a run it is the thing to do now, and is not said again as the next one."""
    found = card(catalogue, check_ins=[RATED_TODAY], runs=[ran("20 17:00", 40)])
    assert found.now.action == "rate" and "the run" in found.now.reason and not found.next_rating


def test_an_open_session_is_resumed(catalogue: Catalogue) -> None:
    """It names the session and how far it is."""
    found = card(catalogue, check_ins=[RATED_TODAY], sessions=[OPEN], plans=[PLAN])
    assert (found.now.action, found.now.text) == ("resume", "Resume Base.")
    assert "0 of 1 set done" in found.now.reason
    assert found.session is not None and found.session.session == "s"


@pytest.mark.parametrize(
    ("exercises", "verb"),
    [
        (("ankle-pumps",), "Resume"),
        (("single-leg-heel-raise", "ankle-pumps"), "Resume"),
        (("single-leg-heel-raise",), "End"),
        (("an-own-one-that-is-gone",), "Resume"),
        ((), "Resume"),
    ],
)
def test_an_open_session_goes_on_while_any_of_it_may_be_done(
    exercises: tuple[str, ...], verb: str, catalogue: Catalogue
) -> None:
    """On the day of a twist what moves it does, as the plan offers it; raises on one foot do not."""
    [item] = OPEN.items
    items = tuple(msgspec.structs.replace(item, exercise=id) for id in exercises)
    twist = rated("20 10:00", 4, 0, id="2", triggers=("ankle-roll",))
    found = card(catalogue, check_ins=[twist], sessions=[msgspec.structs.replace(OPEN, items=items)])
    assert found.now.text == f"{verb} Base."


@pytest.mark.parametrize(
    ("at", "check_ins", "runs", "expected"),
    [
        ("20 07:00", [rated("19 07:00", 1, id="1")], [ran("19 18:00")], "this is the morning after the run"),
        ("20 18:00", [rated("19 07:00", 1, id="1")], [], "last rated yesterday 07:00"),
        ("20 18:00", [RATED_TODAY], [ran("20 17:00", 40)], "the run has just ended"),
    ],
)
def test_when_a_rating_is_asked_for(
    at: str, check_ins: list[Any], runs: list[Any], expected: str, catalogue: Catalogue
) -> None:
    """The morning after a bout, a day without a rating, a bout just ended."""
    found = card(catalogue, at, check_ins=check_ins, runs=runs)
    assert found.now.action == "rate"
    assert expected in found.now.reason


def test_a_morning_that_is_over_is_no_longer_asked_for(catalogue: Catalogue) -> None:
    """At one in the afternoon the ankles were rated at noon: what comes next is something else."""
    check_ins = [rated("20 12:30", 1, 0, id="1")]
    assert card(catalogue, "20 13:00", check_ins=check_ins, runs=[ran("19 18:00")]).now.action == "plan"


def test_a_rated_day_offers_what_is_planned(catalogue: Catalogue) -> None:
    """Friday is planned: the session with its minutes, its exercises, and why."""
    found = card(catalogue, check_ins=[RATED_TODAY], plans=[PLAN])
    assert found.now.action == "start" and "Foundation" in found.now.text
    assert found.session is not None and found.session.routine == "foundation"
    assert found.session.exercises


def test_without_a_plan_a_routine_is_asked_for(catalogue: Catalogue) -> None:
    """Rated, and nothing planned."""
    assert card(catalogue, check_ins=[RATED_TODAY]).now.action == "plan"


def test_a_day_that_is_done_says_what_comes_next(catalogue: Catalogue) -> None:
    """Friday's session is done and its evening rated: rest, and Monday is named."""
    done = msgspec.structs.replace(session("20 15:00", "20 15:30", id="9"), routine="foundation")
    found = card(catalogue, check_ins=[RATED_TODAY], sessions=[done], plans=[PLAN])
    assert (found.now.action, found.now.reason) == ("rest", "next: Foundation, on Mon 23 Nov")
    assert found.session is None


def test_the_trend_is_each_days_highest_of_two_weeks(catalogue: Catalogue) -> None:
    """Fourteen days, the last one today."""
    check_ins = [rated("19 07:00", 1, id="1"), rated("19 20:00", 4, id="2"), rated("20 07:00", 2, id="3")]
    trend = card(catalogue, check_ins=check_ins).left.trend
    assert len(trend) == 14
    assert trend[-2:] == (4, 2)
    assert trend[:-2] == (0,) * 12


@pytest.mark.parametrize(
    ("earlier", "mark", "told"),
    [
        (rated("19 19:00", 4, 0, id="2"), "care", "today 07:00, on waking; yesterday it was 4"),
        (rated("20 06:30", 4, 0, id="2"), "care", "today 07:00, on waking; earlier today it was 4"),
        (rated("12 19:00", 4, 0, id="2"), "go", "today 07:00, on waking"),
    ],
)
def test_a_higher_rating_of_late_is_told_beside_a_low_one(
    catalogue: Catalogue, earlier: CheckIn, mark: str, told: str
) -> None:
    """A mark that is no ● beside a 1 would not say why; beside a ● nothing is told."""
    found = card(catalogue, check_ins=[earlier, RATED_TODAY])
    assert (found.left.mark, found.left.when) == (mark, told)
    assert (found.right.mark, found.right.when) == ("go", "today 07:00, on waking")


def test_the_week_is_seven_marks_from_the_runners_first_weekday(catalogue: Catalogue) -> None:
    """The best session of a day counts; Sunday first when set so; days to come are marked as such."""
    sessions = [
        session("16 19:00", "16 19:30", id="1"),
        session("18 19:00", "18 19:30", id="2", state="short"),
        session("18 08:00", id="3", state="postponed", done=False),
        session("17 08:00", id="4", state="postponed", done=False),
    ]
    found = card(catalogue, check_ins=[RATED_TODAY], sessions=sessions, runs=[ran("17 18:00")], planned=3).week
    assert [day.session for day in found.days] == ["done", "postponed", "short", "", "", "", ""]
    assert [day.run for day in found.days] == [False, True, False, False, False, False, False]
    assert [day.is_future for day in found.days] == [False] * 5 + [True] * 2
    assert (found.done, found.planned, found.runs) == (2, 3, 1)
    sunday_first = card(catalogue, check_ins=[RATED_TODAY], first_weekday=7).week
    assert sunday_first.days[0].day == date(2026, 11, 15)


def test_the_shoe_in_use_shows_its_wear(catalogue: Catalogue) -> None:
    """508 km is past the soft mark."""
    shoe = Shoe(id="1", nickname="Blue", prior_km=500)
    found = card(catalogue, worn=wear(shoe, [ran("19 18:00", shoe="1")], date(2026, 11, 20))).shoe
    assert found is not None
    assert (found.name, found.km, found.mark) == ("Blue", 508.0, WearMark.SOFT)


def test_the_note_of_today_is_shown_on_one_line(catalogue: Catalogue) -> None:
    """Line ends are folded; yesterday's note is not today's."""
    notes = [Note(day=date(2026, 11, 20), text="Calf\ntight."), Note(day=date(2026, 11, 19), text="No.")]
    assert card(catalogue, notes=notes).note == "Calf tight."


def test_the_next_rating_is_named(catalogue: Catalogue) -> None:
    """After tonight's run the next morning is waited for."""
    found = card(catalogue, check_ins=[RATED_TODAY], runs=[ran("20 12:00")])
    assert found.next_rating == "tomorrow on waking, after the run"
    assert card(catalogue, "21 08:00", check_ins=[RATED_TODAY], runs=[ran("20 12:00")]).now.action == "rate"


def test_the_card_does_not_depend_on_the_order_of_entries(catalogue: Catalogue) -> None:
    """Check-ins in any order give the same card."""
    check_ins = [rated(f"{day} 07:00", day % 4, 1, id=str(day), moment_id="on-waking") for day in range(8, 21)]
    assert card(catalogue, check_ins=check_ins) == card(catalogue, check_ins=check_ins[::-1])
