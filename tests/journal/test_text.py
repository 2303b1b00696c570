"""The one filter for text: nothing that steers a terminal, turns the line round or breaks JSON comes through."""

from __future__ import annotations

import json
import unicodedata
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from journal.text import clean, clean_document, is_text, joined, one_line, printable
from tests.support.strategies import HOSTILE

OVERRIDES = ("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI")
anything = st.text(st.characters(), max_size=60) | st.sampled_from(HOSTILE)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | anything,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(anything, inner, max_size=3),
    max_leaves=10,
)


def strings_in(value: Any) -> list[str]:
    """Every string in a JSON value, keys included."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [*value, *(text for part in value.values() for text in strings_in(part))]
    return [text for part in value for text in strings_in(part)] if isinstance(value, list) else []


@given(anything)
def test_what_is_cleaned_holds_no_control_character(text: str) -> None:
    """But line ends and tabs; no override of direction, no lone surrogate."""
    for character in clean(text):
        assert character in "\n\t" or unicodedata.category(character) not in ("Cc", "Cs", "Zl", "Zp")
        assert unicodedata.bidirectional(character) not in (
            "LRE",
            "RLE",
            "LRO",
            "RLO",
            "PDF",
            "LRI",
            "RLI",
            "FSI",
            "PDI",
        )


@given(anything)
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    """What is clean stays as it is."""
    assert clean(clean(text)) == clean(text)
    assert one_line(one_line(text)) == one_line(text)


@given(st.text(st.characters(categories=["L", "N", "P", "S", "M"]), max_size=60))
def test_words_in_any_script_come_through(text: str) -> None:
    """Letters, digits, punctuation, symbols and accents are nobody's business."""
    assert clean(text) == text


@given(anything)
def test_what_is_cleaned_is_text_that_can_be_written(text: str) -> None:
    """As UTF-8 and as JSON."""
    assert clean(text).encode().decode() == clean(text)
    assert json.loads(json.dumps(clean(text))) == clean(text)


@given(anything)
def test_one_line_is_one_line(text: str) -> None:
    """Without white space at its ends or doubled within."""
    folded = one_line(text)
    assert len(folded.splitlines()) <= 1
    assert folded == folded.strip()
    assert "  " not in folded


@given(json_values)
def test_every_string_of_a_document_is_cleaned(value: Any) -> None:
    """Keys too; the rest is as it was."""
    cleaned = clean_document(value)
    assert all(text == clean(text) for text in strings_in(cleaned))
    if all(text == clean(text) for text in strings_in(value)):
        assert cleaned == value


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("plain", "plain"),
        ("", ""),
        ("two\r\nlines\rthree", "two\nlines\nthree"),
        ("tab\tstays", "tab\tstays"),
        ("\x1b[31mred\x1b[0m", "[31mred[0m"),
        ("\x1b]0;title\x07", "]0;title"),
        ("\x9b31m", "31m"),
        ("a\u202eb\u202c", "ab"),
        ("\ufeffbom", "bom"),
        ("nul\x00l", "null"),
        ("\ud800alone", "alone"),
        ("\U000e0041tag", "tag"),
        ("family \U0001f468\u200d\U0001f469", "family \U0001f468\u200d\U0001f469"),
        ("e\u0301", "e\u0301"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("one\u2028two\u2029three\x0bfour\x0cfive\x85six", "one\ntwo\nthree\nfour\nfive\nsix"),
        (
            "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f!",
            "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f!",
        ),
        ("🏴\U000e0041\U000e0067 no flag\U000e007f", "🏴 no flag"),
    ],
)
def test_examples(text: str, cleaned: str) -> None:
    """What goes, and what stays."""
    assert clean(text) == cleaned


@pytest.mark.parametrize(
    ("text", "on_one_line"),
    [
        ("one\ntwo", "one two"),
        ("\none  \n\n  two\r\nthree\n", "one two three"),
        ("two  blanks ", "two  blanks "),
        ("tab\tbed", "tab bed"),
        ("\n", ""),
    ],
)
def test_lines_are_joined_for_a_field_of_one(text: str, on_one_line: str) -> None:
    """By one blank each; what stands within a line stays."""
    assert joined(text) == on_one_line


@pytest.mark.parametrize(
    "character", [*"a é1\u200d\u200c\ufe0f\u0301\xa0\u3000\xad\U0001fae8\uf8ff\U000e0067\U000e007f"]
)
def test_what_is_text_when_typed(character: str) -> None:
    """Also what is not seen by itself, or newer than this Python."""
    assert is_text(character)


@pytest.mark.parametrize(
    "character", [*"\n\r\t\x00\x1b\x7f\x85\x9b\u202e\u2066\u200f\u2028\ufeff\ud800\U000e0041"], ids=ascii
)
def test_what_is_no_text_when_typed(character: str) -> None:
    """What steers a terminal, turns the line round, or is a key."""
    assert not is_text(character)


@given(anything)
@example("\udd00")
@example("\udcff of a name")
def test_what_is_printed_steers_nothing_and_can_be_written(text: str) -> None:
    """Whatever bytes the name of a file is made of; a second time changes nothing."""
    shown = printable(text)
    assert clean(shown) == shown == printable(shown)
    shown.encode()


def test_a_letter_is_not_flooded_with_marks() -> None:
    """What languages put on one stays; a tower of them is cut."""
    assert printable("ệ e\u0302\u0323 z" + "\u0301" * 400) == "ệ e\u0302\u0323 z" + "\u0301" * 4
