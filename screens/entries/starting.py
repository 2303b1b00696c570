"""Starting a session from anywhere: what prefilling looks at, read from the journal; one verb of the journal each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import msgspec

from journal.entries import ANKLES, Ankle, CheckIn, Plan, Run, Session
from journal.rules.ankle.light import Light
from journal.rules.ankle.readings import latest
from journal.rules.ankle.soreness import Bands, light
from journal.rules.ankle.stop_signs import training_suspended
from journal.rules.done.history import History
from journal.rules.training.fitting import Fitted, eased, fit, jumped_last, last_of
from journal.rules.training.plan import Offer, current_plan, offers
from journal.rules.training.prefill import Preparing, add, again, begin, side_order
from journal.rules.training.session import open_session
from library.exercise import Exercise
from library.routine import PlannedDose, Routine, RoutineItem

if TYPE_CHECKING:
    from screens.frame.screen import JournalScreen

STOPPED = "A stop sign is open: Surefoot suggests no training until it is cleared. Soreness (5) says what to do."
AGAIN = "A stop sign is open: have it seen first. {key} again starts an eased session anyway."
YEAR, RECENT = timedelta(days=366), timedelta(days=35)


class SecondThought:
    """Whether a start was asked for twice while a stop sign is open: no dialog, but one line and a second key."""

    LASTS = timedelta(minutes=1)
    """So long the first key counts: by then its line has long been read, or gone."""

    def __init__(self) -> None:
        self._of = ""
        self._until: datetime | None = None

    def may_start(self, screen: JournalScreen, what: str, key: str) -> bool:
        """Whether to start ``what`` now; the first time it says what the ``key`` does when pressed again.

        With a session open nothing is started: an exercise is added to it, or the start is refused.
        """
        now = screen.clock.now()
        signs = screen.journal.of_kind(CheckIn, naming="stop_signs")
        if not training_suspended(signs, now) or open_session(_sessions(screen)) is not None:
            return True
        if self._of == what and self._until is not None and now <= self._until:
            self._of = ""
            return True
        self._of, self._until = what, now + self.LASTS
        screen.say(AGAIN.format(key=key), error=True)
        return False


class Standing(msgspec.Struct, frozen=True):
    """What training depends on now, read once: the last weeks' sessions and runs, the lights, an open stop sign."""

    now: datetime
    sessions: list[Session]
    runs: list[Run]
    lights: Mapping[Ankle, Light]
    stopped: bool
    check_ins: list[CheckIn]


def standing(screen: JournalScreen) -> Standing:
    """How things stand: as far back as a light or the plan looks, and every stop sign not cleared."""
    now, settings, journal = screen.clock.now(), screen.settings, screen.journal
    since = (now - RECENT).date()
    sessions, runs = journal.of_kind(Session, since=since), journal.of_kind(Run, since=since)
    signs = journal.of_kind(CheckIn, until=since - timedelta(days=1), naming="stop_signs")
    held = [*signs, *journal.of_kind(CheckIn, since=since)]
    bands = Bands(settings.green_max, settings.amber_max)
    lights = {side: light(side, held, now, sessions=sessions, runs=runs, bands=bands).light for side in ANKLES}
    return Standing(now, sessions, runs, lights, training_suspended(held, now), held)


def past(screen: JournalScreen) -> History:
    """The sessions and check-ins of a year as rules read them."""
    return History(_sessions(screen), _check_ins(screen), screen.clock.now())


def preparing(screen: JournalScreen, stands: Standing | None = None) -> Preparing:
    """Everything that prefills a session now."""
    stands = stands or standing(screen)
    now, history, held = stands.now, past(screen), _check_ins(screen)
    rated = {side: latest(held, side, now) for side in ANKLES}
    ratings = {side: None if found is None else found.rating for side, found in rated.items()}
    order = side_order(screen.settings.first_side, stands.lights, ratings, history.work())
    return Preparing(screen.catalogue, history, stands.lights, now, order, screen.settings.load, stands.stopped)


def offers_now(screen: JournalScreen, stands: Standing) -> tuple[Offer, ...]:
    """What the plan offers today, the next thing first."""
    plan = current_plan(screen.journal.of_kind(Plan), stands.now.date())
    if plan is None:
        return ()
    return offers(
        plan,
        stands.sessions,
        stands.lights,
        stands.now,
        screen.catalogue,
        runs=stands.runs,
        check_ins=stands.check_ins,
        suspended=stands.stopped,
    )


def fitted_now(screen: JournalScreen, routine: Routine, stands: Standing) -> Fitted:
    """The routine's items as they fit the day; a planned programme's are those of its week."""
    for offer in offers_now(screen, stands):
        if offer.routine.id == routine.id:
            return Fitted(offer.fitted, offer.changes, offer.reasons)
    last = None if routine.stages else last_of(_sessions(screen), routine.id)
    return _fitted(screen, routine.items_in_week(1), stands, last)


def _fitted(
    screen: JournalScreen, items: Sequence[RoutineItem], stands: Standing, last: Session | None = None
) -> Fitted:
    jumped = jumped_last(stands.sessions, stands.runs, screen.catalogue)
    fitted = fit(items, screen.catalogue, stands.lights, stands.now, jumped, last)
    return (
        fitted if stands.stopped else msgspec.structs.replace(fitted, changes=(*fitted.changes, *eased(stands.lights)))
    )


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
    done = screen.save(lambda: journal.change(running.id, with_it, label), f"{label}.") is not None
    if done and ready.stopped:
        _say_stopped(screen)
    return done


def start_routine(screen: JournalScreen, routine: Routine, at: datetime | None = None) -> bool:
    """Begin a session of a routine as it fits the day; refused while another session is open.

    ``at`` logs one of an earlier day: as the routine stands, whatever the lights say now.
    """
    stands = standing(screen)
    fitted = fitted_now(screen, routine, stands) if at is None else Fitted(routine.items_in_week(1))
    if not fitted.items:
        screen.say(f"Nothing of {routine.name} fits today: {'; '.join(fitted.changes) or 'it is empty'}.", error=True)
        return False
    ready = preparing(screen, stands)
    begun = _begin(screen, fitted.items, ready, routine=routine, reasons=fitted.reasons, at=at)
    if begun and fitted.changes and not stands.stopped:
        screen.surefoot.call_after_refresh(screen.surefoot.say, f"Changed: {'; '.join(fitted.changes)}.")
    return begun


def start_again(screen: JournalScreen, session: Session, at: datetime | None = None) -> bool:
    """Begin a session with the same items as an earlier one, as they fit the day; as they were for an earlier day."""
    stands = standing(screen)
    kept = tuple(item for item in again(session) if item.exercise in screen.catalogue)
    fitted = _fitted(screen, kept, stands) if at is None else Fitted(kept)
    routine = next((each for each in screen.catalogue.routines() if each.id == session.routine), None)
    ready = preparing(screen, stands)
    return _begin(screen, fitted.items, ready, routine=routine, reasons=fitted.reasons, at=at)


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
    if ready.stopped:
        _say_stopped(screen)
    return True


def _say_stopped(screen: JournalScreen) -> None:
    """Starting asks nothing, but while a stop sign is open it says so, on whichever screen is in sight then."""
    screen.surefoot.call_after_refresh(screen.surefoot.say, STOPPED, True)


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
