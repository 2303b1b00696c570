"""One week made by hand, every number of which is worked out in ``tests/journal/rules/week/test_week.py``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from journal.dates import Week
from journal.entries import CheckIn, Entry, Item, Note, Run, Session, Set, SetResult, Side
from journal.rules.done.tally import Tally, by_day, tally_of
from journal.rules.week.summary import Findings, WeekSummary
from journal.rules.week.week import summarise
from library.routine import PlannedDose
from tests.support.soreness import moment, rated

MUSCLES = {
    "single-leg-heel-raise": ("gastrocnemius", "soleus"),
    "single-leg-balance": ("soleus",),
    "double-leg-heel-raise": ("gastrocnemius",),
}
REPS = PlannedDose(sets=2, reps=12, per_side=True)
HOLD = PlannedDose(sets=2, hold_s=30, per_side=True)
BOTH = PlannedDose(sets=2, reps=15, tempo="2-0-2")


def muscles_of(exercise: str) -> tuple[str, ...]:
    """Primary muscles of the exercises used here."""
    return MUSCLES.get(exercise, ())


def tallies_of(entries: Iterable[Entry]) -> dict[date, Tally]:
    """What was done on each day that has something to count."""
    counted = (one for one in entries if isinstance(one, Session | Run))
    return by_day(counted, lambda one: tally_of(one, muscles_of))


def summarised(week: Week, entries: Sequence[Entry], now: datetime, findings: Findings | None = None) -> WeekSummary:
    """The summary of a week, its tallies counted from the entries."""
    return summarise(week, entries, now, findings or Findings(), tallies_of(entries))


def done(
    at: str,
    side: Side = "both",
    reps: int | None = None,
    hold: float | None = None,
    result: SetResult = "done",
    removed: bool = False,
) -> Set:
    """A set ticked at a moment of November 2026."""
    return Set(id=at + side, side=side, reps=reps, hold_s=hold, done_at=moment(at), result=result, removed=removed)


MONDAY = Session(
    id="10",
    started_at=moment("16 19:00"),
    finished_at=moment("16 19:40"),
    state="finished",
    name="Foundation",
    items=(
        Item(
            id="a",
            exercise="single-leg-heel-raise",
            name="Single-leg heel raise",
            dose=REPS,
            sets=(
                done("16 19:05", "left", 12),
                done("16 19:07", "right", 12),
                done("16 19:09", "left", 10, result="reduced"),
                done("16 19:11", "right", 12, result="shaky"),
            ),
        ),
        Item(
            id="b",
            exercise="single-leg-balance",
            name="Single-leg balance",
            dose=HOLD,
            sets=(
                done("16 19:13", "left", hold=30),
                done("16 19:14", "right", hold=30),
                done("16 19:30", "right", hold=25),
            ),
        ),
        Item(
            id="c",
            exercise="double-leg-heel-raise",
            name="Double-leg heel raise",
            dose=BOTH,
            sets=(
                done("16 19:32", reps=15),
                done("16 19:33", reps=15, result="skipped-sore"),
                done("16 19:34", reps=15, removed=True),
            ),
        ),
        Item(id="d", exercise="single-leg-balance", dose=HOLD, sets=(done("16 19:22", "left", hold=30),), removed=True),
    ),
)
WEDNESDAY = Session(
    id="11",
    started_at=moment("18 18:00"),
    finished_at=moment("18 18:12"),
    state="short",
    name="Foundation",
    items=(Item(id="a", exercise="double-leg-heel-raise", dose=BOTH, sets=(done("18 18:10", reps=10),)),),
)
THURSDAY = Session(id="12", started_at=moment("19 19:00"), state="postponed", name="Foundation")
WEEK_BEFORE = Session(
    id="13",
    started_at=moment("11 18:00"),
    finished_at=moment("11 18:20"),
    state="finished",
    items=(
        Item(
            id="a",
            exercise="double-leg-heel-raise",
            dose=BOTH,
            sets=(done("11 18:10", reps=10), done("11 18:12", reps=10)),
        ),
    ),
)
RUNS = (
    Run(id="20", started_at=moment("17 18:00"), duration_s=2400, distance_km=8.0, shoe="1"),
    Run(id="21", started_at=moment("21 09:00"), duration_s=3960, distance_km=12.0, shoe="2"),
    Run(id="22", started_at=moment("22 15:00"), activity="walk", duration_s=1800),
)
CHECK_INS: tuple[CheckIn, ...] = (
    rated("9 07:00", 1, 0, id="30", moment_id="on-waking"),
    rated("10 07:00", 1, 0, id="31", moment_id="on-waking"),
    rated("11 07:00", 1, id="32", moment_id="next-morning"),
    rated("16 07:00", 2, 0, id="33", moment_id="on-waking"),
    rated("17 07:00", 3, 0, id="34", moment_id="on-waking"),
    rated("17 20:00", 5, id="35", moment_id="after", spots=("achilles-mid",)),
    rated("18 07:00", 1, id="36", moment_id="on-waking"),
    rated("20 21:00", 0, id="37", moment_id="evening"),
)
NOTE = Note(id="40", day=moment("19 12:00").date(), text="Calf tight, then fine.")
ENTRIES: tuple[Entry, ...] = (MONDAY, WEDNESDAY, THURSDAY, WEEK_BEFORE, *RUNS, *CHECK_INS, NOTE)
