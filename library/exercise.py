"""An exercise and its dose: frozen values, checked as they are made.

Field names are those of the catalogue the built-in exercises were written from, so that an export reads like it.
Lengths in m, mass in kg, time in s unless the field's name says otherwise (``min_gap_h`` is hours).
"""

# No annotations as text: msgspec would compile each as it first reads such a value.
import math
import re
from functools import lru_cache
from typing import Any, Literal

import msgspec

Type = Literal["strength", "balance", "mobility", "stretch", "plyometric", "drill", "cardio", "self-care"]
Region = Literal["ankle", "foot", "calf", "shin", "hip", "chain"]
Impact = Literal["none", "low", "high"]
Stance = Literal["standing", "seated", "lying"]
Origin = Literal["article-a", "article-b", "article-c", "standard", "own"]
Mode = Literal["reps", "hold", "duration", "distance"]
LoadKind = Literal["none", "bodyweight", "external", "band"]
Basis = Literal["article", "published", "handout", "convention"]

POUNDS_PER_KILOGRAM = 2.2046226218

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_TEMPO = re.compile(r"\d+(?:\.\d+)?-\d+(?:\.\d+)?-\d+(?:\.\d+)?")
Measure = Literal["reps", "hold_s", "duration_s", "distance_m"]
# What each mode is counted in, and the field of a dose, or of a set, that holds it.
MEASURE: dict[Mode, Measure] = {"reps": "reps", "hold": "hold_s", "duration": "duration_s", "distance": "distance_m"}


def check_slug(field: str, value: str) -> None:
    """Raises ValueError unless ``value`` is lower-case words joined by hyphens."""
    if not _SLUG.fullmatch(value):
        raise ValueError(f"{field} is {value[:40]!r}; expected lower-case letters, digits and single hyphens")


def check_named(thing: Any, *ids: str) -> None:
    """Raises ValueError unless an exercise or a routine has a name, a level of the three, and slugs in these fields."""
    for field in ids:
        if (value := getattr(thing, field)) is not None:
            check_slug(field, value)
    if not thing.name.strip():
        raise ValueError("name is empty")
    if thing.level not in (1, 2, 3):
        raise ValueError(f"level is {thing.level}; expected 1, 2 or 3")


def check_tempo(field: str, value: str | None) -> None:
    """Raises ValueError unless ``value`` is seconds up, held and down, as in ``2-1-3``."""
    if value is not None and not _TEMPO.fullmatch(value):
        raise ValueError(f"{field} is {value[:40]!r}; expected seconds up-hold-down, like 2-1-3")


def tempo_seconds(tempo: str | None) -> float | None:
    """Seconds one rep takes at a tempo such as ``2-1-3``; None without one."""
    return sum(float(part) for part in tempo.split("-")) if tempo else None


class Range(msgspec.Struct, frozen=True):
    """From ``min`` to ``max``, with the value to start from."""

    min: int | float
    max: int | float
    default: int | float

    def __post_init__(self) -> None:
        if not 0 <= self.min <= self.default <= self.max:
            raise ValueError(f"expected 0 <= min <= default <= max, got {self.min}, {self.default}, {self.max}")

    @property
    def words(self) -> str:
        """``8 to 15``, or ``30`` where both ends agree."""
        return number(self.min) if self.min == self.max else f"{number(self.min)} to {number(self.max)}"


class Load(msgspec.Struct, frozen=True):
    """What is lifted or pulled against, in kg where that means something; pounds are derived, never stored."""

    kind: LoadKind = "none"
    min_kg: int | float | None = None
    max_kg: int | float | None = None
    note: str = ""

    def __post_init__(self) -> None:
        if (self.min_kg is None) != (self.max_kg is None):
            raise ValueError("min_kg and max_kg belong together")
        if self.min_kg is not None and self.max_kg is not None and not 0 <= self.min_kg <= self.max_kg:
            raise ValueError(f"expected 0 <= min_kg <= max_kg, got {self.min_kg}, {self.max_kg}")

    @property
    def takes_kg(self) -> bool:
        return bool(self.max_kg)


class Dose(msgspec.Struct, frozen=True):
    """How much and how often, as ranges to choose from.

    ``mode`` names what a set is counted in; ``hold_s`` may stand beside ``reps`` as the hold within each rep.
    ``basis`` says where the numbers come from: the article's own, a published trial or protocol, a clinic's or coach's
    handout, or ordinary coaching convention. ``tempo_s`` is seconds up-hold-down, the lifting phase first; ``rep_s`` is
    how long a rep takes whose tempo does not say it, such as a whole alphabet.
    """

    mode: Mode = "reps"
    sets: Range = Range(1, 3, 2)
    reps: Range | None = None
    hold_s: Range | None = None
    duration_s: Range | None = None
    distance_m: Range | None = None
    per_side: bool = False
    load: Load = Load()
    rest_s: Range = Range(0, 120, 60)
    sessions_per_week: Range = Range(0, 7, 3)
    sessions_per_day: int = 1
    tempo_s: str | None = None
    rep_s: float | None = None
    min_gap_h: int | float = 0
    basis: Basis = "convention"
    note: str = ""

    def __post_init__(self) -> None:
        field = MEASURE[self.mode]
        if getattr(self, field) is None:
            raise ValueError(f"mode is {self.mode}, so {field} is needed")
        beside = {"reps", "hold_s"} if self.mode == "reps" else {field}
        for other in MEASURE.values():
            if other not in beside and getattr(self, other) is not None:
                raise ValueError(f"mode is {self.mode}, so {other} means nothing")
        if self.measure.min == 0 or self.sets.min < 1:
            raise ValueError("a set holds something: the smallest number of sets and of what is counted is 1")
        if not 1 <= self.sessions_per_day <= 10:
            raise ValueError(f"sessions_per_day is {self.sessions_per_day}; expected 1 to 10")
        if self.sessions_per_week.max > 7:
            raise ValueError(f"sessions_per_week reaches {self.sessions_per_week.max}; a week has 7 days")
        if self.min_gap_h < 0:
            raise ValueError(f"min_gap_h is {self.min_gap_h}; expected 0 or more hours")
        if self.rep_s is not None and not 0 < self.rep_s <= 600:
            raise ValueError(f"rep_s is {self.rep_s}; expected more than 0 and at most 600 s")
        check_tempo("tempo_s", self.tempo_s)

    @property
    def measure(self) -> Range:
        """The range of what a set is counted in."""
        found: Range = getattr(self, MEASURE[self.mode])
        return found


class ArticleFacts(msgspec.Struct, frozen=True):
    """What the source article itself says of an exercise, reported, not endorsed; None where it is silent."""

    claim: str | None = None
    targets: str | None = None
    dose: str | None = None
    load: str | None = None
    equipment: str | None = None
    cautions: str | None = None
    progression: str | None = None
    technique: str | None = None
    shares_article_entry_with: str | None = None


class Exercise(msgspec.Struct, frozen=True):
    """One exercise: enough to do it safely from the text alone.

    Only ``id`` and ``name`` are needed, so that a runner's own exercise can start as a name; the built-in ones are
    held to more (``library.catalogue``). ``cue`` is the one short line kept in sight during a session.
    ``article_problems`` says where the article is wrong or silent, and what we do instead.

    What decides on which days it may be done: ``calf_level`` (0 none, 1 seated or two feet, 2 one foot on the flat,
    3 over an edge or with weight), ``balance_level`` (0 none, 1 two feet or supported, 2 one foot, 3 eyes closed or a
    board), ``over_edge`` of a step, ``end_range`` of a calf stretch, ``sideways`` strain of the ankle, ``stance``,
    ``hand_hold`` whether a hand is on something, ``both_feet`` whether the foot whose set it is not works too, and
    ``not_with``, spots or ``swollen``, with which it is not done.

    ``easier`` and ``harder`` say how to change this exercise; ``easier_id`` and ``harder_id`` are other ones.
    """

    id: str
    name: str
    article_name: str | None = None
    aliases: tuple[str, ...] = ()
    origin: Origin = "own"
    type: Type = "strength"
    level: int = 1
    region: Region = "ankle"
    joint_actions: tuple[str, ...] = ()
    impact: Impact = "none"
    calf_level: int = 0
    balance_level: int = 0
    over_edge: bool = False
    end_range: bool = False
    sideways: bool = False
    stance: Stance = "standing"
    hand_hold: bool = False
    both_feet: bool = False
    not_with: tuple[str, ...] = ()
    summary: str = ""
    cue: str = ""
    steps: tuple[str, ...] = ()
    dose: Dose = Dose(reps=Range(1, 50, 10))
    primary_muscles: tuple[str, ...] = ()
    secondary_muscles: tuple[str, ...] = ()
    other_structures: tuple[str, ...] = ()
    equipment: tuple[str, ...] = ()
    equipment_optional: tuple[str, ...] = ()
    easier: str | None = None
    easier_id: str | None = None
    harder: str | None = None
    harder_id: str | None = None
    cautions: tuple[str, ...] = ()
    stop_signs: tuple[str, ...] = ()
    article_facts: ArticleFacts | None = None
    article_problems: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        check_named(self, "id", "easier_id", "harder_id")
        for field in ("calf_level", "balance_level"):
            if getattr(self, field) not in (0, 1, 2, 3):
                raise ValueError(f"{field} is {getattr(self, field)}; expected 0 to 3")
        if self.id in (self.easier_id, self.harder_id):
            raise ValueError("an exercise cannot be its own easier or harder variant")

    @property
    def gated(self) -> bool:
        """Whether it asks for the plyometric gate: both feet leave the ground in a hop, jump or skip."""
        return self.impact == "high" or self.type == "plyometric"

    @property
    def by_both(self) -> bool:
        """Whether either ankle keeps both sides of it from being done."""
        return self.gated or self.both_feet


@lru_cache(maxsize=1024)
def number(value: float) -> str:
    """A number as a person writes it: ``12``, ``2.5``."""
    return tenths(value).rstrip("0").rstrip(".") if value != int(value) else str(int(value))


def tenths(value: float) -> str:
    """A number to one decimal, also where that is nought: ``2.0``."""
    return f"{rounded(value):.1f}"


def rounded(value: float, places: int = 1) -> float:
    """A number that is shown, with so many decimals: a half goes up, as one is taught, by the digits it is written in.

    Python's own ``round`` and formats take a half to the even digit: 2.25 to 2.2, but 33.75 to 33.8.
    """
    scale: int = 10**places
    whole = math.floor(abs(value) * scale + 0.5 + 1e-9)
    return (whole if value > 0 else -whole) / scale + 0.0


def seconds(value: float) -> str:
    """A length of time as a person reads it: ``45 s``, ``2 min``, ``1 min 30 s``, ``2 h``."""
    whole = int(rounded(value, 0))
    if whole < 60 or value != whole:
        return f"{number(value)} s"
    hours, rest = divmod(whole, 3600)
    minutes, left = divmod(rest, 60)
    return " ".join(f"{count} {unit}" for count, unit in ((hours, "h"), (minutes, "min"), (left, "s")) if count)


def amount_words(mode: Mode, amount: float) -> str:
    """How much a set holds, in the unit of what it counts: ``12``, ``45 s``, ``20 m``."""
    if mode == "reps":
        return number(amount)
    return f"{number(amount)} m" if mode == "distance" else seconds(amount)


def as_plain(exercise: Exercise) -> dict[str, Any]:
    """The exercise as JSON values under the catalogue's field names, with the pounds the kilograms make."""
    plain: dict[str, Any] = msgspec.to_builtins(exercise)
    load = plain["dose"]["load"]
    for end in ("min", "max"):
        kilograms = load[f"{end}_kg"]
        load[f"{end}_lb"] = None if kilograms is None else rounded(kilograms * POUNDS_PER_KILOGRAM)
    plain["dose"]["load"] = {key: load[key] for key in ("kind", "min_kg", "max_kg", "min_lb", "max_lb", "note")}
    return plain
