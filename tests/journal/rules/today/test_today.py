"""Today's card: the one thing to do now, in its order, and what stands beside it."""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec
import pytest

from journal.entries import Note, Plan, PlannedRoutine, Session, Shoe
from journal.rules.ankle.light import Light
from journal.rules.shoes.shoes import WearMark, wear
from journal.rules.today.today import TodayCard, today_card
from library.catalogue import Catalogue
from tests.support.soreness import moment, ran, rated, session

PLAN = Plan(since=date(2026, 11, 2), routines=(PlannedRoutine(routine="foundation", weekdays=(1, 3, 5)),))
RATED_TODAY = rated("20 07:00", 1, 0, id="1", moment_id="on-waking")
OPEN = Session(
    id="s", started_at=moment("20 17:00"), name="Base", items=session("20 17:00", done=False).items, state="open"
)


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    """The built-in library."""
    return Catalogue.built_in()


def card(catalogue: Catalogue, at: str = "20 18:00", **given: Any) -> TodayCard:
    """The card at a moment of November 2026; the 20th is a Friday."""
    return today_card(moment(at), catalogue=catalogue, **given)


def test_a_stop_sign_comes_before_everything(catalogue: Catalogue) -> None:
    """An open sign outranks an open session and suspends what the plan offers."""
    sign = rated("19 07:00", 2, id="2", stop_signs=("pop-at-heel",))
    found = card(catalogue, check_ins=[sign, RATED_TODAY], sessions=[OPEN], plans=[PLAN])
    assert found.now.action == "stop-signs"
    assert "pop" in found.now.reason
    assert found.stop_signs and found.left.light is Light.RED
    assert found.left.suspended and found.right.suspended
    offered = card(catalogue, check_ins=[sign, RATED_TODAY], plans=[PLAN]).session
    assert offered is not None and not offered.due


def test_a_question_nobody_answered_comes_next(catalogue: Catalogue) -> None:
    """Before an open session: a 7 whose stop-sign question was closed."""
    seven = rated("20 10:00", 7, id="2", answered=False)
    found = card(catalogue, check_ins=[RATED_TODAY, seven], sessions=[OPEN])
    assert (found.now.action, found.now.text) == ("answer", "Stop signs not answered yet.")
    assert "left 7 is 6 or more" in found.now.reason


def test_a_red_ankle_is_the_first_thing_said(catalogue: Catalogue) -> None:
    """With or without a plan: ease off; an open session is resumed with the warning; a due rating is asked for too."""
    nine = rated("20 10:00", 9, id="2")
    for plans in ([], [PLAN]):
        found = card(catalogue, check_ins=[RATED_TODAY, nine], plans=plans)
        assert (found.now.action, found.now.text) == ("ease", "Ease off: the left ankle is red.")
    resumed = card(catalogue, check_ins=[RATED_TODAY, nine], sessions=[OPEN]).now
    assert resumed.action == "resume" and "the left ankle is red: ease off" in resumed.reason
    morning = card(catalogue, "21 07:00", check_ins=[RATED_TODAY, nine]).now
    assert (morning.action, morning.text) == ("rate", "Ease off: the left ankle is red.")
    assert "rate both ankles: last rated" in morning.reason


def test_an_offer_under_red_says_how_it_was_eased(catalogue: Catalogue) -> None:
    """The planned session stands there still, with what the light changed."""
    offered = card(catalogue, check_ins=[RATED_TODAY, rated("20 10:00", 9, id="2")], plans=[PLAN]).session
    assert offered is not None and any("left ankle red" in change for change in offered.changes)


def test_soreness_that_is_not_easing_is_a_matter_for_a_doctor(catalogue: Catalogue) -> None:
    """Four days at 4: the main line says so. At 2 the session is offered, and the advice stands right below that."""
    amber = card(catalogue, check_ins=[rated("16 08:00", 4, 0, id="1"), rated("20 07:00", 4, id="2")], plans=[PLAN])
    assert (amber.now.action, amber.now.text) == ("ease", "Talk to a doctor about the left ankle.")
    assert "sore for 4 days" in amber.now.reason
    green = card(catalogue, check_ins=[rated("16 08:00", 2, 0, id="1"), rated("20 07:00", 2, id="2")], plans=[PLAN])
    assert green.now.action == "start" and green.left.advice
    assert green.now.advice == green.left.advice and amber.now.advice == ()


def test_advice_that_is_due_stands_beside_what_to_do_now(catalogue: Catalogue) -> None:
    """Three days sore, 2 after 3: the session may be done, and the advice is not left to the ankle's own lines."""
    check_ins = [rated("17 07:00", 3, 0, id="1"), rated("20 07:00", 2, 0, id="2")]
    found = card(catalogue, check_ins=check_ins, plans=[PLAN]).now
    assert found.action == "start"
    assert ["down from 3" in sentence for sentence in found.advice] == [True]
    sign = rated("19 07:00", 2, id="3", stop_signs=("pop-at-heel",))
    assert card(catalogue, check_ins=[*check_ins, sign], plans=[PLAN]).now.advice == ()
    seven = rated("20 10:00", 7, 0, id="4", answered=False)
    asked = card(catalogue, check_ins=[*check_ins, seven], plans=[PLAN]).now
    assert asked.action == "answer" and len(asked.advice) == 1


def test_the_next_rating_agrees_with_what_to_do_now(catalogue: Catalogue) -> None:
    """Right after a run both say now."""
    found = card(catalogue, check_ins=[RATED_TODAY], runs=[ran("20 17:00", 40)])
    assert found.now.action == "rate" and found.next_rating.startswith("now: the run")


def test_a_cleared_stop_sign_is_silent(catalogue: Catalogue) -> None:
    """Once a person cleared it, it is no longer first."""
    sign = rated("19 07:00", 2, id="2", stop_signs=("pop-at-heel",), cleared_at="19 09:00")
    assert card(catalogue, check_ins=[sign, RATED_TODAY]).now.action != "stop-signs"


def test_an_open_session_is_resumed(catalogue: Catalogue) -> None:
    """It names the session and how far it is."""
    found = card(catalogue, check_ins=[RATED_TODAY], sessions=[OPEN], plans=[PLAN])
    assert (found.now.action, found.now.text) == ("resume", "Resume Base.")
    assert "0 of 1 set done" in found.now.reason
    assert found.session is not None and found.session.session == "s"


@pytest.mark.parametrize(
    ("at", "check_ins", "runs", "expected"),
    [
        ("20 07:00", [rated("19 07:00", 1, id="1")], [ran("19 18:00")], "this is the morning after the run"),
        ("20 18:00", [rated("19 07:00", 1, id="1")], [], "last rated yesterday 07:00"),
        ("20 18:00", [RATED_TODAY], [ran("20 17:00", 40)], "the run on Fri 20 Nov has just ended"),
        ("20 18:00", [], [], "there is no rating yet"),
    ],
)
def test_when_a_rating_is_asked_for(
    at: str, check_ins: list[Any], runs: list[Any], expected: str, catalogue: Catalogue
) -> None:
    """The morning after a bout, a day without a rating, a bout just ended, the very first one."""
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
    assert found.session is not None and found.session.due and found.session.routine == "foundation"
    assert found.session.exercises


def test_without_a_plan_a_routine_is_asked_for(catalogue: Catalogue) -> None:
    """Rated, and nothing planned."""
    assert card(catalogue, check_ins=[RATED_TODAY]).now.action == "plan"


def test_a_day_that_is_done_says_what_comes_next(catalogue: Catalogue) -> None:
    """Friday's session is done and its evening rated: rest, and Monday is named."""
    done = msgspec.structs.replace(session("20 15:00", "20 15:30", id="9"), routine="foundation")
    found = card(catalogue, check_ins=[RATED_TODAY], sessions=[done], plans=[PLAN])
    assert (found.now.action, found.now.reason) == ("rest", "next: Foundation, on Mon 23 Nov")
    assert found.session is not None and not found.session.due


def test_the_word_doctor_appears_only_when_advice_is_due(catalogue: Catalogue) -> None:
    """Two days sore: the clock only. Four days: the advice."""
    early = card(catalogue, check_ins=[rated("18 20:00", 2, 0, id="1"), rated("20 07:00", 2, id="2")])
    assert early.left.clock == "day 2 of 3" and early.left.advice == ()
    late = card(catalogue, check_ins=[rated("16 08:00", 2, 0, id="1"), rated("20 07:00", 2, id="2")])
    assert any("doctor" in sentence for sentence in late.left.advice)
    assert late.right.advice == ()


def test_the_trend_is_each_days_highest_of_two_weeks(catalogue: Catalogue) -> None:
    """Fourteen days, the last one today; days without a rating are empty."""
    check_ins = [rated("19 07:00", 1, id="1"), rated("19 20:00", 4, id="2"), rated("20 07:00", 2, id="3")]
    trend = card(catalogue, check_ins=check_ins).left.trend
    assert len(trend) == 14
    assert trend[-2:] == (4, 2)
    assert trend[:-2] == (None,) * 12


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
    assert found.next_rating == "tomorrow on waking, after the run on Fri 20 Nov"
    assert card(catalogue, "21 08:00", check_ins=[RATED_TODAY], runs=[ran("20 12:00")]).next_rating.startswith("now")


def test_the_card_does_not_depend_on_the_order_of_entries(catalogue: Catalogue) -> None:
    """Check-ins in any order give the same card."""
    check_ins = [rated(f"{day} 07:00", day % 4, 1, id=str(day), moment_id="on-waking") for day in range(8, 21)]
    assert card(catalogue, check_ins=check_ins) == card(catalogue, check_ins=check_ins[::-1])
