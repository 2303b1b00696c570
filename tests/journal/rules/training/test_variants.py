"""What was done one way is compared with the same way only: a straight-knee drop with straight-knee drops."""

from __future__ import annotations

from datetime import datetime, timedelta

import msgspec

from journal.entries import Session
from journal.rules.done.history import History, live_items
from journal.rules.training.one_line import SetValues
from journal.rules.training.prefill import Preparing, again, asks_for, begin
from journal.rules.training.session import closed, loaded, log
from library.catalogue import Catalogue
from library.routine import PlannedDose, RoutineItem
from tests.support.performances import CALM

NOW = datetime.fromisoformat("2026-11-19T18:00:00+01:00")
DROP = "eccentric-heel-drop"
DOSE = PlannedDose(sets=1, reps=10, per_side=True)
STRAIGHT = RoutineItem(DROP, DOSE, variant="straight-knee")
BENT = RoutineItem(DROP, DOSE, variant="bent-knee")


def begun(items: list[RoutineItem], at: datetime, past: list[Session]) -> Session:
    ready = Preparing(Catalogue.built_in(), History(past, (), at), CALM, at)
    return begin(at, items, ready)


def done(session: Session, *reps: int) -> Session:
    """Every item done with so many reps in each of its sets."""
    for item, amount in zip(live_items(session), reps, strict=True):
        for each in item.sets:
            session = log(session, each.id, session.started_at, values=SetValues(amount=amount))
    return closed(session, "finished", session.started_at + timedelta(minutes=20))


def test_each_way_goes_on_from_its_own_last_time() -> None:
    """Twelve with the knee straight and eight with it bent: neither is told of the other."""
    first = done(begun([STRAIGHT, BENT], NOW - timedelta(days=3), []), 12, 8)
    straight, bent = live_items(begun([STRAIGHT, BENT], NOW, [first]))
    assert (straight.variant, bent.variant) == ("straight-knee", "bent-knee")
    assert "12 last time" in straight.reason and "8" not in straight.reason
    assert "8" in bent.reason and "12" not in bent.reason


def test_a_first_time_with_a_backpack_is_a_first_time() -> None:
    """Sets of as many without it are no reason for it."""
    first = done(begun([STRAIGHT], NOW - timedelta(days=3), []), 10)
    packed = RoutineItem(DROP, msgspec.structs.replace(DOSE, load_kg=2.0), variant="straight-knee+backpack")
    [item] = live_items(begun([packed], NOW, [first]))
    assert item.reason == "both: first time → start with 1 x 10 at 2 kg"


def test_more_weight_than_planned_is_begun_with_fewer_reps() -> None:
    """A first time with a pack that grew to 7 kg elsewhere, and a programme's new numbers at a weight above theirs."""
    two = msgspec.structs.replace(DOSE, load_kg=2.0)
    straight = RoutineItem(DROP, two, variant="straight-knee+backpack")
    session = begun([straight], NOW - timedelta(days=3), [])
    for one in live_items(session)[0].sets:
        session = log(session, one.id, session.started_at, values=SetValues(amount=8, load_kg=7))
    first = closed(session, "finished", session.started_at)
    bent = RoutineItem(DROP, two, variant="bent-knee+backpack")
    fifteen = RoutineItem(DROP, msgspec.structs.replace(two, reps=15), variant="straight-knee+backpack")
    catalogue = Catalogue.built_in()
    ready = Preparing(catalogue, History([first], (), NOW), CALM, NOW)
    session = begin(NOW, [bent, fifteen], ready, routine=catalogue.routine("heel-drop-programme"))
    other, more = live_items(session)
    assert {(one.reps, one.load_kg) for one in other.sets} == {(8, 7)}
    assert {(one.reps, one.load_kg) for one in more.sets} == {(8, 7)}


def test_what_was_noted_before_variants_were_data_counts_as_that_way() -> None:
    """An item whose routine's note stands first in its reason is one with the knee straight."""
    first = done(begun([RoutineItem(DROP, DOSE)], NOW - timedelta(days=3), []), 12)
    said = "Knee straight.\nboth: first time → start with 1 x 10"
    first = msgspec.structs.replace(
        first, items=tuple(msgspec.structs.replace(item, reason=said) for item in first.items)
    )
    straight, bent = live_items(begun([STRAIGHT, BENT], NOW, [first]))
    assert "12 last time" in straight.reason and bent.reason.endswith("start with 1 x 10")
    assert live_items(first)[0].title == "Eccentric heel drop, knee straight"


def test_doing_the_same_again_keeps_the_way() -> None:
    """And an item without one is compared with every way."""
    first = done(begun([BENT], NOW - timedelta(days=3), []), 9)
    assert [item.way for item in again(first)] == ["bent-knee"]
    [plain] = live_items(begun([RoutineItem(DROP, DOSE)], NOW, [first]))
    assert "9" in plain.reason


def test_a_backpack_is_asked_for_once() -> None:
    """What was said of it for straight knees is what the bent knees begin with, and it is not asked again."""
    catalogue, two = Catalogue.built_in(), msgspec.structs.replace(DOSE, load_kg=2.0)
    packed = RoutineItem(DROP, two, variant="straight-knee+backpack")
    session = begun([packed], NOW - timedelta(days=3), [])
    [item] = live_items(session)
    drop = catalogue.get(DROP)
    assert asks_for(drop, item, item.sets[0], None) == "backpack"
    session = log(session, item.sets[0].id, session.started_at, values=SetValues(load_kg=4.5))
    first = closed(session, "short", session.started_at)
    bent = RoutineItem(DROP, two, variant="bent-knee+backpack")
    again, other = live_items(begun([packed, bent], NOW, [first]))
    assert {each.load_kg for each in (*again.sets, *other.sets)} == {4.5}
    assert asks_for(drop, other, other.sets[0], None) == ""
    plain = live_items(begun([STRAIGHT], NOW, [first]))[0]
    assert asks_for(drop, plain, plain.sets[0], None) == "" and plain.sets[0].load_kg in (None, 0)


def test_a_band_is_asked_for_once() -> None:
    """And is what another exercise with a band begins with; more of it is the next colour."""
    catalogue = Catalogue.built_in()
    eversion = RoutineItem("band-eversion", PlannedDose(sets=1, reps=10, per_side=True))
    session = begun([eversion], NOW - timedelta(days=3), [])
    [item] = live_items(session)
    assert asks_for(catalogue.get("band-eversion"), item, item.sets[0], None) == "band"
    session = loaded(session, item.sets[0].id, 1, session.started_at, banded=True)
    assert live_items(session)[0].sets[0].band == "yellow"
    session = log(session, item.sets[0].id, session.started_at, values=SetValues(band="red"))
    inversion = RoutineItem("band-inversion", PlannedDose(sets=1, reps=10, per_side=True))
    [other] = live_items(begun([inversion], NOW, [closed(session, "short", session.started_at)]))
    assert {each.band for each in other.sets} == {"red"}
    assert asks_for(catalogue.get("band-inversion"), other, other.sets[0], None) == ""
