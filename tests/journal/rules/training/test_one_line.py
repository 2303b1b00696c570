"""A set on one line: what is typed, read; what was done, said."""

from __future__ import annotations

import pytest

from journal.entries import Set
from journal.rules.training.one_line import BadSet, SetValues, parse_line, set_words
from library.routine import PlannedDose

REPS = PlannedDose(sets=1, reps=12)
SECONDS = PlannedDose(sets=1, hold_s=45)
METRES = PlannedDose(sets=1, distance_m=20)
LAST = Set(id="l", reps=11, load_kg=4.0, band="red")


@pytest.mark.parametrize(
    ("line", "dose", "values"),
    [
        ("12", REPS, SetValues(12)),
        ("12x5kg", REPS, SetValues(12, 5.0)),
        ("12 x 5,5 kg", REPS, SetValues(12, 5.5)),
        ("12x5", REPS, SetValues(12, 5.0)),
        ("12 x 10 lb", REPS, SetValues(12, 4.54)),
        ("7.5kg", REPS, SetValues(None, 7.5)),
        ("12 red", REPS, SetValues(12, None, "red")),
        ("12 shaky", REPS, SetValues(12, shaky=True)),
        ("shaky", REPS, SetValues(shaky=True)),
        ("12 reps", REPS, SetValues(12)),
        ("45s", SECONDS, SetValues(45)),
        ("45", SECONDS, SetValues(45)),
        ("1:30", SECONDS, SetValues(90)),
        ("2min", SECONDS, SetValues(120)),
        ("1 m 30 s", SECONDS, SetValues(90)),
        ("45s x 5kg", SECONDS, SetValues(45, 5.0)),
        ("25m", METRES, SetValues(25)),
        ("=", REPS, SetValues(11, 4.0, "red")),
        ("= shaky", REPS, SetValues(11, 4.0, "red", True)),
    ],
)
def test_one_line_says_a_set(line: str, dose: PlannedDose, values: SetValues) -> None:
    """What a person types, in the unit of the set."""
    assert parse_line(line, dose, LAST) == values


@pytest.mark.parametrize(
    ("line", "dose", "sentence"),
    [
        ("900", REPS, "900 is not a number of reps: expected 0 to 500."),
        ("-3", REPS, "-3 is not a number of reps: expected 0 to 500."),
        ("12.5", REPS, "12.5 reps: expected a whole number."),
        ("12x-5kg", REPS, "-5 kg is not a load: expected 0 to 500 kg."),
        ("12x900kg", REPS, "900 kg is not a load: expected 0 to 500 kg."),
        ("48h", SECONDS, "172800 s is not a hold: expected 0 to 1 h."),
        ("-5s", SECONDS, "-5s is not a hold: expected 0 or more."),
        ("99999m", METRES, "99999 m is not a set's distance: expected 0 to 20000 m."),
        ("12 x", REPS, "'12 x' is not a set: expected a form like 12 or 12x5kg."),
        ("???", SECONDS, "'???' is not a set: expected a form like 45s."),
        ("", REPS, "Type what you did, like 12 or 12x5kg."),
        ("1.2.3", REPS, "'1.2.3' is not a number."),
    ],
)
def test_a_line_no_set_can_hold_is_refused_in_words(line: str, dose: PlannedDose, sentence: str) -> None:
    """One sentence that says what was expected."""
    with pytest.raises(BadSet) as refused:
        parse_line(line, dose, LAST)
    assert str(refused.value) == sentence


def test_same_as_last_needs_a_last() -> None:
    """``=`` on the first day says so."""
    with pytest.raises(BadSet, match="no last time"):
        parse_line("=", REPS)


def test_a_bare_load_is_in_the_runners_unit() -> None:
    """10 is ten pounds where pounds are set."""
    assert parse_line("12x10", REPS, unit="lb") == SetValues(12, 4.54)


@pytest.mark.parametrize(
    ("set", "dose", "words"),
    [
        (Set(id="a", reps=12, load_kg=5.0), REPS, "12 at 5 kg"),
        (Set(id="a", hold_s=45.0), SECONDS, "45 s"),
        (Set(id="a", reps=10, band="red"), REPS, "10, red band"),
        (Set(id="a", reps=10, hold_s=5.0), PlannedDose(reps=10, hold_s=5), "10, held 5 s"),
        (Set(id="a"), REPS, "-"),
    ],
)
def test_a_set_in_words(set: Set, dose: PlannedDose, words: str) -> None:
    """As a person writes it."""
    assert set_words(set, dose) == words
