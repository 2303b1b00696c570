"""What the runner's own things are called, found in the file's bytes as the whole journal has them."""

from __future__ import annotations

import json
import os
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from journal.entries import OwnExercise, OwnRoutine, Shoe
from journal.journal import Journal
from journal.store.names import own_names
from library.catalogue import Catalogue
from tests.support.journals import with_values


def test_names_are_those_the_journal_has(journal: Journal) -> None:
    """After pairs were named, renamed, retired, removed and brought back, and after the file was put in order."""
    blue, red, plain, gone, _ = journal.add_all(
        [
            Shoe(nickname='Blue "Drift" \\ Ø'),
            Shoe(brand="Halden", model="Drift 2"),
            Shoe(model="Swift"),
            Shoe(nickname="Gone"),
            Shoe(nickname="Worn out", retired=date(2026, 1, 5)),
        ]
    )
    journal.change(red.id, with_values(nickname="Red"))
    journal.change(plain.id, with_values(note='no, it is not "nickname":"Gone"'))
    journal.remove(gone.id)
    journal.remove(blue.id)
    journal.undo()
    for _ in range(2):
        expected = [one.name for one in journal.of_kind(Shoe) if one.retired is None]
        assert own_names(str(journal.path), "shoes") == expected == ['Blue "Drift" \\ Ø', "Red", "Swift"]
        journal.compact()


def test_own_routines_and_exercises_are_named_as_the_runner_named_them(journal: Journal) -> None:
    """A remark on a built-in exercise names nothing."""
    definition = replace(Catalogue.built_in().get("ankle-circles"), id="x1", name="Wobble board")
    journal.add_all(
        [
            OwnExercise(exercise="x1", definition=definition),
            OwnExercise(exercise="short-foot", annotation="slowly"),
            OwnRoutine(name="Before bed", items=()),
        ]
    )
    assert own_names(str(journal.path), "exercises") == ["Wobble board"]
    assert own_names(str(journal.path), "routines") == ["Before bed"]


def test_a_name_that_is_no_single_line_of_text_is_passed_over(journal: Journal) -> None:
    """It can only stand in a file that was edited by hand; a shell would take each line of it for a word."""
    journal.add_all([Shoe(nickname="Blue"), Shoe(nickname="Red")])
    journal.path.write_bytes(journal.path.read_bytes().replace(b'"Red"', rb'"Red\nrm -r\u001b[2J"'))
    assert own_names(str(journal.path), "shoes") == ["Blue"]


@pytest.mark.parametrize("make", [os.mkfifo, Path.touch, Path.mkdir, lambda path: path.write_text("{\n")])
def test_what_is_no_journal_has_no_names(tmp_path: Path, make: object) -> None:
    """And nothing is waited for."""
    assert callable(make)
    make(tmp_path / "journal.json")
    assert own_names(str(tmp_path / "journal.json"), "shoes") == []
    assert own_names(str(tmp_path / "nothing"), "shoes") == []


def test_a_file_laid_out_anew_has_no_names_until_it_is_put_in_order(journal: Journal) -> None:
    """Another program printed it over many lines; the next change writes it as it was."""
    journal.add(Shoe(nickname="Blue"))
    journal.close()
    journal.path.write_text(json.dumps(json.loads(journal.path.read_bytes()), indent=2))
    assert own_names(str(journal.path), "shoes") == []
