"""What was exercised: sessions with a set done, and runs."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

import msgspec

from journal.dates import short_day
from journal.entries import Item, Run, Session
from journal.rules.ankle.readings import countable, instant

SELF_CARE_EXERCISES = frozenset({"rice-self-care"})
"""Library entries that are self-care: doing them is no bout an ankle has to settle from."""
DONE = frozenset({"done", "reduced", "shaky"})
"""Set results that mean the set was done."""
DONE_STATES = frozenset({"finished", "short"})
"""States of a session that mean it was done."""


class Bout(msgspec.Struct, frozen=True):
    """Exercise done, a session or a run."""

    id: str
    kind: str
    """``session`` or ``run``."""
    name: str
    start: datetime
    end: datetime

    def words(self, today: date | None = None) -> str:
        """``the run on Thu 19 Nov``; without its day when that is ``today``."""
        what = self.name if self.kind == "run" else f"session {self.name}" if self.name else "session"
        day = self.start.date()
        return f"the {what}" if day == today else f"the {what} on {short_day(day)}"


def _done_items(session: Session) -> list[Item]:
    return [
        item
        for item in session.items
        if not item.removed and any(one.result in DONE and not one.removed for one in item.sets)
    ]


def is_self_care(session: Session) -> bool:
    """Whether a session is self-care and no training: what was done in it, else what it holds, is nothing else.

    House rule, and the one place that decides it: such a session is no bout, counts for no plan and no row of weeks,
    and is never "the last session". It is told on a line of its own.
    """
    held = _done_items(session) or [item for item in session.items if not item.removed]
    return bool(held) and all(item.exercise in SELF_CARE_EXERCISES for item in held)


def _session_bout(session: Session) -> Bout | None:
    if session.state == "postponed" or is_self_care(session):
        return None
    done = _done_items(session)
    if not done and session.state not in DONE_STATES:
        return None
    ended = session.finished_at or max(
        (one.done_at for item in done for one in item.sets if one.done_at is not None and one.result in DONE),
        key=instant,
        default=session.started_at,
    )
    return Bout(session.id, "session", session.name, session.started_at, ended)


def _run_bout(run: Run) -> Bout | None:
    if not countable(run.started_at):
        return None
    end = run.started_at + timedelta(seconds=run.duration_s or 0)
    return Bout(run.id, "run", run.activity.replace("-", " "), run.started_at, end)


def bouts(sessions: Iterable[Session] = (), runs: Iterable[Run] = (), now: datetime | None = None) -> list[Bout]:
    """Everything exercised, oldest first: sessions with a set done, and runs; not self-care, not postponed ones.

    With ``now``, only what had begun by then. What is dated to where days cannot be counted has no morning after it.
    """
    made = (*map(_session_bout, sessions), *map(_run_bout, runs))
    found = [bout for bout in made if bout is not None and countable(bout.start) and countable(bout.end)]
    if now is not None:
        found = [bout for bout in found if instant(bout.start) <= instant(now)]
    return sorted(found, key=lambda bout: instant(bout.start))
