"""The verdict as JSON: every key, whatever the day is like."""

from __future__ import annotations

import json
from typing import Any

from journal.rules.verdict.document import as_document
from journal.rules.verdict.verdict import Verdicts
from library.catalogue import Catalogue
from tests.support.verdicts import day, days_of, random_story, story

EXERCISES = Catalogue.built_in().all()


def shape(document: dict[str, Any]) -> Any:
    """Keys of all depths that are always there."""
    return sorted(document), sorted(document["verdict"]), sorted(document["verdict"]["sides"])


def test_every_key_is_always_there() -> None:
    """For a new journal, a quiet day and a bad one; and it is JSON."""
    expected = shape(as_document(Verdicts(days_of([])).on(day(0)), EXERCISES))
    assert expected[0] == ["path", "questions", "verdict"]
    assert expected[1] == [
        *("bars", "cap_km", "cap_min", "headline", "help", "ladder", "load", "mark", "rows", "rules", "run", "sides"),
    ]
    for seed in range(10):
        document = as_document(Verdicts(days_of(random_story(seed))).on(day(40)), EXERCISES)
        assert shape(document) == expected
        assert json.loads(json.dumps(document)) == document


def test_a_day_after_a_twist_as_json() -> None:
    """The way back with its day, phase and question, the ladder, the bars with what they leave out."""
    lines = ["d0 ev left 4 ankle-roll", "d1-d20 wk left 1", "d6 answer left p2 yes"]
    verdicts = Verdicts(days_of(story(lines)))
    document = as_document(verdicts.on(day(9)), EXERCISES)
    assert document["path"] == [{"kind": "sprain", "side": "left", "day": 9, "phase": "T4", "asks": []}]
    assert document["verdict"]["ladder"] == {"rung": 3, "times": 5, "run_min": 1, "walk_min": 4, "waiting": None}
    assert [bar["id"] for bar in document["verdict"]["bars"]] == ["sideways"]
    assert document["verdict"]["bars"][0]["exercises"] == [
        "band-inversion",
        "figure-of-eight",
        "lateral-hops",
        "side-hop-stick",
        "three-way-lunge",
    ]
    assert document["verdict"]["sides"]["left"]["rows"] == ["C5", "T4"]
