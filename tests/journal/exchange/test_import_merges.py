"""Imports merged: the later change wins, what lost is kept, everything that happens is explained."""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.entries import Note, Run, Session, Shoe
from journal.exchange.bringing import bring_in
from journal.exchange.importing import plan as planned
from journal.exchange.reading import read_incoming
from journal.exchange.report import explained, summary
from journal.journal import Journal
from journal.words.names import Names
from tests.support.exchange import (
    ROUND,
    copied,
    entries_of,
    exported,
    fates,
    forget_changes,
    hour,
    imported,
    lines,
    note,
    opened,
    session,
    with_reps,
)
from tests.support.journals import demo_journal, fixed_clock, with_values
from tests.support.strategies import journals


def test_two_journals_that_went_apart_agree_after_importing_each_other(tmp_path: Path) -> None:
    """The demo on two machines: added, changed, removed and ticked on both; the same bytes at the end."""
    here_clock, there_clock = fixed_clock(), fixed_clock()
    (tmp_path / "here").mkdir()
    here = demo_journal(tmp_path / "here", here_clock)
    there = copied(here, tmp_path / "there", there_clock)
    here_clock.advance(hours=1)
    there_clock.advance(hours=2)
    run, other_run, gone = here.of_kind(Run)[-3:]
    here.change(run.id, lambda entry: msgspec.structs.replace(entry, note="here"))
    there.change(run.id, lambda entry: msgspec.structs.replace(entry, note="there, later"))
    there.change(other_run.id, lambda entry: msgspec.structs.replace(entry, note="only there"))
    here.remove(gone.id)
    session = here.of_kind(Session)[-1]
    first, second = session.items[0].sets[0], session.items[-1].sets[-1]
    here.change(session.id, lambda entry: with_reps(entry, first.id, 7))
    there.change(session.id, lambda entry: with_reps(entry, second.id, 9))
    here.add(Note(day=date(2026, 11, 20), text="here"))
    there.add(Note(day=date(2026, 11, 20), text="there"))

    done = imported(here, there, tmp_path)
    back = imported(there, here, tmp_path)

    assert entries_of(here) == entries_of(there)
    assert exported(here, "jsonl") == exported(there, "jsonl")
    assert {k: v for k, v in fates(done).items() if v not in ("same", "added")} == {
        run.id: "changed",
        other_run.id: "changed",
        gone.id: "kept",
        session.id: "merged",
    }
    assert summary(done).partition(";")[0] == "1 added, 2 changed, 1 merged, 1 kept, 1 conflicting"
    assert summary(back).startswith("1 added, 1 changed, 1 removed, 0 kept, 0 conflicting")
    assert not imported(here, there, tmp_path).changes_anything
    merged = here.get(session.id)
    assert isinstance(merged, Session)
    reps = {each.id: each.reps for item in merged.items for each in item.sets}
    assert (reps[first.id], reps[second.id]) == (7, 9)


@ROUND
@given(data=st.data())
def test_whoever_imports_whom_the_journals_agree(data: st.DataObject, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Promise of merging seen from outside: exports swapped once, and both export the same bytes."""
    folder = tmp_path_factory.mktemp("agree")
    one, other = opened(folder / "here.json"), opened(folder / "there.json")
    documents, more = data.draw(journals), data.draw(journals)
    for id in list(more):
        if more[id]["kind"] != documents.get(id, more[id])["kind"]:
            del more[id]
    shared = {id: document for id, document in documents.items() if data.draw(st.booleans())}
    one.apply(documents, "generated")
    other.apply(shared | more, "generated")
    imported(one, other, folder)
    imported(other, one, folder)
    assert entries_of(one) == entries_of(other)
    one.close()
    other.close()


@pytest.mark.parametrize("word", ["_default", "journal", "seal", "surefoot", "deleted", "entries", "format"])
@pytest.mark.parametrize("format", ["json", "jsonl"])
def test_a_note_of_a_word_of_the_files_own_is_a_note(journal: Journal, tmp_path: Path, word: str, format: str) -> None:
    """``_default`` is a journal's first key: an export with a note of that word was refused as no journal."""
    there = opened(tmp_path / "there.json")
    there.apply({"700": note("700", text=word)}, "before")
    imported(journal, exported(there, format), tmp_path)
    assert entries_of(journal) == entries_of(there)


@pytest.mark.parametrize(
    ("ours", "theirs", "fate", "conflicts", "text"),
    [
        (note("700"), note("700"), "same", 0, "x"),
        (note("700"), note("700", changed="08:00", text="y"), "changed", 0, "y"),
        (note("700", changed="08:00", text="y"), note("700"), "kept", 0, "y"),
        (note("700", changed="08:00", text="y"), note("700", changed="09:00", text="z"), "changed", 1, "z"),
        (note("700", changed="09:00", text="z"), note("700", changed="08:00", text="y"), "kept", 1, "z"),
        (note("700"), {"id": "700", "kind": "deleted", "updated_at": hour("08:00")}, "removed", 0, None),
        (note("700"), {"id": "700", "kind": "deleted", "updated_at": hour("06:00")}, "kept", 0, "x"),
        (
            note("700", changed="07:30", text="y"),
            {"id": "700", "kind": "deleted", "updated_at": hour("08:00")},
            "removed",
            1,
            None,
        ),
        (
            {"id": "700", "kind": "deleted", "updated_at": hour("08:00")},
            note("700", changed="09:00", text="z"),
            "restored",
            0,
            "z",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_what_becomes_of_an_entry_that_is_on_both_sides(
    journal: Journal, tmp_path: Path, ours: Any, theirs: Any, fate: str, conflicts: int, text: str | None
) -> None:
    """The later change wins; a conflict is when something a runner entered later did not make it."""
    journal.apply({"700": ours}, "before")
    journal.compact()
    forget_changes(journal)
    plan = imported(journal, lines(theirs), tmp_path)
    assert fates(plan) == {"700": fate}
    assert len(plan.conflicts) == conflicts
    entry = journal.get("700")
    assert (entry.text if isinstance(entry, Note) else None) == text
    again = imported(journal, lines(theirs), tmp_path)
    assert not again.changes_anything
    assert not again.conflicts


def test_the_version_that_lost_is_kept_readable(journal: Journal, tmp_path: Path) -> None:
    """Whichever side it came from, and once only."""
    added = journal.add(Note(day=date(2026, 11, 20), text="first"))
    journal.clock.advance(hours=1)  # type: ignore[attr-defined]
    journal.change(added.id, lambda entry: msgspec.structs.replace(entry, text="mine, earlier"))
    theirs = {
        **json.loads(dict(journal.documents())[added.id]),
        "id": added.id,
        "updated_at": "2026-11-20T21:00:00+01:00",
    }
    imported(journal, lines({**theirs, "text": "theirs, later"}), tmp_path)
    assert [version["text"] for version in journal.past().lost(added.id)] == ["mine, earlier"]
    older = {**theirs, "updated_at": "2026-11-20T20:00:00+01:00", "text": "a third one"}
    for _ in range(2):
        imported(journal, lines(older), tmp_path)
    assert [version["text"] for version in journal.past().lost(added.id)] == ["mine, earlier", "a third one"]
    journal.compact()
    with opened(journal.path) as again:
        aside = again.set_aside(added.id)
        assert [entry.text for entry in aside if isinstance(entry, Note)] == ["mine, earlier", "a third one"]


def test_an_export_of_before_is_no_conflict(journal: Journal, tmp_path: Path) -> None:
    """The journal knows its own earlier versions, however often they were changed since."""
    added = journal.add(Note(day=date(2026, 11, 20), text="one"))
    for text in ("two", "three"):
        journal.clock.advance(hours=1)  # type: ignore[attr-defined]
        journal.change(added.id, with_values(text=text))
        if text == "two":
            before = exported(journal)
    plan = imported(journal, before, tmp_path)
    assert (fates(plan), plan.conflicts) == ({added.id: "kept"}, ())


def test_a_change_of_what_was_brought_in_is_no_conflict(tmp_path: Path) -> None:
    """A copy that only ever imports follows without a word."""
    clock = fixed_clock()
    writer = opened(tmp_path / "writer.json", clock)
    added = writer.add(Note(day=date(2026, 11, 20), text="one"))
    reader = copied(writer, tmp_path / "reader")
    for text in ("two", "three"):
        clock.advance(hours=1)
        writer.change(added.id, with_values(text=text))
        plan = imported(reader, writer, tmp_path)
        assert (fates(plan), plan.conflicts) == ({added.id: "changed"}, ())


def test_a_journal_file_tells_what_led_to_its_entries(tmp_path: Path) -> None:
    """Both were edited, one after seeing the other: with the file itself that is known, and no conflict."""
    clock = fixed_clock()
    one = opened(tmp_path / "one.json", clock)
    added = one.add(Note(day=date(2026, 11, 20), text="one"))
    clock.advance(hours=1)
    one.change(added.id, lambda entry: msgspec.structs.replace(entry, text="edited here"))
    other = copied(one, tmp_path / "other", clock)
    clock.advance(hours=1)
    other.change(added.id, lambda entry: msgspec.structs.replace(entry, text="edited there, having seen it"))
    plan = planned(read_incoming(other.path, clock), one.past())
    assert (fates(plan), plan.conflicts) == ({added.id: "changed"}, ())


def test_a_session_ticked_on_two_machines_is_explained_set_by_set(journal: Journal, tmp_path: Path) -> None:
    """Merged, and no conflict: nothing anyone did is missing."""
    journal.apply({"800": session("08:00", "")}, "before")
    plan = imported(journal, lines(session("", "09:00")), tmp_path)
    assert (fates(plan), plan.conflicts) == ({"800": "merged"}, ())
    entry = journal.get("800")
    assert isinstance(entry, Session)
    assert [each.result for each in entry.items[0].sets] == ["done", "done"]
    [told] = explained(plan, Names())
    assert told.endswith("1 set from the file, 1 set only here or later here, the rest as the file's")


def test_a_note_written_here_and_a_set_ticked_there_later_are_both_kept(journal: Journal, tmp_path: Path) -> None:
    """No conflict, and the same bytes on both machines; ticks and their undoing leave the note's moment as it was."""
    journal.apply({"800": session("08:00", "")}, "before")
    clock = fixed_clock()
    other = copied(journal, tmp_path / "other", clock)
    journal.clock.advance(minutes=1)  # type: ignore[attr-defined]
    journal.change("800", lambda entry: msgspec.structs.replace(entry, note="from here", rpe=7.0))
    clock.advance(minutes=2)
    for _ in range(2):
        other.change("800", lambda entry: ticked_right(entry, clock.now()))
        clock.advance(minutes=1)
        other.undo()
        clock.advance(minutes=1)
    other.redo()
    for one, two in ((journal, other), (other, journal)):
        plan = bring_in(one, read_incoming(two.path, one.clock))
        assert not plan.conflicts
    assert exported(journal, "jsonl") == exported(other, "jsonl")
    entry = journal.get("800")
    assert isinstance(entry, Session)
    assert (entry.note, entry.rpe, entry.items[0].sets[1].result) == ("from here", 7.0, "done")


def ticked_right(entry: Session, now: datetime) -> Session:
    """The session with its right set done."""
    item = entry.items[0]
    left, right = item.sets
    right = msgspec.structs.replace(right, result="done", done_at=now)
    return msgspec.structs.replace(entry, items=(msgspec.structs.replace(item, sets=(left, right)),))


def test_one_set_ticked_with_other_reps_on_both_is_a_conflict(journal: Journal, tmp_path: Path) -> None:
    """The earlier tick is set aside, readable."""
    journal.apply({"800": session("08:00", "")}, "before")
    theirs = session("09:00", "")
    theirs["items"][0]["sets"][0]["reps"] = 9
    forget_changes(journal)
    plan = imported(journal, lines(theirs), tmp_path)
    assert len(plan.conflicts) == 1
    [version] = journal.past().lost("800")
    assert version["items"][0]["sets"][0]["reps"] == 12


def test_everything_that_happens_is_explained(tmp_path: Path) -> None:
    """Entry by entry, with why."""
    journal = opened(tmp_path / "journal.json")
    journal.apply(
        {
            "700": note("700"),
            "701": note("701", changed="08:00", text="y"),
            "702": note("702", changed="08:00", text="mine"),
            "703": note("703"),
            "704": {"kind": "deleted", "updated_at": hour("08:00")},
        },
        "before",
    )
    forget_changes(journal)
    theirs = lines(
        note("700", changed="09:00", text="new"),
        note("701"),
        note("702", changed="09:00", text="theirs"),
        {"id": "703", "kind": "deleted", "updated_at": hour("09:00")},
        note("704", changed="09:00", text="back"),
        note("705"),
        {"id": "706", "kind": "deleted", "updated_at": hour("09:00")},
    )
    plan = imported(journal, theirs, tmp_path)
    assert summary(plan) == ("1 added, 2 changed, 1 removed, 1 brought back, 1 kept, 1 noted as removed, 1 conflicting")
    assert journal.steps.undo_label == "import of other.json (1 note added, 3 changed, 2 removed)"
    assert list(explained(plan, Names())) == [
        "added         1 note",
        "changed       note x (Fri 20 Nov 2026): the file's is later: note new",
        "kept          note y (Fri 20 Nov 2026): this journal's is later",
        "changed       note mine (Fri 20 Nov 2026): the file's is later: note theirs",
        "  conflicting this journal's version is set aside: note mine",
        "removed       note x (Fri 20 Nov 2026): removed in the file, later than it was changed here",
        "brought back  note back (Fri 20 Nov 2026): changed in the file after it was removed here",
    ]


def test_whatever_file_it_comes_from_what_was_added_is_counted_alike(journal: Journal, tmp_path: Path) -> None:
    """Surefoot's own, as a table of another program: a walk is no run, a pair is a pair; the undo says the same."""
    there, at = opened(tmp_path / "there.json"), fixed_clock().now()
    for activity in ("run", "run", "walk", "cycle"):
        there.add(Run(started_at=at, activity=activity, duration_s=600))
    there.add(Shoe(nickname="Blue"))
    plan = imported(journal, there, tmp_path)
    words = ["2 runs", "1 walk", "1 ride", "1 pair of shoes"]
    assert list(explained(plan, Names())) == [f"added         {each}" for each in words]
    assert journal.steps.undo_label == "import of other.json (2 runs, 1 walk, 1 ride and 1 pair of shoes added)"
