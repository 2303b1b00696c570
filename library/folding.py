"""Words made comparable for every search and every name, whatever their case and accents; of any language. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

_ACCENTS = re.compile("[\u0300-\u036f]")
_WORD = re.compile(r"[^\W_]+")


def bare(text: str) -> str:
    """The text in lower case without accents, character by character: each stands for itself wherever it is found.

    Marks that make another letter, as in ガ, are told apart from accents by their block: only those of Latin, Greek and
    Cyrillic go. Never changes a plain English text's length.
    """
    return text.lower() if text.isascii() else "".join(map(_bare, text))


@lru_cache(maxsize=4_000)
def _bare(character: str) -> str:
    return _ACCENTS.sub("", unicodedata.normalize("NFKD", character)).casefold()


@lru_cache(maxsize=20_000)
def folded(text: str) -> str:
    """Its bare words, whatever is neither letter nor digit as one space."""
    return " ".join(_WORD.findall(unicodedata.normalize("NFC", bare(text))))


def called(typed: str, names: Mapping[str, Iterable[str]]) -> list[str]:
    """The keys of what is meant by a name: what is called so as a whole, or else any part of a name; case is alike.

    Args:
        typed: what the runner typed; empty text means nothing.
        names: the names of each, by key.
    """
    if not (wanted := _bare_line(typed)):
        return []
    known = {key: [_bare_line(name) for name in each] for key, each in names.items()}
    whole = [key for key, each in known.items() if wanted in each]
    return whole or [key for key, each in known.items() if any(wanted in name for name in each)]


def next_beginning(letter: str, labels: Sequence[str], at: int) -> int | None:
    """The place of the next label after the one ``at`` that begins with a letter, round to itself; None without any."""
    order = ((at + step) % len(labels) for step in range(1, len(labels) + 1))
    return next((place for place in order if bare(labels[place]).startswith(bare(letter))), None)


def _bare_line(text: str) -> str:
    return bare(" ".join(text.split()))
