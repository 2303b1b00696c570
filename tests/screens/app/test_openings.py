"""What can be begun from any screen: each opening leads somewhere, by a letter or a name of its own."""

from __future__ import annotations

from collections import Counter
from importlib import import_module

import pytest

from screens.app.commands import OFFERED, ONLY_SHOWS
from screens.app.new import FIRST_ON, KINDS
from screens.app.openings import OPENS
from screens.drawing.keys import SCREENS


@pytest.mark.parametrize("opens", [opens for opens in OPENS.values() if isinstance(opens, str)])
def test_an_opening_names_a_function_that_is_there(opens: str) -> None:
    """It is imported only when it is called, so nothing else would notice."""
    module, _, name = opens.partition(":")
    assert callable(getattr(import_module(module), name))


def test_no_two_openings_share_a_letter_or_a_name() -> None:
    """And each stands in the list, in the palette or in both; the stop-sign question has a key."""
    letters, added, _ = zip(*KINDS, strict=True)
    offered, names, _ = zip(*OFFERED, strict=True)
    for told in (letters, added, offered, names):
        assert [value for value, count in Counter(told).items() if count > 1] == []
    assert {*added, *offered, "stop-signs"} == OPENS.keys()
    assert set(offered) > ONLY_SHOWS


def test_what_stands_first_on_a_screen_is_in_the_list() -> None:
    """Every screen has one."""
    assert FIRST_ON.keys() == {mode for _, mode, _ in SCREENS}
    assert set(FIRST_ON.values()) <= {id for _, id, _ in KINDS}
