"""Numbers as they are typed."""

from __future__ import annotations

import pytest

from journal.typed import decimal


@pytest.mark.parametrize("text", ["nan", "inf", "-Infinity", "1e999", "1_0", "٣", "²", "", "8..2"])
def test_what_cannot_be_written_down_as_a_number_is_none(text: str) -> None:
    """A form, a set's line and a command each say so; JSON has no word for the first four, which would be lost."""
    with pytest.raises(ValueError):
        decimal(text)
