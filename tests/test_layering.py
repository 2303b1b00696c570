"""The house's direction: what each command may import, seen from outside."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from journal import VERSION
from tests.circles import TOPS, circles, graph_of, tree
from tests.support.journals import NOW

ROOT = Path(__file__).parent.parent
SNIPPET = """
import sys
from screens.cli import main
try:
    status = main(sys.argv[1:])
except SystemExit as stop:
    status = stop.code
print(*sorted(name.partition('.')[0] for name in sys.modules), file=sys.stderr)
raise SystemExit(status)
"""


def imported_by(*arguments: str, journal: Path) -> set[str]:
    """The top-level modules a command on a journal has imported when it is done."""
    return loaded_by("--journal", str(journal), *arguments)


def loaded_by(*words: str) -> set[str]:
    """The top-level modules that a command line has imported when it is done."""
    done = subprocess.run(
        [sys.executable, "-c", SNIPPET, *words],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=os.environ | {"SUREFOOT_NOW": NOW},
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return set(done.stderr.split())


@pytest.mark.parametrize(
    "command",
    [["--version"], ["rate", "--left", "2", "--right", "0"], ["export"], ["note", "slept well"], ["schema"], ["where"]],
    ids=lambda command: command[0],
)
def test_a_one_shot_command_imports_neither_textual_nor_pendulum(command: list[str], tmp_path: Path) -> None:
    """One-shot commands start fast because they load what they use."""
    modules = imported_by(*command, journal=tmp_path / "journal.json")
    assert not modules & {"textual", "rich", "pendulum"}


def test_the_version_is_said_without_asking_what_is_installed() -> None:
    """It stands in one place of the program, and no metadata of packages is read for it."""
    command = [sys.executable, "-X", "importtime", "-m", "screens", "--version"]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout == f"surefoot {VERSION}\n" and "importlib.metadata" not in done.stderr


@pytest.mark.parametrize(
    ("command", "needless"),
    [
        (["--version"], {"argparse", "msgspec", "unicodedata"}),
        (
            ["rate", "--left", "2"],
            {"typing_extensions", "inspect", "dataclasses", "platformdirs", "shutil", "unicodedata"},
        ),
        (
            ["note", "slept well"],
            {"typing_extensions", "inspect", "dataclasses", "platformdirs", "shutil", "unicodedata"},
        ),
    ],
    ids=["version", "rate", "note"],
)
def test_a_command_loads_only_what_it_needs(command: list[str], needless: set[str], tmp_path: Path) -> None:
    """Each of these takes as long to load as a tenth of the interpreter's start, or more."""
    journal = [] if command == ["--version"] else ["--journal", str(tmp_path / "journal.json")]
    modules = loaded_by(*journal, *command)
    assert not modules & needless


def test_rating_at_a_clock_time_needs_no_pendulum(tmp_path: Path) -> None:
    """The common forms of a time are read without the calendar library."""
    modules = imported_by("rate", "--left", "2", "--at", "07:12", journal=tmp_path / "journal.json")
    assert "pendulum" not in modules


def test_the_contracts_between_packages_hold() -> None:
    """import-linter keeps library, journal and screens in their order."""
    linter = Path(sys.executable).parent / "lint-imports"
    done = subprocess.run([linter, "--no-cache"], capture_output=True, text=True, cwd=ROOT, check=False)
    assert done.returncode == 0, done.stdout


def test_no_files_import_each_other_in_a_circle() -> None:
    """Imports inside functions and for types only are counted too."""
    assert circles(graph_of()) == []


def test_no_test_module_is_longer_than_500_lines() -> None:
    """A longer one is about two things: it is parted by what its tests are about."""
    lengths = {path.relative_to(ROOT): len(path.read_bytes().splitlines()) for path in (ROOT / "tests").rglob("*.py")}
    assert {str(path): length for path, length in lengths.items() if length > 500} == {}


def types_in(path: Path) -> Iterator[str]:
    """The public classes and aliases of types that a module defines: what is written in CapitalWords."""
    for node in tree(path).body:
        match node:
            case ast.ClassDef(name=name) | ast.Assign(targets=[ast.Name(id=name)]) if name[0].isupper() and any(
                letter.islower() for letter in name
            ):
                yield name


def test_a_type_has_a_name_of_its_own() -> None:
    """One word, one meaning: who reads a name need not look where it came from."""
    defined: dict[str, list[str]] = {}
    for path in (path for top in TOPS for path in (ROOT / top).rglob("*.py")):
        for name in types_in(path):
            defined.setdefault(name, []).append(str(path.relative_to(ROOT)))
    assert {name: places for name, places in defined.items() if len(places) > 1} == {}
