"""In which way an exercise is done: ids, their words, and what was written before they were data."""

from __future__ import annotations

import pytest

from library.built_in import BuiltIn
from library.routine import PlannedDose, RoutineItem
from library.variant import WORDS, variant_of, variant_words


@pytest.mark.parametrize(
    ("typed", "variant"),
    [
        ("Knee straight", "straight-knee"),
        ("knee slightly bent, with a backpack", "bent-knee+backpack"),
        ("Bent knee,  flat floor", "bent-knee+flat-floor"),
        ("over the edge, over the edge", "over-edge"),
        ("toes out", "toes-out"),
        (" , ", ""),
        ("", ""),
    ],
)
def test_a_variant_is_typed_in_words(typed: str, variant: str) -> None:
    """Those the library knows by what they are called, any other by itself; and they read back as the same."""
    assert variant_of(typed) == variant == variant_of(variant_words(variant))


def test_the_library_uses_only_variants_that_have_words() -> None:
    """And the knee is said as data in every item of the heel-drop programme past the flat floor, in no note."""
    built_in = BuiltIn()
    routines = [routine for id in built_in.routine_ids if (routine := built_in.routine(id)) is not None]
    items = [item for routine in routines for each in routine.every_items for item in each]
    assert {id for item in items for id in item.variant.split("+") if id} <= {*WORDS}
    drops = [item for item in items if item.exercise == "eccentric-heel-drop" and item.dose.tempo and item.variant]
    assert {item.variant for item in drops} == {
        "straight-knee",
        "bent-knee",
        "straight-knee+backpack",
        "bent-knee+backpack",
    }
    assert not any("knee straight" in item.note.lower() or "slightly bent" in item.note.lower() for item in items)


def test_a_routine_from_before_says_it_in_its_note() -> None:
    """The notes of the heel-drop programme are read as the variant they meant; any other note means none."""
    item = RoutineItem("eccentric-heel-drop", PlannedDose(reps=10), note="Knee straight, with a backpack.")
    assert item.way == "straight-knee+backpack"
    assert item.named("Heel drop") == "Heel drop, knee straight, with a backpack"
    assert RoutineItem("split-squat", PlannedDose(reps=10), note="Knee over the toes.").way == ""
    with pytest.raises(ValueError, match="variant"):
        RoutineItem("split-squat", PlannedDose(reps=10), variant="Knee bent")
