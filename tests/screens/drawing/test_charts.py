"""Values as marks: a cell for each, and marks that stay apart in ASCII."""

from __future__ import annotations

import pytest
from rich.cells import get_character_cell_size

from journal.rules.week.heatmap import STEPS_MIN
from screens.drawing.ankles import BLOCKS
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
