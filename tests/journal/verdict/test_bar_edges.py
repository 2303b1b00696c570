"""Every bar: lines that make it hold, the days it holds, and the day beside each edge on which it does not."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from journal.rules.verdict.bars import BARS
from journal.rules.verdict.verdicts import Verdicts
from tests.support.verdicts import day, days_of, span, story


class Edge(NamedTuple):
    """A bar, as ``edge left``: the lines and facts, the days it holds, and days it does not."""

    bar: str
    lines: tuple[str, ...]
    holds: str
    ends: str
    facts: tuple[str, ...] = ()


QUIET = ("d0-d200 wk left 0",)
EDGES = (
    Edge("edge left", ("d0 wk left 1 achilles-insertion",), "d0,d13", "d-1,d14"),
    Edge("edge right", ("d0 wk left 1 achilles-insertion",), "", "d0"),
    Edge("edge left", ("d0 wk left 0 achilles-insertion",), "", "d0"),
    Edge("barefoot-jumps left", ("d0 wk left 1 arch",), "d0,d13", "d-1,d14"),
    Edge("barefoot-jumps left", ("d0 wk left 1 heel-plantar",), "d0,d13", "d14"),
    Edge("high-impact left", ("d0,d3,d6 wk left 1 metatarsals",), "d6,d19", "d5,d20"),
    Edge("high-impact left", ("d0,d3,d7 wk left 1 metatarsals",), "", "d7"),
    Edge("high-impact left", ("d0 wk left 3 achilles-mid",), "d0,d13", "d-1,d14"),
    Edge("high-impact left", ("d0 wk left 2 achilles-mid",), "", "d0"),
    Edge("high-impact left", ("d0 wk left 0 giving-way",), "d0,d27", "d-1,d28"),
    Edge("high-impact left", QUIET, "d0,d14", "d-1,d15", ("steroid-injection d0 left",)),
    Edge("high-impact right", QUIET, "", "d0", ("steroid-injection d0 left",)),
    Edge("high-impact body", QUIET, "d0,d84", "d-1,d85", ("after-birth d0",)),
    Edge("high-impact body", QUIET, "d0,d9", "d-1,d10", ("pregnant d0-d9",)),
    Edge("unsteady left", ("d0 wk left 0 giving-way",), "d0,d27", "d-1,d28"),
    Edge("sideways left", ("d0 ev left 1 ankle-roll",), "d0,d14", "d-1,d15"),
    Edge("sideways left", ("d0 ev left 0 ankle-roll",), "", "d0"),
    Edge("knee-to-wall left", ("d0 wk left 1 ankle-front",), "d0,d13", "d-1,d14"),
    Edge("new-level body", QUIET, "d0,d183", "d-1,d184", ("quinolone d0-d3",)),
    Edge("barefoot body", QUIET, "d0,d200", "d-1", ("diabetes-nerve d0",)),
    Edge("added-load body", QUIET, "d0,d200", "d-1", ("under-18 d0",)),
    Edge("hand-hold body", QUIET, "d0,d9", "d-1,d10", ("pregnant d0-d9",)),
)


@pytest.mark.parametrize("edge", EDGES, ids=[f"{one.bar}-{place}" for place, one in enumerate(EDGES)])
def test_a_bar_holds_on_its_days_and_not_beside_them(edge: Edge) -> None:
    """As the table says."""
    verdicts = Verdicts(days_of(story(edge.lines, edge.facts)))

    def held(number: int) -> bool:
        return edge.bar in {f"{bar.id} {bar.side}" for bar in verdicts.on(day(number)).bars}

    assert [number for number in (span(edge.holds) if edge.holds else ()) if not held(number)] == []
    assert [number for number in span(edge.ends) if held(number)] == []


def test_every_bar_has_its_edges_here() -> None:
    """Those of the body and of an ankle."""
    assert {one.bar.split()[0] for one in EDGES if one.holds} == {bar.id for bar in BARS}
