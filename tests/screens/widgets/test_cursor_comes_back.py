"""Where the cursor of a list stands after its row went and came back, as it does by undoing."""

from __future__ import annotations

import pytest

from screens.widgets.rows import Row, Rows


@pytest.mark.parametrize(
    ("moved_to", "expected"), [("", "b"), ("d", "d")], ids=["left alone it goes back", "moved meanwhile it stays"]
)
def test_the_cursor_goes_back_to_its_row(moved_to: str, expected: str) -> None:
    """In every list: what undoing brings back is what the next key means."""
    rows = Rows([Row(id, id) for id in "abcd"])
    rows.show(rows.rows, "b")
    rows.show([Row(id, id) for id in "acd"])
    assert rows.cursor_id == "c"
    rows.show(rows.rows, moved_to or None)
    rows.show([Row(id, id) for id in "abcd"])
    assert rows.cursor_id == expected


def test_what_a_search_found_keeps_the_cursor() -> None:
    """When the search is taken away the line it led to is still the one under the cursor."""
    rows = Rows([Row(id, id) for id in "abcdefgh"])
    rows.show(rows.rows, "b")
    rows.show([Row("h", "h")])
    rows.show([Row(id, id) for id in "abcdefgh"])
    assert rows.cursor_id == "h"
