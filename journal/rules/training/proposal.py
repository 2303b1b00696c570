"""What to do next of an exercise on one side, and why: the words are made from the values it was decided on."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from journal.entries import Side
from journal.rules.done.history import Performance
from journal.units import LoadUnit, in_load, load_words
from library.exercise import amount_words, number
from library.routine import PlannedDose


class Rule(StrEnum):
    """What decided."""

    FIRST = "first"
    NEW_NUMBERS = "new-numbers"
    AWAY = "away"
    EASE = "ease"
    UNSETTLED = "unsettled"
    SORE_DURING = "sore-during"
    SKIPPED_TWICE = "skipped-twice"
    SHAKY_TWICE = "shaky-twice"
    REPEAT = "repeat"
    NO_MORNING = "no-morning"
    SKIPPED = "skipped"
    SHAKY = "shaky"
    INCOMPLETE = "incomplete"
    EASED_BEFORE = "eased-before"
    LANDINGS = "landings"
    THIS_WEEK = "this-week"
    TOP_TWICE = "top-twice"
    ALL_MET = "all-met"
    AT_TOP = "at-top"


class Adjustment(StrEnum):
    """What the decision changes."""

    NONE = "none"
    AMOUNT_UP = "amount-up"
    LOAD_UP = "load-up"
    BAND_UP = "band-up"
    LADDER_UP = "ladder-up"
    LOAD_DOWN = "load-down"
    SETS_DOWN = "sets-down"
    LADDER_DOWN = "ladder-down"
    AMOUNT_DOWN = "amount-down"
    REST = "rest"


class Proposal(msgspec.Struct, frozen=True):
    """What to do of an exercise on one side, and the values it was decided on.

    ``amount`` is what each of ``sets`` holds, in the unit of ``dose`` (reps, s, m). ``exercise`` is the rung the ladder
    offers instead, as id and name; it is an offer, the runner swaps. ``was_*`` are the values it moves from.
    """

    side: Side
    rule: Rule
    change: Adjustment
    dose: PlannedDose
    sets: int
    amount: float
    load_kg: float | None = None
    band: str = ""
    exercise: str | None = None
    exercise_name: str = ""
    was_amount: float = 0
    was_load_kg: float | None = None
    why: str = ""
    """The sentence of the day's verdict, where that holds it back."""
    recent: tuple[Performance, ...] = ()
    days: int = 0
    top: float = 0

    def reason(self, unit: LoadUnit = "kg") -> str:
        """Why, in one line: ``right: 15, 15, the top of the range, twice; both mornings quiet → try 2 kg (+2)``."""
        line = f"{_evidence(self)} → {_conclusion(self, unit)}"
        return line if self.side == "both" else f"{self.side}: {line}"


def load_or_body(load_kg: float | None, unit: LoadUnit) -> str:
    """``4.5 kg``; ``body weight`` for none."""
    return load_words(load_kg, unit) if load_kg else "body weight"


def evidence_of(performance: Performance) -> str:
    """What the sets held: ``12, 14``."""
    return ", ".join(amount_words(performance.dose.mode, amount) for amount in performance.amounts) or "nothing"


def _mornings(case: Proposal) -> str:
    if len(case.recent) == 2 and all(each.settled for each in case.recent):
        return "both mornings quiet"
    return f"{case.recent[-1].morning} the morning after"


_EVIDENCE = {
    Rule.AWAY: "{days} days since last time",
    Rule.UNSETTLED: "{morning} the morning after: not settled",
    Rule.SORE_DURING: "{during} during it last time",
    Rule.SKIPPED: "a set skipped for soreness last time",
    Rule.SKIPPED_TWICE: "skipped for soreness, twice",
    Rule.SHAKY: "shaky last time",
    Rule.SHAKY_TWICE: "shaky, twice",
    Rule.INCOMPLETE: "{done} of {planned} last time",
    Rule.EASED_BEFORE: "{done} last time, all met after easing off",
    Rule.NO_MORNING: "{done} last time, the morning after not rated",
    Rule.LANDINGS: "{done} last time; jumps go by how many landings are open",
    Rule.THIS_WEEK: "{done}, new within the last 7 days",
    Rule.TOP_TWICE: "{done}, the top of the range, twice; {mornings}",
    Rule.ALL_MET: "{done}, all met; {mornings}",
    Rule.AT_TOP: "{done}, and {top} is the top",
}


def _evidence(case: Proposal) -> str:
    """What decided, worded from the values it was decided on."""
    if case.rule in (Rule.EASE, Rule.REPEAT):
        return case.why.rstrip(".")
    if not case.recent or case.rule in (Rule.FIRST, Rule.NEW_NUMBERS):
        return "the routine has new numbers" if case.rule is Rule.NEW_NUMBERS else "first time"
    last, mode = case.recent[-1], case.dose.mode
    return _EVIDENCE[case.rule].format(
        days=case.days,
        morning=last.morning,
        during=last.during,
        done=evidence_of(last),
        planned=f"{last.planned_sets} x {amount_words(mode, last.target)}",
        mornings=_mornings(case),
        top=amount_words(mode, case.top),
    )


def _is_as_last_time(case: Proposal) -> bool:
    """Whether it asks for just what was asked for last time: only that is a repeat."""
    if not case.recent:
        return False
    last = case.recent[-1]
    before = last.planned_sets, last.target, last.load_kg or 0.0, last.band
    return last.dose.mode == case.dose.mode and before == (case.sets, case.amount, case.load_kg or 0.0, case.band)


def _is_less_work(case: Proposal) -> bool:
    """Whether fewer sets make it less than last time, though each holds more."""
    last = case.recent[-1]
    return case.sets * case.amount < last.planned_sets * last.target


_CONCLUSION = {
    Adjustment.BAND_UP: "try the {band} band, {planned}",
    Adjustment.LADDER_UP: "ready for {exercise}",
    Adjustment.LADDER_DOWN: "rather do {exercise}",
    Adjustment.LOAD_DOWN: "ease to {load}",
    Adjustment.SETS_DOWN: "one set less: {planned}",
    Adjustment.AMOUNT_DOWN: "ease to {planned}",
    Adjustment.REST: "leave it out today",
}


def _conclusion(case: Proposal, unit: LoadUnit) -> str:
    """What to do, worded from the values proposed."""
    planned = f"{case.sets} x {amount_words(case.dose.mode, case.amount)}"
    load = load_or_body(case.load_kg, unit)
    match case.change:
        case Adjustment.AMOUNT_UP:
            return f"{'do' if _is_less_work(case) else 'try'} {planned}"
        case Adjustment.LOAD_UP:
            added = (case.load_kg or 0) - (case.was_load_kg or 0)
            reps = f", {planned}" if case.amount != case.was_amount else ""
            return f"try {load} (+{number(in_load(added, unit))}){reps}"
        case Adjustment.NONE:
            at = f" at {load}" if case.load_kg else f", {case.band} band" if case.band else ""
            verb = "start with" if case.rule is Rule.FIRST else "repeat" if _is_as_last_time(case) else "do"
            return f"{verb} {planned}{at}"
        case change:
            return _CONCLUSION[change].format(band=case.band, exercise=case.exercise_name, load=load, planned=planned)
