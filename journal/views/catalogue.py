"""The runner's own exercises and routines, put over the built-in catalogue. Pure but for the reading of the journal."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from journal.entries import Entry, OwnExercise, OwnRoutine
from journal.journal import Journal
from library.catalogue import Catalogue
from library.routine import Gate, Routine, RoutineItem


class OwnCatalogue:
    """The catalogue with the exercises and routines that the journal holds; made anew when one of those changed."""

    def __init__(self, built_in: Catalogue, journal: Journal) -> None:
        self._built_in, self._journal = built_in, journal
        self._kept: tuple[int, tuple[list[OwnExercise], list[OwnRoutine]], Catalogue] | None = None

    @property
    def now(self) -> Catalogue:
        """The catalogue as the journal is now; the same one as long as nothing of it changed."""
        revision = self._journal.revision
        if self._kept is None or self._kept[0] != revision:
            own = self._journal.of_kind(OwnExercise), self._journal.of_kind(OwnRoutine)
            made = self._kept[2] if self._kept is not None and self._kept[1] == own else over(self._built_in, *own)
            self._kept = revision, own, made
        return self._kept[2]


def over(built_in: Catalogue, exercises: Iterable[OwnExercise], routines: Iterable[OwnRoutine]) -> Catalogue:
    """The built-in catalogue under own exercises, remarks, what is hidden, and own routines.

    Of two entries about one exercise (two machines) the one changed last counts.
    """
    known = sorted(exercises, key=_changed)
    own = [entry.definition for entry in known if entry.definition is not None]
    hidden = {entry.exercise: entry.hidden for entry in known}
    remarks = {entry.exercise: entry.annotation for entry in known}
    mine = partial(
        built_in.with_own,
        own,
        [id for id, is_hidden in hidden.items() if is_hidden],
        {id: remark for id, remark in remarks.items() if remark},
    )
    beneath = mine()
    return mine([as_routine(entry, beneath) for entry in routines])


def _changed(entry: Entry) -> float:
    return entry.updated_at.timestamp() if entry.updated_at else 0.0


def as_routine(entry: OwnRoutine, catalogue: Catalogue) -> Routine:
    """An own routine as the library knows routines; its id is the entry's."""
    based_on = catalogue.known_routine(entry.based_on)
    return Routine(
        id=entry.id,
        name=entry.name,
        items=entry.items,
        purpose=entry.purpose,
        level=based_on.level if based_on else 1,
        source=f"Your own, after {based_on.name}." if based_on else "Your own.",
        equipment=equipment_of(entry.items, catalogue),
        times_per_week=entry.times_per_week or (based_on.times_per_week if based_on else 3),
        times_per_day=entry.times_per_day,
        weekdays=entry.weekdays,
        gate=gate_of(entry.items, catalogue),
        before=based_on.before if based_on else (),
    )


def equipment_of(items: Iterable[RoutineItem], catalogue: Catalogue) -> tuple[str, ...]:
    """What the items need, each once, in their order."""
    needed = [thing for item in items if item.exercise in catalogue for thing in catalogue.get(item.exercise).equipment]
    return tuple(dict.fromkeys(needed))


def gate_of(items: Iterable[RoutineItem], catalogue: Catalogue) -> Gate | None:
    """The check a routine needs that holds something which leaves the ground."""
    gated = any(item.exercise in catalogue and catalogue.get(item.exercise).gated for item in items)
    return "plyometric" if gated else None
