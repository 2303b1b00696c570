"""Entries in words, moving a session, and finding entries by words and filters."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.demo import demo_entries
from journal.entries import (
    AnkleReport,
    CheckIn,
    Entry,
    FitCheck,
    Note,
    OwnExercise,
    Plan,
    PlannedRoutine,
    Run,
    SelfTest,
    Shoe,
    kind_of,
)
from journal.journal import Journal
from journal.views.diary import Diary
from journal.words.entry import KIND_WORDS, full, line
from journal.words.names import Names
from journal.words.search import Filter, found_in, spans, words_of
from journal.words.session import hows_and_whys, moved
from library.folding import bare
from tests.support import week as made
from tests.support.exploring import LETTERS
from tests.support.journals import fixed_clock, open_journal
from tests.support.soreness import moment, rated

NAMES = Names(exercises={"crane": "Crane"}, routines={"foundation": "Foundation"}, shoes={"1": "Road"})


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        (
            CheckIn(
                at=moment("20 07:00"),
                moment="on-waking",
                left=AnkleReport(rating=2, spots=("achilles-mid",), feels=("stiff",)),
                right=AnkleReport(rating=0),
            ),
            "left 2, right 0 on waking · left: back of the leg, 2-6 cm above the heel, stiff",
        ),
        (CheckIn(at=moment("20 07:00"), moment="evening", left=AnkleReport(rating=1)), "left 1 evening"),
        (
            CheckIn(at=moment("20 07:00"), moment="at-rest", stop_signs_answered_at=moment("20 07:00")),
            "not rated at rest · stop signs: none",
        ),
        (made.RUNS[0], "run 8 km in 40 min · 5:00 /km · Road"),
        (msgspec.structs.replace(made.RUNS[0], shoe="2"), "run 8 km in 40 min · 5:00 /km · a removed shoe"),
        (made.RUNS[2], "walk 30 min"),
        (made.MONDAY, "Foundation, finished · 8 of 9 sets, 1 skipped · 39 min"),
        (made.THURSDAY, "Foundation, postponed"),
        (Shoe(brand="Acme", model="Road 4"), "Acme Road 4"),
        (
            FitCheck(shoe="1", at=moment("20 07:00"), answers={"toes-wiggle": "yes", "heel-holds": "no"}),
            "fit check of Road: 1 yes, 1 no",
        ),
        (
            SelfTest(at=moment("20 07:00"), test="knee-to-wall", side="left", value=9.5, unit="cm"),
            "left 9.5 cm, knee-to-wall",
        ),
        (Note(day=date(2026, 11, 20), text="Calf\ntight"), "Calf tight"),
        (
            Plan(since=date(2026, 11, 2), routines=(PlannedRoutine(routine="foundation", weekdays=(1, 3)),)),
            "from Mon 2 Nov: Foundation on Mon, Wed",
        ),
        (OwnExercise(exercise="crane", hidden=True, annotation="left cramps"), "Crane: hidden, left cramps"),
    ],
)
def test_an_entry_in_one_line(entry: Entry, expected: str) -> None:
    """Every kind says what matters of it."""
    assert line(entry, NAMES) == expected


def test_miles_and_pounds_are_for_showing() -> None:
    """8 km are 5 miles, at 8:03 a mile."""
    miles = msgspec.structs.replace(NAMES, distance="mi", load="lb")
    assert line(made.RUNS[0], miles) == "run 5 mi in 40 min · 8:03 /mi · Road"
    assert miles.kg(5) == "11 lb"


def test_an_entry_in_full_says_everything_once() -> None:
    """Sets by exercise and side, with what became of them; a note is not said twice."""
    lines = full(msgspec.structs.replace(made.MONDAY, note="Easy.", rpe=6), NAMES)
    assert lines == [
        "Foundation, finished · 8 of 9 sets, 1 skipped · 39 min",
        "Single-leg heel raise: left 12, 10 (reduced); right 12, 12 (shaky)",
        "Single-leg balance: left 30 s; right 30 s, 25 s",
        "Double-leg heel raise: 15, skipped, sore",
        "effort 6 of 10",
        "note: Easy.",
    ]


def test_a_check_in_in_full_is_told_in_the_words_it_is_asked_in() -> None:
    """The form asks where, how and what set it off: "spots", "feels" and "triggers" are the file's words."""
    ankle = AnkleReport(rating=2, spots=("achilles-mid",), feels=("stiff",))
    told = full(CheckIn(at=moment("20 07:00"), moment="on-waking", left=ankle, triggers=("long-run",)), NAMES)
    assert told[1:] == [
        "left, where: back of the leg, 2-6 cm above the heel",
        "left, how: stiff",
        "set off by: long run",
    ]


def test_every_kind_has_words_for_the_filter() -> None:
    """Every entry of the demonstration can be said, in one line without line ends."""
    for entry in demo_entries(fixed_clock().now()):
        said = line(entry, NAMES)
        assert said and "\n" not in said
        assert KIND_WORDS[kind_of(entry)]


def test_a_session_moves_with_its_ticks() -> None:
    """Two days earlier: its start, its end and every tick."""
    began = made.MONDAY.started_at - timedelta(days=2)
    found = moved(made.MONDAY, began)
    assert found.started_at == began
    assert found.finished_at == (made.MONDAY.finished_at or began) - timedelta(days=2)
    assert found.items[0].sets[0].done_at == moment("14 19:05")


# search


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("heel sore", ("heel", "sore")),
        ('"heel drop" sore', ("heel drop", "sore")),
        ('"heel drop', ("heel", "drop")),
        ("  Café ", ("cafe",)),
        ("", ()),
    ],
)
def test_a_query_is_words_and_phrases(query: str, words: tuple[str, ...]) -> None:
    """Quotes hold words together; an open quote does not."""
    assert words_of(query) == words


def test_matches_are_marked_where_they_stand() -> None:
    """Case and accents do not matter, overlapping words are one mark, the text's own characters are counted."""
    assert spans("The Café by the cafe", ("cafe",)) == [(4, 8), (16, 20)]
    assert spans("heels", ("heel", "eels")) == [(0, 5)]
    assert spans("straße", ("ss",)) == [(4, 5)]
    assert spans("x", ("y",)) == []


@given(st.text(LETTERS, max_size=60), st.text(LETTERS, min_size=1, max_size=8))
def test_what_is_found_is_marked(text: str, word: str) -> None:
    """A word found in the folded text has a mark in the text itself, and marks are in order and within it."""
    words = words_of(word.replace('"', ""))
    marks = spans(text, words)
    assert bool(marks) == any(one in bare(text) for one in words)
    flat = [place for mark in marks for place in mark]
    assert flat == sorted(flat) and all(0 <= place <= len(text) for place in flat)


@given(st.text(LETTERS, max_size=40))
def test_a_text_is_found_by_itself(text: str) -> None:
    """Whatever a note says can be found by its words."""
    assert found_in(" ".join(bare(text).split()), words_of(text.replace('"', " ")))


@pytest.mark.parametrize(
    ("only", "ids"),
    [
        (Filter(), 16),
        (Filter(kind="run"), 3),
        (Filter(side="right"), 7),
        (Filter(exercise="single-leg-balance"), 1),
        (Filter(shoe="1"), 1),
        (Filter(kind="session", side="left"), 3),
        (Filter(kind="run", exercise="single-leg-balance"), 0),
    ],
)
def test_filters_keep_what_passes_all_of_them(only: Filter, ids: int) -> None:
    """Four check-ins rated the right, three sessions worked it; work on both sides is of either."""
    assert sum(only.keeps(entry) for entry in made.ENTRIES) == ids


# reading by day


def test_the_diary_reads_newest_first_and_only_what_is_asked_for(tmp_path: Path) -> None:
    """Three days asked for, three days read."""
    journal = Journal.open(tmp_path / "j.json", fixed_clock())
    journal.add_all([Note(day=date(2026, 11, day), text=f"day {day}") for day in range(1, 20)])
    days = Diary(journal).days(NAMES)
    assert [next(days).day.day for _ in range(3)] == [19, 18, 17]


def test_a_search_finds_words_in_any_part_of_an_entry(tmp_path: Path) -> None:
    """An exercise's name, a spot's label, the day itself; a changed entry is found by its new words only."""
    journal = Journal.open(tmp_path / "j.json", fixed_clock())
    entries = journal.add_all([made.MONDAY, made.CHECK_INS[5], made.NOTE])
    diary = Diary(journal)

    def found(query: str) -> list[str]:
        return [entry.id for day in diary.days(NAMES, words_of(query)) for entry in day.entries]

    session, check_in, note = (entry.id for entry in entries)
    assert found("balance") == [session]
    assert found("back of the leg") == [check_in]
    assert found("19 nov tight") == [note]
    journal.change(note, lambda old: msgspec.structs.replace(old, text="Fresh."))
    assert found("tight") == [] and found("fresh") == [note]


@pytest.mark.parametrize("words", ["Achilles", "achilles-mid", "mid-portion", "2-6 cm above the heel"])
def test_a_spot_is_found_by_its_plain_words_its_id_and_its_anatomical_name(words: str, tmp_path: Path) -> None:
    """A physio says Achilles where the list says back of the leg; both find the check-in."""
    journal = open_journal(tmp_path)
    journal.add(rated("16 08:00", 3, spots=("achilles-mid",)))
    journal.add(rated("17 08:00", 3, spots=("arch",)))
    days = Diary(journal).days(Names(), words_of(f'"{words}"'))
    assert [day.day.day for day in days if day.entries] == [16]


def test_a_run_without_words_still_says_its_kind() -> None:
    """A swim with minutes only."""
    swim = Run(started_at=moment("20 07:00"), activity="swim", duration_s=1800)
    assert line(swim, NAMES) == "swim 30 min"


def test_a_remark_is_told_apart_from_a_reason_in_entries_of_before_too() -> None:
    """They hold both in one text; the way an exercise is done is in its title, and not said again."""
    item = msgspec.structs.replace(
        made.MONDAY.items[0], reason="Knee straight.\nboth: first time → start with 2 x 10", note=""
    )
    assert hows_and_whys(item) == ([], ["both: first time → start with 2 x 10"])
    warm = msgspec.structs.replace(item, reason="Warm up with these.\ninstead of Heel drop")
    assert hows_and_whys(warm) == (["Warm up with these."], ["instead of Heel drop"])
    new = msgspec.structs.replace(item, how="Slowly.", reason="both: first time → start with 2 x 10")
    assert hows_and_whys(new) == (["Slowly."], ["both: first time → start with 2 x 10"])
