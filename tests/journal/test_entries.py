"""Entries: what can be held is held and comes back, what cannot is refused naming kind, field and expectation."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import Any

import msgspec
import pytest
from hypothesis import given

from journal.changes.checked import from_document, to_document, validated
from journal.entries import (
    ENTRY_TYPES,
    KINDS,
    TIME_FIELD,
    CheckIn,
    Entry,
    FitCheck,
    Note,
    Run,
    SelfTest,
    Session,
    Shoe,
    day_of,
    kind_of,
)
from journal.errors import InvalidEntry
from journal.text import clean
from tests.support.everything import every_kind
from tests.support.exploring import examples
from tests.support.strategies import HOSTILE, entries

AT = datetime.fromisoformat("2026-11-20T07:12:00+01:00")
GENERATED = examples(40)


@GENERATED
@given(entries)
def test_an_entry_comes_back_from_its_document(entry: Entry) -> None:
    """Through JSON, to the last field."""
    held = validated(entry)
    document = json.loads(json.dumps(to_document(held)))
    assert from_document(document) == held


@GENERATED
@given(entries)
def test_validating_twice_is_validating_once(entry: Entry) -> None:
    """What the journal stores is what it would store again."""
    held = validated(entry)
    assert validated(held) == held


@GENERATED
@given(entries)
def test_the_text_of_an_entry_is_clean(entry: Entry) -> None:
    """In every field, at every depth."""

    def texts(value: Any) -> list[str]:
        if isinstance(value, str):
            return [value]
        if isinstance(value, dict):
            return [text for pair in value.items() for part in pair for text in texts(part)]
        return [text for part in value for text in texts(part)] if isinstance(value, list | tuple) else []

    assert all(text == clean(text) for text in texts(to_document(validated(entry))))


@GENERATED
@given(entries)
def test_defaults_are_left_out_of_documents(entry: Entry) -> None:
    """A field that says nothing takes no room, the id is the document's key."""
    document = to_document(validated(entry))
    assert "id" not in document
    for info in msgspec.structs.fields(entry):
        if (
            info.name in document.keys() - {"activity", "state"}
            and info.default is not msgspec.NODEFAULT
            and info.default_factory is msgspec.NODEFAULT
        ):
            assert document[info.name] != info.default or isinstance(info.default, bool | float)


def test_what_a_run_or_a_session_is_always_stands_in_its_document() -> None:
    """A reader of the export need not know which kind of run is the usual one."""
    now = datetime(2026, 11, 20, 18, 0, tzinfo=UTC)
    assert to_document(Run(started_at=now, duration_s=60))["activity"] == "run"
    assert to_document(Session(started_at=now))["state"] == "open"


def test_every_kind_has_a_name_of_its_own() -> None:
    """As the file writes it."""
    assert set(KINDS) == {
        "plan",
        "exercise",
        "routine",
        "session",
        "run",
        "check-in",
        "shoe",
        "support",
        "fit-check",
        "self-test",
        "note",
        "asked",
        "fact",
        "answer",
    }
    assert [kind_of(KINDS[kind]) for kind in KINDS] == list(KINDS)
    assert len(ENTRY_TYPES) == len(KINDS)


def test_an_entry_is_of_the_day_it_was_for_the_runner() -> None:
    """By its own offset; what has no time of its own by when it was made."""
    late = datetime.fromisoformat("2026-11-20T23:59:00-10:00")
    assert day_of(CheckIn(at=late, moment="evening")) == date(2026, 11, 20)
    assert day_of(Note(day=date(2026, 1, 1), text="")) == date(2026, 1, 1)
    assert day_of(Shoe(nickname="x", created_at=late)) == date(2026, 11, 20)
    assert day_of(Shoe(nickname="x")) is None


def test_the_field_of_a_kinds_time_exists() -> None:
    """And is needed to make one."""
    for kind, field in TIME_FIELD.items():
        info = {one.name: one for one in msgspec.structs.fields(KINDS[kind])}[field]
        assert info.required


@pytest.mark.parametrize("entry", every_kind(), ids=kind_of)
def test_every_optional_field_can_be_held(entry: Entry) -> None:
    """All at once."""
    assert from_document(to_document(validated(entry))) == entry


def check_in(**fields: Any) -> dict[str, Any]:
    """A check-in's document with some fields changed."""
    return {"kind": "check-in", "at": AT.isoformat(), "moment": "on-waking", **fields}


@pytest.mark.parametrize(
    ("document", "kind", "field", "expected"),
    [
        ({}, "entry", "kind", "'None' is not one of plan"),
        ({"kind": "dream"}, "entry", "kind", "'dream' is not one of plan"),
        ({"kind": 3}, "entry", "kind", "'3' is not one of plan"),
        (check_in(left={"rating": 11}), "check-in", "left.rating", "a whole number from 0 to 10"),
        (check_in(left={"rating": -1}), "check-in", "left.rating", "a whole number from 0 to 10"),
        (check_in(left={"rating": 2.5}), "check-in", "left.rating", "a whole number from 0 to 10, got a number"),
        (check_in(right={"spots": "atfl"}), "check-in", "right.spots", "expected a list, got text"),
        (check_in(right={"spots": ["elbow"]}), "check-in", "right.spots", "'elbow' is unknown"),
        (check_in(left={"feels": ["blue"]}), "check-in", "left.feels", "'blue' is unknown"),
        (check_in(moment="teatime"), "check-in", "moment", "'teatime' is unknown"),
        (check_in(triggers=["moon"]), "check-in", "triggers", "'moon' is unknown"),
        (check_in(stop_signs=["bad"]), "check-in", "stop_signs", "'bad' is unknown"),
        (
            check_in(at="2026-11-20T07:12:00"),
            "check-in",
            "at",
            "expected a moment like 2026-11-20T07:12:00+01:00, with its offset",
        ),
        (check_in(at="yesterday"), "check-in", "at", "expected a moment like 2026"),
        (check_in(note="x" * 20_001), "check-in", "note", "expected at most 20,000 characters"),
        (check_in(note=None), "check-in", "note", "expected text, got nothing"),
        ({"kind": "note", "day": "2026-02-30", "text": ""}, "note", "day", "a day like 2026-11-20"),
        ({"kind": "note", "text": ""}, "note", "", "day"),
        ({"kind": "run", "started_at": AT.isoformat()}, "run", "duration_s", "above 0"),
        (
            {"kind": "run", "started_at": AT.isoformat(), "distance_km": 1001},
            "run",
            "distance_km",
            "expected at most 1000 km",
        ),
        ({"kind": "shoe"}, "shoe", "brand", "needs a brand, a model or a nickname"),
        (
            {"kind": "shoe", "nickname": "x", "first_worn": "2026-02-01", "retired": "2026-01-01"},
            "shoe",
            "retired",
            "before first_worn",
        ),
        ({"kind": "self-test", "at": AT.isoformat(), "test": "squats", "value": 1}, "self-test", "test", "unknown"),
        (
            {"kind": "fit-check", "at": AT.isoformat(), "shoe": "7", "rub_spots": ["heel-side"]},
            "fit-check",
            "rub_spots",
            "is not side:spot",
        ),
        (
            {"kind": "fit-check", "at": AT.isoformat(), "shoe": "7", "rub_spots": ["left:elbow"]},
            "fit-check",
            "rub_spots",
            "'elbow' is unknown",
        ),
        (
            {"kind": "fit-check", "at": AT.isoformat(), "shoe": "7", "answers": {"hue": "yes"}},
            "fit-check",
            "answers",
            "hue",
        ),
        (
            {"kind": "asked", "at": AT.isoformat(), "who": "physio", "closes": ["R5"]},
            "asked",
            "closes",
            "'R5' is no stop sign and no rule that can be closed",
        ),
        ({"kind": "fact", "since": "2026-11-20", "fact": "tall"}, "fact", "fact", "'tall' is unknown; one of under-18"),
        (
            {"kind": "fact", "since": "2026-11-20", "fact": "pregnant", "until": "2026-11-19"},
            "fact",
            "until",
            "before the one it began on",
        ),
        ({"kind": "answer", "at": AT.isoformat(), "question": "why", "value": True}, "answer", "question", "unknown"),
        (
            {"kind": "answer", "at": AT.isoformat(), "question": "seen:X", "value": True},
            "answer",
            "question",
            "unknown",
        ),
        ({"kind": "answer", "at": AT.isoformat(), "question": "p1", "value": 3}, "answer", "value", "yes or no"),
        ({"kind": "answer", "at": AT.isoformat(), "question": "trust", "value": True}, "answer", "value", "a number"),
        ({"kind": "answer", "at": AT.isoformat(), "question": "trust", "value": 11}, "answer", "value", "0 to 10"),
        (
            {"kind": "session", "started_at": AT.isoformat(), "finished_at": "2026-11-20T07:00:00+01:00"},
            "session",
            "finished_at",
            "before started_at",
        ),
    ],
)
def test_what_an_entry_cannot_hold_is_refused_by_name(
    document: dict[str, Any], kind: str, field: str, expected: str
) -> None:
    """The kind of entry, the field, what was expected."""
    with pytest.raises(InvalidEntry) as refusal:
        from_document(document)
    error = refusal.value
    assert (error.kind, error.field) == (kind, field)
    assert expected in error.expected
    assert "\n" not in str(error)


@pytest.mark.parametrize(
    "entry",
    [
        CheckIn(at=AT, moment="teatime"),
        Run(started_at=AT),
        SelfTest(at=AT, test="heel-raises", value=float("nan")),
        SelfTest(at=AT, test="heel-raises", value=float("inf")),
        FitCheck(shoe="7", at=AT, rub_spots=("everywhere",)),
        Session(started_at=AT, finished_at=datetime.fromisoformat("2026-11-19T07:12:00+01:00")),
        Note(day=date(2026, 11, 20), text=7),  # type: ignore[arg-type]
        CheckIn(at=datetime.fromisoformat("2026-11-20T07:12:00"), moment="evening"),
    ],
)
def test_what_code_makes_is_checked_as_what_is_read(entry: Entry) -> None:
    """Before it reaches the journal."""
    with pytest.raises(InvalidEntry):
        validated(entry)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_cleaned_not_refused(text: str) -> None:
    """A runner who pastes it loses nothing but what cannot be seen."""
    held = validated(Note(day=date(2026, 11, 20), text=text))
    assert held.text == clean(text)


def test_times_keep_the_offset_they_were_written_with() -> None:
    """It tells the runner's day."""
    held = validated(CheckIn(at=datetime.fromisoformat("2026-11-20T07:12:00.123-09:30"), moment="evening"))
    assert to_document(held)["at"] == "2026-11-20T07:12:00.123000-09:30"
    assert from_document(to_document(held)) == held


def test_shoes_are_called_by_what_the_runner_calls_them() -> None:
    """The nickname, else brand and model."""
    assert Shoe(brand="Halden", model="Drift", nickname="Blue").name == "Blue"
    assert Shoe(brand="Halden", model="Drift").name == "Halden Drift"
    assert Shoe().name == "unnamed shoe"
