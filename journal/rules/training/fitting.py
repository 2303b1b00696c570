"""Fit a routine to the day: what leaves the ground waits for quiet ankles and two days between. Pure.

Sources: no jumps above a rating of 2 (house rule on the pain-monitoring model, docs/rules.md, "Progression"); 48 h
between high-impact sessions (coaching convention; each exercise states its own gap).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from functools import cache, partial
from math import ceil

import msgspec

from journal.entries import ANKLES, Ankle, Run, Session
from journal.rules.ankle.light import Light
from journal.rules.ankle.mornings import DONE
from journal.rules.ankle.readings import elapsed, instant
from journal.rules.done.history import live_items, live_sets
from journal.rules.training.lookup import known
from journal.rules.training.progression import worst
from library.catalogue import Catalogue
from library.exercise import Exercise
from library.routine import PlannedDose, RoutineItem


class Fitted(msgspec.Struct, frozen=True):
    """A routine's items as they fit the day; ``changes`` says in words what was swapped or left out, and why."""

    items: tuple[RoutineItem, ...]
    changes: tuple[str, ...] = ()
    reasons: Mapping[str, str] = {}
    """Why an exercise stands in for another, by its id."""


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
    lights: Mapping[Ankle, Light],
    now: datetime,
    jumped: Jumped = _not_known,
    last: Session | None = None,
) -> Fitted:
    """The items that fit the day.

    What the runner swapped along the ladder in the ``last`` session of the routine stays swapped. With a red or amber
    ankle, or too soon after the last jumps (``jumped``), an item that leaves the ground becomes the nearest easier
    exercise that does not, unless the routine holds that already; else it is left out.
    """
    light, ankle = worst(lights)
    kept: list[RoutineItem] = []
    changes: list[str] = []
    reasons: dict[str, str] = {}
    items = [_as_last_time(item, items, last, catalogue, reasons) for item in items]
    held = {item.exercise for item in items}
    for item in items:
        exercise = known(catalogue, item.exercise)
        if exercise is None:
            changes.append(f"{item.exercise} is no longer in the library: left out")
            continue
        why = _barred(exercise, light, ankle, now, jumped)
        if why is None:
            kept.append(item)
            continue
        easier = _grounded(exercise, catalogue)
        if easier is None or easier.id in held:
            changes.append(f"{why}: {exercise.name} left out")
            continue
        held.add(easier.id)
        kept.append(RoutineItem(easier.id, PlannedDose.of(easier), item.note))
        reasons[easier.id] = f"{why}: instead of {exercise.name}"
        changes.append(f"{why}: {easier.name} instead of {exercise.name}")
    return Fitted(tuple(kept), tuple(changes), reasons)


def eased(lights: Mapping[Ankle, Light]) -> tuple[str, ...]:
    """What a red light changes about every routine, in words: the proposals ease each exercise of that ankle."""
    red = [ankle for ankle in ANKLES if lights.get(ankle) is Light.RED]
    if not red:
        return ()
    if len(red) == 2:
        return ("both ankles red: every exercise a step easier",)
    return (f"{red[0]} ankle red: every exercise with it a step easier",)


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


def _barred(exercise: Exercise, light: Light, ankle: Ankle, now: datetime, jumped: Jumped) -> str | None:
    """Why an exercise must wait today, None when it need not."""
    if not exercise.gated:
        return None
    if light in (Light.RED, Light.AMBER):
        return f"{ankle} ankle {light.value}"
    if (jump := jumped()) is not None:
        hours = elapsed(jump, now).total_seconds() / 3600
        if 0 <= hours < exercise.dose.min_gap_h:
            return f"jumps {ceil(hours)} h ago, {round(exercise.dose.min_gap_h)} h between"
    return None


def _grounded(exercise: Exercise, catalogue: Catalogue) -> Exercise | None:
    """The nearest easier exercise that does not leave the ground."""
    seen = {exercise.id}
    below = known(catalogue, exercise.easier_id)
    while below is not None and below.gated and below.id not in seen:
        seen.add(below.id)
        below = known(catalogue, below.easier_id)
    return None if below is None or below.id in seen else below
