"""Values as marks: a cell for each, and marks that stay apart in ASCII."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from rich.cells import get_character_cell_size

from journal.rules.ankle.bands import Bands
from journal.rules.week.charted import ChartedDay
from journal.rules.week.heatmap import STEPS_MIN
from screens.drawing.ankles import BLOCKS
from screens.drawing.seven import seven
from screens.terminal.ascii import AsciiTable
from screens.week.lines import STEPS


@pytest.mark.parametrize("marks", [STEPS, BLOCKS])
def test_marks_stay_apart_in_ascii(marks: str) -> None:
    """No two steps of a chart become the same character."""
    table = AsciiTable(get_character_cell_size)
    shown = marks.translate(table)
    assert len(set(shown)) == len(set(marks)) and shown.isascii()


def test_there_is_a_mark_for_every_step() -> None:
    """None, and one from each bound on."""
    assert len(STEPS) == len(STEPS_MIN) + 1


@pytest.mark.parametrize("width", [52, 58, 76])
def test_a_number_beside_a_bar_stands_whole(width: int) -> None:
    """The distance of every day, however narrow the days are; the next day's bar begins after it."""
    monday = date(2026, 11, 23)
    days = {monday + timedelta(place): ChartedDay(run_min=69, run_km=10.9) for place in range(7)}
    assert re.findall(r"10\.9(?= |$)", week_row(days, "run km", width)) == ["10.9"] * 7


def test_a_week_without_a_run_or_a_session_says_so() -> None:
    """What is in it stands, a run without minutes by its distance, a session to come by its ring."""
    day = date(2026, 11, 25)
    assert [week_row({}, name) for name in ("run km", "session")] == ["run km    none", "session   none"]
    assert week_row({day: ChartedDay(run_km=7.2)}, "run km").split() == ["run", "km", "7.2"]
    assert week_row({day: ChartedDay(due=True)}, "session").split() == ["session", "○"]


def week_row(days: dict[date, ChartedDay], name: str, width: int = 76) -> str:
    """The row of that name in the week of seven columns."""
    monday = date(2026, 11, 23)
    drawn = seven(
        days, monday, monday, bands=Bands(), width=width, km=str, unit="km", said={}, none="none", chosen=monday
    )
    rows = ("".join(part[0] for part in line.parts).rstrip() for line in drawn)
    return next(row for row in rows if row.startswith(name))
