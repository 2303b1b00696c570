"""However long ago it was: what lasts until seen, asked or answered is judged as if all of the journal were read."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from journal.entries import ANKLES, Answer, Asked, Entry, Fact, Item, Run, Session, SideRating, Whose
from journal.journal import Journal
from journal.rules.verdict.lasting import BEGINS
from journal.rules.verdict.table import TABLE
from journal.rules.verdict.verdict import Verdict
from journal.rules.verdict.verdicts import Verdicts
from journal.views.verdicts import JournalVerdicts
from library.catalogue import Catalogue
from library.routine import PlannedDose
from tests.support.exploring import crossed, examples
from tests.support.journals import fixed_clock, open_journal
from tests.support.verdicts import at, check_in, days_of, random_story, shifted

NOW = 0
"""The day asked for; what is told lies so many days before it."""
AGES = (400, 470, 800, 1500)
"""Days; what is read as a rule ends between the first two."""


def quiet(first: int, last: int, worst: int = 0, every: int = 3, seed: int = 1) -> Iterator[Entry]:
    """Days without anything worse than a rating, some runs among them."""
    chance = random.Random(seed)
    for number in range(first, last + 1):
        if number % every == 0 or number > last - 10:
            yield check_in(number, left=max(0, chance.randint(-2, worst)), right=0)
        if number % 6 == 0:
            yield Run(started_at=at(number, 17), distance_km=8.0)


def felt(*days: tuple[int, int, str]) -> list[Entry]:
    """Check-ins of the left ankle: the day, the rating, and the words."""
    return [check_in(number, left=rating, right=0, words=words.split()) for number, rating, words in days]


def a_fact(name: str, since: int) -> Fact:
    return Fact(since=at(since).date(), fact=name)


def stories(n: int) -> dict[tuple[str, int], list[Entry]]:
    """What begins each step that lasts until seen, from a day on."""
    return {
        ("S", 0): [check_in(n, left=4, signs=("odd-shape",))],
        ("S", 1): [check_in(n, left=4, signs=("pop-at-heel",))],
        ("S", 2): [check_in(n, left=4, signs=("pinpoint-bone-pain",))],
        ("M1", 0): [a_fact("quinolone", n - 5), *felt((n, 2, "achilles-mid"))],
        ("M2", 0): [a_fact("blood-thinner", n - 9), *felt((n, 4, "ankle-roll"))],
        ("M4", 0): [a_fact("under-18", n - 9), *felt((n, 2, "limping"), (n + 1, 2, "limping"))],
        ("M6", 0): [a_fact("steroid-tablets", n - 9), *felt((n, 1, "calf"))],
        ("M7", 0): [a_fact("diabetes-nerve", n - 9), *felt((n, 0, "blister"))],
        ("G1", 0): felt((n, 0, "red warm swollen")),
        ("R1", 0): felt((n, 8, ""), (n + 2, 9, "")),
        ("B", 1): [check_in(n, left=1, moment="night", words=["midfoot-top"])],
        ("N", 2): felt((n, 0, "tingling weak")),
        ("T6", 0): felt((n, 3, "ankle-roll"), (n + 3, 6, "")),
    }


LASTING = [(row.id, place) for row in TABLE for place, step in enumerate(row.steps) if step.lasting]


def in_session(number: int, rating: int) -> Session:
    item = Item(id="1", exercise="short-foot", dose=PlannedDose(reps=10), soreness=SideRating(left=rating))
    return Session(started_at=at(number, 18), state="finished", items=(item,))


def on_bone(number: int, rating: int) -> list[Entry]:
    return [
        Run(started_at=at(number, 9), distance_km=5.0),
        check_in(number, left=rating, moment="during", words=["forefoot"]),
    ]


def others(n: int) -> dict[str, list[Entry]]:
    """What else does not end by time alone."""
    asked = Asked(at=at(n, 13), who="physio", side="left", closes=("R1",))
    return {
        "very sore in two sessions": [in_session(n, 8), in_session(n + 1, 9)],
        "sorer in each of three runs": [*on_bone(n - 40, 0), *on_bone(n - 20, 1), *on_bone(n, 2)],
        "a question left open": [check_in(n, left=1, open=True)],
        "somebody was asked": [*felt((n - 1, 8, ""), (n, 8, "")), asked],
        "which ankle rolled": [check_in(n, left=3, right=3, words=["ankle-roll"])],
    }


def assert_same(found: Verdict, told: Verdict) -> None:
    """Field by field, so that a failure says which."""
    for name in Verdict.__struct_fields__:
        assert (name, getattr(found, name)) == (name, getattr(told, name))


def both(folder: Path, entries: list[Entry], moments: tuple[int, ...] = (NOW,)) -> None:
    """The verdict read is that of all entries."""
    journal = open_journal(folder, entries, fixed_clock("2026-06-01T20:00:00+00:00"))
    read, whole = JournalVerdicts(journal, Catalogue.built_in), Verdicts(days_of(all_of(journal)))
    for number in moments:
        assert_same(read.on(at(number).date(), at(NOW, 23.9)), whole.on(at(number).date()))


def all_of(journal: Journal) -> list[Entry]:
    return [entry for number in journal.days() for entry in journal.on_day(number)] + journal.of_kind(Fact)


def test_every_step_that_lasts_is_looked_for() -> None:
    """A new one has to say what begins it, and to be told of here."""
    assert list(stories(0)) == LASTING
    assert [*(("S", place) for place in range(3)), *BEGINS] == LASTING


@pytest.mark.parametrize(("step", "age"), crossed(LASTING, AGES, every=4))
def test_what_lasts_until_seen_shows_however_long_ago_it_was(tmp_path: Path, step: tuple[str, int], age: int) -> None:
    """Time ends none of them."""
    told = [*quiet(-age - 60, -age - 2), *stories(-age)[step], *quiet(-age + 20, NOW)]
    journal = open_journal(tmp_path, told, fixed_clock("2026-06-01T20:00:00+00:00"))
    found = JournalVerdicts(journal, Catalogue.built_in).on(at(NOW).date(), at(NOW, 23.9))
    assert any(row.id == step[0] and step[1] + 1 in row.steps for row in found.rows)
    assert found.mark != "go"
    assert_same(found, Verdicts(days_of(told)).on(at(NOW).date()))


@pytest.mark.parametrize(("step", "age"), crossed(LASTING, AGES, every=4))
def test_what_was_seen_is_over_however_long_ago_it_was(tmp_path: Path, step: tuple[str, int], age: int) -> None:
    """Once and for all, where nothing of the kind came again."""
    begun = stories(-age)[step]
    sign = next((sign for one in begun for sign in getattr(one, "stop_signs", ())), "")
    side: Whose = "body" if sign else "left"
    seen = Answer(at=at(-age + 21), question=f"seen:{sign or step[0]}", side=side, value=True)
    told = [*quiet(-age - 60, -age - 2), *begun, *quiet(-age + 20, NOW), seen]
    journal = open_journal(tmp_path, told, fixed_clock("2026-06-01T20:00:00+00:00"))
    found = JournalVerdicts(journal, Catalogue.built_in).on(at(NOW).date(), at(NOW, 23.9))
    assert not any(row.id == step[0] for row in found.rows)
    assert (found.help, found.mark) == ("none", "go") or age < 460
    assert_same(found, Verdicts(days_of(told)).on(at(NOW).date()))


@pytest.mark.parametrize(("step", "age"), crossed(LASTING, AGES, every=4))
def test_what_was_not_seen_after_all_shows_however_long_ago(tmp_path: Path, step: tuple[str, int], age: int) -> None:
    """A yes that was taken back the day after is none."""
    begun = stories(-age)[step]
    sign = next((sign for one in begun for sign in getattr(one, "stop_signs", ())), "")
    side: Whose = "body" if sign else "left"
    said = [
        Answer(at=at(-age + 21 + value), question=f"seen:{sign or step[0]}", side=side, value=not value)
        for value in (0, 1)
    ]
    told = [*quiet(-age - 60, -age - 2), *begun, *quiet(-age + 20, NOW), *said]
    journal = open_journal(tmp_path, told, fixed_clock("2026-06-01T20:00:00+00:00"))
    found = JournalVerdicts(journal, Catalogue.built_in).on(at(NOW).date(), at(NOW, 23.9))
    assert any(row.id == step[0] and step[1] + 1 in row.steps for row in found.rows)
    assert_same(found, Verdicts(days_of(told)).on(at(NOW).date()))


@pytest.mark.parametrize(("what", "age"), crossed(others(0), AGES, every=4))
def test_what_nobody_answered_is_as_open_after_years(tmp_path: Path, what: str, age: int) -> None:
    """Of a runner who has been well since."""
    both(tmp_path, [*quiet(-age - 60, -age - 45), *others(-age)[what], *quiet(-age + 20, NOW)])


def test_a_sign_that_an_older_journal_has_cleared_is_over(tmp_path: Path) -> None:
    """As if it had been seen on that day."""
    sign = msgspec.structs.replace(check_in(-900, left=4, signs=("odd-shape",)), stop_signs_cleared_at=at(-850))
    both(tmp_path, [sign, *quiet(-880, NOW)])


@pytest.mark.parametrize("gap", [30, 500, 2000])
def test_a_long_time_without_an_entry_forgets_nothing(tmp_path: Path, gap: int) -> None:
    """Sore when last rated, with three rated days long ago: neither a new journal nor a well one."""
    told = [*quiet(-gap - 100, -gap - 10), *felt((-gap - 2, 4, "atfl"), (-gap, 4, "atfl"))]
    both(tmp_path, told)


def test_years_without_a_run_are_begun_by_small_steps(tmp_path: Path) -> None:
    """The last run is older than what is read."""
    told: list[Entry] = [Run(started_at=at(-1500, 17), distance_km=8.0)]
    told += [check_in(number, left=0, right=0) for number in range(-1510, 1, 4)]
    both(tmp_path, told)


@examples(1, full=120)
@example(123)
@example(218)
@given(seed=st.integers(0, 10_000))
def test_years_read_are_years_folded(tmp_path_factory: pytest.TempPathFactory, seed: int) -> None:
    """Weeks in which anything may have happened, years apart, and little in between."""
    chance = random.Random(seed)
    told: list[Entry] = []
    begins = [-1900 - chance.randrange(400), -700 - chance.randrange(500), chance.choice((-400, -50))]
    for place, begin in enumerate(begins):
        told += [shifted(one, begin) for one in random_story(seed + place, 60)]
        last = begins[place + 1] - 1 if place + 1 < len(begins) else NOW
        told += quiet(begin + 61, last, worst=chance.choice((0, 0, 1)), every=chance.choice((1, 3)), seed=seed)
    both(tmp_path_factory.mktemp("years"), told, (NOW, -30, begins[1] + 470))


def rated(days: Iterable[int], left: tuple[int, ...], right: tuple[int, ...] = (0,)) -> Iterator[Entry]:
    """Check-ins with these ratings in turn."""
    return (check_in(number, left=left[number % len(left)], right=right[number % len(right)]) for number in days)


@pytest.mark.parametrize("days", [300, 700, 1600])
def test_a_course_that_came_back_is_known_however_long_it_lasts(tmp_path: Path, days: int) -> None:
    """On days of 0 too, of which a long one has many, and by the week it began with."""
    told = [*rated(range(-days - 90, -days - 21), (0,)), *rated(range(-days - 21, -days - 16), (2,))]
    told += [*rated(range(-days - 16, -days), (0,)), *rated(range(-days, NOW + 1), (3, 0, 1))]
    both(tmp_path, told, (NOW, -1, -2))
    found = JournalVerdicts(open_journal(tmp_path), Catalogue.built_in).at(at(NOW, 23.9))
    assert "C4" in found.left.rows and found.left.course is not None and found.left.course.day == days


def long_courses(chance: random.Random) -> Iterator[Entry]:
    """Years of little soreness that hardly ends, felt in sessions and over a bone too."""
    number = -chance.choice((500, 900, 1500, 2000))
    while number <= NOW:
        days = range(number, min(number + chance.choice((8, 16, 40, 200, 700)), NOW + 1))
        left, right = (
            chance.choice(((0,), (0, 1, 2), (3, 0, 1), (0, 0, 0, 0, 0, 1), (1, 3, 5, 2), (0, 4))) for _ in ANKLES
        )
        yield from (one for one in rated(days, left, right) if chance.random() < 0.8)
        yield from (in_session(day, chance.randint(0, 3)) for day in days if chance.random() < 0.02)
        yield from (check_in(day, left=2, words=["forefoot", "sharp"]) for day in days if chance.random() < 0.003)
        number = days.stop + chance.choice((0, 0, 9, 60))


@examples(2, full=120)
@example(4735)  # years in which hardly more than walks were allowed: the step of a way back to running is older still
@given(seed=st.integers(0, 10_000))
def test_courses_are_as_they_are_by_all_of_the_journal(tmp_path_factory: pytest.TempPathFactory, seed: int) -> None:
    """Whichever day is looked at, and wherever reading begins."""
    both(tmp_path_factory.mktemp("courses"), [*long_courses(random.Random(seed))], (NOW, -40, -300))


@pytest.mark.parametrize("age", [600, 1200])
def test_a_question_left_open_stays_so_while_an_ankle_is_a_little_sore(tmp_path: Path, age: int) -> None:
    """Nobody has answered it since the course began, and nothing has opened it anew."""
    told = [check_in(-age, left=1, right=0, open=True), *rated(range(-age + 1, NOW + 1), (0, 1, 0))]
    both(tmp_path, [msgspec.structs.replace(one, stop_signs_answered_at=None) for one in told])


def barred(chance: random.Random) -> Iterator[Entry]:
    """Weeks off and a way back to running, then years of a little soreness with the stop-sign question left open."""
    opened = -chance.choice((480, 600, 900, 1400))
    begin = opened - chance.choice((60, 120, 400))
    yield from (Run(started_at=at(day, 9), distance_km=6.0) for day in range(begin - 40, begin, 4))
    yield from (check_in(day, left=0, right=0) for day in range(begin - 40, opened, 3))
    if chance.random() < 0.5:
        yield a_fact("operation", begin + 5)
    for day in range(begin + chance.choice((30, 45, 60)), opened, chance.choice((2, 3, 5, 20))):
        yield Run(started_at=at(day, 9), duration_s=60.0 * chance.choice((20, 25, 30, 60)))
        yield check_in(day + 1, left=chance.choice((0, 0, 0, 4)), right=0)
    for day in range(opened, NOW + 1):
        yield check_in(day, left=chance.choice((0, 1, 1, 2)), right=0, open=True)
        if chance.random() < 0.12:
            yield Run(started_at=at(day, 9), duration_s=1500.0, distance_km=4.0)
    if chance.random() < 0.5:
        yield check_in(NOW - chance.choice((0, 1, 10)), left=0, right=0, moment="evening")


@examples(1, full=120)
@given(seed=st.integers(0, 10_000))
def test_a_way_back_to_running_is_known_however_long_a_question_is_open(
    tmp_path_factory: pytest.TempPathFactory, seed: int
) -> None:
    """Nothing is run meanwhile, and the step is as it was; whether the course opened the question, or its rising."""
    both(tmp_path_factory.mktemp("barred"), [*barred(random.Random(seed))], (NOW, -40))


def runs_seldom(chance: random.Random) -> Iterator[Entry]:
    """Years of runs that are often four weeks apart or more, some felt over a bone, until none follows."""
    number = -1900 - chance.randrange(300)
    yield from quiet(number - 40, number)
    if chance.random() < 0.3:
        yield a_fact("operation", number + 3)
    stopped = chance.choice((NOW, -300, -900))
    while (number := number + chance.choice((3, 9, 20, 30, 30, 40, 70))) < stopped:
        yield Run(started_at=at(number, 9), distance_km=5.0)
        if chance.random() < 0.2:
            yield check_in(number, left=chance.randint(1, 3), moment="during", words=["forefoot"])
        yield check_in(number + 1, left=chance.choice((0, 0, 0, 1, 4)), right=0)
    yield from (check_in(day, left=0, right=0) for day in range(-1880, NOW + 1, chance.choice((3, 9))))
    if chance.random() < 0.3:
        closed = chance.choice((("D",), ("B",), ("R3", "B")))
        yield Asked(at=at(-chance.randrange(30, 1500), 13), who="physio", side="left", closes=closed)


@examples(1, full=120)
@example(13)
@given(seed=st.integers(0, 10_000))
def test_years_of_few_runs_are_known_from_the_last_that_were_many(
    tmp_path_factory: pytest.TempPathFactory, seed: int
) -> None:
    """Small steps after four weeks off last as long as such weeks come again: the step reached is as old as they."""
    both(tmp_path_factory.mktemp("runs"), [*runs_seldom(random.Random(seed))], (NOW, -31, -200))


def test_three_runs_that_hurt_a_bone_count_until_the_next(tmp_path: Path) -> None:
    """However long ago: row B asks for the last three."""
    told = [*quiet(-1600, -1550), *on_bone(-1540, 0), *on_bone(-1520, 1), *on_bone(-1500, 2)]
    both(tmp_path, [*told, *(check_in(number, left=0, right=0) for number in range(-1490, NOW + 1, 4))])


def test_what_is_noted_late_of_long_ago_counts_at_once(tmp_path: Path) -> None:
    """And is over as soon as it is taken back or seen."""
    journal = open_journal(tmp_path, [*quiet(-1200, NOW)], fixed_clock("2026-06-01T20:00:00+00:00"))
    read = JournalVerdicts(journal, Catalogue.built_in)
    moment = at(NOW, 23.9)
    assert read.at(moment).mark == "go"
    hot = journal.add(felt((-1100, 0, "red warm swollen"))[0])
    assert read.at(moment).help == "today"
    journal.remove(hot.id)
    assert read.at(moment).mark == "go"
    journal.undo()
    journal.add(Answer(at=moment - timedelta(hours=1), question="seen:G1", side="left", value=True))
    assert "G1" not in [row.id for row in read.at(moment).rows]
