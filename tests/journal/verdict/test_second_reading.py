"""The verdict of each day of random journals, beside a second reading of the rules written from their text alone.

``tests.support.second_reading`` holds it: slow, row by row, without a line of the code it is held against.
"""

from __future__ import annotations

import random
from datetime import date

import pytest
from hypothesis import given

from journal.entries import ANKLES, Entry, Fact, Item, Run, Session, Set, SideRating, Whose
from journal.rules.verdict.verdicts import Verdicts
from journal.vocabulary import FACTS
from library.routine import PlannedDose
from tests.journal.verdict.test_half_a_year import ALL, DAYS, Runner
from tests.support.exploring import SEEDS, exploring, seeds
from tests.support.second_reading.days import SecondReading
from tests.support.verdicts import at, check_in, day, days_of, random_story


def with_more(entries: list[Entry], seed: int, days: int) -> list[Entry]:
    """A story with walks and sessions added: soreness during them, balance work done."""
    chance = random.Random(seed)
    more: list[Entry] = []
    if chance.random() < 0.7:
        name = chance.choice(sorted(FACTS))
        whose: Whose = chance.choice((*ANKLES, "body"))
        since = chance.randrange(-60, days)
        until = day(since + chance.randrange(40)) if chance.random() < 0.4 else None
        more.append(Fact(since=day(since), until=until, fact=name, side=whose))
    for number in range(days):
        if chance.random() < 0.1:
            minutes = chance.choice((None, 15, 20, 30, 40))
            walk = {"duration_s": minutes * 60} if minutes else {"distance_km": 1.5}
            more.append(Run(started_at=at(number, 15), activity="walk", **walk))
        if chance.random() < 0.02:
            feels = chance.choice((["red", "warm", "swollen"], ["blister"], ["limping"], ["ankle-front-high"]))
            more.append(check_in(number, chance.choice((0, 2, 4)), words=feels, hour=13.7))
        if chance.random() < 0.15:
            side = chance.choice(ANKLES)
            done = Set(id="1", side=side, hold_s=20, result="done")
            felt = SideRating(**{side: chance.choice((0, 1, 2, 4, 6))}) if chance.random() < 0.3 else None
            item = Item(id="1", exercise="single-leg-balance", dose=PlannedDose(hold_s=20), sets=(done,), soreness=felt)
            more.append(Session(started_at=at(number, 18.5), state="finished", items=(item,)))
    return [*entries, *more]


def compare(entries: list[Entry], last: int) -> None:
    """What shows and whose, help, load, run, and the step on the way back to running, day by day."""
    verdicts = Verdicts(days_of(entries))
    first = verdicts.days.first
    for ordinal, told in enumerate(SecondReading(entries, first).days(day(last).toordinal()), start=first):
        found = verdicts.on(date.fromordinal(ordinal))
        steps = {f"{row.id}.{step} {row.side}" for row in found.rows for step in row.steps}
        assert steps == told.steps, found.day
        assert (found.help, found.load, found.run) == (told.help, told.load, told.run), found.day
        assert (found.ladder and found.ladder.rung) == told.rung, found.day


@seeds(600 if exploring() else 2)
@given(SEEDS)
def test_every_day_is_as_the_second_reading_has_it(seed: int) -> None:
    """Soreness, twists, runs, facts, signs, answers and words of a physio, all by chance."""
    days = random.Random(seed).choice((60, 60, 120))
    compare(with_more(random_story(seed, days), seed, days), days + 20)


def test_an_ankle_named_months_after_it_was_ruled_out_is_as_far_as_its_days_say() -> None:
    """Of a roll of both, "not the left", and on day 89 "the left after all": T3, by the quiet days between."""
    compare(with_more(random_story(967, 120), 967, 120), 140)


@pytest.mark.parametrize(
    "runner",
    [
        Runner(twists=(0, 70), answers=ALL),
        pytest.param(Runner(bone=(30, 32), asked=60, answers=ALL), marks=pytest.mark.full),
        pytest.param(Runner(away=range(60, 92)), marks=pytest.mark.full),
    ],
    ids=["two twists", "a bone", "a month away"],
)
def test_half_a_year_is_as_the_second_reading_has_it(runner: Runner) -> None:
    """Of runners who do what Today says: every phase, and the whole way back to running."""
    compare(runner.lived().entries, DAYS)
