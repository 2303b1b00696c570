"""Whether a plan can be kept as it is made: days of jumping and of heel drops need a day between. Pure."""

from __future__ import annotations

from collections.abc import Callable

from journal.dates import DAY_NAMES
from journal.entries import Plan
from library.catalogue import Catalogue
from library.exercise import Exercise
from library.routine import Routine

MOST_DAYS = 3
"""On so many days a week something can be done that needs a day between."""


def cannot_keep(plan: Plan, catalogue: Catalogue) -> str:
    """Why a plan cannot be kept, in one sentence; empty when it can.

    Jumps of all routines together need a day between any two, and so does calf work over an edge.
    """
    for what, asks in (("Jumps need", lambda one: one.gated), ("Heel drops need", lambda one: one.calf_level == 3)):
        days: dict[int, str] = {}
        for planned in plan.routines:
            routine = catalogue.known_routine(planned.routine)
            if routine is None or not _holds(routine, catalogue, asks):
                continue
            if not planned.weekdays:
                if (planned.times_per_week or routine.times_per_week) > MOST_DAYS:
                    return f"{what} a day between: {MOST_DAYS} times a week is the most for {routine.name}."
                continue
            days.update(dict.fromkeys(planned.weekdays, routine.name))
        for day in sorted(days):
            following = day % 7 + 1
            if following in days:
                names = " and ".join(dict.fromkeys((days[day], days[following])))
                when = f"{DAY_NAMES[day - 1]} and {DAY_NAMES[following - 1]}"
                return f"{what} a day between: {when} cannot both be kept ({names})."
    return ""


def _holds(routine: Routine, catalogue: Catalogue, asks: Callable[[Exercise], bool]) -> bool:
    found = (catalogue.known(item.exercise) for items in routine.every_items for item in items)
    return any(asks(exercise) for exercise in found if exercise is not None)
