"""Progression per exercise and side: amounts, then the harder exercise, then weight; as the verdict allows.

Rules, with their sources (docs/rules.md, "Progression"):

- Reps climb by a tenth, holds by 5 s, times by 5 s (by a minute from two minutes on), distances by 5 m, to the top of
  their range (house rule). At the top twice running, the ladder's next exercise is due; a band is changed for the next
  one; weight is added only where no harder exercise is left.
- Weight is added by what the runner owns, at least 2 kg and 2.5 %, at most 10 % of body and weight together (5 kg a
  week is published for tendons); the reps after it by the formula of ``reps_after``, never under 75 %.
- One step a week in one exercise, none after 8 days without it; from 21 days on a fifth of the weight less.
- Gate: only on a day whose verdict lets the load grow, with soreness during of at most 5 and a settled morning, may
  anything rise; on one that says repeat, or by a twist's own phase, it is repeated; on a stricter one, after a morning
  that did not settle or soreness during above 5 it eases off by one step (pain-monitoring model, Silbernagel 2007;
  University of Delaware soreness guidelines). What leaves the ground goes by both ankles, and by the landings that are
  open (``journal.rules.path.landings``). What is barred is not asked about here (``journal.rules.training.offered``).
- Shaking repeats, and twice running eases off (article A: slow down or go back). A set skipped for soreness does too.

Every decision moves by one step at most. Its reason is worded from the values it was decided on.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from math import ceil, floor

import msgspec

from journal.entries import Side
from journal.rules.ankle.mornings import SETTLED_AT
from journal.rules.done.history import Performance, ankles_of
from journal.rules.path.gaps import LOAD_SHARE, NO_STEP, ONE_BACK
from journal.rules.path.twist import WAY_BACK
from journal.rules.training.offered import dose_today, is_light, why_not
from journal.rules.training.proposal import Adjustment, Proposal, Rule
from journal.rules.verdict.table import LOADS, LoadLevel
from journal.rules.verdict.verdict import Verdict
from library.exercise import Exercise, Range
from library.routine import PlannedDose

LOAD_EASE, LOAD_GRAIN_KG = 0.10, 0.5
LEAST_STEP_KG, LEAST_STEP, MOST_STEP = 2.0, 0.025, 0.10
UNKNOWN_BODY_KG, UNKNOWN_STEP_KG = 70.0, 5.0
"""Of a runner whose weight is not known, and the step after the first 2 kg."""
REPS_KEPT = 0.75
STEP_DAYS = 7
AMOUNT_SHARE = 0.1
HOLD_STEP_S, LONG_STEP_S, LONG_FROM_S, DISTANCE_STEP_M = 5.0, 60.0, 120.0, 5.0
DURING_MAX = 5
BANDS = ("yellow", "red", "green", "blue", "black")
"""Resistance bands from light to heavy, as most makers colour them."""


class Weights(msgspec.Struct, frozen=True):
    """What the runner can add, as asked once: body weight in kg and the smallest step owned, None where not known.

    ``none``: there is nothing to add.
    """

    body_kg: float | None = None
    step_kg: float | None = None
    none: bool = False


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
    weights: Weights
    staged: bool
    is_open: bool
    own_kg: float | None

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
    if is_light(found):
        return False
    return not exercise.calf_level or LOADS.index(allows(exercise, found, side)[0]) >= LOADS.index("repeat")


def allows(exercise: Exercise, found: Verdict, side: Side) -> tuple[LoadLevel, str]:
    """The load that decides for an exercise on a side, and the sentence that says so, empty where it may grow.

    A bar against new levels holds jumps and calf work to what was done last time.
    """
    ankles = ankles_of("both" if exercise.by_both else side)
    ankle = min(ankles, key=lambda one: LOADS.index(found.sides[one].load))
    load = found.sides[ankle].load
    new = next((bar.says for bar in found.bars if bar.id == "new-level"), "")
    if new and load == "progress" and (exercise.gated or exercise.calf_level):
        return "repeat", new
    rows = [row for row in found.rows if row.side in (ankle, "body")]
    strictest = min(rows, key=lambda row: LOADS.index(row.load), default=None)
    return load, strictest.says if strictest is not None and load != "progress" else ""


def load_step(load_kg: float, weights: Weights) -> float | None:
    """How much to add to a load, in kg; None where the runner has no step that is neither too small nor too large."""
    if weights.none:
        return None
    if weights.body_kg is None and weights.step_kg is None:
        return UNKNOWN_STEP_KG if load_kg else LEAST_STEP_KG
    whole = (weights.body_kg or UNKNOWN_BODY_KG) + load_kg
    least, grain = max(LEAST_STEP_KG, LEAST_STEP * whole), weights.step_kg or LOAD_GRAIN_KG
    step = ceil(least / grain - 1e-9) * grain
    return step if step <= MOST_STEP * whole else None


def reps_after(reps: float, whole_kg: float, step_kg: float) -> int:
    """How many reps to begin with after so much more weight on body and load together: M, never under 75 %."""
    by_weight = floor(30 * (whole_kg / (whole_kg + step_kg) * (1 + reps / 30) - 1))
    return max(by_weight, ceil(reps * REPS_KEPT))


def amount_step(dose: PlannedDose, amount: float) -> float:
    """How much more is one step: a tenth of the reps, 5 s (a minute from two minutes on) or 5 m."""
    if dose.mode == "reps":
        return max(1, round(amount * AMOUNT_SHARE))
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
    staged: bool = False,
    weights: Weights = Weights(),
    is_open: bool = True,
    own_kg: float | None = None,
) -> Proposal:
    """What to do next of an exercise on one side.

    It goes on from the last time in the same measure; where a programme's stage sets the numbers (``staged``), from the
    last time with those numbers.
    ``dose``: what the routine plans, or the exercise's own dose.
    ``history``: performances of this exercise on this side, oldest first.
    ``found``: what may be done now; the exercise itself is not barred by it.
    ``easier``, ``harder``: the neighbours on the ladder.
    ``is_open``: whether the harder one belongs to a stage of the path that is open.
    """
    kept, same = compared(exercise, dose, history, found, staged=staged)
    return _decided(
        _Case(exercise, dose, side, kept, same, found, now, easier, harder, weights, staged, is_open, own_kg)
    )


def compared(
    exercise: Exercise, dose: PlannedDose, history: Sequence[Performance], found: Verdict, *, staged: bool
) -> tuple[tuple[Performance, ...], bool]:
    """The performances a day's dose goes on from, oldest first, and whether they are like it; else all, to be told.

    The same exercise twice in one session is one performance: the last of them.
    """
    if staged:
        same = [each for each in history if _numbers(dose_today(exercise, each.dose, found)) == _numbers(dose)]
    else:
        same = [each for each in history if each.dose.mode == dose.mode]
    return tuple({each.at: each for each in same or history}.values()), bool(same)


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
    planned, band, amount = case.dose.load_kg, case.dose.band or "", case.dose.amount
    load = case.own_kg if planned is not None and case.own_kg else planned
    if case.history:
        load = case.load_last if case.load_last is not None else load
        band = case.last.band or band
    if planned is not None and load is not None and load > planned and case.dose.mode == "reps":
        # More weight than planned: no more reps than were done with it, else as many fewer as any weight makes it.
        whole = (case.weights.body_kg or UNKNOWN_BODY_KG) + planned
        fewer = reps_after(amount, whole, load - planned)
        amount = min(amount, *case.last.amounts) if case.history else fewer
    if case.exercise.dose.load.takes_kg and load is None:
        load = case.exercise.dose.load.min_kg
    if case.history and case.dose.mode == case.last.dose.mode and case.allows[0] != "progress":
        amount = min(amount, case.last.target)  # new numbers are no step on a day that has none
    base = msgspec.structs.replace(_base(case, load, band), amount=amount, was_amount=amount)
    return _eased(case, Rule.EASE, base) if _eases(case) else msgspec.structs.replace(base, rule=rule)


def _base(case: _Case, load: float | None = None, band: str = "") -> Proposal:
    """The proposal that repeats: last time's target, load and band, the plan's number of sets."""
    amount = case.dose.amount
    if case.comparable:
        amount, load, band = case.last.target, case.load_last, case.last.band
        if case.exercise.gated:
            amount = min(amount, case.dose.amount)
        if load is None and case.exercise.dose.load.takes_kg:
            load = case.dose.load_kg if case.dose.load_kg is not None else case.exercise.dose.load.min_kg
        band = band or case.dose.band or ""
    if not may_add_weight(case.exercise, case.found, case.side):
        load = None
    return Proposal(
        side=case.side,
        rule=Rule.FIRST,
        change=Adjustment.NONE,
        dose=case.dose,
        sets=case.dose.sets,
        amount=amount,
        load_kg=load,
        band=band,
        was_amount=amount,
        was_load_kg=load,
        why=case.allows[1],
        recent=case.history[-2:],
        days=(case.now.date() - case.last.at.date()).days if case.history else 0,
        top=case.dose.amount if case.staged or case.exercise.type == "self-care" else case.top,
    )


def _no_more_sets(case: _Case, base: Proposal) -> Proposal:
    """The same in no more sets than last time, whatever a routine plans: what is held back or eased does not grow."""
    if not case.comparable:
        return base
    return msgspec.structs.replace(base, sets=min(base.sets, case.last.planned_sets))


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
        (Rule.REPEAT, case.allows[0] != "progress"),
        (Rule.AWAY, base.days >= NO_STEP),
        (Rule.SKIPPED, last.has("skipped-sore")),
        (Rule.SHAKY, last.has("shaky")),
        (Rule.INCOMPLETE, not last.complete),
        (Rule.EASED_BEFORE, last.planned_sets < min(case.dose.sets, last.dose.sets)),
        (Rule.NO_MORNING, last.settled is None),
    )
    for rule, holds in repeats:
        if holds and rule is Rule.AWAY and base.days >= ONE_BACK and base.load_kg:
            less = floor(base.load_kg * LOAD_SHARE / LOAD_GRAIN_KG) * LOAD_GRAIN_KG
            return msgspec.structs.replace(base, rule=rule, change=Adjustment.LOAD_DOWN, load_kg=less)
        if holds:
            return msgspec.structs.replace(_no_more_sets(case, base) if rule is Rule.REPEAT else base, rule=rule)
    return None


def _stepped_this_week(case: _Case) -> bool:
    """Whether the numbers of the last time, or the exercise itself, are new within the last seven days.

    After days without they are as good as new.
    """
    last = case.last
    since = last.at.date()
    for each in reversed(case.history):
        is_same = (each.target, each.load_kg, each.band) == (last.target, last.load_kg, last.band)
        if not is_same or (since - each.at.date()).days >= NO_STEP:
            break
        since = each.at.date()
    return (case.now.date() - since).days < STEP_DAYS


def _raised(case: _Case) -> Proposal:
    """One step more, or the same where there is nothing above, or it had its step this week."""
    base = _base(case)
    last, pair = case.last, case.pair
    assert last.amounts  # a complete performance holds something
    change = msgspec.structs.replace
    if case.exercise.gated:
        return change(base, rule=Rule.LANDINGS, sets=case.dose.sets, amount=case.dose.amount)
    if case.exercise.type == "self-care":
        return change(base, rule=Rule.AT_TOP)
    at_top = min(last.amounts) >= (case.dose.amount if case.staged else case.top)
    top_twice = at_top and bool(pair) and min(pair[0].amounts, default=0) >= pair[0].target and pair[0].complete
    if _stepped_this_week(case):
        return change(base, rule=Rule.THIS_WEEK)
    if top_twice and (stepped := _above(case, base)) is not None:
        return stepped
    if base.sets > last.planned_sets:
        # A set more is the one step.
        return change(base, rule=Rule.ALL_MET)
    raised = min(case.top, base.amount + amount_step(case.dose, base.amount))
    if at_top or case.staged or raised <= base.amount:
        # In a programme what was eased, or is fewer after added weight, climbs back to its stage's numbers.
        if case.staged and base.amount < case.dose.amount:
            raised = min(case.dose.amount, base.amount + amount_step(case.dose, base.amount))
            return change(base, rule=Rule.ALL_MET, change=Adjustment.AMOUNT_UP, amount=raised)
        return change(base, rule=Rule.AT_TOP)
    met = min(last.amounts)
    if met >= raised:
        # A step above the proposal, or more, was done already: asking for less is no step up, asking for it a repeat.
        return change(base, rule=Rule.ALL_MET, amount=met, was_amount=met)
    return change(base, rule=Rule.ALL_MET, change=Adjustment.AMOUNT_UP, amount=raised)


def _above(case: _Case, base: Proposal) -> Proposal | None:
    """What comes after the top of the reps: the harder exercise, else the next band, else weight; None for nothing.

    A programme changes its exercises itself; weight it adds only where its stage has begun to.
    """
    change = msgspec.structs.replace
    harder, load = case.harder, case.exercise.dose.load
    if harder is not None and not case.staged and not harder.gated and not _is_barred(harder, case):
        if not case.is_open or not _may_climb(case, harder):
            return None
        return change(
            base, rule=Rule.TOP_TWICE, change=Adjustment.LADDER_UP, exercise=harder.id, exercise_name=harder.name
        )
    fewer = ceil(base.amount * REPS_KEPT)
    if load.kind == "band" and not case.staged and (band := _next_band(base.band)):
        return change(base, rule=Rule.TOP_TWICE, change=Adjustment.BAND_UP, band=band, amount=fewer)
    may_load = load.takes_kg and (case.dose.load_kg is not None or not case.staged)
    if may_load and case.dose.mode == "reps" and (heavier := _heavier(case, base)) is not None:
        now_kg = base.load_kg or 0.0
        whole = (case.weights.body_kg or UNKNOWN_BODY_KG) + now_kg
        reps = reps_after(base.amount, whole, heavier - now_kg)
        return change(base, rule=Rule.TOP_TWICE, change=Adjustment.LOAD_UP, load_kg=heavier, amount=reps)
    return None


def _is_barred(exercise: Exercise, case: _Case) -> bool:
    """Whether a bar, not the day's load, keeps a harder exercise away: then no harder one is left, for either side."""
    return any(bar.bars(exercise) for bar in case.found.bars)


def _heavier(case: _Case, base: Proposal) -> float | None:
    """The next load, None at the exercise's most, or where the runner has no such step."""
    if not may_add_weight(case.exercise, case.found, case.side):
        return None
    load, most = base.load_kg or 0.0, case.exercise.dose.load.max_kg or 0.0
    step = load_step(load, case.weights)
    return load + step if step is not None and load + step <= most else None


def _may_climb(case: _Case, harder: Exercise) -> bool:
    """Ratings of at most 2 both times, and the day allows it; into a jump, both mornings settled too."""
    quiet = all((each.worst or 0) <= SETTLED_AT and (each.during or 0) <= SETTLED_AT for each in case.pair)
    if why_not(harder, case.found, case.side) or allows(harder, case.found, case.side)[0] != "progress":
        return False
    return quiet and all(each.settled if harder.gated else each.settled is not False for each in case.pair)


def _eases(case: _Case) -> bool:
    """Whether the day allows less than last time; what a twist's own phase lets be done is done as it is planned."""
    ankles = ankles_of("both" if case.exercise.gated else case.side)
    return any(
        LOADS.index(row.load) < LOADS.index("repeat")
        for row in case.found.rows
        if row.side in (*ankles, "body") and row.id not in WAY_BACK
    )


def band_rank(band: str) -> int:
    """Where a band stands among those there are; none of them before all, an unknown one after."""
    if band.casefold() in BANDS:
        return BANDS.index(band.casefold())
    return len(BANDS) if band else -1


def _next_band(band: str) -> str | None:
    at = band_rank(band)
    return BANDS[at + 1] if 0 <= at < len(BANDS) - 1 else None


def _eased(case: _Case, rule: Rule, base: Proposal) -> Proposal:
    """One step less: load, a set, an easier exercise, a smaller amount; else out for today."""
    change, base = msgspec.structs.replace, _no_more_sets(case, base)
    if base.load_kg:
        less = floor(base.load_kg * (1 - LOAD_EASE) / LOAD_GRAIN_KG) * LOAD_GRAIN_KG
        return change(base, rule=rule, change=Adjustment.LOAD_DOWN, load_kg=less)
    if base.sets > 1:
        return change(base, rule=rule, change=Adjustment.SETS_DOWN, sets=base.sets - 1)
    if case.easier is not None and not why_not(case.easier, case.found, case.side):
        return change(
            base, rule=rule, change=Adjustment.LADDER_DOWN, exercise=case.easier.id, exercise_name=case.easier.name
        )
    lower = max(min(case.range.min, base.amount), base.amount - amount_step(case.dose, base.amount))
    if lower < base.amount:
        return change(base, rule=rule, change=Adjustment.AMOUNT_DOWN, amount=lower)
    # There is nothing below it: a sore ankle leaves it out, a shaky one does it again.
    return change(base, rule=rule, change=Adjustment.NONE if rule is Rule.SHAKY_TWICE else Adjustment.REST)
