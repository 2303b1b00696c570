"""Results of a self-test as they are typed, in a form or on the command line. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from journal.entries import SelfTest, Side
from journal.errors import InvalidEntry
from journal.rules.ankle.moments import refuse_future
from journal.rules.ankle.self_tests import PROTOCOLS, Protocol
from library.exercise import number


def tries_of(text: str, protocol: Protocol, field: str) -> list[float]:
    """The tries typed into one field, as numbers. Raises InvalidEntry: not numbers, too many, or more than can be."""
    if not (words := text.replace(",", ".").replace(";", " ").split()):
        return []
    if not all(re.fullmatch(r"\d+(\.\d+)?", word) for word in words):
        raise InvalidEntry("self-test", field, f"{text[:40]!r} is not a number of {protocol.unit}")
    tries = [float(word) for word in words]
    if len(tries) > protocol.tries:
        allowed = "one number" if protocol.tries == 1 else f"up to {protocol.tries} tries"
        raise InvalidEntry("self-test", field, f"expected {allowed}, got {len(tries)}")
    for value in tries:
        _within(protocol, value, field)
    return tries


def _within(protocol: Protocol, value: float, field: str) -> None:
    if value > protocol.most or (protocol.whole and value % 1):
        wanted = "a whole number" if protocol.whole else "a number"
        raise InvalidEntry("self-test", field, f"{number(value)}: expected {wanted} up to {number(protocol.most)}")


def measured(result: SelfTest) -> SelfTest:
    """The result, where its test gives such a one. Raises InvalidEntry: names the field."""
    protocol = PROTOCOLS[result.test]
    if result.side not in protocol.sides:
        raise InvalidEntry("self-test", "side", f"expected {' or '.join(protocol.sides)}")
    if result.test == "clinic-score" and not result.scale:
        raise InvalidEntry("self-test", "scale", "a score needs its name, like VISA-A")
    _within(protocol, result.value, "value")
    return result


def results_of(values: Mapping[str, Any], test: str, now: datetime) -> list[SelfTest]:
    """The results a filled form stands for, one a side.

    Raises InvalidEntry: nothing was typed, or something that cannot be.
    """
    protocol = PROTOCOLS[test]
    at = refuse_future(values["at"] or now, now)
    if test == "clinic-score":
        if values["score"] is None:
            raise InvalidEntry("self-test", "score", "a score needs a number")
        score, scale = values["score"], values["scale"]
        return [measured(SelfTest(at=at, test=test, side=values["side"], value=score, unit=protocol.unit, scale=scale))]
    found: list[SelfTest] = []
    sides: tuple[Side, ...] = protocol.sides
    for side in sides:
        if not (tries := tries_of(values[side], protocol, side)):
            continue
        ways = values.get("conditions") or ""
        if protocol.tries > 1:
            ways = f"best of {', '.join(number(one) for one in tries)}" if len(tries) > 1 else "one try"
        found.append(SelfTest(at=at, test=test, side=side, value=max(tries), unit=protocol.unit, conditions=ways))
    if not found:
        raise InvalidEntry("self-test", sides[0], "type at least one side's result")
    return found
