"""One way of comparing words wherever something is looked for by them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.words.search import found_in, spans, words_of
from library.folding import bare, folded
from screens.app.commands import begins
from screens.commands.naming import did_you_mean, one_called
from screens.entries.check_in.spots import matching
from tests.support.exploring import LETTERS, examples

KINDS: dict[str, Callable[[str, str], bool]] = {
    "diary": lambda typed, name: found_in(bare(name), words_of(typed)) and bool(spans(name, words_of(typed))),
    "commands": begins,
    "command line": lambda typed, name: one_called(typed, {"1": name, "2": "Other"}, "shoe") == "1",
    "nearest name": lambda typed, name: did_you_mean(typed, [name, "Other"]) == f"; did you mean {name}?",
    "import": lambda typed, name: folded(typed) == folded(name),
}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("typed", "name"),
    [("elan", "Élan"), ("ÉLAN", "élan"), ("strasse", "Straße"), ("ΔΡΟΜΟΣ", "Δρόμος"), ("ガ", "ガ"), ("Ａｂｃ", "abc")],
)
def test_case_accents_and_width_are_one_everywhere(kind: str, typed: str, name: str) -> None:
    """What differs in these only is found by each of them."""
    assert KINDS[kind](typed, name)


def test_a_mark_that_makes_another_letter_is_no_accent() -> None:
    """Neither in a search nor in a column's name; a spot is found by its letters with an accent on them."""
    assert folded("ガ") != folded("カ") and not found_in(bare("カ"), words_of("ガ"))
    assert matching("Àrch") == matching("arch") != []


@given(st.text(LETTERS, max_size=20))
@examples(30)
def test_what_is_folded_stays_so(text: str) -> None:
    """And a folded text holds words with one space between them."""
    assert folded(folded(text)) == folded(text) == " ".join(folded(text).split())
