"""What is planned today, as JSON values: the session as the verdict lets it be done, and where each routine stands."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from journal.entries import ANKLES, Ankle, Item, Side
from journal.rules.ankle.light import Light
from journal.rules.done.history import ankles_of
from journal.rules.training.lookup import known
from journal.rules.training.offered import OfferedItems, offered, sides_today
from journal.rules.training.plan import Offer
from journal.rules.training.prefill import Preparing, begin
from journal.rules.verdict.table import LOADS
from journal.rules.verdict.verdict import Verdict
from journal.views.training import Training
from library.catalogue import Catalogue
from library.exercise import Exercise
from library.routine import RoutineItem

_MEASURES = ("reps", "hold_s", "duration_s", "distance_m")


def planned_document(training: Training, found: Verdict) -> dict[str, Any]:
    """What is planned on the day of the verdict, under ``session`` and ``plan``.

    ``session`` is None where nothing is planned today, ``plan`` empty where nothing is planned at all. A session of
    which nothing is left has no items, and says why.
    """
    free = replace(training.standing(), lights=dict.fromkeys(ANKLES, Light.GREEN), stopped=False)
    offers = training.offers(free)
    due = [(offer, offered(offer.fitted, training.catalogue, found)) for offer in offers if offer.due]
    chosen = next((pair for pair in due if pair[1].items), due[0] if due else None)
    today = training.now.date()
    return {
        "session": _session(training, found, *chosen) if chosen else None,
        "plan": [
            {
                "routine": offer.routine.id,
                "stage": offer.week,
                "next": (day.isoformat() if (day := today if offer.due else offer.next_day) else None),
                "missing": [],
            }
            for offer in offers
        ],
    }


def _session(training: Training, found: Verdict, offer: Offer, items: OfferedItems) -> dict[str, Any]:
    stood_in = _stood_in(offer, training.catalogue)
    instead = {one.instead: one.exercise for one in items.left_out if one.instead} | stood_in
    preparing = _by_verdict(training.preparing(), found)
    begun = begin(training.now, items.items, preparing, routine=offer.routine)
    fitted = {item.exercise for item in offer.fitted}
    waits = [one for one in offer.routine.items_in_week(offer.week or 1) if one.exercise not in fitted]
    return {
        "routine": offer.routine.id,
        "items": [
            {
                "exercise": item.exercise,
                "variant": "",
                "sets": _sets(item, planned, training.catalogue, found),
                "instead_of": instead.get(item.exercise),
            }
            for item, planned in zip(begun.items, items.items, strict=True)
        ],
        "left_out": [
            *({"exercise": one.exercise, "why": one.why} for one in items.left_out),
            *(
                {"exercise": one.exercise, "why": "It waits for the days between jumps."}
                for one in waits
                if one.exercise not in stood_in.values()
            ),
        ],
    }


def _stood_in(offer: Offer, catalogue: Catalogue) -> dict[str, str]:
    """What the plan itself put in another's place: by the new one's id, the one it stands in for."""
    fitted = {item.exercise for item in offer.fitted}
    gone = [one.exercise for one in offer.routine.items_in_week(offer.week or 1) if one.exercise not in fitted]
    rungs = {id: {rung.id for rung in catalogue.ladder(id)} for id in gone if id in catalogue}
    return {new: old for new in offer.reasons for old, ladder in rungs.items() if new in ladder}


def _by_verdict(preparing: Preparing, found: Verdict) -> Preparing:
    """Sets grow where an ankle may progress; else they are as last time, and what may not be done is left out."""
    lights: dict[Ankle, Light] = {
        side: Light.GREEN if found.sides[side].load == "progress" else Light.NONE for side in ANKLES
    }
    return replace(preparing, lights=lights, stopped=False)


def _sets(item: Item, planned: RoutineItem, catalogue: Catalogue, found: Verdict) -> list[dict[str, Any]]:
    """The sets of the sides that may do it today; without added weight where a bar or the load forbids it."""
    exercise = known(catalogue, item.exercise)
    if exercise is None:
        return []
    sides = sides_today(exercise, planned.dose.per_side, found)
    return [
        {
            "side": set_.side,
            **{measure: getattr(set_, measure) for measure in _MEASURES},
            "load_kg": set_.load_kg if _weight_allowed(exercise, set_.side, found) else None,
            "band": set_.band,
        }
        for set_ in item.sets
        if set_.side in sides
    ]


def _weight_allowed(exercise: Exercise, side: Side, found: Verdict) -> bool:
    """Added weight makes calf work the highest level, which waits for a load of repeat; under 18 it is left out."""
    if any(bar.id == "added-load" for bar in found.bars):
        return False
    loads = [found.sides[ankle].load for ankle in ankles_of(side)]
    return not exercise.calf_level or all(LOADS.index(load) >= LOADS.index("repeat") for load in loads)
