"""A table of either kind, read by its layout."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from journal.exchange.intake.looking import Layout
from journal.exchange.intake.values import NamedShoe, Terms, Told

SETS = frozenset({"hevy", "strong", "fitnotes"})
"""The sources whose rows are sets."""


def read_table(layout: Layout, terms: Terms, shoes: Sequence[NamedShoe] = ()) -> Told:
    """What a table tells.

    Raises:
        Unreadable: it contradicts itself, or holds no row.
    """
    if layout.source in SETS:
        from journal.exchange.intake.workouts import read_workouts

        return read_workouts(layout, terms)
    from journal.exchange.intake.activities import read_activities

    return replace(read_activities(layout, terms), shoes=tuple(shoes))
