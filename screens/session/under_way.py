"""A session under way: whether it is live, timed, begun, when its sets were done, and where it goes on. Pure."""

from __future__ import annotations

from datetime import datetime, timedelta

from journal.entries import Item, Session, Set
from journal.rules.done.history import live_sets, sets_in
from journal.rules.training import session as edits
from journal.rules.training.overview import overview
from journal.rules.training.timers import is_timed

BACKDATED_S = 3600
"""A session that was written down so long after it began is one of an earlier day (or hour): no timers, own times."""


def is_live(session: Session) -> bool:
    """Whether it is being done now: open, and not one of an earlier day."""
    written = session.created_at or session.started_at
    return session.state == "open" and (written - session.started_at).total_seconds() < BACKDATED_S


def has_timer(session: Session, item: Item, one_set: Set) -> bool:
    """Whether the set is done by the timer: counted in seconds, still to do, in a session done now."""
    return is_timed(item) and one_set.result is None and is_live(session)


def is_item_begun(session: Session, item: Item) -> bool:
    """Whether a set of the item was done, or is being done: then getting ready for it is over."""
    timed = session.timer is not None and session.timer.purpose == "hold" and session.timer.item == item.id
    return timed or any(each.result is not None for each in live_sets(item))


def moment_of(session: Session, now: datetime) -> datetime:
    """When a set ticked now was done: now, or for an earlier day as far into the session as its sets reach."""
    if is_live(session):
        return now
    if session.finished_at is not None and session.state != "open":
        return session.finished_at
    fresh = sum(item.dose.estimated_s for item in session.items if not item.removed)
    gone = max(0.0, fresh - overview(session, now).left_s)
    return min(now, session.started_at + timedelta(seconds=round(gone)))


def timed_or_next(session: Session) -> str | None:
    """Where to go on: the set a running timer is for, else the next one to do, else the first."""
    ids = [each.id for _, each in sets_in(session)]
    if session.timer is not None and session.timer.set in ids:
        return session.timer.set
    found = edits.next_set(session)
    return found[1].id if found else next(iter(ids), None)
