"""A week as one frozen value: what screen, plain text, Markdown and JSON are all made from, so they cannot disagree."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from msgspec import Struct

from journal.entries import Side
from journal.rules.verdict.verdict import Mark
from journal.rules.week.ankle_week import AnkleWeek

FORMAT = "surefoot-week"
SCHEMA = 4


class Amount(Struct, frozen=True, kw_only=True):
    """Work in whole numbers: sets, reps, seconds held, seconds of work (estimated from tempo for reps)."""

    sets: int
    reps: int
    hold_s: int
    work_s: int


class WorkWeek(Struct, frozen=True, kw_only=True):
    """Work on the left alone, the right alone, both at once, and together."""

    left: Amount
    right: Amount
    both: Amount
    total: Amount


class MuscleWeek(Struct, frozen=True, kw_only=True):
    """Work in which a muscle was a primary one. A set counts for each of its exercise's primary muscles."""

    muscle: str
    left: Amount
    right: Amount
    both: Amount
    total: Amount


class LeftRight(Struct, frozen=True, kw_only=True):
    """Left less right, of the work done on one side at a time; per cent of the larger side's sets, None without any."""

    sets: int
    reps: int
    hold_s: int
    percent: int | None


class SessionsWeek(Struct, frozen=True, kw_only=True):
    """Sessions by how they ended. ``planned`` is None without a plan; ``minutes`` is time spent in them.

    ``unplanned`` of those done or short stand for none that the plan asks for.
    Self-care is none of them: ``self_care_days`` is on how many days it was logged.
    """

    planned: int | None
    done: int
    short: int
    postponed: int
    abandoned: int
    open: int
    minutes: int
    shaky_sets: int
    skipped_sore_sets: int
    skipped_other_sets: int
    self_care_days: int = 0
    unplanned: int = 0


class BoutsWeek(Struct, frozen=True, kw_only=True):
    """Runs or other cardio of one kind."""

    activity: str
    count: int
    minutes: int
    km: float


class ShoeWeek(Struct, frozen=True, kw_only=True):
    """One pair's runs; ``share_percent`` of the week's km on foot, None without km."""

    shoe: str
    name: str
    count: int
    km: float
    share_percent: int | None


class RunsWeek(Struct, frozen=True, kw_only=True):
    """All cardio of the week. ``longest_km`` is the longest single run."""

    count: int
    minutes: int
    km: float
    longest_km: float
    activities: tuple[BoutsWeek, ...]
    shoes: tuple[ShoeWeek, ...]


class SelfTestWeek(Struct, frozen=True, kw_only=True):
    """A self-test of the week; ``change`` only where it is beyond the test's measurement error."""

    test: str
    name: str
    side: Side
    value: float
    unit: str
    day: date
    before: float | None
    before_day: date | None
    change: float | None
    words: str


class DayWeek(Struct, frozen=True, kw_only=True):
    """One day. ``left`` and ``right`` are its highest ratings, None where not rated."""

    day: date
    sessions_done: int
    sessions_short: int
    sessions_postponed: int
    sets: int
    work_s: int
    session_minutes: int
    runs: int
    run_minutes: int
    run_km: float
    left: int | None
    right: int | None
    note: bool
    self_care: bool = False


class Compared(Struct, frozen=True, kw_only=True):
    """One figure beside the week before and the mean of the four before; None where there was nothing to count."""

    id: str
    label: str
    unit: str
    this: float | None
    before: float | None
    mean_of_four: float | None


class Ankles(Struct, frozen=True, kw_only=True):
    """Both ankles' weeks."""

    left: AnkleWeek
    right: AnkleWeek


class Judged(Struct, frozen=True, kw_only=True):
    """The verdict of the last day of the week that has come, in its own words: its lines, how to run, the way back."""

    day: date
    mark: Mark
    says: tuple[str, ...]
    run: str
    way_back: tuple[str, ...] = ()


class ClearedSign(Struct, frozen=True, kw_only=True):
    """A stop sign that was ticked or cleared in the week, and is cleared: its label, and both days."""

    label: str
    ticked: date
    cleared: date


class WeekSummary(Struct, frozen=True, kw_only=True):
    """A week in figures. What ``surefoot week --format json`` prints, under these names; ``schema`` grows with them."""

    format: str = FORMAT
    schema: int = SCHEMA
    week: str
    first_day: date
    last_day: date
    as_of: datetime
    complete: bool
    sessions: SessionsWeek
    work: WorkWeek
    left_right: LeftRight
    muscles: tuple[MuscleWeek, ...]
    ankles: Ankles
    runs: RunsWeek
    self_tests: tuple[SelfTestWeek, ...]
    days: tuple[DayWeek, ...]
    compared: tuple[Compared, ...]
    judged: Judged | None = None
    cleared_signs: tuple[ClearedSign, ...] = ()


class Findings(Struct, frozen=True, kw_only=True):
    """What other rules found about the week, given to :func:`summarise` as values."""

    planned: int | None = None
    unplanned: int = 0
    began: date | None = None
    """Day of the journal's first entry; weeks before it are not compared with."""
    judged: Judged | None = None
    cleared_signs: tuple[ClearedSign, ...] = ()
    self_tests: tuple[SelfTestWeek, ...] = ()
    shoe_names: Mapping[str, str] = {}
