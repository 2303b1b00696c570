"""Ten runners over 26 weeks who do what the plan offers: what must become of each, and what must not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from itertools import pairwise

import pytest

from tests.support.exploring import some
from tests.support.runners import AWAY, PAGE, RUNNERS, Did, HalfYear, half_year, page_of, section


def perfect(half: HalfYear) -> None:
    """The last stage in week 9 to 20, each stage after a settled morning, one at a time; weight last of all."""
    reached = next(number for number, days in enumerate(half.weeks(), start=1) if days[-1].stage == 5)
    assert 9 <= reached <= 20
    assert all(later.stage - earlier.stage in (0, 1) for earlier, later in pairwise(half.days))
    first_drop = next(day.number for day in half.days if "eccentric-heel-drop" in day.exercises)
    assert all(not load for day in half.days if day.number <= first_drop for _, load in day.sets("eccentric-heel-drop"))
    for exercise in ("double-leg-heel-raise", "single-leg-heel-raise", "bent-knee-heel-raise"):
        assert all(not load for day in half.days for _, load in day.sets(exercise)), exercise


def lapsed(half: HalfYear) -> None:
    """One stage back, a run of half the longest at most, all of it regained within four weeks."""
    before, back = half.days[AWAY.start - 1], half.days[AWAY.stop]
    assert back.stage == before.stage - 1 and back.session is not None and not back.landings
    assert next(day.km for day in half.days[AWAY.stop :] if day.km) <= 0.5 * max(day.km for day in half.days)
    assert half.days[AWAY.stop + 28].stage >= before.stage
    last = {id: day.sets(id) for day in half.days[: AWAY.start] for id in day.exercises}
    for exercise in back.exercises:
        if exercise in last:
            assert max(back.sets(exercise)) <= max(last[exercise]), exercise


def sore_left(half: HalfYear) -> None:
    """The right goes on alone, what both feet do is repeated, no jump comes."""
    late = [day for day in half.days if day.number >= 28 and day.session]
    for exercise in ("short-foot", "supported-single-leg-balance"):
        assert late[-1].sets(exercise, "right") > late[0].sets(exercise, "right"), exercise
        assert late[-1].sets(exercise, "left") == late[0].sets(exercise, "left"), exercise
    assert late[-1].sets("double-leg-heel-raise") == late[0].sets("double-leg-heel-raise")
    assert not any(day.landings for day in half.days)


def any_hour(half: HalfYear) -> None:
    """All three sessions of each week are due, at 6 or at 20 o'clock, and hold their jumps once those are open."""
    assert all(sum(day.session is not None for day in days) == 3 for days in half.weeks())
    jumping = [days for days in half.weeks() if days[0].stage >= 4]
    assert jumping and all(sum(bool(day.landings) for day in days) == 3 for days in jumping)


def first_rope(half: HalfYear) -> None:
    """40 landings first, never more than 900 a week, and none with an ankle above 2."""
    counts = [day.landings for day in half.days if day.landings]
    assert counts[0] <= 40 and max(counts) <= 300
    assert all(sum(day.landings for day in days) <= 900 for days in half.weeks())
    first = next(day.number for day in half.days if day.landings)
    assert next((day.number for day in half.days if day.landings > 200), first + 70) >= first + 56


def achilles(half: HalfYear) -> None:
    """Calf work grows, a doctor's line on its set days, seen to at twelve weeks; no further run, no new jumps."""
    assert half.days[60].stage >= 3
    sore = half.days[:84]
    assert not any(day.landings for day in sore)
    asked = [day.number for day in sore if day.found.ask]
    assert {3, 14, 42} <= set(asked) and len(asked) < 30
    assert half.days[84].found.help == "week" or half.days[85].found.help == "week"
    assert all(day.found.run != "usual" for day in sore[10:])


def heel(half: HalfYear) -> None:
    """Flat-floor drops all along: nothing over an edge, no stretch to the end."""
    done = {exercise for day in half.days for exercise in day.exercises}
    assert "flat-floor-drop" in done and "eccentric-heel-drop" not in done
    assert all("edge" in {bar.id for bar in day.found.bars} for day in half.days if "flat-floor-drop" in day.exercises)


def twisted(half: HalfYear) -> None:
    """T1 to T4 twice; nothing leaves the ground and no run is as usual before the last of them is over."""
    for first in (0, 84):
        phases = [path.phase for day in half.days[first : first + 56] for path in day.found.path]
        assert [phase for phase in ("T1", "T2", "T3", "T4") if phase in phases] == ["T1", "T2", "T3", "T4"]
    for day in half.days:
        early = any(path.phase in ("T1", "T2", "T3", "T4") for path in day.found.path)
        assert not (early and (day.landings or day.found.run == "usual")), day.number


def bone(half: HalfYear) -> None:
    """No jumps at once, seen within the week by the second nights; no run until somebody has said so."""
    first = next(day for day in half.days if day.number >= 35 and day.found.load != "progress")
    assert first.number <= 36 and first.found.load == "no-impact"
    assert next(day.number for day in half.days if day.found.help == "week") <= 38
    assert not any(day.km for day in half.days[first.number :])
    assert not any(day.landings for day in half.days[35:])
    one_foot = ("flat-floor-drop", "single-leg-heel-raise", "eccentric-heel-drop")
    assert not any(day.sets(id, "left") for day in half.days[first.number + 1 :] for id in one_foot)


def weekly(half: HalfYear) -> None:
    """Sets are repeated, runs held: no step of any kind."""
    assert {day.stage for day in half.days} == {1}
    seen: dict[str, tuple[float, float]] = {}
    for day in half.days:
        for exercise in day.exercises:
            top = max(day.sets(exercise))
            assert top <= seen.setdefault(exercise, top), (day.number, exercise)
    assert all(day.found.mark != "go" for day in half.days)


BECOMES: dict[str, Callable[[HalfYear], None]] = dict(
    zip(
        (runner.name for runner in RUNNERS),
        (perfect, lapsed, sore_left, any_hour, first_rope, achilles, heel, twisted, bone, weekly),
        strict=True,
    )
)


def _stepped(before: list[tuple[float, float]], after: list[tuple[float, float]]) -> bool:
    return max(load for _, load in after) > max(load for _, load in before) or (
        max(load for _, load in after) == max(load for _, load in before)
        and max(amount for amount, _ in after) > max(amount for amount, _ in before)
    )


def _steps(days: list[Did], exercise: str, side: str) -> list[tuple[Did, Did]]:
    """The days on which more was asked than the time before, each with that time."""
    done = [day for day in days if day.sets(exercise, side)]
    return [
        (earlier, later)
        for earlier, later in pairwise(done)
        if _stepped(earlier.sets(exercise, side), later.sets(exercise, side))
    ]


@pytest.mark.parametrize("name", some(BECOMES, [*BECOMES][::2]))
def test_what_becomes_of_a_runner(name: str) -> None:
    """The table of the training path, and what holds for all: one step a week, none after days without, no loss.

    In ``make test`` every second runner.
    """
    half = half_year(name)
    BECOMES[name](half)
    exercises = {exercise for day in half.days for exercise in day.exercises}
    for exercise in exercises:
        if any(day.landings and exercise in day.exercises for day in half.days):
            continue
        for side in ("left", "right", "both"):
            steps = _steps(half.days, exercise, side)
            for (_, first), (_, second) in pairwise(steps):
                assert second.day - first.day >= timedelta(days=7), (exercise, side, first.day)
            for earlier, later in steps:
                assert later.day - earlier.day < timedelta(days=8), (exercise, side, later.day)
                most, now = max(earlier.sets(exercise, side)), max(later.sets(exercise, side))
                assert now[0] >= 0.75 * most[0], (exercise, side, later.day)
    jumped = [day.day for day in half.days if day.landings]
    assert all(later - earlier >= timedelta(days=2) for earlier, later in pairwise(jumped))
    assert page_of(PAGE.read_text("utf-8"), name).strip() == section(half).strip(), "make runners writes the page"
