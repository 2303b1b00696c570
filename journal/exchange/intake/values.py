"""What a source tells, before the journal has been asked: bouts, workouts, shoes, what was left out, what is asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Literal

from msgspec import Struct

from journal.entries import Activity, Side, Surface
from journal.errors import SurefootError
from journal.units import DistanceUnit, LoadUnit

DayOrder = Literal["day-first", "month-first"]
DecimalMark = Literal[".", ","]
LEAVE, TAKE = "leave", "take"
DAY_ORDER, UNIT, DECIMALS = "day-order", "unit", "decimals"
"""Questions about a table, by id."""
LATER, EARLY, PACE, TWINS, ROUNDED, CLOCK_CHANGE, CUT, CHECKSUM, BY_SPEED, BACKWARDS = (
    "later", "early", "pace", "twins", "ids", "clock-change", "cut", "checksum", "by-speed", "backwards",
)  # fmt: skip
"""Questions that any source may raise, by id."""


class Unreadable(SurefootError):
    """A file, or a part of one, that cannot be read; says why."""


class UnknownTable(Unreadable):
    """A table with a header that is not known: its columns and the cells of its first line, for the runner to name."""

    def __init__(self, sentence: str, headers: Sequence[str], first: Sequence[str]) -> None:
        super().__init__(sentence)
        self.headers, self.first = tuple(headers), tuple(first)


class Stopped(SurefootError):
    """The runner stopped the reading; nothing was changed."""


class Doubt(Struct, frozen=True):
    """Why a row is doubtful: ``id`` is of the question that settles it, ``words`` stand beside the row.

    ``about``: the word or name that is asked about, as the file has it.
    """

    id: str
    words: str
    about: str = ""


def unknown_kind(word: str) -> Doubt:
    """The doubt of a kind of activity that no list holds."""
    words = f"a kind that is not known: {word}" if word else "it does not say what was done"
    return Doubt(f"kind:{word.casefold()}", words, word)


class SourceRun(Struct, frozen=True, kw_only=True):
    """A run or other cardio as a source tells it. Times in s, distances in km; ``shoe`` is a name.

    ``source_id`` is what the source, or what it holds, names it by: the same in every copy. ``origin`` tells makers
    apart: two records of one maker under two ids may be two runs, two makers' are one run recorded twice.
    """

    where: str
    started_at: datetime
    activity: Activity
    source_id: str
    origin: str
    rank: int = 9
    """How much the source knows of a run, 0 the most: of two records of one run the lower one stays."""
    duration_s: float | None = None
    distance_km: float | None = None
    elapsed_s: float | None = None
    """From beginning to end with pauses, where that is known."""
    surface: Surface = ""
    shoe: str = ""
    rpe: float | None = None
    note: str = ""
    doubts: tuple[Doubt, ...] = ()
    day_only: bool = False
    """The time of day is not told: nothing can be said of what happened at the same time."""


class WorkoutSet(Struct, frozen=True, kw_only=True):
    """One row of a table of sets. Loads in kg; ``doubts`` as of a bout."""

    where: str
    exercise: str
    side: Side = "both"
    reps: int | None = None
    hold_s: float | None = None
    duration_s: float | None = None
    distance_m: float | None = None
    load_kg: float | None = None
    doubts: tuple[Doubt, ...] = ()
    both_sides: bool = False
    """One row that stands for a set on each side."""


class Workout(Struct, frozen=True, kw_only=True):
    """A strength session as a source tells it: its rows in order."""

    started_at: datetime
    source_id: str
    name: str = ""
    duration_s: float | None = None
    note: str = ""
    sets: tuple[WorkoutSet, ...] = ()


class NamedShoe(Struct, frozen=True):
    """A pair by its name, with what else the source knows of it."""

    name: str
    brand: str = ""
    model: str = ""


class LeftOut(Struct, frozen=True):
    """A row, file or workout that is not offered, and why."""

    where: str
    why: str


class FileQuestion(Struct, frozen=True):
    """A question about the file: ``choices`` begin with what is proposed."""

    id: str
    asks: str
    choices: tuple[str, ...]


class Told(Struct, frozen=True, kw_only=True):
    """All that one source tells."""

    format: str
    bouts: tuple[SourceRun, ...] = ()
    workouts: tuple[Workout, ...] = ()
    shoes: tuple[NamedShoe, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    asked: tuple[FileQuestion, ...] = ()


class Terms(Struct, frozen=True, kw_only=True):
    """How to read what a source does not say: the present moment, the runner's units, and what was answered."""

    now: datetime
    distance: DistanceUnit = "km"
    load: LoadUnit = "kg"
    answers: Mapping[str, str] = {}
    """Question ids to choices; ``unit`` and ``day-order`` are questions like any other."""
    going: Callable[[], object] = int
    """Called now and then while something long is read. Raises Stopped: the runner stopped it."""
