"""Imports refused: bad input is refused whole, in one sentence that names entry and field."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from journal.clock import FixedClock
from journal.entries import AnkleReport, CheckIn
from journal.errors import NewerSchema, SurefootError
from journal.exchange.bringing import read_others, terms_of
from journal.exchange.importing import plan
from journal.exchange.reading import LARGEST, CannotImport, read_bounded, read_incoming
from journal.journal import Journal
from journal.settings.settings import Settings
from journal.text import one_line
from tests.support.exchange import (
    WHOLE,
    fates,
    hour,
    imported,
    lines,
    note,
    opened,
    session,
    whole,
    wrong,
)
from tests.support.exploring import LETTERS, examples
from tests.support.journals import fixed_clock
from tests.support.tried import REFUSED

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


@examples(REFUSED.few, HealthCheck.function_scoped_fixture, full=REFUSED.full)
@given(
    st.one_of(
        st.binary(max_size=60),
        st.text(LETTERS, max_size=60).map(str.encode),
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


@examples(REFUSED.few, HealthCheck.function_scoped_fixture, full=REFUSED.full)
@given(
    st.sampled_from(["id", "kind", "created_at", "updated_at", "text", "day", "at", "items", "left", "sets", "more"]),
    st.recursive(
        st.none()
        | st.booleans()
        | st.integers()
        | st.floats(allow_nan=False, allow_infinity=False)
        | st.text(LETTERS, max_size=9),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(LETTERS, max_size=5), inner, max_size=3),
        max_leaves=8,
    ),
    st.sampled_from([note("701"), session("08:00", "")]),
)
def test_no_value_in_any_field_gives_a_traceback(tmp_path: Path, field: str, value: Any, entry: dict[str, Any]) -> None:
    """Whatever stands where, the journal takes it or refuses it."""
    (tmp_path / "any.json").write_text(json.dumps({**WHOLE, "entries": [{**entry, field: value}]}))
    journal = opened(tmp_path / "never-made.json")
    try:
        plan(read_incoming(tmp_path / "any.json", journal.clock), journal.past())
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


def test_a_stream_without_end_is_refused_once_it_is_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    """The standard input tells no size; no more than the limit is read."""
    with Path("/dev/zero").open("rb") as endless, io.TextIOWrapper(Spaces(endless)) as piped:
        monkeypatch.setattr(sys, "stdin", piped)
        with pytest.raises(CannotImport, match="standard input goes on and on; an import takes up to 0 MB"):
            read_bounded(Path("-"), largest=100_000)
    assert LARGEST == 100 << 20


class Spaces(io.BufferedReader):
    """Blanks without end."""

    def read(self, size: int | None = -1) -> bytes:
        assert size is not None and 0 <= size < 200_000
        return b" " * size


@pytest.mark.parametrize(
    ("name", "reason"), [("no.json", "is not there"), ("", "is a folder"), ("a\0b", "cannot be read")]
)
def test_what_is_no_file_is_refused(tmp_path: Path, clock: FixedClock, name: str, reason: str) -> None:
    """In one sentence."""
    with pytest.raises(CannotImport, match=reason):
        read_incoming(tmp_path / name, clock)


def test_a_link_that_leads_back_to_itself_is_refused_among_several_files(journal: Journal, tmp_path: Path) -> None:
    """By its name."""
    (tmp_path / "loop.csv").symlink_to("loop.csv")
    with pytest.raises(CannotImport, match=r"loop\.csv: it is not there; nothing was imported"):
        read_others([tmp_path / "loop.csv"] * 2, terms_of(journal, Settings()))


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


@pytest.mark.parametrize("levels", [110, 900])
def test_an_entry_nested_too_deeply_is_refused(journal: Journal, tmp_path: Path, levels: int) -> None:
    """What a later change or undo could not read back does not come in; a hundred levels of unknown fields do."""
    deep: Any = "x"
    for _ in range(levels):
        deep = [deep]
    imported(journal, lines(note("700", more=[[[{"[[[": "]"}]]])), tmp_path, "flat.jsonl")
    before = journal.path.read_bytes()
    with pytest.raises(
        CannotImport, match=r"entry 1 \(note 701\): it is nested more than 100 deep; nothing was imported"
    ):
        imported(journal, msgspec.json.encode(whole_of(note("701", more=deep))), tmp_path)
    assert journal.path.read_bytes() == before


def whole_of(*entries: dict[str, Any]) -> dict[str, Any]:
    """An export of these entries."""
    return {"format": "surefoot", "schema": 1, "entries": list(entries)}
