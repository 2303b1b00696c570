"""The runner's home time zone: a name in the journal's first line, so that a command finds it without reading more.

An entry keeps the offset it was made at: another zone changes what is entered from then on, and moves nothing.
"""

from __future__ import annotations

import time
from datetime import tzinfo
from pathlib import Path

from journal.clock import Clock, clock_from_environment
from journal.errors import SurefootError
from journal.store.file import header_of

FIELD = "zone"
"""The header's field with the name, as the IANA has it."""


def zone_named(name: str) -> tzinfo:
    """The time zone of a name. Raises SurefootError: this machine knows none of that name."""
    from zoneinfo import ZoneInfo

    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        raise SurefootError(f"{name[:60]!r} is not the name of a time zone; expected one like Europe/Berlin") from None


def zone_of(path: Path) -> str:
    """The name of the home time zone of the journal at a path; empty where there is none."""
    header = header_of(path)
    return str(header.fields.get(FIELD, "")) if header is not None else ""


def machine_zone() -> str:
    """What the machine calls its own time zone: ``UTC``, ``CET``."""
    return time.tzname[0]


def at_home(clock: Clock, name: str) -> Clock:
    """The clock, set to the zone of a name; as it was where this machine does not know it."""
    try:
        clock.home = zone_named(name) if name else None
    except SurefootError:
        clock.home = None
    return clock


def clock_for(path: Path) -> Clock:
    """The clock for the journal at a path. Raises as ``clock_from_environment``."""
    return at_home(clock_from_environment(), zone_of(path))
