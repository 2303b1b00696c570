"""What is valid in a journal, and what is merely odd: one rule for opening, checking, importing and exporting. Pure.

What is valid is shown, leaves in an export and comes in by an import. What is not stays where it is and is named; an
export leaves it out and an import refuses it. What is odd (a word or kind of a later version, a day that no clock
should show, an end before its start) comes and goes like the rest, and is named too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Any

import msgspec

from journal.changes.changes import TOMBSTONE, decoded
from journal.changes.checked import check, converted
from journal.changes.document import UNREADABLE, Document, Json, encode
from journal.changes.patch import KEPT_SESSION, STAMP
from journal.changes.stamp import NEVER, instant
from journal.dates import FIRST_YEAR, in_years, years_words
from journal.entries import ANKLES, KINDS, CheckIn, Entry, Session
from journal.errors import InvalidEntry, OfALaterVersion
from journal.store.ids import moment_of
from journal.store.lines import ID, SEAL_ID, deeper_than
from journal.text import clean_document, may_be_unsafe

DEEPEST = 100
"""Levels of nesting in an entry, unknown fields included. Ours have six; undo keeps it within a few more."""
_BEGINNING = datetime(FIRST_YEAR, 1, 1, tzinfo=UTC)
_YEAR = re.compile(rb'"(\d{4})-\d\d-\d\d')


def is_id(text: object) -> bool:
    """Whether it is the id of an entry: a whole number as text, above those of header and seal."""
    return isinstance(text, str) and ID.fullmatch(text) is not None and int(text) > int(SEAL_ID)


def why(error: InvalidEntry, known: str = "entry") -> str:
    """What is wrong, in words that do not name the kind where that is said already."""
    return str(error).removeprefix(f"{known}: ").removeprefix("entry: ")


def too_deep(document: bytes) -> bool:
    """Whether it is nested more deeply than an entry may be."""
    return deeper_than(document, DEEPEST)


def read(id: str, kind: str, document: Document, values: Json | None = None) -> Entry:
    """The entry of a document as the file holds it, its text cleaned; ``values``: the document's, where they are known.

    Raises InvalidEntry: it cannot be shown; names the field and what was expected.
    """
    # Decoded in full first: into an entry, fields it does not know are passed over, whatever they hold.
    if not may_be_unsafe(document) and (values or decoded(document)) is not None:
        try:
            return _sound(msgspec.structs.replace(msgspec.json.decode(document, type=KINDS[kind]), id=id))
        except UNREADABLE:  # said by the rule itself
            pass
    return read_values(id, _values(document))


def read_values(id: str, values: Json) -> Entry:
    """As ``read``, of values already cleaned."""
    return _sound(converted(values, id))


def judge(id: str, document: Document | Json, today: date) -> list[str]:
    """What is odd in a document, an entry's or a removal's; nothing, as a rule.

    Raises InvalidEntry: it is not valid.
    """
    values = document if isinstance(document, dict) else _values(document)
    try:
        text = encode(values)
    except RecursionError:
        text = None
    if text is None or too_deep(text):
        raise InvalidEntry("entry", "", f"it is nested more than {DEEPEST} deep")
    found: list[tuple[str, object]]
    odd: list[str] = []
    if values.get("kind") == TOMBSTONE:
        found = _of_removal(values)
    else:
        try:
            found = [("", entry := read_values(id, values))]
        except OfALaterVersion as error:
            return [str(error)]
        try:
            check(entry)
        except InvalidEntry as error:
            odd.append(str(error))
        odd += [f"{field} is a field of a later version" for field in unknown_fields(values, entry)]
    if any(not FIRST_YEAR <= int(year) <= today.year + 1 for year in set(_YEAR.findall(text))):  # few have
        fields = (_field_out_of_years(value, today, name) for name, value in found)
        odd += [f"{field}: a day that is not of the years {years_words(today)}" for field in fields if field]
    return odd


def unknown_fields(values: Json, entry: Entry) -> list[str]:
    """The fields of a document that its entry has not, those of each ankle too: a later version wrote them."""
    found = [field for field in values if field != "kind" and field not in entry.__struct_fields__]
    if isinstance(entry, CheckIn):
        for side in ANKLES:
            held = values.get(side)
            found += [f"{side}.{field}" for field in held or () if field not in entry.side(side).__struct_fields__]
    return found


def is_of_later(document: Document, kind: str) -> bool:
    """Whether a later version wrote something in an entry: its kind, a word of a few, a field."""
    try:
        values = _values(document)
        entry = converted(values, "1")
        check(entry)
    except OfALaterVersion:
        return True
    except InvalidEntry:
        return False
    return kind not in KINDS or bool(unknown_fields(values, entry))


def _of_removal(values: Json) -> list[tuple[str, object]]:
    """The moment of a removal and the session it keeps, each with the field it stands in.

    Raises InvalidEntry: one of them is none.
    """
    if instant(values.get(STAMP)) == NEVER:
        raise InvalidEntry(TOMBSTONE, STAMP, "expected a time with its offset from UTC")
    found: list[tuple[str, object]] = [(STAMP, datetime.fromisoformat(values[STAMP]))]
    if (kept := values.get(KEPT_SESSION)) is not None:
        try:
            if not isinstance(kept, dict) or kept.get("kind") != "session":
                raise InvalidEntry("session", "", "expected a session")
            found.append((KEPT_SESSION, read_values("", kept)))
        except InvalidEntry as error:
            field = f"{KEPT_SESSION}.{error.field}" if error.field else KEPT_SESSION
            raise InvalidEntry(TOMBSTONE, field, error.expected) from None
    return found


def dated(id: str, values: Json) -> Json:
    """The values with both moments; where an edit by hand has left none it is that of the id."""
    made, changed = values.get("created_at"), values.get(STAMP)
    if instant(changed) != NEVER and (made == changed or instant(made) != NEVER):
        return values
    missing = {key: moment_of(id).isoformat() for key in ("created_at", STAMP) if instant(values.get(key)) == NEVER}
    return {**values, **missing}


def _values(document: Document) -> Json:
    values = decoded(document)
    if values is None:
        raise InvalidEntry("entry", "", "expected an object with the fields of an entry")
    return clean_document(values) if may_be_unsafe(document) else values


def _sound(entry: Entry) -> Entry:
    """The entry, unless two of a session's items, or of an item's sets, have one id: merging would make them one.

    Raises InvalidEntry: they have.
    """
    if isinstance(entry, Session):
        sets = ([one.id for one in item.sets] for item in entry.items)
        for ids in ([item.id for item in entry.items], *sets):
            if len(set(ids)) < len(ids):
                twice = next(id for id in ids if ids.count(id) > 1)
                raise InvalidEntry("session", "items", f"the id {twice!r} is there twice")
    return entry


def _field_out_of_years(value: Any, today: date, name: str) -> str:
    """The first field with a day or moment of other years: ``items[0].updated_at``; "" for none."""
    if isinstance(value, date):
        return "" if in_years(value, today) or _is_beginning(value) else name
    parts = _parts(value, name)
    return next((found for key, part in parts if (found := _field_out_of_years(part, today, key))), "")


def _is_beginning(day: date) -> bool:
    """Whether it is the evening, west of Greenwich, at which a computer without a clock begins to count."""
    return isinstance(day, datetime) and day.year == FIRST_YEAR - 1 and day >= _BEGINNING


def _parts(value: Any, name: str) -> Iterable[tuple[str, Any]]:
    if isinstance(value, msgspec.Struct):
        return ((f"{name}.{key}" if name else key, getattr(value, key)) for key in value.__struct_fields__)
    if isinstance(value, tuple):
        return ((f"{name}[{number}]", part) for number, part in enumerate(value))
    return ()
