"""Stop signs: which are asked, at most eight at once, and where to go. Source: docs/rules.md, "Stop signs"."""

from __future__ import annotations

from collections.abc import Collection

from journal.vocabulary import SIGNS

AT_ONCE = 8
"""So many signs are asked on one page; those that need a noted fact come after the others."""

SHORT = {
    "breath-chest": "short of breath or chest pain",
    "odd-shape": "odd shape or open wound",
    "numb-cold-foot": "foot cold, white, blue or numb",
    "tight-leg": "lower leg tight, pain growing",
    "hot-with-fever": "red and hot, with fever",
    "saddle-bladder": "numb between the legs, or bladder",
    "cannot-bear-weight": "four steps are impossible",
    "pop-at-heel": "pop or kick at the heel",
    "tender-bone": "bone sore to press after injury",
    "severe-swelling": "very big swelling or bruise",
    "one-calf-swollen": "one calf swollen and warm",
    "hot-no-fever": "red, hot and swollen",
    "diabetes-foot-change": "foot changed, with diabetes",
    "tendon-antibiotic": "tendon pain after an antibiotic",
    "after-operation": "worse after the operation",
    "cannot-lift-foot": "front of the foot hangs",
    "child-limp": "a child who limps",
    "blood-thinner-injury": "big swelling on a blood thinner",
    "pinpoint-bone-pain": "one point of bone hurts",
    "swollen-two-weeks": "swollen for two weeks",
    "numb-returning": "numbness keeps coming",
    "gives-way-locks": "it gives way or sticks",
    "night-lump-ill": "night pain, lump or feeling ill",
    "burning-colour": "burning, or colour changes",
}
"""A sign in a few words, for the one sentence of the day."""

WHERE = {
    "now": "Call {number}, or go to an emergency department.",
    "today": "Go to urgent care, a doctor or a helpline today{clinic}.",
    "week": "Have a doctor or physio see it within a week{clinic}.",
}
NO_NUMBER = "the emergency number (112 or 911 in many countries)"
"""What is said where the runner has set no emergency number."""


def pages(contexts: Collection[str], facts: Collection[str] = ()) -> tuple[tuple[str, ...], ...]:
    """The signs to ask in these contexts (T, N, W), in pages of at most eight, most urgent first.

    ``facts``: names of facts that hold: signs about an operation, say, are asked of those who had one.
    """
    asked = [one for one in SIGNS.values() if not set(one.contexts).isdisjoint(contexts)]
    ids = [one.id for one in asked if not one.fact] + [one.id for one in asked if one.fact and one.fact in facts]
    return tuple(tuple(ids[start : start + AT_ONCE]) for start in range(0, len(ids), AT_ONCE))


def where(word: str, number: str, clinic: str) -> str:
    """Where to go for help of that word, by the runner's own number and clinic, each empty where it is not set."""
    return WHERE[word].format(number=number or NO_NUMBER, clinic=f": {clinic}" if clinic else "")
