"""The text of a table: its encoding, what stands between its columns, its rows with their lines. Pure."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from journal.exchange.intake.values import LeftOut, Unreadable

DELIMITERS = (",", ";", "\t", "|")
OTHER_ENCODINGS = ("cp1250", "cp1251", "cp932", "gb18030", "cp949", "big5", "cp1253", "cp1254", "mac_roman")
"""Tried after cp1252 where only one of them makes known words of a header."""
WIDEST = 2_000
"""Columns. Strava's widest has 103."""
MOST_LINES = 500_000
"""Of a table: decades of sets are some 100,000. A few bytes of a packed file can be millions of empty lines."""
_SIGNS = (
    *((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe\0\0", "utf-32"), (b"\0\0\xfe\xff", "utf-32")),
    *((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")),
)
"""What a text begins with by its encoding: the longer before what it begins with."""
_OFTEN = 5_000
"""So many rows are read between two looks whether to go on."""


class SheetRow(Struct, frozen=True):
    """One row and the line of the file it begins on."""

    line: int
    cells: list[str]
    cut: bool = False
    """The file may end in the middle of it."""

    @property
    def where(self) -> str:
        return f"line {self.line}"


class Sheet(Struct, frozen=True):
    """A table's header and rows; ``left_out`` are lines that are no row."""

    headers: list[str]
    rows: list[SheetRow]
    left_out: tuple[LeftOut, ...] = ()


def texts(data: bytes) -> Iterator[str]:
    """The text, first as it most likely is; more than one only where the bytes do not say. Lines end in ``\\n``."""
    return (text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n") for text in _decoded(data))


def _decoded(data: bytes) -> Iterator[str]:
    sign = next((encoding for mark, encoding in _SIGNS if data.startswith(mark)), None)
    if encoding := sign or _by_nuls(data[:400]):
        yield data.decode(encoding, "replace")
        return
    try:
        yield data.decode("utf-8")
        return
    except UnicodeDecodeError:
        text = data.decode("utf-8", "replace")
    wrong = text.count("\ufffd")
    if sum(not c.isascii() for c in text) > 2 * wrong:  # UTF-8 in which a few bytes were damaged
        yield text
    yield data.decode("cp1252", "replace")
    for encoding in OTHER_ENCODINGS:
        yield data.decode(encoding, "replace")


def _by_nuls(head: bytes) -> str | None:
    """The encoding of a text without a sign, by where its NULs stand; None where they do not say."""
    for order, first in (("le", 1), ("be", 0)):
        if 4 * head[first::2].count(0) > len(head) > 3:
            wide = 8 * head[first + 1 :: 4].count(0) > len(head)
            return f"utf-{32 if wide else 16}-{order}"
    return None


def header_of(text: str, delimiter: str) -> list[str]:
    """The first row that is not blank."""
    rows = csv.reader(_lines(text), delimiter=delimiter)
    for _ in range(20):
        try:
            row = next(rows, None)
        except csv.Error:
            return []
        if row is None:
            return []
        if any(cell.strip() for cell in row) and not row[0].lower().startswith("sep="):
            return row[:WIDEST]
    return []


def _lines(text: str) -> Iterator[str]:
    """The lines with their ends, one by one, so that a header costs no more than itself."""
    at = 0
    while at < len(text):
        end = text.find("\n", at)
        end = len(text) if end < 0 else end + 1
        yield text[at:end]
        at = end


def sheet_of(
    text: str, delimiter: str, good: Callable[[Sequence[str]], bool], going: Callable[[], object] = int
) -> Sheet:
    """The table: a header that comes again is no row; what a stray quotation mark has joined is taken apart again.

    ``good``: whether cells look like a row of this table. ``going`` is called now and then.
    Raises Unreadable: it has more lines than a runner's table can have.
    """
    if text.count("\n") > MOST_LINES:
        raise Unreadable(f"it has more than {MOST_LINES:,} lines")
    lines = [*_lines(text)]
    headers = header_of(text, delimiter)
    again = [header.strip() for header in headers]
    rows: list[SheetRow] = []
    broken: list[LeftOut] = []
    started = False
    for number, (first, last, cells) in enumerate(_records(lines, delimiter)):
        if not number % _OFTEN:
            going()
        if not any(cell.strip() for cell in cells) or (first == 0 and cells[0].lower().startswith("sep=")):
            continue
        stripped = [cell.strip() for cell in cells]
        if not started or stripped == again:
            started = True
            continue
        if last > first and (parts := _taken_apart(lines, first, last, cells, len(headers), delimiter, good)):
            rows += [SheetRow(n + 1, part) for n, part in parts.items() if part is not None]
            why = "a quotation mark without its other one makes it unreadable"
            broken += [LeftOut(f"line {n + 1}", why) for n, part in parts.items() if part is None]
            continue
        if cells == ['"']:
            broken.append(LeftOut(f"line {first + 1}", "a cell of it is too long to be read"))
            continue
        rows.append(SheetRow(first + 1, cells))
    widths = [len(headers), *(len(row.cells) for row in rows)]
    if not text.endswith("\n") and widths[-1] < min(widths[:-1], default=0):
        rows[-1] = replace(rows[-1], cut=True)
    return Sheet(headers, rows, tuple(broken))


def _taken_apart(
    lines: list[str],
    first: int,
    last: int,
    cells: list[str],
    width: int,
    delimiter: str,
    good: Callable[[Sequence[str]], bool],
) -> dict[int, list[str] | None]:
    """The lines that a stray quotation mark has joined into one record, each alone: its cells, or None where broken.

    Nothing for a record that is as it should be: a cell may hold line ends.
    """
    together = lines[first : last + 1]
    width = min(width, len(cells))
    stray = cells == ['"'] or sum(map(_odd, together)) % 2 == 1 or _are_rows(together, width, delimiter, good)
    if not stray and good(cells):
        return {}
    parts = {n: _alone(lines[n], delimiter) for n in range(first, last + 1) if lines[n].strip()}
    whole = {n: part if not _odd(lines[n]) and good(part) else None for n, part in parts.items()}
    return whole if stray or any(part is not None for n, part in whole.items() if n > first) else {}


def _are_rows(lines: list[str], width: int, delimiter: str, good: Callable[[Sequence[str]], bool]) -> bool:
    """Whether the first line and another are rows but for stray marks in them: two of them make a pair."""

    def is_row(line: str) -> bool:
        plain = (_alone(one, delimiter) for one in (line, line.replace('"', "", 1), line.replace('"', "")))
        return any(len(cells) >= width and good(cells) for cells in plain)

    return is_row(lines[0]) and any(map(is_row, lines[1:]))


def _odd(line: str) -> bool:
    return line.count('"') % 2 == 1


def _records(lines: list[str], delimiter: str) -> Iterator[tuple[int, int, list[str]]]:
    """Each record with its first and last line, from 0."""
    reader = csv.reader(iter(lines), delimiter=delimiter)
    before = 0
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:  # a cell that goes on and on: a quotation mark without its other one
            cells = ['"']
        after = reader.line_num
        yield before, max(before, after - 1), cells or [""]
        before = after


def _alone(line: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return []
