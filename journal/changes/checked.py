"""An entry as the document the file holds, and a document, or what a runner entered, checked as an entry."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import msgspec

from journal import vocabulary
from journal.changes.expected import field_and_words
from journal.entries import (
    ANKLES,
    KINDS,
    Answer,
    Asked,
    CheckIn,
    E,
    Entry,
    Fact,
    FitCheck,
    Run,
    SelfTest,
    Session,
    Shoe,
    Support,
    kind_of,
)
from journal.errors import InvalidEntry, OfALaterVersion
from journal.text import clean_document, is_plain
from journal.units import LEAST_KM, LEAST_S

NOT_KINDS = ("journal", "seal", "change", "deleted")
"""What documents of the file are called that are no entries."""
_KIND = re.compile("[a-z][a-z-]{0,39}")


def to_document(entry: Entry) -> dict[str, Any]:
    """The entry as JSON values (times as RFC 3339 text), without its id; defaults are left out.

    What a run or a session is stands in the document even where it is the default: readers of an export sort by it.
    """
    document: dict[str, Any] = msgspec.to_builtins(entry)
    document.pop("id", None)
    if isinstance(entry, Run):
        document["activity"] = entry.activity
    elif isinstance(entry, Session):
        document["state"] = entry.state
    return document


def from_document(document: Mapping[str, Any], id: str = "") -> Entry:
    """The validated entry of a document: what a runner may enter.

    Raises InvalidEntry: names the kind, the field and what was expected.
    """
    entry = converted(document, id)
    check(entry)
    return entry


def converted(document: Mapping[str, Any], id: str = "") -> Entry:
    """The entry of a document whose fields are of their types; what they say together is not judged.

    Raises InvalidEntry: names the kind, the field and what was expected. Raises OfALaterVersion: the kind, or a word
    where there is a choice of a few, is none that is known.
    """
    kind = document.get("kind")
    if not isinstance(kind, str) or kind not in KINDS:
        later = isinstance(kind, str) and _KIND.fullmatch(kind) and kind not in NOT_KINDS
        expected = f"{str(kind)[:40]!r} is not one of {', '.join(KINDS)}"
        raise (OfALaterVersion if later else InvalidEntry)("entry", "kind", expected)
    try:
        return msgspec.convert({**document, "id": id}, KINDS[kind])
    except msgspec.ValidationError as error:
        refusal = OfALaterVersion if str(error).startswith("Invalid enum value") else InvalidEntry
        raise refusal(kind, *field_and_words(str(error))) from None


def validated(entry: E) -> E:
    """The entry with its text cleaned and every field checked; what the journal stores.

    Raises InvalidEntry: names the kind, the field and what was expected.
    """
    try:
        data = msgspec.json.encode(entry)
        if is_plain(data):
            same = msgspec.json.decode(data, type=type(entry))
            check(same)
            _check_measured(same)
            return same
    except (msgspec.ValidationError, UnicodeEncodeError):
        pass
    checked = from_document(clean_document(to_document(entry)), entry.id)
    _check_measured(checked)
    try:  # a number that JSON has no word for would be read back as none
        return msgspec.json.decode(msgspec.json.encode(checked), type=type(entry))
    except msgspec.ValidationError as error:
        raise InvalidEntry(kind_of(entry), *field_and_words(str(error))) from None


def _check_measured(entry: Entry) -> None:
    """Refuse a run of less than a metre or a second. Raises InvalidEntry: names the field and what was expected."""
    if isinstance(entry, Run):
        if entry.distance_km and entry.distance_km < LEAST_KM:
            raise InvalidEntry("run", "distance_km", "expected at least 0.001 km, which is a metre")
        if entry.duration_s and entry.duration_s < LEAST_S:
            raise InvalidEntry("run", "duration_s", "expected at least a second")


def _unknown(kind: str, field: str, ids: tuple[str, ...], known: Mapping[str, object]) -> None:
    for id in ids:
        if id not in known:
            raise OfALaterVersion(kind, field, f"{id[:40]!r} is unknown; one of {', '.join(known)}")


_SIDE_SPOT = re.compile(r"(left|right):(.+)")


def check(entry: Entry) -> None:
    """Refuse what the types cannot: words outside the vocabulary, an end before its start.

    Raises InvalidEntry: names the kind, the field and what was expected.
    """
    kind = kind_of(entry)
    match entry:
        case CheckIn():
            _unknown(kind, "moment", (entry.moment,), vocabulary.MOMENTS)
            _unknown(kind, "triggers", entry.triggers, vocabulary.TRIGGERS)
            _unknown(kind, "stop_signs", entry.stop_signs, vocabulary.SIGNS)
            for side in ANKLES:
                _unknown(kind, f"{side}.spots", entry.side(side).spots, vocabulary.SPOTS)
                _unknown(kind, f"{side}.feels", entry.side(side).feels, vocabulary.FEELS)
        case SelfTest():
            _unknown(kind, "test", (entry.test,), vocabulary.SELF_TESTS)
        case FitCheck():
            _unknown(kind, "answers", tuple(entry.answers), vocabulary.FIT_QUESTIONS)
            for pair in entry.rub_spots:
                if (match_ := _SIDE_SPOT.fullmatch(pair)) is None:
                    raise InvalidEntry(kind, "rub_spots", f"{pair[:40]!r} is not side:spot, like left:heel-side")
                _unknown(kind, "rub_spots", (match_[2],), vocabulary.SPOTS)
        case Asked():
            for id in entry.closes:
                if id in vocabulary.NEVER_CLOSED or (id not in vocabulary.SIGNS and id not in vocabulary.ROWS):
                    raise InvalidEntry(kind, "closes", f"{id[:40]!r} is no stop sign and no rule that can be closed")
        case Fact() | Support():
            if isinstance(entry, Fact):
                _unknown(kind, "fact", (entry.fact,), vocabulary.FACTS)
            if entry.until is not None and entry.until < entry.since:
                raise InvalidEntry(kind, "until", "the day is before the one it began on")
        case Answer():
            _check_answer(entry)
        case Session():
            if entry.finished_at is not None and entry.finished_at < entry.started_at:
                raise InvalidEntry(kind, "finished_at", "cannot be before started_at")
        case Run():
            if not entry.duration_s and not entry.distance_km:
                raise InvalidEntry(kind, "duration_s", "a run needs minutes or a distance above 0")
        case Shoe():
            if not (entry.brand or entry.model or entry.nickname):
                raise InvalidEntry(kind, "brand", "a shoe needs a brand, a model or a nickname")
            if entry.retired and entry.first_worn and entry.retired < entry.first_worn:
                raise InvalidEntry(kind, "retired", "cannot be before first_worn")


def _check_answer(entry: Answer) -> None:
    if not vocabulary.is_question(entry.question):
        known = ", ".join((*vocabulary.QUESTIONS, "seen:ID", "condition-ROUTINE"))
        raise InvalidEntry("answer", "question", f"{entry.question[:40]!r} is unknown; one of {known}")
    wants_number = entry.question in vocabulary.NUMBER_QUESTIONS
    if entry.question not in vocabulary.EITHER_QUESTIONS and isinstance(entry.value, bool) == wants_number:
        raise InvalidEntry("answer", "value", f"expected {'a number' if wants_number else 'yes or no'}")
    if entry.question == "trust" and entry.value > 10:
        raise InvalidEntry("answer", "value", "expected a number from 0 to 10")
