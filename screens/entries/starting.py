"""Starting a session from anywhere: one verb of the journal each, and one line said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

import msgspec

from journal.entries import CheckIn, Session
from journal.rules.ankle.stop_signs import training_suspended
from journal.rules.training.fitting import Fitted
from journal.rules.training.prefill import Preparing, add, again, begin
from journal.rules.training.session import open_session
from journal.views.training import Training
from library.exercise import Exercise
from library.routine import PlannedDose, Routine, RoutineItem
from screens.frame.context import Context

STOPPED = "A stop sign is open: Surefoot suggests no training until it is cleared. Soreness ({key}) says what to do."
OPEN_ALREADY = "A session is open: go on with it, or finish it first ({key})."
AGAIN = "A stop sign is open: have it seen first. {key} again starts an eased session anyway."


class Confirmation:
    """Whether a start was asked for twice while a stop sign is open: no dialog, but one line and a second key."""

    LASTS = timedelta(minutes=1)
    """So long the first key counts: by then its line has long been read, or gone."""

    def __init__(self) -> None:
        self._of = ""
        self._until: datetime | None = None

    def may_start(self, context: Context, what: str, key: str) -> bool:
        """Whether to start ``what`` now; the first time it says what the ``key`` does when pressed again.

        With a session open nothing is started: an exercise is added to it, or the start is refused.
        """
        now = context.clock.now()
        signs = context.journal.of_kind(CheckIn, naming="stop_signs")
        if not training_suspended(signs, now) or open_session(training(context).sessions()) is not None:
            return True
        if self._of == what and self._until is not None and now <= self._until:
            self._of = ""
            return True
        self._of, self._until = what, now + self.LASTS
        context.say(AGAIN.format(key=key), error=True)
        return False


def training(context: Context) -> Training:
    """Training as it stands now."""
    return Training(context.journal, context.settings, context.catalogue, context.clock.now())


def start_exercise(context: Context, exercise: Exercise, at: datetime | None = None) -> bool:
    """Begin a session with the exercise, or add it to the open one; whether it is saved."""
    item = RoutineItem(exercise.id, PlannedDose.of(exercise))
    journal, now = context.journal, training(context)
    ready, running = now.preparing(), open_session(now.sessions())
    if running is None:
        return _begin(context, [item], ready, at=at)

    def with_it(session: Session) -> Session:
        return add(session, item, ready, ready.now)

    context.entered_session = running.id
    label = f"{exercise.name} added to the session"
    done = context.save(lambda: journal.change(running.id, with_it, label), f"{label}.") is not None
    if done and ready.stopped:
        _say_stopped(context)
    return done


def start_routine(context: Context, routine: Routine, at: datetime | None = None) -> bool:
    """Begin a session of a routine as it fits the day; refused while another session is open.

    ``at`` logs one of an earlier day: as the routine stands, whatever the lights say now.
    """
    now = training(context)
    standing = now.standing()
    fitted = now.fitted(routine, standing) if at is None else Fitted(routine.items_in_week(1))
    if not fitted.items:
        context.say(f"Nothing of {routine.name} fits today: {'; '.join(fitted.changes) or 'it is empty'}.", error=True)
        return False
    ready = now.preparing(standing)
    begun = _begin(context, fitted.items, ready, routine=routine, reasons=fitted.reasons, at=at)
    if begun and fitted.changes and not standing.stopped:
        context.say_later(f"Changed: {'; '.join(fitted.changes)}.")
    return begun


def start_again(context: Context, session: Session, at: datetime | None = None) -> bool:
    """Begin a session with the same items as an earlier one, as they fit the day; as they were for an earlier day."""
    now = training(context)
    standing = now.standing()
    kept = tuple(item for item in again(session) if item.exercise in context.catalogue)
    fitted = now.items_fitted(kept, standing) if at is None else Fitted(kept)
    routine = next((each for each in context.catalogue.routines() if each.id == session.routine), None)
    ready = now.preparing(standing)
    return _begin(context, fitted.items, ready, routine=routine, reasons=fitted.reasons, at=at)


def start_empty(context: Context, at: datetime | None = None) -> bool:
    """Begin a session without items."""
    return _begin(context, (), training(context).preparing(), at=at)


def _begin(
    context: Context,
    items: Sequence[RoutineItem],
    ready: Preparing,
    *,
    routine: Routine | None = None,
    reasons: Mapping[str, str] | None = None,
    at: datetime | None = None,
) -> bool:
    context.journal.refresh()
    if open_session(training(context).sessions()) is not None:
        context.say(OPEN_ALREADY.format(key=context.key("app.session")), error=True)
        return False
    session = begin(at or ready.now, items, ready, routine=routine, reasons=reasons)
    id = context.journal.new_id()
    context.entered_session = id
    if context.save(lambda: context.journal.add(msgspec.structs.replace(session, id=id))) is None:
        return False
    _yield_to_other(context, id)
    if ready.stopped:
        _say_stopped(context)
    return True


def _say_stopped(context: Context) -> None:
    """Starting asks nothing, but while a stop sign is open it says so, on whichever screen is in sight then."""
    context.say_later(STOPPED.format(key=context.key("app.soreness")), True)


def _yield_to_other(context: Context, id: str) -> None:
    """Should another login have begun a session at the same moment, that one is the one open session.

    A commit reads what was committed before it, and nothing is read between it and here: so of two logins exactly the
    later one finds the other's.
    """
    others = [each.id for each in training(context).sessions() if each.state == "open" and each.id != id]
    if others:
        context.entered_session = others[0]
        context.save(lambda: context.journal.remove(id), "Another window has just begun a session: this is it.")
