"""What the columns of a table that no recipe knows may be, by the words of every recipe. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from journal.exchange.intake.recipes import TABLES, header_word, recipe
from library.folding import folded

_FIELDS: Mapping[str, str] = {
    "date": "started_at",
    "type": "kind",
    "distance": "distance",
    "time": "duration",
    "elapsed": "duration",
    "gear": "shoe",
    "title": "note",
    "name": "note",
}
"""Fields of the recipes to what is asked of any table."""
_LETTERS = re.compile(r"[^\W\d_]+")
DURATION_UNITS: Mapping[str, Sequence[str]] = {
    "duration_min": ("min", "mins", "minutes", "minuten", "minutos", "minuti"),
    "duration_s": ("s", "sec", "secs", "seconds", "sekunden", "segundos", "secondi"),
}
DISTANCE_UNITS: Mapping[str, Sequence[str]] = {
    "distance_mi": ("mi", "mile", "miles", "meilen"),
    "distance_km": ("km", "kms", "kilometres", "kilometers", "kilometer"),
}
"""How a column's name says what its numbers count."""
_MORE: Mapping[str, Sequence[str]] = {
    "started_at": ("start", "started", "begin", "day", "when", "tag"),
    "kind": ("kind", "type", "sport", "activity"),
    "distance": ("length", *(word for words in DISTANCE_UNITS.values() for word in words)),
    "duration": ("duration", "dauer", *DURATION_UNITS["duration_min"]),
    "shoe": ("shoe", "shoes", "schuh", "schuhe", "gear"),
    "note": ("note", "notes", "comment", "comments", "notiz"),
}


def guessed(headers: Sequence[str]) -> Mapping[str, str]:
    """Columns by field, as far as their names say it: ``started_at``, ``kind``, ``distance``, ``duration`` ...

    A name that is a word of a recipe goes before one that holds such a word; no column is taken twice.
    """
    words: dict[str, set[str]] = {field: set(more) for field, more in _MORE.items()}
    for field, word in _known():
        words[field].add(word)
    found: dict[str, str] = {}
    for whole in (True, False):
        for field, known in words.items():
            free = [header for header in headers if header not in found.values()]
            if field not in found and (hit := next((one for one in free if _fits(one, known, whole)), None)):
                found[field] = hit
    return found


def unit_named(header: str, first: str, units: Mapping[str, Sequence[str]]) -> str:
    """The first of ``units`` of which a word stands in a column's name or in its first cell; else empty."""
    said = set(_LETTERS.findall(folded(f"{header} {first}")))
    return next((unit for unit, words in units.items() if said.intersection(words)), "")


def _known() -> Iterable[tuple[str, str]]:
    for name in TABLES:
        for fields in recipe(name).languages.values():
            yield from ((_FIELDS[field], word) for field, words in fields.items() if field in _FIELDS for word in words)


def _fits(header: str, known: Iterable[str], whole: bool) -> bool:
    name, parts = header_word(header), folded(header).split()
    return any(name == word if whole else word in parts for word in known)
