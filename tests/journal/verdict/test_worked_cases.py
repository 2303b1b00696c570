"""The worked cases, day by day: each file under ``cases`` is one runner, to be read by a physio."""

from __future__ import annotations

from typing import Any

import pytest

from journal.rules.verdict.table import OWN_RUN
from journal.rules.verdict.verdicts import Verdicts
from tests.support.verdicts import at, cases, day, days_of, entries_of, span


@pytest.mark.parametrize("case", [pytest.param(case, id=id) for id, case in cases()])
def test_a_worked_case(case: dict[str, Any]) -> None:
    """What is expected of each day, as it stands at its end and as it stood at 23:59."""
    verdicts = Verdicts(days_of(entries_of(case)))
    for line in case["expected"]:
        days, _, gives = line.partition(" ")
        help, load, *run = gives.split(" / ")
        for number in span(days):
            for found in (verdicts.on(day(number)), verdicts.at(at(number, 23.99))):
                said = (found.help, found.load, found.run)
                expected = (help, load, run[0] if run else OWN_RUN[load])
                assert said == expected, (number, found.headline, [row.id for row in found.rows])
    for days, bars in case.get("bars", {}).items():
        for number in span(days):
            assert {f"{bar.id} {bar.side}" for bar in verdicts.on(day(number)).bars} >= set(bars)
    for days, cap in case.get("cap_km", {}).items():
        for number in span(days):
            assert verdicts.on(day(number)).cap_km == cap, number
    for days, rung in case.get("rung", {}).items():
        for number in span(days):
            ladder = verdicts.on(day(number)).ladder
            assert ladder is not None and ladder.rung == rung
