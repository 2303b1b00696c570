"""A routine: exercises in order, each with the dose planned for it; and how long that takes. Pure."""

# No annotations as text: msgspec would compile each as it first reads such a value.
from collections.abc import Sequence
from typing import Any, Literal, Self

import msgspec

from library.exercise import (
    MEASURE,
    Exercise,
    Mode,
    Origin,
    amount_words,
    check_named,
    check_slug,
    check_tempo,
    rounded,
    seconds,
    tempo_seconds,
)
from library.variant import titled, variant_said

Gate = Literal["plyometric", "run"]

# What an estimate counts where a dose says nothing: ordinary practice, not evidence.
REP_S = 4.0
STRIDE_M_PER_S = 1.5
CHANGE_SIDES_S = 5.0
SET_UP_S = 20.0


class PlannedDose(msgspec.Struct, frozen=True, gc=False):
    """What to do of one exercise in one session: sets of reps, of a hold, of a time or of a distance.

    Exactly one of the four is the measure; only ``hold_s`` may stand beside ``reps``, as the hold within each rep.
    With ``per_side`` every set is done once left and once right. ``load_kg`` is added weight, ``band`` the band's
    colour or name, ``rest_s`` the pause between sets, ``tempo`` seconds up-hold-down; ``rep_s`` is how long a rep takes
    whose tempo does not say it.
    """

    sets: int = 1
    reps: int | None = None
    hold_s: float | None = None
    duration_s: float | None = None
    distance_m: float | None = None
    per_side: bool = False
    load_kg: float | None = None
    band: str | None = None
    rest_s: float | None = None
    tempo: str | None = None
    rep_s: float | None = None

    def __post_init__(self) -> None:
        if not 1 <= self.sets <= 99:
            raise ValueError(f"sets is {self.sets}; expected 1 to 99")
        given = [field for field in MEASURE.values() if getattr(self, field) is not None]
        if len(given) != 1 and given != ["reps", "hold_s"]:
            raise ValueError("expected one of reps, hold_s, duration_s, distance_m (hold_s may go with reps)")
        for field in given:
            if not 0 < getattr(self, field) <= 100_000:
                raise ValueError(f"{field} is {getattr(self, field)}; expected more than 0 and at most 100000")
        for other in ("load_kg", "rest_s", "rep_s"):
            value = getattr(self, other)
            if value is not None and not 0 <= value <= 100_000:
                raise ValueError(f"{other} is {value}; expected 0 to 100000")
        check_tempo("tempo", self.tempo)

    @classmethod
    def of(cls, exercise: Exercise) -> Self:
        """The exercise's own defaults."""
        dose = exercise.dose

        def default(field: str) -> float | None:
            found = getattr(dose, field)
            return None if found is None else found.default

        return cls(
            sets=int(dose.sets.default),
            reps=None if dose.reps is None else int(dose.reps.default),
            hold_s=default("hold_s"),
            duration_s=default("duration_s"),
            distance_m=default("distance_m"),
            per_side=dose.per_side,
            rest_s=dose.rest_s.default,
            tempo=dose.tempo_s,
            rep_s=dose.rep_s,
        )

    @property
    def mode(self) -> Mode:
        """What a set is counted in."""
        if self.reps is not None:
            return "reps"
        if self.hold_s is not None:
            return "hold"
        return "duration" if self.duration_s is not None else "distance"

    @property
    def amount(self) -> float:
        """How much one set holds, in the unit of ``mode``: reps, s, s or m."""
        value: float = getattr(self, MEASURE[self.mode])
        return value

    def with_amount(self, amount: float, **changes: Any) -> Self:
        """The same with so much in a set, reps in whole ones, and other ``changes``."""
        changes[MEASURE[self.mode]] = int(amount) if self.mode == "reps" else amount
        return msgspec.structs.replace(self, **changes)

    @property
    def amount_words(self) -> str:
        """One set in words: ``12``, ``10, held 5 s``, ``45 s``, ``2 min``, ``20 m``."""
        held = f", held {seconds(self.hold_s)}" if self.mode == "reps" and self.hold_s else ""
        return f"{amount_words(self.mode, self.amount)}{held}"

    @property
    def words(self) -> str:
        """The whole dose without its load: ``3 x 12 each side``, ``4 x 30 s``, ``30 min``."""
        single = self.sets == 1 and self.mode != "reps"
        return ("" if single else f"{self.sets} x ") + self.amount_words + (" each side" if self.per_side else "")

    @property
    def work_s(self) -> float:
        """Seconds one set on one side takes."""
        if self.mode == "reps":
            return self.amount * ((self.rep_s or tempo_seconds(self.tempo) or REP_S) + (self.hold_s or 0))
        return self.amount / STRIDE_M_PER_S if self.mode == "distance" else self.amount

    @property
    def estimated_s(self) -> float:
        """Seconds all sets take with their rests, changing sides and getting ready."""
        sides = 2 if self.per_side else 1
        work = self.sets * (sides * self.work_s + (sides - 1) * CHANGE_SIDES_S)
        return SET_UP_S + work + (self.sets - 1) * (self.rest_s or 0)


class RoutineItem(msgspec.Struct, frozen=True, gc=False):
    """One exercise, by id, with the dose planned for it; ``note`` is what this routine asks of it.

    ``variant`` is the way it is done (``library.variant``).
    """

    exercise: str
    dose: PlannedDose
    note: str = ""
    variant: str = ""

    def __post_init__(self) -> None:
        check_slug("exercise", self.exercise)
        for id in self.variant.split("+") if self.variant else ():
            check_slug("variant", id)

    @property
    def way(self) -> str:
        """The variant, also where a routine from before says it in its note."""
        return self.variant or variant_said(self.note)

    def named(self, name: str) -> str:
        """``Eccentric heel drop, knee straight``: the exercise's name and the way it is done."""
        return titled(name, self.way)


class Stage(msgspec.Struct, frozen=True, gc=False):
    """Weeks ``first`` to ``last`` of a programme: its own items, and what is new in them."""

    first: int
    last: int
    name: str
    items: tuple[RoutineItem, ...]
    note: str = ""

    def __post_init__(self) -> None:
        if not 1 <= self.first <= self.last:
            raise ValueError(f"expected 1 <= first <= last, got weeks {self.first} to {self.last}")
        if not self.items:
            raise ValueError("a stage without items")


class Routine(msgspec.Struct, frozen=True, gc=False):
    """Exercises in order, with their doses and how often.

    ``weeks`` is None for a routine without an end; a programme counts its weeks and may change by ``stages``, of
    which the first one's items are the routine's own where it names none. ``gate`` names the check a routine asks for
    before it is offered, ``next`` the routine that follows, ``stage`` the one of the training path it begins with;
    ``before`` is what to have in place first, one sentence each. ``weekdays`` are ISO numbers, Monday 1.
    ``rest_between_s`` passes between two exercises.
    """

    id: str
    name: str
    items: tuple[RoutineItem, ...] = ()
    purpose: str = ""
    level: int = 1
    origin: Origin = "own"
    equipment: tuple[str, ...] = ()
    source: str = ""
    times_per_week: int = 3
    times_per_day: int = 1
    weekdays: tuple[int, ...] = ()
    weeks: int | None = None
    stages: tuple[Stage, ...] = ()
    gate: Gate | None = None
    next: str | None = None
    stage: int = 1
    before: tuple[str, ...] = ()
    rest_between_s: float = 0

    def __post_init__(self) -> None:
        check_named(self, "id", "next")
        for field, most in (("stage", 5), ("times_per_week", 7), ("times_per_day", 10)):
            if not 1 <= getattr(self, field) <= most:
                raise ValueError(f"{field} is {getattr(self, field)}; expected 1 to {most}")
        if any(not 1 <= day <= 7 for day in self.weekdays) or len(set(self.weekdays)) < len(self.weekdays):
            raise ValueError("weekdays are ISO numbers, Monday 1 to Sunday 7, each once")
        if self.stages:
            week = 0
            for stage in self.stages:
                if stage.first != week + 1:
                    raise ValueError(f"stages leave a gap or overlap at week {stage.first}")
                week = stage.last
            if week != self.weeks:
                raise ValueError(f"stages end with week {week}, weeks is {self.weeks}")
            if not self.items:
                msgspec.structs.force_setattr(self, "items", self.stages[0].items)

    def items_in_week(self, week: int) -> tuple[RoutineItem, ...]:
        """The items of the programme's ``week`` (1 is the first); past its end, the last stage's."""
        for stage in self.stages:
            if stage.first <= week <= stage.last:
                return stage.items
        if self.stages and week > self.stages[-1].last:
            return self.stages[-1].items
        return self.items

    @property
    def every_items(self) -> tuple[tuple[RoutineItem, ...], ...]:
        """The items of the routine and of each of its stages."""
        return (self.items, *(stage.items for stage in self.stages))

    @property
    def minutes_words(self) -> str:
        """``18``; ``8 to 21`` for a programme that grows: the same wherever the routine is named."""
        each = [estimated_minutes(items, self.rest_between_s) for items in self.every_items]
        return str(each[0]) if min(each) == max(each) else f"{min(each)} to {max(each)}"


def estimated_minutes(items: tuple[RoutineItem, ...], rest_between_s: float = 0) -> int:
    """Whole minutes, at least 1, that the items take in order, rests and getting ready included; 0 without items."""
    return max(1, int(rounded(estimated_s(items, rest_between_s) / 60, 0))) if items else 0


def estimated_s(items: Sequence[RoutineItem], rest_between_s: float = 0) -> float:
    return sum(item.dose.estimated_s for item in items) + max(0, len(items) - 1) * rest_between_s
