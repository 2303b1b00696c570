"""Kilometres and miles, kilograms and pounds, pace and speed, as the runner reads and types them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.units import distance_words, in_distance, load_words, most_words, pace_words, speed_words, to_km


@pytest.mark.parametrize(
    ("km", "unit", "words"),
    [
        (8.2, "km", "8.2 km"),
        (8.0, "km", "8 km"),
        (8.04672, "mi", "5 mi"),
        (0.04, "km", "0 km"),
        (507.8, "mi", "315.5 mi"),
    ],
)
def test_a_distance_is_said_to_one_decimal(km: float, unit: str, words: str) -> None:
    """In the runner's unit."""
    assert distance_words(km, unit) == words  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("km", "unit", "words"),
    [
        (3.67, "km", "3.6 km"),
        (50.6, "km", "50.6 km"),
        (3.67, "mi", "2.2 mi"),
        (8.04672, "mi", "5 mi"),
        (88, "km", "88 km"),
    ],
)
def test_a_limit_is_never_said_above_what_it_is(km: float, unit: str, words: str) -> None:
    """Who runs as far as is shown keeps to it."""
    assert most_words(km, unit) == words  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("seconds", "km", "unit", "pace", "speed"),
    [
        (1800, 5, "km", "6:00 /km", "10.0 km/h"),
        (1800, 4.828032, "mi", "10:00 /mi", "6.0 mph"),
        (1979.6, 5.5, "km", "6:00 /km", "10.0 km/h"),
        (3600, 24.3, "km", "2:28 /km", "24.3 km/h"),
    ],
)
def test_pace_and_speed(seconds: float, km: float, unit: str, pace: str, speed: str) -> None:
    """Seconds are rounded, never 6:60."""
    assert pace_words(seconds, km, unit) == pace  # type: ignore[arg-type]
    assert speed_words(seconds, km, unit) == speed  # type: ignore[arg-type]


@pytest.mark.parametrize("unit", ["km", "mi"])
def test_less_than_a_metre_or_a_second_has_a_pace_all_the_same(unit: str) -> None:
    """An entry that is there already, with a number nobody measured, does not stop what shows it."""
    assert pace_words(1800, 1e-320, unit) == pace_words(1800, 0.001, unit)  # type: ignore[arg-type]
    assert speed_words(1e-320, 5, unit) == speed_words(1, 5, unit)  # type: ignore[arg-type]


def test_a_load_is_said_in_pounds_where_wanted() -> None:
    """Five kilograms are eleven pounds."""
    assert (load_words(5, "kg"), load_words(5, "lb")) == ("5 kg", "11 lb")


@given(st.floats(min_value=0, max_value=1000))
def test_a_distance_typed_in_miles_reads_back_as_typed(miles: float) -> None:
    """To the hundredth the form shows."""
    assert in_distance(to_km(miles, "mi"), "mi") == pytest.approx(miles, abs=0.005)
    assert to_km(miles, "km") == miles
