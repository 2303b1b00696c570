"""An exercise by its id, where it may be gone: an entry outlives what it names."""

from __future__ import annotations

from library.catalogue import Catalogue
from library.errors import UnknownExercise
from library.exercise import Exercise


def known(catalogue: Catalogue, id: str | None) -> Exercise | None:
    """The exercise of that id, None when there is none (any more)."""
    if id is None or id not in catalogue:
        return None
    try:
        return catalogue.get(id)
    except UnknownExercise:
        return None
