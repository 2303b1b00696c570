"""Short ways to write check-ins, sessions and runs in tables of cases."""

from __future__ import annotations

from datetime import datetime

from journal.entries import AnkleReport, CheckIn, Item, Rating, Run, Session, Set, SideRating
from library.routine import PlannedDose

NOON = datetime.fromisoformat("2026-11-20T12:00:00+01:00")


def moment(text: str) -> datetime:
    """A moment of November 2026 in Berlin as ``20 07:12``, or RFC 3339 in full."""
    if "T" in text:
        return datetime.fromisoformat(text)
    day, _, time = text.partition(" ")
    return datetime.fromisoformat(f"2026-11-{int(day):02d}T{time}:00+01:00")


def rated(
    at: str,
    left: Rating | None = None,
    right: Rating | None = None,
    *,
    id: str = "",
    moment_id: str = "at-rest",
    spots: tuple[str, ...] = (),
    feels: tuple[str, ...] = (),
    triggers: tuple[str, ...] = (),
    stop_signs: tuple[str, ...] = (),
    cleared_at: str = "",
    after: str = "",
    answered: bool = True,
) -> CheckIn:
    """A check-in; spots and feels are the left ankle's. ``answered`` is the stop-sign question, at once."""
    return CheckIn(
        id=id,
        at=moment(at),
        moment=moment_id,
        left=AnkleReport(rating=left, spots=spots, feels=feels),
        right=AnkleReport(rating=right),
        triggers=triggers,
        stop_signs=stop_signs,
        stop_signs_cleared_at=moment(cleared_at) if cleared_at else None,
        stop_signs_answered_at=moment(at) if answered else None,
        after=after,
    )


def session(
    start: str,
    end: str = "",
    *,
    id: str = "s1",
    exercise: str = "double-leg-heel-raise",
    state: str = "finished",
    during: SideRating | None = None,
    done: bool = True,
    name: str = "Base",
) -> Session:
    """A session of one item with one set on both sides."""
    finished = moment(end) if end else None
    one = Set(id="a", reps=12, result="done" if done else None, done_at=(finished or moment(start)) if done else None)
    item = Item(id="i", exercise=exercise, dose=PlannedDose(sets=1, reps=12), sets=(one,), soreness=during)
    return Session(id=id, started_at=moment(start), finished_at=finished, state=state, items=(item,), name=name)  # type: ignore[arg-type]


def ran(start: str, minutes: float = 40, *, id: str = "r1", shoe: str = "") -> Run:
    """A run of so many minutes."""
    return Run(id=id, started_at=moment(start), duration_s=minutes * 60, distance_km=8.0, shoe=shoe)
