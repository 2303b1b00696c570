"""The one vocabulary: what it must hold."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from journal.rules.ankle.cards import CARDS
from journal.vocabulary import (
    FEELS,
    MOMENTS,
    SELF_TESTS,
    SIGNS,
    SPOTS,
    TRIGGERS,
)


def test_there_are_24_spots_with_label_and_term() -> None:
    """A plain label and an anatomical term for each."""
    assert len(SPOTS) == 24
    assert all(term.label and term.term for term in SPOTS.values())


@pytest.mark.parametrize("terms", [SPOTS, FEELS, MOMENTS, TRIGGERS, SIGNS, SELF_TESTS])
def test_ids_are_short_plain_and_stand_for_themselves(terms: dict[str, object]) -> None:
    """Lower-case words with hyphens: they are stored, typed and exported. Labels are all different."""
    for id, term in terms.items():
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", id)
        assert getattr(term, "id", None) == id
    assert len({getattr(term, "label", "") for term in terms.values()}) == len(terms)


def test_the_documentation_lists_every_word() -> None:
    """docs/rules.md has each id with its label, as the code has it."""
    text = (Path(__file__).parents[2] / "docs" / "rules.md").read_text(encoding="utf-8")
    for terms in (SPOTS, FEELS, MOMENTS, TRIGGERS, SIGNS, SELF_TESTS):
        for id, term in terms.items():
            assert f"| `{id}` | {term.label} |" in text
    for card in CARDS:
        for id in card.spots | card.feels | card.moments | card.triggers:
            assert f"`{id}`" in text.partition("## Reading cards")[2].partition("## Self-care")[0]
