"""What a change did, in words: ``removed check-in of 07:12``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from textwrap import shorten
from typing import Any

from journal.dates import short_day
from journal.entries import (
    Answer,
    Asked,
    Entry,
    Fact,
    OwnExercise,
    OwnRoutine,
    Run,
    SelfTest,
    Session,
    Shoe,
    Support,
    kind_of,
    time_of,
)
from journal.text import one_line
from journal.vocabulary import ACTIVITY_WORDS, ASKED_OF, BOUT_WORDS, FACTS, SUPPORTS
from journal.words.names import question_words
from library.words import counted

_WORDS = {"fit-check": "fit check", "exercise": "own exercise", "asked": "advice"}
_COUNTED = {
    "shoe": ("pair of shoes", "pairs of shoes"),
    "fit-check": ("fit check", "fit checks"),
    "exercise": ("own exercise", "own exercises"),
    "routine": ("own routine", "own routines"),
    "asked": ("word from a physio or doctor", "words from a physio or doctor"),
    "fact": ("line about me", "lines about me"),
}
"""Kinds that are counted by other words than their own name with an s."""


def word_for(kind: str) -> str:
    """A kind of entry as a runner would say it: ``fit check``."""
    return _WORDS.get(kind, kind)


def counted_as(document: Mapping[str, Any]) -> str:
    """What an entry is counted as: its kind, of cardio the word for what was done: ``ride``."""
    kind = str(document["kind"])
    return BOUT_WORDS.get(document.get("activity", kind), kind) if kind == "run" else kind


def counted_kinds(found: Iterable[str]) -> list[str]:
    """``2 runs``, ``1 walk``, ``1 pair of shoes``: how many came of each kind, cardio first.

    Every import, of whatever file, its review and its undo say it by this.
    ``found``: of each entry what it is counted as.
    """
    counts = Counter(found)
    bouts = list(BOUT_WORDS.values())
    kinds = [*filter(counts.__contains__, bouts), *sorted(counts.keys() - bouts)]
    return [counted(counts[kind], *_COUNTED.get(kind, (kind,))) for kind in kinds]


def listed(words: Sequence[str]) -> str:
    """``2 runs, 1 walk and 1 ride``."""
    return f"{', '.join(words[:-1])} and {words[-1]}" if len(words) > 1 else "".join(words)


def named(entry: Entry, now: datetime) -> str:
    """An entry by its kind and its name, its time or both: ``check-in of 07:12``, ``session Foundation of 18:30``."""
    word = word_for(kind_of(entry))
    match entry:
        case Shoe() | OwnRoutine():
            return f"{word} {entry.name}"
        case OwnExercise():
            return f"{word} {entry.definition.name if entry.definition else entry.exercise}"
        case Fact():
            return f"{word} {FACTS[entry.fact].label if entry.fact in FACTS else entry.fact}"
        case Support():
            return f"{word} {SUPPORTS[entry.type].label}"
        case Run():
            word = ACTIVITY_WORDS[entry.activity]
        case Session():
            word = f"{word} {one_line(entry.name)}".rstrip()
        case SelfTest():
            word = f"{word} {entry.test.replace('-', ' ')}"
        case Asked():
            word = f"{word} from {ASKED_OF[entry.who].label}"
        case Answer():
            asked = shorten(question_words(entry.question), 60, placeholder=" …")
            return f'{word} to "{asked}"'
    value = time_of(entry)
    if isinstance(value, datetime):
        day = "" if value.date() == now.date() else f"{short_day(value.date(), now.date())} "
        return f"{word} of {day}{value:%H:%M}"
    if isinstance(value, date):
        return f"{word} of {'today' if value == now.date() else short_day(value, now.date())}"
    return word


def import_label(name: str, added: Iterable[str], changed: int, removed: int = 0) -> str:
    """``import of runs.csv (2 runs and 1 pair of shoes added)``: what undoing takes back.

    ``added`` is what each entry added is counted as.
    """
    found = list(added)
    parts = counted_kinds(found)
    if len(parts) > 4:
        parts = [counted(len(found), "entry", "entries")]
    told = [f"{listed(parts)} added"] if parts else []
    told += [f"{changed} changed"] if changed or not (parts or removed) else []
    told += [f"{removed} removed"] if removed else []
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

    ``removed``: how many removals are missing besides.
    """
    parts = [named(entry, now) for entry in entries[:3]]
    parts += [f"{len(entries) - 3} more"] if len(entries) > 3 else []
    parts += [counted(removed, "removal")] if removed else []
    return (
        f"saved here and not in {name}: {listed(parts)}; an older copy may be in its place; "
        "`surefoot check --bring-back` merges them in again"
    )
