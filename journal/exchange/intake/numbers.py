"""Numbers and durations in the cells of a table: what a mark means is decided over the whole table. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from msgspec import Struct

from journal.exchange.intake.values import DecimalMark
from journal.text import one_line

NOTHING = frozenset({"", "-", "--", "---", "--:--", "--:--:--", "#error#", "n/a", "nan", "none", "null"})
"""Cells that hold no value, in lower case."""
_SPACES = re.compile(r"(?<=\d)[\s\u00a0\u202f\u2009'’](?=\d)")
_PLAIN = re.compile(r"[+-]?(?:\d+(?:[.,]\d+)*|[.,]\d+)(?:[eE][+-]?\d+)?")
_MARKS = re.compile(r"[.,]")
_GROUPED = re.compile(r"[+-]?\d{1,3}(?:[.,]\d{2,3})*[.,]\d{3}")
"""Thousands, or lakhs: ``8.2.1`` is no number."""
_AMBIGUOUS = re.compile(r"[+-]?[1-9]\d{0,2}[.,]\d{3}")


class NoNumber(ValueError):
    """A cell that should hold a number or a time, and does not: which, and what it holds, in words."""

    def __init__(self, text: str, wanted: str = "a number") -> None:
        super().__init__(f"{one_line(text)[:40]!r} is not {wanted}")


class Marks(Struct, frozen=True):
    """What ``.`` and ``,`` mean in a group of columns: ``decimal`` is None where nothing in it says so."""

    decimal: DecimalMark | None = None
    contradicted: bool = False
    """Cells prove both."""


def is_nothing(text: str) -> bool:
    return text.strip().casefold() in NOTHING


def marks_of(cells: Iterable[str]) -> Marks:
    """What the marks mean, proven by cells that can be read in one way only."""
    proven: set[DecimalMark] = {mark for cell in cells if (mark := _proof(cell)) is not None}
    return Marks(next(iter(proven)) if len(proven) == 1 else None, len(proven) > 1)


def is_ambiguous(text: str) -> bool:
    """Whether a cell is a decimal fraction by one meaning of its mark and thousands by the other."""
    return _AMBIGUOUS.fullmatch(_bare(text)) is not None


def _bare(text: str) -> str:
    return _SPACES.sub("", text.strip().removeprefix("'"))


def _proof(text: str) -> DecimalMark | None:
    """The decimal mark that a cell proves by itself; a mark that stands for thousands proves the other."""
    plain = _bare(text)
    if not _PLAIN.fullmatch(plain) or (marks := _MARKS.findall(plain)) == []:
        return None
    last: DecimalMark = "," if marks[-1] == "," else "."
    other: DecimalMark = "." if last == "," else ","
    if len(set(marks)) == 2:
        return last if marks.count(last) == 1 else None
    if len(marks) > 1:
        return other
    if _AMBIGUOUS.fullmatch(plain):
        return None
    return last


def number(text: str, decimal: DecimalMark | None) -> float | None:
    """A number; None for a cell that holds nothing. A cell that proves its own mark is read by that.

    Raises NoNumber: it is none.
    """
    if is_nothing(text):
        return None
    plain = _bare(text)
    if not _PLAIN.fullmatch(plain):
        raise NoNumber(text)
    mark = _proof(text) or decimal or "."
    thousands = "." if mark == "," else ","
    before = plain.partition(mark)[0]
    if thousands in before and not _GROUPED.fullmatch(before):
        raise NoNumber(text)
    plain = plain.replace(thousands, "")
    try:
        value = float(plain.replace(",", "."))
    except ValueError:
        raise NoNumber(text) from None
    if not 0 <= value < 1e12:
        raise NoNumber(text, "a number of 0 or more" if value < 0 else "a number that can be right")
    return value


_CLOCK = re.compile(r"(?:(\d{1,9}):)?(\d{1,4}):(\d{1,2}(?:[.,]\d+)?)")
_UNITS = re.compile(
    r"(?:(\d{1,9})\s*(?:h|hr|hrs|std|hours?)\.?)?\s*(?:(\d{1,9})\s*(?:m|min|mins|minutes?)\.?)?\s*(?:(\d{1,9})\s*(?:s|sec|secs|seconds?)\.?)?",
    re.I,
)


def seconds(text: str, *, hours_first: bool = False) -> float | None:
    """A duration in seconds: ``1:02:30``, ``29:50``, ``0:24:00.5``, ``2h 18m``, ``38min``; None where it holds nothing.

    A bare number is none: whether it is minutes or seconds only a column's name can tell.
    ``hours_first``: of two parts the first are hours.
    Raises NoNumber: it is none.
    """
    if is_nothing(text):
        return None
    plain = text.strip()
    if clock := _CLOCK.fullmatch(plain):
        last = float(clock[3].replace(",", "."))
        if clock[1] is None and hours_first:
            return int(clock[2]) * 3600.0 + last * 60
        return int(clock[1] or 0) * 3600.0 + int(clock[2]) * 60 + last
    units = _UNITS.fullmatch(plain)
    if units and any(units.groups()):
        return int(units[1] or 0) * 3600.0 + int(units[2] or 0) * 60 + int(units[3] or 0)
    raise NoNumber(text, "a time like 29:50")


def if_any(read: Callable[[], float | None]) -> float | None:
    """What ``number`` or ``seconds`` reads; None also for a cell that holds something else."""
    try:
        return read()
    except NoNumber:
        return None
