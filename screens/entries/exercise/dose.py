"""The fields of a planned dose, and the dose they make."""

from __future__ import annotations

from typing import Any

from journal.errors import InvalidEntry
from library.exercise import MEASURE
from library.routine import PlannedDose
from library.variant import variant_words
from screens.frame.form import Field, Values

_LABELS = {"reps": "Reps in a set", "hold": "Hold", "duration": "Time", "distance": "Distance"}


def dose_fields(dose: PlannedDose) -> list[Field]:
    """One field for each part of a dose; what a set is counted in stays what it is."""
    counted: dict[str, Any] = (
        {"kind": "int", "low": 1, "high": 500}
        if dose.mode == "reps"
        else {"kind": "decimal", "low": 1, "high": 100_000, "unit": "m"}
        if dose.mode == "distance"
        else {"kind": "duration", "low": 1, "high": 86_400, "hint": "45s, 1:30, 2 min"}
    )
    amount = int(dose.amount) if dose.mode == "reps" else dose.amount
    fields = [
        Field("sets", "Sets", dose.sets, "int", required=True, low=1, high=20),
        Field("amount", _LABELS[dose.mode], amount, required=True, **counted),
    ]
    if dose.mode == "reps":
        fields.append(Field("hold_s", "Held in each rep", dose.hold_s, "duration", "empty for none", low=1, high=600))
    return [
        *fields,
        Field("per_side", "Each side", dose.per_side, "yes-no"),
        Field("load_kg", "Weight", dose.load_kg, "decimal", unit="kg", low=0, high=500),
        Field("band", "Band", dose.band or "", hint="its colour"),
        Field("rest_s", "Rest between sets", dose.rest_s, "duration", low=0, high=86_400),
        Field("tempo", "Tempo", dose.tempo or "", hint="up-hold-down: 2-1-3"),
    ]


def variant_field(way: str) -> Field:
    return Field("variant", "Way", variant_words(way), hint="knee bent, backpack")


def dose_of(values: Values, before: PlannedDose) -> PlannedDose:
    """The dose that the fields' values make. Raises InvalidEntry: one of them makes no sense; names the field."""
    amount = values["amount"]
    held = {"hold_s": values["hold_s"]} if values.get("hold_s") else {}
    try:
        return PlannedDose(
            sets=values["sets"],
            per_side=values["per_side"],
            load_kg=values["load_kg"] or None,
            band=values["band"] or None,
            rest_s=values["rest_s"],
            tempo=values["tempo"] or None,
            rep_s=before.rep_s,
            **{MEASURE[before.mode]: amount, **held},
        )
    except ValueError as error:
        raise InvalidEntry("dose", "tempo" if "tempo" in str(error) else "amount", str(error)) from None
