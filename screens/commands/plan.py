"""``plan``: which routines are done how often; one set, or taken out."""

from __future__ import annotations

import argparse
from functools import partial
from typing import Any

from journal.entries import Plan
from journal.errors import SurefootError
from journal.rules.training.keeping import cannot_keep
from journal.rules.training.plan import current_plan, planned_words, with_routine, without_routine
from journal.typed import weekdays
from journal.views.views import Views
from screens.commands.log import as_exported
from screens.commands.naming import one_called
from screens.commands.output import by_option, in_words, refuse_idle, say_changed, say_json, tell, viewed

_OPTIONS = {"times_per_week": "--times", "times_per_day": "--a-day", "days": "--days", "routines": "--times or --a-day"}


def plan(arguments: argparse.Namespace) -> None:
    if arguments.what != "set":
        refuse_idle(arguments, ("--days", "--times", "--a-day"), "plan set ROUTINE")
    if arguments.what == "show":
        refuse_idle(arguments, ("ROUTINE",), "plan set and plan drop")
        _show(arguments)
        return
    in_words(arguments, f"plan {arguments.what}")
    if not arguments.routine:
        raise SurefootError(f"which routine? Expected surefoot plan {arguments.what} ROUTINE")
    adds = arguments.what == "set"
    with viewed(arguments, create=adds) as (journal, views, now):
        today = now.date()
        before = current_plan(journal.of_kind(Plan), today)
        names = {one.id: one.name for one in views.catalogue.routines()}
        if not adds:
            names = {one.routine: names.get(one.routine, one.routine) for one in before.routines} if before else {}
        id = one_called(arguments.routine, names, "routine" if adds else "planned routine")
        did = f"planned {names[id]}" if adds else f"took {names[id]} out of the plan"
        with by_option(_OPTIONS):
            edit: Any = (
                partial(with_routine, routine=id, today=today, **_often(arguments, before, id, views))
                if adds
                else partial(without_routine, routine=id, today=today)
            )
            if before is not None and before.since == today:
                after = journal.change(before.id, edit, did)
            else:
                (after,) = journal.add_all([edit(before)], did)
        often = next((f", {_words(one.routine, after, views)}" for one in after.routines if one.routine == id), "")
        told = cannot_keep(after, views.catalogue)
    said = f"{names[id]} is {'planned' if adds else 'taken out of the plan'}{often}."
    say_changed(" ".join(part for part in (said, told, "surefoot undo takes it back.") if part))


def _often(arguments: argparse.Namespace, before: Plan | None, id: str, views: Views) -> dict[str, Any]:
    """How often, as asked for; what is not said stays as it was planned, or is as the routine has it."""
    planned = next((one for one in before.routines if one.routine == id), None) if before else None
    routine = views.catalogue.routine(id)
    days = weekdays(arguments.days) if arguments.days else ()
    if arguments.days is not None and not days:
        raise SurefootError("--days: expected days like mon,wed,fri")
    if not days and arguments.times is None:
        days = planned.weekdays if planned else routine.weekdays
    times = arguments.times or (planned.times_per_week if planned else None) or routine.times_per_week
    a_day = arguments.a_day or (planned.times_per_day if planned else routine.times_per_day)
    for option, value, most in (("--times", arguments.times, 7), ("--a-day", arguments.a_day, 6)):
        if value is not None and not 1 <= value <= most:
            raise SurefootError(f"{option} is {value}; expected 1 to {most}")
    return {"weekdays": days, "times_per_week": times, "times_per_day": a_day}


def _words(id: str, plan: Plan, views: Views) -> str:
    """How often a routine of a plan is done; empty for one that is gone."""
    planned = next(one for one in plan.routines if one.routine == id)
    routine = views.catalogue.known_routine(id)
    return planned_words(planned, routine) if routine is not None else ""


def _show(arguments: argparse.Namespace) -> None:
    with viewed(arguments) as (journal, views, now):
        held = current_plan(journal.of_kind(Plan), now.date())
        if arguments.format == "json":
            say_json({"plan": as_exported(journal, held) if held else None})
            return
        if held is None or not held.routines:
            tell("Nothing is planned; surefoot plan set ROUTINE plans one.")
            return
        names = {one.id: one.name for one in views.catalogue.routines()}
        barred = {offer.routine.id for offer in views.training(now).offers if offer.is_barred}
        for one in held.routines:
            mark = "  not today" if one.routine in barred else ""
            tell(f"{names.get(one.routine, one.routine):<32}  {_words(one.routine, held, views)}{mark}")
