"""Log a self-test: choose it, read how it is done, type the results of both sides."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from msgspec import Struct

from journal.entries import SelfTest
from journal.errors import InvalidEntry
from journal.rules.ankle.self_tests import PROTOCOLS, SCORE_CHANGES, Protocol, history
from journal.rules.ankle.tried import results_of, tries_of
from journal.rules.training.offered import bars_today
from journal.vocabulary import SELF_TESTS
from journal.words.entry import measured_words
from library.exercise import number
from screens.frame.choosing import ChoosingDialog
from screens.frame.context import Context, changing
from screens.frame.form import Field, FormDialog, Values


def _fields(context: Context, test: str) -> list[Field]:
    protocol = PROTOCOLS[test]
    done = [one for one in context.journal.of_kind(SelfTest) if one.test == test]
    when = Field("at", "When", "", kind="moment", hint="now")
    if test == "clinic-score":
        known = ", ".join(SCORE_CHANGES)
        return [
            Field("scale", "Name of the score", done[-1].scale if done else "", hint=known),
            Field("score", "Score", kind="decimal", low=0, high=1_000),
            Field("side", "Side", "both", kind="choice", choices=[(side, side) for side in protocol.sides]),
            when,
        ]
    fields = []
    for side in protocol.sides:
        results = history(done, test, side)
        last = f", last {number(results[-1].value)}" if results else ""
        fields.append(Field(side, side.capitalize(), "", hint=f"{protocol.unit}{last}"))
    if protocol.conditions:
        ways = [(one, one) for one in protocol.conditions]
        fields.append(Field("conditions", "How", done[-1].conditions if done else "", kind="choice", choices=ways))
    return [*fields, when]


def _live(protocol: Protocol, typed: Mapping[str, str]) -> str:
    """The best of the tries typed so far."""
    if protocol.tries == 1:
        return ""
    said = []
    for side in protocol.sides:
        try:
            tries = tries_of(typed.get(side, ""), protocol, side)
        except InvalidEntry:
            continue
        if tries:
            said.append(f"{side} {number(max(tries))} {protocol.unit}")
    return f"The best counts: {', '.join(said)}" if said else ""


LIKE = {
    "heel-raises": "single-leg-heel-raise",
    "knee-to-wall": "knee-to-wall-mobilisation",
    "stance-eyes-open": "single-leg-balance",
    "stance-eyes-closed": "single-leg-balance-eyes-closed",
}
"""The exercise that a self-test is like: it is not for today where that is not."""


class SelfTestToday(Struct, frozen=True):
    """A self-test as it stands today: why it, or a side of it, is not for today; what to mind; how it is done."""

    why: tuple[str, ...]
    care: tuple[str, ...]
    steps: tuple[str, ...]


def self_test_today(context: Context, test: str) -> SelfTestToday:
    """By the day's verdict; in shoes where a foot may feel too little."""
    found, steps = context.verdict, PROTOCOLS[test].steps
    like = context.catalogue.known(LIKE.get(test))
    why = bars_today(like, found) if like is not None else ()
    care = tuple(bar.says for bar in found.bars if bar.id == "barefoot" and any("Barefoot" in one for one in steps))
    return SelfTestToday(why, care, tuple(one.replace("Barefoot", "In shoes") for one in steps) if care else steps)


def _intro(context: Context, test: str) -> str:
    today = self_test_today(context, test)
    said = list(today.why)
    if said and not said[0].startswith("On the"):
        said[0] = f"Not today. {said[0]}"
    return "\n".join((*said, *today.care, *today.steps))


@changing
def log_self_test(context: Context, test: str = "") -> None:
    """Ask which self-test unless it is given, then for its results."""
    if not test:
        tests = [(str(n), id, term.label) for n, (id, term) in enumerate(SELF_TESTS.items(), 1)]
        context.ask(ChoosingDialog("Which self-test?", tests), lambda chosen: log_self_test(context, chosen))
        return
    protocol = PROTOCOLS[test]

    def results(values: Values) -> list[SelfTest]:
        return results_of(values, test, context.clock.now())

    def answered(values: Values) -> None:
        entries = results(values)
        said = ", ".join(map(measured_words, entries))
        context.save(partial(context.journal.add_all, entries), f"Saved: {SELF_TESTS[test].label}, {said}.")

    label = SELF_TESTS[test].label
    context.ask(
        FormDialog(
            context,
            f"Self-test: {label}",
            _fields(context, test),
            check=results,
            intro=_intro(context, test),
            live=partial(_live, protocol),
            draft=f"self-test-{test}",
        ),
        answered,
    )
