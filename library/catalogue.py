"""The catalogue: built-in exercises and routines and the runner's own, one place to get, search, filter and climb."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from library.built_in import BuiltIn
from library.cues import Cue
from library.exercise import Exercise
from library.figure import Figure
from library.routine import Routine
from library.search import Findable, SearchIndex

BEGIN_WITH = "foundation"
"""The routine a runner who has none begins with."""


class Filters(msgspec.Struct, frozen=True):
    """What to keep; None keeps all. Those set must all hold. ``equipment`` may be ``none``: nothing is needed."""

    type: str | None = None
    level: int | None = None
    equipment: str | None = None
    region: str | None = None
    impact: str | None = None
    origin: str | None = None

    def keeps(self, exercise: Exercise) -> bool:
        wanted = msgspec.structs.asdict(self).items()
        return all(value is None or value in options(exercise, field) for field, value in wanted)

    @property
    def any(self) -> bool:
        return self != Filters()


FILTERS: tuple[str, ...] = Filters.__struct_fields__


def options(exercise: Exercise, field: str) -> tuple[Any, ...]:
    """The values by which a filter on ``field`` finds the exercise."""
    if field == "equipment":
        return exercise.equipment or ("none",)
    return (getattr(exercise, field),)


class Catalogue:
    """Exercises and routines by id: the built-in ones, and over them the runner's own.

    A value: ``with_own`` makes another one. ``get`` and ``routine`` answer for hidden ones too, so that old sessions
    stay readable; ``all``, ``search``, ``filter`` and ``routines`` leave them out.
    """

    def __init__(
        self,
        built_in: BuiltIn | None = None,
        exercises: Iterable[Exercise] = (),
        routines: Iterable[Routine] = (),
        hidden: Iterable[str] = (),
        annotations: Mapping[str, str] | None = None,
    ) -> None:
        self._built_in = built_in
        self._own = {exercise.id: exercise for exercise in exercises}
        self._own_routines = {routine.id: routine for routine in routines}
        self._hidden = frozenset(hidden)
        self._annotations = dict(annotations or {})
        self._all: tuple[Exercise, ...] | None = None
        self._index: SearchIndex | None = None

    @classmethod
    def built_in(cls) -> Catalogue:
        """What comes with Surefoot; reads nothing until asked for an exercise or a routine."""
        return cls(BuiltIn())

    def with_own(
        self,
        exercises: Iterable[Exercise] = (),
        hidden: Iterable[str] = (),
        annotations: Mapping[str, str] | None = None,
        routines: Iterable[Routine] = (),
    ) -> Catalogue:
        """The same built-in ones under the runner's own, which stand in for a built-in one of the same id.

        ``hidden`` are ids of exercises or routines, built-in or own, that are kept but not offered;
        ``annotations`` the runner's remarks by exercise id.
        """
        return Catalogue(self._built_in, exercises, routines, hidden, annotations)

    def get(self, id: str) -> Exercise:
        """The exercise of that id. Raises LookupError: there is none."""
        if (found := self.known(id)) is None:
            raise LookupError(f"no exercise called {id!r}")
        return found

    def known(self, id: str | None) -> Exercise | None:
        """The exercise of that id; None when there is none (any more): an entry outlives what it names."""
        return self._own.get(id or "") or (self._built_in.exercise(id) if self._built_in and id else None)

    def figure(self, id: str) -> Figure | None:
        """The figure of a built-in exercise; None for one that is drawn nowhere, or that the runner wrote."""
        return self._built_in.figure(id) if self._built_in and id not in self._own else None

    def __contains__(self, id: str) -> bool:
        return self.known(id) is not None

    def is_own(self, id: str) -> bool:
        """Whether the runner wrote it, or replaced a built-in one by it."""
        return id in self._own

    def is_hidden(self, id: str) -> bool:
        return id in self._hidden

    def annotation(self, id: str) -> str:
        """The runner's remark on an exercise; empty without one."""
        return self._annotations.get(id, "")

    def all(self) -> tuple[Exercise, ...]:
        """Every exercise on offer, by name."""
        if self._all is None:
            ids = set(self._own).union(self._built_in.exercise_ids if self._built_in else ())
            offered = (self.get(id) for id in ids - self._hidden)
            self._all = tuple(sorted(offered, key=lambda exercise: (exercise.name.casefold(), exercise.id)))
        return self._all

    def hidden(self) -> tuple[Exercise, ...]:
        """The exercises kept but not offered, by name."""
        found = (self.get(id) for id in self._hidden if id in self)
        return tuple(sorted(found, key=lambda exercise: exercise.name.casefold()))

    def search(self, query: str, filters: Filters | None = None) -> tuple[Exercise, ...]:
        """The exercises on offer that match, best first; all by name for an empty query.

        Forgives typing errors and accents; looks in names, aliases, the articles' names, muscles, equipment, body
        parts and, where those have nothing, in all that they say.
        """
        found = self._searched.search(query, (Exercise,), self._hidden)
        return tuple(exercise for exercise in found if filters.keeps(exercise)) if filters else found

    def find(self, query: str, *, hidden: bool = False) -> tuple[Findable, ...]:
        """The exercises, routines and cue cards that match, best first, likewise; with ``hidden`` those too."""
        return self._searched.search(query, (Exercise, Routine, Cue), () if hidden else self._hidden)

    @property
    def _searched(self) -> SearchIndex:
        if self._index is None:
            self._index = SearchIndex((*self.all(), *self.hidden(), *self.routines(), *self.cues()), self._annotations)
        return self._index

    def counts(self, field: str, query: str = "", filters: Filters | None = None) -> dict[Any, int]:
        """For each value of one filter, how many exercises the query and the *other* filters would leave."""
        others = msgspec.structs.replace(filters or Filters(), **{field: None})
        counted: dict[Any, int] = {option: 0 for exercise in self.all() for option in options(exercise, field)}
        for exercise in self.search(query, others):
            for option in options(exercise, field):
                counted[option] += 1
        return dict(sorted(counted.items(), key=lambda pair: str(pair[0])))

    def ladder(self, id: str) -> tuple[Exercise, ...]:
        """The exercises from the easiest to the hardest that lead through this one, itself included.

        Raises LookupError: there is no such exercise.
        """
        rungs = [self.get(id)]
        while (below := rungs[0].easier_id) and below in self and below not in {rung.id for rung in rungs}:
            rungs.insert(0, self.get(below))
        while (above := rungs[-1].harder_id) and above in self and above not in {rung.id for rung in rungs}:
            rungs.append(self.get(above))
        return tuple(rungs)

    def routine(self, id: str) -> Routine:
        """The routine of that id. Raises LookupError: there is none."""
        if (found := self.known_routine(id)) is None:
            raise LookupError(f"no routine called {id!r}")
        return found

    def known_routine(self, id: str | None) -> Routine | None:
        """The routine of that id; None when there is none (any more)."""
        return self._own_routines.get(id or "") or (self._built_in.routine(id) if self._built_in and id else None)

    def ids(self) -> frozenset[str]:
        """Of every exercise and routine there is, of what is hidden too."""
        built_in = (*self._built_in.exercise_ids, *self._built_in.routine_ids) if self._built_in else ()
        return frozenset((*self._own, *self._own_routines, *built_in))

    def is_own_routine(self, id: str) -> bool:
        return id in self._own_routines

    def routines(self) -> tuple[Routine, ...]:
        """Every routine on offer: the runner's own first, then the one to begin with, then by level and name."""
        ids = set(self._own_routines).union(self._built_in.routine_ids if self._built_in else ())
        offered = (self.routine(id) for id in ids - self._hidden)

        def place(each: Routine) -> tuple[bool, bool, int, str]:
            return each.id not in self._own_routines, each.id != BEGIN_WITH, each.level, each.name

        return tuple(sorted(offered, key=place))

    def cues(self) -> tuple[Cue, ...]:
        """The cue cards, in reading order."""
        return self._built_in.cues() if self._built_in else ()
