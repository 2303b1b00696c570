"""The rule for typed days, held against what files bring in: of the years 1970 to next year, or refused."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Any

import msgspec

from journal.dates import FIRST_YEAR, in_years

_BEGINNING = datetime(FIRST_YEAR, 1, 1, tzinfo=UTC)
_YEAR = re.compile(rb'"(\d{4})-\d\d-\d\d')


def may_leave_years(json: bytes, today: date) -> bool:
    """Whether JSON may hold a day of other years: told at a glance, for few entries do."""
    return any(not FIRST_YEAR <= int(year) <= today.year + 1 for year in set(_YEAR.findall(json)))


def field_out_of_years(value: Any, today: date, name: str = "") -> str:
    """The first field of an entry with a day or moment of other years: ``items[0].updated_at``; "" for none."""
    if isinstance(value, date):
        return "" if in_years(value, today) or _is_beginning(value) else name
    return next((found for key, part in _parts(value, name) if (found := field_out_of_years(part, today, key))), "")


def _is_beginning(day: date) -> bool:
    """Whether it is the evening, west of Greenwich, at which a computer without a clock begins to count."""
    return isinstance(day, datetime) and day.year == FIRST_YEAR - 1 and day >= _BEGINNING


def _parts(value: Any, name: str) -> Iterable[tuple[str, Any]]:
    if isinstance(value, msgspec.Struct):
        return ((f"{name}.{key}" if name else key, getattr(value, key)) for key in value.__struct_fields__)
    if isinstance(value, tuple):
        return ((f"{name}[{number}]", part) for number, part in enumerate(value))
    return ()
