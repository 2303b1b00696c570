"""Numbers nobody runs: asked back for what is done on foot, left alone for the rest."""

from __future__ import annotations

from datetime import datetime

import pytest

from journal.entries import Activity, Run
from journal.rules.shoes.pace import mistyped
from tests.support.journals import NOW


@pytest.mark.parametrize(
    ("activity", "minutes", "km", "sentence"),
    [
        ("run", 20.0, 10.0, None),
        ("run", 19.0, 10.0, "10 km in 19 min is faster than anyone runs; check minutes and km"),
        ("walk", 1.0, 10.0, "10 km in 1 min is faster than anyone walks; check minutes and km"),
        ("run", 3000.0, 300.0, None),
        ("run", None, 301.0, "301 km is further than anyone runs in a day; check the km"),
        ("run", 30.0, None, None),
        ("cycle", 10.0, 400.0, None),
    ],
)
def test_a_run_is_asked_back_beyond_two_minutes_a_kilometre_or_300_km(
    activity: Activity, minutes: float | None, km: float | None, sentence: str | None
) -> None:
    """At the bound itself it is believed."""
    duration_s = None if minutes is None else minutes * 60
    run = Run(started_at=datetime.fromisoformat(NOW), activity=activity, duration_s=duration_s, distance_km=km)
    assert mistyped(run) == sentence


def test_it_is_said_in_the_runners_unit() -> None:
    """Ten kilometres in five minutes are six miles and a bit."""
    run = Run(started_at=datetime.fromisoformat(NOW), duration_s=300, distance_km=10)
    assert mistyped(run, "mi") == "6.2 mi in 5 min is faster than anyone runs; check minutes and mi"
