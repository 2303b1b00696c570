"""One vocabulary for what a runner can say: ids, plain labels and anatomical terms.

Source: docs/rules.md, section "Vocabulary". The ids are what entries store and ``surefoot rate`` takes.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import msgspec


class Term(msgspec.Struct, frozen=True):
    """A word: ``id`` is stored, ``label`` is shown, ``term`` is the anatomical name where one exists."""

    id: str
    label: str
    term: str = ""


def label(id: str, words: Mapping[str, Term | Sign]) -> str:
    """What an id is called; one that a later version wrote stands as it is."""
    return words[id].label if id in words else id


def _terms(*rows: tuple[str, ...] | str) -> dict[str, Term]:
    """A table of words; of those in a string the ids, with blanks for hyphens, are their labels."""
    terms: list[Term] = []
    for row in rows:
        terms += [Term(id, id.replace("-", " ")) for id in row.split()] if isinstance(row, str) else [Term(*row)]
    return {term.id: term for term in terms}


SPOTS = _terms(
    ("lat-malleolus", "outer ankle bone", "lateral malleolus (fibula)"),
    ("atfl", "front-outer ankle, just ahead of the bone", "anterior talofibular ligament, sinus tarsi"),
    ("fibular-tendons", "behind the outer ankle bone", "fibularis (peroneal) tendons"),
    ("med-malleolus", "inner ankle bone", "medial malleolus (tibia)"),
    ("deltoid", "below the inner ankle bone", "deltoid ligament"),
    (
        "tarsal-tunnel",
        "behind and below the inner ankle bone",
        "tarsal tunnel: tibial nerve, tibialis posterior tendon",
    ),
    ("ankle-front", "front crease of the ankle", "anterior talocrural joint line, tibialis anterior tendon"),
    ("ankle-front-high", "front, above the joint", "syndesmosis"),
    ("ankle-back-deep", "deep behind the ankle", "posterior ankle"),
    ("achilles-mid", "back of the leg, 2-6 cm above the heel", "Achilles mid-portion"),
    ("achilles-insertion", "back of the heel bone", "Achilles insertion"),
    ("heel-plantar", "under the heel", "plantar heel, plantar fascia origin"),
    ("heel-side", "side of the heel", "calcaneus"),
    ("arch", "arch", "medial longitudinal arch, plantar fascia"),
    ("midfoot-top", "top or inner side of the midfoot", "navicular, dorsal midfoot"),
    ("fifth-met-base", "outer midfoot bump", "base of the 5th metatarsal"),
    ("forefoot", "ball of the foot", "metatarsal heads"),
    ("metatarsals", "long bones to the toes", "metatarsal shafts (2nd-3rd)"),
    ("big-toe", "big-toe joint", "first metatarsophalangeal joint"),
    ("toes", "toes", "phalanges"),
    ("calf", "calf", "gastrocnemius, soleus"),
    ("shin-front", "front of the shin", "tibialis anterior"),
    ("shin-inner", "inner edge of the shin", "medial tibial border"),
    ("whole-ankle", "all round the ankle", "diffuse"),
)

FEELS = _terms(
    "ache stiff tight sharp stabbing burning tingling numb shooting throbbing",
    ("tender", "tender to touch"),
    "swollen warm red bruised giving-way catching locking clicking weak cramp rubbing squeezed",
    ("heel-slip", "heel slipping in the shoe"),
    ("blister", "blister"),
    ("thick", "thickened"),
    "grinding limping",
)

MOMENTS = _terms(
    ("on-waking", "on waking (first steps)"),
    ("before", "before exercise"),
    ("warm-up", "in the warm-up"),
    ("during", "during exercise"),
    ("after", "just after (within 1 h)"),
    ("later-same-day", "later that day (1-6 h after)"),
    ("evening", "evening"),
    ("night", "night (woke me)"),
    ("next-morning", "the next morning"),
    "at-rest after-sitting",
    ("on-feet", "standing or walking"),
)

NONE_KNOWN = "none-known"
"""The trigger that stands alone: it says that there is no other."""
TRIGGERS = _terms(
    "new-shoes worn-shoes different-socks long-run",
    ("faster", "faster running"),
    ("hills", "hills"),
    ("trail", "trail or uneven ground"),
    "jump-work new-exercise",
    ("ankle-roll", "rolled the ankle"),
    ("standing", "long standing"),
    "cold-start after-sitting weather",
    ("one-pair", "only in one pair of shoes"),
    ("tight-shoes", "tight shoes"),
    ("afternoon-swelling", "feet swell in the afternoon"),
    ("flat-arch", "flat arch, foot rolls inward"),
    ("old-injury", "old sprain or fracture"),
    (NONE_KNOWN, "none I know of"),
)


class Sign(msgspec.Struct, frozen=True):
    """A stop sign: how soon to be seen (``now``, ``today``, ``week``), what it asks, and when it is asked.

    ``contexts``: T after a twist, N sore without one, W weekly while soreness lasts. ``fact`` names what must be noted
    about the runner for it to be asked at all; all of them are under the key for stop signs.
    """

    id: str
    word: Literal["now", "today", "week"]
    label: str
    contexts: str
    fact: str = ""


def _signs(word: Literal["now", "today", "week"], *rows: tuple[str, ...]) -> dict[str, Sign]:
    """The signs of one word, each by its id, what it asks, its contexts and its fact."""
    return {id: Sign(id, word, *rest) for id, *rest in rows}


SIGNS = {
    **_signs(
        "now",
        ("breath-chest", "Suddenly short of breath, chest pain, coughing blood or passing out", "N"),
        ("odd-shape", "An odd shape, bone showing, or a deep open wound", "T"),
        (
            "numb-cold-foot",
            "Foot or toes cold, white, grey or blue, or numb; in a cast or bandage: loosen it and go",
            "TN",
        ),
        (
            "tight-leg",
            "Pain far beyond the injury or growing by the hour, lower leg tight and hard, worse when toes are moved",
            "T",
        ),
        (
            "hot-with-fever",
            "Skin or joint red, hot, swollen, spreading, streak or pus, with fever, shivering, confusion or very ill",
            "N",
        ),
        ("saddle-bladder", "Numb between the legs, new bladder or bowel trouble, both legs weak", "N"),
    ),
    **_signs(
        "today",
        ("cannot-bear-weight", "Four steps on it were impossible, then or now", "T"),
        ("pop-at-heel", "A pop or kick at the heel, and no push-off or tiptoe", "TN"),
        (
            "tender-bone",
            "A new injury and a bone sore to press: back edge or tip of an ankle bone, inner midfoot, outer bump",
            "T",
        ),
        ("severe-swelling", "A very big or fast-growing swelling or bruise", "T"),
        (
            "one-calf-swollen",
            "One calf swollen, warm, red or darker, hard veins; more so in pregnancy, plaster or after a long trip",
            "N",
        ),
        ("hot-no-fever", "Red, hot and swollen within hours or days, without fever", "N"),
        (
            "diabetes-foot-change",
            "Diabetes or nerve loss, and a wound, heat, or a change of colour or shape",
            "N",
            "diabetes-nerve",
        ),
        ("tendon-antibiotic", "New tendon pain on or after an antibiotic ending in -floxacin", "N", "quinolone"),
        (
            "after-operation",
            "After an operation or in plaster: more pain, wetness, fever or swelling",
            "N",
            "operation",
        ),
        ("cannot-lift-foot", "The front of the foot hangs, and that is new", "N"),
        ("child-limp", "Under 18: won't stand on it, limps for 2 days, or fever with a limp", "TN", "under-18"),
        ("blood-thinner-injury", "On a blood thinner, and a big swelling after a knock", "T", "blood-thinner"),
    ),
    **_signs(
        "week",
        ("pinpoint-bone-pain", "One point of bone, worse with weight, at night or at rest", "W"),
        ("swollen-two-weeks", "A joint swollen for 2 weeks, or several; stiff for more than 30 min each morning", "W"),
        ("numb-returning", "Numb or tingling keeps coming, or in both feet", "W"),
        ("gives-way-locks", "It gives way again and again, or sticks", "W"),
        ("night-lump-ill", "Night pain without an injury, a lump, weight loss, or feeling ill", "W"),
        ("burning-colour", "Weeks after an injury: burning, touch hurts, colour or heat changes", "W"),
    ),
}
"""Every stop sign, most urgent first. Source: docs/rules.md, "Stop signs"."""

ROW_WORDS = {
    "S": "a stop sign",
    "Q": "the stop-sign question",
    "M1": "tendon pain after an antibiotic",
    "M2": "a twist on a blood thinner",
    "M3": "an operation or plaster",
    "M4": "a sore bone or a limp, under 18",
    "M5": "pregnancy or birth",
    "M6": "a sore tendon on steroid tablets",
    "M7": "a change of skin with diabetes or nerve loss",
    "G1": "red, warm and swollen",
    "R0": "the first days of the journal",
    "R1": "very sore, several times",
    "R2": "6 of 10 or more",
    "R3": "3 to 5 of 10",
    "R4": "a sore morning after training",
    "R5": "days without a rating",
    "B": "soreness over a bone",
    "N": "numb or tingling",
    "I": "giving way",
    "L1": "locking",
    "W1": "swollen for two weeks",
    "K1": "soreness at night",
    "C1": "soreness that keeps coming",
    "C2": "getting sorer",
    "C4": "sore again soon after",
    "C5": "sore for days",
    "T1": "the first days after a twist",
    "T2": "the first weeks after a twist",
    "T3": "walking and balance after a twist",
    "T4": "running again after a twist",
    "T5": "the last week of running again after a twist",
    "T6": "a twist that is no better",
    "D": "weeks without running",
    "A": "what was said",
}
"""What the rules of a verdict are about, where a person reads of one, in the order they are told."""
ROWS = tuple(ROW_WORDS)
"""Ids of the rules a verdict is made of, in the order they are told (``journal.rules.verdict.table``)."""
NEVER_CLOSED = ("Q", "R0", "R5", "A")
"""Rules that no clinician's word quiets: they only ask for ratings or answers, or are that word."""

ASKED_OF = _terms(
    "physio doctor",
    ("urgent", "urgent care"),
    ("pharmacist", "pharmacist"),
    ("other", "somebody else"),
)
"""Who was asked."""
LIMITS = _terms(
    ("as-before", "nothing new: as now"),
    ("stop", "rest"),
    ("walk", "walk only"),
    ("no-impact", "no running, no jumps"),
    ("ladder", "run by small steps"),
    ("easy", "run easy"),
    ("usual", "as usual"),
)
"""How much they said may be done."""
EXERCISES_SAID = _terms(("", "nothing said"), ("go-on", "go on"), ("change", "change them"), ("stop", "stop them"))
"""What they said of the exercises."""

FACTS = _terms(
    ("under-18", "under 18"),
    ("pregnant", "pregnant"),
    ("after-birth", "gave birth"),
    ("diabetes-nerve", "diabetes or nerve loss"),
    ("blood-thinner", "on a blood thinner"),
    ("operation", "an operation or plaster"),
    ("quinolone", "an antibiotic ending in -floxacin"),
    ("steroid-tablets", "steroid tablets"),
    ("steroid-injection", "a steroid injection near a tendon"),
    ("stress-fracture", "a stress fracture before"),
)
"""What a runner may note about themselves, because a rule asks for it."""

OF_A_SIDE = ("operation", "steroid-injection")
"""Facts that may be of one ankle."""

QUESTIONS = _terms(
    ("p1", "A 10 min walk without a limp, at 2 of 10 or less?"),
    (
        "p2",
        "30 min brisk walk and stairs at 2 of 10 or less, 15 raises and 80 % of the other side, 30 s on one leg,"
        " knee to wall within 3 cm?",
    ),
    ("p3", "Raises at 90 % of the other side, and 10 hops at 2 of 10 or less?"),
    ("still-so", "Does what they said still hold?"),
    ("which-side", "Was it this ankle that rolled?"),
    ("trust", "How much do you trust this ankle, 0 to 10?"),
    ("usual-longest", "How far is your usual longest run, in km?"),
    ("body-kg", "How heavy are you, in kg?"),
    ("weights-owned", "Do you own weights?"),
)
"""What is asked and answered by yes, no or a number; beside these ``seen:ID`` and ``condition-ROUTINE``."""
CONDITIONS = _terms(
    (
        "condition-strength",
        "Can you do 2 x 15 heel raises on both feet, and stand 20 s on each foot, a hand on a wall?",
    ),
    ("condition-heel-drop-programme", "Can you do 15 heel raises on each foot?"),
    (
        "condition-rope-ten-weeks",
        "Can you do 20 heel raises on each foot, nearly as many on the weaker one, and walk 30 min at 2 of 10 or less?",
    ),
    (
        "condition-plyometric-return",
        "Are heel raises of both sides within a tenth, and can you stand 30 s on each foot?",
    ),
)
"""What is asked before a stage of the training path opens, by its routine."""
NUMBER_QUESTIONS = {"trust": 10.0, "usual-longest": 300.0, "body-kg": 300.0}
"""Answered by a number, up to so many."""
EITHER_QUESTIONS = frozenset({"weights-owned"})
"""Answered by a number, or by yes and no."""


def is_question(text: str) -> bool:
    """Whether a question is known: of ``QUESTIONS``, ``seen:`` and a sign or row, ``condition-`` and a routine."""
    if text.startswith("seen:"):
        return text[5:] in SIGNS or text[5:] in ROWS
    return text in QUESTIONS or (text.startswith("condition-") and text != "condition-")


SUPPORTS = _terms(
    ("lace-brace", "lace-up brace"),
    ("rigid-brace", "rigid brace"),
    ("tape", "tape"),
    ("sleeve", "sleeve"),
)
"""What is worn round an ankle. A sleeve is no brace: nothing was measured of it against a second twist."""

SELF_TESTS = _terms(
    ("heel-raises", "single-leg heel raises to fatigue"),
    ("knee-to-wall", "knee-to-wall"),
    ("stance-eyes-open", "one-leg stance, eyes open"),
    ("stance-eyes-closed", "one-leg stance, eyes closed"),
    ("clinic-score", "clinic score"),
)

FIT_QUESTIONS = _terms(
    ("measured-standing", "Were both feet measured, standing?"),
    ("larger-foot", "Is the size right for the larger foot?"),
    ("end-of-day", "Is it the end of the day, or after a workout?"),
    ("training-socks", "Are these the socks you train in (and your insoles)?"),
    ("thumb-width", "Is there a thumb's width in front of the longest toe?"),
    ("toes-wiggle", "Do all toes wiggle freely?"),
    ("widest-part", "Does the ball of the foot sit in the widest part?"),
    ("heel-holds", "Does the heel stay down, walking and jogging?"),
    ("not-tight", "Is it free of any tightness you hope will stretch?"),
    ("comfortable-at-once", "Is it comfortable at once, without breaking in?"),
    ("laced-evenly", "Does it still fit after lacing it anew, evenly?"),
    ("shape-matches", "Does its shape match the foot's, on a walk or a run?"),
)


ACTIVITY_WORDS = {
    "run": "run",
    "walk": "walk",
    "jump-rope": "jump rope",
    "cycle": "cycling",
    "swim": "swim",
    "low-impact": "low-impact cardio",
    "other": "other cardio",
}
"""What a bout of cardio is called, by its activity."""
BOUT_WORDS = {
    "run": "run",
    "walk": "walk",
    "cycle": "ride",
    "swim": "swim",
    "jump-rope": "jump-rope workout",
    "low-impact": "low-impact workout",
    "other": "other workout",
}
"""What is counted of it: ``2 rides``."""
