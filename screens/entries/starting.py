"""Starting a session from anywhere: one verb of the journal each, and one line said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial

import msgspec

from journal.dates import short_day
from journal.entries import Session
from journal.rules.training.fitting import Fitted, as_written
from journal.rules.training.planned import barred_today
from journal.rules.training.prefill import add, again, begin, halved
from journal.rules.training.session import is_left, left_as_it_was, open_session
from journal.text import one_line
from journal.views.training import Training
from library.exercise import Exercise
from library.routine import Routine, RoutineItem
from screens.frame.context import Context

OPEN_ALREADY = "A session is open: go on with it, or finish it first ({key})."


def training(context: Context) -> Training:
    """Training as it stands now, worked out once a minute."""
    return context.views.training(context.clock.now())


def in_the_way(context: Context) -> Session | None:
    """The open session before which no other begins: not one that was left on an earlier day and is not entered now."""
    found = open_session(training(context).sessions)
    if found is None or (is_left(found, context.clock.now()) and context.entered_session != found.id):
        return None
    return found


def refused(context: Context, what: Exercise | Routine) -> str:
    """Why an exercise or a routine is not begun today, in one sentence; empty when it may be."""
    now = training(context)
    if isinstance(what, Exercise):
        why = now.barred(what)
    else:
        why = barred_today(what, now.fitted(what), now.found)
    return f"{what.name} is not for today. {why}" if why else ""


def start_exercise(context: Context, exercise: Exercise, at: datetime | None = None) -> bool:
    """Begin a session with the exercise, or add it to the open one; whether it is saved.

    What is not for today is not begun; ``at`` logs it for an earlier day.
    """
    now = training(context)
    item = now.alone(exercise, is_record=at is not None)
    if at is None and (why := refused(context, exercise)):
        context.say(why, error=True)
        return False
    if (running := in_the_way(context)) is None:
        return _begin(context, [item], at=at)
    ready = now.preparing(is_record=at is not None)

    def with_it(session: Session) -> Session:
        return add(session, item, ready, context.clock.now())

    context.entered_session = running.id
    label = f"{exercise.name} added to the session"
    return context.change(running.id, with_it, f"{label}.", label) is not None


def start_routine(context: Context, routine: Routine, at: datetime | None = None, *, half: bool = False) -> bool:
    """Begin a session of a routine as it fits the day, or ``half`` its sets; refused while another session is open.

    ``at`` logs one of an earlier day: as the routine stands, whatever may be done now.
    """
    now = training(context)
    if at is None and (why := refused(context, routine)):
        context.say(why, error=True)
        return False
    fitted = now.fitted(routine) if at is None else as_written(routine.items_in_week(1), context.catalogue)
    return _begin_fitted(context, fitted, routine, at, half)


def start_again(context: Context, session: Session, at: datetime | None) -> bool:
    """Begin a session with the same items as an earlier one, as they fit the day; as they were for an earlier day."""
    now = training(context)
    asked = again(session)
    fitted = now.items_fitted(asked) if at is None else as_written(asked, context.catalogue)
    if fitted.left_out and not fitted.items:
        context.say(f"Nothing of that session is for today. {fitted.left_out[0].why}", error=True)
        return False
    routine = context.catalogue.known_routine(session.routine)
    return _begin_fitted(context, fitted, routine, at)


def _begin_fitted(
    context: Context, fitted: Fitted, routine: Routine | None, at: datetime | None, half: bool = False
) -> bool:
    """Begin with what fits the day, and say what does not."""
    begun = _begin(context, fitted.items, routine=routine, reasons=fitted.reasons, at=at, half=half)
    if begun and fitted.changes:
        context.say_later(" ".join(fitted.changes))
    return begun


def start_empty(context: Context, at: datetime | None) -> bool:
    return _begin(context, (), at=at)


def _begin(
    context: Context,
    items: Sequence[RoutineItem],
    *,
    routine: Routine | None = None,
    reasons: Mapping[str, str] | None = None,
    at: datetime | None = None,
    half: bool = False,
) -> bool:
    context.journal.refresh()
    if in_the_way(context) is not None:
        context.say(OPEN_ALREADY.format(key=context.key("app.session")), error=True)
        return False
    now = training(context)
    left, ready = open_session(now.sessions), now.preparing(is_record=at is not None)
    session = begin(at or context.clock.now(), items, ready, routine=routine, reasons=reasons)
    session = halved(session) if half else session
    id = context.journal.new_id()
    context.entered_session = id
    session = msgspec.structs.replace(session, id=id)

    def put() -> str:
        """In one step of undo with the end of one that was left."""
        if left is None:
            context.journal.add(session)
        else:
            end = partial(left_as_it_was, now=context.clock.now())
            context.journal.record([session], {left.id: end}, label=f"began {one_line(session.name) or 'a session'}")
        return id

    if context.save(put) is None:
        return False
    if left is not None:
        context.say_later(
            f"{one_line(left.name) or 'The session'} of {short_day(left.started_at.date(), context.today)} is ended "
            "as it was left."
        )
    _yield_to_other(context, id)
    return True


def _yield_to_other(context: Context, id: str) -> None:
    """Should another login have begun a session at the same moment, that one is the one open session.

    A commit reads what was committed before it, and nothing is read between it and here: so of two logins exactly the
    later one finds the other's.
    """
    others = [each.id for each in training(context).sessions if each.state == "open" and each.id != id]
    if others:
        context.entered_session = others[0]
        context.save(lambda: context.journal.remove(id), "Another window has just begun a session: this is it.")
