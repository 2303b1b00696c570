"""``log``, ``show``, ``edit`` and ``rm``: entries listed, read, changed and removed, by their ids."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from journal.entries import KINDS, Entry, Run, Shoe, day_of
from journal.errors import SurefootError
from journal.exchange.documents import line as exported
from journal.exchange.exporting import DayRange
from journal.journal import Journal
from journal.rules.shoes.shoes import changed, no_other_default
from journal.views.diary import Diary
from journal.words.entry import dated_line, full, kind_line, time_words, when_words
from journal.words.search import Filter, words_of
from screens.commands.editing import edited
from screens.commands.naming import find_id
from screens.commands.output import days_given, say_changed, say_json, tell, viewed

LEAST_DIGITS = 4
"""So many last digits of an id stand for it, where no other ends so."""


def log(arguments: argparse.Namespace) -> None:
    query = " ".join(arguments.query)
    kind = find_id(arguments.kind, dict.fromkeys(KINDS), "kind") if arguments.kind else None
    with viewed(arguments) as (journal, views, now):
        days = days_given(arguments, now.date())
        found = _matching(journal, views.names, query, Filter(kind=kind), days)
        if arguments.format == "json":
            say_json({"entries": [as_exported(journal, entry) for entry in found]})
            return
        none = True
        for entry in found:
            none = False
            day = day_of(entry)
            when = f"{day} {time_words(entry):5}" if day else " " * 16
            tell(f"{entry.id:>19}  {when}  {kind_line(entry, views.names)}")
        if none:
            tell("No entry answers to that." if query or kind or days != DayRange() else "Nothing written yet.")


def _matching(journal: Journal, names: Any, query: str, only: Filter, days: DayRange) -> Iterator[Entry]:
    for day in Diary(journal).days(names, words_of(query), only):
        if day.day in days:
            yield from reversed(day.entries)


def as_exported(journal: Journal, entry: Entry) -> dict[str, Any]:
    document = journal.past().now(entry.id)
    found: dict[str, Any] = json.loads(exported(entry.id, document or {}))
    return found


def entry_called(journal: Journal, id: str) -> Entry:
    """The entry of an id, or of the last digits of one. Raises SurefootError: there is none, or several end so."""
    typed = id.strip()
    if typed.isascii() and typed.isdecimal():
        if (entry := journal.get(typed)) is not None:
            return entry
        if len(typed) >= LEAST_DIGITS:
            found = [one for day in journal.days() for one in journal.on_day(day) if one.id.endswith(typed)]
            if len(found) == 1:
                return found[0]
            if found:
                raise SurefootError(f"{len(found)} entries have an id that ends in {typed}; say more of it")
        if journal.holds(typed):
            raise SurefootError(f"entry {typed} is kept, and cannot be shown; surefoot check says why")
    raise SurefootError(f"there is no entry {typed[:40]!r}; surefoot log lists them with their ids")


def show(arguments: argparse.Namespace) -> None:
    with viewed(arguments) as (journal, views, _):
        entry = entry_called(journal, arguments.id)
        if arguments.format == "json":
            say_json(as_exported(journal, entry))
            return
        first, *rest = full(entry, views.names)
        head = first if rest else kind_line(entry, views.names)
        tell("\n".join((head, *rest, f"{when_words(entry)}, id {entry.id}")))


def edit(arguments: argparse.Namespace) -> None:
    with viewed(arguments) as (journal, views, now):
        before = entry_called(journal, arguments.id)
        change: Callable[[Any], Any] = edited(
            before, arguments.changes, now, views.names, partial(entry_called, journal)
        )
        changes = {before.id: change}
        if isinstance(before, Shoe):
            changes |= _of_shoes(journal, before, change)
        journal.record((), changes)
        after = entry_called(journal, before.id)
        told = dated_line(after, views.names)
        same = after == before
    say_changed(f"Nothing of it is different: {told}." if same else f"Changed: {told}. surefoot undo takes it back.")


def _of_shoes(journal: Journal, pair: Shoe, edit: Callable[[Shoe], Shoe]) -> dict[str, Callable[[Any], Any]]:
    """The edit of a pair as its form makes it, and of the others where it is the default now."""

    def fitted(fresh: Shoe) -> Shoe:
        return changed(fresh, edit(fresh), journal.of_kind(Run))

    others = no_other_default(journal.of_kind(Shoe), pair.id) if fitted(pair).default else {}
    return {pair.id: fitted, **others}


def remove(arguments: argparse.Namespace) -> None:
    with viewed(arguments) as (journal, views, _):
        entry = entry_called(journal, arguments.id)
        told = dated_line(entry, views.names)
        journal.remove(entry.id)
    say_changed(f"Removed: {told}. surefoot undo brings it back.")
