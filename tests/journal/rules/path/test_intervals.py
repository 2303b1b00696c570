"""A run of the way back, minute by minute: what its parts are, and where it stands after so many seconds."""

from __future__ import annotations

from journal.rules.path.intervals import begun, intervals, stand
from journal.rules.path.ladder import RUNGS


def minutes(number: int) -> list[str]:
    """The parts of a step in short: ``walk 5``."""
    return [f"{one.does} {one.seconds / 60:g}" for one in intervals(RUNGS[number - 1])]


def test_a_step_walks_before_and_after_and_runs_between() -> None:
    """Walks alone are one part, and the usual run has none."""
    assert minutes(3) == ["walk 5", *["run 1", "walk 4"] * 5, "walk 5"]
    assert minutes(10) == ["walk 5", "run 20", "walk 5"]
    assert (minutes(1), minutes(12)) == (["walk 20"], [])


def test_where_it_stands_follows_from_the_seconds_gone() -> None:
    """To the second at each edge, and past the last part at its end."""
    plan = intervals(RUNGS[2])
    assert [stand(plan, gone).index for gone in (0, 299.9, 300, 359, 360, 599, 600)] == [0, 0, 1, 1, 2, 2, 3]
    assert stand(plan, 330).left_s == 30 and stand(plan, -5).left_s == 300
    assert stand(plan, 5000).index == len(plan) == 12
    assert all(stand(plan, begun(plan, place)).index == place for place in range(len(plan) + 1))
