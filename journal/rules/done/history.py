"""What one side did of one exercise in past sessions, and how the ankle took it. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from functools import cached_property
from itertools import islice

import msgspec

from journal.entries import ANKLES, Ankle, CheckIn, Item, Session, Set, Side
from journal.rules.ankle.bouts import DONE, is_self_care
from journal.rules.ankle.mornings import Mornings
from journal.rules.ankle.readings import instant
from library.exercise import MEASURE, Measure
from library.routine import PlannedDose
from library.variant import is_packed

LOOK_BACK = timedelta(days=366)
"""Older performances say nothing about today."""


def ankles_of(side: Side) -> tuple[Ankle, ...]:
    return ANKLES if side == "both" else (side,)


def measure_of(dose: PlannedDose) -> Measure:
    """The field of a set that holds what the dose counts."""
    return MEASURE[dose.mode]


def amount_of(set: Set, dose: PlannedDose) -> float | None:
    """How much a set holds, in the unit of the dose: reps, s or m; None when it holds none of it."""
    value: float | None = getattr(set, measure_of(dose))
    return value


def live_items(session: Session) -> tuple[Item, ...]:
    """The session's items that were not dropped, in order."""
    return tuple(sorted((item for item in session.items if not item.removed), key=lambda item: item.position))


def live_sets(item: Item) -> tuple[Set, ...]:
    """The item's sets that were not dropped, in order."""
    return tuple(set for set in item.sets if not set.removed)


def sets_in(session: Session) -> list[tuple[Item, Set]]:
    """Every set of a session that was not dropped, with its item, in order."""
    return [(item, set) for item in live_items(session) for set in live_sets(item)]


def is_begun(session: Session) -> bool:
    """Whether any set of it was done."""
    return any(set.result in DONE for _, set in sets_in(session))


class Performance(msgspec.Struct, frozen=True):
    """One exercise, one side, one past session.

    ``sets`` are those with a result; ``missing`` how many of the planned ones have none. Ratings are 0-10, the higher
    one where both ankles are meant, None where nobody asked: ``worst`` of that day, ``during`` this item, ``morning``
    the next one. ``settled`` is as ``journal.rules.ankle.mornings`` has it.
    """

    at: datetime
    dose: PlannedDose
    sets: tuple[Set, ...]
    missing: int = 0
    worst: int | None = None
    during: int | None = None
    morning: int | None = None
    settled: bool | None = None
    way: str = ""
    """The variant it was done in."""

    @property
    def planned_sets(self) -> int:
        """How many sets were proposed."""
        return len(self.sets) + self.missing

    @property
    def done(self) -> tuple[Set, ...]:
        """The sets, skipped ones left out."""
        return tuple(set for set in self.sets if not set.is_skipped)

    @property
    def amounts(self) -> tuple[float, ...]:
        """What each set held, skipped ones left out."""
        amounts = (amount_of(set, self.dose) for set in self.done)
        return tuple(amount for amount in amounts if amount is not None)

    @property
    def target(self) -> float:
        """What each set was proposed at."""
        planned = [set.planned for set in self.sets if set.planned is not None]
        return planned[-1] if planned else self.dose.amount

    @property
    def load_kg(self) -> float | None:
        """The last set's load."""
        return next((set.load_kg for set in reversed(self.sets) if set.load_kg is not None), None)

    @property
    def band(self) -> str:
        """The last set's band."""
        return next((set.band for set in reversed(self.sets) if set.band), "")

    def has(self, result: str) -> bool:
        """Whether any set ended so."""
        return any(set.result == result for set in self.sets)

    @property
    def complete(self) -> bool:
        """Whether every set was done, none reduced, shaky or skipped, and none fell short of its proposal."""
        return (
            not self.missing
            and bool(self.sets)
            and all(set.result == "done" for set in self.sets)
            and len(self.amounts) == len(self.sets)
            and min(self.amounts) >= self.target
        )


class History:
    """Past sessions and check-ins, asked for one exercise and side at a time.

    Sessions that are still open or were postponed teach nothing and are left out.
    """

    def __init__(self, sessions: Iterable[Session], check_ins: Iterable[CheckIn], now: datetime) -> None:
        since, until = (now - LOOK_BACK).date(), instant(now)
        kept = [
            session
            for session in sessions
            if session.state not in ("open", "postponed")
            and since <= session.started_at.date()
            and instant(session.started_at) <= until
        ]
        self._sessions = sorted(kept, key=lambda session: instant(session.started_at), reverse=True)
        self._mornings = Mornings(one for one in check_ins if one.at <= now)

    @cached_property
    def band(self) -> str:
        """The band used last, whatever for; empty without one."""
        return next((one.band for _, one in self._done_sets() if one.band), "")

    @cached_property
    def backpack_kg(self) -> float | None:
        """How heavy the backpack was last, whatever it was worn for; None when it never was."""
        return next((one.load_kg for item, one in self._done_sets() if one.load_kg and is_packed(item.way)), None)

    def _done_sets(self) -> Iterator[tuple[Item, Set]]:
        """What was done with its item, newest first."""
        for session in self._sessions:
            for item in reversed(live_items(session)):
                yield from ((item, one) for one in reversed(live_sets(item)) if one.result in DONE)

    def performances(self, exercise: str, side: Side, way: str = "", *, last: int = 6) -> tuple[Performance, ...]:
        """The last performances of an exercise on one side, oldest first; with a ``way`` those done in that one."""
        done = (
            performance
            for session, item in self._by_exercise.get(exercise, ())
            if way in ("", item.way) and (performance := self._performance(session, item, side)) is not None
        )
        return tuple(reversed(list(islice(done, last))))

    @cached_property
    def _by_exercise(self) -> dict[str, list[tuple[Session, Item]]]:
        """What was in the sessions, newest session first."""
        found: dict[str, list[tuple[Session, Item]]] = {}
        for session in self._sessions:
            for item in live_items(session):
                found.setdefault(item.exercise, []).append((session, item))
        return found

    def work(self) -> dict[Ankle, float]:
        """Sets each side did in the last five sessions, by what was planned of them: to tell the weaker one."""
        done: dict[Ankle, float] = dict.fromkeys(ANKLES, 0.0)
        trained = (session for session in self._sessions if not is_self_care(session))
        for session in islice(trained, 5):
            for item in live_items(session):
                for set in live_sets(item):
                    if set.side != "both" and set.result in DONE and item.dose.amount:
                        done[set.side] += (amount_of(set, item.dose) or 0.0) / item.dose.amount
        return done

    def _performance(self, session: Session, item: Item, side: Side) -> Performance | None:
        """What a side did of an item; None where it has done none of it."""
        sets = [set for set in live_sets(item) if set.side in (side, "both") or side == "both"]
        done = tuple(set for set in sets if set.result is not None)
        if not done:
            return None
        day, ankles = session.started_at.date(), ankles_of(side)
        return Performance(
            at=session.started_at,
            dose=item.dose,
            sets=done,
            way=item.way,
            missing=len(sets) - len(done),
            worst=self._mornings.worst(day, ankles),
            during=_during(item, side),
            morning=self._mornings.highest(day, ankles),
            settled=self._mornings.settled(day, ankles),
        )


def _during(item: Item, side: Side) -> int | None:
    felt = (getattr(item.soreness, ankle, None) for ankle in ankles_of(side))
    return max((rating for rating in felt if rating is not None), default=None)
