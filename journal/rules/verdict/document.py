"""A verdict as commands write it, in types: the schemas in ``docs`` are made from them; every key is always there."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Literal, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from journal.entries import Ankle, Answer, Asked, Entry, Whose
from journal.rules.verdict.table import TABLE, Help, LoadLevel, RunLevel
from journal.rules.verdict.verdict import LIMIT_WORDS, Mark, RowNow, SideNow, Verdict
from library.exercise import Exercise

E = TypeVar("E", bound=Entry)


def without_facts(found: Verdict) -> Verdict:
    """The same verdict, in which nothing names what is noted about the runner: a headline that did says the help, else
    the limit."""
    row = next((one for one in found.rows if one.says == found.headline and one.id in OF_FACTS), None)
    return replace(
        found,
        rows=tuple(one for one in found.rows if one.id not in OF_FACTS),
        bars=tuple(bar for bar in found.bars if bar.side != "body"),
        left=_without(found.left),
        right=_without(found.right),
        headline=found.headline if row is None else _plain(row),
        ask="" if any(found.ask == one.asks for one in found.rows if one.id in OF_FACTS) else found.ask,
    )


OF_FACTS = frozenset(row.id for row in TABLE if row.looks == "fact") | {"M5"}
"""Rules that go by what a runner noted about themselves."""


def entry_without_facts(entry: E) -> E | None:
    """The entry as others read it: of what was said all but which fact it was about; None where that is all of it."""
    if isinstance(entry, Answer) and entry.question.removeprefix("seen:") in OF_FACTS:
        return None
    if isinstance(entry, Asked):
        return replace(entry, closes=tuple(id for id in entry.closes if id not in OF_FACTS))
    return entry


def _without(side: SideNow) -> SideNow:
    return replace(side, rows=tuple(id for id in side.rows if id not in OF_FACTS))


def _plain(row: RowNow) -> str:
    if when := {"today": "today", "week": "this week"}.get(row.help):
        return f"Have {row.side} seen {when}."
    limit = LIMIT_WORDS[row.load, row.run]
    return f"{limit[:1].upper()}{limit[1:]}."


class RowDocument(Struct, frozen=True):
    """A rule that shows: its id, whose, and its sentence."""

    id: str
    side: Whose
    says: str


class SideDocument(Struct, frozen=True):
    """One ankle: what exercises of its side go by."""

    load: LoadLevel
    mark: Mark
    rows: tuple[str, ...]


class SidesDocument(Struct, frozen=True):
    """Both ankles."""

    left: SideDocument
    right: SideDocument


class BarDocument(Struct, frozen=True):
    """A bar that holds, whose, and the exercises it leaves out."""

    id: str
    side: Whose
    exercises: tuple[str, ...]
    says: str


class LadderDocument(Struct, frozen=True):
    """The step on the way back to running; ``waiting`` is the day of the run whose morning is still to be rated."""

    rung: int
    times: int
    run_min: int
    walk_min: int
    waiting: date | None


class VerdictDocument(Struct, frozen=True):
    """What may be done that day."""

    help: Help
    load: LoadLevel
    run: RunLevel
    mark: Mark
    headline: str
    rows: tuple[RowDocument, ...]
    sides: SidesDocument
    bars: tuple[BarDocument, ...]
    ladder: LadderDocument | None
    cap_km: float | None
    cap_min: float | None
    rules: str


class PathDocument(Struct, frozen=True):
    """A way back that is under way, and the questions it asks."""

    kind: Literal["sprain"]
    side: Ankle
    day: int
    phase: str
    asks: tuple[str, ...]


def as_document(found: Verdict, exercises: Iterable[Exercise]) -> VerdictDocument:
    """The verdict as it is written. ``exercises``: those on offer, to name the ones a bar leaves out."""
    offered = list(exercises)
    sides = {side: SideDocument(one.load, one.mark, one.rows) for side, one in found.sides.items()}
    ladder = found.ladder
    return VerdictDocument(
        help=found.help,
        load=found.load,
        run=found.run,
        mark=found.mark,
        headline=found.headline,
        rows=tuple(RowDocument(row.id, row.side, row.says) for row in found.rows),
        sides=SidesDocument(sides["left"], sides["right"]),
        bars=tuple(
            BarDocument(bar.id, bar.side, tuple(one.id for one in offered if bar.bars(one)), bar.says)
            for bar in found.bars
        ),
        ladder=None
        if ladder is None
        else LadderDocument(ladder.rung, ladder.times, ladder.run_min, ladder.walk_min, ladder.waiting),
        cap_km=found.cap_km,
        cap_min=found.cap_min,
        rules=found.rules,
    )


def path_documents(found: Verdict) -> tuple[PathDocument, ...]:
    """The ways back under way."""
    return tuple(PathDocument(one.kind, one.side, one.day, one.phase, one.asks) for one in found.path)
