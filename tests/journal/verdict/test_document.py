"""The verdict as JSON."""

from __future__ import annotations

import pytest
from msgspec import to_builtins

from journal.rules.verdict.document import as_document, path_documents, without_facts
from journal.rules.verdict.verdicts import Verdicts
from library.catalogue import Catalogue
from tests.support.verdicts import day, days_of, story

EXERCISES = Catalogue.built_in().all()


def test_a_day_after_a_twist_as_json() -> None:
    """The way back with its day, phase and question, the ladder, the bars with what they leave out."""
    lines = ["d0 ev left 4 ankle-roll", "d1-d20 wk left 1", "d6 answer left p2 yes"]
    verdicts = Verdicts(days_of(story(lines)))
    found = verdicts.on(day(9))
    document = {"verdict": to_builtins(as_document(found, EXERCISES)), "path": to_builtins(path_documents(found))}
    assert document["path"] == ({"kind": "sprain", "side": "left", "day": 9, "phase": "T4", "asks": ()},)
    assert document["verdict"]["ladder"] == {"rung": 3, "times": 5, "run_min": 1, "walk_min": 4, "waiting": None}
    assert [bar["id"] for bar in document["verdict"]["bars"]] == ["sideways"]
    assert document["verdict"]["bars"][0]["exercises"] == (
        "band-inversion",
        "figure-of-eight",
        "band-four-way",
        "lateral-hops",
        "side-hop-stick",
        "three-way-lunge",
    )
    assert document["verdict"]["sides"]["left"]["rows"] == ("C5", "T4")


@pytest.mark.parametrize(
    ("facts", "says"),
    [
        (("blood-thinner d-9",), "Have left seen today."),
        (("quinolone d-9",), "Have left seen today."),
        (("steroid-tablets d-9",), "Have left seen this week."),
        (("operation d-9 left",), "No jumps, walk."),
    ],
)
def test_without_facts_the_help_they_ask_for_is_told_all_the_same(facts: tuple[str, ...], says: str) -> None:
    """'Gentle moves only' would be less than the verdict says; why is nobody's business."""
    lines = ["d0 wk left 2 achilles-mid" + " ankle-roll" * ("blood" in facts[0])]
    assert without_facts(Verdicts(days_of(story(lines, facts))).on(day(0))).headline == says
