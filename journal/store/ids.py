"""Ids: integers that grow with time, so that two machines do not give the same one."""

from __future__ import annotations

import os
from datetime import UTC, datetime

_EPOCH = datetime(2020, 1, 1, tzinfo=UTC)
_RANDOM_BITS = 22


def new_id(now: datetime, above: int) -> int:
    """``(ms since 2020 << 22) | 22 random bits``; where ``above`` is not below that, up to 22 random bits more than it.

    Never merely the next number: two machines that merged with a third whose clock runs ahead would give the same ones.
    """
    milliseconds = max(0, int((now - _EPOCH).total_seconds() * 1000))
    random = int.from_bytes(os.urandom(3), "big") & ((1 << _RANDOM_BITS) - 1)
    candidate = (milliseconds << _RANDOM_BITS) | random
    return candidate if candidate > above else above + 1 + random
