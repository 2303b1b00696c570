"""Ids: integers that grow with time, so that two machines do not give the same one."""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

LAST = 2**63 - 10**18
"""The last id after which new ones are given: so many are free below the end of 63 bits that none will run out."""
_EPOCH = datetime(2020, 1, 1, tzinfo=UTC)
RANDOM_BITS = 22


def new_id(now: datetime, above: int) -> int:
    """``(ms since 2020 << 22) | 22 random bits``; where ``above`` is not below that, up to 22 random bits more than it.

    Never merely the next number: two machines that merged with a third whose clock runs ahead would give the same ones.
    A clock set beyond 2080 gives them as one that is behind.
    ``above``: the largest id given so far, see ``largest``.
    """
    random = int.from_bytes(os.urandom(3), "big") & ((1 << RANDOM_BITS) - 1)
    candidate = (milliseconds(now) << RANDOM_BITS) | random
    return candidate if above < candidate <= LAST else above + 1 + random


def first_of(moment: datetime) -> int:
    """No id given since a moment is smaller."""
    return milliseconds(moment) << RANDOM_BITS


def given(ids: Iterable[str]) -> list[int]:
    """These ids as numbers, without those beyond ``LAST``: none of them was given, but put in by hand."""
    return [number for id in ids if (number := int(id)) <= LAST]


def largest(ids: Iterable[str]) -> int:
    """The largest of the given ones, above which new ones are given."""
    return max(given(ids), default=2)


def moment_of(id: str) -> datetime:
    """When an id was given, by the clock of then."""
    return _EPOCH + timedelta(milliseconds=min(int(id), LAST) >> RANDOM_BITS)


def milliseconds(moment: datetime) -> int:
    """Since 2020 began; 0 for before."""
    return max(0, int((moment - _EPOCH).total_seconds() * 1000))
