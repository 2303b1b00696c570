"""Today's lines of the next days, kept in the state folder so that a start need not read years for its first frame.

They are what the whole journal gave, and hold for the very bytes it was read from, the same program, settings and size
of window; with anything else they count for nothing. Nothing but the first frame comes from them, and what the screen
shows until it has looked the journal through, which is soon, and before anything is done there.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from stat import S_ISREG
from typing import Annotated
from zlib import crc32

from msgspec import Meta, Struct, json

from journal import VERSION
from journal.changes.document import UNREADABLE
from journal.dates import NOON
from journal.paths import state_folder
from journal.settings.settings import Settings
from journal.store.file import Fingerprint
from screens.today.frame import Page

MOST = 1 << 20
"""Bytes of a file that is looked at; one window's lines of three days are a tenth of it."""


class Half(Struct, frozen=True):
    """Today's lines from a moment to the end of the morning, or of the afternoon and evening, that it lies in."""

    since: Annotated[datetime, Meta(tz=True)]
    page: Page

    def holds(self, now: datetime) -> bool:
        """Whether this is what Today says at a moment."""
        return self.since <= now and half_of(self.since) == half_of(now)


def half_of(moment: datetime) -> tuple[date, bool]:
    """The day of a moment, and whether it is morning: between them Today is the same while nothing is noted."""
    return moment.date(), moment.hour < NOON


class Bound(Struct, frozen=True):
    """What the lines hold for."""

    journal: Fingerprint
    settings: Settings
    size: tuple[int, int]
    version: str = VERSION

    def told(self) -> bytes:
        """It in bytes, to compare."""
        return json.encode(self)


class _Kept(Struct, frozen=True):
    bound: str
    halves: list[Half]


def file_for(journal: Path) -> Path:
    """The file of a journal's lines. Raises SurefootError: there is no home folder."""
    return state_folder() / "first-frames" / f"{crc32(os.fsencode(journal)):08x}.json"


def read_page(file: Path, bound: Bound, now: datetime) -> Page | None:
    """The lines of a moment; None where none were kept that hold."""
    try:
        data = _read(file)
        told = data.partition(b"\n")[2]
        if data != sealed(told):
            return None
        kept = json.decode(told, type=_Kept)
    except (OSError, *UNREADABLE):
        return None
    if kept.bound.encode() != bound.told():
        return None
    return next((half.page for half in kept.halves if half.holds(now)), None)


def to_keep(bound: Bound, halves: Sequence[Half]) -> bytes:
    """The file's bytes."""
    return sealed(json.encode(_Kept(bound.told().decode(), [*halves])))


def sealed(told: bytes) -> bytes:
    """Bytes under a line with their checksum."""
    return b"%08x\n%s" % (crc32(told), told)


def _read(file: Path) -> bytes:
    fd = os.open(file, os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW | os.O_CLOEXEC)
    try:
        return os.read(fd, MOST) if S_ISREG(os.fstat(fd).st_mode) else b""
    finally:
        os.close(fd)
