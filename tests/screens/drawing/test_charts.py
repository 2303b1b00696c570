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
    drawn = seven(days, monday, monday, bands=Bands(), width=width, km=str, unit="km", said={}, chosen=monday)
    row = next(text for line in drawn if (text := "".join(part[0] for part in line.parts)).startswith("run km"))
    assert re.findall(r"10\.9(?= |$)", row) == ["10.9"] * 7
