"""Stop signs: when they are asked for, which stay open, how urgent they are."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from journal.errors import SurefootError
from journal.rules.ankle.stop_signs import (
    URGENCY_WORDS,
    cleared,
    highest_urgency,
    open_stop_signs,
    reasons_to_ask,
    training_suspended,
    unanswered,
)
from journal.vocabulary import STOP_SIGNS, Urgency
from tests.support.soreness import moment, rated

NOW = moment("20 12:00")


@pytest.mark.parametrize(
    ("earlier", "new", "asked"),
    [
        ([], {"left": 0}, False),
        ([], {"left": 1}, True),
        ([], {"left": None, "right": 2}, True),
        ([("19 08:00", 2)], {"left": 2}, False),
        ([("19 08:00", 2)], {"left": 4}, False),
        ([("19 08:00", 2)], {"left": 5}, True),
        ([("19 08:00", 5)], {"left": 6}, True),
        ([("19 08:00", 6)], {"left": 6}, True),
        ([("18 08:00", 3), ("19 08:00", 0)], {"left": 1}, True),
        ([("19 08:00", 2)], {"left": 2, "triggers": ("ankle-roll",)}, True),
        ([("19 08:00", 2)], {"left": 2, "feels": ("swollen",)}, True),
        ([("19 08:00", 2)], {"left": 2, "feels": ("ache",)}, False),
        ([("19 08:00", 2)], {"left": 2, "feels": ("numb",)}, True),
        ([("21 08:00", 0)], {"left": 2, "feels": ()}, True),
    ],
    ids=[
        "a 0",
        "new",
        "new on the other side",
        "equal",
        "risen by 2",
        "risen by 3",
        "6",
        "6 again",
        "new after a 0",
        "rolled",
        "swollen",
        "an ache",
        "numb",
        "a later entry is not earlier",
    ],
)
def test_the_question_is_asked_when_a_rating_is_high_new_risen_or_after_an_injury(
    earlier: list[tuple[str, int]], new: dict[str, Any], asked: bool
) -> None:
    """Every reason alone is enough, and each is said in words."""
    check_in = rated("20 08:00", **new)
    found = reasons_to_ask(check_in, [rated(at, value) for at, value in earlier])
    assert bool(found) is asked


def test_a_feel_of_injury_asks_once_in_an_episode() -> None:
    """Swollen yesterday and swollen today: it was asked yesterday; after a 0 it is asked again."""
    swollen = ("swollen",)
    held = [rated("18 08:00", 2, feels=swollen)]
    assert not reasons_to_ask(rated("19 08:00", 2, feels=swollen), held)
    held.append(rated("19 20:00", 0))
    assert reasons_to_ask(rated("20 08:00", 2, feels=swollen), held)


def test_open_signs_stand_most_urgent_first_and_each_once() -> None:
    """A sign ticked twice counts from its first tick; time alone clears nothing."""
    held = [
        rated("01 08:00", 3, id="11", stop_signs=("pinpoint-bone-pain",)),
        rated("02 08:00", 3, id="12", stop_signs=("pinpoint-bone-pain", "odd-shape")),
        rated("03 08:00", 3, id="13", stop_signs=("cannot-bear-weight",), cleared_at="04 08:00"),
        rated("21 08:00", 3, id="14", stop_signs=("severe-swelling",)),
    ]
    found = open_stop_signs(held, NOW)
    assert [(one.sign.id, one.check_in) for one in found] == [("odd-shape", "12"), ("pinpoint-bone-pain", "11")]
    assert training_suspended(held, NOW)
    assert not training_suspended(held[2:3], NOW)


def test_clearing_is_a_persons_act_and_keeps_the_ticks() -> None:
    """The check-in keeps its signs beside the moment they were cleared; there must be one to clear."""
    check_in = rated("19 08:00", 3, stop_signs=("tender-bone",))
    done = cleared(check_in, NOW)
    assert (done.stop_signs, done.stop_signs_cleared_at) == (("tender-bone",), NOW)
    for wrong in (done, rated("19 08:00", 3)):
        with pytest.raises(SurefootError):
            cleared(wrong, NOW)


@pytest.mark.parametrize(
    ("ids", "urgency"),
    [
        ((), None),
        (("pinpoint-bone-pain",), Urgency.SOON),
        (("pinpoint-bone-pain", "severe-swelling"), Urgency.URGENT),
        (("one-calf-swollen", "pop-at-heel"), Urgency.SAME_DAY),
        (("hot-with-fever", "cannot-bear-weight", "pop-at-heel"), Urgency.EMERGENCY),
    ],
)
def test_the_most_urgent_tick_decides(ids: tuple[str, ...], urgency: Urgency | None) -> None:
    """Emergency before today before urgent before soon."""
    assert highest_urgency(ids) is urgency


def test_every_sign_has_its_words_and_none_reassures() -> None:
    """Ten signs, each with a question, a level and what to do; no word of comfort among them."""
    assert len(STOP_SIGNS) == 10
    assert set(URGENCY_WORDS) == set(Urgency)
    for sign in STOP_SIGNS.values():
        text = f"{sign.label} {sign.response}".lower()
        assert (
            sign.label
            and sign.response
            and not any(word in text for word in ("fine", "safe", "harmless", "don't worry"))
        )


def test_a_question_left_for_later_stays_asked() -> None:
    """A 7 whose question was closed is unanswered until somebody answers, with none too."""
    seven = rated("20 08:00", 7, id="1", answered=False)
    later = rated("20 10:00", 6, id="2", answered=False)
    found = unanswered([later, seven], NOW)
    assert found is not None and found.check_in == later
    assert "6 or more" in found.reasons[0]
    assert unanswered([seven, msgspec.structs.replace(later, stop_signs_answered_at=NOW)], NOW) is None
    assert unanswered([seven, rated("20 09:00", 7, id="3", stop_signs=("pop-at-heel",), answered=False)], NOW) is None


def test_a_question_lapses_when_the_ankles_are_at_0_again() -> None:
    """New soreness on the left that was gone the next morning is no longer asked about; a rating of the right alone is
    no answer.
    """
    sore = rated("19 08:00", 3, id="1", answered=False)
    assert unanswered([sore, rated("20 08:00", 0, 0, id="2", answered=False)], NOW) is None
    assert unanswered([sore, rated("20 08:00", None, 0, id="2", answered=False)], NOW) is not None


def test_a_quiet_journal_asks_nothing() -> None:
    """Only zeros, or nothing at all."""
    assert unanswered([], NOW) is None
    assert unanswered([rated("20 08:00", 0, 0, answered=False)], NOW) is None
