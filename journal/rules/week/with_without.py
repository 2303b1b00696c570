"""Mornings after days with one thing the runner picks, beside mornings after days without it. Pure.

Counts always, means from five and five on (house rule). An association: much else changes along with it. Never a cause,
and nothing is offered by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Literal

from msgspec import Struct

from journal.entries import ANKLES, Ankle, CheckIn, Run, Session
from journal.rules.ankle.bouts import DONE
from journal.rules.ankle.mornings import Mornings
from journal.rules.done.history import live_items, live_sets
from journal.rules.shoes.factors import Group, beside

LOOKED_BACK = timedelta(weeks=26)
Class = Literal["shoe", "surface", "activity", "support", "exercise", "trigger"]
"""What a thing is: days without it are those with another run, another session, or another rating."""


class Thing(Struct, frozen=True):
    """One thing that days are with or without: its class, and its id or word."""

    of: Class
    id: str


class MorningsAfter(Struct, frozen=True):
    """One ankle's mornings after days with a thing and after days without it."""

    side: Ankle
    with_it: Group
    without: Group

    @property
    def words(self) -> str:
        """``2.4 after 6 days with, 0.8 after 23 without: higher by 1.6``, or what is still missing."""
        return beside(self.with_it, self.without, "day", "rated morning")


def things(check_ins: Iterable[CheckIn], runs: Iterable[Run], sessions: Iterable[Session]) -> dict[Thing, set[date]]:
    """Everything that can be picked, with its days."""
    found: dict[Thing, set[date]] = {}

    def note(of: Class, id: str, day: date) -> None:
        if id:
            found.setdefault(Thing(of, id), set()).add(day)

    for run in runs:
        day = run.started_at.date()
        note("shoe", run.shoe, day)
        note("surface", run.surface, day)
        note("activity", run.activity, day)
        note("support", run.support, day)
    for session in sessions:
        day = session.started_at.date()
        note("support", session.support, day)
        for item in live_items(session):
            if any(each.result in DONE for each in live_sets(item)):
                note("exercise", item.exercise, day)
    for check_in in check_ins:
        for trigger in check_in.triggers:
            note("trigger", trigger, check_in.at.date())
    return found


def mornings_after(
    thing: Thing, days: Mapping[Thing, set[date]], check_ins: Sequence[CheckIn]
) -> tuple[MorningsAfter, MorningsAfter]:
    """Both ankles' highest ratings on waking, the mornings after the days with a thing and without it.

    Days without it are the others that held something of its class; for a trigger, those that were rated.
    """
    with_it = days.get(thing, set())
    others = {day for one, its in days.items() if one.of == thing.of for day in its}
    if thing.of == "trigger":
        others = {one.at.date() for one in check_ins}
    mornings = Mornings(check_ins)

    def group(side: Ankle, held: Iterable[date]) -> Group:
        return Group.of([rating for day in held if (rating := mornings.next(day, side)) is not None])

    left, right = (MorningsAfter(side, group(side, with_it), group(side, others - with_it)) for side in ANKLES)
    return left, right
