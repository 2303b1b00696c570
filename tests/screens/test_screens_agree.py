"""No screen offers an exercise, a routine or a run that the verdict bars, whatever the journal holds; all agree."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from journal.clock import FixedClock
from journal.dates import Week
from journal.entries import Plan, PlannedRoutine, Session
from journal.rules.done.history import live_items, live_sets
from journal.rules.training.offered import barred, why_not
from journal.rules.verdict.bars import run_due
from journal.rules.verdict.verdict import Verdict
from journal.settings.settings import Settings
from journal.words.verdict import run_words
from library.catalogue import Catalogue
from screens.entries import starting
from screens.entries.exercise.rows import exercise_row
from screens.frame.context import Context
from screens.frame.drafts import Drafts
from screens.session.editor import SessionEditor
from tests.support.exploring import examples
from tests.support.journals import open_journal
from tests.support.session import Listener
from tests.support.verdicts import at, random_story

ROUTINES = tuple(routine.id for routine in Catalogue.built_in().routines())
PLAN = Plan(since=date(2026, 3, 2), routines=tuple(PlannedRoutine(routine=id, times_per_week=7) for id in ROUTINES))


def check_session(session: Session, found: Verdict, catalogue: Catalogue) -> None:
    """No set of it is one that the verdict bars."""
    for item in live_items(session):
        exercise = catalogue.get(item.exercise)
        for one in live_sets(item):
            assert not why_not(exercise, found, one.side), (exercise.id, one.side)


@examples(3, full=120)
@given(seed=st.integers(0, 100_000), number=st.integers(5, 89))
@example(5, 5)  # both ankles were twisted
def test_no_screen_offers_what_the_verdict_bars(
    tmp_path_factory: pytest.TempPathFactory, seed: int, number: int
) -> None:
    """The offers, every routine begun, every exercise begun, its mark, the ladder under way, the week, the run form."""
    clock = FixedClock(at(number, 23.5))
    journal = open_journal(tmp_path_factory.mktemp("story"), [*random_story(seed, number + 1), PLAN], clock)
    listener = Listener()
    context = Context(listener, journal, clock, Settings(), Catalogue.built_in(), Drafts())
    found, catalogue = context.views.verdict(clock.now()), context.catalogue
    training = starting.training(context)
    for offer in training.offers:
        assert not (offer.due and offer.routine.gate == "run" and not run_due(found.run))
        assert not offer.due or offer.fitted.items
        for item in offer.fitted.items:
            assert not barred(catalogue.get(item.exercise), found, item.dose.per_side)
        why = starting.refused(context, offer.routine)
        assert starting.start_routine(context, offer.routine) is not bool(why)
        if why:
            assert listener.said[-1] == why and not context.entered_session
            continue
        editor = SessionEditor(context, context.entered_session)
        session = editor.session
        assert session is not None
        check_session(session, found, catalogue)
        first = live_items(session)[0]
        rungs, _ = editor.rungs(session, first, live_sets(first)[0])
        assert all(rung.id == first.exercise or not barred(rung, found) for rung in rungs)
        journal.remove(session.id)
        context.entered_session = ""
    for exercise in catalogue.all():
        why = training.barred(exercise)
        assert why or not barred(exercise, found)
        assert ("not today" in str(exercise_row(exercise, catalogue, why).content)) is bool(why)
        assert not why or training.bars(exercise) == (why,)
        assert starting.start_exercise(context, exercise) is not bool(why)
        for session in journal.of_kind(Session):
            check_session(session, found, catalogue)
            journal.remove(session.id)
        context.entered_session = ""
    judged = context.views.week(Week.of(found.day), clock.now()).judged
    assert judged is not None and (judged.mark, judged.says[0]) == (found.mark, found.headline)
    assert judged.run == run_words(found, context.views.names)
