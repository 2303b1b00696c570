"""What is planned today, for ``TodayDocument``: the session as it may be done, and where each routine stands."""

from __future__ import annotations

from typing import Any

from journal.entries import Item
from journal.rules.training.planned import Offer
from journal.rules.training.prefill import begin
from journal.views.training import Training


def planned_document(training: Training) -> dict[str, Any]:
    """What is planned now, under ``session`` and ``plan``.

    ``session`` is None where nothing is planned today, ``plan`` empty where nothing is planned at all. A session of
    which nothing is left has no items, and says why.
    """
    offers = training.offers
    today = training.now.date()
    chosen = next((offer for offer in offers if offer.due), None)
    chosen = chosen or next((offer for offer in offers if offer.is_barred), None)
    return {
        "session": _session(training, chosen) if chosen else None,
        "plan": [
            {
                "routine": offer.routine.id,
                "stage": offer.week or training.earned.stage.stage,
                "next": day.isoformat() if (day := today if offer.due else offer.next_day) else None,
                "missing": list(offer.missing),
            }
            for offer in offers
        ],
    }


def due_items(training: Training, offer: Offer) -> tuple[Item, ...]:
    """What a session would hold that is begun now, its sets as they are proposed; nothing of one that is not due."""
    return (
        begin(training.now, offer.fitted.items, training.preparing(), routine=offer.routine).items if offer.due else ()
    )


def _session(training: Training, offer: Offer) -> dict[str, Any]:
    instead = {one.instead: one.exercise for one in offer.fitted.left_out if one.instead} | dict(offer.fitted.swapped)
    items = due_items(training, offer)
    return {
        "routine": offer.routine.id,
        "items": [
            {
                "exercise": item.exercise,
                "variant": item.way,
                "sets": item.sets,
                "instead_of": instead.get(item.exercise),
            }
            for item in items
        ],
        "left_out": offer.fitted.left_out,
    }
