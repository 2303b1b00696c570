"""A plan that cannot be kept says so when it is made: days of jumps, and of heel drops, need one between."""

from __future__ import annotations

from datetime import date

import pytest

from journal.entries import Plan, PlannedRoutine
from journal.rules.training.keeping import cannot_keep
from library.catalogue import Catalogue


def planned(**routines: tuple[int, ...] | int) -> Plan:
    """Routines by their weekdays, or so many times a week."""
    held = (
        PlannedRoutine(routine=id.replace("_", "-"), times_per_week=often)
        if isinstance(often, int)
        else PlannedRoutine(routine=id.replace("_", "-"), weekdays=often)
        for id, often in routines.items()
    )
    return Plan(since=date(2026, 11, 2), routines=tuple(held))


@pytest.mark.parametrize(
    ("plan", "says"),
    [
        (planned(rope_ten_weeks=(1, 3)), ""),
        (planned(rope_ten_weeks=(1, 3, 5), foundation=(2, 4)), ""),
        (planned(rope_ten_weeks=(1, 2)), "Mon and Tue cannot both be kept (Jump rope, 10 weeks)."),
        (planned(rope_ten_weeks=(1, 7)), "Sun and Mon cannot both be kept (Jump rope, 10 weeks)."),
        (
            planned(rope_ten_weeks=(1, 4), plyometric_return=(2, 6)),
            "Jumps need a day between: Mon and Tue cannot both be kept (Jump rope, 10 weeks and Back to hopping).",
        ),
        (planned(heel_drop_programme=(1, 2, 3)), "Heel drops need a day between: Mon and Tue cannot both be kept"),
        (planned(rope_ten_weeks=4), "Jumps need a day between: 3 times a week is the most for Jump rope, 10 weeks."),
        (planned(rope_ten_weeks=3), ""),
        (planned(no_such_routine=(1, 2)), ""),
    ],
)
def test_a_plan_that_cannot_be_kept_says_which_days(plan: Plan, says: str) -> None:
    """Sunday is before Monday; all routines together; nothing of one that is gone."""
    found = cannot_keep(plan, Catalogue.built_in())
    assert says in found and bool(says) == bool(found)
