"""The week: everything that happened from Monday to Sunday, summarised.

Weeks are ISO weeks (Monday first; a week belongs to the year of its Thursday), and an entry belongs to the calendar day
at the runner's own offset then. Nothing here is evidence but counting; rules with a source are called from their own
modules, and what they found comes in as :class:`Findings`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta

from journal.dates import Week, whole_minutes
from journal.entries import ANKLES, NOT_ON_FOOT, TIME_FIELD, Ankle, CheckIn, Entry, Note, kind_of
from journal.rules.ankle.readings import readings
from journal.rules.done.tally import NOTHING, Bouts, SideWork, Tally, total
from journal.rules.week.ankle_week import MORNINGS, ByWeek, ankle_week, by_week
from journal.rules.week.summary import (
    Amount,
    Ankles,
    BoutsWeek,
    Compared,
    DayWeek,
    Findings,
    LeftRight,
    MuscleWeek,
    RunsWeek,
    SessionsWeek,
    ShoeWeek,
    WeekSummary,
    WorkWeek,
)
from library.exercise import rounded

WEEKS_OF_MEAN = 4


def end_of(week: Week, now: datetime, entries: Iterable[Entry] = ()) -> datetime:
    """The moment a week is judged at: now, or its last midnight once it is over.

    That midnight is the one where the runner was, told by the last of the entries up to it: seen from another offset,
    after a clock change or a journey, no evening of the week falls out of it.
    """
    sunday = week.sunday
    if now.date() <= sunday:
        return now
    moments = (getattr(entry, TIME_FIELD.get(kind_of(entry), ""), None) for entry in entries)
    known = [at for at in moments if isinstance(at, datetime) and at.date() <= sunday]
    last = max(known, default=now)  # Python compares instants, whatever zones they carry
    midnight = datetime.combine(sunday + timedelta(days=1), datetime.min.time(), tzinfo=last.tzinfo)
    return min(now, midnight)


def summarise(
    week: Week,
    entries: Sequence[Entry],
    now: datetime,
    findings: Findings,
    tallies: Mapping[date, Tally],
) -> WeekSummary:
    """The week's summary.

    ``entries``: at least those of the week and of the four before it; others are passed over, order does not matter.
    """
    check_ins = [entry for entry in entries if isinstance(entry, CheckIn)]
    noted = {entry.day for entry in entries if isinstance(entry, Note) and entry.text.strip()}
    end = end_of(week, now, entries)
    ratings = {side: by_week(readings(check_ins, side, end)) for side in ANKLES}
    ankles = Ankles(left=ankle_week(week, ratings["left"]), right=ankle_week(week, ratings["right"]))
    days = [tallies.get(day, NOTHING) for day in week.days()]
    tally = total(days)
    work = tally.work
    return WeekSummary(
        week=str(week),
        first_day=week.monday,
        last_day=week.sunday,
        as_of=end,
        complete=now.date() > week.sunday,
        sessions=SessionsWeek(
            planned=findings.planned,
            done=tally.sessions_done,
            short=tally.sessions_short,
            postponed=tally.sessions_postponed,
            abandoned=tally.sessions_abandoned,
            open=tally.sessions_open,
            minutes=minutes(tally.session_ms),
            shaky_sets=tally.shaky,
            skipped_sore_sets=tally.skipped_sore,
            skipped_other_sets=tally.skipped_other,
            self_care_days=sum(bool(day.self_care) for day in days),
            unplanned=findings.unplanned,
        ),
        work=WorkWeek(**amounts(work)),
        left_right=left_right(work),
        muscles=muscle_weeks(tally.muscles),
        ankles=ankles,
        runs=runs_week(tally, findings),
        self_tests=findings.self_tests,
        days=tuple(
            DayWeek(
                day=day,
                sessions_done=done.sessions_done,
                sessions_short=done.sessions_short,
                sessions_postponed=done.sessions_postponed,
                sets=done.work.total.sets,
                work_s=seconds(done.work.total.work_ms),
                session_minutes=minutes(done.session_ms),
                runs=done.bouts.count,
                run_minutes=minutes(done.bouts.time_ms),
                run_km=km(done.bouts.distance_m),
                left=left,
                right=right,
                note=day in noted,
                self_care=bool(done.self_care),
            )
            for day, done, left, right in zip(week.days(), days, ankles.left.days, ankles.right.days, strict=True)
        ),
        compared=compare(week, tallies, ratings, findings.began),
        judged=findings.judged,
        cleared_signs=findings.cleared_signs,
    )


def amounts(work: SideWork) -> dict[str, Amount]:
    """The work of each side, and together, in whole seconds."""
    sides = {"left": work.left, "right": work.right, "both": work.both, "total": work.total}
    return {
        side: Amount(sets=one.sets, reps=one.reps, hold_s=seconds(one.hold_ms), work_s=seconds(one.work_ms))
        for side, one in sides.items()
    }


def left_right(work: SideWork) -> LeftRight:
    """The difference between the sides."""
    larger = max(work.left.sets, work.right.sets)
    sets = work.left.sets - work.right.sets
    return LeftRight(
        sets=sets,
        reps=work.left.reps - work.right.reps,
        hold_s=seconds(work.left.hold_ms) - seconds(work.right.hold_ms),
        percent=int(rounded(100 * sets / larger, 0)) if larger else None,
    )


def muscle_weeks(muscles: Mapping[str, SideWork]) -> tuple[MuscleWeek, ...]:
    """Muscles by sets, most first, then by name."""
    return tuple(
        MuscleWeek(muscle=name, **amounts(work))
        for name, work in sorted(muscles.items(), key=lambda pair: (-pair[1].total.sets, pair[0]))
    )


def runs_week(tally: Tally, findings: Findings) -> RunsWeek:
    """Cardio of a tally, by kind and by shoe, most first."""

    def most(bouts: Mapping[str, Bouts]) -> list[tuple[str, Bouts]]:
        return sorted(bouts.items(), key=lambda pair: (-pair[1].distance_m, -pair[1].time_ms, pair[0]))

    afoot = sum(bouts.distance_m for activity, bouts in tally.activities.items() if activity not in NOT_ON_FOOT)
    return RunsWeek(
        count=tally.bouts.count,
        minutes=minutes(tally.bouts.time_ms),
        km=km(tally.bouts.distance_m),
        longest_km=km(tally.longest_m),
        activities=tuple(
            BoutsWeek(activity=name, count=bouts.count, minutes=minutes(bouts.time_ms), km=km(bouts.distance_m))
            for name, bouts in most(tally.activities)
        ),
        shoes=tuple(
            ShoeWeek(
                shoe=id,
                name=findings.shoe_names.get(id, "a removed shoe"),
                count=bouts.count,
                km=km(bouts.distance_m),
                share_percent=int(rounded(100 * bouts.distance_m / afoot, 0)) if afoot else None,
            )
            for id, bouts in most(tally.shoes)
        ),
    )


def compare(
    week: Week, tallies: Mapping[date, Tally], ratings: Mapping[Ankle, ByWeek], began: date | None
) -> tuple[Compared, ...]:
    """This week's figures beside the week before and the mean of the four before.

    A week that began before the journal did is not compared with; means of mornings need three in each week.
    """
    weeks = [week.shifted(-n) for n in range(WEEKS_OF_MEAN + 1)]
    kept = [began is not None and before.monday >= Week.of(began).monday for before in weeks[1:]]
    of = [total(tallies.get(day, NOTHING) for day in some.days()) for some in weeks]
    ankles = {side: [ankle_week(some, ratings[side]) for some in weeks] for side in ANKLES}

    def figure(id: str, label: str, unit: str, values: Sequence[float | None]) -> Compared:
        earlier = [value for value, known in zip(values[1:], kept, strict=True) if known and value is not None]
        return Compared(
            id=id,
            label=label,
            unit=unit,
            this=values[0],
            before=values[1] if kept[0] else None,
            mean_of_four=rounded(sum(earlier) / len(earlier)) if all(kept) and len(earlier) == WEEKS_OF_MEAN else None,
        )

    def mornings(side: Ankle) -> list[float | None]:
        return [found.morning_mean if found.mornings >= MORNINGS else None for found in ankles[side]]

    return (
        figure("sessions", "sessions done", "", [one.sessions_done + one.sessions_short for one in of]),
        figure("session_minutes", "in sessions", "min", [minutes(one.session_ms) for one in of]),
        figure("sets", "sets", "", [one.work.total.sets for one in of]),
        figure("reps", "reps", "", [one.work.total.reps for one in of]),
        figure("hold_s", "held", "s", [seconds(one.work.total.hold_ms) for one in of]),
        figure("runs", "runs", "", [one.bouts.count for one in of]),
        figure("run_minutes", "running", "min", [minutes(one.bouts.time_ms) for one in of]),
        figure("run_km", "distance", "km", [km(one.bouts.distance_m) for one in of]),
        figure("left_mornings", "left on waking, mean", "of 10", mornings("left")),
        figure("right_mornings", "right on waking, mean", "of 10", mornings("right")),
        figure("left_peak", "left peak", "of 10", [found.peak for found in ankles["left"]]),
        figure("right_peak", "right peak", "of 10", [found.peak for found in ankles["right"]]),
    )


def seconds(ms: int) -> int:
    """Whole seconds, halves up."""
    return (ms + 500) // 1000


def minutes(ms: int) -> int:
    """Whole minutes, halves up."""
    return whole_minutes(ms / 1000)


def km(metres: int) -> float:
    """Kilometres to one decimal, halves up."""
    return (metres + 50) // 100 / 10
