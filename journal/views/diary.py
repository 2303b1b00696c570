"""The diary: every entry by day, newest first, read only as far as it is looked at; searched bit by bit.

A search looks at the documents first, and reads what may hold its words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from msgspec import Struct

from journal.dates import long_day
from journal.entries import ANKLES, Ankle, CheckIn, Entry, kind_of
from journal.journal import Journal
from journal.words.entry import KIND_WORDS, full
from journal.words.names import Names
from journal.words.search import Filter, found_in, may_hold, names_of, sought
from library.folding import bare


class DiaryDay(Struct, frozen=True):
    """One day's entries that match, in time order; ``looked_at`` is how many were compared.

    ``rated`` is each ankle's highest rating of a day with a match, whatever matches.
    """

    day: date
    entries: tuple[Entry, ...]
    looked_at: int
    rated: dict[Ankle, int]


class Diary:
    """Reads a journal day by day, and remembers each entry's words for the next search."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._texts: dict[str, tuple[Entry, str]] = {}

    def days(self, names: Names, words: Sequence[str] = (), only: Filter | None = None) -> Iterator[DiaryDay]:
        """The days, newest first, each with what matches; days without a match are given with no entries.

        Nothing is read before it is asked for, so a caller may stop, or go on later.
        """
        only, known = only or Filter(), sought(words, names)
        for day in reversed(self._journal.days()):
            documents = self._journal.documents_on(day)
            may = [id for id, one in documents.items() if may_hold(one, known)] if known else documents
            read = filter(None, map(self._journal.get, may))
            kept = (one for one in read if only.keeps(one))
            found = {one.id for one in kept if not words or found_in(self.text(one, day, names), words)}
            entries = self._journal.on_day(day) if found else []
            matching = tuple(entry for entry in entries if entry.id in found)
            yield DiaryDay(day, matching, len(documents), _rated(entries))

    def text(self, entry: Entry, day: date, names: Names) -> str:
        """Everything an entry says, bare for searching: its day, its kind, all its words and what they are called."""
        known = self._texts.get(entry.id)
        if known is not None and known[0] is entry:
            return known[1]
        words = "\n".join((long_day(day), KIND_WORDS[kind_of(entry)], *full(entry, names), *names_of(entry)))
        text = bare(words)
        self._texts[entry.id] = (entry, text)
        return text


def _rated(entries: Iterable[Entry]) -> dict[Ankle, int]:
    highest: dict[Ankle, int] = {}
    for entry in entries:
        if isinstance(entry, CheckIn):
            for side in ANKLES:
                if (rating := entry.side(side).rating) is not None:
                    highest[side] = max(rating, highest.get(side, 0))
    return highest
