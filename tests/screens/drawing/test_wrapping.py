"""Texts broken into lines and shortened, by cells."""

from __future__ import annotations

import pytest

from screens.drawing.wrapping import cell_len, shortened


@pytest.mark.parametrize(
    "text", ["", "heel", "走路很慢", "e\u0301" * 40, "👩‍🚀 👩‍🚀 👩‍🚀", pytest.param("x" * 1_000_000, id="long")]
)
@pytest.mark.parametrize("width", [-5, 0, 1, 2, 7, 60])
def test_a_shortened_text_fits_and_says_that_it_goes_on(text: str, width: int) -> None:
    """Whole where it fits; in a window of no width nothing, and it comes to an end."""
    short = shortened(text, width)
    assert cell_len(short) <= max(0, width)
    assert short == text or short.endswith("…") or width <= 0
