"""Which sessions count on the training path, and for how many landings: cut short, one-sided, at any hour."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

import pytest

from journal.entries import Item, Session, SessionState, Set, SetResult, Side
from journal.rules.ankle.mornings import Mornings
from journal.rules.done.trained import trained
from library.catalogue import Catalogue
from library.routine import PlannedDose

CATALOGUE = Catalogue.built_in()
DAY = date(2026, 3, 2)


def session(
    state: SessionState,
    results: str,
    sides: tuple[Side, ...] = ("both",),
    exercise: str = "double-leg-heel-raise",
    hour: int = 18,
) -> Session:
    """A session with a set for each mark and side: ``x`` done, ``-`` left out, ``s`` skipped as sore."""
    known: dict[str, SetResult | None] = {"x": "done", "-": None, "s": "skipped-sore"}
    sets = tuple(
        Set(id=f"{number}{side}", side=side, reps=10, result=known[mark])
        for number, mark in enumerate(results)
        for side in sides
    )
    at = datetime(DAY.year, DAY.month, DAY.day, hour, 55, tzinfo=timezone(timedelta(hours=1)))
    item = Item(id="1", exercise=exercise, dose=PlannedDose(sets=len(results), reps=10), sets=sets)
    return Session(started_at=at, state=state, routine="foundation", stage=1, items=(item,))


@pytest.mark.parametrize(
    ("one", "is_done"),
    [
        (session("finished", "xxxx"), True),
        (session("finished", "x---"), True),
        (session("short", "xxx-"), True),
        (session("short", "xxxs"), True),
        (session("short", "xx--"), False),
        (session("short", "xxss"), False),
        (session("abandoned", "xxxx"), False),
        (session("open", "xx--"), False),
        (session("finished", "xxx", ("left",)), True),
        (session("short", "xx-", ("left", "right")), False),
        (session("short", "xxx-", ("right",)), True),
        *((session("finished", "xx", hour=hour), True) for hour in (0, 4, 12, 23)),
    ],
)
def test_a_session_counts_when_finished_or_short_of_a_quarter(one: Session, is_done: bool) -> None:
    """Of one side as of both; its day is that of its own clock, whatever the hour."""
    [found] = trained([one], [], Mornings(()), CATALOGUE)
    assert (found.is_done, found.day, found.landings) == (is_done, DAY, 0)


@pytest.mark.parametrize("one", [session("postponed", "----"), session("open", "----"), session("abandoned", "ss--")])
def test_a_session_without_anything_done_is_none(one: Session) -> None:
    """Postponed, just begun, or given up before the first set."""
    assert trained([one], [], Mornings(()), CATALOGUE) == ()


@pytest.mark.parametrize(
    ("exercise", "results", "sides", "landings"),
    [
        ("pogo-hops", "xx", ("both",), 20),
        ("pogo-hops", "x-", ("both",), 10),
        ("pogo-hops", "xs", ("both",), 10),
        ("single-leg-hop", "x", ("left",), 20),
        ("single-leg-hop", "x", ("left", "right"), 40),
        ("double-leg-heel-raise", "xx", ("both",), 0),
    ],
)
def test_only_sets_that_were_done_land(exercise: str, results: str, sides: tuple[Side, ...], landings: int) -> None:
    """Each side of a hop on one foot, two for each."""
    [found] = trained([session("finished", results, sides, exercise)], [], Mornings(()), CATALOGUE)
    assert found.landings == landings
