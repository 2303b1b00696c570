"""What can be begun from any screen: each opening leads somewhere, by a letter or a name of its own."""

from __future__ import annotations

from collections import Counter
from importlib import import_module

import pytest

from screens.app.new import FIRST_ON
from screens.app.openings import BY_ID, OPENINGS
from screens.drawing.keys import SCREENS


@pytest.mark.parametrize("opens", [opening.opens for opening in OPENINGS if isinstance(opening.opens, str)])
def test_an_opening_names_a_function_that_is_there(opens: str) -> None:
    """It is imported only when it is called, so nothing else would notice."""
    module, _, name = opens.partition(":")
    assert callable(getattr(import_module(module), name))


def test_no_two_openings_share_an_id_a_letter_or_a_name() -> None:
    """And each stands in the list, in the palette or in both; the stop-sign question has a key."""
    for field in ("id", "letter", "command"):
        counts = Counter(value for opening in OPENINGS if (value := getattr(opening, field)))
        assert [value for value, count in counts.items() if count > 1] == []
    assert all(opening.letter or opening.command for opening in OPENINGS if opening.id != "stop-signs")


def test_what_stands_first_on_a_screen_is_in_the_list() -> None:
    """Every screen has one."""
    assert FIRST_ON.keys() == {mode for _, mode, _ in SCREENS}
    assert all(BY_ID[id].letter for id in FIRST_ON.values())
