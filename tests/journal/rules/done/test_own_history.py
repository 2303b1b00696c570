"""What the runner did of one exercise is summed up per side: last, best, trend."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Literal

from journal.entries import Item, Session, Set
from journal.rules.done.history import History
from journal.rules.done.own_history import own_history
from library.catalogue import Catalogue
from library.routine import PlannedDose

NOW = datetime.fromisoformat("2026-11-20T18:00:00+01:00")
RAISE = Catalogue.built_in().get("single-leg-heel-raise")


def session(days_ago: int, left: list[int], right: list[int], load_kg: float | None = None) -> Session:
    """A finished session of single-leg heel raises with these reps."""

    def sets(side: Literal["left", "right"], reps: list[int]) -> list[Set]:
        return [
            Set(id=f"{side}{n}", side=side, reps=count, load_kg=load_kg, result="done", planned=12)
            for n, count in enumerate(reps)
        ]

    dose = PlannedDose(sets=2, reps=12, per_side=True)
    item = Item(id="i", exercise=RAISE.id, dose=dose, sets=(*sets("left", left), *sets("right", right)))
    return Session(id="1", started_at=NOW - timedelta(days=days_ago), state="finished", items=(item,))


def test_last_best_and_trend_are_told_per_side() -> None:
    """Each side has its own last sets, its own best, and one value a session."""
    history = History(
        [session(9, [10, 9], [12, 12]), session(6, [15, 9], [11]), session(2, [12, 12], [13, 10])], [], NOW
    )
    left, right = own_history(history, RAISE)
    assert (left.side, left.last.amounts, max(left.best.amounts), left.trend) == ("left", (12, 12), 15, (10, 15, 12))
    assert (right.side, right.last.amounts, max(right.best.amounts), right.trend) == (
        "right",
        (13, 10),
        13,
        (12, 11, 13),
    )
    assert left.best.at == NOW - timedelta(days=6)
    assert left.sessions == 3


def test_more_load_beats_more_reps() -> None:
    """The best set is the heaviest; among those, the one with most reps."""
    history = History([session(9, [20], []), session(2, [8, 6], [], load_kg=5)], [], NOW)
    (left,) = own_history(history, RAISE)
    assert (max(left.best.amounts), left.best.load_kg) == (8, 5)


def test_an_exercise_never_done_has_no_past() -> None:
    """Neither an open session nor a skipped set makes a history."""
    skipped = Set(id="s", side="left", reps=12, result="skipped-sore")
    item = Item(id="i", exercise=RAISE.id, dose=PlannedDose(sets=1, reps=12, per_side=True), sets=(skipped,))
    finished = Session(id="1", started_at=NOW - timedelta(days=1), state="finished", items=(item,))
    assert own_history(History([finished], [], NOW), RAISE) == ()
    assert own_history(History([], [], NOW), RAISE) == ()


def test_an_exercise_without_sides_has_one_row() -> None:
    """Both legs at once are one history."""
    jack = Catalogue.built_in().get("step-jack")
    done = Set(id="s", reps=20, result="done")
    item = Item(id="i", exercise=jack.id, dose=PlannedDose(sets=1, reps=20), sets=(done,))
    finished = Session(id="1", started_at=NOW - timedelta(days=1), state="finished", items=(item,))
    (row,) = own_history(History([finished], [], NOW), jack)
    assert (row.side, row.trend) == ("both", (20,))
