"""Fit a routine to the day: what the verdict bars is left out, and what leaves the ground has two days between. Pure.

Source of the 48 h between high-impact sessions: coaching convention; each exercise states its own gap.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from functools import cache, partial
from math import ceil

import msgspec

from journal.entries import Run, Session
from journal.rules.ankle.mornings import DONE
from journal.rules.ankle.readings import elapsed, instant
from journal.rules.done.history import live_items, live_sets
from journal.rules.training.lookup import known
from journal.rules.training.offered import NotToday, left_out_words, offered
from journal.rules.verdict.verdict import Verdict
from library.catalogue import Catalogue
from library.exercise import Exercise
from library.routine import RoutineItem


class Fitted(msgspec.Struct, frozen=True):
    """A routine's items as they fit the day; ``changes`` says in words what was swapped or left out, and why."""

    items: tuple[RoutineItem, ...]
    changes: tuple[str, ...] = ()
    reasons: Mapping[str, str] = {}
    """Why an exercise stands in for another, by its id."""
    left_out: tuple[NotToday, ...] = ()
    swapped: Mapping[str, str] = {}
    """What the runner swapped last time: by the new one's id, the planned one's."""


Jumped = Callable[[], datetime | None]
"""When something that leaves the ground was last done; asked only where it matters, for it looks many exercises up."""


def _not_known() -> None:
    return None


def jumped_last(sessions: Iterable[Session], runs: Iterable[Run], catalogue: Catalogue) -> Jumped:
    """``last_jump``, looked for once, when somebody asks."""
    return cache(partial(last_jump, sessions, runs, catalogue))


def last_jump(sessions: Iterable[Session], runs: Iterable[Run], catalogue: Catalogue) -> datetime | None:
    """When something that leaves the ground was last done: in a session, or jump rope as a run."""
    moments = [run.started_at for run in runs if run.activity == "jump-rope"]
    for session in sessions:
        for item in live_items(session):
            exercise = known(catalogue, item.exercise)
            if exercise is not None and exercise.gated:
                moments += [set.done_at or session.started_at for set in live_sets(item) if set.result in DONE]
    return max(moments, key=instant, default=None)


def fit(
    items: Sequence[RoutineItem],
    catalogue: Catalogue,
    found: Verdict,
    now: datetime,
    jumped: Jumped = _not_known,
    last: Session | None = None,
) -> Fitted:
    """The items that fit the day: what the verdict bars is left out, on its side, or gives way to an easier one.

    What the runner swapped along the ladder in the ``last`` session of the routine stays swapped. Too soon after the
    last jumps (``jumped``) what leaves the ground waits as well.
    """
    reasons: dict[str, str] = {}
    asked = items
    items = [_as_last_time(item, asked, last, catalogue, reasons) for item in asked]
    swapped = {new.exercise: old.exercise for new, old in zip(items, asked, strict=True) if new is not old}
    gone = [item.exercise for item in items if known(catalogue, item.exercise) is None]
    told = offered(items, catalogue, found, lambda exercise: _waits(exercise, now, jumped))
    for one in told.left_out:
        if one.instead:
            reasons[one.instead] = f"instead of {one.name}. {one.why}"
    changes = (*(f"{id} is no longer in the library: left out" for id in gone), *left_out_words(told.left_out))
    return Fitted(told.items, changes, reasons, told.left_out, swapped)


def last_of(sessions: Iterable[Session], routine: str) -> Session | None:
    """The newest ended session of a routine with anything done in it."""
    done = [each for each in sessions if each.routine == routine and each.state in ("finished", "short", "abandoned")]
    done = [each for each in done if any(set.result in DONE for item in live_items(each) for set in live_sets(item))]
    return max(done, key=lambda each: instant(each.started_at), default=None)


def _as_last_time(
    item: RoutineItem,
    items: Sequence[RoutineItem],
    last: Session | None,
    catalogue: Catalogue,
    reasons: dict[str, str],
) -> RoutineItem:
    """The rung of the item's ladder that was done in its stead last time; a jump's stead-in was for that day only."""
    exercise = known(catalogue, item.exercise)
    if last is None or exercise is None or exercise.gated:
        return item
    planned, done = {each.exercise for each in items}, live_items(last)
    if any(each.exercise == item.exercise for each in done):
        return item
    unplanned = [each for each in done if each.exercise not in planned]
    unplanned = [each for each in unplanned if any(set.result in DONE for set in live_sets(each))]
    rungs = {rung.id for rung in catalogue.ladder(item.exercise)} if unplanned else ()
    for each in unplanned:
        if each.exercise in rungs:
            reasons[each.exercise] = f"as last time, instead of {exercise.name}"
            return RoutineItem(each.exercise, each.dose, item.note)
    return item


def _waits(exercise: Exercise, now: datetime, jumped: Jumped) -> str:
    """Why what leaves the ground must wait after the last jumps; empty when it need not."""
    if exercise.gated and (jump := jumped()) is not None:
        hours = elapsed(jump, now).total_seconds() / 3600
        if 0 <= hours < exercise.dose.min_gap_h:
            return f"Jumps {ceil(hours)} h ago, {round(exercise.dose.min_gap_h)} h between."
    return ""
