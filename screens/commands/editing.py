"""Fields of an entry as they are typed on the command line, ``distance_km=5.2``, made values of their types."""

from __future__ import annotations

import types
from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Annotated, Any, Literal, Union, cast, get_args, get_origin, get_type_hints

import msgspec

from journal.changes.checked import from_document, to_document
from journal.changes.overlaid import overlaid
from journal.dates import parse_day, parse_duration, parse_moment
from journal.entered import entered
from journal.entries import CheckIn, E, Entry, Session, day_of, kind_of
from journal.errors import InvalidEntry, SurefootError
from journal.rules.ankle.moments import refuse_future
from journal.rules.ankle.readings import asked_anew
from journal.rules.training.session import with_its_end
from journal.text import joined
from journal.typed import decimal, whole
from journal.vocabulary import NONE_KNOWN
from journal.words.names import Names
from journal.words.session import moved
from screens.commands.naming import did_you_mean, one_called

_FIXED = frozenset({"id", "created_at", "updated_at", "kind"})
_SIGNS = {"stop_signs", "stop_signs_answered_at"}
_CLOCK = (datetime, date)
_EITHER = bool | float
_REMARKS = frozenset({"note", "text", "annotation", "retired_reason"})
"""Texts that may have several lines."""
_YES = {"yes": True, "y": True, "true": True, "no": False, "n": False, "false": False}


def fields_of(kind: type[msgspec.Struct], before: str = "") -> dict[str, Any]:
    """The fields of a kind of entry that can be typed, with their types; of a part of it as ``left.rating``."""
    found: dict[str, Any] = {}
    for name, hint in get_type_hints(kind, include_extras=False).items():
        if name in _FIXED:
            continue
        plain = _plain(hint)
        if isinstance(plain, type) and issubclass(plain, msgspec.Struct) and not before:
            found |= fields_of(plain, f"{name}.")
        elif _is_typed(plain):
            found[f"{before}{name}"] = plain
    return found


def _plain(hint: Any) -> Any:
    """A type without what may be missing or is bounded."""
    if get_origin(hint) is Annotated:
        return _plain(get_args(hint)[0])
    if get_origin(hint) in (Union, types.UnionType):
        some = [one for one in get_args(hint) if one is not type(None)]
        return _plain(some[0]) if len(some) == 1 else hint
    return hint


def _is_typed(plain: Any) -> bool:
    if get_origin(plain) is tuple:
        return _plain(get_args(plain)[0]) is str
    return plain in (str, int, float, bool, _EITHER, *_CLOCK) or get_origin(plain) is Literal


def edited(
    before: E, typed: Sequence[str], now: datetime, names: Names, entry_of: Callable[[str], Entry]
) -> Callable[[E], E]:
    """How a fresh entry is changed by ``FIELD=VALUE`` words; an empty value takes the field back.

    ``entry_of``: the entry of an id as it is typed; raises SurefootError.

    A session that moves takes its end and its ticks along; one that is ended or opened has its end from that.
    Raises SurefootError: a field or value that cannot be; one sentence.
    """
    known, kind = fields_of(type(before)), kind_of(before)
    document = to_document(before)
    given: set[str] = set()
    for word in typed:
        field, sign, text = word.partition("=")
        field = field.strip()
        if not sign:
            raise SurefootError(f"{word[:40]!r} is not a change; expected FIELD=VALUE, like note=easy")
        if field not in known:
            meant = did_you_mean(field, known) or f"; its fields are {', '.join(known)}"
            raise SurefootError(f"{field[:40]!r} is not a field of a {kind} that can be typed{meant}")
        if field in given:
            raise SurefootError(f"{field} stands twice; expected one value of it")
        given.add(field)
        place, name = document, field
        if "." in field:
            part, _, name = field.partition(".")
            place = document[part] = dict(document.get(part, {}))
        if text.strip():
            held = place.get(name)
            of = datetime.fromisoformat(held) if known[field] is datetime and held else day_of(before)
            if field == "after":
                place[name] = entry_of(text).id
            else:
                place[name] = _value(known[field], field, text.strip(), now, of, names)
            if isinstance(before, Session) and field == "started_at":
                rest = to_document(moved(before, datetime.fromisoformat(place[name])))
                document |= {each: rest[each] for each in {"items", "finished_at"} & rest.keys() - given}
        else:
            place.pop(name, None)
    try:
        after = entered(cast(E, from_document(document, before.id)), before, now, names.distance)
    except InvalidEntry as error:
        raise SurefootError(error.told) from None
    if isinstance(before, CheckIn) and isinstance(after, CheckIn):
        after = cast(E, asked_anew(after, before, answered=bool(given & _SIGNS)))
    if isinstance(before, Session) and isinstance(after, Session) and after.state != before.state:
        after = cast(E, with_its_end(after, now))
    return lambda fresh: overlaid(before, after, fresh)


def _one_of(text: str, words: Sequence[str]) -> str:
    if (word := next((one for one in words if one.casefold() == text.casefold()), None)) is not None:
        return word
    raise SurefootError(f"{text[:40]!r} is none of {', '.join(words)}{did_you_mean(text, words)}")


def _value(hint: Any, field: str, text: str, now: datetime, of: date | None, names: Names) -> Any:
    """A field's value as the document has it; a time alone is of the day ``of``, a day alone at its time.

    Raises SurefootError: it is none.
    """
    try:
        if field == "shoe":
            return one_called(text, names.shoes, "shoe")
        if field == "support":
            return one_called(text, names.supports, "brace, tape or sleeve")
        if field == "routine":
            return one_called(text, names.routines, "routine")
        if field.endswith("_s") and hint is float:
            return parse_duration(text) if ":" in text or text[-1:].isalpha() else decimal(text)
        if get_origin(hint) is tuple:
            words = text.replace(",", " ").split()
            if NONE_KNOWN in words and len(words) > 1:
                raise SurefootError(f"{NONE_KNOWN} stands alone: it says that there is no other")
            return words
        if hint is datetime:
            return refuse_future(parse_moment(text, now, of), now, field).isoformat()
        if hint is date:
            return parse_day(text, now.date()).isoformat()
        if get_origin(hint) is Literal:
            return _one_of(text, [word for word in get_args(hint) if word])
        if hint is bool or (hint == _EITHER and text.lower() in _YES):
            return _YES[text.lower()]
        if hint in (int, float, _EITHER):
            return (whole if hint is int else decimal)(text)
    except KeyError:
        raise SurefootError(f"{field}: {text[:40]!r} is not yes or no") from None
    except ValueError:
        raise SurefootError(f"{field}: {text[:40]!r} is not a number") from None
    except InvalidEntry as error:
        raise SurefootError(f"{field}: {error.expected}") from None
    except SurefootError as error:
        raise SurefootError(f"{field}: {error}") from None
    return text if field in _REMARKS else joined(text)
