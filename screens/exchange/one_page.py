"""A page that stays one page, whatever is in the journal: what has no room is left out by rank, and counted. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from screens.drawing.page import PageSection
from screens.drawing.wrapping import pieces, shortened

LEAST: Mapping[str, int] = {
    "sessions": 4,
    "words": 4,
    "exercises": 6,
    "self-tests": 6,
    "worn": 4,
    "about": 6,
    "said": 4,
    "left": 6,
    "right": 6,
    "stop-signs": 6,
    "verdict": 12,
}
"""So many facts of each stay while others can go, those that can best be done without first; a chart is whole."""


def fitted(
    sections: Iterable[PageSection], rows: int, width: int, *, heading: int = 1, counted_below: bool = True
) -> list[PageSection]:
    """The sections in so many rows at most.

    The last facts of the first section that has more than its least go first, then those beyond half of that, and so on
    to one fact a section; then facts are cut to one row.
    ``rows``: how many there are.
    ``width``: cells of a row.
    ``heading``: rows of a section's title.
    ``counted_below``: what is left out takes a row to count; else it is counted beside the title.
    """
    found = list(sections)
    high = [[_rows(line, width) for line in section.lines] for section in found]

    def free() -> int:
        counts = sum(1 for one in found if one.more) if counted_below else 0
        return rows - heading * len(found) - sum(map(sum, high)) - counts

    ranked = sorted(
        (at for at in range(len(found)) if found[at].id in LEAST), key=lambda at: [*LEAST].index(found[at].id)
    )
    for part in (1, 2, 4, 12):
        for at in ranked:
            while len(high[at]) > max(1, LEAST[found[at].id] // part) and free() < 0:
                high[at].pop()
                found[at] = replace(found[at], lines=found[at].lines[:-1], more=found[at].more + 1)
    if free() >= 0:
        return found
    return [replace(one, lines=tuple(shortened(line, width) for line in one.lines)) for one in found]


def _rows(line: str, width: int) -> int:
    return len(pieces(line, width, 2))
