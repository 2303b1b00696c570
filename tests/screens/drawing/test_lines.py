"""What screens are drawn of: columns, heads on a thin line, cards, lines of wear, and both sides beside each other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.entries import Item, Set
from journal.words.names import Names
from library.routine import PlannedDose
from screens.drawing.columns import EDGES, columns
from screens.drawing.lines import BLANK, StyledLine, card, head, rows_taken
from screens.drawing.sides import by_side
from screens.drawing.strokes import wear
from screens.drawing.wrapping import PROSE, pieces


@given(st.integers(60, 400))
def test_columns_fill_the_width_and_the_first_is_as_wide_as_is_read_with_ease(width: int) -> None:
    """None is narrower than a list needs."""
    found = columns(width)
    assert sum(found) == width and min(found) - EDGES >= 28
    assert len(found) == 1 or PROSE - 1 <= found[0] - EDGES <= PROSE


@pytest.mark.parametrize(
    ("width", "shown"),
    [
        (40, "Ankles 3 weeks ───────── [ ] reads a day"),
        (30, "Ankles 3 weeks ───────────────"),
        (14, "Ankles 3 weeks"),
        (10, "Ankles 3 weeks"),
    ],
)
def test_a_head_ends_where_its_column_does(width: int, shown: str) -> None:
    """The note goes first, then the line; the words stay."""
    line = head("Ankles", width, told=(("3 weeks", ""),), note="[ ] reads a day")
    assert line.text == shown
    assert line.drawn == (width >= 14)


def test_every_line_of_a_card_has_its_edge_and_leads_where_it_did() -> None:
    """The words stand one cell further in."""
    lines = list(card([StyledLine("now", (("Do it.", "bold"),), hang=2), BLANK], "$warning"))
    assert [(line.id, line.edge, line.hang, line.text) for line in lines] == [
        ("now", "$warning", 3, " Do it."),
        ("", "$warning", 1, " "),
    ]


@given(st.text("ab é漢", max_size=200), st.integers(20, 100), st.integers(0, 10))
def test_rows_are_counted_as_they_are_wrapped(text: str, width: int, hang: int) -> None:
    """A drawing takes one; words as many as they need, never wider than is read with ease."""
    line = StyledLine("", ((text, ""),), hang=hang)
    assert rows_taken([line], width) == len(pieces(text, min(width, PROSE), hang))
    assert rows_taken([StyledLine("", ((text, ""),), drawn=True)], width) == 1


@pytest.mark.parametrize(
    ("km", "shown", "style"),
    [
        (0, "──────────────┃────────┃──", "$line"),
        (80, "━━────────────┃────────┃──", "$run"),
        (508, "━━━━━━━━━━━━━━┃────────┃──", "$warning"),
        (2000, "━━━━━━━━━━━━━━┃━━━━━━━━┃━━", "$error"),
    ],
)
def test_wear_is_heavy_as_far_as_it_goes(km: float, shown: str, style: str) -> None:
    """In the colour of the mark it has reached, with a notch at each; never past its cells."""
    parts = wear(km, 500, 800, 26)
    assert "".join(text for text, _ in parts) == shown
    assert parts[0][1] == style


def item(name: str, *sets: Set) -> Item:
    """An exercise of a session."""
    return Item(id=name, exercise=name, name=name, dose=PlannedDose(sets=2, reps=10), sets=sets)


ITEMS = [
    item("Rise", Set(id="a", reps=12), Set(id="b", reps=12)),
    item("Drop", *(Set(id=f"{n}{side}", side=side, reps=8, load_kg=2.5) for n in "ab" for side in ("left", "right"))),
    item("Pull", Set(id="a", side="left", reps=15, band="green"), Set(id="b", side="right", hold_s=45)),
]


def test_both_sides_stand_beside_each_other() -> None:
    """What is done with both at once says so; where a table has no room the words follow the name."""
    assert [line.text for line in by_side(ITEMS, Names(), 50)] == [
        "                  left             right",
        "Rise              2 x 12 both at once",
        "Drop              2 x 8 at 2.5 kg  2 x 8 at 2.5 kg",
        "Pull              15 green         45 s",
    ]
    assert [line.text for line in by_side(ITEMS, Names(), 30)] == [
        "Rise  2 x 12",
        "Drop  2 x 8 at 2.5 kg each side",
        "Pull  left 15 green; right 45 s",
    ]
