"""Which moment a check-in most likely describes, guessed from the hour and what came before; always shown, never final.

House rules (docs/rules.md): the guess only spares a key.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

import msgspec

from journal.dates import clock_time, short_day
from journal.entries import CheckIn, Run, Session
from journal.errors import InvalidEntry
from journal.rules.ankle.bouts import DONE, Bout, bouts
from journal.rules.ankle.readings import MORNING_MOMENTS, elapsed, instant

NIGHT_FROM, MORNING_HOUR, NOON, EVENING_HOUR = 1, 4, 12, 18
MORNING_FROM, MORNING_UNTIL = timedelta(hours=3), timedelta(hours=30)
"""A rating on waking follows what ended so long before: a run at dawn is not answered on the same morning."""
OPEN_AT_MOST = timedelta(hours=3)
"""A session begun longer ago is not taken to be under way."""
JUST_AFTER = timedelta(hours=1)
LATER = timedelta(hours=6)
_WITHIN_HOURS = ("after", "later-same-day", "during", "warm-up", "evening", "at-rest", "after-sitting", "on-feet")
"""Moments that follow what ended up to ``LATER`` before."""


class Guess(msgspec.Struct, frozen=True):
    """A moment's id, the id of the bout the check-in follows (empty if none), and why, in words."""

    moment: str
    after: str = ""
    why: str = ""


class Recent(msgspec.Struct, frozen=True):
    """The entries of some days, oldest first, by which the moment of a check-in is guessed."""

    check_ins: Sequence[CheckIn] = ()
    sessions: Sequence[Session] = ()
    runs: Sequence[Run] = ()

    def guess(self, at: datetime) -> Guess:
        """The moment of a check-in at ``at``.

        In order: a session under way (before its first set: before; else during); up to 1 h after a bout: after; the
        first of the morning from 4 to 12: on waking; up to 6 h after a bout: later that day; 1 to 4 at night: night;
        from 18 to 1: evening; else at rest.
        """
        opened = [one for one in self.sessions if one.state == "open"]
        under_way = [one for one in opened if timedelta(0) <= elapsed(one.started_at, at) <= OPEN_AT_MOST]
        if under_way:
            session = max(under_way, key=lambda one: instant(one.started_at))
            begun = any(each.result in DONE for item in session.items for each in item.sets)
            return Guess("during" if begun else "before", session.id, "a session is open")
        open_ids, known = {one.id for one in opened}, bouts(self.sessions, self.runs, at)
        done = [bout for bout in known if bout.id not in open_ids and instant(bout.end) <= instant(at)]
        last = max(done, key=lambda bout: instant(bout.end), default=None)
        since = elapsed(last.end, at) if last is not None else timedelta.max
        ended = f"{_named(last)} ended at {clock_time(last.end)}" if last is not None else ""
        if last is not None and since <= JUST_AFTER:
            return Guess("after", last.id, ended)
        if MORNING_HOUR <= at.hour < NOON and not self._rated_this_morning(at):
            tied = last is not None and MORNING_FROM <= since <= MORNING_UNTIL
            return Guess("on-waking", last.id if tied and last else "", "first of the morning")
        if last is not None and since <= LATER:
            return Guess("later-same-day", last.id, ended)
        if NIGHT_FROM <= at.hour < MORNING_HOUR:
            return Guess("night", why="by the hour")
        if at.hour >= EVENING_HOUR or at.hour < NIGHT_FROM:
            return Guess("evening", why="by the hour")
        return Guess("at-rest", why="by the hour")

    def follows(self, moment: str, at: datetime) -> str:
        """The id of the bout a check-in with this moment follows; empty if none fits.

        An on-waking rating follows the newest bout that ended 3 to 30 h before, during the one under way, any other
        moment the newest one that ended within 6 h.
        """
        known = bouts(self.sessions, self.runs, at)
        if moment in MORNING_MOMENTS:
            fitting = [bout for bout in known if MORNING_FROM <= elapsed(bout.end, at) <= MORNING_UNTIL]
        elif moment in _WITHIN_HOURS:
            fitting = [bout for bout in known if elapsed(bout.end, at) <= LATER]
        else:
            fitting = []
        return fitting[-1].id if fitting else ""

    def _rated_this_morning(self, at: datetime) -> bool:
        return any(
            one.at.date() == at.date()
            and one.moment in MORNING_MOMENTS
            and one.at.hour >= MORNING_HOUR
            and instant(one.at) <= instant(at)
            for one in self.check_ins
        )


def _named(bout: Bout) -> str:
    return f"the {bout.name}" if bout.kind == "run" else "the session"


def refuse_future(at: datetime, now: datetime, field: str = "at") -> datetime:
    """The moment, if it is not after ``now``; ``field`` is where it was typed.

    Raises InvalidEntry: it lies in the future.
    """
    if instant(at) > instant(now):
        raise InvalidEntry("check-in", field, f"{short_day(at.date(), now.date())} {clock_time(at)} is in the future")
    return at
