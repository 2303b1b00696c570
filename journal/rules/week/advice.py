"""What to do next week, from the week's own figures; each step with the facts that say so.

Every reason is built from the values the rule looked at. Sources: lights and mornings as in
``journal.rules.ankle.soreness`` and ``journal.rules.ankle.mornings``; slowing down or going back when a set shakes is
article A's; the thresholds for a difference between the sides are house rules.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from journal.entries import ANKLES, Ankle
from journal.rules.ankle.light import Light
from journal.rules.ankle.mornings import WEEKLY_ENTRIES
from journal.rules.verdict.running import weekly
from journal.rules.week.summary import LightWeek, NextStep, WeekSummary
from library.words import counted

UNEVEN_PERCENT = 20
UNEVEN_SETS = 3
"""The sides are called uneven from both of these on: less comes and goes with one set (house rule)."""


def next_steps(summary: WeekSummary, room: int | None = None, asked: Collection[Ankle] = ()) -> tuple[NextStep, ...]:
    """What to do next week, most important first. An open stop sign leaves room for nothing but itself.

    ``room`` is how many of the planned sessions a plan begun within the week had days for; None: all of them.
    ``asked`` are the ankles that a professional is to be asked about: nothing is added to them meanwhile.
    """
    if summary.stop_signs:
        return tuple(_stopped(summary))
    return (
        *_lights(summary, asked),
        *_running(summary, asked),
        *_sessions(summary, room),
        *_evenness(summary, asked),
        *_runs(summary),
        *_mornings(summary),
    )


def _stopped(summary: WeekSummary) -> Iterator[NextStep]:
    signs = "; ".join(summary.stop_signs)
    yield NextStep(text="Have the stop sign seen. Training and runs wait until you clear it.", reason=f"open: {signs}")


def _of(summary: WeekSummary, side: Ankle) -> LightWeek:
    return summary.lights.left if side == "left" else summary.lights.right


def _lights(summary: WeekSummary, asked: Collection[Ankle]) -> Iterator[NextStep]:
    green: list[Ankle] = []
    for side in ANKLES:
        found = _of(summary, side)
        reason = f"{side} {found.light.value}: {'; '.join(found.reasons)}"
        if found.light is Light.RED:
            yield NextStep(
                text=f"Ease the {side} ankle: no jumps, easier exercises or a set less, until a morning is quiet.",
                reason=reason,
            )
        elif found.light is Light.AMBER:
            yield NextStep(text=f"Repeat this week's work on the {side}; add nothing to it yet.", reason=reason)
        elif found.light is Light.GREEN and side in asked:
            text = f"Go on with the {side} ankle as it is, and add nothing to it until you have asked about it."
            yield NextStep(text=text, reason=f"{side} green, and to be asked about")
        elif found.light is Light.GREEN:
            green.append(side)
    if green and summary.work.total.sets:
        sides = " and ".join(green)
        # An exercise on both at once goes by the more careful ankle, so one green ankle steps up in its own only.
        text = f"Step up on the {sides} alone, where Session proposes it; what both do at once stays as it is."
        if len(green) == len(ANKLES):
            text = "Go on as planned; take a step up where Session proposes one."
        yield NextStep(text=text, reason=f"{sides} green, {counted(summary.work.total.sets, 'set')} done")


def _running(summary: WeekSummary, asked: Collection[Ankle]) -> Iterator[NextStep]:
    lights = {side: _of(summary, side).light for side in ANKLES}
    # "As usual" does not go with "ask a professional".
    if told := weekly(lights, ran=bool(summary.runs.count) and not asked):
        text, sides = told
        reason = " and ".join(f"{side} {lights[side].value}" for side in sides)
        if lights[sides[0]] is Light.GREEN:
            reason += f", {counted(summary.runs.count, 'run')} this week"
        yield NextStep(text=text, reason=reason)


def _sessions(summary: WeekSummary, room: int | None) -> Iterator[NextStep]:
    sessions = summary.sessions
    done = sessions.done + sessions.short
    asked = sessions.planned or 0
    if room is not None:
        asked = min(asked, room)
    if sessions.planned is None:
        yield NextStep(text="Choose a routine and how often, so that the week has a plan.", reason="no plan yet")
    elif asked - done > _room(summary, sessions.planned):
        days_left = _days_left(summary)
        reason = f"{done} of {counted(sessions.planned, 'planned session')} done"
        if sessions.postponed:
            reason += f", {sessions.postponed} postponed"
        if days_left:
            reason += f", {counted(days_left, 'day')} left"
        enough = done >= asked / 2
        text = "Plan fewer sessions, or shorter ones."
        if enough:
            first = "Do what is due in the days left; begin next week" if days_left else "Begin the week"
            text = f"{first} with a session that was left over."
        yield NextStep(text=text, reason=reason)
    if sessions.shaky_sets:
        sets = "set was" if sessions.shaky_sets == 1 else "sets were"
        yield NextStep(
            text="Slow down where a set shook, or go back to the easier exercise.",
            reason=f"{sessions.shaky_sets} {sets} shaky",
        )


def _evenness(summary: WeekSummary, asked: Collection[Ankle]) -> Iterator[NextStep]:
    apart = summary.left_right
    if apart.percent is None or abs(apart.percent) < UNEVEN_PERCENT or abs(apart.sets) < UNEVEN_SETS:
        return
    less: Ankle = "right" if apart.sets > 0 else "left"
    # A sore ankle is meant to do less.
    if less in asked or _of(summary, less).light in (Light.AMBER, Light.RED):
        return
    yield NextStep(
        text=f"Give the {less} ankle as many sets as the other.",
        reason=f"left {counted(summary.work.left.sets, 'set')}, right {summary.work.right.sets}",
    )


def _runs(summary: WeekSummary) -> Iterator[NextStep]:
    for notice in summary.runs.notices:
        yield NextStep(text="Let the next long run be no longer than this one.", reason=notice)


def _mornings(summary: WeekSummary) -> Iterator[NextStep]:
    left, right = summary.ankles.left.mornings, summary.ankles.right.mornings
    if min(left, right) + max(0, _days_left(summary) - 1) < WEEKLY_ENTRIES:
        yield NextStep(
            text=f"Rate both ankles on waking, {WEEKLY_ENTRIES} mornings or more: then two weeks can be compared.",
            reason=f"left {left}, right {right} mornings rated",
        )


def _room(summary: WeekSummary, planned: int) -> int:
    """How many sessions the days left have room for: one a day, or as many as the plan needs a day."""
    return _days_left(summary) * max(1, -(-planned // 7))


def _days_left(summary: WeekSummary) -> int:
    """Days of the week still to use, today among them; 0 once it is over."""
    return 0 if summary.complete else (summary.last_day - summary.as_of.date()).days + 1
