"""Log a self-test: choose it, read how it is done, type the results of both sides."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import partial

from textual.content import Content
from textual.widget import Widget

from journal.entries import SelfTest, Side
from journal.errors import InvalidEntry
from journal.rules.ankle.moments import refuse_future
from journal.rules.ankle.self_tests import PROTOCOLS, SCORE_CHANGES, Protocol, best, history
from journal.rules.training.offered import bars_today
from journal.vocabulary import SELF_TESTS
from library.exercise import number
from screens.drawing.key import Key
from screens.frame.context import Context, changing
from screens.frame.dialog import Dialog
from screens.frame.form import Field, FormDialog, Values
from screens.widgets.rows import Row, Rows


class ChooseTest(Dialog[str]):
    """Answers with the id of a self-test."""

    DIALOG_TITLE = "Which self-test?"
    DEFAULT_CSS = "ChooseTest Rows { height: 5; } ChooseTest > #frame { width: 60; }"
    KEYS = (
        *(
            Key(str(n), f"choose('{id}')", term.label, f"self-test.{id}", f"Log {term.label}", show=False)
            for n, (id, term) in enumerate(SELF_TESTS.items(), start=1)
        ),
    )

    def compose_body(self) -> Iterable[Widget]:
        rows = enumerate(SELF_TESTS.items(), start=1)
        yield Rows([Row(id, Content.assemble((str(n), "bold"), f"  {term.label}"), hang=3) for n, (id, term) in rows])

    def on_rows_chosen(self, message: Rows.Chosen) -> None:
        self.dismiss(message.id)

    def action_choose(self, id: str) -> None:
        self.dismiss(id)


def tries_of(text: str, protocol: Protocol, field: str) -> list[float]:
    """The tries typed into one field, as numbers.

    Raises:
        InvalidEntry: not numbers, too many, or more than can be.
    """
    words = text.replace(",", ".").replace(";", " ").split()
    if not words:
        return []
    if not all(re.fullmatch(r"\d+(\.\d+)?", word) for word in words):
        raise InvalidEntry("self-test", field, f"{text[:40]!r} is not a number of {protocol.unit}")
    tries = [float(word) for word in words]
    if len(tries) > protocol.tries:
        allowed = "one number" if protocol.tries == 1 else f"up to {protocol.tries} tries"
        raise InvalidEntry("self-test", field, f"expected {allowed}, got {len(tries)}")
    for value in tries:
        if value > protocol.most or (protocol.whole and value % 1):
            wanted = "a whole number" if protocol.whole else "a number"
            raise InvalidEntry("self-test", field, f"{number(value)}: expected {wanted} up to {number(protocol.most)}")
    return tries


def entries_of(values: Values, test: str, now: datetime) -> list[SelfTest]:
    """The results a filled form stands for, one a side.

    Raises:
        InvalidEntry: nothing was typed, or something that cannot be.
    """
    protocol = PROTOCOLS[test]
    at = refuse_future(values["at"] or now, now)
    if test == "clinic-score":
        if values["score"] is None:
            raise InvalidEntry("self-test", "score", "a score needs a number")
        if not values["scale"]:
            raise InvalidEntry("self-test", "scale", "a score needs its name, like VISA-A")
        return [
            SelfTest(
                at=at, test=test, side=values["side"], value=values["score"], unit=protocol.unit, scale=values["scale"]
            )
        ]
    found: list[SelfTest] = []
    sides: tuple[Side, ...] = protocol.sides
    for side in sides:
        tries = tries_of(values[side], protocol, side)
        if not tries:
            continue
        ways = values.get("conditions") or ""
        if protocol.tries > 1:
            ways = f"best of {', '.join(number(one) for one in tries)}" if len(tries) > 1 else "one try"
        found.append(
            SelfTest(at=at, test=test, side=side, value=best(tries, test), unit=protocol.unit, conditions=ways)
        )
    if not found:
        raise InvalidEntry("self-test", sides[0], "type at least one side's result")
    return found


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


_LIKE = {
    "heel-raises": "single-leg-heel-raise",
    "knee-to-wall": "knee-to-wall-mobilisation",
    "stance-eyes-open": "single-leg-balance",
    "stance-eyes-closed": "single-leg-balance-eyes-closed",
}
"""The exercise that a self-test is like: it is not for today where that is not."""


def _intro(context: Context, test: str) -> str:
    """How a test is done; first why it is not for today, and in shoes where a foot may feel too little."""
    found, steps = context.views.verdict(context.clock.now()), PROTOCOLS[test].steps
    like = context.catalogue.get(_LIKE[test]) if _LIKE.get(test, "") in context.catalogue else None
    said = list(bars_today(like, found)) if like is not None else []
    if said and not said[0].startswith("On the"):
        said[0] = f"Not today. {said[0]}"
    barefoot = [bar.says for bar in found.bars if bar.id == "barefoot" and any("Barefoot" in one for one in steps)]
    if barefoot:
        steps = tuple(one.replace("Barefoot", "In shoes") for one in steps)
    return "\n".join((*said, *barefoot, *steps))


@changing
def log_self_test(context: Context, test: str = "") -> None:
    """Ask which self-test unless it is given, then for its results."""
    if not test:
        context.ask(ChooseTest(), lambda chosen: log_self_test(context, chosen) if chosen else None)
        return
    protocol = PROTOCOLS[test]

    def check(values: Values) -> None:
        entries_of(values, test, context.clock.now())

    def answered(values: Values | None) -> None:
        if values is None:
            return
        entries = entries_of(values, test, context.clock.now())
        said = ", ".join(
            f"{'' if one.side == 'both' else one.side + ' '}{number(one.value)} {one.unit}" for one in entries
        )
        context.save(partial(context.journal.add_all, entries), f"Saved: {SELF_TESTS[test].label}, {said}.")

    label = SELF_TESTS[test].label
    context.ask(
        FormDialog(
            context,
            f"Self-test: {label}",
            _fields(context, test),
            check=check,
            intro=_intro(context, test),
            live=partial(_live, protocol),
            draft=f"self-test-{test}",
        ),
        answered,
    )
