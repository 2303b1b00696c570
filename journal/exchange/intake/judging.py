"""One record by itself: whether it can be a run of the journal at all, and what makes it doubtful. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from journal.dates import in_years, years_words
from journal.entries import LONGEST_RUN_S
from journal.exchange.intake.same import left_on
from journal.exchange.intake.values import (
    BACKWARDS,
    BY_SPEED,
    CHECKSUM,
    CLOCK_CHANGE,
    CUT,
    EARLY,
    LATER,
    PACE,
    ROUNDED,
    TWINS,
    Doubt,
    SourceRun,
)
from journal.units import LEAST_KM, LEAST_S

FASTEST_S_PER_KM, FASTEST_SWIM_S_PER_KM = 120.0, 300.0
"""Nobody runs a km in two minutes, or swims one in five."""
FIRST_SURE_YEAR = 1990
LONGEST_KM = 1000.0
TOO_LONG = "it is longer than seven days"
STANDING = {
    LATER: "These are later than now. Take them?",
    EARLY: "These were recorded by a watch without a clock. Take them?",
    PACE: "No one is that slow for so long, or that fast. Take them?",
    TWINS: "These may be here already, recorded twice. Take them too?",
    ROUNDED: "A spreadsheet has rounded their ids, so nothing tells whether they came in before. Take them?",
    CLOCK_CHANGE: "At a clock change an hour comes twice, or never. Take these with the earlier of both times?",
    CUT: "The file is cut short. Take what is there?",
    CHECKSUM: "The file may be damaged. Take what it says?",
    BY_SPEED: "The file does not say what was done. Take the kind that fits the speed?",
    BACKWARDS: "Its times run backwards. Take it?",
}
"""What is asked of rows that any source may have, by the question's id; answered with take or leave."""


def impossible(bout: SourceRun, today: date) -> str:
    """Why a record can be no run of the journal; empty when it can."""
    if not in_years(bout.started_at, today):
        return f"{bout.started_at.date()} is not of the years {years_words(today)}"
    duration, km = bout.duration_s or 0.0, bout.distance_km or 0.0
    if duration > LONGEST_RUN_S:
        return TOO_LONG
    if km > LONGEST_KM:
        return f"it is longer than {LONGEST_KM:g} km"
    return "it has neither time nor distance" if duration < LEAST_S and km < LEAST_KM else ""


def doubts_of(bout: SourceRun, now: datetime) -> Iterable[Doubt]:
    """What is hard to believe of a record, whoever made it. House rules."""
    if bout.started_at > now:
        yield Doubt(LATER, "later than now")
    elif bout.started_at.year < FIRST_SURE_YEAR:
        yield Doubt(EARLY, "a watch without a clock")
    duration, km = bout.duration_s or 0.0, bout.distance_km or 0.0
    if left_on(bout):
        yield Doubt(PACE, f"{duration / 3600:.0f} hours for {km:g} km")
    elif duration and km:
        fastest = FASTEST_SWIM_S_PER_KM if bout.activity == "swim" else FASTEST_S_PER_KM
        if bout.activity in ("run", "walk", "swim") and duration / km < fastest:
            yield Doubt(PACE, f"{km:g} km in {duration / 60:.0f} min")
