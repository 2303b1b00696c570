"""Runners who do what Today says, day by day for half a year: no phase and no step opens before its criteria, none is
skipped, and what stays unanswered opens nothing. What is met is reckoned here anew, from the entries alone."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from itertools import pairwise

import pytest
from msgspec import Struct, field

from journal.entries import Answer, Asked, Entry, Item, Run, Session, Set, day_of
from journal.rules.verdict.table import LOADS, RUNS
from journal.rules.verdict.verdict import Question, Verdict
from journal.rules.verdict.verdicts import Verdicts
from journal.words.path import path_lines
from library.routine import PlannedDose
from tests.support.verdicts import at, check_in, day, days_of

DAYS = 182
AFTER_A_TWIST = (6, 4, 3, 2, 2, 2, 2, 1, 1, 1)


class Runner(Struct):
    """Who rates each morning and does what the verdict says; ``sore`` is the left's rating by day, 0 where not named.

    ``answers`` are the questions they answer, truthfully by the days since the twist; ``bone`` the days on which a bone
    hurt at night; ``away`` those without a run; ``usual_km`` what they run when nothing says less.
    """

    twists: tuple[int, ...] = ()
    answers: frozenset[str] = frozenset()
    bone: tuple[int, ...] = ()
    away: range = range(0)
    asked: int | None = None
    usual_km: float = 8.0
    entries: list[Entry] = field(default_factory=list)
    seen: list[Verdict] = field(default_factory=list)

    def lived(self, days: int = DAYS) -> Runner:
        """Live the days, each by the verdict of its morning."""
        self.entries = [check_in(number, 0, 0) for number in range(-14, 0)]
        self.entries += [Run(started_at=at(number, 17), distance_km=8.0) for number in range(-14, 0, 2)]
        verdicts = Verdicts(days_of(self.entries))
        for number in range(days):
            self.entries += self.morning(number)
            verdicts = self.with_day(verdicts, number)
            self.entries += self.evening(number, verdicts.at(at(number, 12)))
            verdicts = self.with_day(verdicts, number)
            self.seen.append(verdicts.on(day(number)))
        return self

    def with_day(self, verdicts: Verdicts, number: int) -> Verdicts:
        """The verdicts with what was noted on a day."""
        held = [one for one in self.entries if day_of(one) == day(number)]
        return verdicts.with_days(verdicts.days.changed({day(number): held}), day(number))

    def since(self, number: int) -> int | None:
        """Days since the last twist."""
        return next((number - one for one in reversed(self.twists) if one < number), None)

    def sore(self, number: int) -> int:
        """How sore the left is on waking."""
        since = self.since(number)
        return 2 if number in self.bone else AFTER_A_TWIST[since] if since is not None and since < 10 else 0

    def morning(self, number: int) -> list[Entry]:
        """Both ankles on waking, a bone at night before that."""
        sore = self.sore(number)
        found: list[Entry] = [check_in(number, sore, 0, words=["atfl"] if self.since(number) is not None else [])]
        if number in self.bone:
            found = [check_in(number, 2, 0, "night", ["metatarsals"]), check_in(number, 1, 0, words=["metatarsals"])]
        return found

    def evening(self, number: int, found: Verdict) -> list[Entry]:
        """What the verdict of the morning leads to: answers, a run, balance work; and a twist where there is one."""
        told: list[Entry] = [
            Answer(at=at(number, 13), question=one.id, side=one.side, value=self.truth(one, number))
            for one in found.questions
            if one.id in self.answers
        ]
        if number == self.asked:
            told.append(Asked(at=at(number, 13), who="doctor", side="left", closes=("B",), limit="ladder"))
        if (run := self.run(number, found)) is not None:
            told.append(run)
        if number % 2 and LOADS.index(found.load) >= LOADS.index("no-impact"):
            told.append(_balance(number))
        if number in self.twists:
            told.append(check_in(number, 6, 0, "evening", ["ankle-roll", "atfl"]))
        return told

    def truth(self, question: Question, number: int) -> bool | float:
        """The answer by how long ago the twist was."""
        since = self.since(number) or 0
        if question.id == "trust":
            return 9.0 if since >= 45 else 5.0
        return since >= {"p1": 5, "p2": 12}.get(question.id, 0)

    def run(self, number: int, found: Verdict) -> Run | None:
        """What may be run, on every second day; on the way back the step, when it is a day for it."""
        if number in self.away or found.run in ("none", "walk"):
            return None
        step = found.ladder
        if step is not None:
            if not step.run_today:
                return None
            minutes = step.times * (step.run_min + step.walk_min) or 30
            km = min(minutes / 8, found.cap_km or 30.0)
            walks = not step.run_min and step.rung < 12
            return Run(
                started_at=at(number, 17),
                activity="walk" if walks else "run",
                distance_km=km,
                duration_s=minutes * 60,
            )
        km = min(self.usual_km, found.most_km if found.most_km is not None else self.usual_km)
        return Run(started_at=at(number, 17), distance_km=round(km, 2)) if number % 2 == 0 else None


def _balance(number: int) -> Session:
    done = Set(id="1", side="left", hold_s=20, result="done")
    item = Item(id="1", exercise="single-leg-balance", dose=PlannedDose(hold_s=20), sets=(done,))
    return Session(started_at=at(number, 18), state="finished", items=(item,))


ALL = frozenset(("p1", "p2", "p3", "trust"))
LEFT_OUT = [frozenset[str](), *(ALL - {one} for one in sorted(ALL)), frozenset({"p1", "trust"})]


def phases(runner: Runner) -> list[str]:
    """The left's phase on each day."""
    return [next((one.phase for one in found.path if one.side == "left"), "") for found in runner.seen]


def met(runner: Runner, question: str, number: int, least: int = 1) -> bool:
    """Whether a question was answered with yes on so many days since the last twist, the day included."""
    twist = max(one for one in runner.twists if one <= number)
    yes = {
        day_of(one)
        for one in runner.entries
        if isinstance(one, Answer) and one.question == question and one.value is True
    }
    return sum(1 for one in yes if one is not None and day(twist) < one <= day(number)) >= least


def rated(runner: Runner, days: Iterable[int]) -> list[int]:
    """The left's ratings on waking, of these days."""
    return [runner.sore(number) for number in days]


def may_open(runner: Runner, phase: str, number: int) -> bool:
    """Whether the criteria of a phase were met by that day, reckoned from the entries."""
    twist = max(one for one in runner.twists if one <= number)
    match phase:
        case "T1":
            return number == twist
        case "T2":
            return number - twist == 3
        case "T3":
            quiet = number - twist >= 5 and max(rated(runner, range(number - 4, number + 1))) <= 1
            return met(runner, "p1", number, 2) or quiet
        case "T4":
            forgotten = number - twist > 42 and not any(met(runner, one, number) for one in ("p1", "p2"))
            mornings = max(rated(runner, range(number - 2, number + 1)))
            return forgotten or (number - twist >= 7 and met(runner, "p2", number) and mornings <= 2)
        case "T5":
            trusts = [one.value for one in runner.entries if isinstance(one, Answer) and one.question == "trust"]
            sessions = [one for one in runner.entries if isinstance(one, Session) and day_of(one) > day(twist)]  # type: ignore[operator]
            halves = any(
                one.rung == 11 and one.tolerated and one.day > day(twist)
                for found in runner.seen[: number + 1]
                for one in found.tried
            )
            return met(runner, "p3", number) and trusts[-1] >= 8 and len(sessions) >= 12 and halves
        case _:
            return True


def holds_together(runner: Runner) -> None:
    """No phase before its criteria and none skipped; a step up by one, after two runs that went well, a day between."""
    for number, (before, after) in enumerate(pairwise(phases(runner)), start=1):
        if after != before and after:
            assert may_open(runner, after, number), (number, before, after)
            expected = {"T1": before, "T2": "T1", "T3": "T2", "T4": "T3", "T5": "T4"}[after]
            is_old = after == "T4" and next(one.old for one in runner.seen[number].twists if one.side == "left")
            assert before == expected or is_old, (number, before, after)
    for number, (one, other) in enumerate(pairwise(runner.seen), start=1):
        if one.ladder is not None and other.ladder is not None and other.ladder.rung > one.ladder.rung:
            assert other.ladder.rung == one.ladder.rung + 1, number
            well = [each.day for each in other.tried if each.rung == one.ladder.rung and each.tolerated]
            assert len(well) >= 2 and well[-1] - well[-2] >= timedelta(days=2), number
    for number, found in enumerate(runner.seen):
        since = runner.since(number)
        if since is not None and phases(runner)[number]:
            assert RUNS.index(found.run) <= RUNS.index("ladder") or found.run == "hold", number


def test_a_sprain_and_a_relapse_go_the_way_back_twice() -> None:
    """T1 to T5, the half hour and the usual, again from day 0 in week 12; the balance block begins anew, a brace is
    named from the first run on."""
    runner = Runner(twists=(0, 84), answers=ALL).lived()
    holds_together(runner)
    for half in (phases(runner)[:84], phases(runner)[84:]):
        assert [one for one, other in pairwise([*half, "end"]) if one != other] == ["T1", "T2", "T3", "T4", "T5", ""]
    assert runner.seen[84].twists[0].balance <= 1 < 12 <= runner.seen[83].twists[0].balance
    for number, found in enumerate(runner.seen):
        named = "Support" in [line.label for line in path_lines(found) if line.text.startswith("Left: wear")]
        assert named == (phases(runner)[number] not in ("T1", "T2", "T3")), number
    usual = [number for number, found in enumerate(runner.seen) if found.run == "usual"]
    assert min(usual) > 45 and not any(84 <= number < 84 + 45 for number in usual)


@pytest.mark.parametrize("answers", LEFT_OUT, ids=lambda one: "-".join(sorted(one)) or "none")
def test_what_is_left_unanswered_opens_nothing(answers: frozenset[str]) -> None:
    """Each question left out, and all: the phase it opens never comes, unless nobody ever followed the twist."""
    runner = Runner(twists=(10,), answers=answers).lived(120)
    holds_together(runner)
    if not answers >= {"p2", "p3", "trust"}:
        assert "T5" not in phases(runner) and "usual" not in [found.run for found in runner.seen[10:]]


def test_a_bone_that_hurts_at_night_stops_impact_at_once_and_runs_only_when_somebody_said_so() -> None:
    """By the second night it is to be seen this week; the ladder comes with what the doctor said, not by itself."""
    runner = Runner(bone=(42, 43, 44, 46), asked=70).lived(110)
    holds_together(runner)
    first, second = runner.seen[42], runner.seen[43]
    assert first.load in ("no-impact", "unload", "care", "stop") and second.help == "week"
    for number in range(43, 58):
        assert runner.seen[number].run in ("none", "walk"), number
    assert all(found.run != "ladder" for found in runner.seen[43:57])
    assert runner.seen[71].run == "ladder" and runner.seen[71].ladder is not None


def test_three_weeks_off_come_back_at_half_and_are_regained_in_four_weeks() -> None:
    """The first runs at half the longest before, nothing resumed as it was; then a tenth at a time."""
    runner = Runner(away=range(70, 91)).lived()
    holds_together(runner)
    runs = {day_of(one): one.distance_km or 0.0 for one in runner.entries if isinstance(one, Run)}
    back = [(number, runs[day(number)]) for number in range(91, DAYS) if day(number) in runs]
    before = max(runs[day(number)] for number in range(40, 70) if day(number) in runs)
    assert back[0][1] <= before / 2 + 0.01
    regained = next(number for number, km in back if km >= before)
    assert 91 < regained <= 91 + 28
