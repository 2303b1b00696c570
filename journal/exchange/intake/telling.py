"""A review in words and as JSON: what the command prints. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from msgspec import to_builtins

from journal.dates import duration_words
from journal.entries import Activity
from journal.exchange.intake.review import NEW_SHOE, Review, ReviewQuestion, RunOffer, SessionOffer, sets_of
from journal.exchange.intake.values import LEAVE, TAKE, WorkoutSet
from journal.units import DistanceUnit, distance_words
from journal.vocabulary import ACTIVITY_WORDS, BOUT_WORDS
from journal.words.labels import counted_kinds, listed
from library.exercise import MEASURE
from library.words import counted

_MEASURES = (*MEASURE.values(), "load_kg")
_SHOWN = 12
"""Rows of one kind that are told one by one; the rest are counted."""


def as_json(review: Review, would_add: int, added: int) -> dict[str, Any]:
    return {
        "format": review.format,
        "runs": [_run(offer) for offer in review.runs],
        "sessions": [_session(offer) for offer in review.sessions],
        **{name: to_builtins(getattr(review, name)) for name in ("shoes", "left_out", "questions")},
        "would_add": would_add,
        "added": added,
    }


def _run(offer: RunOffer) -> dict[str, Any]:
    bout = offer.bout
    told: dict[str, Any] = {
        "started_at": bout.started_at.isoformat(),
        "kind": bout.activity,
        "distance_km": bout.distance_km,
        "duration_s": bout.duration_s,
        "shoe": bout.shoe or None,
        "surface": bout.surface or None,
    }
    return {**told, "doubt": offer.doubt} if offer.doubt else told


def _session(offer: SessionOffer) -> dict[str, Any]:
    workout = offer.workout
    items: dict[str, list[dict[str, Any]]] = {}
    for row in workout.sets:
        items.setdefault(row.exercise, []).extend(_set(one) for one in sets_of(row))
    told: dict[str, Any] = {
        "started_at": workout.started_at.isoformat(),
        "name": workout.name,
        "duration_s": workout.duration_s,
        "items": [{"exercise": exercise, "sets": sets} for exercise, sets in items.items()],
    }
    return {**told, "doubt": offer.doubt} if offer.doubt else told


def _set(row: WorkoutSet) -> dict[str, Any]:
    told = {measure: value for measure in _MEASURES if (value := getattr(row, measure)) is not None}
    return {"side": row.side, **told}


def summary(settled: Review, *, done: bool = False) -> str:
    """``2 runs, 1 walk and 1 session to add, from 2026-11-02 to 2026-11-20``; ``done`` says that they were added."""
    found = [BOUT_WORDS[offer.bout.activity] for offer in settled.runs] + ["session"] * len(settled.sessions)
    parts = counted_kinds(found) or [counted(0, "run")]
    days = sorted(
        [offer.bout.started_at.date() for offer in settled.runs]
        + [offer.workout.started_at.date() for offer in settled.sessions]
    )
    span = ""
    if days:
        span = f", of {days[0]}" if days[0] == days[-1] else f", from {days[0]} to {days[-1]}"
    told = f"{listed(parts)} {'added' if done else 'to add'}{span}"
    if settled.completions:
        told += f"; {counted(len(settled.completions), 'run')} that {'is' if len(settled.completions) == 1 else 'are'}"
        told += " here already told what the file knows besides"
    return told


_CHOICES = {
    "km": "kilometres",
    "mi": "miles",
    "day-first": "the day",
    "month-first": "the month",
    ",": "the comma",
    ".": "the point",
    TAKE: "take them",
    LEAVE: "leave them",
    NEW_SHOE: "a new pair",
    "both": "on both",
}


def choice_words(choice: str) -> str:
    """An answer to a question in words; what is no word of ours is a name, and stays as it is."""
    return _CHOICES.get(choice) or ACTIVITY_WORDS.get(cast(Activity, choice), choice)


def details(
    review: Review, settled: Review, unit: DistanceUnit = "km", ways: Mapping[str, str] | None = None
) -> list[str]:
    """What is asked, what is left for now, what is left out, what is new: a sentence each.

    ``ways``: how a question is answered here, by its id; ``""`` for all of them.
    """
    ways, lines = ways or {}, []
    if review.shoes:
        names = ", ".join(shoe.name for shoe in review.shoes)
        lines.append(f"{counted_kinds(['shoe'] * len(review.shoes))[0]} not here yet: {names}.")
    left = review.doubtful - settled.doubtful
    if left:
        way = f"; {ways['']}" if "" in ways else ""
        lines.append(f"Left for now: {counted(left, 'row')} in doubt{way}.")
    for question in review.questions:
        way = f"; {ways[question.id]}" if question.id in ways else ""
        choices = " or ".join(question.choices)
        lines.append(f"{question.asks} ({counted(len(question.rows), 'row')}: {choices}{way})")
        lines += [f"  {words}" for words in _rows(review, question, unit)]
    if review.left_out:
        lines.append(f"Left out: {counted(len(review.left_out), 'row')}.")
        lines += [f"  {one.where}: {one.why}" for one in review.left_out[:_SHOWN]]
        if len(review.left_out) > _SHOWN:
            lines += [f"  in all {total}" for total in review.totals()[:_SHOWN]]
    return lines


def _rows(review: Review, question: ReviewQuestion, unit: DistanceUnit) -> list[str]:
    offers = [review.runs[row] for row in question.rows[:3] if row < len(review.runs)]
    return [offer_words(one, unit) for one in offers if question.id in {doubt.id for doubt in one.bout.doubts}]


def offer_words(offer: RunOffer | SessionOffer, unit: DistanceUnit) -> str:
    """A run or session on one line: ``2026-09-20 08:12  run  5 km  30 min  Red Treads``."""
    if isinstance(offer, RunOffer):
        bout, at = offer.bout, offer.bout.started_at
        parts = [
            ACTIVITY_WORDS[bout.activity],
            distance_words(bout.distance_km, unit) if bout.distance_km else "",
            duration_words(bout.duration_s) if bout.duration_s else "",
            bout.shoe,
        ]
    else:
        workout, at = offer.workout, offer.workout.started_at
        exercises, sets = {row.exercise for row in workout.sets}, sum(len(sets_of(row)) for row in workout.sets)
        parts = [workout.name or "session", f"{counted(len(exercises), 'exercise')}, {counted(sets, 'set')}"]
    doubt = f"({offer.doubt})" if offer.doubt else ""
    return "  ".join(part for part in (f"{at:%Y-%m-%d %H:%M}", *parts, doubt) if part)
