"""The fit check: twelve questions, what to try next, and two checks side by side."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from journal.changes.checked import validated
from journal.entries import FitAnswer, FitCheck
from journal.errors import InvalidEntry
from journal.rules.shoes.fit import BY_ID, QUESTIONS, Shift, answered_no, compare, tally, to_compare_with
from journal.vocabulary import FIT_QUESTIONS

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


def check(answers: str = "", *, shoe: str = "10", days: float = 0, id: str = "") -> FitCheck:
    """A check whose answers are the letters y, n and u in the order of the questions; a point is no answer."""
    words: dict[str, FitAnswer] = {"y": "yes", "n": "no", "u": "unsure"}
    given = {q.id: words[letter] for q, letter in zip(QUESTIONS, answers, strict=False) if letter in words}
    return FitCheck(id=id, shoe=shoe, at=NOON + timedelta(days=days), answers=given)


def test_there_are_twelve_questions_each_with_a_reason_and_something_to_try() -> None:
    """The twelve of the vocabulary, in its order, none without its texts."""
    assert [question.id for question in QUESTIONS] == list(FIT_QUESTIONS)
    assert len(QUESTIONS) == 12
    assert all(question.text.endswith("?") and question.reason and question.next for question in QUESTIONS)
    assert len({question.reason for question in QUESTIONS}) == 12


def test_four_of_them_are_the_articles() -> None:
    """Article C: end of day or after a workout, the same socks, toes wiggle, the heel does not slip."""
    assert {question.id for question in QUESTIONS if question.article} == {
        "end-of-day",
        "training-socks",
        "toes-wiggle",
        "heel-holds",
    }


def test_what_to_try_names_lacing_for_the_heel_and_width_or_length_for_the_toes() -> None:
    """The two nos article C warns of have their usual next step."""
    assert "heel lock" in BY_ID["heel-holds"].next
    assert "wider" in BY_ID["toes-wiggle"].next and "longer" in BY_ID["toes-wiggle"].next


def test_the_texts_advise_and_never_diagnose() -> None:
    """Information only: none of the words a diagnosis would use."""
    for question in QUESTIONS:
        text = f"{question.reason} {question.next}".lower()
        assert not any(word in text for word in ("diagnos", "you have", "injury", "cure", "must"))


@pytest.mark.parametrize(
    ("answers", "yes", "no", "unsure", "words"),
    [
        ("", 0, 0, 0, "nothing answered"),
        ("yyyyyyyyyyyy", 12, 0, 0, "12 of 12 yes"),
        ("nynnyyuuyuyy", 6, 3, 3, "6 of 12 yes, 3 no, 3 unsure"),
        ("y..n........", 1, 1, 0, "1 of 2 yes, 1 no"),
        ("u", 0, 0, 1, "0 of 1 yes, 1 unsure"),
    ],
)
def test_a_check_counts_its_answers(answers: str, yes: int, no: int, unsure: int, words: str) -> None:
    """Yes of those answered, never a verdict."""
    counted = tally(check(answers))
    assert (counted.yes, counted.no, counted.unsure, counted.words) == (yes, no, unsure, words)


def test_each_no_and_only_a_no_gets_a_suggestion() -> None:
    """In the order of the questions."""
    assert [question.id for question in answered_no(check("yuy..n.n..y."))] == ["toes-wiggle", "heel-holds"]


@pytest.mark.parametrize(
    ("first", "second", "shift"),
    [
        ("y", "y", Shift.SAME),
        ("u", "u", Shift.SAME),
        ("n", "y", Shift.BETTER),
        ("u", "y", Shift.BETTER),
        ("n", "u", Shift.BETTER),
        ("y", "n", Shift.WORSE),
        ("y", "u", Shift.WORSE),
        ("u", "n", Shift.WORSE),
        ("y", ".", Shift.ONE_ONLY),
        (".", "n", Shift.ONE_ONLY),
        (".", ".", Shift.NEITHER),
    ],
)
def test_two_answers_compare(first: str, second: str, shift: Shift) -> None:
    """Every pair of answers, one way round and the other."""
    compared = compare(check(first), check(second))
    assert len(compared) == 12
    assert compared[0].shift is shift
    assert {each.shift for each in compared[1:]} == {Shift.NEITHER}


def test_worth_comparing_are_checks_of_the_same_shoe_and_of_the_same_day() -> None:
    """Nearest in time first; another shoe on another day is left out, and so is the check itself."""
    own = check("y", id="1")
    same_shoe = check("y", days=-20, id="2")
    same_day = check("n", shoe="11", days=0.1, id="3")
    neither = check("n", shoe="11", days=-3, id="4")
    assert to_compare_with(own, [own, same_shoe, same_day, neither]) == (same_day, same_shoe)


def test_an_answer_to_a_question_there_is_not_is_refused() -> None:
    """Named, with what was expected."""
    with pytest.raises(InvalidEntry, match="answers: 'smells-nice' is unknown"):
        validated(FitCheck(shoe="1", at=NOON, answers={"smells-nice": "yes"}))


def test_the_rules_page_names_each_question_as_it_is_asked() -> None:
    """docs/rules.md has every id with its question and what to try after a no."""
    text = (Path(__file__).parents[4] / "docs" / "rules.md").read_text(encoding="utf-8")
    for question in QUESTIONS:
        marked = " (article C)" if question.article else ""
        assert f"| `{question.id}` | {question.text}{marked} | {question.next} |" in text
