"""What a table is: whose, in what encoding, with what between its columns. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from journal.exchange.intake import sheets, strava
from journal.exchange.intake.garmin import has_shape as garmin_shape
from journal.exchange.intake.recipes import TABLES, recipe
from journal.exchange.intake.values import Unreadable
from library.folding import folded

MAP_FIELDS = (
    "started_at", "kind", "distance_km", "distance_mi", "duration", "duration_min", "duration_s", "shoe", "note",
)  # fmt: skip
"""What the columns of any table can be named as."""
GENERIC = "table"
_FEWEST = 4
"""Columns of the smallest table that is known."""


class Layout(Struct, frozen=True):
    """A table that is known: its source, the language of its header, where each field is, and its text."""

    source: str
    language: str
    columns: Mapping[str, Sequence[int]]
    delimiter: str
    text: str
    headers: tuple[str, ...]


def layout_of(data: bytes, mapping: Mapping[str, str] | None = None, hint: str = "") -> Layout | None:
    """Whose table the bytes are; None when no header is known. ``mapping`` names columns of any table by field.

    Raises Unreadable: a column that is named is not there.
    """
    texts = sheets.texts(data)
    if mapping:
        found = next((layout for text in texts if (layout := _mapped(text, mapping)) is not None), None)
        if found is None:
            raise Unreadable(_no_column(data, mapping))
        return found
    first = ""
    for text in texts:
        if (found := _by_words(text, hint)) is not None:
            return found
        first = first or text
    return _by_shape(first)


def _by_words(text: str, hint: str) -> Layout | None:
    """The table whose header words are known, in whatever encoding makes them so."""
    for delimiter in sheets.DELIMITERS:
        headers = sheets.header_of(text, delimiter)
        for name in sorted(TABLES, key=lambda name: name != hint):
            if len(headers) >= _FEWEST and (found := recipe(name).columns(headers)) is not None:
                return Layout(name, found[0], found[1], delimiter, text, tuple(headers))
    return None


def _by_shape(text: str) -> Layout | None:
    """A table in a language that no recipe has, known by where its columns are."""
    for delimiter in sheets.DELIMITERS:
        headers = sheets.header_of(text, delimiter)
        if len(headers) >= _FEWEST:
            rows = [row.cells for row in _first_rows(text, delimiter)]
            if (places := strava.shape_of(headers, rows)) is not None:
                return Layout("strava", "", {f: [n] for f, n in places.items()}, delimiter, text, tuple(headers))
            if (columns := garmin_shape(headers, rows)) is not None:
                return Layout("garmin", "", columns, delimiter, text, tuple(headers))
    return None


def _first_rows(text: str, delimiter: str) -> list[sheets.SheetRow]:
    head = text[:200_000]
    return sheets.sheet_of(head, delimiter, lambda _: True).rows[:20]


def _mapped(text: str, mapping: Mapping[str, str]) -> Layout | None:
    for delimiter in sheets.DELIMITERS:
        headers = sheets.header_of(text, delimiter)
        columns = {field: places for field, column in mapping.items() if (places := _places(headers, column))}
        if len(columns) == len(mapping):
            return Layout(GENERIC, "", columns, delimiter, text, tuple(headers))
    return None


def _places(headers: Sequence[str], column: str) -> list[int]:
    exact = [n for n, header in enumerate(headers) if header.strip() == column.strip()]
    return exact or [n for n, header in enumerate(headers) if folded(header) == folded(column)]


def _no_column(data: bytes, mapping: Mapping[str, str]) -> str:
    headers = widest_header(data)
    missing = next((c for c in mapping.values() if not _places(headers, c)), next(iter(mapping.values())))
    return f"it has no column {missing[:40]!r}; its columns are {named(headers)}"


def widest_header(data: bytes) -> list[str]:
    """The header by the delimiter that makes most columns of it."""
    text = next(sheets.texts(data))
    return max((sheets.header_of(text, delimiter) for delimiter in sheets.DELIMITERS), key=len)


def first_row(data: bytes) -> list[str]:
    """The cells of the first line below that header; none where there is no line."""
    text = next(sheets.texts(data))
    delimiter = max(sheets.DELIMITERS, key=lambda mark: len(sheets.header_of(text, mark)))
    return next(([*row.cells] for row in _first_rows(text, delimiter)), [])


def named(headers: Sequence[str]) -> str:
    """Columns in words, the first twelve."""
    shown = [" ".join(header.split())[:40] or "(no name)" for header in headers[:12]]
    return ", ".join(shown) + (f" and {len(headers) - 12} more" if len(headers) > 12 else "")
