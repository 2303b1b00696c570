"""Whether to run today, by the lights: none, short and easy, or as usual. Pure; information, never a prescription.

Sources: the University of Delaware soreness guidelines (soreness that goes on after the warm-up: two days off; soreness
on the next day: one day off, then the last one again) and the pain-monitoring model (Thomee 1997, Silbernagel 2007: 3
to 5 may go on while mornings settle, above 5 is too much). Studied for tendon and joint complaints, as rules of return
to sport; that they are asked of any sore ankle, by its light, is a house rule (docs/rules.md, "Running").
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Literal

from msgspec import Struct

from journal.dates import short_day
from journal.entries import ANKLES, Ankle, CheckIn, Run, Session
from journal.rules.ankle.light import Light
from journal.rules.ankle.mornings import SETTLED_AT, Aftermath, Bout, aftermath, bouts
from journal.rules.ankle.readings import Reading, instant, readings
from journal.rules.ankle.soreness import LightVerdict

DAYS_OFF_GROWN = 2
"""Days without running after soreness that grew during a bout (Delaware)."""
LOOK_BACK = timedelta(days=4)
"""Bouts of so long are looked at: two whole days off after one are within it."""
FELT_WITHIN = timedelta(hours=1)
"""A rating up to so long after a bout still says how it was during it (the vocabulary's "just after")."""
FELT_MOMENTS = frozenset({"warm-up", "during", "after"})

Stand = Literal["none", "easy", "usual", "unrated"]


class Running(Struct, frozen=True, kw_only=True):
    """What the lights say of running today. ``last_km`` is what an easy run is not to pass; None where not known."""

    stand: Stand
    text: str
    last_km: float | None = None


def running(
    now: datetime,
    verdicts: Mapping[Ankle, LightVerdict],
    check_ins: Iterable[CheckIn],
    sessions: Iterable[Session] = (),
    runs: Iterable[Run] = (),
) -> Running:
    """Whether to run today; the more careful ankle decides, and one that was never rated decides nothing.

    Stop sign: none. Red: none today, and none for two days after soreness that grew during a bout. A morning of today
    that is not settled: none today, then the last run again. Amber: short and easy at most. Green: as usual.
    """
    if any(verdict.suspended for verdict in verdicts.values()):
        return Running(stand="none", text="none while a stop sign is open")
    check_ins, runs = list(check_ins), list(runs)
    known = {side: readings(check_ins, side, now) for side in ANKLES}
    lights = {side: verdicts[side].light for side in ANKLES if known[side]}
    if not lights or Light.NONE in lights.values():
        return Running(stand="unrated", text="rate both ankles first")
    near = [bout for bout in bouts(sessions, runs, now) if instant(now) - instant(bout.end) <= LOOK_BACK]
    red = [side for side in lights if lights[side] is Light.RED]
    if red:
        return _none_on_red(now.date(), red, near, known)
    if (bout := _unsettled_today(now.date(), lights, near, known)) is not None:
        return Running(stand="none", text=f"none today: not settled after {bout.words}; then repeat the last")
    amber = [side for side in lights if lights[side] is Light.AMBER]
    if amber:
        last = max(
            (run for run in runs if run.activity == "run"), key=lambda run: instant(run.started_at), default=None
        )
        km = last.distance_km if last else None
        return Running(stand="easy", text="short and easy at most, no longer than the last", last_km=km)
    return Running(stand="usual", text="as usual")


def _none_on_red(
    today: date, red: Sequence[Ankle], near: Sequence[Bout], known: Mapping[Ankle, Sequence[Reading]]
) -> Running:
    grown = [bout for bout in near if any(_grew(bout, side, known[side]) for side in red)]
    if grown:
        last = grown[-1]
        back = last.start.date() + timedelta(days=DAYS_OFF_GROWN + 1)
        if back > today + timedelta(days=1):
            words = f"none before {short_day(back, today)}: soreness grew during {last.words}, two days off"
            return Running(stand="none", text=words)
    return Running(stand="none", text=f"none today: {ankles_are(red)} red, a day off")


def ankles_are(sides: Sequence[Ankle]) -> str:
    """``the left ankle is``, ``both ankles are``."""
    return f"the {sides[0]} ankle is" if len(sides) == 1 else "both ankles are"


def _grew(bout: Bout, side: Ankle, ratings: Sequence[Reading]) -> bool:
    """Whether the ankle was sorer in a bout, or within the hour after it, than before and than settled soreness is."""
    told = aftermath(bout, side, ratings)
    felt = [
        one.rating
        for one in ratings
        if one.moment in FELT_MOMENTS
        and (one.after == bout.id or instant(bout.start) <= one.instant <= instant(bout.end) + FELT_WITHIN)
    ]
    felt += [] if told.during is None else [told.during]
    return told.before is not None and max(felt, default=0) > max(SETTLED_AT, told.before)


def _unsettled_today(
    today: date, sides: Iterable[Ankle], near: Sequence[Bout], known: Mapping[Ankle, Sequence[Reading]]
) -> Bout | None:
    """The last bout that a morning of today says an ankle has not settled from."""

    def is_unsettled(told: Aftermath) -> bool:
        return told.settled is False and told.morning is not None and told.morning.at.date() == today

    found = [bout for bout in near if any(is_unsettled(aftermath(bout, side, known[side])) for side in sides)]
    return found[-1] if found else None


def logged_on_red(run: Run, now: datetime, verdicts: Mapping[Ankle, LightVerdict]) -> str:
    """One calm sentence for a run of today that is logged while an ankle is red; empty otherwise."""
    red = [side for side in ANKLES if verdicts[side].light is Light.RED]
    if run.activity not in ("run", "jump-rope") or run.started_at.date() != now.date() or not red:
        return ""
    if any(verdict.suspended for verdict in verdicts.values()):
        return "A stop sign is open: no more running until it is cleared."
    return f"{ankles_are(red)[:1].upper()}{ankles_are(red)[1:]} red: a day off running comes next."


def weekly(lights: Mapping[Ankle, Light], ran: bool) -> tuple[str, list[Ankle]] | None:
    """What the lights at a week's end say of running, and whose they are; None where they say nothing.

    ``ran`` is whether there were runs that week: "as usual" is said only where there is something usual.
    """
    red, amber = ([side for side in ANKLES if lights[side] is light] for light in (Light.RED, Light.AMBER))
    if red:
        return f"Do not run while {ankles_are(red)} red: a day off at least.", red
    if amber:
        return "Run short and easy at most, and no longer than the last time.", amber
    if ran and all(lights[side] is Light.GREEN for side in ANKLES):
        return "Run as usual.", list(ANKLES)
    return None
