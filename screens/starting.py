"""Starting a session from anywhere: what prefilling looks at, read from the journal; one verb of the journal each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import msgspec

from journal.entries import ANKLES, Ankle, CheckIn, E, Plan, Run, Session
from journal.rules.fitting import Fitted, fit, last_jump, last_of
from journal.rules.history import History
from journal.rules.light import Light
from journal.rules.plan import Offer, current_plan, offers
from journal.rules.prefill import Preparing, add, again, begin, side_order
from journal.rules.readings import latest
from journal.rules.session import open_session
from journal.rules.soreness import Bands, light
from journal.rules.stop_signs import training_suspended
from library.exercise import Exercise
from library.routine import PlannedDose, Routine, RoutineItem

if TYPE_CHECKING:
    from screens.base import JournalScreen

YEAR, RECENT = timedelta(days=366), timedelta(days=35)


def past(screen: JournalScreen) -> History:
    """The sessions and check-ins of a year as rules read them."""
    return History(_sessions(screen), _check_ins(screen), screen.clock.now())


def preparing(screen: JournalScreen) -> Preparing:
    """Everything that prefills a session now."""
    now, held = screen.clock.now(), _check_ins(screen)
    lights, history = lights_now(screen), past(screen)
    rated = {side: latest(held, side, now) for side in ANKLES}
    ratings = {side: None if found is None else found.rating for side, found in rated.items()}
    order = side_order(screen.settings.first_side, lights, ratings, history.work())
    return Preparing(screen.catalogue, history, lights, now, order, screen.settings.load)


def lights_now(screen: JournalScreen) -> Mapping[Ankle, Light]:
    """Each ankle's light."""
    now, settings = screen.clock.now(), screen.settings
    held, done, runs = _recent_check_ins(screen), _recent(screen, Session), _recent(screen, Run)
    bands = Bands(settings.green_max, settings.amber_max)
    return {side: light(side, held, now, sessions=done, runs=runs, bands=bands).light for side in ANKLES}


def offers_now(screen: JournalScreen) -> tuple[Offer, ...]:
    """What the plan offers today, the next thing first."""
    now = screen.clock.now()
    plan = current_plan(screen.journal.of_kind(Plan), now.date())
    if plan is None:
        return ()
    return offers(
        plan,
        _recent(screen, Session),
        lights_now(screen),
        now,
        screen.catalogue,
        runs=_recent(screen, Run),
        suspended=stop_sign_open(screen),
    )


def stop_sign_open(screen: JournalScreen) -> bool:
    """Whether an open stop sign suspends training suggestions."""
    return training_suspended(_recent_check_ins(screen), screen.clock.now())


def fitted_now(screen: JournalScreen, routine: Routine) -> Fitted:
    """The routine's items as they fit the day; a planned programme's are those of its week."""
    for offer in offers_now(screen):
        if offer.routine.id == routine.id:
            return Fitted(offer.items, offer.changes, offer.reasons)
    jumped = last_jump(_recent(screen, Session), _recent(screen, Run), screen.catalogue)
    last = None if routine.stages else last_of(_sessions(screen), routine.id)
    return fit(routine.items_in_week(1), screen.catalogue, lights_now(screen), screen.clock.now(), jumped, last)


def start_exercise(screen: JournalScreen, exercise: Exercise, at: datetime | None = None) -> bool:
    """Begin a session with the exercise, or add it to the open one; whether it is saved."""
    item = RoutineItem(exercise.id, PlannedDose.of(exercise))
    journal, ready = screen.journal, preparing(screen)
    running = open_session(_sessions(screen))
    if running is None:
        return _begin(screen, [item], ready, at=at)

    def with_it(session: Session) -> Session:
        return add(session, item, ready, ready.now)

    screen.surefoot.entered_session = running.id
    label = f"{exercise.name} added to the session"
    return screen.save(lambda: journal.change(running.id, with_it, label), f"{label}.") is not None


def start_routine(screen: JournalScreen, routine: Routine, at: datetime | None = None) -> bool:
    """Begin a session of a routine as it fits the day, at ``at`` or now; refused while another session is open."""
    fitted = fitted_now(screen, routine)
    if not fitted.items:
        screen.say(f"Nothing of {routine.name} fits today: {'; '.join(fitted.changes) or 'it is empty'}.", error=True)
        return False
    begun = _begin(screen, fitted.items, preparing(screen), routine=routine, reasons=fitted.reasons, at=at)
    if begun and fitted.changes:
        screen.surefoot.call_after_refresh(screen.surefoot.say, f"Changed: {'; '.join(fitted.changes)}.")
    return begun


def start_again(screen: JournalScreen, session: Session, at: datetime | None = None) -> bool:
    """Begin a session with the same items as an earlier one."""
    kept = tuple(item for item in again(session) if item.exercise in screen.catalogue)
    jumped = last_jump(_recent(screen, Session), _recent(screen, Run), screen.catalogue)
    fitted = fit(kept, screen.catalogue, lights_now(screen), screen.clock.now(), jumped)
    routine = next((each for each in screen.catalogue.routines() if each.id == session.routine), None)
    return _begin(screen, fitted.items, preparing(screen), routine=routine, reasons=fitted.reasons, at=at)


def start_empty(screen: JournalScreen, at: datetime | None = None) -> bool:
    """Begin a session without items."""
    return _begin(screen, (), preparing(screen), at=at)


def _begin(
    screen: JournalScreen,
    items: Sequence[RoutineItem],
    ready: Preparing,
    *,
    routine: Routine | None = None,
    reasons: Mapping[str, str] | None = None,
    at: datetime | None = None,
) -> bool:
    screen.journal.refresh()
    if open_session(_sessions(screen)) is not None:
        screen.say("A session is open: go on with it, or finish it first (3).", error=True)
        return False
    session = begin(at or ready.now, items, ready, routine=routine, reasons=reasons)
    id = screen.journal.new_id()
    screen.surefoot.entered_session = id
    if screen.save(lambda: screen.journal.add(msgspec.structs.replace(session, id=id))) is None:
        return False
    _give_way(screen, id)
    return True


def _give_way(screen: JournalScreen, id: str) -> None:
    """Should another login have begun a session at the same moment, that one is the one open session.

    A commit reads what was committed before it, and nothing is read between it and here: so of two logins exactly the
    later one finds the other's.
    """
    others = [each.id for each in _sessions(screen) if each.state == "open" and each.id != id]
    if others:
        screen.surefoot.entered_session = others[0]
        screen.save(lambda: screen.journal.remove(id), "Another window has just begun a session: this is it.")


def _sessions(screen: JournalScreen) -> list[Session]:
    return screen.journal.of_kind(Session, since=(screen.clock.now() - YEAR).date())


def _check_ins(screen: JournalScreen) -> list[CheckIn]:
    return screen.journal.of_kind(CheckIn, since=(screen.clock.now() - YEAR).date())


def _recent(screen: JournalScreen, kind: type[E]) -> list[E]:
    """The entries of five weeks: as far back as a light or the plan looks."""
    return screen.journal.of_kind(kind, since=(screen.clock.now() - RECENT).date())


def _recent_check_ins(screen: JournalScreen) -> list[CheckIn]:
    """The check-ins of five weeks, and older ones with a stop sign: it stays open until it is cleared."""
    since = (screen.clock.now() - RECENT).date()
    older = screen.journal.of_kind(CheckIn, until=since - timedelta(days=1), naming="stop_signs")
    return [*older, *screen.journal.of_kind(CheckIn, since=since)]
