"""Read a set from one line, and refuse what no set can hold. Pure.

``12`` · ``12x5kg`` · ``12 red`` (a band) · ``45s`` · ``1:30`` · ``20m`` · ``=`` (as last time); ``shaky`` may follow.
"""

from __future__ import annotations

import re

import msgspec

from journal.dates import BadDate, parse_duration
from journal.entries import Set
from journal.errors import SurefootError
from journal.rules.done.history import measure_of
from journal.typed import decimal
from journal.units import load_words
from library.exercise import POUNDS_PER_KILOGRAM, amount_words, number, seconds
from library.routine import PlannedDose

MOST: dict[str, float] = {
    "reps": 500,
    "hold_s": 3_600,
    "duration_s": 6 * 3_600,
    "distance_m": 20_000,
    "load_kg": 500,
    "rest_s": 4 * 3_600,
}
"""The most one set can hold, per field: past it is a slip of the finger (house rule)."""
_NAMES = {
    "reps": "a number of reps",
    "hold_s": "a hold",
    "duration_s": "a set's time",
    "distance_m": "a set's distance",
    "load_kg": "a load",
    "rest_s": "a rest",
}


class BadSet(SurefootError):
    """A value a set cannot hold, said in one sentence; ``field`` is which."""

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(sentence)
        self.field = field


class SetValues(msgspec.Struct, frozen=True):
    """What a line says of a set; None leaves what the set holds."""

    amount: float | None = None
    load_kg: float | None = None
    band: str | None = None
    shaky: bool = False


def checked(field: str, value: float) -> float:
    """The value, when a set can hold it.

    Raises BadSet: below 0, above the field's most, or not a whole number of reps.
    """
    most = MOST[field]
    if not 0 <= value <= most:
        limit = seconds(most) if field.endswith("_s") else f"{number(most)}{_unit(field)}"
        raise BadSet(field, f"{_shown(field, value)} is not {_NAMES[field]}: expected 0 to {limit}.")
    if field == "reps" and value != int(value):
        raise BadSet(field, f"{value:g} reps: expected a whole number.")
    return value


def _unit(field: str) -> str:
    return {"load_kg": " kg", "distance_m": " m"}.get(field, "")


def _shown(field: str, value: float) -> str:
    return f"{value:g}{_unit(field) if not field.endswith('_s') else ' s'}"


_LINE = r"""(?P<amount>-?[\d.,:]++(?!\s*(?:kg|lb))\s*(?:h(?:\d+)?|min|m|s|reps?)?(?:\s*\d+\s*s)?)?
        \s*(?:(?:[x×*@+]\s*)?(?P<load>-?[\d.,]+)\s*(?P<unit>kg|lbs?)|[x×@]\s*(?P<bare>-?[\d.,]+))?
        \s*(?P<band>(?!x$)[a-z][a-z ]*?)?"""


def parse_line(text: str, dose: PlannedDose, last: Set | None = None, unit: str = "kg") -> SetValues:
    """What a line says of a set of this dose.

    ``last``: the set last time, for ``=``.
    ``unit``: what a load without a unit is in, ``kg`` or ``lb``.
    Raises BadSet: it cannot be read, or no set can hold it.
    """
    line = " ".join(text.lower().split())
    shaky = line.endswith("shaky")
    line = line.removesuffix("shaky").strip()
    if line in ("", "="):
        if line == "=" and last is None:
            raise BadSet("line", "There is no last time to repeat: type what you did, like 12 or 45s.")
        if line == "=" and last is not None:
            amount = getattr(last, measure_of(dose))
            return SetValues(amount, last.load_kg, last.band or None, shaky)
        if not shaky:
            raise BadSet("line", f"Type what you did, like {example(dose)}.")
        return SetValues(shaky=True)
    match = re.fullmatch(_LINE, line, re.VERBOSE)
    if match is None:
        raise BadSet("line", f"{text.strip()[:40]!r} is not a set: expected a form like {example(dose)}.")
    measure = measure_of(dose)
    amount = _amount(match["amount"], dose) if match["amount"] else None
    load: float | None = None
    if written := match["load"] or match["bare"]:
        load = _number(written, "load_kg")
        if (match["unit"] or unit).startswith("lb"):
            load = round(load / POUNDS_PER_KILOGRAM, 2)
        load = checked("load_kg", load)
    if amount is not None:
        checked(measure, amount)
    return SetValues(amount, load, match["band"] or None, shaky)


def example(dose: PlannedDose) -> str:
    """A line that fits the dose, as a hint."""
    return {"reps": "12 or 12x5kg", "hold": "45s", "duration": "45s or 3m", "distance": "20m"}[dose.mode]


def _amount(text: str, dose: PlannedDose) -> float:
    word = text.replace(" ", "")
    if dose.mode == "distance":
        return _number(re.sub(r"m$", "", word), "distance_m")
    if dose.mode == "reps":
        return _number(re.sub(r"reps?$", "", word), "reps")
    if word.startswith("-"):
        raise BadSet(measure_of(dose), f"{word} is not {_NAMES[measure_of(dose)]}: expected 0 or more.")
    try:
        return parse_duration(word)
    except BadDate as error:
        raise BadSet(measure_of(dose), f"{error}.") from None


def _number(text: str, field: str) -> float:
    try:
        return decimal(text)
    except ValueError:
        raise BadSet(field, f"{text[:40]!r} is not a number.") from None


def set_words(set: Set, dose: PlannedDose) -> str:
    """A set as a person writes it: ``12 at 5 kg``, ``45 s``, ``10, red band``; ``-`` when it holds nothing."""
    amount = getattr(set, measure_of(dose))
    words = "-" if amount is None else amount_words(dose.mode, amount)
    if set.reps is not None and set.hold_s:
        words += f", held {seconds(set.hold_s)}"
    if set.load_kg:
        words += f" at {load_words(set.load_kg)}"
    return f"{words}, {set.band} band" if set.band else words
