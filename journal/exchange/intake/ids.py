"""Ids of entries that depend on the source alone, so that two machines that import the same make the same. Pure."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from hashlib import blake2b

from journal.store.ids import RANDOM_BITS, milliseconds
from journal.text import one_line
from library.folding import folded


def entry_id(source_id: str, started_at: datetime) -> str:
    """An id of the journal's form that depends on the source alone: its time, then bits of its own id."""
    since = milliseconds(started_at)
    if since <= 1 << 18:
        return str(_hash(source_id))
    return str(since << RANDOM_BITS | _hash(source_id) & (1 << RANDOM_BITS) - 1)


@lru_cache(maxsize=1000)
def shoe_id(name: str) -> str:
    """The id of a pair that is known by its name only."""
    return str(_hash(f"strava:gear:{one_line(name).casefold()}"))


def shoe_key(name: str) -> str:
    """What names of one pair have in common; the name itself where it has no words, as a picture of a shoe."""
    return folded(name) or one_line(name)


def _hash(text: str) -> int:
    """40 bits that depend on the text alone, never 0 to 2, which the file keeps for itself."""
    return int.from_bytes(blake2b(text.encode(), digest_size=5).digest(), "big") | 4
