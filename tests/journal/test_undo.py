"""Undo and redo: of everything, durable, named, across logins, and never over another's change."""

from __future__ import annotations

import copy
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.changes import changes
from journal.changes.changes import Change
from journal.changes.checked import to_document
from journal.changes.document import Document
from journal.changes.patch import applied, difference, inverse
from journal.clock import FixedClock
from journal.entries import (
    AnkleReport,
    Answer,
    Asked,
    CheckIn,
    Entry,
    Fact,
    Item,
    Note,
    SelfTest,
    Session,
    Set,
    Shoe,
    SideRating,
    Support,
    Timer,
)
from journal.errors import CannotUndo
from journal.journal import Journal
from library.routine import PlannedDose
from tests.support.entries import TODAY, check_in, session, ticked
from tests.support.exploring import examples
from tests.support.journals import fixed_clock
from tests.support.tried import UNDONE

NOW = fixed_clock().now()


def noted(text: str) -> object:
    return lambda entry: msgspec.structs.replace(entry, note=text)


def test_every_change_is_named_and_taken_back_in_turn(journal: Journal, clock: FixedClock) -> None:
    """Adding, changing and removing, undone one by one and redone one by one."""
    added = journal.add(check_in(clock))
    journal.change(added.id, lambda entry: msgspec.structs.replace(entry, note="tight"))
    journal.remove(added.id)
    assert journal.steps.undo_label == "removed check-in of 18:00"
    assert journal.undo() == "removed check-in of 18:00"
    assert journal.get(added.id).note == "tight"  # type: ignore[union-attr]
    assert journal.undo() == "changed check-in of 18:00"
    assert journal.get(added.id).note == ""  # type: ignore[union-attr]
    assert journal.undo() == "added check-in of 18:00"
    assert journal.get(added.id) is None and journal.undo() is None
    assert [journal.redo() for _ in range(4)] == [
        "added check-in of 18:00",
        "changed check-in of 18:00",
        "removed check-in of 18:00",
        None,
    ]
    assert journal.get(added.id) is None


def test_a_change_is_read_once_whatever_follows_it(
    journal: Journal, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """That of a large import is as large, and every key that undoes would read it again."""
    read: list[str] = []
    original = Change.read

    def counted(id: str, document: Document) -> Change | None:
        read.append(id)
        return original(id, document)

    monkeypatch.setattr(Change, "read", counted)
    for _ in range(3):
        journal.add(check_in(clock))
        assert journal.steps.undo_label == "added check-in of 18:00"
    assert journal.undo() and journal.steps.sizes == (1, 1)
    assert len(read) == len(set(read)) == 4


def test_a_new_change_ends_what_could_be_redone(journal: Journal, clock: FixedClock) -> None:
    """After an undo and another change there is nothing to redo."""
    added = journal.add(check_in(clock))
    journal.change(added.id, noted("one"))  # type: ignore[arg-type]
    journal.undo()
    journal.change(added.id, noted("two"))  # type: ignore[arg-type]
    assert journal.redo() is None
    assert journal.undo() is not None and journal.redo() is not None
    assert journal.get(added.id).note == "two"  # type: ignore[union-attr]


def test_undo_works_after_quitting_and_after_compaction(journal: Journal, clock: FixedClock) -> None:
    """Another login takes back what was done before it opened, from the compacted file, too."""
    added = journal.add(check_in(clock))
    journal.remove(added.id)
    journal.compact()
    journal.close()
    later = Journal.open(journal.path, clock)
    assert later.undo() == "removed check-in of 18:00"
    later.compact()
    assert Journal.open(journal.path, clock).redo() == "removed check-in of 18:00"


def test_undo_never_takes_back_what_another_login_did_since(journal: Journal, clock: FixedClock) -> None:
    """A login's undo passes over the other's changes to other things."""
    mine = journal.add(check_in(clock))
    other = Journal.open(journal.path, clock)
    theirs = other.add(Note(day=TODAY, text="theirs"))
    journal.refresh()
    assert journal.steps.undo_label == "added check-in of 18:00"
    journal.undo()
    assert journal.get(mine.id) is None and journal.get(theirs.id) is not None


def test_undo_refuses_what_another_login_has_changed_since(journal: Journal, clock: FixedClock) -> None:
    """The same field edited in both: the last one stays, and undo says why it does not touch it."""
    added = journal.add(check_in(clock))
    other = Journal.open(journal.path, clock)
    journal.change(added.id, noted("mine"))  # type: ignore[arg-type]
    other.change(added.id, noted("theirs"))  # type: ignore[arg-type]
    with pytest.raises(CannotUndo, match="another window has changed the same since"):
        journal.undo()
    assert other.get(added.id).note == "theirs"  # type: ignore[union-attr]
    assert other.undo() == "changed check-in of 18:00"
    assert other.get(added.id).note == "mine"  # type: ignore[union-attr]


def test_undo_of_one_set_keeps_the_set_ticked_in_the_other_window(journal: Journal, clock: FixedClock) -> None:
    """Two logins tick two sets of one session; each undo unticks its own."""
    added = journal.add(session(clock))
    other = Journal.open(journal.path, clock)
    journal.change(added.id, lambda entry: ticked(entry, "s0", 8), label="ticked set 1")
    other.change(added.id, lambda entry: ticked(entry, "s1", 9), label="ticked set 2")
    assert journal.undo() == "ticked set 1"
    found = journal.get(added.id)
    assert isinstance(found, Session)
    assert [(one.reps, one.result) for one in found.items[0].sets] == [(12, None), (9, "done"), (12, None)]
    assert other.undo() == "ticked set 2"
    found = other.get(added.id)
    assert isinstance(found, Session)
    assert [one.result for one in found.items[0].sets] == [None, None, None]


def test_what_nobody_would_take_back_is_no_step(journal: Journal, clock: FixedClock) -> None:
    """A timer's change is passed over by undo, and stays."""
    added = journal.add(session(clock))
    journal.change(added.id, lambda entry: ticked(entry, "s0", 8), label="ticked set 1")
    journal.change(added.id, noted("timer"), undoable=False)  # type: ignore[arg-type]
    assert journal.undo() == "ticked set 1"
    found = journal.get(added.id)
    assert isinstance(found, Session) and found.note == "timer" and found.items[0].sets[0].result is None


def test_undo_stamps_what_it_brings_back(journal: Journal, clock: FixedClock) -> None:
    """What was undone is newer than what it replaced, so that merging with another machine keeps it."""
    added = journal.add(check_in(clock))
    clock.advance(minutes=1)
    journal.remove(added.id)
    clock.advance(minutes=1)
    journal.undo()
    found = journal.get(added.id)
    assert found is not None and found.updated_at == clock.now() and found.created_at == added.created_at


def test_labels_name_other_days_and_several_entries(journal: Journal, clock: FixedClock) -> None:
    """An entry of another day is named with it; several are counted; a shoe by its name."""
    journal.add(check_in(clock, days=-2))
    assert journal.steps.undo_label == "added check-in of Wed 18 Nov 18:00"
    journal.add_all([check_in(clock), check_in(clock), check_in(clock)])
    assert journal.steps.undo_label == "added check-in of 18:00 and 2 more"
    journal.add(Shoe(brand="Example", model="Road"))
    assert journal.steps.undo_label == "added shoe Example Road"
    journal.add(Note(day=TODAY, text="x"))
    assert journal.steps.undo_label == "added note of today"
    said: dict[Entry, str] = {
        Fact(fact="pregnant", since=TODAY): "fact pregnant",
        Support(type="tape", since=TODAY): "support tape",
        Session(started_at=clock.now(), name="Foundation"): "session Foundation of 18:00",
        Session(started_at=clock.now()): "session of 18:00",
        SelfTest(at=clock.now(), test="knee-to-wall", value=9): "self-test knee to wall of 18:00",
        Asked(at=clock.now(), who="physio"): "advice from physio of 18:00",
        Answer(
            at=clock.now(), question="p1", value=True
        ): 'answer to "A 10 min walk without a limp, at 2 of 10 or less?"',
        Answer(at=clock.now(), question="seen:R2", value=True): 'answer to "Was it seen: 6 of 10 or more?"',
    }
    for entry, words in said.items():
        journal.add(entry)
        assert journal.steps.undo_label == f"added {words}"


def test_old_changes_are_forgotten_at_a_compaction(
    journal: Journal, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The last 500 of the last 90 days stay; the last 20 are counted sooner."""
    assert (changes.KEPT_CHANGES, changes.KEPT_DAYS) == (500, 90)
    monkeypatch.setattr(changes, "KEPT_CHANGES", 20)
    added = journal.add(check_in(clock))
    clock.advance(days=91)
    for n in range(40):
        journal.change(added.id, noted(str(n)))  # type: ignore[arg-type]
    journal.compact()
    count = 0
    while journal.undo():
        count += 1
    assert count == 20
    assert journal.get(added.id).note == "19"  # type: ignore[union-attr]


def test_a_login_that_opened_earlier_sees_an_undo_by_a_later_one(tmp_path: Path, clock: FixedClock) -> None:
    """What another login undid is not undone again."""
    journal = Journal.open(tmp_path / "journal.json", clock)
    first = journal.add(check_in(clock))
    second = journal.add(check_in(clock, hours=-1))
    command = Journal.open(journal.path, clock)
    assert command.undo() == "added check-in of 17:00"
    assert journal.undo() == "added check-in of 18:00"
    assert journal.get(first.id) is None and journal.get(second.id) is None


def test_an_undone_entry_reads_as_it_was(journal: Journal, clock: FixedClock) -> None:
    """Every field of a removed entry is back."""
    entry = CheckIn(
        at=clock.now() - timedelta(hours=1),
        moment="evening",
        left=AnkleReport(rating=7, spots=("achilles-mid",), feels=("stiff",)),
        right=AnkleReport(rating=0),
        note="two\nlines “quoted”",
    )
    added = journal.add(entry)
    journal.remove(added.id)
    journal.undo()
    found = journal.get(added.id)
    assert found is not None and msgspec.structs.replace(found, updated_at=added.updated_at) == added


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.text("ab", max_size=2),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(("a", "b", "c", "updated_at")), inner),
    max_leaves=8,
)
ITEMS = st.lists(
    st.fixed_dictionaries({"id": st.sampled_from("pqrs"), "v": JSON}),
    max_size=4,
    unique_by=lambda item: str(item["id"]),
)
DOCUMENTS = st.fixed_dictionaries({}, optional={"a": JSON, "b": JSON, "items": ITEMS, "x": st.integers(0, 3)})
SETS = st.builds(
    Set,
    id=st.sampled_from("abc"),
    reps=st.none() | st.integers(0, 2),
    done_at=st.sampled_from((None, NOW)),
    result=st.sampled_from((None, "done")),
    updated_at=st.sampled_from((None, NOW)),
    removed=st.booleans(),
)
SESSION_ITEMS = st.builds(
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
    items=st.lists(SESSION_ITEMS, max_size=3).map(tuple),
    timer=st.sampled_from((None, Timer(purpose="rest", started_at=NOW, deadline=NOW))),
    note=st.sampled_from(("", "x")),
    rpe=st.sampled_from((None, 3.0, 4.0)),
).map(lambda one: msgspec.json.decode(msgspec.json.encode(to_document(one))))


def without_stamps(value: object) -> object:
    """A value without the times of change in it."""
    if isinstance(value, dict):
        return {key: without_stamps(one) for key, one in value.items() if key != "updated_at"}
    return [without_stamps(one) for one in value] if isinstance(value, list) else value


@given(versions=st.tuples(DOCUMENTS, DOCUMENTS) | st.tuples(SESSIONS, SESSIONS))
@examples(UNDONE.few, full=UNDONE.full)
def test_a_difference_leads_there_and_its_inverse_back(versions: tuple[dict[str, object], dict[str, object]]) -> None:
    """For any two documents, and two versions of a session; neither is harmed by it."""
    before, after = versions
    kept = copy.deepcopy((before, after))
    steps = difference(before, after)
    there = applied(before, steps, "now")
    assert without_stamps(there) == without_stamps(after)
    back = inverse(before, steps)
    back = difference(there, before) if back is None else back
    assert without_stamps(applied(there, back, "now")) == without_stamps(before)
    assert (before, after) == kept
