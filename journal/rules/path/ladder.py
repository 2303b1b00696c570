"""Back to running: twelve rungs, one step at a time by tolerated runs. Source: docs/rules.md, "Back to running".

No table of rungs is proven better than another; each rung twice or more, with a day without running between.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from journal.rules.path.days import AnkleDays, Board
from journal.rules.path.noted import GIVING, SWOLLEN, UNRATED, BodyDay

NEVER = -1
HALF_HOUR = 11
"""The rung of 30 min straight; twice tolerated it opens the usual."""
TOP = 12
ANEW, RESTED, USUAL_START = 1, 6, 3
"""Where the ladder begins: after an operation, after 28 to 55 days off, and otherwise."""
RESTED_MOST = 55
"""With more days off it begins as without any."""
WALKED_AROUND_MIN, QUICKEST = 10, 4
"""Min walked before and after a run, together; and min a km of the quickest run on the way back."""


class Rung(Struct, frozen=True):
    """What one rung is: so many times run and walk, in min; a walk has ``run_min`` 0, the usual neither."""

    number: int
    times: int
    run_min: int
    walk_min: int

    @property
    def words(self) -> str:
        """``5 times: run 1 min, walk 4 min``, ``walk 20 min, flat``, ``run 20 min``."""
        if self.number == TOP:
            return "as usual, by what is most today"
        if not self.run_min:
            return f"walk {self.walk_min} min, {'flat' if self.number == 1 else 'briskly'}"
        if not self.walk_min:
            return f"run {self.run_min} min"
        return f"{self.times} times: run {self.run_min} min, walk {self.walk_min} min"


RUNGS = tuple(
    Rung(number, *minutes)
    for number, minutes in enumerate(
        (
            (1, 0, 20),
            (1, 0, 30),
            (5, 1, 4),
            (8, 1, 2),
            (5, 2, 2),
            (5, 3, 2),
            (4, 4, 2),
            (5, 4, 1),
            (2, 10, 1),
            (1, 20, 0),
            (1, 30, 0),
            (1, 0, 0),
        ),
        start=1,
    )
)
"""The ladder, rung 1 first."""


class Ladder(Struct, frozen=True):
    """Where a runner stands: the rung, how often it was tolerated, and the first day on which to run again.

    ``since`` and ``not_before`` are places of days.
    """

    rung: int
    since: int
    done: int = 0
    not_before: int = NEVER

    @property
    def does(self) -> Rung:
        """What the rung is."""
        return RUNGS[self.rung - 1]


Length = Literal["as the rung", "longer", "shorter"]
"""A run beside its rung. One that is longer or shorter says nothing of the rung, and opens none."""


class Tried(Struct, frozen=True):
    """The runs of one day on the ladder: their place, the rung, how they were taken (``Outcome``), and how long."""

    day: int
    rung: int
    tolerated: bool | None
    length: Length = "as the rung"


TRIED_KEPT = 14
"""So many of the last days on the ladder are remembered."""


class Outcome(Struct, frozen=True):
    """How the runs of one day were taken: tolerated, None where no morning was rated; ``hard`` steps down by two."""

    tolerated: bool | None
    hard: bool = False
    sore_before: bool = False


def outcome(board: Board, day: int) -> Outcome:
    """How the runs of a day were taken, by that day and the next morning. Soreness of both ankles counts."""
    hard = sore_before = troubled = rated = False
    settled = True
    for side in (board.left, board.right):
        today, early = side.days[day], _early(side, day + 1)
        hard = hard or today.exerted >= 6 or bool((today.trouble | early) & (GIVING | SWOLLEN))
        sore_before = sore_before or today.before >= 3
        troubled = troubled or bool(today.over or today.trouble or early)
        if day + 1 < len(side.morning) and (morning := side.morning[day + 1]) != UNRATED:
            rated = True
            settled = settled and morning <= max(2, today.before)
    fine = settled and not (hard or troubled)
    return Outcome((True if rated else None) if fine else False, hard, sore_before)


def _early(side: AnkleDays, day: int) -> int:
    return side.days[day].trouble_early if day < len(side.days) else 0


def counts(board: Board, day: int, rung: int) -> bool:
    """Whether a day holds what the rung asks: a run, or on the two lowest a walk long enough."""
    body = board.body[day]
    if rung >= USUAL_START or body.ran:
        return body.ran
    return body.walked_min is not None and (not body.walked_min or body.walked_min >= RUNGS[rung - 1].walk_min)


def length_of(body: BodyDay, rung: int) -> Length:
    """A day's longest run beside its rung, of which it is with what is walked around it, a tenth off at most. A house
    rule: the source asks for runs *at the rung*. Where only km are noted, they took ``QUICKEST`` at least.
    """
    does = RUNGS[rung - 1]
    if not body.ran or rung == TOP:
        return "as the rung"
    whole = does.times * (does.run_min + does.walk_min) + WALKED_AROUND_MIN
    least = body.minutes if body.minutes is not None else (body.km or 0) * QUICKEST
    if least > whole * 1.1:
        return "longer"
    if body.minutes is not None and body.minutes < does.times * does.run_min * 0.9:
        return "shorter"
    return "as the rung"


def climbed(ladder: Ladder, day: int, last_ran: int, how: Outcome, length: Length) -> Ladder:
    """The ladder after the runs of a day: up after two tolerated with a free day between, down after one that was not.

    ``last_ran``: the last day before it with a run. A run of another length than the rung's does not open the next.
    """
    if how.tolerated is False:
        down = 2 if how.hard else 1
        return replace(ladder, rung=max(ladder.rung - down, 1), done=0, not_before=day + 1 + down)
    ladder = replace(ladder, not_before=day + 2)
    if length != "as the rung" or not how.tolerated or how.sore_before or (ladder.done and last_ran == day - 1):
        return ladder
    if ladder.done == 0:
        return replace(ladder, done=1)
    return replace(ladder, rung=min(ladder.rung + 1, TOP), done=0)
