"""The kinds of entry in a journal: frozen, validated values.

Times are aware datetimes with the runner's offset at that moment; an entry's day is the calendar day at that offset.
Lengths are in km or cm, mass in kg, time in s. References between entries are ids, as strings. None can be part of a
circle, so none is looked at for garbage (``gc=False``): ten years of them would take 13 ms in the middle of a key.
"""

# No annotations as text here: msgspec would compile each as it first reads such a value, 4 ms of every start.
from collections.abc import Callable
from datetime import date, datetime
from operator import attrgetter
from typing import Annotated, Any, Literal, TypeVar, get_args

import msgspec
from msgspec import Meta, Struct

from library.exercise import Exercise as LibraryExercise
from library.routine import PlannedDose, RoutineItem
from library.variant import titled, variant_said

Side = Literal["left", "right", "both"]
Ankle = Literal["left", "right"]
ANKLES: tuple[Ankle, Ankle] = ("left", "right")
Rating = Annotated[int, Meta(ge=0, le=10)]
Rpe = Annotated[float, Meta(ge=0, le=10)]
ShortText = Annotated[str, Meta(max_length=200)]
Text = Annotated[str, Meta(max_length=20_000)]
Moment = Annotated[datetime, Meta(tz=True)]
Reps = Annotated[int, Meta(ge=0, le=500)]
Seconds = Annotated[float, Meta(ge=0, le=86_400)]
Metres = Annotated[float, Meta(ge=0, le=100_000)]
Kilograms = Annotated[float, Meta(ge=0, le=500)]
Kilometres = Annotated[float, Meta(ge=0, le=1_000)]
ShoeKilometres = Annotated[float, Meta(ge=0, le=20_000)]
Weekday = Annotated[int, Meta(ge=1, le=7)]
"""ISO weekday: 1 is Monday."""

LONGEST_RUN_S = 7 * 86_400
"""The longest run there is: of six days, with rests. Most of what is longer was mistyped."""

SetResult = Literal["done", "reduced", "shaky", "skipped-sore", "skipped-other"]
SessionState = Literal["open", "finished", "short", "postponed", "abandoned"]
Activity = Literal["run", "walk", "jump-rope", "cycle", "swim", "low-impact", "other"]
Surface = Literal["", "road", "track", "trail", "treadmill", "grass", "sand", "mixed", "other"]
FitAnswer = Literal["yes", "no", "unsure"]
FitWhen = Literal["", "end-of-day", "after-workout", "other"]
Whose = Literal["left", "right", "body"]
"""Whom something is said of: one ankle, or the runner."""
Limit = Literal["as-before", "stop", "walk", "no-impact", "ladder", "easy", "usual"]
SizeSystem = Literal["", "EU", "UK", "US"]
SupportType = Literal["lace-brace", "rigid-brace", "tape", "sleeve"]


class Entry(Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="kind", gc=False):
    """What every entry has: an id (empty until added), and when it was created and last changed."""

    id: str = ""
    created_at: Moment | None = None
    updated_at: Moment | None = None


class PlannedRoutine(Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A routine in a plan: on these weekdays, or so many times a week, and so many times on such a day."""

    routine: ShortText
    weekdays: tuple[Weekday, ...] = ()
    times_per_week: Annotated[int, Meta(ge=1, le=7)] | None = None
    times_per_day: Annotated[int, Meta(ge=1, le=6)] = 1
    since: date | None = None
    """Day the routine began, where it differs from the plan's: a 12-week programme counts its weeks from here."""


class Plan(Entry, frozen=True, kw_only=True, tag="plan"):
    """Which routines the runner means to do, since when; the newest plan holds."""

    since: date
    routines: tuple[PlannedRoutine, ...] = ()
    note: Text = ""


class OwnExercise(Entry, frozen=True, kw_only=True, tag="exercise"):
    """The runner's own exercise, or what the runner changed about a built-in one."""

    exercise: ShortText
    """Id in the catalogue: a built-in one's, or the own exercise's."""
    definition: LibraryExercise | None = None
    """The exercise in full when it is the runner's own; None for a built-in."""
    hidden: bool = False
    annotation: Text = ""


class OwnRoutine(Entry, frozen=True, kw_only=True, tag="routine"):
    """The runner's own routine, or an adjusted copy of a built-in (``based_on``)."""

    name: Annotated[str, Meta(min_length=1, max_length=200)]
    items: tuple[RoutineItem, ...] = ()
    purpose: Text = ""
    based_on: ShortText = ""
    times_per_week: Annotated[int, Meta(ge=1, le=7)] | None = None
    times_per_day: Annotated[int, Meta(ge=1, le=6)] = 1
    weekdays: tuple[Weekday, ...] = ()


class Set(Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """One set of an item: what is proposed until ``result`` says what was done."""

    id: str
    side: Side = "both"
    reps: Reps | None = None
    hold_s: Seconds | None = None
    duration_s: Seconds | None = None
    distance_m: Metres | None = None
    load_kg: Kilograms | None = None
    band: ShortText = ""
    tempo: ShortText = ""
    planned: Annotated[float, Meta(ge=0, le=100_000)] | None = None
    """How much was proposed, in the unit of its measure (reps, s or m): what to spare is told from it."""
    chosen: bool = False
    """Whether the runner set its numbers: what is changed in another set is not carried on to it."""
    done_at: Moment | None = None
    result: SetResult | None = None
    updated_at: Moment | None = None
    removed: bool = False

    @property
    def is_skipped(self) -> bool:
        """Whether it was left out, for soreness or otherwise: its numbers are what was asked for."""
        return self.result in ("skipped-sore", "skipped-other")


class SideRating(Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A rating per side, 0-10, None where not asked."""

    left: Rating | None = None
    right: Rating | None = None


class Item(Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """An exercise within a session. ``name`` keeps it readable when the exercise is gone.

    ``variant`` is the way it is done (``library.variant``).
    """

    id: str
    exercise: ShortText
    name: ShortText = ""
    variant: ShortText = ""
    dose: PlannedDose
    sets: tuple[Set, ...] = ()
    position: float = 0.0
    soreness: SideRating | None = None
    how: Text = ""
    """What its routine asks of it and what to mind on its day, a line each."""
    reason: Text = ""
    """Why it is proposed, a line each; entries from before have the routine's remark in front."""
    note: Text = ""
    updated_at: Moment | None = None
    removed: bool = False

    @property
    def way(self) -> str:
        """The variant, also where an entry from before says it in the routine's note."""
        return self.variant or variant_said(self.reason)

    @property
    def title(self) -> str:
        """What it is called, with the way it is done: ``Eccentric heel drop, knee straight``."""
        return titled(self.name or self.exercise, self.way)


class Timer(Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """The running timer of a session, as a deadline so that it is right after any pause of the program."""

    purpose: Literal["lead-in", "hold", "change-sides", "rest"]
    started_at: Moment
    deadline: Moment
    item: str = ""
    set: str = ""
    guided: bool = False
    """Whether it is one of a run of holds that follow each other by themselves."""
    paused_at: Moment | None = None
    """Since when it stands still; nothing is counted from then on."""


class Session(Entry, frozen=True, kw_only=True, tag="session"):
    """A strength session: items with their sets, ticked one by one."""

    started_at: Moment
    finished_at: Moment | None = None
    state: SessionState = "open"
    routine: ShortText = ""
    name: ShortText = ""
    items: tuple[Item, ...] = ()
    timer: Timer | None = None
    rpe: Rpe | None = None
    support: ShortText = ""
    """The support worn."""
    note: Text = ""
    stage: Annotated[int, Meta(ge=1, le=9)] | None = None
    """The stage of the training path that was open when it was begun."""
    own_updated_at: Moment | None = None
    """When what is neither item nor timer was last changed; where it is left out, ``updated_at`` says so."""


class Run(Entry, frozen=True, kw_only=True, tag="run"):
    """Any cardio bout. ``activity`` is its kind; ``source_id`` is the id it had where it was imported from."""

    started_at: Moment
    activity: Activity = "run"
    duration_s: Annotated[float, Meta(ge=0, le=LONGEST_RUN_S)] | None = None
    distance_km: Kilometres | None = None
    shoe: ShortText = ""
    surface: Surface = ""
    support: ShortText = ""
    """The support worn."""
    rpe: Rpe | None = None
    note: Text = ""
    source_id: ShortText = ""


class AnkleReport(Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """One ankle at one moment: its rating (None: not asked), where and how it feels."""

    rating: Rating | None = None
    spots: tuple[str, ...] = ()
    feels: tuple[str, ...] = ()


class CheckIn(Entry, frozen=True, kw_only=True, tag="check-in"):
    """Both ankles at one moment. ``after`` is the session or run it follows."""

    at: Moment
    moment: str
    left: AnkleReport = AnkleReport()
    right: AnkleReport = AnkleReport()
    triggers: tuple[str, ...] = ()
    stop_signs: tuple[str, ...] = ()
    stop_signs_cleared_at: Moment | None = None
    """When a person cleared the stop signs; until then they suspend training suggestions."""
    stop_signs_answered_at: Moment | None = None
    """When the stop-sign question was answered, also with none ticked; until then it stays asked."""
    after: ShortText = ""
    note: Text = ""

    def side(self, side: Ankle) -> AnkleReport:
        return self.left if side == "left" else self.right


class DatedNote(Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A remark with its time."""

    at: Moment
    text: Text


class Shoe(Entry, frozen=True, kw_only=True, tag="shoe"):
    """A pair of shoes; its wear follows from runs and ``prior_km``."""

    brand: ShortText = ""
    model: ShortText = ""
    nickname: ShortText = ""
    size: ShortText = ""
    size_system: SizeSystem = ""
    width: ShortText = ""
    insole: ShortText = ""
    lacing: ShortText = ""
    bought: date | None = None
    first_worn: date | None = None
    prior_km: ShoeKilometres = 0.0
    limit_km: ShoeKilometres | None = None
    default: bool = False
    retired: date | None = None
    retired_reason: ShortText = ""
    note: Text = ""
    notes: tuple[DatedNote, ...] = ()

    @property
    def name(self) -> str:
        """What the runner calls it: the nickname, else brand and model."""
        return self.nickname or " ".join(part for part in (self.brand, self.model) if part) or "unnamed shoe"


class Support(Entry, frozen=True, kw_only=True, tag="support"):
    """A brace, tape or sleeve the runner wears, like a shoe; runs and sessions name it."""

    type: SupportType
    side: Side = "both"
    since: date
    until: date | None = None
    """The last day it was worn, once it is no more."""
    note: Text = ""


class FitCheck(Entry, frozen=True, kw_only=True, tag="fit-check"):
    """A fitting checklist of one shoe: answers by question id."""

    shoe: ShortText
    at: Moment
    when: FitWhen = ""
    answers: dict[str, FitAnswer] = msgspec.field(default_factory=dict)
    rub_spots: tuple[str, ...] = ()
    """``side:spot`` pairs, like ``left:heel-side``."""
    note: Text = ""


class SelfTest(Entry, frozen=True, kw_only=True, tag="self-test"):
    """One result of a self-test. ``side`` is both for scores that have none."""

    at: Moment
    test: str
    side: Side = "both"
    value: Annotated[float, Meta(ge=0, le=1_000)]
    unit: ShortText = ""
    conditions: ShortText = ""
    scale: ShortText = ""
    """Name of the clinic score, like VISA-A; Surefoot stores the number only."""


class Note(Entry, frozen=True, kw_only=True, tag="note"):
    """Free journaling for a day; Markdown is kept as written."""

    day: date
    text: Text


class Asked(Entry, frozen=True, kw_only=True, tag="asked"):
    """What somebody who knows said: which rules it closes, on which side, and how much is allowed until when."""

    at: Moment
    side: Whose = "body"
    who: Literal["physio", "doctor", "urgent", "pharmacist", "other"]
    closes: tuple[str, ...] = ()
    """Ids of stop signs and rules that are quiet while this holds."""
    limit: Limit = "as-before"
    """How much is allowed; ``as-before`` is what the closed rules allowed."""
    exercises: Literal["", "go-on", "change", "stop"] = ""
    until: date | None = None
    """The last day it holds; 42 days where nothing was said."""
    note: Text = ""
    """Their words."""


class Fact(Entry, frozen=True, kw_only=True, tag="fact"):
    """Something about the runner that a rule asks for, since a day and, where it ended, until one."""

    since: date
    fact: str
    until: date | None = None
    side: Whose = "body"
    note: Text = ""


class Answer(Entry, frozen=True, kw_only=True, tag="answer"):
    """One answer to a question that Surefoot asks: yes, no or a number."""

    at: Moment
    question: str
    side: Whose = "body"
    value: bool | Annotated[float, Meta(ge=0, le=10_000)]


ENTRY_TYPES: tuple[type[Entry], ...] = tuple(Entry.__subclasses__())
"""Every kind of entry, in the order they stand above."""
E = TypeVar("E", bound=Entry)
KINDS: dict[str, type[Entry]] = {str(kind.__struct_config__.tag): kind for kind in ENTRY_TYPES}
TIME_FIELD: dict[str, str] = {
    "session": "started_at",
    "run": "started_at",
    "check-in": "at",
    "fit-check": "at",
    "self-test": "at",
    "note": "day",
    "asked": "at",
    "fact": "since",
    "support": "since",
    "answer": "at",
}
"""The field that carries an entry's time; kinds not listed are known by ``created_at``."""


def kind_of(entry: Entry | type[Entry]) -> str:
    """The entry's kind as the file writes it: ``check-in``."""
    return str(entry.__struct_config__.tag)


_time_of: dict[type[Entry], Callable[[Any], datetime | date | None]] = {
    type: attrgetter(TIME_FIELD.get(kind, "created_at")) for kind, type in KINDS.items()
}


def time_of(entry: Entry) -> datetime | date | None:
    """When it was: its own time, or its day where it has no other, else when it was created."""
    return _time_of[type(entry)](entry)


def day_of(entry: Entry) -> date | None:
    """The calendar day of the entry, at the runner's offset then."""
    value = time_of(entry)
    return value.date() if isinstance(value, datetime) else value


ACTIVITIES: tuple[str, ...] = get_args(Activity)
NOT_ON_FOOT = frozenset({"cycle", "swim"})
"""Activities that wear no soles: they count neither for wear nor for shares."""
SURFACES: tuple[str, ...] = get_args(Surface)
