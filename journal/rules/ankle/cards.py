"""Reading cards: the four causes article C names and what looks like them, and what usually helps. Never a diagnosis.

The cards in ``cards.json`` are all there is: ids of the vocabulary, fixed careful words. Conditions (house rules,
docs/rules.md): the place matches what is noted since soreness began, and one more of quality, moment and trigger; at
most two cards, in alphabetical order, without score or percentage; none on a day on which self-care waits; off by a
setting; never exported.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import msgspec

from journal.rules.ankle.courses import Course
from journal.rules.ankle.readings import elapsed
from journal.vocabulary import FEELS, MOMENTS, SPOTS, TRIGGERS

AT_MOST = 2
RECENT = timedelta(days=14)

BODY = "Many things cause this. This journal cannot tell which. A clinician can."


class Card(msgspec.Struct, frozen=True):
    """One reading card: the ids it looks for, and its words.

    ``article`` is what article C says, ``but`` where that is dated or needs a limit, ``self_care`` the usual self-care,
    ``alike`` other things with similar notes.
    """

    id: str
    subject: str
    spots: frozenset[str]
    feels: frozenset[str]
    moments: frozenset[str]
    triggers: frozenset[str]
    article: str
    but: str
    self_care: str
    alike: str = ""

    @property
    def title(self) -> str:
        """The one form a title may take."""
        return f"Notes like yours are often discussed with {self.subject}"


CARDS = msgspec.json.decode(Path(__file__).with_name("cards.json").read_bytes(), type=tuple[Card, ...])
"""In alphabetical order; every id is one of the vocabulary."""


class CardMatch(msgspec.Struct, frozen=True):
    """A card and what in the notes it goes by, in the vocabulary's labels; no score."""

    card: Card
    matched: tuple[str, ...]


def cards_for(course: Course | None, now: datetime) -> tuple[CardMatch, ...]:
    """The cards for soreness that is under way, at most two; its last 14 days count. The place has to match."""
    if course is None or not course.is_open:
        return ()
    held = [one for one in course.ratings if elapsed(one.at, now) <= RECENT]
    noted = (
        {id for one in held for id in one.spots},
        {id for one in held for id in one.feels},
        {one.moment for one in held},
        {id for one in held for id in one.triggers},
    )
    found: list[CardMatch] = []
    for card in CARDS:
        sought = (card.spots, card.feels, card.moments, card.triggers)
        place, *others = (mine & theirs for mine, theirs in zip(noted, sought, strict=True))
        if place and any(others):
            terms = (SPOTS, FEELS, MOMENTS, TRIGGERS)
            matched = tuple(
                term.label
                for hit, known in zip((place, *others), terms, strict=True)
                for id, term in known.items()
                if id in hit
            )
            found.append(CardMatch(card, matched))
    return tuple(found[:AT_MOST])


SELF_CARE: tuple[str, ...] = (
    "Take weight off it for one to three days, but keep moving it gently.",
    "Ice for comfort, in a damp towel, 15 to 20 minutes; never on bare or numb skin, with nerve loss, or while asleep.",
    "A snug bandage by day, off at night; put the foot up when you sit.",
    "For the first 72 hours after a twist leave out heat, alcohol, running on it and massage.",
    "Then build up again in steps: graded exercise has better support than rest and ice for tendon pain.",
)
"""Self-care after a sore day or a twist (NHS pages, PEACE & LOVE; they disagree about ice: docs/rules.md)."""
