"""How long a session will take, and that what is shown of it beforehand is what it begins with."""

from __future__ import annotations

from datetime import date, timedelta

import msgspec
import pytest

from journal.dates import whole_minutes
from journal.entries import Item, Plan, PlannedRoutine, Session, Set
from journal.rules.done.history import History, amount_of, live_items, live_sets
from journal.rules.training.duration import Pacing, SidedDose, minutes, own_minutes
from journal.rules.training.overview import overview
from journal.rules.training.planned import Offer
from journal.rules.training.prefill import Preparing, begin
from journal.rules.verdict.verdict import Verdict
from library.catalogue import Catalogue
from library.routine import PlannedDose, Routine, RoutineItem, estimated_minutes
from tests.support.soreness import moment
from tests.support.training import planned
from tests.support.verdicts import allowing

NOW = moment("20 18:00")
RAISES = RoutineItem("double-leg-heel-raise", PlannedDose(sets=3, reps=12, rest_s=60))
STANDS = RoutineItem("single-leg-balance", PlannedDose(sets=3, hold_s=30, per_side=True, rest_s=30))
BASE = Routine(id="base", name="Base", items=(RAISES, STANDS), times_per_week=7)
ALL = Catalogue.built_in().with_own(routines=[BASE])
PLAN = Plan(since=date(2026, 11, 2), routines=(PlannedRoutine(routine="base"),))


def took(day: int, length: int, state: str = "finished", routine: str = "base") -> Session:
    """A session of so many minutes, a set of raises ticked every ten minutes of it."""
    start = moment(f"{day} 18:00")
    sets = tuple(
        Set(id=str(n), reps=10, planned=10, done_at=start + timedelta(minutes=n), result="done")
        for n in range(0, length, 10)
    )
    return Session(
        id=str(day),
        started_at=start,
        finished_at=start + timedelta(minutes=length),
        state=state,  # type: ignore[arg-type]
        routine=routine,
        items=(Item(id="i", exercise="double-leg-heel-raise", dose=RAISES.dose, sets=sets),),
    )


def offered(given: Verdict, *sessions: Session) -> Offer:
    """What the plan offers."""
    return planned(PLAN, sessions, given, NOW, ALL)[0]


@pytest.mark.parametrize(
    "given", [allowing("no-impact"), allowing("no-impact", "no-impact"), allowing("unload"), allowing("repeat")]
)
@pytest.mark.parametrize("sessions", [(), (took(18, 30),)], ids=["first time", "done before"])
def test_what_is_shown_of_a_session_is_what_it_begins_with(given: Verdict, sessions: tuple[Session]) -> None:
    """Sets and amounts, on each side, with a sore ankle, done before or not."""
    offer = offered(given, *sessions)
    session = begin(NOW, offer.fitted.items, Preparing(ALL, History(sessions, (), NOW), given, NOW))
    for shown, item in zip(offer.items, live_items(session), strict=True):
        dose = shown.dose
        by_side = {"left": dose.left, "right": dose.right} if isinstance(dose, SidedDose) else {}
        for side in ("left", "right", "both"):
            sets = [each for each in live_sets(item) if each.side == side]
            if sets:
                expected = by_side.get(side, dose)
                assert (len(sets), amount_of(sets[0], dose)) == (expected.sets, expected.amount)


def test_a_sore_ankle_is_shown_with_less_and_takes_less_time() -> None:
    """One set less of what both do, one on the left of what each does; on a calm day the routine as it stands."""
    before = msgspec.structs.replace(took(18, 30, routine="other"), items=())
    less, calm = offered(allowing("no-impact"), before), offered(allowing(), before)
    assert [item.dose.words for item in less.items] == ["2 x 12", "left 2 x 30 s, right 3 x 30 s"]
    assert [item.dose.words for item in calm.items] == ["3 x 12", "3 x 30 s each side"]
    assert less.minutes < calm.minutes
    assert less.fitted.items == calm.fitted.items == BASE.items


def test_a_runners_own_durations_count_from_two_on() -> None:
    """The median of the last five that were finished; a short one and another routine's say nothing."""
    own = [took(17, 30), took(18, 40), took(19, 90)]
    others = [took(15, 5, state="short"), took(16, 5, routine="other")]
    assert own_minutes([*own, *others], "base") == 40
    assert own_minutes(own[:2], "base") == 35
    assert own_minutes([own[0], *others], "base") is None
    assert own_minutes([took(day, 10 if day < 15 else 20) for day in range(8, 20)], "base") == 20


def test_the_offer_says_the_runners_own_minutes() -> None:
    """Twice 30 minutes: about 30, not what the doses add up to; on a sore day by as much shorter as the session is."""
    sessions = took(17, 30), took(18, 30)
    assert offered(allowing(), *sessions).minutes == 30
    assert offered(allowing(), took(18, 30)).minutes == minutes(BASE.items, Pacing())
    assert offered(allowing("no-impact"), *sessions).minutes < 30


@pytest.mark.parametrize("sessions", [(), (took(17, 30), took(18, 30))], ids=["first times", "own minutes"])
@pytest.mark.parametrize("given", [allowing(), allowing("no-impact")])
def test_what_is_left_as_a_session_begins_is_what_was_said_before(
    given: Verdict, sessions: tuple[Session, ...]
) -> None:
    """One number before and after enter, by the doses or by the runner's own minutes."""
    offer = offered(given, *sessions)
    session = begin(NOW, offer.fitted.items, Preparing(ALL, History(sessions, (), NOW), given, NOW))
    # On a calm day the plan shows a routine's own doses, and a session begins with those of last time.
    assert abs(whole_minutes(overview(session, NOW, offer.pacing).left_s) - offer.minutes) <= 1


def test_a_programme_is_named_with_all_its_minutes() -> None:
    """The shortest and the longest of its stages; a routine without stages with its own."""
    assert BASE.minutes_words == str(estimated_minutes(BASE.items, BASE.rest_between_s))
    grows = [routine for routine in ALL.routines() if " to " in routine.minutes_words]
    assert grows and all(routine.stages for routine in grows)
