"""The page for a physio or doctor: recorded facts and counts, nothing concluded."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import msgspec
import pytest

from journal.entries import FitCheck, Shoe
from journal.journal import Journal
from journal.rules.week.physio import LONGEST_WORDS, MOST_WORDS, CourseLine, PhysioReport, weeks_of
from journal.settings.settings import Settings
from journal.views.views import Views
from journal.words.names import Names
from library.catalogue import Catalogue
from screens.exchange.physio_words import (
    as_markdown,
    as_text,
    course_words,
    exercise_words,
    shoe_words,
    worst_courses,
)
from tests.support import week as made
from tests.support.journals import demo_journal, fixed_clock, open_journal
from tests.support.soreness import moment, rated


def page_of(journal: Journal, weeks: int = 2) -> PhysioReport:
    """The page over the last weeks up to the fixed clock."""
    return Views(journal, Settings(), Catalogue.built_in()).report(weeks, journal.clock.now())


@pytest.fixture
def page(tmp_path: Path) -> PhysioReport:
    """The page over the week made by hand and the one before it, up to Friday 18:00."""
    journal = open_journal(tmp_path)
    journal.add_all(
        [
            Shoe(id="1000", nickname="Road"),
            FitCheck(
                shoe="1000",
                at=moment("17 20:00"),
                answers={"heel-holds": "no", "end-of-day": "no", "toes-wiggle": "yes", "not-tight": "unsure"},
                rub_spots=("left:heel-side",),
            ),
            *(msgspec.structs.replace(entry, id="") for entry in made.ENTRIES),
            rated("17 21:00", 4, stop_signs=("tender-bone",), cleared_at="18 09:00"),
        ]
    )
    return page_of(journal)


def test_the_weeks_are_whole_iso_weeks_up_to_this_one() -> None:
    """Two weeks on a Friday begin on the Monday of the week before."""
    assert [str(week) for week in weeks_of(2, date(2026, 11, 20))] == ["2026-W46", "2026-W47"]


def test_an_ankle_has_its_counts_peak_and_weeks(page: PhysioReport) -> None:
    """Left: 3 ratings last week, 6 this week up to Friday evening; peak 5 on Tuesday."""
    left = page.left
    assert (left.ratings, left.peak) == (9 - 1, 5)
    assert left.peak_at == moment("17 20:00")
    assert [(week.mornings, week.morning_mean, week.peak) for week in left.weeks] == [(3, 1.0, 1), (3, 2.0, 5)]
    assert left.weeks[1].days == (2, 5, 1, None, None, None, None)


def test_spells_of_soreness_are_told_as_recorded(page: PhysioReport) -> None:
    """One of the left since Monday of last week, under way on Friday; its spots are named."""
    (course,) = page.left.courses
    assert course.opened == date(2026, 11, 9) and course.ended is None
    assert (course.peak, course.latest, course.spots) == (5, 1, ("achilles-mid",))
    assert course.days == 12


def test_stop_signs_are_listed_with_when_they_were_cleared(page: PhysioReport) -> None:
    """Ticked on Tuesday, cleared on Wednesday."""
    (sign,) = page.stop_signs
    assert sign.at == moment("17 21:00") and sign.cleared_at == moment("18 09:00")


def test_exercises_have_their_sets_by_side(page: PhysioReport) -> None:
    """Heel raises 2 and 2; balance 1 and 2; double-leg 2 last week, 1 on Monday, 1 on Wednesday, one skipped sore."""
    lines = {one.exercise: (one.sessions, one.left, one.right, one.both, one.sore_sets) for one in page.exercises}
    assert lines == {
        "single-leg-heel-raise": (1, 2, 2, 0, 0),
        "single-leg-balance": (1, 1, 2, 0, 0),
        "double-leg-heel-raise": (3, 0, 0, 4, 1),
    }


def test_shoes_name_every_no_and_every_unsure_of_their_fit_check(page: PhysioReport) -> None:
    """Both noes, the one about the hour it was tried at among them, and what the runner could not tell."""
    (shoe,) = page.shoes
    assert shoe.problems == ("heel-holds", "end-of-day") and shoe.rub_spots == ("left:heel-side",)
    words = shoe_words(shoe, Names())
    assert words.count("? No") == 2 and "; unsure: Is it free of any tightness" in words


def test_an_exercise_is_told_with_what_was_done_beside_what_was_planned(page: PhysioReport) -> None:
    """One of the right's sets shook; a load that no dose asked for is not called planned."""
    (line,) = (one for one in page.exercises if one.exercise == "single-leg-heel-raise")
    assert line.shaky_sets == 1
    words = exercise_words(msgspec.structs.replace(line, load_kg=5.0), Names())
    assert words.endswith("; planned 2 x 12 reps each side, done with 5 kg; 1 shaky")


def test_weeks_before_the_journal_began_are_not_on_the_page(tmp_path: Path) -> None:
    """Asked for six weeks in the second one: two weeks, not four more with "0 done"."""
    journal = open_journal(tmp_path)
    journal.add(rated("11 08:00", 2, 0))
    found = page_of(journal, 6)
    assert [week.week for week in found.sessions] == ["2026-W46", "2026-W47"]
    assert found.first_day == date(2026, 11, 9) and len(found.left.weeks) == 2


def test_spells_that_are_all_over_are_called_so(tmp_path: Path) -> None:
    """Not "0 still open"."""
    journal = open_journal(tmp_path)
    sore = {5: (2, 1), 13: (2, 0), 19: (0, 2)}
    journal.add_all([rated(f"{day} 08:00", *sore.get(day, (0, 0))) for day in range(4, 21)])
    text = "\n".join(as_text(page_of(journal), Names()))
    assert "2 sore spells, all over:" in text and "2 sore spells, 1 still open:" in text


def test_the_runners_words_are_cut_to_a_page(tmp_path: Path) -> None:
    """The newest twelve remarks, each cut at 240 characters; how many were left out is said."""
    journal = open_journal(tmp_path)
    journal.add_all([rated(f"{day} 08:00", 1, id="") for day in range(1, 3)])
    journal.add_all(
        [msgspec.structs.replace(rated(f"16 {hour:02d}:00", 0), note=f"{hour} " + "long " * 100) for hour in range(14)]
    )
    found = page_of(journal)
    assert len(found.words) == MOST_WORDS and found.words_left_out == 2
    assert found.words[0].text.startswith("13 ") and len(found.words[0].text) <= LONGEST_WORDS


def _course(day: int, peak: int) -> CourseLine:
    return CourseLine(
        opened=date(2026, 11, day),
        ended=date(2026, 11, day + 1),
        days=1,
        peak=peak,
        latest=0,
        ratings=1,
        spots=(),
        feels=(),
        triggers=(),
    )


def test_the_worst_courses_come_first_and_the_slight_ones_are_left_out() -> None:
    """Those above 2 by their peak, the newest first among equals; the top three where none was that high."""
    peaks = [(2, 1), (3, 4), (4, 2), (5, 7), (6, 4), (7, 1)]
    told = worst_courses([_course(day, peak) for day, peak in peaks])
    assert [(one.opened.day, one.peak) for one in told] == [(5, 7), (6, 4), (3, 4)]
    slight = worst_courses([_course(day, peak) for day, peak in peaks if peak < 3])
    assert [one.peak for one in slight] == [2, 1, 1]


def test_one_rating_is_said_in_whole_words(tmp_path: Path) -> None:
    """``rated once``, ``1 rating``; ``1 day``."""
    journal = open_journal(tmp_path)
    journal.add(rated("16 23:00", 4, moment_id="night"))
    page = page_of(journal)
    text = "\n".join(as_text(page, Names()))
    assert "rated once;" in text and "night 4 (1 rating)" in text and "1 sore spell" in text
    assert "1 day, peak 4" in course_words(_course(16, 4))


def test_an_empty_journal_gives_a_page_that_says_so(tmp_path: Path) -> None:
    """Nothing rated, nothing done: no error, and no number made up."""
    found = page_of(open_journal(tmp_path))
    assert found.left.ratings == 0 and found.words == ()
    assert "not rated" in "\n".join(as_text(found, Names()))


def test_no_cause_is_named(tmp_path: Path) -> None:
    """Neither reading cards nor diagnoses: the demonstration's page has none of these words."""
    journal = demo_journal(tmp_path, fixed_clock())
    text = "\n".join(as_text(page_of(journal, 12), Names())).lower()
    for word in ("reading:", "tendinitis", "arthritis", "tunnel syndrome", "diagnos", "likely", "probabl", "caused"):
        assert word not in text, word


def test_text_and_markdown_hold_the_same_facts(tmp_path: Path) -> None:
    """Every line of the plain page is in the Markdown, but for its marks."""
    journal = demo_journal(tmp_path, fixed_clock())
    page = page_of(journal, 6)

    def bare(lines: list[str]) -> list[str]:
        return [stripped for line in lines if (stripped := line.replace("\\", "").strip(" #-`"))]

    text, markdown = bare(as_text(page, Names())), bare(as_markdown(page, Names()))
    assert text == markdown
