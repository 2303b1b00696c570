"""One ankle's ratings in the order they happened, and how much time really passed between two of them.

Check-ins carry the offset the runner had then. Order and age go by the instant, never by the wall clock, so that a
night with a clock change or a flight neither adds nor takes an hour.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import MAXYEAR, MINYEAR, UTC, datetime, timedelta

import msgspec

from journal.dates import clock_time, relative_day
from journal.entries import ANKLES, Ankle, CheckIn
from journal.vocabulary import MOMENTS, label

MORNING_MOMENTS = frozenset({"on-waking", "next-morning"})
"""Moments that play the ``next_morning`` part in the pain-monitoring model (docs/rules.md)."""

_FIRST, _LAST = datetime(MINYEAR + 1, 1, 1, tzinfo=UTC), datetime(MAXYEAR - 1, 12, 31, tzinfo=UTC)


class Reading(msgspec.Struct, frozen=True):
    """One ankle's rating in one check-in, 0-10; ``instant`` is ``at`` in UTC."""

    at: datetime
    instant: datetime
    rating: int
    moment: str
    check_in: str
    after: str = ""
    spots: tuple[str, ...] = ()
    feels: tuple[str, ...] = ()
    triggers: tuple[str, ...] = ()

    @property
    def is_morning(self) -> bool:
        """Whether it was given on waking."""
        return self.moment in MORNING_MOMENTS


def countable(moment: datetime) -> bool:
    """Whether days can be counted from a moment in both directions: it is not of the first year there is, or the last.

    No runner means one, but a journal from elsewhere may hold it, and whoever adds a day to its last one fails.
    """
    return MINYEAR < moment.year < MAXYEAR


def instant(moment: datetime) -> datetime:
    """The moment in UTC: comparing and subtracting is then right whatever zones the two sides carry.

    One from which days cannot be counted is moved to the nearest year in which they can.
    """
    if countable(moment):
        return moment.astimezone(UTC)
    return _FIRST if moment.year == MINYEAR else _LAST


def elapsed(since: datetime, until: datetime) -> timedelta:
    """Real time from one moment to another, whatever the clocks on the wall did between."""
    return instant(until) - instant(since)


def readings(
    check_ins: Iterable[CheckIn], side: Ankle, now: datetime, within: timedelta | None = None
) -> list[Reading]:
    """The ankle's ratings up to ``now``, oldest first; with ``within`` only those at most that long ago.

    Check-ins that did not ask this ankle are left out, and so is anything dated after ``now``.
    """
    until = instant(now)
    since = None if within is None else until - within
    found: list[tuple[datetime, datetime, int, Reading]] = []
    for check_in in check_ins:
        report = check_in.side(side)
        if report.rating is None:
            continue
        # Against a moment in UTC, Python compares instants whatever zone the check-in carries.
        if check_in.at > until or (since is not None and check_in.at < since):
            continue
        at = instant(check_in.at)
        reading = Reading(
            check_in.at,
            at,
            report.rating,
            check_in.moment,
            check_in.id,
            check_in.after,
            report.spots,
            report.feels,
            check_in.triggers,
        )
        written = at if check_in.created_at is None else check_in.created_at
        found.append((at, written, int(check_in.id) if check_in.id.isdecimal() else 0, reading))
    found.sort(key=lambda row: row[:3])
    return [row[3] for row in found]


def latest(check_ins: Iterable[CheckIn], side: Ankle, now: datetime) -> Reading | None:
    """The ankle's newest rating up to ``now``; None if it was never rated."""
    until = instant(now)
    rated = [one for one in check_ins if one.side(side).rating is not None and one.at <= until]
    newest = max((one.at for one in rated), default=until)
    found = readings((one for one in rated if one.at == newest), side, now)
    return found[-1] if found else None


def moment_words(moment: str) -> str:
    """The moment's label without its explanation: ``on waking``."""
    return label(moment, MOMENTS).partition(" (")[0]


def when_words(at: datetime, now: datetime) -> str:
    """``today 07:12``, ``yesterday 21:30``: the runner's own clock then; what is past is no later than today."""
    day = min(at.date(), now.date()) if at <= now else at.date()
    return f"{relative_day(day, now.date())} {clock_time(at)}"


def asked_anew(after: CheckIn, before: CheckIn, *, answered: bool) -> CheckIn:
    """An edited check-in; the stop-sign question is open again where a rating rose or the ankle rolled.

    An answer given before did not know of it, nor did who cleared other stop signs know of these.
    ``answered``: whether it was answered with the edit.
    """
    if after.stop_signs != before.stop_signs and after.stop_signs_cleared_at == before.stop_signs_cleared_at:
        after = msgspec.structs.replace(after, stop_signs_cleared_at=None)
    rose = any((after.side(side).rating or 0) > (before.side(side).rating or 0) for side in ANKLES)
    if not answered and (rose or ("ankle-roll" in after.triggers and "ankle-roll" not in before.triggers)):
        return msgspec.structs.replace(after, stop_signs_answered_at=None)
    return after
