"""The most to run today, by the longest run of 30 days that was tolerated. Source: docs/rules.md, "Back to running".

A run more than a tenth longer than the longest of 30 days went with more injuries in 5,205 runners: an association,
and no cause (Schuster Brandt Frandsen 2025).
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence

from msgspec import Struct

from journal.rules.path.days import Board
from journal.rules.path.ladder import outcome

TENTH = 1.1
BACK, RECKONED = 30, 400
COUNTS_FROM = 14
"""A run that was too long counts from this day after it on, if the ankles stayed quiet."""
EASY_SHARE = 0.75


class Longest(Struct, frozen=True):
    """In one measure (km or min): the most for today, the longest tolerated run of 30 days, None where not known.

    ``reckoned`` is False where the most comes from an answer, or nothing is known.
    """

    most: float | None = None
    tolerated: float | None = None
    reckoned: bool = False


class _Run(Struct):
    """The runs of one day: the longest of them, how they were taken, and whether they kept to the most of that day."""

    day: int
    length: float
    tolerated: bool | None
    within: bool = True


def run_days(board: Board, place: int) -> list[tuple[int, bool | None]]:
    """The days with a run that are reckoned with on day ``place``, and how each was taken."""
    return [
        (day, outcome(board, day).tolerated) for day in range(max(place - RECKONED, 0), place) if board.body[day].ran
    ]


def longest(
    board: Board,
    place: int,
    ran: Sequence[tuple[int, bool | None]],
    lengths: Sequence[float | None],
    earlier: float | None,
    answered: Callable[[], float | None] = lambda: None,
) -> Longest:
    """The most for day ``place`` in one measure.

    ``ran``: as ``run_days``.
    ``lengths``: the longest run of each of these days, in km or min.
    ``earlier``: the longest of the 30 days before the first of them, tolerated or not.
    ``answered``: what the runner said is their usual longest, in the same measure; looked for where no run tells.
    """
    found: list[_Run] = []
    for (day, tolerated), length in zip(ran, lengths, strict=True):
        if length is not None:
            run = _Run(day, length, tolerated)
            cap = _cap(board, found, day) if found else earlier and TENTH * earlier
            run.within = cap is None or length <= round(cap, 2)
            found.append(run)
    cap = _cap(board, found, place)
    most = cap if cap is not None else TENTH * usual if (usual := answered()) else None
    rest = _after_rest(board, [day for day, _ in ran], found, place)
    if rest is not None:
        most = rest if most is None else min(most, rest)
    recent = [one.length for one in found if one.tolerated and one.day >= place - BACK]
    return Longest(most and round(most, 2), max(recent, default=None), cap is not None)


def _cap(board: Board, runs: Sequence[_Run], day: int) -> float | None:
    """The most on a day by the runs before it, oldest first: those that were tolerated and not too long."""
    best = 0.0
    for run in reversed(runs):
        if run.day < day - BACK:
            break
        if run.length > best and run.day < day and (run.tolerated if run.within else _counts_late(board, run, day)):
            best = run.length
    return TENTH * best if best else None


def _counts_late(board: Board, run: _Run, day: int) -> bool:
    """Whether a run that was too long counts on a day: after 14 quiet ones."""
    if run.tolerated is False or day - run.day < COUNTS_FROM:
        return False
    since = slice(run.day + 1, day + 1)
    return sum(board.rated[since]) >= 4 and max(board.left.worst[since]) <= 2 and max(board.right.worst[since]) <= 2


def _after_rest(board: Board, days: Sequence[int], runs: Sequence[_Run], place: int) -> float | None:
    """Less after days without a run: 75 % for the first after 8 to 13, 50 % after 14 to 27 until two are tolerated."""
    shares: list[float] = []
    for before, after in itertools.pairwise([*days, place]):
        free = after - before - 1
        share = 0.75 if 8 <= free <= 13 and after == place else 0.5 if 14 <= free <= 27 else 0.0
        if share == 0.5 and sum(one.tolerated is True for one in runs if after <= one.day < place) >= 2:
            continue
        best = _cap(board, [one for one in runs if one.day <= before], before + 1) if share else None
        if best is not None:
            shares.append(share * best / TENTH)
    return min(shares, default=None)
