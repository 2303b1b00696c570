"""The verdict read from a journal is the verdict of all its entries, though a year and a half of them are read."""

from __future__ import annotations

import random
from pathlib import Path

import msgspec
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from journal.entries import AnkleReport, Answer, CheckIn, Entry, Fact, Run
from journal.journal import Journal
from journal.rules.verdict.verdicts import Verdicts
from journal.views.begun import REACH
from journal.views.verdicts import JournalVerdicts
from library.catalogue import Catalogue
from tests.journal.verdict.test_second_reading import with_more
from tests.support.exploring import examples
from tests.support.journals import fixed_clock, open_journal
from tests.support.verdicts import at, check_in, day, days_of, random_story

YEARS = 800
"""Days before a story: more than is read."""


def quiet_years(seed: int) -> list[Entry]:
    """Days before a story on which nothing was worse than 2, and some runs."""
    chance = random.Random(seed)
    entries: list[Entry] = []
    for number in range(-YEARS, 0):
        entries.append(check_in(number, left=chance.choice((0, 0, 0, 1, 2)), right=0))
        if chance.random() < 0.3:
            entries.append(Run(started_at=at(number, 17), distance_km=8.0))
    return entries


def written(folder: Path, entries: list[Entry]) -> Journal:
    return open_journal(folder, entries, fixed_clock("2026-06-01T20:00:00+00:00"))


def entries_of(journal: Journal) -> list[Entry]:
    return [entry for number in journal.days() for entry in journal.on_day(number)] + journal.of_kind(Fact)


@examples(2, full=80)
@example(720)  # one course has lasted for a year and a half
@example(4112)  # an ankle sore for a year, and another course under way where reading would begin
@given(seed=st.integers(0, 10_000))
def test_what_is_not_read_changes_nothing(tmp_path_factory: pytest.TempPathFactory, seed: int) -> None:
    """Whatever happened in the last weeks, after years in which an ankle was a little sore now and then; most sessions
    are not read either."""
    story = with_more(random_story(seed, 60), seed, 60)
    journal = written(tmp_path_factory.mktemp("years"), [*quiet_years(seed), *story])
    read = JournalVerdicts(journal, Catalogue.built_in)
    whole = Verdicts(days_of(entries_of(journal)))
    for number in (59, 40, 0, -100):
        assert read.on(day(number), at(59, 23.9)) == whole.on(day(number))


def test_a_stop_sign_that_nobody_has_seen_is_as_open_after_years(tmp_path: Path) -> None:
    """Time alone clears none."""
    sign = check_in(-YEARS, left=4, signs=("odd-shape",))
    journal = written(tmp_path, [*quiet_years(1), sign])
    found = JournalVerdicts(journal, Catalogue.built_in).at(at(0))
    assert (found.help, found.rows[0].sign) == ("now", "odd-shape")


def test_what_was_said_once_holds_after_years(tmp_path: Path) -> None:
    """The runner's usual longest run, where no run tells."""
    told = Answer(at=at(-YEARS, 9), question="usual-longest", side="body", value=20.0)
    journal = written(tmp_path, [told, check_in(0, left=0, right=0)])
    assert (
        JournalVerdicts(journal, Catalogue.built_in).at(at(0, 20)).cap_km
        == Verdicts(days_of([told, check_in(0, left=0, right=0)])).at(at(0, 20)).cap_km
    )


@examples(2, full=80)
@given(seed=st.integers(0, 10_000))
def test_a_verdict_continued_is_the_verdict_anew(tmp_path_factory: pytest.TempPathFactory, seed: int) -> None:
    """Entries come, change and go; only the days they are on are read again."""
    chance = random.Random(seed)
    story = random_story(seed, 40)
    chance.shuffle(story)
    journal = written(tmp_path_factory.mktemp("changing"), story[: len(story) // 2])
    read = JournalVerdicts(journal, Catalogue.built_in)
    for entry in story[len(story) // 2 :]:
        journal.add(entry)
        if chance.random() < 0.2:
            journal.remove(chance.choice(entries_of(journal)).id)
        if chance.random() < 0.2 and (rated := journal.of_kind(CheckIn)):
            journal.change(chance.choice(rated).id, lambda one: rated_again(one, chance.randrange(11)))
        if chance.random() < 0.2:
            number = chance.randrange(40)
            assert read.at(at(number, 15)) == Verdicts(days_of(entries_of(journal))).at(at(number, 15))
    assert read.at(at(40)) == Verdicts(days_of(entries_of(journal))).at(at(40))


def rated_again(one: CheckIn, rating: int) -> CheckIn:
    """The same check-in with another rating of the left ankle."""
    return msgspec.structs.replace(one, left=AnkleReport(rating=rating))


def test_a_sore_course_is_read_from_its_beginning(tmp_path: Path) -> None:
    """However long it lasts."""
    sore: list[Entry] = [check_in(number, left=1 + number % 2, right=0) for number in range(-REACH.days - 200, 1)]
    journal = written(tmp_path, sore)
    assert JournalVerdicts(journal, Catalogue.built_in).at(at(0, 20)) == Verdicts(days_of(sore)).at(at(0, 20))


@examples(2, full=80)
@given(seed=st.integers(0, 10_000))
def test_without_an_entry_the_verdict_is_that_of_a_journal_that_never_had_it(
    tmp_path_factory: pytest.TempPathFactory, seed: int
) -> None:
    """Each run of the last days, looked back on from the day after it and from the last one."""
    story = random_story(seed, 30)
    journal = written(tmp_path_factory.mktemp("story"), story)
    read = JournalVerdicts(journal, Catalogue.built_in)
    for run in journal.of_kind(Run)[-3:]:
        never = Verdicts(days_of([one for one in entries_of(journal) if one.id != run.id]))
        for number in (28, 29):
            assert read.without(run, at(number, 23.9)) == never.at(at(number, 23.9))
            assert read.at(at(number, 23.9)) == Verdicts(days_of(entries_of(journal))).at(at(number, 23.9))
