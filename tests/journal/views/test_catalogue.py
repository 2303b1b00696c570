"""The runner's own exercises and routines over the built-in catalogue."""

from __future__ import annotations

from datetime import timedelta

from journal.clock import FixedClock
from journal.entries import OwnExercise, OwnRoutine
from journal.journal import Journal
from journal.views.catalogue import OwnCatalogue, over
from library.catalogue import Catalogue
from library.exercise import Exercise
from library.routine import PlannedDose, RoutineItem

BUILT_IN = Catalogue.built_in()
HOPS = RoutineItem("pogo-hops", PlannedDose(sets=2, reps=10))
CIRCLES = RoutineItem("ankle-circles", PlannedDose(reps=10, per_side=True))


def test_an_empty_journal_leaves_the_catalogue_as_it_is(journal: Journal) -> None:
    """Nothing own, nothing hidden."""
    assert OwnCatalogue(BUILT_IN, journal).now.all() == BUILT_IN.all()


def test_own_ones_hidden_ones_and_remarks_come_from_the_journal(journal: Journal) -> None:
    """What was written, hidden or remarked on is so wherever the catalogue is."""
    mine = Exercise(id="own-stairs", name="Stairs with tea")
    journal.add_all(
        [
            OwnExercise(exercise="own-stairs", definition=mine),
            OwnExercise(exercise="b-skip", hidden=True),
            OwnExercise(exercise="short-foot", annotation="cramps"),
        ]
    )
    catalogue = OwnCatalogue(BUILT_IN, journal).now
    assert catalogue.get("own-stairs") == mine
    assert catalogue.is_hidden("b-skip") and "b-skip" not in [each.id for each in catalogue.all()]
    assert catalogue.annotation("short-foot") == "cramps"


def test_of_two_entries_about_one_exercise_the_later_change_counts(clock: FixedClock) -> None:
    """Two machines may each have hidden and shown it; the last word holds."""
    early = OwnExercise(exercise="b-skip", hidden=True, updated_at=clock.now())
    late = OwnExercise(exercise="b-skip", hidden=False, updated_at=clock.now() + timedelta(minutes=1))
    for entries in ([early, late], [late, early]):
        assert not over(BUILT_IN, entries, []).is_hidden("b-skip")


def test_an_own_routine_knows_its_equipment_level_and_gate(journal: Journal) -> None:
    """They follow from its exercises and from the routine it was copied from."""
    plain = journal.add(OwnRoutine(name="Mine", items=(CIRCLES,)))
    jumps = journal.add(OwnRoutine(name="Hops", items=(CIRCLES, HOPS), based_on="strength"))
    catalogue = OwnCatalogue(BUILT_IN, journal).now
    assert catalogue.routine(plain.id).gate is None and catalogue.routine(plain.id).level == 1
    copy = catalogue.routine(jumps.id)
    assert (copy.gate, copy.level, copy.equipment) == ("plyometric", 2, ("level floor",))
    assert copy.before == BUILT_IN.routine("strength").before
    assert "Strength" in copy.source


def test_a_routine_outlives_an_exercise_that_was_removed(journal: Journal) -> None:
    """What is gone is left out of what follows from it, and nothing breaks."""
    item = RoutineItem("own-gone", PlannedDose(reps=5))
    added = journal.add(OwnRoutine(name="Old", items=(item, CIRCLES), based_on="gone"))
    catalogue = OwnCatalogue(BUILT_IN, journal).now
    assert catalogue.routine(added.id).items == (item, CIRCLES)
    assert catalogue.routine(added.id).gate is None
