"""Which editor a note is handed to; the handing over itself is in ``tests/terminal/test_editor.py``."""

from __future__ import annotations

import pytest

from journal.errors import SurefootError
from screens.entries.note import editor_command


def test_visual_goes_before_editor() -> None:
    """As every program has it; options are options."""
    assert editor_command({"VISUAL": "code --wait", "EDITOR": "vi"}) == ["code", "--wait"]
    assert editor_command({"VISUAL": "", "EDITOR": "'my editor' -n"}) == ["my editor", "-n"]


@pytest.mark.parametrize(
    ("environment", "said"),
    [({}, "No editor is named"), ({"EDITOR": " "}, "No editor is named"), ({"EDITOR": "vim -c 'x"}, "cannot be read")],
)
def test_no_editor_is_said_in_one_sentence(environment: dict[str, str], said: str) -> None:
    """None named, or one that is no command."""
    with pytest.raises(SurefootError, match=said):
        editor_command(environment)
