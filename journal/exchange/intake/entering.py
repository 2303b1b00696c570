"""Entries made of what a review lets in. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Any

from journal.changes.checked import validated
from journal.entries import Entry, Item, Run, Session, Set, Shoe
from journal.errors import InvalidEntry
from journal.exchange.intake.ids import shoe_id, shoe_key
from journal.exchange.intake.review import Completion, Review, RunOffer, SessionOffer, sets_of
from journal.exchange.intake.values import NamedShoe, SourceRun, Unreadable, WorkoutSet
from journal.units import LEAST_KM, LEAST_S
from library.exercise import MEASURE
from library.routine import PlannedDose

_NAME = 200


def entries_of(review: Review, removed: Callable[[str], bool], names: Callable[[str], str]) -> list[Entry]:
    """The entries of all that a review offers, settled before: shoes first, then runs and sessions by time.

    ``removed``: whether an entry of this id was here and was removed; such a pair stays removed.
    ``names``: an exercise's name by its id.
    """
    shoes: dict[str, Shoe] = {}
    runs = [_run(offer, review.shoes, shoes, removed) for offer in review.runs]
    return [*shoes.values(), *runs, *(_session(offer, names) for offer in review.sessions)]


def _run(offer: RunOffer, named: Iterable[NamedShoe], shoes: dict[str, Shoe], removed: Callable[[str], bool]) -> Run:
    bout = offer.bout
    try:
        return validated(
            Run(
                id=offer.id,
                started_at=bout.started_at,
                activity=bout.activity,
                duration_s=_at_least(LEAST_S, bout.duration_s),
                distance_km=_at_least(LEAST_KM, bout.distance_km),
                surface=bout.surface,
                shoe=shoe_of(offer, named, shoes, removed),
                rpe=bout.rpe,
                note=bout.note,
                source_id=bout.source_id[:_NAME],
            )
        )
    except InvalidEntry as error:
        raise Unreadable(f"{bout.where}: {error.told}; nothing was imported") from None


def shoe_of(
    record: RunOffer | Completion, named: Iterable[NamedShoe], new: dict[str, Shoe], removed: Callable[[str], bool]
) -> str:
    """The id of the pair of a run: of one that is here, or of one added to the new ones; empty for one removed."""
    bout = record.bout
    if record.shoe_id or not bout.shoe:
        return record.shoe_id
    id = shoe_id(bout.shoe)
    known = new.get(id)
    if known is None and removed(id):
        return ""
    if known is None or (known.first_worn and bout.started_at.date() < known.first_worn):
        new[id] = _new_shoe(_named(bout.shoe, named), bout)
    return id


def _named(name: str, named: Iterable[NamedShoe]) -> NamedShoe:
    """What is known of a pair by its name."""
    found = next((one for one in named if shoe_key(one.name) == shoe_key(name)), None)
    return NamedShoe(name, found.brand, found.model) if found else NamedShoe(name)


def _new_shoe(named: NamedShoe, bout: SourceRun) -> Shoe:
    """A pair that is not here yet, first worn on the day of this run."""
    nickname = "" if shoe_key(named.name) == shoe_key(f"{named.brand} {named.model}") else named.name
    shoe = Shoe(
        id=shoe_id(named.name),
        nickname=nickname[:_NAME],
        brand=named.brand[:_NAME],
        model=named.model[:_NAME],
        first_worn=bout.started_at.date(),
    )
    return validated(shoe)


def _at_least(least: float, value: float | None) -> float | None:
    return value if value is not None and value >= least else None


def _session(offer: SessionOffer, names: Callable[[str], str]) -> Session:
    workout = offer.workout
    rows: dict[str, list[WorkoutSet]] = {}
    for row in workout.sets:
        rows.setdefault(row.exercise, []).extend(sets_of(row))
    items = []
    for number, (exercise, sets) in enumerate(rows.items(), start=1):
        items.append(
            Item(
                id=str(number),
                exercise=exercise,
                name=names(exercise),
                dose=_dose(sets),
                position=float(number),
                sets=tuple(_set(f"{number}-{n}", row, workout.started_at) for n, row in enumerate(sets, start=1)),
            )
        )
    ended = workout.started_at + timedelta(seconds=workout.duration_s or 0)
    return validated(
        Session(
            id=offer.id,
            started_at=workout.started_at,
            finished_at=ended,
            state="finished",
            name=workout.name,
            items=tuple(items),
            note=workout.note,
        )
    )


def _set(id: str, row: WorkoutSet, at: datetime) -> Set:
    held = {measure: getattr(row, measure) for measure in MEASURE.values()}
    return Set(id=id, side=row.side, load_kg=row.load_kg, result="done", done_at=at, **held)


def _dose(sets: list[WorkoutSet]) -> PlannedDose:
    """The dose that was done, as the plan of an item says it: the largest set of each side."""
    sided = any(row.side != "both" for row in sets)
    left, right = (sum(row.side == side for row in sets) for side in ("left", "right"))
    count = max(1, min(99, max(left, right) if sided else len(sets)))
    for field in MEASURE.values():
        values = [value for row in sets if (value := getattr(row, field))]
        if values:
            return PlannedDose(sets=count, per_side=left > 0 and right > 0, **{field: max(values)})
    return PlannedDose(sets=count, reps=1)


def completed(document: dict[str, Any], completion: Completion, shoe: str) -> dict[str, Any]:
    """A run's document with what it lacks and a record of the same run knows."""
    bout = completion.bout
    known = {
        "distance_km": bout.distance_km,
        "duration_s": bout.duration_s,
        "surface": bout.surface or None,
        "shoe": shoe or None,
        "rpe": bout.rpe,
    }
    return {**document, **{field: value for field, value in known.items() if value and not document.get(field)}}
