"""Words of any language made comparable: by case and form only, never down to the Latin letters. Pure."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_ACCENTS = re.compile("[\u0300-\u036f]")
_WORD = re.compile(r"[^\W_]+")
_NUMBERED = re.compile(r"[._]\d+$")


@lru_cache(maxsize=20_000)
def folded(text: str) -> str:
    """Lower case without accents, whatever is neither letter nor digit as one space.

    Marks that make another letter, as in ガ or й, are told apart from accents by their block: only those of Latin,
    Greek and Cyrillic go.
    """
    plain = _ACCENTS.sub("", unicodedata.normalize("NFKD", text.casefold()))
    return " ".join(_WORD.findall(unicodedata.normalize("NFC", plain)))


def header_word(text: str) -> str:
    """A column's header folded, without the number that programs give a second one of its name: ``Distance.1``."""
    return folded(_NUMBERED.sub("", text.strip()))
