"""The words of a form's fields: each stands on one line beside what is typed."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from screens.drawing.wrapping import cell_len

SCREENS = Path(__file__).parents[3] / "screens"
LABEL, HINT = 19, 23
"""Cells of a label and of a hint, with a gap to what is typed."""


def words_of_fields() -> Iterator[tuple[str, str, int]]:
    """Of every field that is written out where it stands: the words beside it, and how many cells they have."""
    for path in SCREENS.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("Field", "field", "choice"):
                label = node.args[1] if len(node.args) > 1 else None
                hint = next((one.value for one in node.keywords if one.arg == "hint"), None)
                for words, room in ((label, LABEL), (hint, HINT)):
                    if isinstance(words, ast.Constant) and isinstance(words.value, str):
                        yield path.name, words.value, room


def test_labels_and_hints_stand_on_one_line() -> None:
    """A longer one is wrapped: "Your physio or" over "doctor" took two lines of the settings."""
    found = [*words_of_fields()]
    assert len(found) > 80
    assert [one for one in found if cell_len(one[1]) > one[2]] == []
