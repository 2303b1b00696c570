"""Ids: integers that grow with time, so that two machines do not give the same one."""

from __future__ import annotations

import os
from datetime import UTC, datetime

from journal.errors import NotSaved

LAST = 10**19 - 1
"""The last id there is: of 19 digits, and of the year 2095."""
ROOM = 10**18
"""Ids kept free below the last one: after any id that leaves so many, no journal will run out of them."""
_EPOCH = datetime(2020, 1, 1, tzinfo=UTC)
RANDOM_BITS = 22
_AHEAD = 20 * 366 * 86_400_000
"""Milliseconds, 20 years: no clock runs so far ahead."""


def new_id(now: datetime, above: int) -> int:
    """``(ms since 2020 << 22) | 22 random bits``; where ``above`` is not below that, up to 22 random bits more than it.

    Never merely the next number: two machines that merged with a third whose clock runs ahead would give the same ones.

    Raises:
        NotSaved: ``above`` leaves no room, and an id of more digits would make the journal unreadable.
    """
    random = int.from_bytes(os.urandom(3), "big") & ((1 << RANDOM_BITS) - 1)
    candidate = (milliseconds(now) << RANDOM_BITS) | random
    id = candidate if candidate > above else above + 1 + random
    if id > LAST:
        raise NotSaved(
            f"not saved: the id {above} in the journal leaves no room for another; "
            "`surefoot check --salvage PATH` writes the other entries to a new file"
        )
    return id


def cannot_be(id: int, now: datetime) -> bool:
    """Whether an id was never given out: it is of a time that is far ahead of ``now``."""
    return id >> RANDOM_BITS > milliseconds(now) + _AHEAD


def leaves_room(id: str) -> bool:
    """Whether ids enough are left above this one."""
    return len(id) <= len(str(LAST)) and int(id) <= LAST - ROOM


def milliseconds(moment: datetime) -> int:
    """Since 2020 began; 0 for before."""
    return max(0, int((moment - _EPOCH).total_seconds() * 1000))
