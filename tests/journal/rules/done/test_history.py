"""What was done of an exercise, side by side with the ratings around it."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from journal.entries import CheckIn, Item, Session, Set, SideRating
from journal.rules.done.history import History
from journal.rules.training.progression import propose
from journal.rules.training.proposal import Rule
from library.catalogue import Catalogue
from tests.support.performances import (
    BODY,
    CALM,
    NOW,
    REPS,
)
from tests.support.soreness import rated


def test_each_side_has_its_own_history() -> None:
    """A shaky left holds back the left alone."""
    catalogue = Catalogue(exercises=[BODY])
    sets = tuple(
        Set(id=f"{side}{n}", side=side, reps=12, planned=12, result="shaky" if side == "left" else "done")
        for n in range(2)
        for side in ("left", "right")
    )
    item = Item(id="i", exercise="body", dose=REPS, sets=sets)
    at = NOW - timedelta(days=7)
    session = Session(id="1", started_at=at, finished_at=at, state="finished", items=(item,))
    morning = rated("14 07:00", 1, 0, moment_id="on-waking")
    history = History([session], [morning], NOW)
    by_side = {
        side: propose(catalogue.get("body"), REPS, side, history.performances("body", side), CALM, NOW)
        for side in ("left", "right")
    }
    assert by_side["left"].rule is Rule.SHAKY
    assert (by_side["right"].rule, by_side["right"].amount) == (Rule.ALL_MET, 13)


def test_a_performance_knows_the_ratings_around_it() -> None:
    """The day's highest, during and the next morning come from the check-ins and the item, per side."""
    check_ins: list[CheckIn] = [
        rated("18 17:00", 3, 1),
        rated("19 07:00", 4, 2, moment_id="on-waking"),
    ]
    item = Item(
        id="i",
        exercise="body",
        dose=REPS,
        sets=(Set(id="a", side="left", reps=12, result="done"), Set(id="b", side="right", reps=12, result="done")),
        soreness=SideRating(left=5, right=2),
    )
    at = datetime.fromisoformat("2026-11-18T18:00:00+01:00")
    session = Session(id="1", started_at=at, finished_at=at, state="finished", items=(item,))
    history = History([session], check_ins, NOW)
    left, right = (history.performances("body", side)[0] for side in ("left", "right"))
    assert (left.worst, left.during, left.morning, left.settled) == (3, 5, 4, False)
    assert (right.worst, right.during, right.morning, right.settled) == (1, 2, 2, True)


@pytest.mark.parametrize("state", ["open", "postponed"])
def test_open_and_postponed_sessions_teach_nothing(state: str) -> None:
    """Only what has ended counts as last time."""
    item = Item(id="i", exercise="body", dose=REPS, sets=(Set(id="a", side="left", reps=12, result="done"),))
    session = Session(id="1", started_at=NOW - timedelta(days=2), state=state, items=(item,))  # type: ignore[arg-type]
    assert History([session], [], NOW).performances("body", "left") == ()
