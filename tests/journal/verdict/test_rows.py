"""Every row of the table, step by step: lines that make it fire, the days it shows, and the edge beside each."""

from __future__ import annotations

from typing import Any, NamedTuple

import pytest

from journal.entries import Entry, Item, Session, Set, SideRating
from journal.rules.verdict.table import TABLE
from journal.rules.verdict.verdicts import Verdicts
from library.routine import PlannedDose
from tests.support.verdicts import at, day, days_of, span, story


class Row(NamedTuple):
    """A step, as ``R1.2 left``: the lines, the days it shows, and days it does not."""

    step: str
    lines: tuple[str, ...]
    shows: str
    hides: str
    facts: tuple[str, ...] = ()
    new: bool = False
    unrated: tuple[str, ...] = ()


ROWS = (
    Row("S.1 body", ("d0 wk left 1 sign:odd-shape", "d1-d30 wk left 0"), "d0-d30", "d-1"),
    Row("S.2 body", ("d0 wk left 1 sign:pop-at-heel", "d1-d30 wk left 0"), "d0-d30", "d-1"),
    Row("S.3 body", ("d0 wk left 1 sign:pinpoint-bone-pain", "d1-d30 wk left 0"), "d0-d30", "d-1"),
    Row("Q.1 body", ("d0 wk left 1 atfl open", "d1-d2 wk left 0 open", "d3 wk left 0"), "d0-d2", "d-1,d3"),
    Row("Q.1 body", ("d0 wk left 1 ankle-roll open", "d1 wk left 1"), "d0", "d1"),
    Row("Q.1 body", ("d0 wk left 2", "d1 wk left 9 open"), "d1", "d0"),
    Row("Q.1 body", ("d0 wk left 6", "d1 wk left 6 open"), "d1", "d0"),
    Row("Q.1 body", ("d0-d5 wk left 2", "d6 wk left 5 open"), "", "d6"),
    Row("Q.1 body", ("d0-d2 wk left 0", "d3-d5 wk left 2", "d6 wk left 2 open"), "d6", "d5"),
    Row("Q.1 body", ("d0 wk left 1", "d1 wk left 1 midfoot-top sharp open"), "d1", "d0"),
    Row("Q.2 body", ("d0-d6 wk left 1", "d7 wk left 1 open", "d8 wk left 1"), "d7", "d6,d8"),
    Row(
        "M1.1 left",
        ("d0-d9 wk left 0", "d10 wk left 1 calf", "d11-d40 wk left 0"),
        "d10-d40",
        "d9",
        ("quinolone d0-d3",),
    ),
    Row("M1.1 left", ("d184 wk left 1 calf",), "", "d184", ("quinolone d0-d3",)),
    Row("M1.1 left", ("d183 wk left 1 calf",), "d183", "d182", ("quinolone d0-d3",)),
    Row("M1.1 left", ("d5 wk left 1 atfl",), "", "d5", ("quinolone d0-d3",)),
    Row("M1.1 left", ("d-2 wk left 1 calf", "d-1 wk left 1 calf", "d1 wk left 1 calf"), "", "d1", ("quinolone d0-d3",)),
    Row(
        "M1.1 left", ("d-2 wk left 1 atfl", "d-1 wk left 1 atfl", "d1 wk left 1 calf"), "d1", "d0", ("quinolone d0-d3",)
    ),
    Row("M2.1 left", ("d1 wk left 2 ankle-roll",), "d1-d9", "d0", ("blood-thinner d0",)),
    Row("M2.1 left", ("d1 wk left 2",), "", "d1", ("blood-thinner d0",)),
    Row("M3.1 left", ("d0-d91 wk left 0",), "d0-d90", "d91", ("operation d0 left",)),
    Row("M3.1 right", ("d0 wk left 0",), "", "d0", ("operation d0 left",)),
    Row("M3.2 left", ("d0-d91 wk left 0",), "d91,d365", "d90,d366", ("operation d0 left",)),
    Row("M3.2 left", ("d0-d91 wk left 0",), "d61,d335", "d60,d336", ("operation d-30 left",)),
    Row("M4.1 left", ("d1 wk left 2 ankle-roll lat-malleolus",), "d1-d20", "d0", ("under-18 d0",)),
    Row("M4.1 left", ("d1 wk left 2 ankle-roll atfl",), "", "d1", ("under-18 d0",)),
    Row("M4.1 left", ("d1 wk left 1 limping", "d2 wk left 1 limping"), "d2", "d1", ("under-18 d0",)),
    Row("M4.1 left", ("d1 wk left 1 limping", "d2 wk left 0 limping"), "", "d1-d2", ("under-18 d0",)),
    Row("M5.1 body", (), "d0-d50", "d-1", ("pregnant d0",)),
    Row("M5.2 body", (), "d0-d84", "d-1,d85", ("after-birth d0",)),
    Row("M6.1 left", ("d1 wk left 1 calf", "d2-d40 wk left 0"), "d1-d40", "d0", ("steroid-tablets d0",)),
    Row("M6.1 left", ("d1 wk left 1 arch",), "", "d1", ("steroid-tablets d0",)),
    Row("M7.1 left", ("d1 wk left 0 blister",), "d1-d30", "d0", ("diabetes-nerve d0",)),
    Row("M7.1 left", ("d1 wk left 0 stiff",), "", "d1", ("diabetes-nerve d0",)),
    Row("G1.1 left", ("d0 wk left 0 red warm swollen",), "d0-d30", "d-1"),
    Row("G1.1 left", ("d0 wk left 0 red warm", "d0 ev left 0 swollen"), "", "d0"),
    Row("R0.1 body", ("d0,d2,d4 wk both 0",), "d0-d3", "d4", new=True),
    Row("R1.1 left", ("d0 wk left 8", "d3 wk left 8"), "d3-d40", "d0", unrated=("d1", "d2")),
    Row("R1.1 left", ("d0 wk left 8", "d4 wk left 8"), "", "d4", unrated=("d1", "d2", "d3")),
    Row("R1.1 left", ("d0 wk left 8", "d1 wk left 7"), "", "d1"),
    Row("R1.2 left", ("d0,d2,d5 wk left 6",), "d5-d19", "d4,d20"),
    Row("R1.2 left", ("d0,d2,d6 wk left 6",), "", "d6"),
    Row("R1.2 left", ("d0 wk left 6 ankle-roll", "d1-d5 wk left 6"), "d6", "d2,d5", unrated=("d6",)),
    Row("R2.1 left", ("d0 wk left 6", "d1 wk left 0"), "d0-d1", "d-1,d2"),
    Row("R2.1 left", ("d0 wk left 5",), "", "d0"),
    Row("R2.2 left", ("d0 wk left 6", "d2 wk left 0"), "d2", "d1,d3"),
    Row("R2.2 left", ("d0 wk left 6", "d1-d5 wk left 3"), "d2-d27", "d1,d28"),
    Row("R2.3 left", ("d0 wk left 6", "d1-d4 wk left 2"), "d2", "d1,d3"),
    Row("R3.1 left", ("d0 wk left 3", "d1-d2 wk left 0"), "d0-d1", "d2"),
    Row("R3.1 left", ("d0 wk left 3", "d5 wk left 0"), "d0-d4", "d5"),
    Row("R3.1 left", ("d0 wk left 2",), "", "d0"),
    Row("R4.1 left", ("d0 run 5 km", "d0 wk left 0", "d1 wk left 3", "d2 wk left 0"), "d1", "d0,d2"),
    Row("R4.1 left", ("d0 run 5 km", "d1 wk left 2"), "", "d1"),
    Row("R4.1 left", ("d0 run 5 km", "d0 before left 4", "d1 wk left 4"), "", "d1"),
    Row("R4.1 left", ("d0 run 5 km", "d1 ev left 3"), "", "d1"),
    Row("R4.2 left", ("d0 run 5 km", "d1 wk left 3", "d2-d3 wk left 0"), "d2", "d1,d3"),
    Row("R5.1 body", ("d0 wk left 0",), "d5-d9", "d0,d4", unrated=("d1-d9",)),
    Row("R5.2 body", ("d0 wk left 0",), "d3-d9", "d2", unrated=("d1-d9",)),
    Row("B.1 left", ("d0 wk left 1 metatarsals sharp", "d1 wk left 1 metatarsals sharp"), "d1-d13", "d0,d14"),
    Row("B.1 left", ("d0 wk left 1 midfoot-top tender",), "d0-d13", "d14"),
    Row("B.1 left", ("d0 night left 1 metatarsals",), "d0-d13", "d14"),
    Row("B.1 left", ("d0 wk left 1 midfoot-top",), "", "d0"),
    Row("B.1 left", ("d0 night left 0 metatarsals",), "", "d0"),
    Row("B.1 left", ("d0 wk left 1 ankle-roll", "d14 night left 1 lat-malleolus"), "", "d14"),
    Row("B.1 left", ("d0 wk left 1 ankle-roll", "d15 night left 1 lat-malleolus"), "d15", "d14"),
    Row("B.2 left", ("d0 night left 1 midfoot-top",), "d0-d60", "d-1"),
    Row("B.2 left", ("d0 night left 1 metatarsals",), "", "d0"),
    Row("B.2 left", ("d0 wk left 1 metatarsals sharp",), "d0-d60", "d-1", ("stress-fracture d-9",)),
    Row(
        "B.2 left",
        (
            *("d0 run 5 km", "d2 run 5 km", "d4 run 5 km"),
            *("d0 during left 0", "d2 during left 1 metatarsals", "d4 during left 2 metatarsals"),
        ),
        "d4-d40",
        "d3",
    ),
    Row(
        "B.2 left",
        (
            *("d0 run 5 km", "d2 run 5 km", "d4 run 5 km"),
            *("d0 during left 1 metatarsals", "d2 during left 1 metatarsals", "d4 during left 3 metatarsals"),
        ),
        "",
        "d4",
    ),
    Row("N.1 left", ("d0 wk left 0 numb",), "d0-d13", "d14"),
    Row("N.2 left", ("d0,d5,d13 wk left 0 tingling",), "d13-d27", "d12,d28"),
    Row("N.2 left", ("d0,d5,d14 wk left 0 tingling",), "", "d14"),
    Row("N.2 left", ("d0 wk left 0 numb", "d0 ev right 0 numb"), "d0-d27", "d28"),
    Row("N.3 left", ("d0 wk left 0 numb weak",), "d0-d60", "d-1"),
    Row("N.3 left", ("d0 wk left 0 numb", "d0 ev left 0 weak"), "", "d0"),
    Row("I.1 left", ("d0 wk left 0 giving-way",), "d0-d27", "d28"),
    Row("I.2 left", ("d0,d27 wk left 0 giving-way",), "d27", "d26,d28"),
    Row("I.3 left", ("d0,d5,d27 wk left 0 giving-way",), "d27-d41", "d26,d42"),
    Row("I.3 left", ("d0 wk left 1 ankle-roll", "d42 wk left 0 giving-way"), "d42", "d41"),
    Row("I.3 left", ("d0 wk left 1 ankle-roll", "d41 wk left 0 giving-way"), "d42", "d41"),
    Row("L1.1 left", ("d0,d27 wk left 0 locking",), "d27-d41", "d26,d42"),
    Row("L1.1 left", ("d0,d28 wk left 0 locking",), "", "d28"),
    Row("W1.1 left", ("d0,d5,d14 wk left 0 swollen",), "d14-d41", "d13,d42"),
    Row("W1.1 left", ("d0,d5,d13 wk left 0 swollen",), "", "d13"),
    Row("W1.1 left", ("d0 wk left 1 ankle-roll swollen", "d5,d14 wk left 0 swollen"), "d15", "d14"),
    Row("K1.1 left", ("d0,d6 night left 3",), "d6-d20", "d5,d21"),
    Row("K1.1 left", ("d0,d7 night left 3",), "", "d7"),
    Row("K1.1 left", ("d0,d6 night left 2",), "", "d6"),
    Row("C1.1 left", ("d0-d2 wk left 1", "d3 wk left 0", "d4 wk left 1"), "d4", "d3"),
    Row("C1.1 left", ("d0-d4 wk left 1",), "", "d4"),
    Row("C1.2 left", ("d0-d9 wk left 3",), "d9-d27", "d8,d28"),
    Row("C1.2 left", ("d0-d9 wk left 2",), "", "d9"),
    Row("C2.1 left", ("d0-d2 wk left 0", "d3-d6 wk left 2", "d7-d14 wk left 2"), "d6", "d5,d14"),
    Row("C2.2 left", ("d0-d6 wk left 1", "d7-d13 wk left 2", "d14-d20 wk left 2"), "d13-d27", "d12,d28"),
    Row("C4.1 left", ("d0 wk left 1", "d1-d7 wk left 0", "d8 wk left 1"), "d8-d21", "d7,d22"),
    Row("C4.1 left", ("d0 wk left 1", "d1-d7 wk left 0", "d36 wk left 1"), "", "d36"),
    Row("C4.1 left", ("d0 wk left 1", "d1-d7 wk left 0", "d35 wk left 1"), "d35", "d34"),
    Row("C4.1 left", ("d0 wk left 1", "d1-d7 wk left 0", "d8 wk left 1", "d22 wk left 3"), "d8-d21,d22-d35", "d36"),
    Row(
        "C4.2 left",
        ("d0 wk left 1", "d1-d7 wk left 0", "d8 wk left 1", "d9-d15 wk left 0", "d16 wk left 1"),
        "d16-d43",
        "d15,d44",
    ),
    Row("C5.1 left", ("d0 wk left 1", "d3 wk left 1", "d4 wk left 1"), "d3-d4", "d2"),
    Row("C5.1 left", ("d0 wk left 1", "d1-d2 wk left 0", "d3 wk left 0"), "", "d3"),
    Row("C5.2 left", ("d0-d90 wk left 2",), "d84", "d83"),
    Row("C5.2 left", ("d0-d6 wk left 4", "d7-d90 wk left 2"), "", "d84"),
    Row("T1.1 left", ("d0 wk left 2 ankle-roll", "d1-d9 wk left 2"), "d0-d2", "d3"),
    Row("T1.1 left", ("d0 wk left 0 ankle-roll",), "", "d0"),
    Row("T2.1 left", ("d0 wk left 2 ankle-roll", "d1-d9 wk left 2"), "d3-d9", "d2"),
    Row("T2.1 left", ("d0 wk left 2 ankle-roll", "d1-d9 wk left 1"), "d3-d4", "d5"),
    Row("T3.1 left", ("d0 wk left 2 ankle-roll", "d1-d9 wk left 1"), "d5-d9", "d4"),
    Row(
        "T3.1 left",
        ("d0 wk left 2 ankle-roll", "d1-d9 wk left 2", "d3,d8 answer left p1 yes"),
        "d8-d30",
        "d7",
    ),
    Row(
        "T4.1 left",
        ("d0 wk left 2 ankle-roll", "d1-d20 wk left 1", "d6 answer left p2 yes"),
        "d7-d40",
        "d6",
    ),
    Row(
        "T4.1 left",
        ("d0 wk left 2 ankle-roll", "d1-d7 wk left 1", "d8 wk left 3", "d9-d20 wk left 1", "d8 answer left p2 yes"),
        "d11",
        "d8,d10",
    ),
    Row("T4.2 left", ("d0 wk left 4 ankle-roll", "d1-d28 wk left 3", "d29-d60 wk left 2"), "d43", "d42"),
    Row("T5.1 left", (), "", "d0"),
    Row("T6.1 left", ("d0 wk left 6 ankle-roll", "d2 wk left 6"), "d2-d60", "d1"),
    Row("T6.1 left", ("d0 wk left 7 ankle-roll", "d2 wk left 6"), "", "d2"),
    Row("T6.1 left", ("d0 wk left 6 ankle-roll", "d5 wk left 6"), "", "d5"),
    Row("T6.2 left", ("d0 wk left 3 ankle-roll", "d2 wk left 3 ankle-front-high"), "d2-d16", "d1,d17"),
    Row("T6.2 left", ("d0 wk left 3 ankle-roll", "d2 wk left 2 ankle-front-high"), "", "d2"),
    Row("T6.3 left", ("d0 wk left 3 ankle-roll", "d39-d42 wk left 1"), "d42", "d41"),
    Row("T6.3 left", ("d0 wk left 3 ankle-roll", "d40-d42 wk left 1"), "", "d42"),
    Row("T6.4 left", ("d0,d8,d16 wk left 3 ankle-roll",), "d16-d44", "d15,d45"),
    Row("T6.4 left", ("d0,d7,d16 wk left 3 ankle-roll",), "", "d16"),
    Row("D.1 body", ("d0 run 5 km", "d1-d40 wk left 0"), "d29-d40", "d28"),
    Row("D.1 body", ("d0-d40 wk left 0",), "", "d40"),
    Row("D.1 body", ("d0 night left 1 metatarsals", "d1-d60 wk left 0", "d14 night left 1 metatarsals"), "d28", "d27"),
    Row("A.1 body", ("d0 asked body C5",), "d0-d42", "d43"),
    Row("A.2 body", ("d0 asked body C5", "d60 wk left 0"), "d43-d60", "d42"),
)


def showing(verdicts: Verdicts, number: int) -> set[str]:
    """The steps that show on a day, as ``R1.2 left``."""
    return {f"{row.id}.{step} {row.side}" for row in verdicts.on(day(number)).rows for step in row.steps}


@pytest.mark.parametrize("row", ROWS, ids=[f"{row.step}-{number}" for number, row in enumerate(ROWS)])
def test_a_row_shows_on_its_days_and_not_beside_them(row: Row) -> None:
    """As the table says."""
    verdicts = Verdicts(days_of(story(row.lines, row.facts, row.unrated, row.new)))
    for number in span(row.shows) if row.shows else ():
        assert row.step in showing(verdicts, number), (number, showing(verdicts, number))
    for number in span(row.hides):
        assert row.step not in showing(verdicts, number), number


def test_every_step_of_the_table_has_a_row_here() -> None:
    """That shows somewhere, but for T5, which takes weeks to reach (test_path)."""
    told = {row.step.split()[0] for row in ROWS if row.shows}
    assert told == {f"{row.id}.{place}" for row in TABLE for place in range(1, len(row.steps) + 1)} - {"T5.1"}


def test_soreness_during_a_session_is_a_rating_of_the_day() -> None:
    """It counts as any other."""
    item = Item(
        id="1",
        exercise="short-foot",
        dose=PlannedDose(reps=5),
        sets=(Set(id="1", reps=5, result="done"),),
        soreness=SideRating(left=6),
    )
    entries: list[Entry] = [*story(()), Session(started_at=at(0, 18), state="finished", items=(item,))]
    verdicts = Verdicts(days_of(entries))
    assert "R2.1 left" in showing(verdicts, 0)


@pytest.mark.parametrize(("done", "expected"), [(True, True), (False, False)])
def test_a_session_counts_as_training_when_a_set_was_done(done: bool, expected: bool) -> None:
    """One that was only opened is none to settle from."""
    result: Any = "done" if done else None
    item = Item(id="1", exercise="short-foot", dose=PlannedDose(reps=5), sets=(Set(id="1", reps=5, result=result),))
    lines = ("d1 wk left 3",)
    entries: list[Entry] = [*story(lines), Session(started_at=at(0, 18), state="finished", items=(item,))]
    assert ("R4.1 left" in showing(Verdicts(days_of(entries)), 1)) is expected
