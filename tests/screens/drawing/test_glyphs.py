"""Keys by what stands on the keyboard."""

from __future__ import annotations

import string

import pytest

from screens.app.keys import declared, normal
from screens.drawing.glyphs import key_name


@pytest.mark.parametrize("character", [*string.punctuation, *string.ascii_letters, *string.digits, *"§€é"])
def test_a_key_that_makes_a_character_is_called_by_it(character: str) -> None:
    """Alone and with another key held; what Textual calls it stands nowhere."""
    assert key_name(normal(character)) == character
    assert key_name(f"ctrl+{normal(character)}") == f"ctrl+{character}"


def test_a_key_without_a_character_has_its_own_name() -> None:
    """Short for the one that is on every keyboard as esc."""
    assert [key_name(key) for key in ("escape", "space", "tab", "pageup", "shift+down", "f1")] == [
        "esc",
        "space",
        "tab",
        "pageup",
        "shift+down",
        "f1",
    ]


def test_no_key_that_is_declared_is_called_by_a_name_of_textuals() -> None:
    """In the list of keys, the help, the commands and docs/keys.md."""
    names = [key_name(key) for binding in declared().values() for key in binding.keys]
    assert [name for name in names if "_" in name or name == "asterisk"] == []
