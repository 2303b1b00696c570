"""A journal of many plausible years, the same for the same number: about 1.5 MB a year."""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from journal.changes import changes
from journal.changes.checked import to_document
from journal.changes.document import Document, encode
from journal.clock import FixedClock
from journal.entries import (
    AnkleReport,
    CheckIn,
    Entry,
    FitAnswer,
    FitCheck,
    Item,
    Note,
    Plan,
    PlannedRoutine,
    Run,
    SelfTest,
    Session,
    Set,
    Shoe,
)
from journal.store import lines
from journal.store.ids import new_id
from journal.store.state import new_header
from library.routine import PlannedDose

LAST_DAY = datetime.fromisoformat("2026-11-20T18:00:00+01:00")
_EXERCISES = (
    ("double-leg-heel-raise", "Double-leg heel raise", False),
    ("side-lying-hip-abduction", "Side-lying hip abduction", True),
    ("single-leg-heel-raise", "Single-leg heel raise", True),
    ("single-leg-balance", "Single-leg balance", True),
    ("band-eversion", "Band eversion", True),
    ("short-foot", "Short foot", True),
    ("knee-to-wall-mobilisation", "Knee-to-wall mobilisation", True),
)
_WORDS = (
    "calf",
    "tight",
    "then",
    "easy",
    "after",
    "the",
    "warm-up",
    "route",
    "along",
    "river",
    "heel",
    "fine",
    "hills",
)


def _sentence(chance: random.Random, words: int) -> str:
    return " ".join(chance.choice(_WORDS) for _ in range(words))


def _session(chance: random.Random, start: datetime, load: float) -> Session:
    items = []
    at = start
    for position, (exercise, name, per_side) in enumerate(_EXERCISES):
        sets = []
        for number in range(3):
            for side in ("left", "right") if per_side else ("both",):
                at += timedelta(seconds=chance.randint(40, 80))
                sets.append(
                    Set(
                        id=f"{position}{number}{side[0]}",
                        side=side,
                        reps=chance.randint(8, 15),
                        load_kg=load,
                        done_at=at,
                        result=chance.choice(("done", "done", "done", "done", "reduced", "shaky")),
                        updated_at=at,
                    )
                )
        dose = PlannedDose(sets=3, reps=12, per_side=per_side, load_kg=load, rest_s=60)
        items.append(
            Item(id=f"i{position}", exercise=exercise, name=name, dose=dose, sets=tuple(sets), position=position)
        )
    return Session(
        started_at=start,
        finished_at=at + timedelta(minutes=2),
        state="finished",
        routine="foundation",
        name="Foundation",
        items=tuple(items),
        rpe=chance.randint(3, 8),
    )


def _check_in(chance: random.Random, at: datetime, moment: str, base: int) -> CheckIn:
    def ankle(rating: int) -> AnkleReport:
        return AnkleReport(rating=rating, spots=("atfl",) if rating else (), feels=("stiff",) if rating > 1 else ())

    return CheckIn(at=at, moment=moment, left=ankle(max(0, base + chance.randint(-1, 1))), right=ankle(0))


def entries_of(years: int) -> list[Entry]:
    """The entries of so many years up to ``LAST_DAY``: three sessions, three runs, seventeen check-ins a week …"""
    chance = random.Random(years)
    first = LAST_DAY - timedelta(days=365 * years - 1)
    entries: list[Entry] = [
        Plan(since=first.date(), routines=(PlannedRoutine(routine="foundation", times_per_week=3),), created_at=first)
    ]
    shoe = ""
    shoes = 1000
    for number in range(365 * years):
        day = (first + timedelta(days=number)).replace(hour=0)
        base = 3 if number % 180 < 20 else 1 if number % 180 < 40 else 0
        if number % 200 == 0:
            shoes += 1
            shoe = str(shoes)
            entries.append(Shoe(id=shoe, brand="Example", model=f"Road {number}", limit_km=800, created_at=day))
            answers: dict[str, FitAnswer] = {"thumb-width": "yes", "heel-holds": "unsure"}
            entries.append(FitCheck(shoe=shoe, at=day.replace(hour=19), answers=answers))
        entries.append(_check_in(chance, day.replace(hour=6, minute=50), "on-waking", base))
        entries.append(_check_in(chance, day.replace(hour=21), "evening", base))
        if number % 7 in (0, 2, 4):
            entries.append(_session(chance, day.replace(hour=18), 2.5 * (number // 60 % 8)))
            entries.append(_check_in(chance, day.replace(hour=19), "after", base))
        if number % 7 in (1, 3, 6):
            km = round(chance.uniform(4, 14), 1)
            run = Run(
                started_at=day.replace(hour=17), duration_s=km * 340, distance_km=km, shoe=shoe, surface="road", rpe=5
            )
            entries.append(run)
        if number % 3 == 0:
            entries.append(Note(day=day.date(), text=_sentence(chance, chance.randint(8, 60))))
        if number % 30 == 0:
            entries.append(SelfTest(at=day.replace(hour=12), test="knee-to-wall", side="left", value=9.5, unit="cm"))
    return entries


def journal_bytes(years: int) -> bytes:
    """The journal file of so many years, as a compaction leaves it, with the changes it keeps."""
    documents: dict[str, Document] = {}
    largest = 2
    last: list[tuple[str, dict[str, Any]]] = []
    for entry in entries_of(years):
        at = getattr(entry, "at", None) or getattr(entry, "started_at", None) or entry.created_at or LAST_DAY
        if isinstance(entry, Note):
            at = datetime.combine(entry.day, LAST_DAY.timetz())
        at = min(at, LAST_DAY)
        largest = new_id(at, largest)
        id = entry.id or str(largest)
        document = {**to_document(entry), "created_at": at.isoformat(), "updated_at": at.isoformat()}
        kind = document.pop("kind")
        stamps = {key: document.pop(key) for key in ("created_at", "updated_at")}
        document = {"kind": kind, **stamps, **document}
        documents[id] = encode(document)
        last.append((id, document))
    for id, document in last[-changes.KEPT_CHANGES :]:
        largest = new_id(LAST_DAY, max(largest, int(id)))
        change = changes.change_document(
            {},
            {id: document},
            now=document["updated_at"],
            by="00000000",
            label=f"added {document['kind']}",
            undoes=None,
        )
        documents[str(largest)] = encode(change)
    ordered = {id: documents[id] for id in sorted(documents, key=int)}
    return lines.whole(new_header(FixedClock(LAST_DAY)), ordered)[0]


def write_journal(folder: Path, years: int) -> Path:
    """A journal of so many years in a folder; 0 is a new one."""
    path = folder / f"journal-{years}.json"
    if years == 0:
        path.write_bytes(new_header(FixedClock(LAST_DAY)).line(1) + lines.CLOSING)
    elif not path.exists():
        path.write_bytes(journal_bytes(years))
    return path
