"""Bars: exercises left out whatever the load is, and what each load allows. Source: docs/rules.md, "Bars", "Loads"."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Literal

from msgspec import Struct

from journal.entries import Ankle, Whose
from journal.rules.path import noted, twist
from journal.rules.verdict.table import RUNS, LoadLevel, RunLevel
from journal.rules.verdict.views import OnAnkle
from library.exercise import Exercise

Allowed = Literal["no", "as-last", "yes"]
FOREFOOT = frozenset({"forefoot", "metatarsals", "big-toe", "fifth-met-base"})
"""Where a row about bone leaves out rising on the toes, which presses on it; M."""


def _none(_: Exercise) -> bool:
    return False


def _barefoot(exercise: Exercise) -> bool:
    """Whether its steps ask for a bare foot, or its cautions allow one."""
    texts = (text.lower() for text in (*exercise.steps, *exercise.cautions))
    return any("barefoot" in text or "bare feet" in text for text in texts)


class Bar(Struct, frozen=True):
    """One bar: when, which exercises by their data, and the sentence.

    ``concerns`` are exercises that are done all the same, but with the sentence in mind.
    """

    id: str
    when: str
    holds: Callable[[OnAnkle], bool]
    barred: Callable[[Exercise], bool]
    says: str
    sure: str
    of_body: bool = False
    concerns: Callable[[Exercise], bool] = _none


class BarNow(Struct, frozen=True):
    """A bar that holds, and whose."""

    id: str
    side: Whose
    says: str

    def bars(self, exercise: Exercise) -> bool:
        """Whether an exercise is barred by it."""
        return BY_ID[self.id].barred(exercise)

    def concerns(self, exercise: Exercise) -> bool:
        """Whether it is said of an exercise that is done all the same."""
        return BY_ID[self.id].concerns(exercise)


def _bone_lately(ankle: OnAnkle) -> bool:
    """A bone sore on 3 days of some 7 that ended in the last 14."""
    places = [place for place in range(max(ankle.place - 19, 0), ankle.place + 1) if ankle.is_bone_sore(place)]
    return any(third - first <= 6 for first, third in zip(places, places[2:], strict=False))


def _achilles_mid_3(ankle: OnAnkle) -> bool:
    return any(one.worst >= 3 and "achilles-mid" in one.spots for one in ankle.last(14))


def _spots(*ids: str) -> Callable[[OnAnkle], bool]:
    wanted = frozenset(ids)
    return lambda ankle: ankle.sore_on(wanted, 14)


BARS: tuple[Bar, ...] = (
    Bar(
        "edge",
        "back of the heel bone sore in 14 days",
        _spots("achilles-insertion"),
        lambda one: one.over_edge or one.end_range,
        "Stay on the flat floor: {side} heel bone is sore.",
        "V",
    ),
    Bar(
        "barefoot-jumps",
        "under the heel or the arch sore in 14 days",
        _spots("heel-plantar", "arch"),
        _none,
        "Jump in shoes only: {side} sole is sore.",
        "H",
        concerns=lambda one: one.gated,
    ),
    Bar(
        "high-impact",
        "a bone sore on 3 days of some 7 that ended in the last 14; Achilles mid-portion at 3 or more in 14; giving way"
        " in 28; 14 days after a steroid injection near a tendon",
        lambda ankle: (
            _bone_lately(ankle)
            or _achilles_mid_3(ankle)
            or ankle.days_with(noted.GIVING, 28) > 0
            or ankle.began("steroid-injection", 14, ankle.name)
        ),
        lambda one: one.gated,
        "No jumps: {side} is not ready for them.",
        "H, injection M",
    ),
    Bar(
        "high-impact",
        "pregnant, or day 0 to 84 after birth",
        lambda runner: runner.has("pregnant") or runner.began("after-birth", 84),
        lambda one: one.gated,
        "No jumps in pregnancy and 12 weeks after birth.",
        "M",
        of_body=True,
    ),
    Bar(
        "unsteady",
        "giving way in 28 days",
        lambda ankle: ankle.days_with(noted.GIVING, 28) > 0,
        lambda one: one.balance_level == 3,
        "Eyes open, even ground: {side} gave way.",
        "H",
    ),
    Bar(
        "sideways",
        "14 days after a twist",
        lambda ankle: ankle.twisted_ago(0, 14),
        lambda one: one.sideways,
        "No sideways work yet: {side} twisted {since}.",
        "M",
    ),
    Bar(
        "knee-to-wall",
        "front crease sore in 14 days",
        _spots("ankle-front"),
        lambda one: "ankle-front" in one.not_with,
        "No forced knee to wall: {side} front is sore.",
        "M",
    ),
    Bar(
        "new-level",
        "quinolone now or ended <= 180 days ago",
        lambda runner: runner.has("quinolone", after=180),
        _none,
        "No new jumps, no heavier calf work: antibiotic.",
        "V",
        of_body=True,
        concerns=lambda one: one.gated or one.calf_level > 0,
    ),
    Bar(
        "barefoot",
        "diabetes or nerve loss",
        lambda runner: runner.has("diabetes-nerve"),
        _none,
        "No barefoot tests; look at the foot each day.",
        "H",
        of_body=True,
        concerns=_barefoot,
    ),
    Bar(
        "added-load",
        "under 18",
        lambda runner: runner.has("under-18"),
        _none,
        "No added weight, half the jumps: under 18.",
        "H",
        of_body=True,
        concerns=lambda one: one.gated or one.dose.load.takes_kg,
    ),
    Bar(
        "hand-hold",
        "pregnant",
        lambda runner: runner.has("pregnant"),
        lambda one: one.stance == "standing" and not one.hand_hold,
        "Stand with a hand on something.",
        "H",
        of_body=True,
    ),
)
"""All bars, in the order in which they are told."""

BY_ID = {bar.id: bar for bar in BARS}


class BarFacts(Struct, frozen=True):
    """What beside the load decides whether an exercise is done: days since a twist, ratings of today and yesterday
    (below 0 where there is none), whether a row about bone shows over the forefoot, what was sore, or swollen, on
    either, and whether a limp was noted today."""

    twist_day: int | None = None
    today: int = noted.UNRATED
    yesterday: int = noted.UNRATED
    bone_forefoot: bool = False
    sore: frozenset[str] = frozenset()
    limps: bool = False


def facts_of(view: OnAnkle, bone_since: int | None) -> BarFacts:
    """The same of an ankle on a day; ``bone_since`` is the place since which a row about bone shows, None without one.

    Such a row stays until it was seen, and so does where it was sore, from the 14 days before it on.
    """
    bone = bone_since is not None and view.sore_on(FOREFOOT, view.place - bone_since + 14)
    sore = view.spots_in(2)
    if view.days_with(noted.SWOLLEN, 2):
        sore |= {"swollen"}
    limps = view.days_with(noted.LIMPING, 1) > 0
    return BarFacts(view.since_twist if view.phase else None, view.today, view.yesterday, bone, sore, limps)


def allowed(exercise: Exercise, load: LoadLevel, at: BarFacts = BarFacts()) -> Allowed:
    """Whether a load allows an exercise on a side: no, as last time, or by its own steps. Bars come on top.

    On the days of least load whoever walks, rides or swims does so at 2 of 10 or less, without a limp; on those of a
    twist nobody stands on that ankle alone, or stretches its calf to the end. What is neither impact, balance nor calf
    work goes by how it is done: seated and lying work is spared longest. One's own balance and calf work,
    whose level nobody said, is taken to be on one foot where it may be.
    """
    still = exercise.impact == "none"
    if exercise.type == "self-care" and still:
        return "yes"
    if load == "stop":
        return "no"
    twisted = at.twist_day if load == "care" else None
    if exercise.type in ("mobility", "stretch") and still:
        return "no" if exercise.end_range and twisted is not None else "yes"
    if load == "progress":
        return "yes"
    if exercise.gated:
        low = _at_most(at.today, 2) and _at_most(at.yesterday, 2)
        return "as-last" if load == "repeat" and low else "no"
    if load == "repeat":
        return "as-last"
    walks = exercise.type == "cardio" or exercise.impact == "low"
    if load in ("care", "unload") and walks and (at.limps or not _at_most(at.today, 2)):
        return "no"
    early = twisted is not None and twisted < twist.EARLY_FROM
    if level := exercise.balance_level or (2 if exercise.type == "balance" else 0):
        most = 2 if load == "no-impact" else 1
        one_foot = twisted is not None and (exercise.dose.per_side or exercise.impact != "none")
        return "yes" if level <= most and not early and not one_foot else "no"
    if exercise.calf_level or (exercise.type == "strength" and exercise.region in ("ankle", "foot", "shin", "calf")):
        return _calf(exercise, load, at, early)
    if exercise.impact == "low":
        return "no"
    return "yes" if load != "care" or exercise.stance != "standing" else "no"


def allowed_beside(exercise: Exercise, load: LoadLevel) -> bool:
    """Whether the load of one ankle lets the other side be worked by itself: on a day of care, seated or lying."""
    still = exercise.impact == "none"
    if load not in ("stop", "care") or (exercise.type == "self-care" and still):
        return True
    return load == "care" and still and (exercise.type in ("mobility", "stretch") or exercise.stance != "standing")


def no_raises(load: LoadLevel, at: BarFacts) -> bool:
    """Whether it is known that a load leaves no raises on both feet on a side that day, by its rating or without."""
    if load in ("stop", "unload"):
        return True
    most = {"care": 2, "no-impact": 3}.get(load)
    return most is not None and (at.today > most or at.bone_forefoot)


def _calf(exercise: Exercise, load: LoadLevel, at: BarFacts, early: bool) -> Allowed:
    level = exercise.calf_level or (2 if exercise.dose.per_side and exercise.stance == "standing" else 1)
    if at.bone_forefoot:
        return "no"
    if load == "no-impact":
        return "yes" if level <= 2 and _at_most(at.today, 3) else "no"
    gentle = level == 1 and exercise.impact == "none" and not early and _at_most(at.today, 2)
    return "yes" if load == "care" and gentle else "no"


def _at_most(rating: int, most: int) -> bool:
    """Whether a day was rated so low; without a rating nobody knows, and that is not 0."""
    return 0 <= rating <= most


def run_due(run: RunLevel) -> bool:
    """Whether what is done before a run is due today."""
    return RUNS.index(run) >= RUNS.index("ladder")


def bars_now(views: Mapping[Ankle, OnAnkle]) -> tuple[BarNow, ...]:
    """The bars that hold on a day, each with its side."""
    found: list[BarNow] = []
    for bar in BARS:
        if bar.of_body:
            if bar.holds(views["left"]):
                found.append(BarNow(bar.id, "body", bar.says))
            continue
        sides: Iterable[Ankle] = ("left", "right")
        found += [BarNow(bar.id, side, views[side].said(bar.says)) for side in sides if bar.holds(views[side])]
    return tuple(found)
