"""A programme's week, counted by what was done: the calendar opens nothing. Pure.

A calendar week counts as done with two thirds of its planned sessions. New exercises or numbers, a new stage of the
programme, wait until the last sessions had settled mornings on both sides. Days without take back. Source:
docs/rules.md, "The training path".
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from math import ceil

from msgspec import Struct

from journal.dates import Week
from journal.rules.done.trained import Trained
from journal.rules.path.gaps import NO_STEP, back
from library.routine import Routine

SHARE = 2 / 3
QUIET = 4
"""So many of the last sessions have to have settled before a new stage of a programme."""


class ProgrammeNow(Struct, frozen=True):
    """Where a programme stands: the week now open, and what is missing for the next one, a few words each.

    ``is_over``: the last week was done.
    """

    week: int = 1
    missing: tuple[str, ...] = ()
    is_over: bool = False


def needed(planned: int) -> int:
    """How many of a week's planned sessions make it a week done."""
    return max(1, ceil(planned * SHARE - 1e-9))


def programme_now(
    routine: Routine,
    done: Iterable[Trained],
    planned: int,
    today: date,
    *,
    stage_open: Callable[[int], bool] = lambda _: True,
    may_rise: bool = True,
) -> ProgrammeNow:
    """Where a programme stands today.

    ``done``: its own sessions, since it was planned, oldest first.
    ``stage_open``: whether what a programme's stage holds, by its place, is open to the runner.
    """
    held = list(done)
    own = [one for one in held if one.is_done]
    if not own:
        return ProgrammeNow(1, (f"0 of {needed(planned)} sessions",))
    enough, weeks = needed(planned), routine.weeks or 1
    by_week: dict[Week, list[Trained]] = {}
    for one in held:
        by_week.setdefault(Week.of(one.day), []).append(one)
    at, following, last = 1, 1, held[0].day
    seen: list[Trained] = []
    for trained in by_week.values():
        at = _after(routine, at, following, (trained[0].day - last).days)
        whole = [one for one in trained if one.is_done]
        seen += whole
        following = at
        if len(whole) >= enough and not _waits(routine, at, seen):
            following = at + 1
            if following > weeks:
                return ProgrammeNow(weeks, (), is_over=True)
        last = trained[-1].day
    this = by_week.get(Week.of(today), [])
    if not this:
        gap = (today - last).days
        raised = _after(routine, at, following, gap)
        opens_new = _stage_place(routine, raised) != _stage_place(routine, at) and raised > at
        if opens_new and not (may_rise and stage_open(_stage_place(routine, raised))):
            why = "a day that lets you train harder" if stage_open(_stage_place(routine, raised)) else "what is in it"
            return ProgrammeNow(min(at, weeks), (why,))
        at = raised
    counted = sum(one.is_done for one in this)
    missing = [f"{counted} of {enough} sessions"] if counted < enough else []
    if _is_last_of_stage(routine, at) and at < weeks:
        quiet = sum(one.settled is True for one in own[-_quiet(enough) :])
        if quiet < _quiet(enough):
            missing.append(f"{quiet} of {_quiet(enough)} quiet mornings after it")
    return ProgrammeNow(at, tuple(missing))


def _quiet(enough: int) -> int:
    return min(QUIET, enough * 2)


def _waits(routine: Routine, week: int, seen: list[Trained]) -> bool:
    """Whether the stage after a week has to wait for mornings that settled."""
    return _is_last_of_stage(routine, week) and not all(one.settled for one in seen[-QUIET:])


def _stage_place(routine: Routine, week: int) -> int:
    return next((place for place, stage in enumerate(routine.stages) if week <= stage.last), len(routine.stages) - 1)


def _is_last_of_stage(routine: Routine, week: int) -> bool:
    return any(stage.last == week for stage in routine.stages)


def _after(routine: Routine, at: int, following: int, gap: int) -> int:
    """The week that is due so many days after the last session: the next, the same, or that of an earlier stage."""
    steps = back(gap)
    if steps and routine.stages:
        return routine.stages[max(0, _stage_place(routine, at) - steps)].first
    if steps:
        return max(1, at - 2 * steps)
    return at if gap >= NO_STEP else following
