"""The recipes: what each source calls its columns, and what kinds of activity and exercise are called, by language.

They are TOML files beside this module, read when they are first asked for.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Any

from msgspec import Struct

from journal.entries import Activity, Surface
from library.folding import folded

JOINED = re.compile(r"(?<=[a-z])(?=[A-Z])")
"""Where programs join words: ``VirtualRun``."""
TABLES = ("strava", "garmin", "hevy", "strong", "fitnotes")
"""The sources that write tables, in the order in which they are tried."""
_NUMBERED = re.compile(r"[._]\d+$")


class Recipe(Struct, frozen=True):
    """One source's table: the words of its header by language and field, and the fields that prove it is this one."""

    name: str
    needs: tuple[tuple[str, ...], ...]
    """All fields of one of these groups must be there."""
    languages: Mapping[str, Mapping[str, frozenset[str]]]
    month_first: frozenset[str]
    """Languages in which a date without a sign has the month first."""

    def columns(self, headers: Sequence[str]) -> tuple[str, dict[str, list[int]]] | None:
        """The language, and the columns of each field in their order; None when it is not this source's header."""
        names = [header_word(header) for header in headers]
        best: tuple[str, dict[str, list[int]]] | None = None
        for language, fields in self.languages.items():
            found = {
                field: places
                for field, words in fields.items()
                if (places := [n for n, name in enumerate(names) if name in words])
            }
            if any(all(field in found for field in group) for group in self.needs) and (
                best is None or len(found) > len(best[1])
            ):
                best = (language, found)
        return best


class ActivityKind(Struct, frozen=True):
    """What a kind of activity is here; None for what is no cardio. ``sure`` is False for a word that is not known."""

    activity: Activity | None
    surface: Surface = ""
    sure: bool = True


def header_word(text: str) -> str:
    """A column's header folded, without the number that programs give a second one of its name: ``Distance.1``."""
    return folded(_NUMBERED.sub("", text.strip()))


def _toml(name: str) -> dict[str, Any]:
    import tomllib  # here: only what brings something in reads recipes

    return tomllib.loads((resources.files(__package__) / "recipes" / f"{name}.toml").read_text(encoding="utf-8"))


def _words(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else value


@cache
def recipe(name: str) -> Recipe:
    table = _toml(name)
    every = {field: _words(words) for field, words in table.get("every_language", {}).items()}
    return Recipe(
        name=name,
        needs=tuple(tuple(group) for group in table["needs"]),
        languages={
            language: {
                field: frozenset(header_word(word) for word in [*_words(fields.get(field, [])), *every.get(field, [])])
                for field in {**fields, **every}
            }
            for language, fields in table["headers"].items()
        },
        month_first=frozenset(table.get("month_first", ())),
    )


@cache
def _kinds() -> tuple[list[tuple[str, bool, Activity | None]], list[tuple[str, Surface]]]:
    table = _toml("kinds")
    kinds = [
        (folded(word), word.startswith("="), None if kind == "left-out" else kind)
        for kind, languages in table["kinds"].items()
        for words in languages.values()
        for word in words
    ]
    kinds.sort(key=lambda kind: -len(kind[0]))
    surfaces = [(folded(word), surface) for surface, words in table["surfaces"].items() for word in words]
    surfaces.sort(key=lambda surface: -len(surface[0]))
    return kinds, surfaces


@cache
def kind_of(text: str) -> ActivityKind:
    """What a kind of activity is here, told by the longest known word in it; one that is not known is ``other``."""
    words = folded(JOINED.sub(" ", text))
    kinds, surfaces = _kinds()
    for word, exact, activity in kinds:
        if words == word if exact else _holds(words, word):
            surface = next((s for known, s in surfaces if _holds(words, known)), "")
            return ActivityKind(activity, surface if activity in ("run", "walk") else "")  # type: ignore[arg-type]
    return ActivityKind("other", sure=False)


def _holds(words: str, word: str) -> bool:
    """Whether a word is in the words: short ones only where a word begins, for ``run`` is in ``brunch``."""
    if word not in words:
        return False
    return _is_long(word) or f" {word}" in f" {words}"


def _is_long(word: str) -> bool:
    return len(word) >= 4 if word.isascii() else len(word) >= 3 or any("\u4e00" <= c <= "\u9fff" for c in word)


@cache
def months() -> Mapping[str, int]:
    """Beginnings of the names of months in any language, folded, to their numbers; longest first."""
    found = {
        folded(word): number
        for languages in (_toml("months")["months"],)
        for names in languages.values()
        for number, words in enumerate(names, start=1)
        for word in words.split("|")
    }
    return dict(sorted(found.items(), key=lambda item: -len(item[0])))


@cache
def exercise_names() -> Mapping[str, str]:
    """What gym logs call the exercises we know, folded, to our ids."""
    table = _toml("exercises")
    return {folded(word): id for id, words in table["exercises"].items() for word in words}


@cache
def gear_words() -> tuple[str, ...]:
    """What gym logs add to a name that says how it is loaded, folded; longest first."""
    return tuple(sorted((folded(word) for word in _toml("exercises")["gear"]), key=len, reverse=True))
