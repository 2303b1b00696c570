"""Texts broken into lines and shortened, by cells."""

from __future__ import annotations

import pytest

from screens.drawing.wrapping import cell_len, pieces, shortened


@pytest.mark.parametrize(
    "text", ["", "heel", "走路很慢", "e\u0301" * 40, "👩‍🚀 👩‍🚀 👩‍🚀", pytest.param("x" * 1_000_000, id="long")]
)
@pytest.mark.parametrize("width", [-5, 0, 1, 2, 7, 60])
def test_a_shortened_text_fits_and_says_that_it_goes_on(text: str, width: int) -> None:
    """Whole where it fits; in a window of no width nothing, and it comes to an end."""
    short = shortened(text, width)
    assert cell_len(short) <= max(0, width)
    assert short == text or short.endswith("…") or width <= 0


@pytest.mark.parametrize("end", ["  enter", " 3", " km"])
@pytest.mark.parametrize("hang", [0, 4, 9])
def test_no_key_number_or_unit_stands_on_a_line_alone(end: str, hang: int) -> None:
    """At every width of a window the word before it goes along; no word is lost, no line more is taken or too long."""
    text = "Do Strength, about 46 min. Planned on Tue, Thu, Sat. Yesterday it was" + end
    for width in range(24, 76):
        lines = pieces(text, width, hang)
        said = [text[start:there] for start, there, _ in lines]
        assert " ".join(said).split() == text.split()
        assert all(cell_len(line) + indent <= width for line, (_, _, indent) in zip(said, lines, strict=True))
        assert said[-1] != end.strip()


def test_words_after_a_wide_column_stay_in_it() -> None:
    """A note in the diary at 60 columns, its kind and time before it; where it is narrower half is left."""
    text = "Thu 19 12:00 note              Too quick at lunch, in the old pair."
    assert [indent for _, _, indent in pieces(text, 57, 31)] == [0, 31]
    assert {indent for _, _, indent in pieces(text, 40, 31)[1:]} == {20}
