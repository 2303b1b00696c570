"""Landings: one count, six levels, days between. Worked by hand."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from journal.rules.done.trained import Trained, landings_of
from journal.rules.path.landings import LEVELS, jumps_now, next_jump
from library.catalogue import Catalogue
from library.routine import PlannedDose

TODAY = date(2026, 11, 20)


def jumped(*days_ago: int, count: int = 40, settled: bool | None = True, stage: int | None = 5) -> list[Trained]:
    """Sessions with so many landings so many days ago, the oldest first."""
    return [
        Trained(TODAY - timedelta(days=days), "", stage, True, settled, 0, count)
        for days in sorted(days_ago, reverse=True)
    ]


@pytest.mark.parametrize(
    ("exercise", "dose", "count"),
    [
        ("pogo-hops", PlannedDose(sets=2, reps=10), 20),
        ("jump-rope", PlannedDose(sets=3, duration_s=15), 90),
        ("a-skip", PlannedDose(sets=2, distance_m=20), 52),
        ("single-leg-hop", PlannedDose(sets=2, reps=3, per_side=True), 24),
        ("split-jump", PlannedDose(sets=1, reps=6), 12),
        ("lateral-hops", PlannedDose(sets=2, reps=8), 16),
        ("double-leg-heel-raise", PlannedDose(sets=2, reps=15), 0),
        ("a-march", PlannedDose(sets=2, distance_m=15), 0),
    ],
)
def test_everything_that_leaves_the_ground_is_one_count(exercise: str, dose: PlannedDose, count: int) -> None:
    """Rope two a second, skips 1.3 a metre, a hop on one foot and a split jump two each."""
    assert landings_of(Catalogue.built_in().get(exercise), dose) == count


@pytest.mark.parametrize(
    ("done", "stage", "may_rise", "level", "free"),
    [
        ([], 5, True, 1, 40),
        (jumped(14, 11, 7, 3), 5, True, 2, 60),
        (jumped(14, 11, 7, 3), 5, False, 1, 40),
        (jumped(13, 11, 7, 3), 5, True, 1, 40),
        (jumped(14, 11, 7), 5, True, 1, 40),
        (jumped(14, 11, 7, 3, settled=None), 5, True, 1, 40),
        ([*jumped(17, 14, 11, 7), *jumped(3, settled=False)], 5, True, 2, 60),
        ([*jumped(14, 11, 7), *jumped(3, settled=False)], 5, True, 1, 40),
        (jumped(22, 19, 15, 8), 5, True, 1, 40),
        (jumped(30, 27, 24, 21), 5, True, 1, 40),
        (jumped(0, count=15), 5, True, 1, 25),
        (jumped(5, 3), 5, True, 1, 0),
        (jumped(6, count=60), 5, True, 1, 20),
        (jumped(7, count=60), 5, True, 1, 40),
    ],
)
def test_levels_rise_by_four_settled_sessions_and_a_fortnight(
    done: list[Trained], stage: int, may_rise: bool, level: int, free: int
) -> None:
    """At most one level in 14 days, none after 8 days without, and never more than the week holds."""
    found = jumps_now(done, TODAY, stage=stage, may_rise=may_rise)
    assert (found.level, found.free) == (level, free)


def test_the_top_comes_no_sooner_than_after_ten_weeks_of_jumping() -> None:
    """Twice a week as much as is open: a level every fortnight, five of them."""
    first = TODAY - timedelta(days=200)
    done: list[Trained] = []
    reached: dict[int, int] = {}
    for number in range(140):
        day = first + timedelta(days=number)
        now = jumps_now(done, day, stage=5, may_rise=True)
        reached.setdefault(now.level, number)
        if day.isoweekday() in (2, 5) and now.free:
            assert now.next_day is None or now.next_day <= day
            done.append(Trained(day, "", 5, True, True, 0, now.free))
    assert sorted(reached) == [1, 2, 3, 4, 5, 6]
    assert reached[6] >= 70
    assert all(
        later - earlier >= 13
        for earlier, later in zip(list(reached.values())[1:], list(reached.values())[2:], strict=False)
    )


def test_the_first_jumps_stop_at_the_third_level_and_the_young_do_half() -> None:
    """Stage 4 opens J1 to J3; under 18 half of session and week."""
    many = [one for start in (63, 49, 35, 21) for one in jumped(start, start - 3, start - 7, start - 10)]
    assert jumps_now(many, TODAY, stage=5, may_rise=True).level >= 4
    assert jumps_now(many, TODAY, stage=4, may_rise=True).level == 3
    assert jumps_now([], TODAY, stage=4, may_rise=True, is_halved=True).free == LEVELS[0][0] // 2


@pytest.mark.parametrize(("gap", "level"), [(20, 4), (21, 3), (41, 3), (42, 2), (80, 2)])
def test_days_without_take_levels_back(gap: int, level: int) -> None:
    """From three weeks on one, from six on two."""
    done = jumped(gap, gap + 3, count=140, stage=None)
    assert jumps_now(done, TODAY, stage=5, may_rise=True).level == level


@pytest.mark.parametrize(("morning", "days"), [(None, 2), (0, 2), (2, 2), (3, 3), (5, 3)])
def test_days_are_counted_not_hours(morning: int | None, days: int) -> None:
    """The day after the next, and one more after a morning of 3 or more."""
    assert next_jump(Trained(TODAY, landings=20, morning=morning)) == TODAY + timedelta(days=days)


@pytest.mark.parametrize(("ago", "level"), [((), 4), ((3,), 2), ((20,), 4), ((3, 1), 1)])
def test_soreness_that_is_back_takes_two_levels(ago: tuple[int, ...], level: int) -> None:
    """On whichever side; what lies before the last jumps was taken then."""
    relapses = [TODAY - timedelta(days=days) for days in ago]
    done = jumped(7, 9, count=140, stage=None)
    assert jumps_now(done, TODAY, stage=5, may_rise=True, relapses=relapses).level == level
