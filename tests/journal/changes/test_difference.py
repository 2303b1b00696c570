"""Two entries are compared as their documents would be, without making the documents."""

from __future__ import annotations

from typing import Any

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from journal.changes.checked import to_document
from journal.changes.difference import entry_difference
from journal.changes.patch import difference
from journal.entries import AnkleReport, CheckIn, Item, Session, Set, SideRating, Timer
from library.routine import PlannedDose
from tests.support.exploring import examples
from tests.support.journals import fixed_clock
from tests.support.tried import UNDONE

NOW = fixed_clock().now()
SETS = st.builds(
    Set,
    id=st.sampled_from("abc"),
    reps=st.none() | st.integers(0, 2),
    done_at=st.sampled_from((None, NOW)),
    result=st.sampled_from((None, "done")),
    updated_at=st.sampled_from((None, NOW)),
    removed=st.booleans(),
)
ITEMS = st.builds(
    Item,
    id=st.sampled_from("pq"),
    exercise=st.just("short-foot"),
    dose=st.builds(PlannedDose, reps=st.integers(1, 2)),
    sets=st.lists(SETS, max_size=3).map(tuple),
    soreness=st.sampled_from((None, SideRating(left=1), SideRating(left=1, right=2))),
    note=st.sampled_from(("", "x")),
)
SESSIONS = st.builds(
    Session,
    started_at=st.just(NOW),
    items=st.lists(ITEMS, max_size=3).map(tuple),
    timer=st.sampled_from((None, Timer(purpose="rest", started_at=NOW, deadline=NOW))),
    note=st.sampled_from(("", "x")),
    rpe=st.sampled_from((None, 3.0, 4.0)),
)


def by_documents(before: Any, after: Any) -> list[Any]:
    """What comparing the documents finds, in a fixed order and as JSON."""
    return sorted(msgspec.to_builtins(difference(to_document(before), to_document(after))), key=repr)


@given(before=SESSIONS, after=SESSIONS)
@examples(UNDONE.few, full=UNDONE.full)
def test_sessions_differ_as_their_documents_do(before: Session, after: Session) -> None:
    """Items and sets added, removed, changed, in another order, with an id twice."""
    assert sorted(entry_difference(before, after), key=repr) == by_documents(before, after)


def test_fields_at_their_defaults_appear_and_disappear() -> None:
    """An ankle that was not asked, and then was, and then was not."""
    asked = CheckIn(at=NOW, moment="night", left=AnkleReport(rating=2, spots=("achilles-mid",)))
    not_asked = CheckIn(at=NOW, moment="night")
    for before, after in ((asked, not_asked), (not_asked, asked), (asked, asked)):
        assert sorted(entry_difference(before, after), key=repr) == by_documents(before, after)
