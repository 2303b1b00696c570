"""What a change did, in words: ``removed check-in of 07:12``."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from journal.entries import TIME_FIELD, Entry, OwnExercise, OwnRoutine, Run, Shoe, kind_of
from journal.vocabulary import ACTIVITY_WORDS

_WORDS = {
    "self-test": "self-test",
    "fit-check": "fit check",
    "exercise": "own exercise",
    "asked": "what was asked",
    "fact": "fact",
}


def word_for(kind: str) -> str:
    """A kind of entry as a runner would say it: ``fit check``."""
    return _WORDS.get(kind, kind)


def _named(entry: Entry, now: datetime) -> str:
    kind = kind_of(entry)
    word = word_for(kind)
    match entry:
        case Shoe():
            return f"{word} {entry.name}"
        case OwnRoutine():
            return f"{word} {entry.name}"
        case OwnExercise():
            return f"{word} {entry.exercise}"
        case Run():
            word = ACTIVITY_WORDS[entry.activity]
        case _:
            pass
    value = getattr(entry, TIME_FIELD.get(kind, "created_at"))
    if isinstance(value, datetime):
        day = "" if value.date() == now.date() else f"{value.date().isoformat()} "
        return f"{word} of {day}{value:%H:%M}"
    if isinstance(value, date):
        return f"{word} of {'today' if value == now.date() else value.isoformat()}"
    return word


def label_for(touched: Sequence[tuple[str, Entry]], now: datetime) -> str:
    """Words for a transaction: its first verb and entry, and how many more there are."""
    if not touched:
        return "changed nothing"
    verb, entry = touched[0]
    words = f"{verb} {_named(entry, now)}"
    return words if len(touched) == 1 else f"{words} and {len(touched) - 1} more"
