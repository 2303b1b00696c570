"""The plan: which routines, on which days or how often, when each is due, and how it is changed. Pure.

House rules, no evidence claimed: a planned day that passed undone is still owed on the other days of the same week, as
a postponed session is until its next planned day; nothing is ever missed. A session counts for the day it was done on,
also when it was entered later; once the week's planned number is done, nothing more is due in it. So many times a week
are spread evenly. What of it is offered on a day is in ``planned.py``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

import msgspec

from journal.dates import DAY_NAMES, Week, short_day
from journal.entries import Plan, PlannedRoutine, Session
from journal.rules.ankle.bouts import DONE_STATES, is_self_care
from library.catalogue import Catalogue
from library.routine import Routine


def current_plan(plans: Iterable[Plan], today: date) -> Plan | None:
    """The newest plan that has begun."""
    begun = [plan for plan in plans if plan.since <= today]
    return max(begun, key=lambda plan: (plan.since, _written(plan)), default=None)


def _written(plan: Plan) -> float:
    return plan.created_at.timestamp() if plan.created_at else 0.0


def _first_in(week: Week, planned: PlannedRoutine) -> date:
    """The first day of a week on which a routine is asked for."""
    return next((day for day in week.days() if day.isoweekday() in planned.weekdays), week.monday)


class Standing(msgspec.Struct, frozen=True):
    """Whether a routine is due on a day, and why."""

    due: bool
    why: str
    number: int = 1
    slack: int = 0
    moved_from: date | None = None
    next_day: date | None = None


def standing(
    routine: Routine, planned: PlannedRoutine, since: date, sessions: Sequence[Session], today: date
) -> Standing:
    """When it is due, by the plan and by what was done; ``sessions`` are this routine's."""
    if today < since:
        return Standing(False, f"begins {short_day(since, today)}", next_day=since)
    done = sorted(session.started_at.date() for session in sessions if session.state in DONE_STATES)
    done_today = done.count(today)
    if done_today >= planned.times_per_day:
        return Standing(False, "done for today", next_day=_day_after(planned, routine, done, today))
    if planned.weekdays:
        # A planned day is asked for from the day the plan began, so what was done before it stands for none of them.
        done = [day for day in done if day >= since]
    asked = planned_in_week(Week.of(today), planned, routine, since)
    in_week = sum(Week.of(today).monday <= day <= today for day in done)
    if asked and in_week >= asked and (not planned.weekdays or today.isoweekday() in planned.weekdays):
        return Standing(False, f"{asked} of {asked} this week", next_day=_first_in(Week.of(today).shifted(1), planned))
    last = max(sessions, key=lambda session: session.started_at.timestamp(), default=None)
    if last is not None and last.state == "postponed" and in_week < asked:
        day = last.started_at.date()
        if day == today:
            return Standing(False, "postponed today", next_day=today + timedelta(days=1))
        if _is_owed_still(planned, day, today) and not any(other >= day for other in done):
            return Standing(True, f"postponed on {short_day(day, today)}", moved_from=day)
    if done_today:
        return Standing(True, f"{done_today} of {planned.times_per_day} done today", number=done_today + 1, slack=7)
    if planned.weekdays:
        return _by_weekday(planned, since, done, today)
    return _by_count(planned, routine, since, done, today)


def _is_owed_still(planned: PlannedRoutine, postponed: date, today: date) -> bool:
    """Whether what was postponed on an earlier day is what is due: no other planned day has come since.

    Without planned days it is owed in the week it was postponed in, and on the day after.
    """
    if planned.weekdays:
        since = (postponed + timedelta(days=n) for n in range(1, (today - postponed).days + 1))
        return not any(day.isoweekday() in planned.weekdays for day in since)
    return Week.of(postponed) == Week.of(today) or today - postponed == timedelta(days=1)


def planned_in(week: Week, plans: Iterable[Plan], catalogue: Catalogue) -> int | None:
    """How many sessions the plan of that week asks for, over the whole week; None without a plan.

    So it is where the plan asks for none, as one of weekdays set on a Sunday: nothing is counted of none.
    """
    if (plan := current_plan(plans, week.sunday)) is None:
        return None
    return sum(planned_in_week(week, *each) for each in known_routines(plan, catalogue)) or None


def known_routines(plan: Plan, catalogue: Catalogue) -> Iterator[tuple[PlannedRoutine, Routine, date]]:
    """What a plan asks for of the routines that there are (still), and since when."""
    for one in plan.routines:
        if (routine := catalogue.known_routine(one.routine)) is not None:
            yield one, routine, one.since or plan.since


def unplanned_in(week: Week, plans: Iterable[Plan], sessions: Iterable[Session], catalogue: Catalogue) -> int:
    """How many sessions done in a week stand for none that its plan asks for; 0 without a plan.

    They are of another routine, more than is asked, or from before the plan began: a routine's weekdays begin on its
    day, so many times a week hold for the whole week. Who says how many of the planned are done leaves these out:
    Today, Week, the page.
    """
    plan = current_plan(plans, week.sunday)
    if plan is None or not planned_in(week, [plan], catalogue):
        return 0
    done = [one for one in sessions if _is_done_in(week, one)]
    planned = 0
    for one, routine, since in known_routines(plan, catalogue):
        begun = since if one.weekdays else week.monday
        own = sum(each.routine == one.routine and each.started_at.date() >= begun for each in done)
        planned += min(own, planned_in_week(week, one, routine, since))
    return len(done) - planned


def _is_done_in(week: Week, session: Session) -> bool:
    day = session.started_at.date()
    return session.state in DONE_STATES and not is_self_care(session) and week.monday <= day <= week.sunday


def set_days(week: Week, plans: Iterable[Plan], catalogue: Catalogue) -> list[date]:
    """The days of a week that the plan sets for a session; what is asked so many times a week sets none."""
    if (plan := current_plan(plans, week.sunday)) is None:
        return []
    known = [*known_routines(plan, catalogue)]
    return [
        day for day in week.days() if any(day >= since and day.isoweekday() in one.weekdays for one, _, since in known)
    ]


def planned_in_week(week: Week, planned: PlannedRoutine, routine: Routine, since: date) -> int:
    """How many sessions of one routine a week asks for."""
    return times_in(week, planned, routine, since) * planned.times_per_day


def times_in(week: Week, planned: PlannedRoutine, routine: Routine, since: date) -> int:
    """On how many days of a week a routine is asked for.

    Weekdays count from the day it began. So many times a week hold for the whole week, on whichever of its days it
    began.
    """
    if planned.weekdays:
        return sum(day >= since and day.isoweekday() in planned.weekdays for day in week.days())
    return _times(planned, routine) if since <= week.sunday else 0


def _by_weekday(planned: PlannedRoutine, since: date, done: Sequence[date], today: date) -> Standing:
    monday = today - timedelta(days=today.isoweekday() - 1)
    names = ", ".join(DAY_NAMES[day - 1] for day in sorted(planned.weekdays))
    if today.isoweekday() in planned.weekdays:
        return Standing(True, f"planned on {names}")
    passed = [monday + timedelta(days=day - 1) for day in sorted(planned.weekdays)]
    passed = [day for day in passed if since <= day < today]
    owed = _owed(passed, sorted({day for day in done if monday <= day < today}))
    if owed:
        return Standing(True, f"not done on {short_day(owed[-1], today)}", moved_from=owed[-1])
    return Standing(False, f"planned on {names}", next_day=_next_weekday(planned, today))


def _owed(planned: Sequence[date], done: Sequence[date]) -> list[date]:
    """Planned days that no session stands for: its own day first, else the last one owed before it, else the next."""
    left = [day for day in planned if day not in done]
    for day in done:
        if day not in planned and left:
            before = [owed for owed in left if owed < day]
            left.remove(before[-1] if before else left[0])
    return left


def _next_weekday(planned: PlannedRoutine, today: date) -> date:
    days = (today + timedelta(days=n) for n in range(1, 8))
    return next(day for day in days if day.isoweekday() in planned.weekdays)


def _by_count(planned: PlannedRoutine, routine: Routine, since: date, done: Sequence[date], today: date) -> Standing:
    week = Week.of(today)
    monday = week.monday
    wanted = times_in(week, planned, routine, since)
    held = [day for day in done if monday <= day <= today]
    this_week = len(set(held))
    count = f"{len(held)} of {wanted * planned.times_per_day} this week"
    # Several on one day, none of them planned so: the days are fewer, what is left of the number is not.
    this_week = max(this_week, len(held) // planned.times_per_day)
    if this_week >= wanted:
        return Standing(False, count, next_day=monday + timedelta(days=7))
    left, days_left = wanted - this_week, 8 - today.isoweekday()
    following = _spread(wanted, done, today)
    if following <= today or left >= days_left:
        return Standing(True, count, slack=days_left - left)
    return Standing(False, f"{count}; a day between", next_day=following)


def _times(planned: PlannedRoutine, routine: Routine) -> int:
    return planned.times_per_week or routine.times_per_week


def _spread(wanted: int, done: Sequence[date], today: date) -> date:
    """The earliest day that spreads so many times evenly over a week."""
    return max(done) + timedelta(days=max(1, 7 // wanted)) if done else today


def _day_after(planned: PlannedRoutine, routine: Routine, done: Sequence[date], today: date) -> date:
    if planned.weekdays:
        return _next_weekday(planned, today)
    return max(today + timedelta(days=1), _spread(_times(planned, routine), done, today))


def with_routine(
    plan: Plan | None,
    routine: str,
    today: date,
    *,
    weekdays: Sequence[int] = (),
    times_per_week: int | None = None,
    times_per_day: int = 1,
    since: date | None = None,
) -> Plan:
    """The plan with a routine added, or planned anew; it keeps the day it began unless ``since`` says another.

    A plan that began earlier is not changed but followed by one that begins today, so that past weeks keep theirs.
    """
    before = [each for each in plan.routines if each.routine == routine] if plan else []
    began = since or (before[0].since or plan.since if before and plan else today)
    planned = PlannedRoutine(
        routine=routine,
        weekdays=tuple(sorted(set(weekdays))),
        times_per_week=None if weekdays else times_per_week,
        times_per_day=times_per_day,
        since=began,
    )
    kept = [planned if each.routine == routine else each for each in plan.routines] if plan else []
    return _renewed(plan, tuple(kept if before else [*kept, planned]), today)


def without_routine(plan: Plan, routine: str, today: date) -> Plan:
    """The plan without a routine, beginning today."""
    return _renewed(plan, tuple(each for each in plan.routines if each.routine != routine), today)


def _renewed(plan: Plan | None, routines: tuple[PlannedRoutine, ...], today: date) -> Plan:
    if plan is not None and plan.since == today:
        return msgspec.structs.replace(plan, routines=routines)
    dated = tuple(
        each if each.since or plan is None else msgspec.structs.replace(each, since=plan.since) for each in routines
    )
    return Plan(since=today, routines=dated, note=plan.note if plan else "")


def planned_words(planned: PlannedRoutine, routine: Routine) -> str:
    """``Mon, Wed, Fri``, ``3 times a week``, ``daily, 3 times a day``."""
    if planned.weekdays:
        words = ", ".join(DAY_NAMES[day - 1] for day in sorted(planned.weekdays))
        words = "daily" if len(planned.weekdays) == 7 else words
    else:
        count = _times(planned, routine)
        words = "daily" if count == 7 else "once a week" if count == 1 else f"{count} times a week"
    return words if planned.times_per_day == 1 else f"{words}, {planned.times_per_day} times a day"
