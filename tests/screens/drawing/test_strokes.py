"""A session as strokes: one a set, a gap between exercises, and what it is where they do not fit."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screens.drawing.strokes import NOW, strokes
from screens.terminal.ascii import to_ascii

SESSION: list[list[str | None]] = [["done"], ["done", "shaky", "skipped-sore", NOW], [None, None]]


def text(width: int) -> str:
    return "".join(words for words, _ in strokes(SESSION, width))


@pytest.mark.parametrize(("width", "drawn"), [(20, "━ ━━╌╸ ──"), (9, "━ ━━╌╸ ──"), (8, "━━━╌╸──"), (6, "━━━───")])
def test_a_set_is_a_stroke_and_gaps_go_first(width: int, drawn: str) -> None:
    """Heavy done, broken left out, half the one that is next, thin to come; narrower it is one line of two kinds."""
    assert text(width) == drawn


def test_the_four_kinds_stay_apart_in_ascii() -> None:
    assert to_ascii(text(20)) == "= ==.> --"


def test_less_than_asked_and_shaky_have_a_colour_of_their_own() -> None:
    assert strokes([["done", "reduced", "shaky", "skipped-other"]], 9) == (
        ("━", "$success"),
        ("━━", "$warning"),
        ("╌", "$text-muted"),
    )


results = st.sampled_from(["done", "reduced", "shaky", "skipped-sore", "skipped-other", None])


@given(st.lists(st.lists(results, max_size=6), max_size=8), st.integers(1, 60))
def test_they_fit_whatever_the_session(session: list[list[str | None]], width: int) -> None:
    assert sum(len(words) for words, _ in strokes(session, width)) <= width
