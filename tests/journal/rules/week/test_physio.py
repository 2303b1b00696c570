"""The page for a physio or doctor: recorded facts and counts, nothing concluded."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import msgspec
import pytest

from journal.entries import Answer, Asked, FitCheck, Run, Shoe, Support
from journal.journal import Journal
from journal.rules.verdict.document import OF_FACTS
from journal.rules.week.physio import LONGEST_WORDS, MOST_WORDS, CourseLine, PhysioReport, weeks_of
from journal.settings.settings import Settings
from journal.views.views import Views
from journal.words.names import Names
from library.catalogue import Catalogue
from screens.drawing.ankles import spoken
from screens.exchange.physio_words import (
    as_markdown,
    as_plain,
    as_text,
    course_words,
    exercise_words,
    shoe_words,
    told_courses,
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


def test_what_is_still_open_leads_and_a_spell_says_on_how_many_of_its_days_it_was_sore(tmp_path: Path) -> None:
    """The right's of Thursday stands above what it was rated; the left's one sore day is not told as a week."""
    journal = open_journal(tmp_path)
    sore = {5: (2, 1), 13: (2, 0), 19: (0, 2)}
    journal.add_all([rated(f"{day} 08:00", *sore.get(day, (0, 0))) for day in range(4, 21)])
    found = page_of(journal, 3)
    lines = [line.strip() for line in as_text(found, Names())]
    right = lines.index("Right ankle")
    assert lines[right + 1].startswith("still open: sore spell since Thu 19 Nov, sore on 1 of 2 days, peak 2")
    assert "2 sore spells" in lines[right + 2]
    assert any(line.startswith("sore spell Thu 5 Nov to ") and "sore on 1 of " in line for line in lines)


@pytest.mark.parametrize("weeks", [1, 6, 26])
def test_the_spell_still_open_is_never_what_has_no_room(weeks: int, tmp_path: Path) -> None:
    """On the page of 60 lines of the demonstration, whatever the span."""
    journal = demo_journal(tmp_path, fixed_clock())
    lines = as_plain(page_of(journal, weeks), Names())
    left = next(place for place, line in enumerate(lines) if line.startswith("Left ankle"))
    assert lines[left + 1].startswith(" still open: sore spell since Thu 19 Nov")


def test_a_peak_has_one_day_on_the_page_and_in_the_charts_words(tmp_path: Path) -> None:
    """The first of equals, in both."""
    journal = open_journal(tmp_path)
    journal.add_all([rated(f"{day} 08:00", rating) for day, rating in ((10, 1), (11, 4), (12, 2), (13, 4))])
    page, now = page_of(journal), journal.clock.now()
    days = Views(journal, Settings(), Catalogue.built_in()).charted(page.first_day, page.last_day, now)
    assert page.left.peak_at == moment("11 08:00")
    assert "Highest 4, Wed 11 Nov." in " ".join(spoken(days, now.date(), 2))


def test_what_is_worn_stands_before_the_pairs_the_newest_run_first(tmp_path: Path) -> None:
    """A sleeve worn still, a brace put away in these weeks, none put away before them; a pair's km in all."""
    journal = open_journal(tmp_path)
    old, new = (journal.add(Shoe(nickname=name, prior_km=500)).id for name in ("Old", "New"))
    journal.add_all(
        [
            Support(type="sleeve", side="left", since=date(2026, 9, 25), note="for walks"),
            Support(type="lace-brace", side="right", since=date(2026, 10, 1), until=date(2026, 11, 10)),
            Support(type="tape", side="right", since=date(2026, 10, 1), until=date(2026, 10, 2)),
            rated("01 08:00", 0),
            Run(started_at=moment("10 18:00"), duration_s=3600, distance_km=10, shoe=new),
            Run(started_at=moment("19 18:00"), duration_s=1800, distance_km=5, shoe=old),
        ]
    )
    text = as_text(page_of(journal), Names())
    worn = text.index("Worn")
    assert [line.strip() for line in text[worn + 1 : worn + 5]] == [
        "sleeve, left, since Fri 25 Sep, still worn; for walks",
        "lace-up brace, right, since Thu 1 Oct until Tue 10 Nov",
        "Old: 1 run, 5 km; 505 km in all, last run Thu 19 Nov",
        "New: 1 run, 10 km; 510 km in all, last run Tue 10 Nov",
    ]


def test_what_was_asked_and_answered_is_told_newest_first(tmp_path: Path) -> None:
    """Whom, about which side, how much is allowed until when, their words; a word of before that still holds too."""
    journal = open_journal(tmp_path)
    at = moment("01 10:00")
    journal.add_all(
        [
            rated("01 08:00", 0),
            Asked(at=at - timedelta(days=60), who="doctor", limit="walk", until=at.date()),
            Asked(at=at, who="physio", side="left", limit="no-impact", note="calf raises daily"),
            Answer(at=moment("12 20:00"), question="still-so", side="left", value=True),
        ]
    )
    text = as_text(page_of(journal), Names())
    at_line = text.index("Asked and answered")
    assert [line.strip() for line in text[at_line + 1 : at_line + 4]] == [
        "Thu 12 Nov: Does what they said still hold? left yes",
        "Sun 1 Nov: asked physio about the left, no running, no jumps; note: calf raises daily",
        "",
    ]


def test_facts_about_the_runner_are_not_among_the_answers(tmp_path: Path) -> None:
    """Weight and weights owned; nor what a word closes, where that is a rule about a fact. None is told as none."""
    journal = open_journal(tmp_path)
    fact = min(OF_FACTS)
    journal.add(Answer(at=moment("18 20:00"), question="body-kg", value=68.0))
    assert "  nothing noted" in as_text(page_of(journal), Names())
    journal.add(Asked(at=moment("18 21:00"), who="doctor", closes=("C1", fact)))
    (word,) = page_of(journal).said
    assert isinstance(word, Asked) and word.closes == ("C1",)


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
        sore_days=1,
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
    told = told_courses([_course(day, peak) for day, peak in peaks])
    assert [(one.opened.day, one.peak) for one in told] == [(5, 7), (6, 4), (3, 4)]
    slight = told_courses([_course(day, peak) for day, peak in peaks if peak < 3])
    assert [one.peak for one in slight] == [2, 1, 1]


def test_one_rating_is_said_in_whole_words(tmp_path: Path) -> None:
    """``rated once``, ``1 rating``; ``1 day``."""
    journal = open_journal(tmp_path)
    journal.add(rated("16 23:00", 4, moment_id="night"))
    page = page_of(journal)
    text = "\n".join(as_text(page, Names()))
    assert "rated once, 1 sore spell;" in text and "night 4 (1 rating)" in text
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
