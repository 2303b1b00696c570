"""What a change did, in words: ``removed check-in of 07:12``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, datetime

from journal.entries import TIME_FIELD, Entry, OwnExercise, OwnRoutine, Run, Shoe, kind_of
from journal.vocabulary import ACTIVITY_WORDS
from library.words import counted

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


def named(entry: Entry, now: datetime) -> str:
    """An entry by its kind and time, or its name: ``check-in of 07:12``."""
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


def import_label(name: str, added: Iterable[str], changed: int = 0) -> str:
    """``import of runs.csv (2 runs and 1 shoe added)``: what undoing takes back.

    ``added`` are the kinds added, of cardio the words it is counted by.
    """
    kinds = Counter(added)
    parts = [counted(count, word_for(kind)) for kind, count in sorted(kinds.items())]
    if len(parts) > 4:
        parts = [counted(kinds.total(), "entry", "entries")]
    listed = f"{', '.join(parts[:-1])} and {parts[-1]}" if len(parts) > 1 else "".join(parts)
    told = ([f"{listed} added"] if parts else []) + ([f"{changed} changed"] if changed or not parts else [])
    return f"import of {name} ({', '.join(told)})"


def label_for(touched: Sequence[tuple[str, Entry]], now: datetime) -> str:
    """Words for a transaction: its first verb and entry, and how many more there are."""
    if not touched:
        return "changed nothing"
    verb, entry = touched[0]
    words = f"{verb} {named(entry, now)}"
    return words if len(touched) == 1 else f"{words} and {len(touched) - 1} more"


def missing_sentence(name: str, entries: Sequence[Entry], removed: int, now: datetime) -> str:
    """Says what was saved on this machine and is not in the file of that name, and how it comes back.

    Args:
        removed: how many removals are missing besides.
    """
    listed = [named(entry, now) for entry in entries[:3]]
    listed += [f"{len(entries) - 3} more"] if len(entries) > 3 else []
    listed += [f"{counted(removed, 'removal')}"] if removed else []
    words = f"{', '.join(listed[:-1])} and {listed[-1]}" if len(listed) > 1 else listed[0]
    return (
        f"saved here and not in {name}: {words}; an older copy may be in its place; "
        "`surefoot check --bring-back` merges them in again"
    )
