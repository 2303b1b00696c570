"""Whether a shoe fits: twelve questions, why each is asked, what to try next after a no, and two checks side by side.

Sources: the fitting advice of the American Orthopaedic Foot & Ankle Society with the National Shoe Retailers and the
Pedorthic Footwear Associations, of the American Podiatric Medical Association, and article C, which names four of the
twelve (docs/rules.md, "Fit check"). The advice is expert opinion, not trial evidence. What to try next is shop
practice, and information only. A check counts its yes answers; it is never a verdict on a shoe.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path

import msgspec
from msgspec import Struct

from journal.entries import FitAnswer, FitCheck
from journal.vocabulary import FIT_QUESTIONS


class FitQuestion(Struct, frozen=True):
    """One question: ``reason`` says why it is asked, ``next`` what to try after a no; ``article`` marks article C's."""

    id: str
    reason: str
    next: str
    article: bool = False

    @property
    def text(self) -> str:
        """The question as it is asked."""
        return FIT_QUESTIONS[self.id].label


QUESTIONS = msgspec.json.decode(Path(__file__).with_name("fit.json").read_bytes(), type=tuple[FitQuestion, ...])
"""In the order they are asked. Article C's four: end of day or after a workout, same socks, toes wiggle, heel holds."""

JOGGED = frozenset({"heel-holds", "shape-matches"})
"""What is tried on a run too, and so not on a day without running."""

BY_ID = {question.id: question for question in QUESTIONS}

ANSWER_GLYPHS: dict[FitAnswer | None, str] = {"yes": "✓", "no": "✗", "unsure": "?", None: "·"}


class FitAnswers(Struct, frozen=True):
    """How many of the twelve were answered, and how."""

    yes: int
    no: int
    unsure: int

    @property
    def answered(self) -> int:
        """Answers given, unsure ones included."""
        return self.yes + self.no + self.unsure

    @property
    def words(self) -> str:
        """``8 of 11 yes, 2 no, 1 unsure``."""
        if not self.answered:
            return "nothing answered"
        parts = [f"{self.yes} of {self.answered} yes"]
        parts += [f"{count} {word}" for count, word in ((self.no, "no"), (self.unsure, "unsure")) if count]
        return ", ".join(parts)


class Shift(StrEnum):
    """How an answer differs from the one before."""

    SAME = "same"
    BETTER = "better"
    WORSE = "worse"
    ONE_ONLY = "one only"
    """Asked in one check only."""
    NEITHER = "neither"


class AnswersCompared(Struct, frozen=True):
    """One question in two checks, in the order they were made or tried on."""

    question: FitQuestion
    first: FitAnswer | None
    second: FitAnswer | None
    shift: Shift


def tally(check: FitCheck) -> FitAnswers:
    """The answers to the twelve questions, counted."""
    given = [check.answers.get(question.id) for question in QUESTIONS]
    return FitAnswers(given.count("yes"), given.count("no"), given.count("unsure"))


def answered_no(check: FitCheck) -> tuple[FitQuestion, ...]:
    """The questions with a no, in their order: each says what to try next."""
    return tuple(question for question in QUESTIONS if check.answers.get(question.id) == "no")


def compare(first: FitCheck, second: FitCheck) -> tuple[AnswersCompared, ...]:
    """Two checks question by question: of one shoe at two times, or of two shoes tried on the same day."""
    return tuple(
        AnswersCompared(question, before, after, _shift(before, after))
        for question in QUESTIONS
        for before, after in ((first.answers.get(question.id), second.answers.get(question.id)),)
    )


def _shift(before: FitAnswer | None, after: FitAnswer | None) -> Shift:
    if before is None and after is None:
        return Shift.NEITHER
    if before is None or after is None:
        return Shift.ONE_ONLY
    if before == after:
        return Shift.SAME
    if after == "yes" or before == "no":
        return Shift.BETTER
    return Shift.WORSE


def to_compare_with(check: FitCheck, checks: Iterable[FitCheck]) -> tuple[FitCheck, ...]:
    """The checks worth laying beside this one, nearest first: others of the same shoe, and of other shoes that day."""
    others = [
        other
        for other in checks
        if other.id != check.id and (other.shoe == check.shoe or other.at.date() == check.at.date())
    ]
    return tuple(sorted(others, key=lambda other: (abs(other.at - check.at), other.id)))
