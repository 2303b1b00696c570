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
from journal.rules.path.twist import NEVER
from journal.rules.verdict.conditions import (
    came_and_went,
    came_back,
    child,
    few_low_since,
    high_thrice,
    in_phase,
    night,
    no_low_since,
    numb_often,
    operated,
    quinolone,
    sore_for_long,
    sore_mostly,
    steroid_tablets,
    still_sore,
    swollen_again,
    third_time,
    third_twist,
    unsettled,
    very_high_twice,
    worse_after_twist,
)
from journal.vocabulary import SIGNS

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

    ``lasting``: only somebody who has seen it ends it. ``stays``: it shows on days on which it does not fire.
    """

    when: str
    fires: Callable[[Any], bool]
    help: Help
    load: LoadLevel
    run: RunLevel
    says: str
    asks: str
    lasting: bool
    stays: bool


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
    """A step from ``help / load`` or ``help / load / run``; ``seen``: it lasts, as all of help now and today do."""
    helps, loads, *runs = gives.split(" / ")
    help = next(one for one in HELPS if one == helps)
    load = next(one for one in LOADS if one == loads)
    run = next(one for one in RUNS if one == runs[0]) if runs else OWN_RUN[load]
    lasting = seen or help in ("now", "today")
    return Step(when, fires, help, load, run, says, asks, lasting, lasting or help == "week")


def _never(_: Any) -> bool:
    """Fires by its own machinery, not by a day's ratings."""
    return False


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
                lambda runner: runner.question_open("TN"),
                "none / care",
                "Answer the stop-sign question first. No running until then.",
            ),
            _step(
                "a weekly stop-sign question is open",
                lambda runner: runner.question_open("W") and not runner.question_open("TN"),
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
                quinolone,
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
                lambda ankle: ankle.twisted_ago(0, 1) and ankle.has("blood-thinner"),
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
                lambda ankle: operated(ankle, 0, 90),
                "ask / no-impact",
                "Walk only: {side} was operated on or in plaster.",
                "Ask who treated {side} what it may do.",
            ),
            _step(
                "day 91 to 365, until rung 11 is tolerated twice after it",
                lambda ankle: operated(ankle, 91, 365),
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
                child,
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
                lambda runner: runner.has("pregnant"),
                "none / repeat / hold",
                "Repeat what you do, nothing new: you are pregnant.",
            ),
            _step(
                "day 0 to 84 after birth",
                lambda runner: runner.began("after-birth", 84),
                "none / repeat / none",
                "No running for 12 weeks after birth.",
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
                lambda ankle: ankle.has("diabetes-nerve") and ankle.days_with(noted.SKIN, 2) > 0,
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
                lambda ankle: ankle.days_with(noted.HOT, 2) > 0,
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
                lambda runner: runner.rated_days < 3,
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
                very_high_twice,
                "today / unload",
                _TODAY + " 8 of 10 or more, twice.",
            ),
            _step(
                "6 or more on the last 3 rated days, within 6 days, no twist on the 5 before",
                high_thrice,
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
                lambda ankle: ankle.high >= max(ankle.place - 1, 0),
                "none / unload",
                "No running today. {Side} was {high} of 10 {high_day}.",
            ),
            _step(
                "else within 28 days, and since then no day before today rated 2 or less",
                no_low_since,
                "none / no-impact",
                _WALK + " {Side} was {high} of 10 {high_day}.",
            ),
            _step(
                "else fewer than 3 days rated 2 or less since, today included",
                few_low_since,
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
                lambda ankle: ankle.middle != NEVER,
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
                lambda ankle: ankle.state.unsettled,
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
                lambda runner: runner.rated_days >= 3 and runner.rated_in(7) < 3,
                "none / repeat / hold",
                "Rate both ankles: fewer than 3 of 7 days are known.",
            ),
            _step(
                "none of the last 3 days rated",
                lambda runner: runner.rated_days >= 3 and runner.rated_in(3) == 0,
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
                lambda ankle: ankle.bone >= 2,
                "none / no-impact",
                _WALK + " {Side} is sore over a bone.",
            ),
            _step(
                "to 3 or more; to 2 or more and rising; to 1 or more with a stress fracture before; or a bone rated"
                " during each of the last 3 days with a run, sorer each time, by 2 in all",
                lambda ankle: (
                    ankle.bone >= 3
                    or (ankle.bone >= 2 and ankle.rising)
                    or (ankle.bone >= 1 and ankle.has("stress-fracture", after=100_000))
                    or ankle.bone_grows
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
                lambda ankle: ankle.days_with(noted.NUMB, 14) > 0,
                "ask / repeat / hold",
                _REPEAT + " {Side} was numb or tingling.",
                "Ask a doctor or physio about {side}: numb or tingling.",
            ),
            _step(
                "on 3 days of 14, or both sides on one of them",
                numb_often,
                "week / repeat",
                _WEEK + " numb or tingling keeps coming.",
            ),
            _step(
                "with weak in one check-in of 14 days",
                lambda ankle: ankle.days_with(noted.NUMB_WEAK, 14) > 0,
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
                lambda ankle: ankle.days_with(noted.GIVING, 28) >= 1,
                "none / repeat",
                _REPEAT + " {Side} gave way.",
            ),
            _step(
                "on 2",
                lambda ankle: ankle.days_with(noted.GIVING, 28) >= 2,
                "none / no-impact",
                _WALK + " {Side} gave way twice.",
            ),
            _step(
                "on 3, or any of 28 days with a twist 42 to 365 days ago",
                lambda ankle: (
                    ankle.days_with(noted.GIVING, 28) >= 3
                    or (ankle.days_with(noted.GIVING, 28) >= 1 and ankle.twisted_ago(42, 365))
                ),
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
                lambda ankle: ankle.days_with(noted.LOCKING, 28) >= 2,
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
                swollen_again,
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
                night,
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
                came_and_went,
                "none / repeat / hold",
                _REPEAT + " {Side} keeps getting sore again.",
            ),
            _step(
                "sore on 10 days of 14 or 12 of 28 of the course, its last 7 sore days at 3 or more on average, not"
                " easing",
                sore_mostly,
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
                lambda ankle: ankle.rising and not ankle.easing and ankle.no_twist_in(14),
                "none / repeat",
                _REPEAT + " {Side} is getting sorer.",
            ),
            _step(
                "rising within the course",
                lambda ankle: ankle.rising_within,
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
                came_back,
                "none / repeat",
                _REPEAT + " {Side} is sore again.",
            ),
            _step(
                "the same, the third opening within 90 days",
                third_time,
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
                sore_for_long,
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
                in_phase("T1"),
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
                in_phase("T2"),
                "none / care / none",
                "Move {side} gently. No running: twisted {since}.",
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
                in_phase("T3"),
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
                lambda ankle: ankle.phase == "T4" and not ankle.state.twists.old,
                "none / repeat / ladder",
                "Run by small steps: {side} twisted {since}.",
            ),
            _step(
                "an old twist that nobody followed, quiet now",
                lambda ankle: ankle.phase == "T4" and ankle.state.twists.old,
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
                in_phase("T5"),
                "none / progress / ladder",
                "Run by small steps one more week: {side} was twisted.",
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
                worse_after_twist,
                "today / care",
                _TODAY + " no better after the twist.",
            ),
            _step(
                "day 2 to 42: front above the joint at 3 or more today",
                lambda ankle: ankle.twisted_ago(2, 42) and ankle.days_with(noted.HIGH_SPRAIN, 1) > 0,
                "week / care",
                _WEEK + " sore above the joint after a twist.",
            ),
            _step(
                "day 42 to 84: 4 sore mornings of 14",
                lambda ankle: ankle.twisted_ago(42, 84) and ankle.sore_mornings >= 4,
                "week / no-impact",
                _WEEK + " still sore weeks after a twist.",
            ),
            _step(
                "third twist in 12 months, more than 7 days apart, to day 14",
                third_twist,
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
                lambda runner: bool(runner.off),
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
_STEPS = {
    **{(row.id, place): step for row in TABLE for place, step in enumerate(row.steps)},
    **{(sign, place): step for sign in SIGNS for place, step in enumerate(BY_ID["S"].steps)},
}
OF_BODY = tuple(row for row in TABLE if row.of_body and row.id not in ("S", "A"))


def step_of(clock: tuple[str, str, int]) -> Step:
    """A step by the id of its row, or of a stop sign, whose it is, and its place."""
    return _STEPS[clock[0], clock[2]]


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
