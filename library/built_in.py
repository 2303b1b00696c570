"""The library's own exercises with their figures, its routines and its cue cards, as they come with Surefoot.

They are written and corrected in ``exercises/*.toml``, ``routines/*.toml``, ``cues.toml`` and ``sources.toml``. Reading
TOML takes forty times as long as reading JSON, and the first frame of the day waits for it: so ``make documents`` puts
all of them, checked, into ``built_in.json``, a line each, and that is what the program reads. A test holds the two
together.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import TypeVar

import msgspec

from library.cues import Cue
from library.exercise import Exercise
from library.figure import Figure
from library.routine import Routine

Kept = TypeVar("Kept", Exercise, Figure, Routine)

# ``importlib.resources`` would say the same, and import zip archives first.
FOLDER = Path(__file__).parent
FILE = FOLDER / "built_in.json"


class _Written(msgspec.Struct):
    """The file's parts as they are written there, all but the cue cards by id."""

    exercises: dict[str, msgspec.Raw]
    figures: dict[str, msgspec.Raw]
    routines: dict[str, msgspec.Raw]
    cues: msgspec.Raw


class BuiltIn:
    """The library's own exercises and routines; each is made when it is first asked for."""

    def __init__(self) -> None:
        self._exercises: dict[str, Exercise] = {}
        self._figures: dict[str, Figure] = {}
        self._routines: dict[str, Routine] = {}

    def exercise(self, id: str) -> Exercise | None:
        return _get(id, self._written.exercises, self._exercises, Exercise)

    def figure(self, id: str) -> Figure | None:
        return _get(id, self._written.figures, self._figures, Figure)

    def routine(self, id: str) -> Routine | None:
        return _get(id, self._written.routines, self._routines, Routine)

    @property
    def exercise_ids(self) -> tuple[str, ...]:
        """Every exercise's id, sorted."""
        return tuple(self._written.exercises)

    @property
    def routine_ids(self) -> tuple[str, ...]:
        """Every routine's id, sorted."""
        return tuple(self._written.routines)

    def cues(self) -> tuple[Cue, ...]:
        return msgspec.json.decode(self._written.cues, type=tuple[Cue, ...])

    @cached_property
    def _written(self) -> _Written:
        return msgspec.json.decode(FILE.read_bytes(), type=_Written)


def _get(id: str, written: Mapping[str, msgspec.Raw], known: dict[str, Kept], kind: type[Kept]) -> Kept | None:
    found = known.get(id)
    if found is None and id in written:
        found = known[id] = msgspec.json.decode(written[id], type=kind)
    return found
