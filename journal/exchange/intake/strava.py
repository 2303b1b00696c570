"""Strava's ``activities.csv``: its columns by their places, for their names change with the language of the account.

The first seven are always id, date, name, type, description, elapsed time and distance. The headers of elapsed time and
distance come again further on, with the moving time between them; that second distance is in metres.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from journal.exchange.intake.recipes import header_word
from journal.exchange.intake.sheets import SheetRow

FIRST = ("id", "date", "name", "type", "description", "elapsed", "distance")
_FOLDER = ("activities/", "activities\\")


def second_distance(headers: Sequence[str]) -> int | None:
    """The column of the distance in metres, by the two headers that come again with one between them."""
    names = [header_word(header) for header in headers]
    if len(names) < 12 or not names[5] or not names[6]:
        return None
    for n in range(9, len(names) - 2):
        if names[n] == names[5] and names[n + 2] == names[6]:
            return n + 2
    return None


def shape_of(headers: Sequence[str], rows: Sequence[Sequence[str]]) -> dict[str, int] | None:
    """The columns by their places where the table has the export's shape; None where it has not."""
    metres = second_distance(headers)
    if metres is None or not any(len(row) > 6 and row[0].strip()[:1].isdigit() for row in rows):
        return None
    return {name: place for place, name in enumerate(FIRST)}


def places(headers: Sequence[str], known: Mapping[str, Sequence[int]], rows: Sequence[SheetRow]) -> dict[str, int]:
    """Where each field is: by shape where the shape is whole, else by the words.

    ``distance_m`` and ``elapsed_s`` are the second ones; ``gear`` is the name of the shoe, the column before the
    file's, never the later one, which holds an id.
    """
    found = {field: columns[0] for field, columns in known.items()}
    if (metres := second_distance(headers)) is not None:
        found |= {name: place for place, name in enumerate(FIRST)}
        found |= {"elapsed_s": metres - 2, "moving": metres - 1, "distance_m": metres}
    else:
        for field, second in (("elapsed", "elapsed_s"), ("distance", "distance_m")):
            if len(known.get(field, ())) > 1:
                found[second] = known[field][1]
    file = _file_column(rows)
    file = found.get("file") if file is None else file
    if file is not None:
        found["file"] = file
        if file > 7 and metres is not None:
            found["gear"] = file - 1
    return found


def _file_column(rows: Sequence[SheetRow]) -> int | None:
    """The column whose cells name files of the export."""
    for row in rows:
        for n, cell in enumerate(row.cells):
            if cell.strip().startswith(_FOLDER):
                return n
    return None
