"""Self-tests: change only beyond measurement error, norms only under their conditions."""

from __future__ import annotations

import pytest

from journal.entries import SelfTest, Side
from journal.rules.ankle.self_tests import PROTOCOLS, change, difference_words, history, norm_applies, retest_due
from journal.vocabulary import SELF_TESTS
from tests.support.soreness import moment

INCLINE = "10 degree incline, 60 beats a minute"


def result(
    test: str, value: float, day: int = 1, *, side: Side = "left", conditions: str = "", scale: str = ""
) -> SelfTest:
    """A result at noon of a day in November."""
    return SelfTest(
        at=moment(f"{day} 12:00"), test=test, side=side, value=value, unit=PROTOCOLS[test].unit,
        conditions=conditions, scale=scale,
    )  # fmt: skip


def test_every_test_of_the_vocabulary_has_a_protocol() -> None:
    """Steps, a unit and sides for each."""
    assert PROTOCOLS.keys() == SELF_TESTS.keys()
    assert all(one.steps and one.unit and one.sides for one in PROTOCOLS.values())


@pytest.mark.parametrize(
    ("test", "first", "then", "real"),
    [
        ("heel-raises", 20, 26, False),
        ("heel-raises", 20, 27, True),
        ("heel-raises", 20, 13, True),
        ("knee-to-wall", 9.0, 10.9, False),
        ("knee-to-wall", 9.0, 11.0, True),
        ("knee-to-wall", 9.1, 11.1, True),
        ("stance-eyes-open", 10, 40, None),
        ("stance-eyes-closed", 5, 15, None),
    ],
)
def test_a_change_is_called_one_only_beyond_measurement_error(
    test: str, first: float, then: float, real: bool | None
) -> None:
    """7 heel raises, 2 cm to the wall; where no error is known nothing is claimed."""
    found = change([result(test, first), result(test, then, 20)])
    assert found is not None and found.real is real
    assert ("no change" in found.words) is (real is False)
    assert ("beyond measurement error" in found.words) is (real is not None)


@pytest.mark.parametrize(
    ("scale", "first", "then", "real"),
    [
        ("VISA-A", 60, 74, False),
        ("visa a", 60, 75, True),
        ("CAIT", 20, 23, False),
        ("CAIT", 20, 24, True),
        ("X", 1, 9, None),
    ],
)
def test_a_clinic_score_is_judged_by_its_own_scale(scale: str, first: float, then: float, real: bool | None) -> None:
    """Published figures where there are some; an unknown scale is only shown."""
    held = [result("clinic-score", first, scale=scale), result("clinic-score", then, 20, scale=scale)]
    found = change(held)
    assert found is not None and found.real is real


def test_only_results_done_the_same_way_are_compared() -> None:
    """Raises on an incline are not held against raises on the flat, nor left against right, nor scale against scale."""
    flat = result("heel-raises", 30, conditions="flat floor, 60 beats a minute")
    incline = result("heel-raises", 15, 20, conditions=INCLINE)
    assert change([flat, incline]) is None
    assert change([]) is None
    assert change([result("clinic-score", 1, scale="A"), result("clinic-score", 9, 20, scale="B")]) is None
    later = result("heel-raises", 15, 22, conditions="flat floor, 60 beats a minute")
    found = change([flat, incline, later])
    assert found is not None and (found.earlier, found.real) == (flat, True)


def test_norms_hold_only_under_their_conditions() -> None:
    """The heel-raise means were measured on an incline."""
    assert norm_applies(result("heel-raises", 20, conditions=INCLINE))
    assert not norm_applies(result("heel-raises", 20, conditions="flat floor, 60 beats a minute"))
    assert not norm_applies(result("heel-raises", 20))
    assert norm_applies(result("stance-eyes-open", 20))
    assert not norm_applies(result("clinic-score", 20))


@pytest.mark.parametrize(
    ("test", "left", "right", "said"),
    [
        ("knee-to-wall", 10.0, 8.0, False),
        ("knee-to-wall", 10.0, 7.9, True),
        ("heel-raises", 20, 14, False),
        ("heel-raises", 20, 13, True),
        ("stance-eyes-open", 45, 5, False),
    ],
)
def test_a_difference_between_sides_is_noted_without_a_verdict(
    test: str, left: float, right: float, said: bool
) -> None:
    """More than 2 cm to the wall; 7 raises; nothing where no error is known."""
    words = difference_words(result(test, left), result(test, right, side="right"))
    assert bool(words) is said
    assert not said or "no verdict" in words


def test_history_is_in_time_order_and_a_retest_is_due_after_four_weeks() -> None:
    """One test, one side; 28 days to the minute."""
    held = [result("knee-to-wall", 9, 20), result("knee-to-wall", 8, 2), result("knee-to-wall", 7, 3, side="right")]
    assert [one.value for one in history(held, "knee-to-wall", "left")] == [8, 9]
    first = [result("knee-to-wall", 9, 2)]
    assert not retest_due(first, moment("30 11:59"))
    assert retest_due(first, moment("30 12:00"))
    assert not retest_due([], moment("30 12:00"))
