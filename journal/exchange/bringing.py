"""Imports done: what was read and judged, handed to the journal as one step that undo takes back."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

from journal.changes.merge import is_removed
from journal.changes.past import BroughtIn, Past
from journal.dates import zone_of
from journal.entries import Entry, Run, Shoe, to_document
from journal.exchange.importing import Plan, plan
from journal.exchange.reading import CannotImport, Incoming
from journal.exchange.strava import ImportPlan, NotStrava, parse_strava, read_activities
from journal.journal import Journal
from journal.text import one_line
from journal.units import DistanceUnit


def looked_at(journal: Journal, incoming: Incoming) -> Plan:
    """What importing would do; nothing is changed."""
    return plan(incoming, journal.past())


def bring_in(journal: Journal, incoming: Incoming) -> Plan:
    """Merge into the journal what was read from elsewhere; what was done.

    Raises:
        NotSaved: nothing was changed.
    """
    done = Plan(incoming.name, ())

    def choose(past: Past) -> BroughtIn:
        nonlocal done
        done = plan(incoming, past)
        return done.brought_in()

    journal.bring_in(choose, lambda: f"import of {incoming.name} ({done.count('added')} added)")
    return done


def bring_in_activities(journal: Journal, path: Path, unit: DistanceUnit, *, dry_run: bool = False) -> ImportPlan:
    """Add the runs and shoes of a Strava export; what was added, or would be.

    Raises:
        SurefootError: the file cannot be read as one.
        NotSaved: nothing was changed.
    """
    try:
        text = read_activities(path)
    except OSError as error:
        raise CannotImport(f"{path} cannot be read: {(error.strerror or str(error)).lower()}") from None
    now, name = journal.clock.now(), one_line(path.name)
    zone = zone_of(now)
    try:
        found = parse_strava(
            text,
            journal.of_kind(Run),
            journal.of_kind(Shoe),
            now,
            unit=unit,
            removed=_Removed(journal.past()),
            in_zone=lambda moment: moment.astimezone(zone),
        )
    except NotStrava as error:
        raise CannotImport(f"{name}: {error}; nothing was imported") from None
    if dry_run or not found.add:
        return found
    documents = {entry.id: _written(entry, now) for entry in found.add}

    def choose(past: Past) -> BroughtIn:
        return BroughtIn({id: document for id, document in documents.items() if past.now(id) is None})

    journal.bring_in(choose, lambda: f"import of {name} ({len(found.runs)} added)")
    return found


def _written(entry: Entry, now: datetime) -> dict[str, Any]:
    document = to_document(entry)
    stamps = {"kind": document["kind"], "created_at": now.isoformat(), "updated_at": now.isoformat()}
    return {**stamps, **document, **stamps}


class _Removed:
    """Ids of entries that were removed from a journal."""

    def __init__(self, past: Past) -> None:
        self._past = past

    def __contains__(self, id: object) -> bool:
        document = self._past.now(str(id))
        return document is not None and is_removed(document)
