"""The documents say what the program does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from journal import VERSION
from journal.settings.meanings import GROUPS
from journal.settings.settings import Settings
from screens.drawing.keys import SCREENS
from tests.support.cases_page import PATH as CASES_PATH
from tests.support.cases_page import cases_page
from tests.support.documents import (
    KEYS_PATH,
    MAP_PATH,
    PRINTED,
    SETTINGS_PATH,
    house_map,
    keys_page,
    printed_path,
    printed_schema,
    settings_page,
)
from tests.support.import_page import PATH as IMPORT_PATH
from tests.support.import_page import import_page
from tests.support.manual import commands
from tests.support.rules_page import PATH as RULES_PATH
from tests.support.rules_page import rules_page
from tests.support.transcript import PATH as TRANSCRIPT_PATH
from tests.support.transcript import transcript
from tests.support.tried import PATH as FORMAT_PATH
from tests.support.tried import with_table

ROOT = Path(__file__).parent.parent
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")])


def test_the_page_of_keys_is_what_the_bindings_say() -> None:
    """``make documents`` writes docs/keys.md from the declarations; it is up to date."""
    assert KEYS_PATH.read_text(encoding="utf-8") == keys_page()


def test_what_is_tried_is_told_as_the_tests_try_it() -> None:
    """The table at the end of docs/file-format.md has the tests' own counts."""
    page = FORMAT_PATH.read_text(encoding="utf-8")
    assert page == with_table(page)


def test_the_page_of_settings_is_what_they_are() -> None:
    """``make documents`` writes docs/settings.md from the declarations; no setting lacks its meaning."""
    assert SETTINGS_PATH.read_text(encoding="utf-8") == settings_page()
    told = [name for meanings in GROUPS.values() for name in meanings]
    assert sorted(told) == sorted(Settings.__struct_fields__)


def test_the_page_of_rules_is_what_the_tables_say() -> None:
    """``make documents`` writes rows, bars, stop signs, loads and rungs into docs/rules.md; they are up to date."""
    assert RULES_PATH.read_text(encoding="utf-8") == rules_page()


def test_the_page_of_worked_cases_is_what_the_rules_say_of_them() -> None:
    """``make documents`` writes docs/worked-cases.md, day by day beside version 0.1; it is up to date."""
    assert CASES_PATH.read_text(encoding="utf-8") == cases_page()


def test_the_transcript_is_what_the_commands_say() -> None:
    """``make documents`` writes docs/transcript.md by running every command but those that open the app."""
    page = TRANSCRIPT_PATH.read_text(encoding="utf-8")
    assert page == transcript() and "fault of its own" not in page
    assert {line.split()[2] for line in page.splitlines() if line.startswith("$ ")} >= {*commands()} - {"demo"}


@pytest.mark.parametrize("command", PRINTED)
def test_the_schema_of_what_a_command_prints_is_that_of_its_type(command: str) -> None:
    """``make documents`` writes docs/<command>.schema.json; it is up to date."""
    assert printed_path(command).read_text(encoding="utf-8") == printed_schema(command)


def test_the_table_of_the_import_is_what_comes_of_the_corpus() -> None:
    """``make documents`` writes what each file of tests/corpus offers into docs/import.md; it is up to date."""
    assert IMPORT_PATH.read_text(encoding="utf-8") == import_page()


def test_every_part_of_the_rules_that_the_code_names_is_on_their_page() -> None:
    """A source that says docs/rules.md, "Bars" leads to a heading of that name."""
    page = RULES_PATH.read_text(encoding="utf-8")
    headings = set(re.findall(r"^##+ (.+)$", page, re.MULTILINE))
    for path in (ROOT / "journal" / "rules").rglob("*.py"):
        for named in re.findall(r'docs/rules\.md, ((?:"[^"]+"(?:, )?)+)', path.read_text(encoding="utf-8")):
            assert set(re.findall(r'"([^"]+)"', named)) <= headings, path


def test_the_map_of_the_house_names_places_that_are_there() -> None:
    """``make documents`` writes the lines into docs/architecture.md; each file defines what is named in it."""
    assert MAP_PATH.read_text(encoding="utf-8") == house_map()


def test_every_room_is_on_the_map_and_nothing_else() -> None:
    """A package, or a module beside the packages, that is added has its line; one that goes takes it along."""
    rows = [line.split("|")[2] for line in MAP_PATH.read_text(encoding="utf-8").splitlines() if line.startswith("| ")]
    told = {name.strip("/") for row in rows for name in re.findall(r"`([\w/]+)`", row)}
    rules, screens = ROOT / "journal" / "rules", {mode for _, mode, _ in SCREENS}
    there = {f"rules/{path.parent.name}" for path in rules.glob("*/__init__.py")}
    for package in (ROOT / "journal", ROOT / "screens"):
        there |= {path.parent.name for path in package.glob("*/__init__.py")} | {
            path.stem for path in package.glob("*.py")
        }
    assert told | screens == there - {"rules", "__init__"} | {"intake"}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_file_that_a_document_names_is_there(document: Path) -> None:
    """``library/exercise.py`` leads somewhere, in whatever document it stands."""
    for named in re.findall(
        r"`((?:library|journal|screens|tests|docs)/[\w./-]+)`", document.read_text(encoding="utf-8")
    ):
        assert "ID" in named or (ROOT / named).exists(), named


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_link_between_documents_leads_somewhere(document: Path) -> None:
    """Files a document links to are in the repository."""
    for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", document.read_text(encoding="utf-8")):
        if "://" not in target:
            assert (document.parent / target).exists(), target


def test_the_readme_names_every_command() -> None:
    """No command is hidden from the first page a newcomer reads."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for command in commands():
        assert f"surefoot {command}" in readme, command


def test_the_changelog_begins_with_the_release_this_is() -> None:
    """Releases have their dates, newest first, and the first one is the program's version."""
    told = re.findall(r"^## (.+)$", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    releases = [re.fullmatch(r"(\d+\.\d+\.\d+) - (\d{4}-\d\d-\d\d)", one) for one in told]
    assert all(releases) and releases[0] is not None and releases[0][1] == VERSION
    assert [one[2] for one in releases if one] == sorted((one[2] for one in releases if one), reverse=True)
