"""The documents say what the program does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from screens.cli import HANDLERS
from tests.support.documents import KEYS_PATH, keys_page

ROOT = Path(__file__).parent.parent
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")])


def test_the_page_of_keys_is_what_the_bindings_say() -> None:
    """``make documents`` writes docs/keys.md from the declarations; it is up to date."""
    assert KEYS_PATH.read_text(encoding="utf-8") == keys_page()


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_link_between_documents_leads_somewhere(document: Path) -> None:
    """Files a document links to are in the repository."""
    for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", document.read_text(encoding="utf-8")):
        if "://" not in target:
            assert (document.parent / target).exists(), target


def test_the_readme_names_every_command() -> None:
    """No command is hidden from the first page a newcomer reads."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for command in filter(None, HANDLERS):
        assert f"surefoot {command}" in readme, command
