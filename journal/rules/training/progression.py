"""Progression per exercise and side: 2-for-2, double progression, holds, bands and the ladder, as the verdict allows.

Rules, with their sources (docs/rules.md, "Progression"):

- 2-for-2: two or more reps to spare in the last set of two sessions running raises the load (coaching textbooks).
  The step is 5 %, rounded to 0.5 kg and at least that; published ranges are 2.5-10 %.
- Double progression: reps climb at a fixed load to the top of the range; then the load rises by its smallest step and
  the reps start at the bottom again (convention).
- Holds climb by 5 s, times by 5 s (by a minute from two minutes on), distances by 5 m, to the top of their range (house
  rule). At the top twice running, the ladder's next exercise is offered; a band is changed for the next one.
- Gate: only on a day whose verdict lets the load grow, with soreness during of at most 5 and a settled morning, may
  anything rise; on one that says repeat it is repeated; on a stricter one, after a morning that did not settle or
  soreness during above 5 it eases off by one step (pain-monitoring model, Silbernagel 2007; University of Delaware
  soreness guidelines). What leaves the ground goes by both ankles, and rises by no more than 50 contacts a session
  (published for beginners). What is barred is not asked about here (``journal.rules.training.offered``).
- Shaking repeats, and twice running eases off (article A: slow down or go back). A set skipped for soreness does too.

Every decision moves by one step at most. Its reason is worded from the values it was decided on.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from math import floor

import msgspec

from journal.entries import Side
from journal.rules.ankle.mornings import SETTLED_AT
from journal.rules.done.history import Performance, ankles_of
from journal.rules.training.offered import dose_today, why_not
from journal.rules.training.proposal import MOST_CONTACTS, Change, Proposal, Rule
from journal.rules.verdict.table import LOADS, LoadLevel
from journal.rules.verdict.verdict import Verdict
from library.exercise import Exercise, Range
from library.routine import PlannedDose

SPARE_REPS = 2
LOAD_STEP, LOAD_EASE, LOAD_GRAIN_KG = 0.05, 0.10, 0.5
HOLD_STEP_S, LONG_STEP_S, LONG_FROM_S, DISTANCE_STEP_M = 5.0, 60.0, 120.0, 5.0
DURING_MAX = 5
AWAY_DAYS = 21
BANDS = ("yellow", "red", "green", "blue", "black")
"""Resistance bands from light to heavy, as most makers colour them."""


class _Case(msgspec.Struct, frozen=True):
    """Everything a decision looks at."""

    exercise: Exercise
    dose: PlannedDose
    side: Side
    history: tuple[Performance, ...]
    comparable: bool
    found: Verdict
    now: datetime
    easier: Exercise | None
    harder: Exercise | None
    bands: tuple[str, ...]

    @property
    def last(self) -> Performance:
        return self.history[-1]

    @property
    def pair(self) -> tuple[Performance, ...]:
        """The last two performances; empty with fewer."""
        return self.history[-2:] if len(self.history) >= 2 else ()

    @property
    def range(self) -> Range:
        """The exercise's own range where it counts in the dose's unit, else no room to move."""
        if self.exercise.dose.mode == self.dose.mode:
            return self.exercise.dose.measure
        return Range(self.dose.amount, self.dose.amount, self.dose.amount)

    @property
    def load_last(self) -> float | None:
        """The last time's load, where a load belongs to the exercise; one typed in once elsewhere is not planned."""
        return self.last.load_kg if self.exercise.dose.load.takes_kg else self.dose.load_kg

    @property
    def top(self) -> float:
        return max(self.range.max, self.dose.amount)

    @property
    def allows(self) -> tuple[LoadLevel, str]:
        """What the day allows of it, and why."""
        return allows(self.exercise, self.found, self.side)


def may_add_weight(exercise: Exercise, found: Verdict, side: Side) -> bool:
    """Whether weight may be added: not where a bar forbids it; to calf work only where it may at least be repeated."""
    if any(bar.id == "added-load" for bar in found.bars):
        return False
    return not exercise.calf_level or LOADS.index(allows(exercise, found, side)[0]) >= LOADS.index("repeat")


def allows(exercise: Exercise, found: Verdict, side: Side) -> tuple[LoadLevel, str]:
    """The load that decides for an exercise on a side, and the sentence that says so, empty where it may grow.

    A bar against new levels holds jumps and calf work to what was done last time.
    """
    ankles = ankles_of("both" if exercise.gated else side)
    ankle = min(ankles, key=lambda one: LOADS.index(found.sides[one].load))
    load = found.sides[ankle].load
    new = next((bar.says for bar in found.bars if bar.id == "new-level"), "")
    if new and load == "progress" and (exercise.gated or exercise.calf_level):
        return "repeat", new
    rows = [row for row in found.rows if row.side in (ankle, "body")]
    strictest = min(rows, key=lambda row: LOADS.index(row.load), default=None)
    return load, strictest.says if strictest is not None and load != "progress" else ""


def load_step(load_kg: float) -> float:
    """How much to add to a load: 5 %, in steps of 0.5 kg, at least 0.5 kg."""
    return max(LOAD_GRAIN_KG, round(load_kg * LOAD_STEP / LOAD_GRAIN_KG) * LOAD_GRAIN_KG)


def amount_step(dose: PlannedDose, amount: float) -> float:
    """How much more is one step: a rep, 5 s (a minute from two minutes on) or 5 m."""
    if dose.mode == "reps":
        return 1
    if dose.mode == "distance":
        return DISTANCE_STEP_M
    return LONG_STEP_S if dose.mode == "duration" and amount >= LONG_FROM_S else HOLD_STEP_S


def propose(
    exercise: Exercise,
    dose: PlannedDose,
    side: Side,
    history: Sequence[Performance],
    found: Verdict,
    now: datetime,
    *,
    easier: Exercise | None = None,
    harder: Exercise | None = None,
    bands: Sequence[str] = BANDS,
    staged: bool = False,
) -> Proposal:
    """What to do next of an exercise on one side.

    It goes on from the last time in the same measure; where a programme's stage sets the numbers (``staged``), from the
    last time with those numbers.

    Args:
        dose: what the routine plans, or the exercise's own dose.
        history: performances of this exercise on this side, oldest first.
        found: what may be done now; the exercise itself is not barred by it.
        easier, harder: the neighbours on the ladder.
        bands: the runner's bands from light to heavy.
    """
    if staged:
        same = [each for each in history if _numbers(dose_today(exercise, each.dose, found)) == _numbers(dose)]
    else:
        same = [each for each in history if each.dose.mode == dose.mode]
    # The same exercise twice in one session is one performance: the last of them.
    kept = tuple({each.at: each for each in same or history}.values())
    return _decided(_Case(exercise, dose, side, kept, bool(same), found, now, easier, harder, tuple(bands)))


def _decided(case: _Case) -> Proposal:
    if not case.history:
        return _start(case, Rule.FIRST)
    if not case.comparable:
        return _start(case, Rule.NEW_NUMBERS)
    return _gated(case) or _raised(case)


def _numbers(dose: PlannedDose) -> tuple[object, ...]:
    return dose.mode, dose.sets, dose.amount, dose.hold_s, dose.per_side


def _start(case: _Case, rule: Rule) -> Proposal:
    """Nothing comparable was done yet: the numbers as planned, carrying over load and band."""
    load, band = case.dose.load_kg, case.dose.band or ""
    if case.history:
        load = case.load_last if case.load_last is not None else load
        band = case.last.band or band
    if case.exercise.dose.load.takes_kg and load is None:
        load = case.exercise.dose.load.min_kg
    if _eases(case):
        return _eased(case, Rule.EASE, _base(case, load, band))
    base = _base(case, load, band)
    return msgspec.structs.replace(base, rule=rule)


def _base(case: _Case, load: float | None = None, band: str = "") -> Proposal:
    """The proposal that repeats: last time's target, load and band, the plan's number of sets."""
    amount = case.dose.amount
    if case.comparable:
        amount, load, band = case.last.target, case.load_last, case.last.band
        if load is None and case.exercise.dose.load.takes_kg:
            load = case.dose.load_kg if case.dose.load_kg is not None else case.exercise.dose.load.min_kg
        band = band or case.dose.band or ""
    if not may_add_weight(case.exercise, case.found, case.side):
        load = None
    return Proposal(
        side=case.side,
        rule=Rule.FIRST,
        change=Change.NONE,
        dose=case.dose,
        sets=case.dose.sets,
        amount=amount,
        load_kg=load,
        band=band,
        was_sets=case.dose.sets,
        was_amount=amount,
        was_load_kg=load,
        was_band=band,
        why=case.allows[1],
        recent=case.history[-2:],
        days=(case.now.date() - case.last.at.date()).days if case.history else 0,
        top=case.top,
    )


def _gated(case: _Case) -> Proposal | None:
    """What the day, the last mornings and the last sets forbid; None when it may rise."""
    last, pair = case.last, case.pair
    eased = (
        (Rule.EASE, _eases(case)),
        (Rule.UNSETTLED, last.settled is False),
        (Rule.SORE_DURING, last.during is not None and last.during > DURING_MAX),
        (Rule.SKIPPED_TWICE, bool(pair) and all(each.has("skipped-sore") for each in pair)),
        (Rule.SHAKY_TWICE, bool(pair) and all(each.has("shaky") for each in pair)),
    )
    for rule, holds in eased:
        if holds:
            return _eased(case, rule, _base(case))
    base = _base(case)
    repeats = (
        (Rule.REPEAT, case.allows[0] == "repeat"),
        (Rule.AWAY, base.days >= AWAY_DAYS),
        (Rule.SKIPPED, last.has("skipped-sore")),
        (Rule.SHAKY, last.has("shaky")),
        (Rule.INCOMPLETE, not last.complete),
        (Rule.EASED_BEFORE, last.planned_sets < min(case.dose.sets, last.dose.sets)),
        (Rule.NO_MORNING, last.settled is None),
    )
    for rule, holds in repeats:
        if holds:
            return msgspec.structs.replace(base, rule=rule)
    return None


def _raised(case: _Case) -> Proposal:
    """One step more, or the same where there is nothing above."""
    base = _base(case)
    last, pair = case.last, case.pair
    assert last.amounts  # a complete performance holds something
    at_top = min(last.amounts) >= case.top
    top_twice = at_top and bool(pair) and min(pair[0].amounts, default=0) >= case.top and pair[0].complete
    load = case.exercise.dose.load
    change = msgspec.structs.replace
    if load.takes_kg and case.dose.mode == "reps" and (heavier := _heavier(case, base)) is not None:
        if _spare_twice(case) and (load.kind == "external" or (base.load_kg or 0) > 0):
            return change(base, rule=Rule.SPARE, change=Change.LOAD_UP, load_kg=heavier)
        if at_top:
            return change(base, rule=Rule.TOP_OF_REPS, change=Change.LOAD_UP, load_kg=heavier, amount=case.range.min)
    if at_top and load.kind == "band" and (band := _next_band(base.band, case.bands)):
        return change(base, rule=Rule.TOP_OF_REPS, change=Change.BAND_UP, band=band, amount=case.range.min)
    if top_twice and case.harder is not None and _may_climb(case, case.harder):
        return change(
            base,
            rule=Rule.TOP_TWICE,
            change=Change.LADDER_UP,
            exercise=case.harder.id,
            exercise_name=case.harder.name,
        )
    raised = min(case.top, base.amount + amount_step(case.dose, base.amount))
    if at_top or raised <= base.amount or case.exercise.type == "self-care":
        return change(base, rule=Rule.AT_TOP)
    met = min(last.amounts)
    contacts = case.dose.sets * max(raised, met) * (2 if case.dose.per_side else 1)
    if case.exercise.gated and case.dose.mode == "reps" and contacts > MOST_CONTACTS:
        return change(base, rule=Rule.CONTACTS)
    if met >= raised:
        # A step above the proposal, or more, was done already: asking for less is no step up, asking for it a repeat.
        return change(base, rule=Rule.ALL_MET, amount=met, was_amount=met)
    return change(base, rule=Rule.ALL_MET, change=Change.AMOUNT_UP, amount=raised)


def _heavier(case: _Case, base: Proposal) -> float | None:
    """The next load, None at the exercise's most."""
    if not may_add_weight(case.exercise, case.found, case.side):
        return None
    load, most = base.load_kg or 0.0, case.exercise.dose.load.max_kg or 0.0
    raised = min(most, load + load_step(load))
    return raised if raised > load else None


def _spare_twice(case: _Case) -> bool:
    """Two or more reps above the target in the last set of two sessions running, at the same load."""
    return (
        bool(case.pair)
        and all(each.complete and each.amounts[-1] >= each.target + SPARE_REPS for each in case.pair)
        and case.pair[0].load_kg == case.pair[1].load_kg
        and case.pair[0].settled is not False
    )


def _may_climb(case: _Case, harder: Exercise) -> bool:
    """Ratings of at most 2 both times, and the day allows it; into a jump, both mornings settled too."""
    quiet = all((each.before or 0) <= SETTLED_AT and (each.during or 0) <= SETTLED_AT for each in case.pair)
    if why_not(harder, case.found, case.side) or allows(harder, case.found, case.side)[0] != "progress":
        return False
    return quiet and all(each.settled if harder.gated else each.settled is not False for each in case.pair)


def _eases(case: _Case) -> bool:
    """Whether the day allows less than last time."""
    return LOADS.index(case.allows[0]) < LOADS.index("repeat")


def _next_band(band: str, bands: tuple[str, ...]) -> str | None:
    names = [name.casefold() for name in bands]
    at = names.index(band.casefold()) if band.casefold() in names else -1
    return bands[at + 1] if 0 <= at < len(bands) - 1 else None


def _eased(case: _Case, rule: Rule, base: Proposal) -> Proposal:
    """One step less: load, a set, an easier exercise, a smaller amount; else out for today."""
    change = msgspec.structs.replace
    if base.load_kg:
        less = floor(base.load_kg * (1 - LOAD_EASE) / LOAD_GRAIN_KG) * LOAD_GRAIN_KG
        return change(base, rule=rule, change=Change.LOAD_DOWN, load_kg=less)
    if base.sets > 1:
        return change(base, rule=rule, change=Change.SETS_DOWN, sets=base.sets - 1)
    if case.easier is not None and not why_not(case.easier, case.found, case.side):
        return change(
            base,
            rule=rule,
            change=Change.LADDER_DOWN,
            exercise=case.easier.id,
            exercise_name=case.easier.name,
        )
    lower = max(min(case.range.min, base.amount), base.amount - amount_step(case.dose, base.amount))
    if lower < base.amount:
        return change(base, rule=rule, change=Change.AMOUNT_DOWN, amount=lower)
    # There is nothing below it: a sore ankle leaves it out, a shaky one does it again.
    return change(base, rule=rule, change=Change.NONE if rule is Rule.SHAKY_TWICE else Change.REST)
