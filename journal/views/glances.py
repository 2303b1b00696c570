"""Check-ins, sessions and runs as they stand in the file, glanced at without being read as entries."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from datetime import date, datetime

import msgspec

from journal.changes.document import UNREADABLE, Document
from journal.entries import CheckIn, Session, SideRating
from journal.journal import Journal
from journal.rules.verdict.lasting import Glance, SideGlance

EARLIEST = date(5, 1, 1)
"""What was dated before it, by another program, begins nothing: no day can be taken from the calendar's first."""

WELL = Glance(at="", left=SideGlance(rating=0), right=SideGlance(rating=0))
"""What most check-ins say, with nothing that can begin a row or answer a question."""
_WELL = b'"left":{"rating":0},"right":{"rating":0}}'
"""The end of such a check-in, by which it is told a good deal faster."""


class RunGlance(msgspec.Struct, frozen=True):
    """As much of a run as tells when somebody ran."""

    at: str = msgspec.field(name="started_at")
    activity: str = "run"


class _ItemGlance(msgspec.Struct, frozen=True):
    soreness: SideRating | None = None
    removed: bool = False


class _SessionGlance(msgspec.Struct, frozen=True):
    items: tuple[_ItemGlance, ...] = ()


_session_glance = msgspec.json.Decoder(_SessionGlance).decode
_glance = msgspec.json.Decoder(Glance).decode
_run_glance = msgspec.json.Decoder(RunGlance).decode


Glanced = tuple[int, Glance]
Felt = tuple[int, SideRating]
"""A check-in, and what was felt in a session, each after its day's ordinal."""


def check_ins(journal: Journal, since: date, until: date) -> Iterator[Glanced]:
    """Check-ins by day; those that cannot be read are left out."""
    known, day = "", 0
    for written, document in journal.dated(CheckIn, max(since, EARLIEST), until):
        if written != known:
            known, day = written, date.fromisoformat(written).toordinal()
        if bytes(document).endswith(_WELL):
            yield day, WELL
        elif (glance := read(document)) is not None:
            yield day, glance


def felt(journal: Journal, since: date, until: date) -> Iterator[Felt]:
    """What was felt in sessions, by day."""
    for written, document in journal.dated(Session, max(since, EARLIEST), until):
        if b'"soreness"' in bytes(document):
            with contextlib.suppress(*UNREADABLE):
                day = date.fromisoformat(written).toordinal()
                yield from (
                    (day, item.soreness)
                    for item in _session_glance(document).items
                    if item.soreness is not None and not item.removed
                )


def read(document: Document) -> Glance | None:
    """What a check-in can begin; None where it cannot be read."""
    try:
        return _glance(document)
    except UNREADABLE:
        return None


def read_run(document: Document) -> RunGlance | None:
    """When a run was; None where it cannot be read."""
    try:
        return _run_glance(document)
    except UNREADABLE:
        return None


def day_of(glance: Glance | RunGlance | None) -> date | None:
    """The day of what was read; None where it has none that is reckoned with."""
    moment = None if glance is None else _time(glance.at)
    return None if moment is None or moment.date() < EARLIEST else moment.date()


def _time(written: str) -> datetime | None:
    try:
        return datetime.fromisoformat(written)
    except ValueError:
        return None
