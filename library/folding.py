"""Words made comparable for every search and every name, whatever their case and accents; of any language. Pure."""

from __future__ import annotations

import re
import unicodedata
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
