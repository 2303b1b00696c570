"""An ankle too sore during a session: what becomes of the sets still to do."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from journal.entries import Session
from journal.rules.ankle.light import Light
from journal.rules.done.history import History, live_items, live_sets
from journal.rules.training.easing import as_red, sore_ankles, sore_during
from journal.rules.training.prefill import Preparing, begin
from journal.rules.training.session import loaded, log
from library.catalogue import Catalogue
from library.routine import PlannedDose, RoutineItem

NOW = datetime.fromisoformat("2026-11-20T18:00:00+01:00")
CATALOGUE = Catalogue.built_in()
GREEN: dict[Any, Light] = {"left": Light.GREEN, "right": Light.GREEN}
READY = Preparing(CATALOGUE, History([], [], NOW), GREEN, NOW)
EACH = PlannedDose(sets=2, reps=10, per_side=True)


def started(*doses: tuple[str, PlannedDose]) -> Session:
    return begin(NOW, [RoutineItem(*dose) for dose in doses], READY)


def rated(session: Session, left: int | None, right: int | None) -> Session:
    return sore_during(session, live_items(session)[0].id, NOW, left, right, CATALOGUE)


def test_five_is_kept_and_changes_nothing_else() -> None:
    """The band's edge: below 6 the session stays as it is."""
    session = started(("single-leg-heel-raise", EACH))
    sore = rated(session, 5, 5)
    assert not sore_ankles(sore)
    assert live_sets(live_items(sore)[0]) == live_sets(live_items(session)[0])


def test_load_is_eased_before_sets_are() -> None:
    """10 % less on that side, in steps of half a kilo; done sets stay."""
    session = started(("single-leg-heel-raise", EACH))
    first = live_sets(live_items(session)[0])[0]
    session = log(loaded(session, first.id, 10, NOW), first.id, NOW)
    sore = rated(session, 6, 0)
    assert [(one.side, one.load_kg) for one in live_sets(live_items(sore)[0])] == [
        ("left", 5.0),
        ("right", 0),
        ("left", 4.5),
        ("right", 0),
    ]
    assert "left: 6 during this session → eased to 4.5 kg" in live_items(sore)[0].reason


def test_jumps_still_to_do_are_to_be_left_out() -> None:
    """Said, and left to the runner to skip."""
    sore = rated(started(("pogo-hops", PlannedDose(sets=2, reps=10))), None, 8)
    assert live_items(sore)[0].reason.startswith("right 8 during this session → no more jumps today")


def test_the_set_whose_timer_runs_stays() -> None:
    """Of two sets to do the other one is dropped."""
    from journal.rules.training.timers import Pauses, start_hold

    session = started(("single-leg-balance", PlannedDose(sets=2, hold_s=30)))
    last = live_sets(live_items(session)[0])[1]
    sore = rated(start_hold(session, last.id, NOW, Pauses()), 7, None)
    assert [one.id for one in live_sets(live_items(sore)[0])] == [last.id]


def test_what_is_added_then_is_prefilled_as_on_red() -> None:
    """For the sore ankle only."""
    sore = rated(started(("single-leg-heel-raise", EACH)), 7, 0)
    assert as_red(READY, sore).lights == {"left": Light.RED, "right": Light.GREEN}
