"""Exports and imports for tests: journals beside each other, entries as an export holds them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec
from hypothesis import HealthCheck

from journal.clock import FixedClock
from journal.entries import Session
from journal.exchange.bringing import bring_in
from journal.exchange.exporting import DayRange, Export, stream
from journal.exchange.importing import ImportPlan
from journal.exchange.reading import read_incoming
from journal.journal import Journal
from journal.words.names import Names
from tests.support.exploring import examples
from tests.support.journals import fixed_clock
from tests.support.tried import IMPORTED

ROUND = examples(IMPORTED.few, HealthCheck.function_scoped_fixture, full=IMPORTED.full)


def exported(journal: Journal, format: Any = "json", days: DayRange = DayRange()) -> bytes:
    """An export in one piece."""
    return b"".join(stream(journal, Export(format, days), Names))


def names_in(folder: Path) -> list[str]:
    """What a folder holds."""
    return sorted(path.name for path in folder.iterdir())


def entries_of(journal: Journal, days: DayRange = DayRange()) -> list[dict[str, Any]]:
    """The entries of a JSON export."""
    found: list[dict[str, Any]] = json.loads(exported(journal, days=days))["entries"]
    return found


def opened(path: Path, clock: FixedClock | None = None) -> Journal:
    """A journal at a path, by a clock of its own."""
    return Journal.open(path, clock or fixed_clock())


def imported(journal: Journal, data: bytes | Journal, folder: Path, name: str = "other.json") -> ImportPlan:
    """Import bytes, or the export of another journal."""
    path = folder / name
    path.write_bytes(exported(data) if isinstance(data, Journal) else data)
    return bring_in(journal, read_incoming(path, journal.clock))


def copied(journal: Journal, folder: Path, clock: FixedClock | None = None) -> Journal:
    """A second machine's journal with the same entries."""
    folder.mkdir()
    second = opened(folder / "journal.json", clock)
    imported(second, journal, folder)
    return second


def hour(at: str) -> str:
    """An hour of 20 November."""
    return f"2026-11-20T{at}:00+01:00"


def note(id: str, made: str = "07:00", changed: str | None = None, text: str = "x", **more: Any) -> dict[str, Any]:
    """A note as an export holds it."""
    stamps = {"created_at": hour(made), "updated_at": hour(changed or made)}
    return {"id": id, "kind": "note", **stamps, "day": "2026-11-20", "text": text, **more}


def lines(*entries: dict[str, Any]) -> bytes:
    """Entries as JSON Lines."""
    return b"".join(msgspec.json.encode(entry) + b"\n" for entry in entries)


def fates(plan: ImportPlan) -> dict[str, str]:
    """What becomes of each entry, by id."""
    return {outcome.id: outcome.fate for outcome in plan.outcomes}


def with_reps(session: Session, set_id: str, reps: int) -> Session:
    """The session with other reps in one set."""
    items = tuple(
        msgspec.structs.replace(
            item,
            sets=tuple(
                msgspec.structs.replace(each, reps=reps, result="done") if each.id == set_id else each
                for each in item.sets
            ),
        )
        for item in session.items
    )
    return msgspec.structs.replace(session, items=items)


def forget_changes(journal: Journal) -> None:
    """What was changed when is no longer known, as after 500 more changes."""
    journal._store.rewrite(drop=journal._store.index.kinds.get("change", ()))


def session(left: str, right: str) -> dict[str, Any]:
    """A session of one item whose left and right set were ticked at these hours; "" leaves one to do."""

    def one(id: str, side: str, at: str) -> dict[str, Any]:
        done = {"result": "done", "done_at": hour(at), "updated_at": hour(at)} if at else {"updated_at": hour("07:00")}
        return {"id": id, "side": side, "reps": 12, **done}

    item = {"id": "1", "exercise": "heel-raise", "dose": {"reps": 12}, "updated_at": hour("07:00")}
    return {
        "id": "800",
        "kind": "session",
        "created_at": hour("07:00"),
        "updated_at": hour(max(left, right, "07:00")),
        "started_at": hour("07:00"),
        "items": [{**item, "sets": [one("1-1", "left", left), one("1-2", "right", right)]}],
    }


WHOLE = {"format": "surefoot", "schema": 1, "exported_at": hour("07:00"), "entries": [note("700"), note("701")]}


def whole(**changes: Any) -> bytes:
    """An export with some of it changed."""
    return json.dumps({**WHOLE, **changes}).encode()


def wrong(**changes: Any) -> bytes:
    """An export whose second entry has some of it changed."""
    entry = {key: value for key, value in {**note("701"), **changes}.items() if value is not ...}
    return whole(entries=[note("700"), entry])
