"""What holds of every journal: worse is never laxer; no order, zone, calendar or earlier question changes a verdict."""

from __future__ import annotations

import random
from datetime import timedelta, timezone
from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st

from journal.entries import Answer, Asked, CheckIn, Entry, Fact, day_of
from journal.rules.verdict.fold import advance, skip
from journal.rules.verdict.state import State
from journal.rules.verdict.table import HELPS, LOADS, RUNS, TABLE
from journal.rules.verdict.verdict import Verdict
from journal.rules.verdict.verdicts import Verdicts, verdict
from journal.words.verdict import lines
from tests.support.exploring import examples
from tests.support.verdicts import D0, at, check_in, day, days_of, random_story, shifted

FEW = examples(3, full=500)
SEEDS = st.integers(0, 100_000)
DAYS = 90


def gives(found: Verdict) -> Any:
    """All of a verdict but its day and the sentences that name one."""
    return (
        (found.help, found.load, found.run, found.mark, found.cap_km, found.signs),
        [(row.id, row.side, row.steps, row.sign) for row in found.rows],
        (found.left, found.right, [(bar.id, bar.side) for bar in found.bars]),
        (found.ladder and found.ladder.rung, [(one.id, one.side) for one in found.questions], found.path),
    )


def strictness(found: Verdict) -> tuple[int, int, int]:
    """Help, load and run, each a number that is higher the stricter."""
    return HELPS.index(found.help), -LOADS.index(found.load), -RUNS.index(found.run)


@FEW
@given(SEEDS, st.integers(0, 10), st.integers(0, 10), st.sampled_from(["on-waking", "evening", "during", "night"]))
def test_a_worse_rating_today_is_never_laxer(seed: int, one: int, other: int, moment: str) -> None:
    """Whatever came before."""
    past = random_story(seed, 40)
    mild, worse = sorted((one, other))
    found = [
        verdict(days_of([*past, check_in(40, left=rating, moment=moment, words=["atfl"])]), at(40, 23.9))
        for rating in (mild, worse)
    ]
    assert all(a <= b for a, b in zip(strictness(found[0]), strictness(found[1]), strict=True)), (
        found[0].rows,
        found[1].rows,
    )


@FEW
@given(
    SEEDS,
    st.integers(0, 6),
    st.sampled_from(["swollen", "numb", "giving-way", "locking", "limping", "weak", "warm", "sharp"]),
    st.booleans(),
)
def test_one_feel_or_sign_more_today_is_never_laxer(seed: int, rating: int, feel: str, sign: bool) -> None:
    """A rolled ankle aside, which begins a way of its own."""
    past = random_story(seed, 40)
    signs = ("pop-at-heel",) if sign else ()
    found = [
        verdict(days_of([*past, check_in(40, left=rating, words=["midfoot-top", *words], signs=ticked)]), at(40, 23.9))
        for words, ticked in (((), ()), ((feel,), signs))
    ]
    assert all(a <= b for a, b in zip(strictness(found[0]), strictness(found[1]), strict=True)), (
        found[0].rows,
        found[1].rows,
    )


@FEW
@given(SEEDS, st.integers(-400, 400), st.sampled_from([-11, -3.5, 0, 5.75, 14]))
def test_a_shifted_journal_gives_the_shifted_verdicts(seed: int, days: int, hours: float) -> None:
    """By days, across years and clock changes, and by time zones."""
    entries = random_story(seed, DAYS)
    moved = [shifted(one, days, timezone(timedelta(hours=hours))) for one in entries]
    before, after = Verdicts(days_of(entries)), Verdicts(days_of(moved))
    for number in range(0, DAYS + 3, 7):
        assert gives(before.on(day(number))) == gives(after.on(day(number + days)))


@FEW
@given(SEEDS)
def test_the_order_of_typing_does_not_matter(seed: int) -> None:
    """Only an entry's own time does."""
    entries = random_story(seed, DAYS)
    mixed = [*entries]
    random.Random(seed).shuffle(mixed)
    assert verdict(days_of(entries), at(DAYS)) == verdict(days_of(mixed), at(DAYS))


@FEW
@given(SEEDS)
def test_the_fold_continued_is_the_fold_anew(seed: int) -> None:
    """Day by day as the journal grows, an older day typed late among them, and asked in any order."""
    entries = random_story(seed, DAYS)
    late = random.Random(seed).randrange(5, DAYS - 5)
    of_day: dict[int, list[Entry]] = {number: [] for number in range(DAYS)}
    for one in entries:
        if (noted := day_of(one)) is not None and (number := (noted - D0).days) in of_day:
            of_day[number].append(one)
    facts = [one for one in entries if isinstance(one, Fact)]
    days = days_of(facts)
    kept = Verdicts(days)
    for number in range(DAYS):
        if number != late:
            days = days.changed({day(number): of_day[number]})
            kept = kept.with_days(days, day(number))
            if number % 5 == 0:
                kept.at(at(number, 23.99))
    days = days.changed({day(late): of_day[late]})
    kept = kept.with_days(days, day(late))
    told = days_of(entries)
    anew = Verdicts(told)
    asked = [*range(DAYS + 2)]
    random.Random(seed + 1).shuffle(asked)
    for number in asked[:12]:
        assert kept.on(day(number)) == anew.on(day(number)) == verdict(told, at(number, 24 - 1e-6))


@FEW
@given(SEEDS)
def test_what_is_not_looked_at_does_not_fire(seed: int) -> None:
    """A group of rows is left out only where none of them fires. Without a word that would quiet them."""
    entries = [one for one in random_story(seed, 90) if not isinstance(one, Asked | Answer)]
    board = days_of(entries).board(day(89).toordinal())
    state = State()
    while state.place < len(board) - 1:
        found = advance(state, board)
        told = {(one.row.id, one.side, one.row.steps.index(one.step)) for one in found.shown if one.fires}
        for side, view in (("left", found.left), ("right", found.right)):
            for row in TABLE:
                if not row.of_body and row.id != "R4":  # the day after an unsettled one is carried on by now
                    for place, step in enumerate(row.steps):
                        assert step.fires(view) == ((row.id, side, place) in told), (row.id, place, state.place)


@FEW
@given(SEEDS, st.integers(9, 40), st.integers(1, 2))
def test_a_day_skipped_is_a_day_advanced(seed: int, often: int, rating: int) -> None:
    """The short way over a quiet or mildly sore day leads to the same state, and shows the same on the days after."""
    entries = [one for one in random_story(seed, 120) if not isinstance(one, Asked | Answer)]
    entries = [one for one in entries if not isinstance(one, CheckIn) or one.at.date() < D0 + timedelta(days=20)]
    entries += [check_in(number, rating if number % often < 4 else 0, 0) for number in range(20, 120)]
    board = days_of(entries).board(day(119).toordinal())
    short, long = State(), State()
    while short.place < len(board) - 2:
        skip(short, board)
        advance(long, board)
        for name in ("clocks", "words", "open", "ladder", "slow", "last_ran", "rated_days", "half_hour", "off_since"):
            assert getattr(short, name) == getattr(long, name), (name, short.place)
        assert (short.left, short.right) == (long.left, long.right)
        if short.place % 5 == 0:
            told = [
                [(one.row.id, one.side, one.step) for one in advance(state.copy(), board).shown]
                for state in (short, long)
            ]
            assert told[0] == told[1]


@FEW
@example(71, 32)  # two words of one ankle
@example(5114, 2)  # a headline of whom to ask
@example(7890, 41)  # two words of both
@given(SEEDS, st.integers(0, 45))
def test_no_line_asks_for_more_than_the_day_allows(seed: int, number: int) -> None:
    """Of a rule that allows more only the reason is told; of a question or of somebody's word what it is; once.

    The headline of whom to ask may be of a rule that allows more running, where it speaks of training alone.
    """
    found = Verdicts(days_of(random_story(seed))).on(day(number))
    said = [line.text for line in lines(found, "", "")]
    told = {*said} - {"No running."}
    assert len(told) == len(said)
    for row in found.rows:
        more = (LOADS.index(row.load), RUNS.index(row.run)) > (LOADS.index(found.load), RUNS.index(found.run))
        of_training = row.says == found.headline and row.load == found.load and "run" not in row.says.lower()
        if more and of_training:
            continue
        if more and row.help not in ("now", "today", "week") and row.id not in ("R0", "R5") and ". " in row.says:
            assert row.says not in told, row
        assert not (more and row.id == "A" and row.says in told), row
