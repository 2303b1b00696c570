"""In which way an exercise is done, where there is more than one: ids joined by ``+``, such as ``bent-knee+backpack``.

An item of a routine and of a session says it, so that what was done one way is compared with the same way only.
"""

from __future__ import annotations

import re

from msgspec.structs import replace

from library.exercise import Exercise

WORDS = {
    "straight-knee": "knee straight",
    "bent-knee": "knee slightly bent",
    "over-edge": "over the edge",
    "flat-floor": "on flat floor",
    "backpack": "with a backpack",
}
"""Those the library uses; any other id says itself."""

_ALIKE = {
    "straight knee": "straight-knee",
    "bent knee": "bent-knee",
    "knee bent": "bent-knee",
    "flat floor": "flat-floor",
}
_SAID = {
    "Knee straight.": "straight-knee",
    "Knee slightly bent.": "bent-knee",
    "Knee straight, with a backpack.": "straight-knee+backpack",
    "Knee straight, with the backpack.": "straight-knee+backpack",
    "Knee slightly bent, without it.": "bent-knee",
    "Knee slightly bent, with the backpack, so fewer.": "bent-knee+backpack",
}
"""The notes of the heel-drop programme that said it before a variant was data."""


def variant_said(note: str) -> str:
    """The variant that an entry from before says in its note; empty when it says none."""
    return _SAID.get(note.partition("\n")[0], "")


def variant_words(variant: str) -> str:
    """``knee slightly bent, with a backpack``."""
    return ", ".join(WORDS.get(id, id.replace("-", " ")) for id in variant.split("+") if id)


def is_packed(variant: str) -> bool:
    """Whether it is done with a backpack."""
    return "backpack" in variant.split("+")


def as_done(exercise: Exercise, variant: str) -> Exercise:
    """The exercise as its variant makes it: over an edge, or calf work with a backpack, it is of the highest level."""
    over_edge = "over-edge" in variant.split("+")
    if not over_edge and not (exercise.calf_level and is_packed(variant)):
        return exercise
    return replace(exercise, calf_level=3, over_edge=over_edge or exercise.over_edge)


def titled(name: str, variant: str) -> str:
    """``Eccentric heel drop, knee straight``."""
    return f"{name}, {variant_words(variant)}" if variant else name


def variant_of(words: str) -> str:
    """The variant of words as a person types them: ``Knee bent, toes out`` is ``bent-knee+toes-out``."""
    ids = {said: id for id, said in WORDS.items()} | _ALIKE
    found = []
    for part in words.casefold().split(","):
        plain = re.sub(r"[^a-z0-9]+", " ", part).strip()
        found.append(ids.get(plain, plain.replace(" ", "-")))
    return "+".join(dict.fromkeys(id for id in found if id))
