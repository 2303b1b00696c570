"""Self-tests: how each is done, which change is more than measurement error, and norms with their conditions.

Numbers and their sources: docs/rules.md, "Self-tests". A norm is shown as what one study measured, under which
conditions, never as a verdict; a change is claimed only beyond measurement error.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from pathlib import Path

import msgspec

from journal.dates import short_day
from journal.entries import SelfTest, Side
from journal.rules.ankle.readings import elapsed, instant
from library.exercise import number

RETEST_AFTER = timedelta(weeks=4)
"""Every four weeks (house rule)."""


class Norm(msgspec.Struct, frozen=True):
    """What a study measured: its rows (who, figures) and the ways of doing the test it holds for."""

    words: str
    rows: tuple[tuple[str, str], ...] = ()
    conditions: tuple[str, ...] = ()
    """Only results done so may be held against it; empty: any."""


class Protocol(msgspec.Struct, frozen=True):
    """One self-test: unit, sides, tries (the best counts), steps, smallest real change (None: not known), norm.

    ``error`` says where the smallest change comes from. ``most`` is the highest value that can be.
    """

    test: str
    unit: str
    sides: tuple[Side, ...]
    steps: tuple[str, ...]
    tries: int = 1
    smallest_change: float | None = None
    error: str = ""
    conditions: tuple[str, ...] = ()
    """Ways of doing it that must match before two results are compared, as entries store them."""
    norm: Norm | None = None
    most: float = 1_000
    whole: bool = False


_WRITTEN = Path(__file__).with_name("self_tests.json").read_bytes()
PROTOCOLS = {one.test: one for one in msgspec.json.decode(_WRITTEN, type=tuple[Protocol, ...])}

SCORE_CHANGES: dict[str, tuple[float, str]] = {
    "FAAM-ADL": (5.7, "published measurement error 5.7; smallest important change 8"),
    "FAAM-SPORT": (12.3, "published measurement error 12.3"),
    "CAIT": (3.08, "published measurement error 3.08"),
    "VISA-A": (15, "published smallest important change about 15"),
    "NPRS": (2, "2 points are a meaningful change in chronic pain (Farrar 2001)"),
}
"""Clinic scores whose change Surefoot can judge, by name in capitals: smallest real change and where it comes from."""


class ResultChange(msgspec.Struct, frozen=True):
    """The newest of two comparable results against an earlier one; ``real`` is None when no error is known."""

    earlier: SelfTest
    newest: SelfTest
    by: float
    real: bool | None
    words: str


def comparable(one: SelfTest, other: SelfTest) -> bool:
    """Whether two results may be held against each other: same test, side, scale and way of doing it."""
    return (
        one.test == other.test and one.side == other.side and _scale(one) == _scale(other) and _way(one) == _way(other)
    )


def _scale(result: SelfTest) -> str:
    return result.scale.strip().upper().replace(" ", "-")


def _way(result: SelfTest) -> str:
    protocol = PROTOCOLS[result.test]
    if not protocol.conditions:
        return ""
    return result.conditions.strip().lower()


def history(tests: Iterable[SelfTest], test: str, side: Side) -> list[SelfTest]:
    """The results of one test on one side, oldest first."""
    return sorted((one for one in tests if one.test == test and one.side == side), key=lambda one: instant(one.at))


def smallest_change(result: SelfTest) -> tuple[float, str] | None:
    """The smallest change that is real for this result, and where the number comes from; None if not known."""
    if result.test == "clinic-score":
        return SCORE_CHANGES.get(_scale(result))
    protocol = PROTOCOLS[result.test]
    return None if protocol.smallest_change is None else (protocol.smallest_change, protocol.error)


def change(results: Sequence[SelfTest]) -> ResultChange | None:
    """The newest result against the oldest comparable one; None without a comparable earlier one.

    Only a change of at least the smallest real one is called a change.
    """
    if not results:
        return None
    ordered = sorted(results, key=lambda one: instant(one.at))
    newest = ordered[-1]
    earlier = next((one for one in ordered[:-1] if comparable(one, newest)), None)
    if earlier is None:
        return None
    by = newest.value - earlier.value
    since = short_day(earlier.at.date(), newest.at.date())
    unit = newest.unit or PROTOCOLS[newest.test].unit
    if (known := smallest_change(newest)) is None:
        return ResultChange(
            earlier, newest, by, None, f"{number(earlier.value)} {unit} on {since}; no measurement error known"
        )
    least, why = known
    if abs(by) + 1e-9 < least:
        return ResultChange(earlier, newest, by, False, f"no change beyond measurement error since {since} ({why})")
    direction = "more" if by > 0 else "less"
    return ResultChange(
        earlier, newest, by, True, f"{number(abs(by))} {unit} {direction} than on {since}, beyond measurement error"
    )


def difference_words(left: SelfTest | None, right: SelfTest | None) -> str:
    """What may be said about the two sides' newest results of one test; empty if nothing.

    Knee-to-wall: a difference above 2 cm is noted; heel raises: within the test's own error nothing is said.
    """
    if left is None or right is None or left.test != right.test or _way(left) != _way(right):
        return ""
    by = left.value - right.value
    if (known := smallest_change(left)) is None:
        return ""
    beyond = abs(by) > known[0] if left.test == "knee-to-wall" else abs(by) + 1e-9 >= known[0]
    if not beyond:
        return ""
    unit = PROTOCOLS[left.test].unit
    return f"left and right differ by {number(abs(by))} {unit}: noted, no verdict"


def norm_applies(result: SelfTest) -> bool:
    """Whether the test's norm was measured the way this result was."""
    norm = PROTOCOLS[result.test].norm
    return norm is not None and (not norm.conditions or _way(result) in norm.conditions)


def retest_due(results: Iterable[SelfTest], now: datetime) -> bool:
    """Whether the newest result is four weeks old or more; False without any."""
    newest = max((one.at for one in results), key=instant, default=None)
    return newest is not None and elapsed(newest, now) >= RETEST_AFTER
