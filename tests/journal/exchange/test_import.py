"""Imports: round trips to the byte, merges explained, everything taken back by undo, bad input refused whole."""

from __future__ import annotations

import json
import os
import sys
import threading
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from journal.changes.past import BroughtIn
from journal.clock import FixedClock
from journal.entries import AnkleReport, CheckIn, Item, Note, Run, Session, Set, Shoe
from journal.errors import NewerSchema, ReadOnly, SurefootError
from journal.exchange.bringing import bring_in, looked_at
from journal.exchange.exporting import Range, save, stream
from journal.exchange.importing import Plan
from journal.exchange.reading import LARGEST, CannotImport, read_bounded, read_incoming
from journal.exchange.report import explained, summary
from journal.journal import Journal
from journal.text import one_line
from journal.words.names import Names
from library.routine import PlannedDose
from screens.cli import main
from tests.support.everything import every_kind
from tests.support.exploring import examples
from tests.support.hostile import hostile_journal
from tests.support.journals import demo_journal, fixed_clock, with_values
from tests.support.strategies import journals

ROUND = examples(60, HealthCheck.function_scoped_fixture)


def exported(journal: Journal, format: Any = "json") -> bytes:
    """An export in one piece."""
    return b"".join(stream(journal, format, Range(), Names))


def entries_of(journal: Journal) -> list[dict[str, Any]]:
    """The entries of a JSON export."""
    found: list[dict[str, Any]] = json.loads(exported(journal))["entries"]
    return found


def opened(path: Path, clock: FixedClock | None = None) -> Journal:
    """A journal at a path, by a clock of its own."""
    return Journal.open(path, clock or fixed_clock())


def imported(journal: Journal, data: bytes | Journal, folder: Path, name: str = "other.json") -> Plan:
    """Import bytes, or the export of another journal."""
    path = folder / name
    path.write_bytes(exported(data) if isinstance(data, Journal) else data)
    return bring_in(journal, read_incoming(path, journal.clock))


def copied(journal: Journal, folder: Path, clock: FixedClock | None = None) -> Journal:
    """A second machine's journal with the same entries."""
    folder.mkdir()
    second = opened(folder / "journal.json", clock)
    imported(second, journal, folder)
    return second


# Round trips


@ROUND
@given(documents=journals)
@pytest.mark.parametrize("format", ["json", "jsonl"])
def test_export_import_export_gives_the_same_bytes(
    documents: dict[str, Any], format: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Over generated journals: every kind, hostile text, odd zones, dates at the ends of the calendar, removals."""
    folder = tmp_path_factory.mktemp("round")
    first, second = opened(folder / "first.json"), opened(folder / "second.json")
    first.apply(documents, "generated")
    save(first, folder / "out", format, Range(), Names)  # type: ignore[arg-type]
    if documents or format == "json":
        bring_in(second, read_incoming(folder / "out", second.clock))
    assert exported(second) == exported(first)
    assert (
        bring_in(second, read_incoming(folder / "out", second.clock)).changes_anything is False if documents else True
    )
    first.close()
    second.close()


def test_the_demo_and_every_kind_come_through(demo: Journal, tmp_path: Path) -> None:
    """An empty journal plus the export is the journal."""
    demo.add_all(every_kind())
    demo.remove(demo.of_kind(Note)[0].id)
    second = copied(demo, tmp_path / "b")
    assert exported(second) == exported(demo)
    assert [second.get(id) for id, _ in second.documents()] == [demo.get(id) for id, _ in demo.documents()]


def test_hostile_text_comes_through_as_the_journal_holds_it(tmp_path: Path) -> None:
    """Cleaned once, and the same from then on."""
    first = hostile_journal(tmp_path)
    assert exported(copied(first, tmp_path / "b")) == exported(first)


def test_text_is_cleaned_on_the_way_in(journal: Journal, tmp_path: Path) -> None:
    """An export made by somebody else may hold anything."""
    imported(journal, lines(note("700", text="a\x1b[2J\u202eb")), tmp_path)
    [entry] = journal.of_kind(Note)
    assert entry.text == "a[2Jb"


def test_another_machines_journal_file_is_taken_as_it_is(demo: Journal, tmp_path: Path) -> None:
    """No export needed; the file itself is not changed."""
    before = demo.path.read_bytes()
    second = opened(tmp_path / "second.json")
    bring_in(second, read_incoming(demo.path, second.clock))
    assert exported(second) == exported(demo)
    assert demo.path.read_bytes() == before


def test_unknown_fields_come_through(journal: Journal, tmp_path: Path) -> None:
    """What a later version wrote is kept."""
    imported(journal, lines(note("700", mood={"score": [3, None]})), tmp_path)
    assert entries_of(journal)[0]["mood"] == {"score": [3, None]}


# Merging


def hour(at: str) -> str:
    """An hour of 20 November."""
    return f"2026-11-20T{at}:00+01:00"


def note(id: str, made: str = "07:00", changed: str | None = None, text: str = "x", **more: Any) -> dict[str, Any]:
    """A note as an export holds it."""
    stamps = {"created_at": hour(made), "updated_at": hour(changed or made)}
    return {"id": id, "kind": "note", **stamps, "day": "2026-11-20", "text": text, **more}


def lines(*entries: dict[str, Any]) -> bytes:
    """Entries as JSON Lines."""
    return b"".join(msgspec.json.encode(entry) + b"\n" for entry in entries)


def fates(plan: Plan) -> dict[str, str]:
    """What becomes of each entry, by id."""
    return {outcome.id: outcome.fate for outcome in plan.outcomes}


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
    assert summary(done) == "1 added, 2 changed, 1 merged, 1 kept, 1 conflicting; 254 were here already"
    assert summary(back).startswith("1 added, 1 changed, 1 removed, 0 kept, 0 conflicting")
    assert not imported(here, there, tmp_path).changes_anything
    merged = here.get(session.id)
    assert isinstance(merged, Session)
    reps = {each.id: each.reps for item in merged.items for each in item.sets}
    assert (reps[first.id], reps[second.id]) == (7, 9)


def with_reps(session: Session, set_id: str, reps: int) -> Session:
    """The session with other reps in one set."""
    items = tuple(
        msgspec.structs.replace(
            item,
            sets=tuple(
                msgspec.structs.replace(each, reps=reps, result="done") if each.id == set_id else each
                for each in item.sets
            ),
        )
        for item in session.items
    )
    return msgspec.structs.replace(session, items=items)


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


def forget_changes(journal: Journal) -> None:
    """What was changed when is no longer known, as after 500 more changes."""
    journal._store.rewrite(drop=journal._store.index.kinds.get("change", ()))


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
    plan = looked_at(one, read_incoming(other.path, clock))
    assert (fates(plan), plan.conflicts) == ({added.id: "changed"}, ())


def session(left: str, right: str) -> dict[str, Any]:
    """A session of one item whose left and right set were ticked at these hours; "" leaves one to do."""

    def one(id: str, side: str, at: str) -> dict[str, Any]:
        done = {"result": "done", "done_at": hour(at), "updated_at": hour(at)} if at else {"updated_at": hour("07:00")}
        return {"id": id, "side": side, "reps": 12, **done}

    item = {"id": "1", "exercise": "heel-raise", "dose": {"reps": 12}, "updated_at": hour("07:00")}
    return {
        "id": "800",
        "kind": "session",
        "created_at": hour("07:00"),
        "updated_at": hour(max(left, right, "07:00")),
        "started_at": hour("07:00"),
        "items": [{**item, "sets": [one("1-1", "left", left), one("1-2", "right", right)]}],
    }


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
    assert summary(plan) == ("1 added, 2 changed, 1 removed, 1 brought back, 1 kept, 1 removals noted, 1 conflicting")
    assert list(explained(plan, Names())) == [
        "added         1 note",
        "changed       note x (Fri 20 Nov 2026): the file's is later: note new",
        "kept          note y (Fri 20 Nov 2026): this journal's is later",
        "changed       note mine (Fri 20 Nov 2026): the file's is later: note theirs",
        "  conflicting this journal's version is set aside: note mine",
        "removed       note x (Fri 20 Nov 2026): removed in the file, later than it was changed here",
        "brought back  note back (Fri 20 Nov 2026): changed in the file after it was removed here",
    ]


# Undo


def test_undo_takes_an_import_back_without_a_trace(tmp_path: Path) -> None:
    """Entries and their times are as before, nothing about it is exported, and it can be imported again."""
    journal = opened(tmp_path / "journal.json")
    journal.apply({"700": note("700"), "701": note("701")}, "before")
    before = exported(journal)
    theirs = lines(
        note("700", changed="09:00", text="new"),
        {"id": "701", "kind": "deleted", "updated_at": hour("09:00")},
        note("702"),
        {"id": "703", "kind": "deleted", "updated_at": hour("09:00")},
    )
    imported(journal, theirs, tmp_path)
    after = exported(journal)
    assert journal.undo() == "import of other.json (1 added)"
    assert exported(journal) == before
    assert journal.redo() == "import of other.json (1 added)"
    assert exported(journal) == after
    journal.undo()
    assert exported(journal) == before
    with opened(journal.path) as again:
        assert exported(again) == before
        again.compact()
    assert fates(imported(journal, theirs, tmp_path)) == {
        "700": "changed",
        "701": "removed",
        "702": "added",
        "703": "noted",
    }
    assert exported(journal) == after


def test_an_import_taken_back_removes_nothing_on_the_machine_it_came_from(demo: Journal, tmp_path: Path) -> None:
    """The wrong file, undone, then the journals merged all the same."""
    (tmp_path / "b").mkdir()
    second = opened(tmp_path / "b" / "journal.json")
    second.add(Note(day=date(2026, 11, 20), text="mine"))
    before = entries_of(demo)
    imported(second, demo, tmp_path)
    second.undo()
    imported(demo, second, tmp_path)
    assert [entry for entry in entries_of(demo) if entry.get("text") != "mine"] == before


def test_a_removal_that_lost_is_not_set_aside(journal: Journal, tmp_path: Path) -> None:
    """There is nothing to read in it; one that an earlier Surefoot set aside is passed over."""
    added = journal.add(Note(day=date(2026, 11, 20), text="first"))
    theirs = {**json.loads(dict(journal.documents())[added.id]), "id": added.id}
    journal.clock.advance(hours=1)  # type: ignore[attr-defined]
    journal.remove(added.id)
    plan = imported(journal, lines({**theirs, "updated_at": hour("21:00"), "text": "later"}), tmp_path)
    assert fates(plan) == {added.id: "restored"} and not plan.conflicts
    assert journal.past().lost(added.id) == [] and journal.set_aside(added.id) == []
    stone = {"kind": "deleted", "updated_at": hour("19:00"), "was": "note"}
    journal.bring_in(lambda _: BroughtIn({}, {added.id: [stone, note("1", text="mine")]}), lambda: "import")
    assert [entry.text for entry in journal.set_aside(added.id) if isinstance(entry, Note)] == ["mine"]


def test_a_version_set_aside_alone_is_nothing_to_undo(journal: Journal, tmp_path: Path) -> None:
    """Undo goes on to what was changed before."""
    journal.apply({"700": note("700", changed="09:00", text="z")}, "before")
    forget_changes(journal)
    journal.add(Note(day=date(2026, 11, 20), text="last"))
    imported(journal, lines(note("700", changed="08:00", text="y")), tmp_path)
    assert journal.past().lost("700")
    assert journal.undo_label == "added note of today"
    journal.undo()
    assert journal.undo() is None


def test_a_backup_is_made_before_an_import(demo: Journal, tmp_path: Path, own_folders: Path) -> None:
    """It can be restored long after undo has forgotten; an import that changes nothing makes none."""
    imported(demo, exported(demo), tmp_path)
    assert not list(own_folders.rglob("*import*"))
    imported(demo, lines(note("700")), tmp_path)
    assert len(list(own_folders.rglob("*import*"))) == 1


def test_an_import_while_another_login_writes_loses_neither(tmp_path: Path) -> None:
    """What is decided is decided again from the fresh state, under the lock."""
    journal = opened(tmp_path / "journal.json")
    journal.apply({"700": note("700")}, "before")
    incoming_path = tmp_path / "other.json"
    incoming_path.write_bytes(lines(note("700", changed="09:00", text="theirs")))
    incoming = read_incoming(incoming_path, journal.clock)
    with opened(journal.path, fixed_clock("2026-11-20T10:00:00+01:00")) as login:
        login.change("700", lambda entry: msgspec.structs.replace(entry, text="the other login, later"))
    plan = bring_in(journal, incoming)
    assert fates(plan) == {"700": "kept"}
    [entry] = journal.of_kind(Note)
    assert entry.text == "the other login, later"


def test_a_read_only_journal_is_not_imported_into(demo: Journal, tmp_path: Path) -> None:
    """Refused, unchanged."""
    before = demo.path.read_bytes()
    with Journal.open(demo.path, demo.clock, read_only=True) as journal, pytest.raises(ReadOnly):
        imported(journal, lines(note("700")), tmp_path)
    assert demo.path.read_bytes() == before


# Refusals

WHOLE = {"format": "surefoot", "schema": 1, "exported_at": hour("07:00"), "entries": [note("700"), note("701")]}


def whole(**changes: Any) -> bytes:
    """An export with some of it changed."""
    return json.dumps({**WHOLE, **changes}).encode()


def wrong(**changes: Any) -> bytes:
    """An export whose second entry has some of it changed."""
    entry = {key: value for key, value in {**note("701"), **changes}.items() if value is not ...}
    return whole(entries=[note("700"), entry])


REFUSALS: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "other.json is empty"),
    "blank": (b"\n \n", "other.json is empty"),
    "half": (whole()[:200], "other.json is cut short: it ends in the middle of an entry, after 200 bytes"),
    "half of lines": (
        lines(note("700"), note("701"))[:-30],
        "other.json, line 2 is cut short: it ends in the middle of an entry, after",
    ),
    "damaged": (whole().replace(b'"entries"', b'"entries'), "other.json is damaged: "),
    "not JSON": (
        b"Date,Weight\n2026-11-20,3\n",
        "is not an export of Surefoot: expected JSON or JSON Lines; a table is",
    ),
    "not text": (b"{\0\0\0", "is not text in UTF-8"),
    "another text": (json.dumps(WHOLE).encode("utf-16"), "is not text in UTF-8"),
    "bad UTF-8": (whole().replace(b"x", b"\xff"), "other.json is damaged: "),
    "compressed": (b"\x1f\x8b\x08\0", "is compressed; unpack it first"),
    "another object": (b'{"a": 1}', "is not an export of Surefoot: expected an object with format 'surefoot'"),
    "a list": (b"[1, 2]", "is not an export of Surefoot: expected an object with format 'surefoot'"),
    "too deep": (b'{"a":' + b"[" * 100_000, "is damaged: it is nested too deeply"),
    "huge number": (whole(schema=1e999).replace(b"Infinity", b"1e999"), "other.json is damaged: number out of range"),
    "wrong schema": (whole(schema="one"), "schema: expected a whole number"),
    "no schema": (json.dumps({k: v for k, v in WHOLE.items() if k != "schema"}).encode(), "schema: expected a whole"),
    "true schema": (whole(schema=True), "schema: expected a whole number"),
    "no entries": (whole(entries={}), "entries: expected a list"),
    "no entry": (whole(entries=[note("700"), 7]), "entry 2: expected an entry: an object with id, kind"),
    "number for text": (
        wrong(text=7),
        "entry 2 (note 701): text: expected text, got a whole number; nothing was imported",
    ),
    "text for number": (
        wrong(kind="run", started_at=hour("07:00"), duration_s="long"),
        "entry 2 (run 701): duration_s: expected a number or nothing, got text",
    ),
    "out of range": (
        wrong(kind="check-in", at=hour("07:00"), moment="evening", left={"rating": 11}),
        "entry 2 (check-in 701): left.rating: expected a whole number from 0 to 10",
    ),
    "deep inside": (
        wrong(
            kind="session",
            started_at=hour("07:00"),
            items=[{"id": "1", "exercise": "x", "dose": {"reps": 5}, "sets": [{"id": "1", "reps": "many"}]}],
        ),
        "entry 2 (session 701): items[0].sets[0].reps: expected a whole number or nothing, got text",
    ),
    "unknown word": (
        wrong(kind="check-in", at=hour("07:00"), moment="teatime"),
        "entry 2 (check-in 701): moment: 'teatime' is unknown; one of on-waking",
    ),
    "unknown kind": (wrong(kind="dream"), "entry 2 (dream 701): kind: 'dream' is not one of plan, exercise"),
    "reserved kind": (wrong(kind="journal"), "kind: 'journal' is not one of"),
    "kind is a list": (wrong(kind=["note"]), "entry 2: kind: "),
    "no kind": (wrong(kind=...), "entry 2: kind: "),
    "no offset": (
        wrong(updated_at="2026-11-20T07:00:00"),
        "entry 2 (note 701): updated_at: expected a moment like",
    ),
    "no time": (wrong(updated_at=...), "entry 2 (note 701): updated_at: expected a time with its offset from UTC"),
    "no birth": (wrong(created_at=None), "entry 2 (note 701): created_at: expected a time with its offset from UTC"),
    "removed when": (wrong(kind="deleted", updated_at="soon"), "entry 2 (deleted 701): updated_at: expected a time"),
    "duplicate id": (wrong(id="700"), "entry 2 (note): id: 700 is the id of entry 1 too; nothing was imported"),
    "number as id": (wrong(id=701), "entry 2 (note): id: expected a whole number above 2, as text, found 701"),
    "word as id": (wrong(id="seven"), 'id: expected a whole number above 2, as text, found "seven"'),
    "seal as id": (wrong(id="2"), 'id: expected a whole number above 2, as text, found "2"'),
    "huge id": (wrong(id="9" * 30), "id: expected a whole number above 2"),
    "another millennium": (
        wrong(kind="run", started_at="9999-12-31T23:59:59-12:00", duration_s=60),
        "entry 2 (run 701): started_at: expected a day of the years 1970 to 2027; nothing was imported",
    ),
    "the first day there is": (
        wrong(kind="check-in", at="0001-01-01T00:00:00+14:00", moment="evening", left={"rating": 3}),
        "entry 2 (check-in 701): at: expected a day of the years 1970 to 2027",
    ),
    "a day of another millennium": (wrong(day="2999-01-01"), "entry 2 (note 701): day: expected a day of the years"),
    "another millennium inside": (
        wrong(
            kind="session",
            started_at=hour("07:00"),
            items=[{"id": "1", "exercise": "x", "dose": {"reps": 5}, "updated_at": "1969-12-30T12:00:00Z"}],
        ),
        "entry 2 (session 701): items[0].updated_at: expected a day of the years 1970 to 2027",
    ),
    "removed in another millennium": (
        wrong(kind="deleted", updated_at="9999-01-01T00:00:00Z"),
        "entry 2 (deleted 701): updated_at: expected a day of the years 1970 to 2027",
    ),
    "id of another age": (wrong(id="9" * 19), f"id: {'9' * 19} is far above every id that Surefoot has given out"),
    "no id": (wrong(id=...), "id: expected a whole number above 2, as text, found null"),
    "an item twice": (
        wrong(kind="session", started_at=hour("07:00"), items=[{"id": "1", "exercise": "x", "dose": {"reps": 5}}] * 2),
        "entry 2 (session 701): items: the id '1' is there twice",
    ),
    "an item twice in a removed session": (
        wrong(
            kind="deleted",
            session={
                "kind": "session",
                "started_at": hour("07:00"),
                "items": [{"id": "1", "exercise": "x", "dose": {"reps": 5}}] * 2,
            },
        ),
        "entry 2 (deleted 701): session.items: the id '1' is there twice",
    ),
    "a line": (lines(note("700")) + b"[]\n", "line 2: expected an entry: an object with id, kind"),
    "hostile": (wrong(kind="\x1b]0;x\x07"), "entry 2 (]0;x 701): kind: "),
    "another kind": (
        lines({**note("700"), "kind": "plan", "since": "2026-11-20"}),
        "entry 700: kind: plan in one copy",
    ),
}


def test_a_computer_without_a_clock_begins_at_1970_wherever_it_stands(journal: Journal, tmp_path: Path) -> None:
    """West of Greenwich that is an evening of 1969; and a text may speak of any year."""
    evening = "1969-12-31T19:00:00-05:00"
    entry = {**note("700", text="1066-10-14"), "created_at": evening, "updated_at": evening}
    assert fates(imported(journal, lines(entry), tmp_path)) == {"700": "added"}


@pytest.mark.parametrize(("data", "sentence"), REFUSALS.values(), ids=REFUSALS.keys())
def test_bad_input_is_refused_whole_naming_entry_and_field(
    data: bytes, sentence: str, journal: Journal, tmp_path: Path
) -> None:
    """One sentence; the journal is the same to the byte."""
    journal.apply({"700": note("700")}, "before")
    before = journal.path.read_bytes()
    with pytest.raises(SurefootError) as refusal:
        imported(journal, data, tmp_path)
    told = str(refusal.value)
    assert sentence in told
    assert one_line(told) == told
    assert journal.path.read_bytes() == before


def test_every_beginning_of_an_export_is_refused(journal: Journal, tmp_path: Path) -> None:
    """A copy cut short anywhere is never half imported."""
    data = whole()
    for length in range(0, len(data)):
        (tmp_path / "half.json").write_bytes(data[:length])
        with pytest.raises(CannotImport):
            read_incoming(tmp_path / "half.json", journal.clock)


@examples(300, HealthCheck.function_scoped_fixture)
@given(
    st.one_of(
        st.binary(max_size=60),
        st.text(max_size=60).map(str.encode),
        st.binary(max_size=20).map(lambda more: whole() + more),
    )
)
def test_no_bytes_give_a_traceback(tmp_path: Path, data: bytes) -> None:
    """Whatever the file, it is imported or refused."""
    (tmp_path / "any.json").write_bytes(data)
    try:
        read_incoming(tmp_path / "any.json", fixed_clock())
    except SurefootError as refusal:
        assert one_line(str(refusal)) == str(refusal)


@examples(200, HealthCheck.function_scoped_fixture)
@given(
    st.sampled_from(["id", "kind", "created_at", "updated_at", "text", "day", "at", "items", "left", "sets", "more"]),
    st.recursive(
        st.none()
        | st.booleans()
        | st.integers()
        | st.floats(allow_nan=False, allow_infinity=False)
        | st.text(max_size=9),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
        max_leaves=8,
    ),
    st.sampled_from([note("701"), session("08:00", "")]),
)
def test_no_value_in_any_field_gives_a_traceback(tmp_path: Path, field: str, value: Any, entry: dict[str, Any]) -> None:
    """Whatever stands where, the journal takes it or refuses it."""
    (tmp_path / "any.json").write_text(json.dumps({**WHOLE, "entries": [{**entry, field: value}]}))
    journal = opened(tmp_path / "never-made.json")
    try:
        looked_at(journal, read_incoming(tmp_path / "any.json", journal.clock))
    except SurefootError as refusal:
        assert one_line(str(refusal)) == str(refusal)


def test_a_later_version_is_refused_by_name(journal: Journal, tmp_path: Path) -> None:
    """Not half understood."""
    with pytest.raises(CannotImport, match=r"later Surefoot \(schema 9\); this version reads up to schema 1"):
        imported(journal, whole(schema=9), tmp_path)
    (tmp_path / "later.json").write_text(
        '{"_default":{"1":{"kind":"journal","format":"surefoot","schema":9,"id":"x"}}}'
    )
    with pytest.raises(NewerSchema):
        read_incoming(tmp_path / "later.json", journal.clock)


def test_an_earlier_version_is_brought_up_to_this_one(journal: Journal, tmp_path: Path) -> None:
    """By the migrations that a journal file goes through."""
    old = {"id": "700", "kind": "check-in", "created": hour("07:00"), "updated": hour("07:00"), "at": hour("07:00")}
    imported(journal, whole(schema=0, entries=[{**old, "moment": "evening", "left_rating": 3}]), tmp_path)
    [entry] = journal.of_kind(CheckIn)
    assert entry.left == AnkleReport(rating=3)


def test_a_huge_file_is_refused_by_its_size_unread(tmp_path: Path, clock: FixedClock) -> None:
    """Two gigabytes on one line; sparse, so that nobody has them."""
    path = tmp_path / "huge.json"
    with path.open("wb") as file:
        file.write(b'{"format":"surefoot","schema":1,"entries":[')
        file.truncate(2 << 30)
    with pytest.raises(CannotImport, match=r"huge.json is 2,048 MB large; an import takes up to 100 MB"):
        read_incoming(path, clock)


def test_a_stream_without_end_is_refused_once_it_is_too_long(tmp_path: Path) -> None:
    """A pipe tells no size; no more than the limit is read."""
    path = tmp_path / "pipe"
    os.mkfifo(path)
    written: list[int] = []

    def pour() -> None:
        with suppress(BrokenPipeError), path.open("wb") as file:
            for _ in range(1000):
                written.append(file.write(b" " * 4096))

    pouring = threading.Thread(target=pour)
    pouring.start()
    with pytest.raises(CannotImport, match="pipe goes on and on; an import takes up to 0 MB"):
        read_bounded(path, largest=100_000)
    pouring.join()
    assert sum(written) < 1_000_000
    assert LARGEST == 100 << 20


@pytest.mark.parametrize(
    ("name", "reason"), [("no.json", "is not there"), ("", "is a folder"), ("a\0b", "cannot be read")]
)
def test_what_is_no_file_is_refused(tmp_path: Path, clock: FixedClock, name: str, reason: str) -> None:
    """In one sentence."""
    with pytest.raises(CannotImport, match=reason):
        read_incoming(tmp_path / name, clock)


def test_a_damaged_journal_file_is_refused_and_left_alone(demo: Journal, journal: Journal, tmp_path: Path) -> None:
    """Cut in half, or with a bit flipped: nothing of it is taken, no byte of it changed."""
    data = demo.path.read_bytes()
    at = data.index(b'"rating":', len(data) // 2) + len(b'"rating":')
    flipped = data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]
    for name, damaged in (("half.json", data[: len(data) // 2]), ("flipped.json", flipped)):
        (tmp_path / name).write_bytes(damaged)
        with pytest.raises(SurefootError, match=name):
            read_incoming(tmp_path / name, journal.clock)
        assert (tmp_path / name).read_bytes() == damaged


# The command


@pytest.fixture
def command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Any:
    """Runs a command on a journal of its own; gives the status, the lines of output, the complaint."""
    monkeypatch.setenv("SUREFOOT_NOW", "2026-11-20T18:00:00+01:00")

    def run(*arguments: str) -> tuple[int, list[str], str]:
        status = main(["--journal", str(tmp_path / "mine.json"), *arguments])
        captured = capsys.readouterr()
        return status, captured.out.splitlines(), captured.err

    return run


def test_the_command_says_what_it_did_and_how_to_undo_it(command: Any, tmp_path: Path) -> None:
    """First what, then what of it, then the way back; the second time nothing is new."""
    path = tmp_path / "other.jsonl"
    path.write_bytes(lines(note("700"), note("701")))
    would = ["importing other.jsonl would do this: 2 added, 0 changed, 0 kept, 0 conflicting", "added         2 notes"]
    assert command("import", str(path), "--dry-run") == (0, [*would, "this was a dry run: nothing was changed"], "")
    assert not (tmp_path / "mine.json").exists()
    did = ["imported other.jsonl: 2 added, 0 changed, 0 kept, 0 conflicting", "added         2 notes"]
    assert command("import", str(path)) == (0, [*did, "surefoot undo takes it back"], "")
    nothing = "nothing in other.jsonl is new: 0 added, 0 changed, 0 kept, 0 conflicting; 2 were here already"
    assert command("import", str(path)) == (0, [nothing], "")


def test_a_dry_run_leaves_the_journal_the_same_to_the_byte(command: Any, tmp_path: Path) -> None:
    """And nothing beside it."""
    mine = opened(tmp_path / "mine.json")
    mine.add(Shoe(nickname="Blue"))
    before, names = mine.path.read_bytes(), sorted(path.name for path in tmp_path.iterdir())
    (tmp_path / "other.jsonl").write_bytes(lines(note("700")))
    assert command("import", str(tmp_path / "other.jsonl"), "--dry-run")[0] == 0
    assert mine.path.read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([*names, "other.jsonl"])


def test_the_named_columns_of_a_table_are_remembered(command: Any, tmp_path: Path) -> None:
    """The next table with the same header needs none; what is no field, and no pair, is said."""
    path = tmp_path / "mine.csv"
    path.write_text("Day;Minutes\n2026-11-02;30\n")
    named = ["--map", "started_at=Day", "--map", "duration_min=Minutes"]
    assert command("import", str(path), *named)[0] == 0
    path.write_text("Day;Minutes\n2026-11-02;30\n2026-11-04;40\n")
    status, output, _ = command("import", str(path))
    assert (status, output[0]) == (0, "imported mine.csv: 1 run added, of 2026-11-04")
    assert command("import", str(path), "--map", "Day")[0] == 2
    status, _, complaint = command("import", str(path), "--map", "when=Day")
    assert (status, "'when' is not a field; the fields are started_at, kind" in complaint) == (1, True)


def test_an_export_can_be_piped_in(command: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As in ``ssh home surefoot export | surefoot import -``."""
    path = tmp_path / "other.json"
    path.write_bytes(whole())
    with path.open() as piped:
        monkeypatch.setattr(sys, "stdin", piped)
        status, output, _ = command("import", "-")
    assert (status, output[0]) == (0, "imported standard input: 2 added, 0 changed, 0 kept, 0 conflicting")


def test_a_refused_import_is_one_sentence_and_status_one(command: Any, tmp_path: Path) -> None:
    """No journal is made for it."""
    (tmp_path / "bad.json").write_bytes(wrong(text=7))
    sentence = "surefoot: bad.json: entry 2 (note 701): text: expected text, got a whole number; nothing was imported\n"
    assert command("import", str(tmp_path / "bad.json")) == (1, [], sentence)
    assert not (tmp_path / "mine.json").exists()


STRAVA = (
    "Activity ID,Activity Date,Activity Name,Activity Type,Elapsed Time,Distance,Activity Gear\n"
    '11,"Nov 2, 2026, 6:10:22 AM",Morning,Run,2400,7.2,Blue\n'
    '12,"Nov 3, 2026, 6:10:22 AM",Ride,Ride,3600,20,\n'
)


def test_a_strava_export_brings_runs_and_shoes_once(command: Any, tmp_path: Path) -> None:
    """Imported, found again, taken back."""
    path = tmp_path / "activities.csv"
    path.write_text(STRAVA)
    status, output, _ = command("import", str(path), "--dry-run")
    assert (status, output[-1]) == (0, "this was a dry run: nothing was changed")
    assert not (tmp_path / "mine.json").exists()
    status, output, _ = command("import", str(path))
    assert (status, output[-1]) == (0, "surefoot undo takes it back")
    journal = opened(tmp_path / "mine.json")
    runs = journal.of_kind(Run)
    assert (runs[0].started_at, runs[0].distance_km) == (datetime.fromisoformat("2026-11-02T07:10:22+01:00"), 7.2)
    assert [shoe.id for shoe in journal.of_kind(Shoe)] == [runs[0].shoe]
    before = journal.path.read_bytes()
    status, output, _ = command("import", str(path), "--from", "strava")
    assert (status, output[0].startswith("nothing in activities.csv is new: 0 runs to add")) == (0, True)
    assert journal.path.read_bytes() == before
    journal.refresh()
    journal.undo()
    assert (journal.of_kind(Run), journal.of_kind(Shoe)) == ([], [])


@pytest.mark.parametrize("hint", [[], ["--from", "strava"]])
def test_a_table_nobody_knows_is_refused_with_its_columns(command: Any, tmp_path: Path, hint: list[str]) -> None:
    """It is said what was seen and what can be done; nothing is made."""
    (tmp_path / "activities.csv").write_text("Date,Mood,Weight\n2026-11-20,good,80\n")
    status, output, complaint = command("import", str(tmp_path / "activities.csv"), *hint)
    assert (status, output) == (1, [])
    assert complaint.startswith(
        "surefoot: activities.csv: it is a table that is not known, with the columns Date, Mood, Weight; name some of "
        "them, like --map started_at=COLUMN"
    )
    assert not (tmp_path / "mine.json").exists()


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (STRAVA.replace("Nov 2, 2026, 6:10:22 AM", "soon"), "line 2: 'soon' is not a date"),
        (STRAVA.replace("2400,7.2", "2400,far"), "line 2: 'far' is not a number or a time"),
        (STRAVA.replace("2400,7.2", "#error#,#error#"), "line 2: Strava itself marked it as broken"),
        (STRAVA + "13\n", "line 4: it ends after 1 of 7 columns"),
    ],
)
def test_a_broken_row_is_left_out_by_its_line(command: Any, tmp_path: Path, text: str, why: str) -> None:
    """The rest comes in."""
    (tmp_path / "my runs.csv").write_text(text)
    status, output, complaint = command("import", str(tmp_path / "my runs.csv"))
    assert (status, complaint) == (0, "")
    assert f"  {why}" in output


def test_entries_made_from_imported_ones_are_as_good_as_any(journal: Journal, tmp_path: Path) -> None:
    """A session brought in can be ticked on."""
    imported(journal, lines(session("08:00", "")), tmp_path)
    journal.change("800", lambda entry: with_reps(entry, "1-2", 10))
    [entry] = journal.of_kind(Session)
    done = Set(id="1-2", side="right", reps=10, result="done", updated_at=journal.clock.now())
    dose = PlannedDose(reps=12)
    assert entry.items[0].sets[1] == done
    assert entry.items[0] == Item(
        id="1",
        exercise="heel-raise",
        dose=dose,
        sets=entry.items[0].sets,
        updated_at=entry.items[0].updated_at,
    )


def test_a_closed_standard_input_is_said_in_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """``import - <&-``: Python has no standard input then."""
    monkeypatch.setattr(sys, "stdin", None)
    assert main(["--journal", str(tmp_path / "journal.json"), "import", "-"]) == 1
    assert capsys.readouterr().err == "surefoot: standard input is closed; name a file, or pipe an export\n"


@pytest.mark.parametrize("levels", [110, 900])
def test_an_entry_nested_too_deeply_is_refused(journal: Journal, tmp_path: Path, levels: int) -> None:
    """What a later change or undo could not read back does not come in; a hundred levels of unknown fields do."""
    deep: Any = "x"
    for _ in range(levels):
        deep = [deep]
    imported(journal, lines(note("700", more=[[[{"[[[": "]"}]]])), tmp_path, "flat.jsonl")
    before = journal.path.read_bytes()
    with pytest.raises(CannotImport, match=r"entry 1 \(note\): it is nested more than 100 deep; nothing was imported"):
        imported(journal, msgspec.json.encode(whole_of(note("701", more=deep))), tmp_path)
    assert journal.path.read_bytes() == before


def whole_of(*entries: dict[str, Any]) -> dict[str, Any]:
    """An export of these entries."""
    return {"format": "surefoot", "schema": 1, "entries": list(entries)}
