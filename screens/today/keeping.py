"""Keeping Today's lines of the next days for the next start: half a day at a time, while nobody does anything."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from journal.dates import NOON
from journal.entries import KINDS, Entry, Run, Session, time_of
from journal.journal import Journal
from journal.paths import make_folder
from journal.rules.ankle.bouts import bouts
from journal.rules.today.today import RATE_AFTER
from screens.frame.handed import write_whole
from screens.today.kept import Bound, Half, file_for, half_of, read_page, to_keep
from screens.today.seen import today_page

if TYPE_CHECKING:
    from screens.frame.context import Context

AHEAD = 3
"""Days that lines are kept for, today among them."""
_LATELY = timedelta(days=35)
"""How far back Today looks for what is still open, or has just ended."""
_AT_LEAST = timedelta(milliseconds=1)
_ANYWHERE = timedelta(days=2)
"""Days within which an entry of now lies, whatever offset it was made at."""


class Keeper:
    """Keeps the lines as the journal is, and again when it has changed."""

    def __init__(self, context: Context) -> None:
        self._context, self._file = context, file_for(context.journal.path)
        self._of: object = None
        self._due: list[datetime] | None = None
        self._halves: list[Half] = []

    def work(self, size: tuple[int, int]) -> None:
        """Keep one more half-day where nothing has changed since the last call; called again and again."""
        context, now = self._context, self._context.clock.now()
        of = (context.journal.revision, context.settings, size, half_of(now))
        if of != self._of:
            self._of, self._due = of, None
            return
        if self._due == [] or (journal := context.journal.fingerprint) is None:
            return
        bound = Bound(journal, context.settings, size)
        if self._due is None:
            self._due, self._halves = halves_due(context.journal, now), []
            if all(read_page(self._file, bound, at) for at in self._due):
                self._due = []  # as the last start has kept them
        if self._due:
            at = self._due.pop(0)
            self._halves.append(Half(at, today_page(context.views.apart(), at, *size)))
            with suppress(OSError):  # it is missed by nobody
                make_folder(self._file.parent)
                write_whole(self._file, to_keep(bound, self._halves))


def halves_due(journal: Journal, now: datetime) -> list[datetime]:
    """The moments from which Today stays as it is for a half-day, as long as nothing is noted: now, and mornings first.

    None where that hangs on the minute: with a session open, or something dated to come.
    """
    since = (now - _ANYWHERE).date()
    if not journal.first_day or any(
        _is_to_come(entry, now) for kind in KINDS.values() for entry in journal.of_kind(kind, since)
    ):
        return []
    lately = (now - _LATELY).date()
    sessions = journal.of_kind(Session, lately)
    if any(session.state == "open" for session in sessions):
        return []
    ends = [bout.end for bout in bouts(sessions, journal.of_kind(Run, lately))]
    begin = max([now, *(end + RATE_AFTER + _AT_LEAST for end in ends)])
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    halves = [midnight + timedelta(days=day, hours=hour) for day in range(AHEAD) for hour in (0, NOON)]
    to_come = sorted((half for half in halves if half > begin), key=lambda half: half.hour)
    return [begin, *to_come] if to_come else []


def _is_to_come(entry: Entry, now: datetime) -> bool:
    moment = time_of(entry)
    if isinstance(moment, datetime):
        return moment > now
    return moment is not None and moment > now.date()
