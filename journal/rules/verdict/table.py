"""Every rule of the verdict as one table: what it looks at, when it fires, what it gives, how it ends, who says so.

A row's steps each fire by themselves and each have a clock: a step of help ``week`` also shows through the 14th day
after it last fired; ``now``, ``today`` and those marked seen, until somebody has seen it; the others while they fire.
Sources stand in docs/rules.md. Sure: V seen in a public source, M general knowledge, H house rule.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Literal, get_args

from msgspec import Struct

from journal.rules.path import noted
from journal.rules.path.noted import TENDON
from journal.rules.path.twist import NEVER
from journal.rules.verdict.views import OnAnkle, OnDay
from journal.rules.verdict.words import sore_on, spots_in, window

VERSION = "1"
"""Version of the rules; a change of what any row gives makes another."""

Help = Literal["none", "ask", "week", "today", "now"]
LoadLevel = Literal["stop", "care", "unload", "no-impact", "repeat", "progress"]
RunLevel = Literal["none", "walk", "ladder", "easy", "hold", "usual"]
HELPS: tuple[Help, ...] = get_args(Help)
LOADS: tuple[LoadLevel, ...] = get_args(LoadLevel)
RUNS: tuple[RunLevel, ...] = get_args(RunLevel)
OWN_RUN: dict[LoadLevel, RunLevel] = {
    "stop": "none",
    "care": "none",
    "unload": "none",
    "no-impact": "walk",
    "repeat": "easy",
    "progress": "usual",
}
"""The run that goes with a load where a row names none."""
STAYS = 14
"""Days that a step of help ``week`` shows after it last fired."""

Looks = Literal[
    "sore", "middle", "high", "numb", "giving", "locking", "swollen", "hot", "bone", "twist", "fact", "done", "body"
]
"""What has to have been noted lately for a row to be asked at all, so that a quiet day costs nothing."""


class Step(Struct, frozen=True):
    """One step of a row: when, what it gives, the sentence, and the second line where it asks.

    ``seen``: it shows until seen, as every step of help now and today does.
    """

    when: str
    fires: Callable[[Any], bool]
    help: Help
    load: LoadLevel
    run: RunLevel
    says: str
    asks: str = ""
    seen: bool = False

    @property
    def lasting(self) -> bool:
        """Whether only somebody who has seen it ends it."""
        return self.seen or self.help in ("now", "today")


class RuleRow(Struct, frozen=True):
    """A rule. ``looks`` is what has to have been noted for it to be asked at all; ``body`` rows are of the runner."""

    id: str
    looks: Looks
    steps: tuple[Step, ...]
    source: str
    sure: str

    @property
    def of_body(self) -> bool:
        """Whether it is said of the runner, not of an ankle."""
        return self.looks == "body" or self.id in ("M5",)


def _step(
    when: str,
    fires: Callable[[Any], bool],
    gives: str,
    says: str,
    asks: str = "",
    seen: bool = False,
) -> Step:
    """A step from ``help / load`` or ``help / load / run``."""
    help, load, *run = gives.split(" / ")
    found = next(one for one in LOADS if one == load)
    return Step(
        when,
        fires,
        next(one for one in HELPS if one == help),
        found,
        next(one for one in RUNS if one == run[0]) if run else OWN_RUN[found],
        says,
        asks,
        seen,
    )


def _never(_: Any) -> bool:
    """Fires by its own machinery, not by a day's ratings."""
    return False


def _quinolone(v: OnAnkle) -> bool:
    sore = spots_in(v.side, v.i, 3) & TENDON
    for fact in v.known("quinolone", after=180) if sore else ():
        start = v.place(fact.since)
        before = spots_in(v.side, start - 1, 14) if start > 0 else frozenset()
        opened = bool(v.state.openings) and v.state.openings[-1] >= start
        if opened or sore - before or v.rising:
            return True
    return False


def _operated(v: OnAnkle, low: int, high: int) -> bool:
    for fact in v.known("operation", after=365, side=v.name):
        start = v.place(fact.since)
        if low <= v.i - start <= high and not (low > 90 and v.half_hour_twice > max(start, NEVER)):
            return True
    return False


def _child(v: OnAnkle) -> bool:
    if not v.known("under-18"):
        return False
    rolled = v.since == 0 and bool(v.side.flags[v.i] & noted.ROLLED_BONE)
    limps = v.i > 0 and all(v.m[p] >= 1 and v.side.flags[p] & noted.LIMPING for p in (v.i - 1, v.i))
    return rolled or limps


def _very_high_twice(v: OnAnkle) -> bool:
    last = v.state.rated[-2:]
    return len(last) == 2 and last[0] >= v.i - 3 and all(v.m[p] >= 8 for p in last)


def _high_thrice(v: OnAnkle) -> bool:
    last = v.state.rated[-3:]
    return len(last) == 3 and last[0] >= v.i - 5 and all(v.m[p] >= 6 for p in last) and v.clear(5)


def _no_low_since(v: OnAnkle) -> bool:
    return NEVER < v.high < v.i - 1 and not any(0 <= value <= 2 for value in v.m[v.high + 1 : v.i])


def _few_low_since(v: OnAnkle) -> bool:
    if not NEVER < v.high < v.i - 1 or _no_low_since(v):
        return False
    return sum(0 <= value <= 2 for value in v.m[v.high + 1 : v.i + 1]) < 3


def unsettled(v: OnAnkle) -> bool:
    """Trained or ran yesterday, and this morning is not settled."""
    if not v.i or not v.board.body[v.i - 1].trained:
        return False
    return v.side.morning[v.i] > max(2, v.side.days[v.i - 1].before)


def _came_and_went(v: OnAnkle) -> bool:
    if v.course_day == NEVER or v.state.sore_days < 2 or v.sore_mornings < 4 or not v.clear(14):
        return False
    values = [value for value in window(v.m, v.i, 14, v.state.course) if value >= 0]
    return 0 in values and any(values[values.index(0) :])


def _sore_mostly(v: OnAnkle) -> bool:
    if v.state.sore_days < 10 or (v.sore_in_course(14) < 10 and v.sore_in_course(28) < 12):
        return False
    last = [v.m[place] for place in v.state.sore]
    return sum(last) >= 3 * len(last) and not v.easing


def _came_back(v: OnAnkle) -> bool:
    if not v.state.came_back:
        return False
    opened = v.state.openings[-1]
    return v.i - opened <= 13 or any(value > 2 for value in window(v.m, v.i, 14, opened + 1))


def _third_time(v: OnAnkle) -> bool:
    if len(v.state.openings) < 3 or not _came_back(v):
        return False
    latest = v.state.openings[-1]
    return sum(latest - one <= 89 for one in v.state.openings) >= 3


def still_sore(v: OnAnkle) -> bool:
    """From course day 3 on: the last rated day is sore, not the only one, and it does not ease."""
    return v.course_day >= 3 and v.last_rated >= 1 and v.state.sore_days >= 2 and not v.easing


def _sore_for_long(v: OnAnkle) -> bool:
    if v.course_day < 84 or not still_sore(v):
        return False
    early = max(v.m[v.state.course : v.state.course + 7], default=0)
    return early < max(window(v.m, v.i, 7), default=0) + 2


def _worse_after_twist(v: OnAnkle) -> bool:
    return v.since_in(2, 4) and v.today >= 6 and v.today >= v.m[v.state.twists.last]


def _third_twist(v: OnAnkle) -> bool:
    if not v.since_in(0, 14):
        return False
    counted: list[int] = []
    for place in reversed(v.state.twists.days):
        if v.state.twists.last - place <= 365 and (not counted or counted[-1] - place > 7):
            counted.append(place)
    return len(counted) >= 3


def _swollen_again(v: OnAnkle) -> bool:
    swollen = [place for place in range(max(v.i - 27, 0), v.i + 1) if v.side.flags[place] & noted.SWOLLEN]
    return len(swollen) >= 3 and swollen[-1] - swollen[0] >= 14 and v.clear(14)


def _numb_often(v: OnAnkle) -> bool:
    both = any(v.side.flags[place] & v.other.flags[place] & noted.NUMB for place in range(max(v.i - 13, 0), v.i + 1))
    return v.noted(noted.NUMB, 14) >= 3 or both


def _night(v: OnAnkle) -> bool:
    return sum(one.night >= 3 for one in v.side.days[max(v.i - 6, 0) : v.i + 1]) >= 2 and v.clear(7)


def _phase(name: str) -> Callable[[OnAnkle], bool]:
    return lambda v: v.phase == name


def _after_birth(v: OnDay) -> bool:
    return any(0 <= v.i - v.place(fact.since) <= 84 for fact in v.facts if fact.fact == "after-birth")


def steroid_tablets(v: OnAnkle) -> bool:
    """On steroid tablets with a tendon sore in 3 days."""
    return bool(v.known("steroid-tablets")) and sore_on(v.side, v.i, 3, TENDON)


_WALK = "No running or jumps."
_REPEAT = "Train no harder."
_WEEK = "Have {side} seen this week:"
_TODAY = "Have {side} seen today:"

TABLE: tuple[RuleRow, ...] = (
    RuleRow(
        "S",
        "body",
        (
            _step("a stop sign of help now is ticked", _never, "now / stop", "Get help now: {sign}.", seen=True),
            _step(
                "a stop sign of help today is ticked", _never, "today / stop", "Have it seen today: {sign}.", seen=True
            ),
            _step(
                "a stop sign of help this week is ticked",
                _never,
                "week / no-impact",
                "Have it seen this week: {sign}.",
                seen=True,
            ),
        ),
        "Ottawa rules, NHS pages, clinic leaflets",
        "V, some M",
    ),
    RuleRow(
        "Q",
        "body",
        (
            _step(
                "a stop-sign question after a twist or new soreness is open",
                lambda v: v.question_open("TN"),
                "none / care",
                "Answer the stop-sign question first. No running until then.",
            ),
            _step(
                "a weekly stop-sign question is open",
                lambda v: v.question_open("W") and not v.question_open("TN"),
                "ask / progress / hold",
                "Answer the weekly stop-sign question. Run no further until then.",
            ),
        ),
        "house",
        "H",
    ),
    RuleRow(
        "M1",
        "fact",
        (
            _step(
                "quinolone now or ended <= 180 days ago, a tendon sore in 3 days, and the course opened since its"
                " start, or that spot was not sore in the 14 days before it, or rising",
                _quinolone,
                "today / unload",
                "Ring the prescriber today: {side} tendon sore after an antibiotic.",
            ),
        ),
        "FDA, MHRA: stop at the first pain, ring the prescriber; months after",
        "V",
    ),
    RuleRow(
        "M2",
        "fact",
        (
            _step(
                "blood thinner, and a twist today or yesterday",
                lambda v: v.since_in(0, 1) and bool(v.known("blood-thinner")),
                "today / care",
                _TODAY + " a twist on a blood thinner.",
            ),
        ),
        "general knowledge",
        "M",
    ),
    RuleRow(
        "M3",
        "fact",
        (
            _step(
                "operation or plaster on that side, day 0 to 90",
                lambda v: _operated(v, 0, 90),
                "ask / no-impact",
                "Walk only: {side} was operated on or in plaster.",
                "Ask who treated {side} what it may do.",
            ),
            _step(
                "day 91 to 365, until rung 11 is tolerated twice after it",
                lambda v: _operated(v, 91, 365),
                "none / repeat / ladder",
                "Run by small steps: {side} was operated on.",
            ),
        ),
        "house",
        "H",
    ),
    RuleRow(
        "M4",
        "fact",
        (
            _step(
                "under 18: a twist today with a bone spot, or sore and limping today and yesterday",
                _child,
                "today / care",
                _TODAY + " under 18 with a sore bone or limp.",
            ),
        ),
        "healthiertogether: a limp no better at 48 h",
        "V",
    ),
    RuleRow(
        "M5",
        "body",
        (
            _step(
                "pregnant",
                lambda v: bool(v.known("pregnant")),
                "none / repeat / hold",
                "Repeat what you do, nothing new while pregnant.",
            ),
            _step(
                "day 0 to 84 after birth", _after_birth, "none / repeat / none", "No running for 12 weeks after birth."
            ),
        ),
        "house; 12 weeks general knowledge",
        "M",
    ),
    RuleRow(
        "M6",
        "fact",
        (
            _step(
                "steroid tablets, and a tendon sore in 3 days",
                steroid_tablets,
                "week / no-impact",
                _WEEK + " tendon sore on steroid tablets.",
                seen=True,
            ),
        ),
        "house",
        "H",
    ),
    RuleRow(
        "M7",
        "fact",
        (
            _step(
                "diabetes or nerve loss: red, warm, swollen or blister today or yesterday",
                lambda v: bool(v.known("diabetes-nerve")) and v.noted(noted.SKIN, 2) > 0,
                "today / unload",
                _TODAY + " skin change with diabetes or nerve loss.",
            ),
        ),
        "NICE NG19: within 1 working day",
        "V",
    ),
    RuleRow(
        "G1",
        "hot",
        (
            _step(
                "warm, red and swollen in one check-in, today or yesterday",
                lambda v: v.noted(noted.HOT, 2) > 0,
                "today / unload",
                _TODAY + " red, warm and swollen.",
            ),
        ),
        "house, by the signs of infection and gout",
        "H",
    ),
    RuleRow(
        "R0",
        "body",
        (
            _step(
                "fewer than 3 rated days in the whole journal",
                lambda v: v.rated_days < 3,
                "none / repeat",
                "Rate both ankles each day; one set each in a session.",
            ),
        ),
        "house",
        "H",
    ),
    RuleRow(
        "R1",
        "high",
        (
            _step(
                "8 or more on the last 2 rated days, within 4 days",
                _very_high_twice,
                "today / unload",
                _TODAY + " 8 of 10 or more, twice.",
            ),
            _step(
                "6 or more on the last 3 rated days, within 6 days, no twist on the 5 before",
                _high_thrice,
                "week / unload",
                _WEEK + " 6 of 10 or more, three times.",
            ),
        ),
        "house, by the pain-monitoring model",
        "H",
    ),
    RuleRow(
        "R2",
        "high",
        (
            _step(
                "6 or more today or yesterday",
                lambda v: v.high >= max(v.i - 1, 0),
                "none / unload",
                "No running today. {Side} was {high} of 10 {high_day}.",
            ),
            _step(
                "else within 28 days, and since then no day before today rated 2 or less",
                _no_low_since,
                "none / no-impact",
                _WALK + " {Side} was {high} of 10 {high_day}.",
            ),
            _step(
                "else fewer than 3 days rated 2 or less since, today included",
                _few_low_since,
                "none / repeat",
                _REPEAT + " {Side} was {high} of 10 {high_day}.",
            ),
        ),
        "house, by the pain-monitoring model (Thomee 1997, Silbernagel 2007)",
        "H",
    ),
    RuleRow(
        "R3",
        "middle",
        (
            _step(
                "3 to 5 today, yesterday or on the last rated day",
                lambda v: v.middle != NEVER,
                "none / repeat",
                _REPEAT + " {Side} was {middle} of 10 {middle_day}.",
            ),
        ),
        "house, by the pain-monitoring model",
        "H",
    ),
    RuleRow(
        "R4",
        "done",
        (
            _step(
                "run or session yesterday, this morning rated and not settled",
                unsettled,
                "none / no-impact",
                _WALK + " {Side} was {morning} of 10 this morning.",
            ),
            _step(
                "the day after such a day",
                lambda v: v.state.unsettled,
                "none / repeat",
                _REPEAT + " {Side} was sore yesterday morning.",
            ),
        ),
        "University of Delaware soreness rules, PMC6044585",
        "V",
    ),
    RuleRow(
        "R5",
        "body",
        (
            _step(
                "fewer than 3 of the last 7 days rated",
                lambda v: v.rated_days >= 3 and v.rated_in(7) < 3,
                "none / repeat / hold",
                "Rate both ankles: fewer than 3 of 7 days are known.",
            ),
            _step(
                "none of the last 3 days rated",
                lambda v: v.rated_days >= 3 and v.rated_in(3) == 0,
                "none / repeat",
                "Rate both ankles first: 3 days without a rating.",
            ),
        ),
        "house",
        "H",
    ),
    RuleRow(
        "B",
        "bone",
        (
            _step(
                "bone signals of 14 days add up to 2 or more",
                lambda v: v.bone >= 2,
                "none / no-impact",
                _WALK + " {Side} is sore over a bone.",
            ),
            _step(
                "to 3 or more; to 2 or more and rising; to 1 or more with a stress fracture before; or a bone rated"
                " during each of the last 3 days with a run, sorer each time, by 2 in all",
                lambda v: (
                    v.bone >= 3
                    or (v.bone >= 2 and v.rising)
                    or (v.bone >= 1 and bool(v.known("stress-fracture", after=100_000)))
                    or v.bone_grows
                ),
                "week / no-impact",
                _WEEK + " sore over a bone. No running.",
                seen=True,
            ),
        ),
        "bone sites: running.wiki, upwardptseattle.com; night pain: nhs.uk",
        "H on V",
    ),
    RuleRow(
        "N",
        "numb",
        (
            _step(
                "numb or tingling in 14 days",
                lambda v: v.noted(noted.NUMB, 14) > 0,
                "ask / repeat / hold",
                _REPEAT + " {Side} was numb or tingling.",
                "Ask a doctor or physio about {side}: numb or tingling.",
            ),
            _step(
                "on 3 days of 14, or both sides on one of them",
                _numb_often,
                "week / repeat",
                _WEEK + " numb or tingling keeps coming.",
            ),
            _step(
                "with weak in one check-in of 14 days",
                lambda v: v.noted(noted.NUMB_WEAK, 14) > 0,
                "today / unload",
                _TODAY + " numb and weak.",
            ),
        ),
        "house",
        "H",
    ),
    RuleRow(
        "I",
        "giving",
        (
            _step(
                "giving way on 1 day of 28",
                lambda v: v.noted(noted.GIVING, 28) >= 1,
                "none / repeat",
                _REPEAT + " {Side} gave way.",
            ),
            _step(
                "on 2",
                lambda v: v.noted(noted.GIVING, 28) >= 2,
                "none / no-impact",
                _WALK + " {Side} gave way twice.",
            ),
            _step(
                "on 3, or any of 28 days with a twist 42 to 365 days ago",
                lambda v: v.noted(noted.GIVING, 28) >= 3 or (v.noted(noted.GIVING, 28) >= 1 and v.since_in(42, 365)),
                "week / no-impact",
                _WEEK + " it keeps giving way.",
            ),
        ),
        "house",
        "H",
    ),
    RuleRow(
        "L1",
        "locking",
        (
            _step(
                "locking on 2 days of 28",
                lambda v: v.noted(noted.LOCKING, 28) >= 2,
                "week / no-impact",
                _WEEK + " it locks.",
            ),
        ),
        "general knowledge",
        "M",
    ),
    RuleRow(
        "W1",
        "swollen",
        (
            _step(
                "swollen on 3 days of 28, first and last 14 or more apart, no twist on the 14 days before",
                _swollen_again,
                "week / no-impact",
                _WEEK + " swollen for two weeks.",
            ),
        ),
        "NICE; 2 weeks from a local NHS page",
        "V",
    ),
    RuleRow(
        "K1",
        "middle",
        (
            _step(
                "3 or more at night on 2 days of 7, no twist on the 7 before",
                _night,
                "week / no-impact",
                _WEEK + " it hurts at night.",
            ),
        ),
        "nhs.uk",
        "H on V",
    ),
    RuleRow(
        "C1",
        "sore",
        (
            _step(
                "4 sore mornings of 14, no twist on the 14 before, and in those days of the course one at 0, then a"
                " sore one",
                _came_and_went,
                "none / repeat / hold",
                _REPEAT + " {Side} keeps getting sore again.",
            ),
            _step(
                "sore on 10 days of 14 or 12 of 28 of the course, its last 7 sore days at 3 or more on average, not"
                " easing",
                _sore_mostly,
                "week / repeat",
                _WEEK + " sore on most days.",
            ),
        ),
        "house",
        "H",
    ),
    RuleRow(
        "C2",
        "sore",
        (
            _step(
                "rising, not easing, no twist on the 14 before",
                lambda v: v.rising and not v.easing and v.clear(14),
                "none / repeat",
                _REPEAT + " {Side} is getting sorer.",
            ),
            _step(
                "rising within the course",
                lambda v: v.rising_within,
                "week / no-impact",
                _WEEK + " it keeps getting sorer.",
            ),
        ),
        "house, by the pain-monitoring model's weekly rule",
        "H",
    ),
    RuleRow(
        "C4",
        "sore",
        (
            _step(
                "a course opened <= 28 days after one ended, its opening or a later rating above 2 within 14 days",
                _came_back,
                "none / repeat",
                _REPEAT + " {Side} is sore again.",
            ),
            _step(
                "the same, the third opening within 90 days",
                _third_time,
                "week / repeat",
                _WEEK + " sore for the third time.",
            ),
        ),
        "house",
        "H",
    ),
    RuleRow(
        "C5",
        "sore",
        (
            _step(
                "course day 3 or later, the last rated day sore, 2 sore days in it, not easing",
                still_sore,
                "ask / progress / hold",
                "Run no further than lately. {Side} is still sore.",
                "Ask a doctor or physio: {side} sore for {course} days.",
            ),
            _step(
                "the same from course day 84, without a fall of 2 since its first week",
                _sore_for_long,
                "week / progress / hold",
                _WEEK + " sore for 12 weeks.",
            ),
        ),
        "article C's 72 hours; NHS",
        "V, numbers H",
    ),
    RuleRow(
        "T1",
        "twist",
        (
            _step(
                "day 0 to 2 of a twist",
                _phase("T1"),
                "none / care / none",
                "Protect {side}, move it often. No running.",
            ),
        ),
        "Vuurberg; CPG 2021",
        "V",
    ),
    RuleRow(
        "T2",
        "twist",
        (
            _step(
                "from day 3 until P1",
                _phase("T2"),
                "none / care / none",
                "Move {side} gently, walk. No running: twisted {since}.",
            ),
        ),
        "Vuurberg; CPG 2021",
        "V",
    ),
    RuleRow(
        "T3",
        "twist",
        (
            _step(
                "P1 met, until P2",
                _phase("T3"),
                "none / no-impact / walk",
                "Walk and balance, no running: {side} twisted {since}.",
            ),
        ),
        "CPG 2021; clinic leaflets",
        "V",
    ),
    RuleRow(
        "T4",
        "twist",
        (
            _step(
                "P2 met, until P3",
                lambda v: v.phase == "T4" and not v.state.twists.old,
                "none / repeat / ladder",
                "Run by small steps: {side} twisted {since}.",
            ),
            _step(
                "an old twist that nobody followed, quiet now",
                lambda v: v.phase == "T4" and v.state.twists.old,
                "none / progress / hold",
                "Run no further than lately: {side} twisted {since}.",
            ),
        ),
        "PAASS; clinic pages",
        "V",
    ),
    RuleRow(
        "T5",
        "twist",
        (
            _step(
                "P3 met, until the 7th day with 4 rated days after it",
                _phase("T5"),
                "none / progress / ladder",
                "Run by small steps for one more week: {side}.",
            ),
        ),
        "PAASS",
        "V",
    ),
    RuleRow(
        "T6",
        "twist",
        (
            _step(
                "twist day 2 to 4: 6 or more and not below day 0",
                _worse_after_twist,
                "today / care",
                _TODAY + " no better after the twist.",
            ),
            _step(
                "day 2 to 42: front above the joint at 3 or more today",
                lambda v: v.since_in(2, 42) and bool(v.side.flags[v.i] & noted.HIGH_SPRAIN),
                "week / care",
                _WEEK + " sore above the joint after a twist.",
            ),
            _step(
                "day 42 to 84: 4 sore mornings of 14",
                lambda v: v.since_in(42, 84) and v.sore_mornings >= 4,
                "week / no-impact",
                _WEEK + " still sore weeks after a twist.",
            ),
            _step(
                "third twist in 12 months, more than 7 days apart, to day 14",
                _third_twist,
                "week / no-impact",
                _WEEK + " third twist in a year.",
            ),
        ),
        "NHS leaflets; high sprain takes longer",
        "V, numbers H",
    ),
    RuleRow(
        "D",
        "body",
        (
            _step(
                "no run on the 28 days before today, or none but walks allowed on all of them; until rung 11 is"
                " tolerated twice, at most 84 days on",
                lambda v: bool(v.off),
                "none / progress / ladder",
                "Run by small steps: {off}.",
            ),
        ),
        "published walk-run tables; clinic pages",
        "V, numbers H",
    ),
    RuleRow(
        "A",
        "body",
        (
            _step("somebody was asked, and it holds", _never, "none / progress", "Do as {who} said: {limit}."),
            _step(
                "after its end, until answered",
                _never,
                "ask / progress",
                "Do as {who} said: {limit}.",
                "Answer: does what {who} said still hold?",
            ),
        ),
        "the clinician's own words",
        "theirs",
    ),
)
"""All rows, in the order in which they are told."""

BY_ID = {row.id: row for row in TABLE}
BODY_ROWS = frozenset(row.id for row in TABLE if row.of_body)
OF_ANKLE: dict[Looks, tuple[RuleRow, ...]] = {
    looks: tuple(row for row in TABLE if row.looks == looks and not row.of_body) for looks in get_args(Looks)
}
OF_BODY = tuple(row for row in TABLE if row.of_body and row.id not in ("S", "A"))


def ends(step: Step) -> str:
    """How a step ends, in words."""
    if step.lasting:
        return "when it was seen"
    return "14 days after it last fired" if step.help == "week" else "as soon as it no longer fires"


def as_markdown() -> str:
    """The table as Markdown, a line a step: what docs/rules.md is made from."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield f"Version {VERSION} of the rules."
    yield ""
    yield "| row | fires when | help | load | run | ends | says | source | sure |"
    yield "|---|---|---|---|---|---|---|---|---|"
    for row in TABLE:
        for place, step in enumerate(row.steps):
            name = row.id if not place else ""
            source = (row.source, row.sure) if not place else ("", "")
            said = " ".join(part for part in (step.says, step.asks) if part)
            cells = (name, step.when, step.help, step.load, step.run, ends(step), said, *source)
            yield f"| {' | '.join(cells)} |"
