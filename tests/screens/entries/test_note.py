"""A note in the runner's own editor."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from journal.errors import SurefootError
from screens.entries.note import edited_elsewhere


def test_the_editor_gets_the_text_and_its_change_comes_back(own_folders: Path) -> None:
    """The file it was in is private and gone afterwards; escape sequences do not come back."""
    code = (
        "import os, pathlib, sys; path = pathlib.Path(sys.argv[1]); "
        "pathlib.Path.home().joinpath('mode').write_text(oct(path.stat().st_mode & 0o777)); "
        "path.write_text(path.read_text() + ' more\\x1b[2J\\n')"
    )
    editor = f'{sys.executable} -c "{code}"'
    assert edited_elsewhere("Some text", {"EDITOR": editor}) == "Some text more[2J"
    assert (own_folders / "mode").read_text().strip() == "0o600"
    assert list(own_folders.rglob("note-*")) == []


def test_visual_goes_before_editor() -> None:
    """As every program has it."""
    assert edited_elsewhere("x", {"VISUAL": "true", "EDITOR": "false"}) == "x"


@pytest.mark.parametrize(
    ("environment", "said"),
    [
        ({}, "names an editor"),
        ({"EDITOR": "vim -c 'set tw=72"}, "cannot be read as a command"),
        ({"EDITOR": "false"}, "ended with status 1"),
        ({"EDITOR": "/no/such/program"}, "cannot be used"),
    ],
)
def test_what_is_wrong_is_said_and_the_text_kept(environment: dict[str, str], said: str, own_folders: Path) -> None:
    """No editor, one that fails, one that is not there: one sentence, nothing left behind."""
    with pytest.raises(SurefootError, match=said):
        edited_elsewhere("text", environment)
    assert list(own_folders.rglob("note-*")) == []
