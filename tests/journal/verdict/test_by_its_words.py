"""A runner who reads nothing but what Today says, over half a year with two twists: what each day leads to."""

from __future__ import annotations

import re

from journal.entries import Answer, Entry, Item, Run, Session, Set, day_of
from journal.rules.verdict.verdict import Verdict
from journal.rules.verdict.verdicts import Verdicts
from journal.words.names import Names
from journal.words.path import ladder_line, path_lines
from journal.words.verdict import asked, lines, more_than_allowed, run_words
from library.routine import PlannedDose
from tests.support.verdicts import at, check_in, day, days_of

DAYS, TWISTS = 182, (0, 84)
AFTER_A_TWIST = (7, 4, 2, 2, 2, 2, 2, 1, 1, 1)
"""The left on waking, by days since."""
CAN = {"10 min walk": 5, "30 min brisk walk": 16, "10 hops": 0}
"""What is asked by yes or no, and the day after a twist from which it is so."""
TRUSTS = 45
STEP = re.compile(r"(?P<times>\d+) x (?P<run>\d+) min run, (?P<walk>\d+) min walk|run (?P<straight>\d+) min")
MOST = re.compile(r"([\d.]+) km at most")

LEADS = [
    (range(1, 3), "Protect left, move it often. No running.", "none today", "Protect"),
    (range(3, 8), "Move left gently. No running: twisted {} days ago.", "none today", "Move"),
    (range(8, 18), "Walk and balance, no running: left twisted {} days ago.", "walk only, on the flat", "Walk"),
    (range(18, 53), "Run by small steps: left twisted {} days ago.", "step {} of 12", "Ground"),
    (range(53, 59), "Run by small steps one more week: left was twisted.", "step 12 of 12", "Ground"),
    (range(59, 84), "Train and run as usual.", "as usual", ""),
]
"""By days since a twist: the sentence at the top, how to run, and the first thing to do.

By hand: care to day 2; early until the walk was said to go well on two days, 6 and 7, the no of day 3 having asked
again after three; build up to the brisk walk, asked on days 8, 11, 14 and at last true on 17; then a run every other
day from day 18 on, two to a step, from step 3 to the half hour on days 50 and 52. Trust is told after the first of
these, the hops after the second, from day 53 on there is a week more on the last step.
"""
RAN = [*range(18, 84, 2)]
USUAL = [3.6, 3.9, 4.2, 4.6, 5.0, 5.5, 6.0, 6.6, 7.2, 7.9, 8.0, 8.0, 8.0, 8.0, 8.0]
"""km from the last step on, each a tenth above the one before, from the twenty minutes of day 48 (3.3 km) on: the half
hours were further than a tenth above those, so they count only after 14 days."""


class Reader:
    """Who rates each morning, reads, and does what the sentences say."""

    def __init__(self) -> None:
        self.entries: list[Entry] = [check_in(number, 0, 0) for number in range(-14, 0)]
        self.entries += [Run(started_at=at(number, 17), distance_km=8.0) for number in range(-14, 0, 2)]
        self.verdicts = Verdicts(days_of(self.entries))
        self.read: list[tuple[str, str, str, str]] = []
        self.ran: list[int] = []

    def note(self, number: int, *entries: Entry) -> None:
        """Put entries of one day into the journal."""
        self.entries += entries
        held = [one for one in self.entries if day_of(one) == day(number)]
        self.verdicts = self.verdicts.with_days(self.verdicts.days.changed({day(number): held}), day(number))

    def lives(self, number: int) -> None:
        """Wake, read at noon, answer, run, balance; twist an ankle in the evening where that is to be."""
        since = min((number - one for one in TWISTS if one < number), default=99)
        sore = AFTER_A_TWIST[since] if since < len(AFTER_A_TWIST) else 0
        self.note(number, check_in(number, sore, 0, words=["atfl"] if sore else []))
        found = self.verdicts.at(at(number, 12))
        told = path_lines(found)
        first = told[1].label if len(told) > 1 and told[0].label == "Twist" else ""
        how = run_words(found, Names())
        self.read.append((lines(found, "", "")[0].text, how, first, ladder_line(found)))
        self._answer(number, since, found)
        self._run(number, how, found)
        if number % 2 and any(line.label == "Balance" for line in told):
            self.note(number, _balance(number))
        if number in TWISTS:
            self.note(number, check_in(number, 7, 0, "evening", ["ankle-roll", "atfl"]))

    def _answer(self, number: int, since: int, found: Verdict) -> None:
        for question in found.questions:
            words = asked(question)
            assert words.startswith("Left: "), words
            if "trust" in words:
                value: bool | float = 9.0 if since >= TRUSTS else 5.0
            else:
                value = since >= next(day for what, day in CAN.items() if what in words)
            self.note(number, Answer(at=at(number, 13), question=question.id, side=question.side, value=value))

    def _run(self, number: int, how: str, found: Verdict) -> None:
        if number % 2 or not (how.startswith("as usual") or how.startswith("step")):
            return
        most, step = MOST.search(how), STEP.search(how)
        km, minutes = float(most[1]) if most else 8.0, None
        if step is not None:
            runs = int(step["straight"] or int(step["times"]) * int(step["run"]))
            km, minutes = runs / 6, runs + int(step["times"] or 0) * int(step["walk"] or 0)
        run = Run(started_at=at(number, 17), distance_km=min(km, 8.0), duration_s=(minutes or km * 6) * 60)
        assert more_than_allowed(run, found, Names(), found.day) == "", "what was said is not too much"
        self.note(number, run)
        self.ran.append(number)


def _balance(number: int) -> Session:
    done = Set(id="1", side="left", hold_s=20, result="done")
    item = Item(id="1", exercise="single-leg-balance", dose=PlannedDose(hold_s=20), sets=(done,))
    return Session(started_at=at(number, 18), state="finished", items=(item,))


def test_half_a_year_by_the_sentences_alone() -> None:
    """Each day's sentence, how to run and the first thing to do, twice the same way; runs every other day."""
    reader = Reader()
    for number in range(DAYS):
        reader.lives(number)
    for number in range(1, DAYS):
        since = number - max(one for one in TWISTS if one < number)
        [(_, says, how, does)] = [one for one in LEADS if since in one[0]] or [LEADS[-1]]
        step = 3 + (since - 18 + since % 2) // 4
        told = reader.read[number]
        assert told[0] == says.format(since), (number, told)
        assert how.format(step) in told[1] and told[2] == does, (number, told)
    later = [84 + number for number in RAN] + [*range(168, DAYS, 2)]
    assert reader.ran == [0, *RAN, 84, *later]
    km = {day_of(one): one.distance_km for one in reader.entries if isinstance(one, Run)}
    assert [km[day(number)] for number in reader.ran if 54 <= number < 84] == USUAL
    assert "this is the last step" in reader.read[55][3]
