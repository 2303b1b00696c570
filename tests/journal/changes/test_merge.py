"""Merging two copies of a journal: its laws, and what it does to the things runners do."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.changes.merge import canonical, in_order, merge_documents
from journal.changes.patch import KEPT_SESSION
from journal.changes.stamp import NEVER, instant
from journal.errors import InvalidEntry
from tests.support.exploring import examples
from tests.support.strategies import copies, journals, moments
from tests.support.tried import MERGES

LAWS = examples(MERGES.few, full=MERGES.full)


def merge(ours: dict[str, Any], theirs: dict[str, Any]) -> dict[str, Any]:
    """Both copies' documents as one."""
    return ours | {id: merge_documents(ours.get(id, document), document) for id, document in theirs.items()}


def told(journal: dict[str, Any]) -> bytes:
    """A journal as bytes, sessions in order."""
    return canonical({id: in_order(document) for id, document in journal.items()})


@LAWS
@given(copies, copies)
def test_merging_is_commutative(one: dict[str, Any], other: dict[str, Any]) -> None:
    """Both machines end with the same journal, whoever merges."""
    assert told(merge(one, other)) == told(merge(other, one))


@LAWS
@given(copies, copies, copies)
def test_merging_is_associative(one: dict[str, Any], two: dict[str, Any], three: dict[str, Any]) -> None:
    """Among three machines the order of merging does not matter."""
    assert told(merge(merge(one, two), three)) == told(merge(one, merge(two, three)))


@LAWS
@given(copies, copies)
def test_merging_is_idempotent(one: dict[str, Any], other: dict[str, Any]) -> None:
    """Merging the same copy once more changes nothing, to the byte."""
    merged = merge(one, other)
    assert canonical(merge(one, one)) == canonical(one)
    assert canonical(merge(merged, other)) == canonical(merged)
    assert canonical(merge(merged, one)) == canonical(merged)


@LAWS
@given(st.lists(copies, min_size=1, max_size=5), st.randoms(use_true_random=False))
def test_any_order_of_merging_many_copies_ends_the_same(many: list[dict[str, Any]], random: Any) -> None:
    """Five logins that merge in whatever order agree."""
    shuffled = many.copy()
    random.shuffle(shuffled)
    first: dict[str, Any] = {}
    second: dict[str, Any] = {}
    for one in many:
        first = merge(first, one)
    for one in [*shuffled, *many[:2]]:
        second = merge(second, one)
    assert told(first) == told(second)


@LAWS
@given(copies, copies)
def test_merging_changes_neither_copy(one: dict[str, Any], other: dict[str, Any]) -> None:
    """The copies given are values: they stay as they were."""
    before = copy.deepcopy((one, other))
    merge(one, other)
    assert (one, other) == before


@LAWS
@given(copies, copies)
def test_no_set_is_lost(one: dict[str, Any], other: dict[str, Any]) -> None:
    """Every set of a session that lives on in both copies is in the merged session."""
    merged = merge(one, other)
    for id, document in merged.items():
        if document["kind"] != "session":
            continue
        ids = {(item["id"], each["id"]) for item in document.get("items", ()) for each in item.get("sets", ())}
        for source in (one, other):
            if source.get(id, {}).get("kind") == "session":
                items = source[id]["items"]
                assert ids >= {(item["id"], each["id"]) for item in items for each in item["sets"]}


@examples(5, full=600)
@given(journals, journals)
def test_journals_without_a_common_entry_are_put_together(one: dict[str, Any], other: dict[str, Any]) -> None:
    """Entries of every kind that only one side has come through as they are."""
    other = {id: document for id, document in other.items() if id not in one}
    assert merge(one, other) == one | other


def session(at: str, *items: dict[str, Any], **fields: Any) -> dict[str, Any]:
    """A session last changed at an hour of 20 November."""
    return {"kind": "session", "created_at": hour("06"), "updated_at": hour(at), "items": list(items), **fields}


def item(id: str, *sets: dict[str, Any], **fields: Any) -> dict[str, Any]:
    """An item of a session."""
    return {"id": id, "sets": list(sets), **fields}


def hour(at: str) -> str:
    """``07`` or ``07:30`` on 20 November."""
    return f"2026-11-20T{at if ':' in at else at + ':00'}:00+01:00"


def ticked(id: str, at: str, reps: int = 12) -> dict[str, Any]:
    """A set done at an hour."""
    return {"id": id, "reps": reps, "result": "done", "done_at": hour(at), "updated_at": hour(at)}


def proposed(id: str) -> dict[str, Any]:
    """A set not done yet."""
    return {"id": id, "reps": 12, "updated_at": hour("06")}


def test_two_machines_that_each_ticked_a_set_keep_both() -> None:
    """Set by set: the left tick of one and the right tick of the other are both there."""
    one = session("08", item("1", ticked("1", "08"), proposed("2")))
    other = session("09", item("1", proposed("1"), ticked("2", "09")))
    merged = merge_documents(one, other)
    assert [each["result"] for each in merged["items"][0]["sets"]] == ["done", "done"]
    assert merged["updated_at"] == hour("09")


def test_a_note_on_a_session_survives_a_later_tick_elsewhere() -> None:
    """The session's own fields have a moment of their own; every tick moves the session's ``updated_at``."""
    one = session("08", item("1", proposed("1")), note="felt strong", rpe=7.0)
    other = session("09", item("1", ticked("1", "09")), own_updated_at=hour("06"), timer={"purpose": "rest"})
    merged = merge_documents(one, other)
    assert merged == merge_documents(other, one)
    assert (merged["note"], merged["rpe"], merged["items"][0]["sets"][0]["result"]) == ("felt strong", 7.0, "done")
    assert (merged["updated_at"], merged["own_updated_at"], merged["timer"]) == (
        hour("09"),
        hour("08"),
        {"purpose": "rest"},
    )
    older = session("10", item("1", ticked("1", "10")))
    assert "note" not in merge_documents(merged, older)
    assert "own_updated_at" not in merge_documents(merged, older)


def test_the_later_of_two_ticks_of_one_set_wins() -> None:
    """A set ticked on both with other reps holds what was said last."""
    one = session("09", item("1", ticked("1", "08", reps=10)))
    other = session("08", item("1", ticked("1", "08:30", reps=11)))
    assert merge_documents(one, other)["items"][0]["sets"][0]["reps"] == 11


def test_a_remark_on_an_item_survives_a_later_tick_elsewhere() -> None:
    """Items are told apart from their sets."""
    one = session("07", item("1", proposed("1"), note="felt stiff", updated_at=hour("07")))
    other = session("08", item("1", ticked("1", "08"), updated_at=hour("06")))
    merged = merge_documents(one, other)
    assert merged["items"][0]["note"] == "felt stiff"
    assert merged["items"][0]["sets"][0]["result"] == "done"


def test_items_added_on_both_sides_are_in_their_places() -> None:
    """Items stand by position, then in the order of their ids."""
    one = session("08", item("1", position=1.0), item("3", position=1.5))
    other = session("08", item("1", position=1.0), item("2", position=2.0))
    assert [each["id"] for each in merge_documents(one, other)["items"]] == ["1", "3", "2"]


def test_sets_stand_in_the_order_they_were_added() -> None:
    """The tenth set comes after the ninth."""
    one = session("08", item("1", *(proposed(f"a-{n}") for n in range(1, 11))))
    other = session("09", item("1", proposed("a-1"), ticked("a-18f3-11", "09")))
    ids = [each["id"] for each in merge_documents(one, other)["items"][0]["sets"]]
    assert ids == [*(f"a-{n}" for n in range(1, 11)), "a-18f3-11"]


def test_a_set_dropped_on_one_side_stays_dropped() -> None:
    """A removal mark is a change like any other."""
    one = session("08", item("1", {**proposed("1"), "removed": True, "updated_at": hour("08")}))
    other = session("09", item("1", proposed("1")))
    assert merge_documents(one, other)["items"][0]["sets"][0]["removed"] is True


def note(at: str, text: str = "x") -> dict[str, Any]:
    """A note last changed at an hour."""
    return {"kind": "note", "created_at": hour("06"), "updated_at": hour(at), "day": "2026-11-20", "text": text}


def removed(at: str, **fields: Any) -> dict[str, Any]:
    """A tombstone of an hour."""
    return {"kind": "deleted", "updated_at": hour(at), **fields}


@pytest.mark.parametrize(
    ("one", "other", "winner"),
    [
        (note("07"), removed("08"), "deleted"),
        (note("09"), removed("08"), "note"),
        (note("08"), removed("08"), "deleted"),
        (session("07"), removed("08"), "deleted"),
        (session("09"), removed("08"), "session"),
    ],
)
def test_the_later_of_a_change_and_a_removal_wins(one: Any, other: Any, winner: str) -> None:
    """A removal holds against everything but what was changed after it."""
    assert merge_documents(one, other)["kind"] == winner
    assert merge_documents(other, one)["kind"] == winner


def test_a_session_ticked_after_its_removal_comes_back_whole() -> None:
    """However the removal and the two copies of the session meet, every set is there."""
    one = session("07", item("1", ticked("1", "07"), proposed("2")))
    late = session("09", item("1", proposed("1"), ticked("2", "09")))
    through_the_removal = merge_documents(merge_documents(one, removed("08")), late)
    assert canonical(through_the_removal) == canonical(merge_documents(one, late))


def test_a_removed_session_keeps_what_it_held_inside_its_tombstone() -> None:
    """So that the order of merging does not matter."""
    one = session("07", item("1", ticked("1", "07")))
    assert merge_documents(one, removed("08"))[KEPT_SESSION] == one


def test_of_two_removals_the_later_is_kept_and_of_equal_ones_the_more_telling() -> None:
    """An export's tombstone says less than a journal's."""
    assert merge_documents(removed("07"), removed("08")) == removed("08")
    assert merge_documents(removed("08"), removed("08", was="run")) == removed("08", was="run")


def test_clocks_that_disagree_are_compared_as_moments() -> None:
    """08:00 in Lisbon is later than 08:30 in Berlin."""
    lisbon = {**note("08", "Lisbon"), "updated_at": "2026-11-20T08:00:00Z"}
    assert merge_documents(note("08:30", "Berlin"), lisbon)["text"] == "Lisbon"


def test_two_changes_at_the_same_moment_are_decided_alike_on_both_sides() -> None:
    """Neither order of merging makes a difference."""
    assert merge_documents(note("08", "a"), note("08", "b")) == merge_documents(note("08", "b"), note("08", "a"))


def test_an_id_of_two_kinds_is_refused() -> None:
    """Such files are not copies of one journal."""
    with pytest.raises(InvalidEntry, match="note in one copy and session in the other"):
        merge_documents(session("07"), note("08"))


@examples(30)
@given(moments(), moments())
def test_moments_are_ordered_as_in_time(one: Any, other: Any) -> None:
    """Whatever their offsets, at the ends of the calendar too."""
    assert (instant(one.isoformat()) < instant(other.isoformat())) == (one < other)
    assert instant(one.isoformat()) > NEVER


@pytest.mark.parametrize("text", [None, 3, "", "soon", "2026-11-20", "2026-11-20T07:00:00", "2026-13-01T00:00:00Z"])
def test_what_names_no_moment_is_earlier_than_any(text: object) -> None:
    """A missing, naive or unreadable time loses against every other."""
    assert instant(text) == NEVER
