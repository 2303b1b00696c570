"""What was done, counted so that counts add up: an entry's tally, a day's, a week's, all of one shape.

Tallies add in any order and any grouping to the same result: times are whole milliseconds and distances whole metres,
so that no sum depends on the order of its parts. Counting is bookkeeping, not evidence; the two house rules are
``ACTIVE_GAP_S`` and counting every set with a result other than skipped.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any

from msgspec import Struct
from msgspec.structs import astuple, replace

from journal.entries import NOT_ON_FOOT, Entry, Item, Run, Session, Set, day_of
from journal.rules.ankle.bouts import DONE, is_self_care
from library.exercise import tempo_seconds
from library.routine import REP_S, STRIDE_M_PER_S

ACTIVE_GAP_S = 900
"""A pause longer than this between two ticks counts as this long (house rule): a session left open over lunch."""
LONGEST_UNTICKED_S = 4 * 3600
"""The most a session without ticks counts for, in s (house rule)."""

MusclesOf = Callable[[str], Sequence[str]]
"""Primary muscles of an exercise id; empty where the exercise is unknown."""


class Work(Struct, frozen=True, gc=False):
    """Sets and what was in them; ``work_ms`` is the time spent moving or holding, estimated from tempo for reps."""

    sets: int = 0
    reps: int = 0
    hold_ms: int = 0
    work_ms: int = 0
    distance_m: int = 0

    def __add__(self, other: Work) -> Work:
        return Work(
            sets=self.sets + other.sets,
            reps=self.reps + other.reps,
            hold_ms=self.hold_ms + other.hold_ms,
            work_ms=self.work_ms + other.work_ms,
            distance_m=self.distance_m + other.distance_m,
        )


class SideWork(Struct, frozen=True, kw_only=True, gc=False):
    """Work on the left alone, on the right alone, and on both at once."""

    left: Work = Work()
    right: Work = Work()
    both: Work = Work()

    @property
    def total(self) -> Work:
        """All three together; a set on both sides at once is one set."""
        return self.left + self.right + self.both

    def __add__(self, other: SideWork) -> SideWork:
        return SideWork(left=self.left + other.left, right=self.right + other.right, both=self.both + other.both)


class Bouts(Struct, frozen=True, kw_only=True, gc=False):
    """Runs, or any other cardio: how many, how long, how far."""

    count: int = 0
    time_ms: int = 0
    distance_m: int = 0

    def __add__(self, other: Bouts) -> Bouts:
        return Bouts(
            count=self.count + other.count,
            time_ms=self.time_ms + other.time_ms,
            distance_m=self.distance_m + other.distance_m,
        )


class Tally(Struct, frozen=True, gc=False):
    """Everything that can be counted in some entries. ``muscles``, ``activities`` and ``shoes`` are keyed by id.

    ``self_care`` is how often self-care was logged; nothing else in a tally knows of it.
    """

    sessions_done: int = 0
    sessions_short: int = 0
    sessions_postponed: int = 0
    sessions_abandoned: int = 0
    sessions_open: int = 0
    self_care: int = 0
    session_ms: int = 0
    work: SideWork = SideWork()
    muscles: dict[str, SideWork] = {}
    shaky: int = 0
    skipped_sore: int = 0
    skipped_other: int = 0
    bouts: Bouts = Bouts()
    activities: dict[str, Bouts] = {}
    shoes: dict[str, Bouts] = {}
    longest_m: int = 0

    def __add__(self, other: Tally) -> Tally:
        summed = Tally(*map(_sum, astuple(self), astuple(other)))
        return replace(summed, longest_m=max(self.longest_m, other.longest_m))

    @property
    def active(self) -> bool:
        """Whether strength work or cardio was done."""
        return bool(self.sessions_done or self.sessions_short or self.work.total.sets or self.bouts.count)


NOTHING = Tally()
"""The tally of a day without anything to count."""


def total(tallies: Iterable[Tally]) -> Tally:
    """All tallies together."""
    whole = Tally()
    for tally in tallies:
        # Days without anything are many; adding them changes nothing.
        if tally is not NOTHING:
            whole = whole + tally
    return whole


def by_day(entries: Iterable[Entry], counted: Callable[[Entry], Tally]) -> dict[date, Tally]:
    """What was done on each day; ``counted`` gives the tally of an entry."""
    found: dict[date, Tally] = {}
    for entry in entries:
        if (day := day_of(entry)) is not None:
            tally = counted(entry)
            found[day] = found[day] + tally if day in found else tally
    return found


def tally_of(entry: Entry, muscles_of: MusclesOf) -> Tally:
    """One entry, counted; kinds without anything to count give an empty tally."""
    match entry:
        case Session() if is_self_care(entry):
            return Tally(self_care=int(entry.state != "postponed"))
        case Session():
            return _session(entry, muscles_of)
        case Run():
            bout = Bouts(
                count=1,
                time_ms=round((entry.duration_s or 0) * 1000),
                distance_m=round((entry.distance_km or 0) * 1000),
            )
            return Tally(
                bouts=bout,
                activities={entry.activity: bout},
                shoes={entry.shoe: bout} if entry.shoe and entry.activity not in NOT_ON_FOOT else {},
                longest_m=bout.distance_m if entry.activity == "run" else 0,
            )
        case _:
            return Tally()


def work_of(item: Item, set_: Set) -> Work:
    """One set as work; a set without a result, removed or skipped, is none."""
    if set_.removed or set_.result not in DONE:
        return Work()
    reps, hold = set_.reps or 0, set_.hold_s or 0.0
    if reps:
        per_rep = tempo_seconds(set_.tempo) or tempo_seconds(item.dose.tempo) or item.dose.rep_s or REP_S
        seconds = reps * (per_rep + hold)
    else:
        seconds = hold or set_.duration_s or (set_.distance_m or 0.0) / STRIDE_M_PER_S
    return Work(
        sets=1,
        reps=reps,
        hold_ms=round((reps or 1) * hold * 1000),
        work_ms=round(seconds * 1000),
        distance_m=round(set_.distance_m or 0),
    )


def active_ms(session: Session) -> int:
    """How long a session took, in ms: from its start over its ticks to its finish, long pauses shortened.

    Without ticks it is start to finish; without either it is 0. A clock that jumped back counts as no time.
    """
    ticks = sorted(
        set_.done_at
        for item in session.items
        for set_ in item.sets
        if set_.done_at is not None and not set_.removed and not item.removed
    )
    if not ticks:
        if session.finished_at is None:
            return 0
        seconds = (session.finished_at - session.started_at).total_seconds()
        return round(min(seconds, LONGEST_UNTICKED_S) * 1000)
    marks = [session.started_at, *ticks, *([session.finished_at] if session.finished_at else [])]
    gaps = ((later - earlier).total_seconds() for earlier, later in itertools.pairwise(marks))
    return sum(round(min(max(gap, 0.0), ACTIVE_GAP_S) * 1000) for gap in gaps)


_Sums = list[int]
"""Sets, reps, ms held, ms of work, metres: summed in place, for a session has hundreds of sets."""


def _session(session: Session, muscles_of: MusclesOf) -> Tally:
    sides: dict[str, _Sums] = {"left": [0] * 5, "right": [0] * 5, "both": [0] * 5}
    muscles: dict[str, dict[str, _Sums]] = {}
    results = {"shaky": 0, "skipped-sore": 0, "skipped-other": 0}
    for item in session.items:
        if item.removed:
            continue
        done: dict[str, _Sums] = {"left": [0] * 5, "right": [0] * 5, "both": [0] * 5}
        for set_ in item.sets:
            if set_.removed:
                continue
            if set_.result in results:
                results[set_.result] += 1
            work = work_of(item, set_)
            _add(done[set_.side], astuple(work))
        if not any(sums[0] for sums in done.values()):
            continue
        into = [sides, *(muscles.setdefault(name, {}) for name in muscles_of(item.exercise))]
        for totals in into:
            for side, sums in done.items():
                _add(totals.setdefault(side, [0] * 5), sums)
    return Tally(
        sessions_done=int(session.state == "finished"),
        sessions_short=int(session.state == "short"),
        sessions_postponed=int(session.state == "postponed"),
        sessions_abandoned=int(session.state == "abandoned"),
        sessions_open=int(session.state == "open"),
        session_ms=0 if session.state == "postponed" else active_ms(session),
        work=_side_work(sides),
        muscles={name: _side_work(sums) for name, sums in muscles.items()},
        shaky=results["shaky"],
        skipped_sore=results["skipped-sore"],
        skipped_other=results["skipped-other"],
    )


def _add(sums: _Sums, more: Sequence[int]) -> None:
    for place, value in enumerate(more):
        sums[place] += value


def _side_work(sums: dict[str, _Sums]) -> SideWork:
    return SideWork(**{side: Work(*found) for side, found in sums.items()})


def _sum(one: Any, other: Any) -> Any:
    if not isinstance(one, dict):
        return one + other
    return one | {key: one[key] + value if key in one else value for key, value in other.items()}
