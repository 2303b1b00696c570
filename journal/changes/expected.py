"""What a field expected, in a runner's words: made from what the validator says in a programmer's."""

from __future__ import annotations

import re

from journal.dates import duration_words

_TYPES = {
    "int": "a whole number",
    "float": "a number",
    "str": "text",
    "bool": "true or false",
    "null": "nothing",
    "date": "a day like 2026-11-20",
    "datetime": "a moment like 2026-11-20T07:12:00+01:00",
    "array": "a list",
    "object": "an object",
}
_SCORES = {"rating": "a whole number from 0 to 10", "rpe": "a number from 0 to 10", "left": "", "right": ""}
_UNITS = {"km": " km", "kg": " kg", "m": " m"}
_BOUNDS = {"<=": "at most", ">=": "at least", "<": "below", ">": "above"}
_LIMIT = r"expected `(?P<type>int|float)` (?P<sign>[<>]=?) (?P<bound>[0-9.]+)"
_LENGTH = r"expected `(?P<type>\w+)` of length (?P<sign>[<>]=) (?P<bound>[0-9]+)"
_WRONG_TYPE = r"expected `(?P<types>[a-z |]+)`(?:, got `(?P<got>\w+)`)?"


def field_and_words(message: str) -> tuple[str, str]:
    """Split a message like ``Expected `int` <= 10 - at `$.left.rating` `` into the field and what it expected."""
    expected, _, path = message.partition(" - at `$")
    field = path.rstrip("`").lstrip(".")
    return field, _in_words(expected[:1].lower() + expected[1:], re.sub(r"\[.*?\]$", "", field).rpartition(".")[2])


def _in_words(expected: str, name: str) -> str:
    if match := re.fullmatch(_LIMIT, expected):
        return f"expected {_SCORES.get(name) or _limit(match, name)}"
    if match := re.fullmatch(_LENGTH, expected):
        return f"expected {_BOUNDS[match['sign']]} {_grouped(match['bound'])} {_pieces(match['type'], match['bound'])}"
    if match := re.fullmatch(_WRONG_TYPE, expected):
        words = " or ".join(_TYPES.get(each.strip(), each.strip()) for each in match["types"].split("|"))
        score = _SCORES.get(name) if match["got"] in ("float", "int") else None
        return f"expected {score or words}" + (
            f", got {_TYPES.get(match['got'], match['got'])}" if match["got"] else ""
        )
    if expected == "expected `datetime` with a timezone component":
        return f"expected {_TYPES['datetime']}, with its offset"
    if expected in ("invalid RFC3339 encoded datetime", "invalid RFC3339 encoded date"):
        return f"expected {_TYPES[expected.rpartition(' ')[2]]}"
    if match := re.fullmatch(r"object missing required field `(\w+)`", expected):
        return f"{match[1]} is missing"
    if match := re.fullmatch(r"invalid enum value '(.*)'", expected):
        return f"{match[1][:40]!r} is unknown"
    return expected.replace("`", "")


def _limit(match: re.Match[str], name: str) -> str:
    bound = float(match["bound"])
    if name.endswith("_s"):
        return f"{_BOUNDS[match['sign']]} {duration_words(bound)}"
    unit = _UNITS.get(name.rpartition("_")[2], "")
    what = "" if unit else f"{_TYPES[match['type']]}, "
    return f"{what}{_BOUNDS[match['sign']]} {_grouped(f'{bound:.10g}')}{unit}"


def _grouped(number: str) -> str:
    """``20,000``; four digits stay together."""
    return f"{int(number):,}" if number.isdigit() and len(number) > 4 else number


def _pieces(type: str, count: str) -> str:
    one, many = ("character", "characters") if type == "str" else ("element", "elements")
    return one if count == "1" else many
