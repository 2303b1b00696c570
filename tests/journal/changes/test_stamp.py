"""The moment a change counts as made at: never older than what it changed, whatever the clocks say."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.changes.merge import changed_at, merge_documents, own_changed_at
from journal.changes.patch import difference, patched, stamped
from journal.changes.stamp import STEP, instant, stamp
from tests.support.exploring import examples
from tests.support.strategies import copies
from tests.support.tried import MERGES

NOW = datetime.fromisoformat("2026-11-20T18:00:00+01:00")
OFF = st.sampled_from(
    [sign * by for by in (timedelta(0), timedelta(minutes=11), timedelta(hours=9), timedelta(3653)) for sign in (1, -1)]
)


def test_by_a_clock_that_is_ahead_of_what_is_changed_it_is_the_clocks_moment() -> None:
    """As a rule it is."""
    assert stamp(NOW) == stamp(NOW, None) == stamp(NOW, {"updated_at": "2026-11-20T17:59:59+01:00"}) == NOW.isoformat()


@pytest.mark.parametrize(
    "document",
    [
        {"updated_at": "2026-11-20T17:11:00Z"},
        {"updated_at": "2026-11-20T06:00:00Z", "own_updated_at": "2026-11-20T17:11:00Z"},
        {"items": [{"id": "1", "updated_at": "2026-11-20T17:11:00Z"}]},
        {"items": [{"id": "1", "sets": [{"id": "1", "updated_at": "2026-11-20T17:11:00Z"}]}]},
        {"items": [{"id": "1", "sets": [{"id": "1", "done_at": "2026-11-20T17:11:00Z"}]}]},
        {"kind": "deleted", "session": {"items": [{"id": "1", "updated_at": "2026-11-20T17:11:00Z"}]}},
    ],
)
def test_by_a_clock_that_is_behind_any_part_of_it_it_is_a_step_after_that(document: dict[str, Any]) -> None:
    """At the clock's own offset, so that it is the runner's time still."""
    assert stamp(NOW, document) == (datetime.fromisoformat("2026-11-20T18:11:00+01:00") + STEP).isoformat()


@pytest.mark.parametrize("value", [None, 3, [], [3], [{"sets": 3}], [{"sets": [3]}], {"sets": {}}])
def test_what_an_edit_by_hand_has_left_is_passed_over(value: object) -> None:
    """It has no moment."""
    assert stamp(NOW, {"updated_at": value, "items": value, "session": value}) == NOW.isoformat()


def test_at_the_end_of_the_calendar_it_is_the_clocks_moment() -> None:
    """Nothing is later than the last moment there is."""
    assert stamp(NOW, {"updated_at": "9999-12-31T23:59:59.999999Z"}) == NOW.isoformat()


@examples(MERGES.few, full=MERGES.full)
@given(copies, copies, OFF)
def test_a_change_wins_over_what_it_was_made_from(one: dict[str, Any], other: dict[str, Any], off: timedelta) -> None:
    """Any copy changed into any other, by any clock, and merged with what it was made from, is what it says."""
    for id in one.keys() & other.keys():
        before, wanted = one[id], other[id]
        at = stamp(NOW + off, before, wanted)
        if before["kind"] == "deleted" or wanted["kind"] == "deleted":
            after = stamped(before, {**wanted, "updated_at": at}, at)
            assert merge_documents(before, after)["kind"] == wanted["kind"]
            continue
        after = patched(before, difference(before, wanted), at)
        assert instant(at) > max(changed_at(before), own_changed_at(before))
        merged = merge_documents(before, after)
        assert merged == merge_documents(after, before)
        for field in ("text", "note", "state", "timer"):
            assert merged.get(field) == wanted.get(field)
