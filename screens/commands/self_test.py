"""``test``: a self-test written down."""

from __future__ import annotations

import argparse

from journal.paths import journal_path
from journal.quick import append_once
from journal.rules.ankle.self_tests import PROTOCOLS
from journal.rules.ankle.tried import results_of
from journal.vocabulary import SELF_TESTS
from journal.words.entry import measured_words
from screens.commands.naming import one_called
from screens.commands.output import NEXT, by_option, clock_of, moment_given, refuse_idle, say_changed, warn

_BY_SIDE = ("--left", "--right")
_SCORED = ("--score", "--scale", "--side")
_OPTIONS = {option.strip("-"): option for option in (*_BY_SIDE, *_SCORED, "--at")}


def test(arguments: argparse.Namespace) -> None:
    clock = clock_of(arguments)
    id = one_called(arguments.name, {id: term.label for id, term in SELF_TESTS.items()}, "self-test")
    goes_with_other = _BY_SIDE if id == "clinic-score" else _SCORED
    others = "the other self-tests" if id == "clinic-score" else "clinic-score"
    refuse_idle(arguments, goes_with_other, others)
    values = {
        "at": moment_given(arguments.at, clock.now()) if arguments.at else None,
        **{name: getattr(arguments, name) for name in ("left", "right", "score", "scale")},
        "side": arguments.side or "both",
        "conditions": arguments.how or next(iter(PROTOCOLS[id].conditions), ""),
    }
    with by_option(_OPTIONS):
        found = results_of(values, id, clock.now())
        append_once(journal_path(arguments.journal), clock, found, tell=warn)
    say_changed(f"Saved: {SELF_TESTS[id].label}, {', '.join(map(measured_words, found))}.\n{NEXT}")
