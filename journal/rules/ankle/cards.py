"""Reading cards: the four causes article C names and what looks like them, and what usually helps. Never a diagnosis.

The table of cards is all there is: ids of the vocabulary, fixed careful words. Conditions (house rules, docs/rules.md):
the place matches what is noted since soreness began, and one more of quality, moment and trigger; at most two cards, in
alphabetical order, without score or percentage; none on a day on which self-care waits; off by a setting; never
exported.
"""

from __future__ import annotations

from datetime import datetime, timedelta

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


CARDS: tuple[Card, ...] = (
    Card(
        "achilles-tendon",
        "the Achilles tendon",
        frozenset({"achilles-mid", "achilles-insertion", "ankle-back-deep"}),
        frozenset({"stiff", "ache", "thick", "tender", "swollen"}),
        frozenset({"on-waking", "next-morning", "warm-up"}),
        frozenset({"long-run", "hills", "faster"}),
        "The sore-ankle article: "
        "this tendon joins the calf to the heel and is prone to overuse; soreness and swelling at the back "
        "of the ankle and heel can be worst on getting out of bed. It calls rest, ice, compression and elevation "
        "usually effective.",
        "It calls this inflammation; that word is dated, and inflammation may be absent. For tendon pain, graded "
        "loading has better support than rest and ice.",
        "Relative rest, ice for comfort, graded heel raises; no drop below the step when it is sore on the heel bone "
        "itself. If self-care brings nothing, see a doctor.",
        "Soreness under the heel on the first steps is more often discussed with the plantar fascia.",
    ),
    Card(
        "arthritis",
        "arthritis",
        frozenset({"ankle-front", "ankle-back-deep", "whole-ankle"}),
        frozenset({"stiff", "ache", "swollen", "grinding"}),
        frozenset({"on-waking", "next-morning", "after-sitting"}),
        frozenset({"weather", "standing", "old-injury", "after-sitting"}),
        "The sore-ankle article: "
        "osteoarthritis becomes commoner with age; rheumatoid arthritis is a disease of the immune system, "
        "commoner in women. Strength training and low-impact aerobics are recommended by the Arthritis Foundation.",
        "It is not simply wear: a joint keeps rebuilding itself, and use that it is used to does it good. How long "
        "morning stiffness lasts, and which other joints join in, matters to a clinician; note both.",
        "Strength work and low-impact aerobics, at 5 of 10 or less. A joint that stays swollen should be seen by a "
        "doctor.",
    ),
    Card(
        "bone-stress",
        "bone stress",
        frozenset({"metatarsals", "midfoot-top", "fifth-met-base", "shin-inner", "shin-front", "med-malleolus"}),
        frozenset({"sharp", "stabbing", "tender", "throbbing"}),
        frozenset({"night", "at-rest", "during"}),
        frozenset({"long-run", "faster", "jump-work"}),
        "A bone that has to bear more than it can rebuild for becomes sore in one point, first with running, later at "
        "rest and at night.",
        "Running on does not settle it. Only an examination can tell, and an early X-ray may show nothing.",
        "No running or jumps; walk, cycle or swim without soreness. Have it seen within a week.",
        "",
    ),
    Card(
        "plantar-heel",
        "soreness under the heel",
        frozenset({"heel-plantar", "arch"}),
        frozenset({"stabbing", "sharp", "ache", "stiff", "tender"}),
        frozenset({"on-waking", "next-morning", "after-sitting"}),
        frozenset({"standing", "long-run", "new-shoes", "worn-shoes"}),
        "It is often worst on the first steps and eases with walking; the band under the arch begins at the heel.",
        "It can take months. No one shoe or insole is clearly better than another.",
        "Stretches of the sole, heel raises with the toes bent up on a towel, and less standing on hard ground; "
        "stretches of the calf too, but not when the heel bone itself is sore.",
        "A heel bone that is sore when pressed from both sides should be seen.",
    ),
    Card(
        "shoe-fit",
        "the fit of shoes",
        frozenset(
            {
                "toes",
                "big-toe",
                "forefoot",
                "fifth-met-base",
                "heel-plantar",
                "heel-side",
                "achilles-insertion",
                "lat-malleolus",
                "med-malleolus",
            }
        ),
        frozenset({"rubbing", "squeezed", "ache", "heel-slip", "blister"}),
        frozenset({"during", "after"}),
        frozenset({"new-shoes", "worn-shoes", "different-socks", "afternoon-swelling", "one-pair"}),
        "The sore-ankle article: "
        "the fit of shoes can decide whether ankles get sore. Try new ones on after a workout or at the end "
        "of the day, in the socks you train in; the heel must not slip while walking, and all toes must wiggle.",
        "No strong trial says when a pair is worn out.",
        "Compare pairs for a week, and answer the fit check on the Shoes screen.",
    ),
    Card(
        "tarsal-tunnel",
        "the tarsal tunnel",
        frozenset({"tarsal-tunnel", "deltoid", "heel-plantar", "arch", "toes"}),
        frozenset({"tingling", "numb", "burning", "shooting"}),
        frozenset({"on-feet", "during", "night"}),
        frozenset({"flat-arch", "ankle-roll", "tight-shoes", "standing"}),
        "The sore-ankle article: "
        "a nerve that passes the inner ankle can be squeezed, for example when the foot rolls inward or "
        "after a sprain; it names tingling on the heel and sole, numbness, burning and a shooting pain.",
        "The tunnel lies behind the inner ankle bone, not down the back, and is the passage, not the nerve; the nerve "
        "in it is the tibial nerve.",
        "Note what brings it on. Numbness and tingling need a doctor or physio.",
    ),
    Card(
        "twist",
        "a twist of the ankle",
        frozenset({"atfl", "lat-malleolus", "fibular-tendons", "deltoid", "ankle-front-high", "whole-ankle"}),
        frozenset({"swollen", "bruised", "giving-way", "tender"}),
        frozenset({"during", "on-feet", "evening"}),
        frozenset({"ankle-roll"}),
        "Moving it early and balance work help more than keeping it still; ice alone has not been shown to help.",
        "For a year the risk of another twist is about double. Balance work, and a brace or tape for runs and jumps, "
        "make a second one less frequent.",
        "Move it often within comfort, put weight on it as it allows, and build up balance work. If it is no better "
        "after four to six weeks, see a physio.",
        "Soreness above the joint, at the front, takes longer and should be seen.",
    ),
)
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
