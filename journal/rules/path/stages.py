"""The training path: five stages, each opened by what was done and what was shown. Pure.

Six sessions at a stage within 28 days, the last four with settled mornings on both sides, what the next stage asks for,
and a day that lets the load grow open the next; one stage at a time. Days without hold or take back. The stages and
their conditions are house rules after Silbernagel's phases and clinic pages; docs/rules.md, "The training path".
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Literal

from msgspec import Struct

from journal.entries import ANKLES, Ankle, Answer, CheckIn, Run, SelfTest, Session
from journal.rules.ankle.bouts import DONE
from journal.rules.ankle.mornings import Mornings
from journal.rules.done.history import live_items, live_sets
from journal.rules.done.trained import Trained
from journal.rules.path.gaps import NO_STEP, back
from journal.rules.path.noted import notes_of
from library.exercise import Exercise, number

SESSIONS, SESSION_DAYS, QUIET = 6, 28, 4
SHOWN_DAYS, OLDER_DAYS = 28, 56
"""What was shown counts for so many days; what an older journal starts from, for so many."""
ASK_AGAIN_DAYS = 14
SORE_MORNINGS, SORE_DAYS, BONE_SIGNALS = 2, 14, 2
WALK_S, WALK_RATING = 30 * 60, 2

Ability = Literal["both-feet", "held", "raises", "even", "stance", "walk", "calm", "jumps"]


class Need(Struct, frozen=True):
    """One thing a stage asks for: what, how much at least, in words; ``asked``: a runner's yes stands for it."""

    what: Ability
    least: float
    words: str
    by_side: bool = False
    asked: bool = True


class PathStage(Struct, frozen=True):
    """One stage: its number and name, what opens it, and the question that asks for it, by its id."""

    number: int
    name: str
    later: str = ""
    needs: tuple[Need, ...] = ()
    question: str = ""


STAGES = (
    PathStage(1, "both feet"),
    PathStage(
        2,
        "one foot",
        "work on one foot and with a band",
        (
            Need("both-feet", 15, "2 x 15 raises on both feet"),
            Need("held", 20, "20 s on the {side} foot, a hand on a wall", by_side=True),
        ),
        "condition-strength",
    ),
    PathStage(
        3,
        "off a step, with weight",
        "work off a step, with weight or with the eyes closed",
        (Need("raises", 15, "15 raises on the {side}", by_side=True),),
        "condition-heel-drop-programme",
    ),
    PathStage(
        4,
        "first jumps",
        "jumps",
        (
            Need("raises", 20, "20 raises on the {side}", by_side=True),
            Need("even", 80, "raises of the weaker side at 80 % of the other"),
            Need("walk", 1, "a 30 min walk at 2 of 10 or less"),
            Need("calm", 1, "4 weeks without giving way or a sore bone, 2 sore mornings of 14 at most", asked=False),
        ),
        "condition-rope-ten-weeks",
    ),
    PathStage(
        5,
        "sideways and one-foot jumps",
        "jumps sideways or on one foot",
        (
            Need("jumps", 6, "6 sessions with jumps and a quiet morning", asked=False),
            Need("even", 90, "raises of the weaker side at 90 % of the other"),
            Need("stance", 30, "30 s on the {side} foot, no hand", by_side=True),
        ),
        "condition-plyometric-return",
    ),
)
"""The path, the first stage first."""
WEIGHT_STAGE = 3
"""The stage that opens added weight on calf work."""

_DROPS = frozenset({"bent-knee-heel-raise", "flat-floor-drop"})
_WIDE = frozenset({"b-skip"})
_OF_ANKLE = frozenset({"ankle", "foot", "calf", "shin"})


def stage_of(exercise: Exercise) -> int:
    """The stage of the path that an exercise belongs to, by what it asks of an ankle."""
    if exercise.gated:
        return 5 if exercise.level == 3 or exercise.sideways or exercise.id in _WIDE else 4
    if exercise.id in _DROPS:
        return 3
    band = 2 if exercise.dose.load.kind == "band" and exercise.region in _OF_ANKLE else 1
    return max(1, band, exercise.calf_level, exercise.balance_level)


def is_on_path(exercise: Exercise) -> bool:
    """Whether even the first stage holds it, as work of an ankle: what moves, stretches or works a hip is not."""
    works = exercise.gated or exercise.calf_level or exercise.balance_level or exercise.region in _OF_ANKLE
    return bool(works) and exercise.type not in ("mobility", "stretch", "self-care")


class Evidence(Struct, frozen=True):
    """What sets, self-tests and walks of some days show; raises and seconds by side, the most of each.

    ``both_feet`` are raises reached in two sets of a session, ``both_once`` in one.
    """

    both_feet: float = 0
    both_once: float = 0
    held: dict[Ankle, float] = {}
    raises: dict[Ankle, float] = {}
    stance: dict[Ankle, float] = {}
    walked: bool = False
    calm: bool = True
    jumps: int = 0

    def of(self, need: Need, side: Ankle | None = None) -> float:
        """How much of what is needed is shown."""
        if side is not None:
            held: dict[Ankle, float] = getattr(self, need.what)
            return held.get(side, 0)
        if need.what == "even":
            weaker, stronger = sorted(self.raises.get(one, 0) for one in ANKLES)
            return 100 * weaker / stronger if stronger else 0
        return {"both-feet": self.both_feet, "walk": self.walked, "calm": self.calm, "jumps": self.jumps}[need.what]

    def missing(self, stage: PathStage, *, said: bool = False) -> tuple[str, ...]:
        """What a stage asks for and is not shown, a few words each; ``said``: the runner answered its question yes."""
        found = []
        for need in stage.needs:
            if said and need.asked:
                continue
            for side in ANKLES if need.by_side else (None,):
                if (has := self.of(need, side)) < need.least:
                    once = need.what == "both-feet" and not has and self.both_once
                    so_far = f" (1 x {number(self.both_once)} so far)" if once else _so_far(need, has)
                    found.append(need.words.format(side=side) + so_far)
        return tuple(found)


def _so_far(need: Need, has: float) -> str:
    if need.what in ("walk", "calm"):
        return ""
    unit = " s" if need.what in ("held", "stance") else " %" if need.what == "even" else ""
    return f" ({number(has)}{unit} so far)"


def shown(
    today: date,
    days: int,
    sessions: Iterable[Session],
    runs: Iterable[Run],
    tests: Iterable[SelfTest],
    check_ins: Sequence[CheckIn],
    mornings: Mornings,
    done: Iterable[Trained],
) -> Evidence:
    """What the last ``days`` days show."""
    since = today - timedelta(days=days - 1)
    raises, held, stance = (dict.fromkeys(ANKLES, 0.0) for _ in range(3))
    both_feet = both_once = 0.0
    for session in sessions:
        if session.state == "postponed" or not since <= session.started_at.date() <= today:
            continue
        for item in live_items(session):
            sets = [one for one in live_sets(item) if one.result in DONE]
            if item.exercise == "double-leg-heel-raise":
                reps = sorted((one.reps or 0 for one in sets), reverse=True)
                both_once, both_feet = max(both_once, *reps[:1], 0), max(both_feet, *reps[1:2], 0)
            into = {
                "single-leg-heel-raise": (raises,),
                "single-leg-balance": (stance, held),
                "supported-single-leg-balance": (held,),
            }.get(item.exercise, ())
            for one in sets:
                for side in ANKLES if one.side == "both" else (one.side,):
                    for best in into:
                        best[side] = max(best[side], (one.reps if best is raises else one.hold_s) or 0)
    for test in tests:
        if since <= test.at.date() <= today:
            for side in ANKLES if test.side == "both" else (test.side,):
                if test.test == "heel-raises":
                    raises[side] = max(raises[side], test.value)
                elif test.test == "stance-eyes-open":
                    stance[side], held[side] = max(stance[side], test.value), max(held[side], test.value)
    walked = any(
        since <= (day := run.started_at.date()) <= today
        and run.activity in ("walk", "run")
        and (run.duration_s or 0) >= WALK_S
        and (worst := mornings.worst(day)) is not None
        and worst <= WALK_RATING
        for run in runs
    )
    return Evidence(
        # Raises on one foot show those on both.
        both_feet=max(both_feet, 2 * min(raises.values())),
        both_once=both_once,
        held=held,
        raises=raises,
        stance=stance,
        walked=walked,
        calm=_is_calm(today, check_ins, mornings),
        jumps=sum(one.landings > 0 and one.settled is True for one in done),
    )


def _is_calm(today: date, check_ins: Sequence[CheckIn], mornings: Mornings) -> bool:
    """No giving way in 28 days, no bone that signalled twice in 14 of them, and 2 sore mornings of 14 at most."""
    if mornings.sore(today - timedelta(days=n) for n in range(SORE_DAYS)) > SORE_MORNINGS:
        return False
    first = today - timedelta(days=SHOWN_DAYS + SORE_DAYS - 2)
    by_day: dict[date, list[CheckIn]] = {}
    for one in check_ins:
        told = (report for report in (one.left, one.right) if report.spots or report.feels)
        if any(told) and first <= one.at.date() <= today:
            by_day.setdefault(one.at.date(), []).append(one)
    giving = today - timedelta(days=SHOWN_DAYS - 1)
    for side in ANKLES:
        signals: dict[date, int] = {}
        for day, held in by_day.items():
            if day >= giving and any("giving-way" in one.side(side).feels for one in held):
                return False
            noted = notes_of(held, lambda _: 0)
            ratings = (noted.left if side == "left" else noted.right).ratings
            signals[day] = max((one.bone for one in ratings), default=0)
        for n in range(SHOWN_DAYS if any(signals.values()) else 0):
            last = today - timedelta(days=n)
            window = (last - timedelta(days=m) for m in range(SORE_DAYS))
            if sum(signals.get(day, 0) for day in window) >= BONE_SIGNALS:
                return False
    return True


def said(answers: Iterable[Answer], question: str, now: datetime) -> tuple[bool | None, date | None]:
    """What was last answered to a stage's question and when; None where it holds no more."""
    held = [one for one in answers if one.question == question and one.at.timestamp() <= now.timestamp()]
    last = max(held, key=lambda one: one.at.timestamp(), default=None)
    if last is None or (now.date() - last.at.date()).days >= SHOWN_DAYS:
        return None, None
    return bool(last.value), last.at.date()


class StageNow(Struct, frozen=True):
    """Where a runner stands: the stage, and what is missing for the next one, a few words each.

    ``question`` is open where only the runner can say what is missing. ``is_from_before``: the journal is from before
    the path, and this is the stage it starts at.
    """

    stage: int = 1
    missing: tuple[str, ...] = ()
    question: str = ""
    is_from_before: bool = False

    @property
    def name(self) -> str:
        return STAGES[self.stage - 1].name

    @property
    def next_name(self) -> str:
        """The name of the stage after it; empty at the top."""
        return STAGES[self.stage].name if self.stage < len(STAGES) else ""


def highest(past: Evidence, done_at: int = 1) -> int:
    """The highest stage whose conditions, and those before it, are shown; at least that of what was done."""
    reached = 1
    for stage in STAGES[1:]:
        if past.missing(stage):
            break
        reached = stage.number
    return max(reached, done_at)


def stage_now(
    done: Sequence[Trained], now: datetime, lately: Evidence, before: int, answers: Sequence[Answer], *, may_rise: bool
) -> StageNow:
    """The stage that is open now.

    ``done``: what was trained, oldest first.
    ``before``: the stage an older journal starts at.
    """
    sessions = [one for one in done if not one.is_rope]
    staged = next((n for n, one in enumerate(sessions) if one.stage is not None), None)
    if staged is None and not sessions:
        return _with_missing(StageNow(before), [], None, lately, answers, now)
    if staged is None:
        gap = (now.date() - sessions[-1].day).days
        return StageNow(max(1, before - back(gap)), (), is_from_before=True)
    stage, at_stage = 1, list[Trained]()
    for one in sessions[staged:]:
        if one.stage is not None and one.stage != stage:
            stage, at_stage = one.stage, []
        at_stage.append(one)
    gap = (now.date() - sessions[-1].day).days
    if steps := back(gap):
        return _with_missing(StageNow(max(1, stage - steps)), [], None, lately, answers, now)
    counted = [one for one in at_stage if one.is_done and (now.date() - one.day).days < SESSION_DAYS]
    here = _with_missing(StageNow(stage), counted, gap, lately, answers, now)
    if here.missing or stage == len(STAGES):
        return here
    if not may_rise:
        return StageNow(stage, ("a day that lets you train harder",))
    return _with_missing(StageNow(stage + 1), [], None, lately, answers, now)


def _with_missing(
    here: StageNow,
    counted: Sequence[Trained],
    gap: int | None,
    lately: Evidence,
    answers: Sequence[Answer],
    now: datetime,
) -> StageNow:
    """The same with what the next stage still waits for."""
    if here.stage == len(STAGES):
        return here
    following = STAGES[here.stage]
    found = []
    if len(counted) < SESSIONS:
        found.append(f"{SESSIONS} sessions ({len(counted)} so far)")
    quiet = sum(one.settled is True for one in counted[-QUIET:])
    if quiet < QUIET:
        found.append(f"{QUIET} quiet mornings after them ({quiet} so far)")
    if gap is not None and gap >= NO_STEP:
        found.append("a session after the days without")
    yes, when = said(answers, following.question, now)
    lacks = lately.missing(following, said=yes is True)
    unasked = lacks != lately.missing(following, said=True)
    due = when is None or (yes is False and (now.date() - when).days >= ASK_AGAIN_DAYS)
    question = following.question if not found and unasked and due else ""
    return StageNow(here.stage, (*found, *lacks), question)
