"""Reading cards and what is worth asking: one table of ids, careful words."""

from __future__ import annotations

import re

import pytest

from journal.entries import CheckIn
from journal.rules.ankle.cards import BODY, CARDS, SELF_CARE, cards_for
from journal.rules.ankle.courses import Course, courses
from journal.vocabulary import FEELS, MOMENTS, SPOTS, TRIGGERS
from tests.support.soreness import moment, rated

NOW = moment("20 12:00")


def under_way(*check_ins: CheckIn) -> Course | None:
    """The left ankle's newest course."""
    return next(iter(reversed(courses(check_ins, (), "left", NOW))), None)


def shown(*check_ins: CheckIn) -> list[str]:
    """Ids of the cards for the left ankle."""
    return [one.card.id for one in cards_for(under_way(*check_ins), NOW)]


def test_every_term_of_a_card_is_an_id_of_the_vocabulary() -> None:
    """One vocabulary: the table names nothing a runner cannot say."""
    for card in CARDS:
        assert card.spots <= SPOTS.keys()
        assert card.feels <= FEELS.keys()
        assert card.moments <= MOMENTS.keys()
        assert card.triggers <= TRIGGERS.keys()
        assert card.spots and card.feels and card.moments and card.triggers


def test_the_words_stay_careful() -> None:
    """One form of title, and none of the words that would make it a diagnosis; in alphabetical order."""
    ids = [card.id for card in CARDS]
    assert ids == sorted(ids) and {"achilles-tendon", "arthritis", "shoe-fit", "tarsal-tunnel"} <= set(ids)
    for card in CARDS:
        text = " ".join((card.title, card.article, card.but, card.self_care, card.alike, BODY)).lower()
        assert card.title.startswith("Notes like yours are often discussed with ")
        for word in ("you have", "diagnosis", "tear", "likely", "probable", "probably", "confirmed", "%"):
            assert not re.search(rf"\b{word}\b", text) and "%" not in text, (card.id, word)


def test_no_card_asks_for_what_a_sore_heel_bone_bars() -> None:
    """Two cards may stand beside each other, the one of a place that what the other calls usual is not done with."""
    stretching = [card for card in CARDS if re.search("stretches of the calf|drop", card.self_care)]
    assert [card.id for card in stretching] == ["achilles-tendon", "plantar-heel"]
    assert all("heel bone itself" in card.self_care for card in stretching)


@pytest.mark.parametrize(
    ("check_in", "expected"),
    [
        (rated("20 07:00", 2, spots=("achilles-mid",)), []),
        (rated("20 07:00", 2, spots=("achilles-mid",), feels=("stiff",)), ["achilles-tendon"]),
        (rated("20 07:00", 2, spots=("achilles-mid",), moment_id="on-waking"), ["achilles-tendon"]),
        (rated("20 07:00", 2, feels=("tingling",), triggers=("flat-arch",)), []),
        (rated("20 07:00", 2, spots=("toes",), feels=("rubbing",), triggers=("new-shoes",)), ["shoe-fit"]),
        (rated("20 07:00", 2, spots=("whole-ankle",), feels=("grinding",), triggers=("weather",)), ["arthritis"]),
        (
            rated(
                "20 07:00",
                2,
                spots=("achilles-insertion",),
                feels=("ache", "swollen"),
                moment_id="on-waking",
                triggers=("new-shoes",),
            ),
            ["achilles-tendon", "shoe-fit"],
        ),
        (rated("20 07:00", 0, spots=("achilles-mid",), feels=("stiff",)), []),
        (rated("20 07:00", 3, spots=("atfl",), feels=("swollen",), triggers=("ankle-roll",)), ["twist"]),
        (rated("20 07:00", 2, spots=("metatarsals",), feels=("sharp",)), ["bone-stress"]),
        (rated("20 07:00", 2, spots=("heel-plantar",), feels=("stabbing",)), ["plantar-heel"]),
    ],
    ids=[
        "one of four",
        "location and quality",
        "location and moment",
        "no location",
        "shoes",
        "arthritis",
        "two at most, by the alphabet",
        "not sore",
        "after a twist",
        "bone stress",
        "under the heel",
    ],
)
def test_a_card_needs_the_place_and_one_of_quality_moment_and_trigger(check_in: CheckIn, expected: list[str]) -> None:
    """At most two cards, alphabetical, only while it is sore."""
    assert shown(check_in) == expected


def test_notes_of_one_course_add_up_over_14_days() -> None:
    """Location today and quality last week match together; 15 days ago no longer."""
    today = rated("20 07:00", 2, spots=("achilles-mid",))
    assert shown(rated("13 07:00", 2, feels=("stiff",)), today) == ["achilles-tendon"]
    assert shown(rated("05 07:00", 2, feels=("stiff",)), today) == []


def test_a_card_says_what_it_goes_by_without_a_score() -> None:
    """The labels of what was noted, as they are in the vocabulary."""
    held = [rated("20 07:00", 2, spots=("achilles-mid",), feels=("stiff",))]
    (match,) = cards_for(under_way(*held), NOW)
    assert match.matched == ("back of the leg, 2-6 cm above the heel", "stiff")


def test_self_care_with_ice_says_who_leaves_it_out() -> None:
    """A foot that feels too little is not cooled."""
    told = [*SELF_CARE, *(card.self_care for card in CARDS)]
    assert [text for text in told if re.search(r"\bice\b", text, re.IGNORECASE) and "with nerve loss" not in text] == [
        "Then build up again in steps: graded exercise has better support than rest and ice for tendon pain."
    ]
