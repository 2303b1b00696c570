"""The way back after a twist in words: what to do today, how much of it is done, what opens next. Pure.

Source: docs/rules.md, "After a twist".
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from msgspec import Struct

from journal.dates import long_day, short_day
from journal.rules.path.twist import BALANCE_BLOCK, BALANCE_SESSIONS, EARLY_FROM, LADDER_FROM, TRUSTED, YEAR
from journal.rules.verdict.verdict import PathNow, Verdict

MOVES, BALANCE = "first-moves", "balance"
"""Routines of the library that the steps lead to."""


class PathLine(Struct, frozen=True):
    """A line of the way back: what it is about in a word, the sentence, and the routine it leads to."""

    label: str
    text: str
    routine: str = ""


STEPS: dict[str, tuple[PathLine, ...]] = {
    "T1": (
        PathLine("Protect", "No running or jumps. Snug brace or tape by day, off at night."),
        PathLine("Move", "Bend and circle the ankle every hour, as far as it lets you.", MOVES),
        PathLine("Walk", "Put weight on it as pain allows: short ways, slow and even."),
        PathLine("Raise", "Foot up when you sit. Ice, if it helps: 20 min at most, in a cloth."),
        PathLine("Leave", "No heat, alcohol or massage. About tablets ask a pharmacist."),
    ),
    "T2": (
        PathLine("Move", "Circles, seated raises; stand on both feet, a hand on a wall.", MOVES),
        PathLine("Walk", "Short walks on flat ground, as pain allows."),
        PathLine("Support", "A brace or tape while you are on your feet, off at night."),
    ),
    "T3": (
        PathLine("Walk", "On flat ground, 30 min at most. A bike or a pool is open too."),
        PathLine("Raises", "On two feet, then one; a band in each way that does not hurt."),
    ),
    "T4": (PathLine("Ground", "Run on flat, even ground. Walk 5 min before and after."),),
    "T5": (PathLine("Ground", "Trails and jumps come back one at a time."),),
}
"""What to do now, by phase."""


def path_lines(found: Verdict) -> tuple[PathLine, ...]:
    """What to do after a twist and what opens next; of two ankles the steps of the one less far on.

    Nothing where help comes first, or a stop-sign question is open.
    """
    if found.help in ("now", "today") or any(row.id == "Q" for row in found.rows):
        return ()
    first = min(found.path, key=lambda one: one.phase, default=None)
    return (*(_steps(first) if first else ()), *(line for one in found.twists for line in _of_ankle(one, found)))


def _steps(one: PathNow) -> Iterator[PathLine]:
    if one.old:
        return
    ago = "today" if not one.day else f"{one.day} {'day' if one.day == 1 else 'days'} ago"
    yield PathLine("Twist", f"{one.side.capitalize()}, {ago}: day {one.day}. What to do now:")
    yield from STEPS[one.phase]


def _of_ankle(one: PathNow, found: Verdict) -> Iterator[PathLine]:
    """What is counted of one ankle, and what its next questions wait for."""
    if one.phase not in ("T1", "T2") and one.balance < BALANCE_BLOCK and not one.old:
        done = f"{one.side.capitalize()}: three times a week, {one.balance} of {BALANCE_BLOCK} sessions done."
        yield PathLine("Balance", done, BALANCE)
    if one.phase not in ("T1", "T2", "T3"):
        until = long_day(found.day + timedelta(days=YEAR - one.day))
        yield PathLine("Support", f"{one.side.capitalize()}: a brace or tape for runs and jumps, until {until}.")
    if one.phase:
        yield PathLine("Next", f"{one.side.capitalize()}: {_next(one, found)}.")


def _next(one: PathNow, found: Verdict) -> str:
    twisted = found.day - timedelta(days=one.day)
    if one.phase == "T1":
        return (
            f"gentle raises and balance on both feet from {short_day(twisted + timedelta(days=EARLY_FROM), found.day)}"
        )
    if one.phase == "T2":
        walked = f", {one.walked} of them done" if one.walked else ""
        return f"balance and raises, after a 10 min walk without a limp, at 2 of 10 or less, on 2 days{walked}"
    if one.phase == "T3":
        begin = twisted + timedelta(days=LADDER_FROM)
        when = f"from {short_day(begin, found.day)}, " if begin > found.day else ""
        return (
            f"running by small steps, {when}after a 30 min brisk walk at 2 or less, 3 mornings at 2 or less, "
            "3 days without swelling and 7 without giving way"
        )
    if one.phase == "T4" and one.old:
        return "running as usual, after raises at 90 % of the other side and 10 hops at 2 of 10 or less"
    if one.phase == "T4":
        return (
            f"running as usual, after a 30 min run that went well, {BALANCE_SESSIONS} balance sessions, trust of "
            f"{TRUSTED} of 10, and 10 hops at 2 or less"
        )
    begin = (one.passed or found.day) + timedelta(days=7)
    return f"running as usual from {short_day(begin, found.day)}, once 4 days are rated"
