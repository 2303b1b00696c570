"""Values as marks: a cell for each, and marks that stay apart in ASCII."""

from __future__ import annotations

import pytest
from rich.cells import get_character_cell_size

from journal.rules.week.heatmap import STEPS_MIN
from screens.drawing import charts
from screens.terminal.ascii import AsciiTable
from screens.week.lines import STEPS


def test_a_sparkline_has_a_cell_for_each_value() -> None:
    """0 is a low line, 10 a full block, nothing rated nothing."""
    assert charts.spark([0, 10, None, 5]) == "▁█ ▅"


@pytest.mark.parametrize("marks", [STEPS, charts.spark([0, 1, 3, 4, 6, 7, 9, 10, None])])
def test_marks_stay_apart_in_ascii(marks: str) -> None:
    """No two steps of a chart become the same character."""
    table = AsciiTable(get_character_cell_size)
    shown = marks.translate(table)
    assert len(set(shown)) == len(set(marks)) and shown.isascii()


def test_there_is_a_mark_for_every_step() -> None:
    """None, and one from each bound on."""
    assert len(STEPS) == len(STEPS_MIN) + 1
