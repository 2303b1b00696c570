"""A search that looks at the documents first finds what reading every entry finds."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec
import pytest
from hypothesis import given

from journal.changes.checked import to_document, validated
from journal.dates import long_day
from journal.demo import demo_entries
from journal.entries import Entry, Note, day_of, kind_of
from journal.journal import Journal
from journal.settings.settings import Settings
from journal.views.diary import Diary
from journal.views.views import Views
from journal.words.entry import KIND_WORDS, full
from journal.words.search import found_in, may_hold, names_of, sought, words_of
from library.catalogue import Catalogue
from library.folding import bare
from tests.support.everything import every_kind
from tests.support.exploring import by_turns, examples
from tests.support.journals import fixed_clock, open_journal
from tests.support.strategies import entries

LETTERS = re.compile("[a-z]+")


def told(journal: Journal) -> Views:
    return Views(journal, Settings(), Catalogue.built_in())


def says_what_it_holds(entry: Entry, views: Views) -> None:
    """What a run of letters in an entry's text is sought by stands in its document; else it would be missed."""
    document, day = msgspec.json.encode(to_document(entry)), day_of(entry)
    said = (KIND_WORDS[kind_of(entry)], *full(entry, views.names), *names_of(entry))
    text = bare("\n".join((long_day(day) if day else "", *said)))
    for run in sorted(set(LETTERS.findall(text))):
        assert may_hold(document, sought([run], views.names)), run


@by_turns(12)
def test_every_kind_of_entry_is_found_by_each_of_its_words(step: int, tmp_path: Path) -> None:
    """Of each kind one with every field, and twelve weeks as a runner notes them, in ``make test`` some of these."""
    with open_journal(tmp_path) as journal:
        views = told(journal)
        for entry in (*every_kind(), *demo_entries(journal.clock.now())[::step]):
            says_what_it_holds(entry, views)


@pytest.fixture(scope="module")
def views(tmp_path_factory: pytest.TempPathFactory) -> Views:
    return told(open_journal(tmp_path_factory.mktemp("empty")))


@examples(10, full=3000)
@given(entry=entries)
def test_any_entry_is_found_by_each_of_its_words(entry: Entry, views: Views) -> None:
    """Also with words of a later version, of another script, and text of many lines."""
    says_what_it_holds(validated(entry), views)


@pytest.mark.parametrize(
    "query", ["calf", "left", "blue drift", "cadence", "strength heel", "on waking", "nov", "qqq", "5"]
)
def test_the_days_found_are_those_that_reading_everything_finds(query: str, tmp_path: Path) -> None:
    """Words of the runner's, of ours, of both, and amounts."""
    with open_journal(tmp_path) as journal:
        journal.add_all(demo_entries(journal.clock.now()))
        names, words, diary = told(journal).names, words_of(query), Diary(journal)
        found = [entry.id for day in diary.days(names, words) for entry in day.entries]
        read = [
            entry.id
            for day in reversed(journal.days())
            for entry in journal.on_day(day)
            if found_in(diary.text(entry, day, names), words)
        ]
        assert found == read


@pytest.mark.parametrize(
    "text",
    ["Long HILLS at the river", "hílls, rivèr", "caf\u0301 hills \u2014 river", "hills\nriver"],
)
def test_own_words_are_found_whatever_their_case_and_accents(text: str, tmp_path: Path) -> None:
    """As they are when every entry is read."""
    with Journal.open(tmp_path / "j.json", fixed_clock()) as journal:
        note = journal.add(Note(day=journal.clock.now().date(), text=text))
        days = Diary(journal).days(told(journal).names, words_of("river hills"))
        assert [entry.id for day in days for entry in day.entries] == [note.id]
