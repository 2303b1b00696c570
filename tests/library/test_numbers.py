"""A number that is shown is rounded by one rule, wherever it stands."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from library.exercise import number, rounded

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("value", "shown"),
    [(2.25, "2.3"), (33.75, "33.8"), (0.35, "0.4"), (-2.25, "-2.3"), (2.24, "2.2"), (0.04, "0"), (12.0, "12")],
)
def test_a_half_goes_up(value: float, shown: str) -> None:
    """By the digits a person sees, not by the even one before."""
    assert number(value) == shown


def test_places_are_as_many_as_asked_for() -> None:
    """None for whole numbers; nothing is minus nought."""
    assert (rounded(12.5, 0), rounded(13.5, 0), rounded(1.005, 2)) == (13, 14, 1.01)
    assert str(rounded(-0.01)) == "0.0"


def test_no_other_module_rounds_to_a_tenth_by_a_rule_of_its_own() -> None:
    """Python's own takes halves to the even digit. What other programs wrote is read, not shown."""
    rounds = re.compile(r"\bround\(.*(, 1| / 60(_000)?)\)")
    sources = [path for room in ("library", "journal", "screens") for path in (ROOT / room).rglob("*.py")]
    shown = [path for path in sources if "intake" not in path.parts]
    assert [str(path) for path in shown if rounds.search(path.read_text())] == []
