"""What the screen Session says and draws, from plain values."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import msgspec
import pytest

from journal.dates import relative_day
from journal.entries import PlannedRoutine, Session
from journal.journal import Journal
from journal.rules.training.fitting import Fitted
from journal.rules.training.planned import Offer
from library.catalogue import Catalogue
from library.routine import Routine
from screens.drawing.columns import COLUMNS, EDGES, TWO
from screens.drawing.digits import digits
from screens.session.choices import SwapDialog
from screens.session.chooser_words import chooser_rows
from screens.session.panel import SessionPanel
from screens.session.timer import numbered
from screens.terminal.ascii import to_ascii
from screens.widgets.room import OneLine
from tests.support.session import ROUTINE

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
ROUTINE_AS_PLANNED = Routine(
    id="r", name="Strength for runners", level=2, items=ROUTINE.items, weeks=12, times_per_week=3, purpose="Strong"
)


def test_an_exercise_with_nothing_easier_is_skipped_on_red() -> None:
    """Where only harder rungs are left, the cursor is on skipping."""
    rungs = Catalogue.built_in().ladder("double-leg-heel-raise")
    first = rungs[0].id
    assert SwapDialog("Instead", rungs, first, rungs[1].id, "The left ankle is red").first_choice == "skip"
    assert SwapDialog("Instead", rungs, rungs[1].id, None, "The left ankle is red").first_choice == first
    assert SwapDialog("Instead", rungs, first, rungs[1].id, "Shaky").first_choice == "skip"
    assert SwapDialog("Instead", rungs, first, rungs[1].id).first_choice == rungs[1].id


def test_cautions_get_their_lines_before_anything_else() -> None:
    """A long cue and reason give way to what to stop at."""
    panel = SessionPanel()
    panel._lines = (("Cue", "c"), ("Stop", "s"), ("Why", "w"), ("Last", "l"))
    assert panel._shares([2, 3, 2, 1], 5) == [1, 3, 1, 0]
    assert panel._shares([2, 3, 2, 1], 8) == [2, 3, 2, 1]


def test_big_digits_are_hashes_in_ascii_and_all_as_wide() -> None:
    """The table turns each block into one; no two digits look alike, five rows high or three."""
    assert to_ascii("\n".join(digits("2:1", 5))).splitlines() == [
        "###       #",
        "  #  #    #",
        "###       #",
        "#    #    #",
        "###       #",
    ]
    for rows in (5, 3):
        assert len({tuple(digits(digit, rows)) for digit in "0123456789"}) == 10
        assert {len(line) for digit in "0123456789" for line in digits(digit, rows)} == {3}


def test_steps_there_is_no_room_for_are_told_to_be_there() -> None:
    """None ends in the midst of a sentence as if that were all."""
    steps = ("Stand on one leg beside a wall.", "Rise slowly, and come down more slowly.")
    assert [line.plain for line in numbered(steps, 1, 20, 3)] == [
        "1 Stand on one leg",
        "  beside a wall.",
        "2 Rise slowly, and …",
    ]
    assert [line.plain for line in numbered(steps, 1, 20, 9)][-1] == "  slowly."


STANDS = [
    ("done for today", date(2026, 11, 25)),
    ("planned on Mon, Wed, Fri", date(2026, 11, 21)),
    ("2 of 3 this week; a day between", date(2026, 11, 25)),
    ("postponed today", date(2026, 11, 21)),
]
"""How a routine stands, and its next day."""


async def test_how_a_routine_stands_fits_its_row_at_eighty_columns(evening: Journal) -> None:
    """Done, postponed, waiting for a stop sign, changed or far off: the last word is there."""
    today = evening.clock.now().date()
    offer = Offer(
        routine=ROUTINE_AS_PLANNED,
        planned=PlannedRoutine(routine="r", weekdays=(1, 3, 5)),
        due=False,
        why="",
        week=10,
        fitted=Fitted((), ("swapped",)),
    )
    for why, following in STANDS:
        stands = msgspec.structs.replace(offer, why=why, next_day=following)
        row = next(one for one in chooser_rows(None, [stands], [], [], evening.clock.now()) if one.selectable)
        assert isinstance(row.content, OneLine)
        line = row.content.at(77).plain
        assert "▲ 1" in line and "…" not in line, line
        if following is not None:
            assert f"next {relative_day(following, today)}" in line


def test_when_a_routine_was_last_done_is_told_however_many_sessions_came_since() -> None:
    """Also where those are more than are listed; a session put off since was not done."""
    foundation = Catalogue.built_in().known_routine("foundation")
    assert foundation is not None
    last = Session(id="1", started_at=NOON - timedelta(days=20), state="finished", routine=foundation.id)
    since = [
        Session(id=f"2{n}", started_at=NOON - timedelta(days=n), state="finished", routine="own") for n in range(1, 14)
    ]
    put_off = Session(id="3", started_at=NOON, state="postponed", routine=foundation.id)
    past = [put_off, *since, last]
    rows = [*chooser_rows(None, [], [foundation], past, NOON, minutes={foundation.id: "20"}, shown=12)]
    [row] = [each.content for each in rows if each.id == f"routine:{foundation.id}"]
    assert isinstance(row, OneLine)
    assert f"last {relative_day(last.started_at.date(), NOON.date())}" in row.at(77).plain
    assert sum(each.id.startswith("session:") for each in rows) == 12


@pytest.mark.parametrize(("why", "following"), [("planned on Mon", None), *STANDS])
def test_no_two_offers_look_alike_at_any_width(why: str, following: date | None) -> None:
    """Each routine with jumps, without them, changed, and not for today, however it stands."""
    planned = PlannedRoutine(routine="r")
    routines = (ROUTINE_AS_PLANNED, *Catalogue.built_in().routines())
    stands = [Offer(routine=each, planned=planned, due=not following, why=why, next_day=following) for each in routines]
    ways: tuple[dict[str, Any], ...] = (
        {},
        {"is_jumpless": True},
        {"fitted": Fitted((), ("swapped",))},
        {"is_barred": True},
    )
    offers = [msgspec.structs.replace(each, **way) for each in stands for way in ways]
    found = [row.content for row in chooser_rows(None, offers, [], [], NOON) if row.selectable]
    for width in range(COLUMNS, 121):
        room = (width if width < TWO else width * 3 // 7) - EDGES
        drawn = [each.at(room).plain for each in found if isinstance(each, OneLine)]
        assert len(set(drawn)) == len(offers), (width, sorted(drawn))
