"""Fit a routine to the day: what is barred or not open yet gives way, what is at its top leads on. Pure.

Jumps share the landings that are open today, each by its part of the routine's (``journal.rules.path.landings``). A
first day holds one set each and few calf raises (docs/rules.md, "The training path").
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from math import floor

import msgspec

from journal.entries import Item, Session
from journal.rules.ankle.bouts import DONE
from journal.rules.ankle.readings import instant
from journal.rules.done.history import is_begun, live_items, live_sets
from journal.rules.done.trained import landings_of
from journal.rules.training.offered import NotToday, left_out_words, offered
from journal.rules.verdict.verdict import Verdict
from library.catalogue import Catalogue
from library.exercise import Exercise
from library.routine import PlannedDose, RoutineItem

LEAST_OF_SET = 0.5
STAND_IN = "today instead of"
"""Why an exercise stands in for one that is not for today begins so."""


class Fitted(msgspec.Struct, frozen=True):
    """A routine's items as they fit the day; ``changes`` says in words what was swapped or left out, and why."""

    items: tuple[RoutineItem, ...]
    changes: tuple[str, ...] = ()
    reasons: Mapping[str, str] = {}
    """Why an exercise stands in for another, by its id."""
    left_out: tuple[NotToday, ...] = ()
    swapped: Mapping[str, str] = {}
    """What the runner swapped last time: by the new one's id, the planned one's."""


def as_written(items: Sequence[RoutineItem], catalogue: Catalogue) -> Fitted:
    """The items as they stand, whatever the day lets, without what is no longer in the library."""
    gone = [item.exercise for item in items if catalogue.known(item.exercise) is None]
    kept = tuple(item for item in items if item.exercise not in gone)
    return Fitted(kept, tuple(f"{id} is no longer in the library: left out" for id in gone))


def fit(
    items: Sequence[RoutineItem],
    catalogue: Catalogue,
    found: Verdict,
    waits: Callable[[Exercise], str] = lambda _: "",
    last: Session | None = None,
    climbed: Callable[[RoutineItem], Exercise | None] = lambda _: None,
    landings: int | None = None,
    first_raises: int | None = None,
) -> Fitted:
    """The items that fit the day: what the verdict bars is left out, on its side, or gives way to an easier one.

    What the runner swapped along the ladder in the ``last`` session of the routine stays swapped.
    ``waits``: why an exercise is not due yet; empty when it is.
    ``climbed``: the harder exercise an item leads to now.
    ``landings``: how many are open today; None for no limit.
    ``first_raises``: on the first day of all, how many calf raises a side it still holds; None on any other.
    """
    reasons: dict[str, str] = {}
    asked = items
    done = list(live_items(last)) if last is not None else []
    items = [_as_last_time(item, asked, done, catalogue, reasons) for item in asked]
    items = [_led_on(item, items, climbed, reasons, catalogue) for item in items]
    swapped = {new.exercise: old.exercise for new, old in zip(items, asked, strict=True) if new is not old}
    told = offered(items, catalogue, found, waits)
    for one in told.left_out:
        if one.instead:
            reasons[one.instead] = f"{STAND_IN} {one.name}. {one.why}"
    changes = (*as_written(items, catalogue).changes, *left_out_words(told.left_out))
    kept = within(told.items, catalogue, landings)
    kept = kept if first_raises is None else _first_doses(kept, catalogue, first_raises)
    return Fitted(kept, changes, reasons, told.left_out, swapped)


def _led_on(
    item: RoutineItem,
    items: Sequence[RoutineItem],
    climbed: Callable[[RoutineItem], Exercise | None],
    reasons: dict[str, str],
    catalogue: Catalogue,
) -> RoutineItem:
    """The harder exercise in its place, where the item has been at its top twice; one at a time."""
    if any(reason.startswith(_READY) for reason in reasons.values()):
        return item
    harder = climbed(item)
    if harder is None or harder.id in {each.exercise for each in items}:
        return item
    before = catalogue.known(item.exercise)
    reasons[harder.id] = f"{_READY} {before.name if before else item.exercise} is at its top"
    return RoutineItem(harder.id, PlannedDose.of(harder))


_READY = "new:"


def within(items: Sequence[RoutineItem], catalogue: Catalogue, most: int | None) -> tuple[RoutineItem, ...]:
    """The items with their jumps cut down to so many landings in all, each by its part."""
    found = [catalogue.known(item.exercise) for item in items]
    asked = [landings_of(one, item.dose) if one else 0 for one, item in zip(found, items, strict=True)]
    if most is None or sum(asked) <= most:
        return tuple(items)
    share = most / sum(asked)
    return tuple(_cut(item, share) if jumps else item for item, jumps in zip(items, asked, strict=True))


def _cut(item: RoutineItem, share: float) -> RoutineItem:
    """The item with so much less in all: fewer sets while half of one is left of each, then less in a set."""
    dose = item.dose
    sets = dose.sets
    while sets > 1 and dose.sets * share / sets < LEAST_OF_SET:
        sets -= 1
    amount = max(1, floor(dose.amount * dose.sets * share / sets + 1e-9))
    return msgspec.structs.replace(item, dose=dose.with_amount(amount, sets=sets))


def _first_doses(items: Sequence[RoutineItem], catalogue: Catalogue, raises: int) -> tuple[RoutineItem, ...]:
    """One set each, and no more than so many calf raises a side in all; none of them where none are left."""
    calf = {
        item.exercise
        for item in items
        if item.dose.mode == "reps" and (exercise := catalogue.known(item.exercise)) and exercise.calf_level
    }

    def most(item: RoutineItem) -> float:
        return min(item.dose.amount, raises // len(calf)) if item.exercise in calf else item.dose.amount

    return tuple(
        msgspec.structs.replace(item, dose=item.dose.with_amount(most(item), sets=1)) for item in items if most(item)
    )


def last_of(sessions: Iterable[Session], routine: str) -> Session | None:
    """The newest ended session of a routine with anything done in it."""
    done = [each for each in sessions if each.routine == routine and each.state in ("finished", "short", "abandoned")]
    done.sort(key=lambda each: instant(each.started_at), reverse=True)
    return next(filter(is_begun, done), None)


def _as_last_time(
    item: RoutineItem, items: Sequence[RoutineItem], done: list[Item], catalogue: Catalogue, reasons: dict[str, str]
) -> RoutineItem:
    """The rung of the item's ladder that was done in its stead last time, each for one item.

    What stood in for something barred or not open was for that day only, as was a jump's stead-in.
    """
    exercise = catalogue.known(item.exercise)
    if exercise is None or exercise.gated or any(each.exercise == item.exercise for each in done):
        return item
    planned = {each.exercise for each in items}
    chosen = [each for each in done if each.exercise not in planned and STAND_IN not in each.reason]
    chosen = [each for each in chosen if any(set.result in DONE for set in live_sets(each))]
    rungs = {rung.id for rung in catalogue.ladder(item.exercise)} if chosen else ()
    for each in chosen:
        if each.exercise in rungs:
            done.remove(each)
            reasons[each.exercise] = f"as last time, instead of {exercise.name}"
            return RoutineItem(each.exercise, each.dose, variant=each.way)
    return item
