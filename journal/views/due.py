"""What is asked of the runner now, for a prompt or a reminder: a sentence each, with the command that answers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Literal

from msgspec import Struct

from journal.entries import CheckIn, Run, Session
from journal.journal import Journal
from journal.rules.ankle.moments import MORNING_HOUR
from journal.rules.ankle.readings import MORNING_MOMENTS
from journal.views.views import Views
from journal.words.verdict import run_words


class Due(Struct, frozen=True):
    """One thing that is asked for; ``says`` is it in words."""

    what: Literal["stop-signs", "question", "rating", "session", "run"]
    says: str


class DueDocument(Struct, frozen=True):
    """What ``today --due`` writes as JSON: what is asked for now; empty when nothing is."""

    due: tuple[Due, ...]


def due(journal: Journal, views: Views, now: datetime) -> Iterator[Due]:
    """What is open at this moment; nothing when nothing is."""
    today, found = now.date(), views.verdict(now)
    if found.signs:
        yield Due("stop-signs", "The question about stop signs is open: surefoot rate --stop-sign ID, or none.")
    for question in found.questions:
        yield Due("question", f"{question.asks} surefoot answer {question.id} answers.")
    rated = (one for one in journal.of_kind(CheckIn, today, today) if one.moment in MORNING_MOMENTS)
    if now.hour >= MORNING_HOUR and next(rated, None) is None:
        yield Due("rating", "This morning's rating is missing: surefoot rate --left N --right N.")
    if not any(one.state == "open" for one in journal.of_kind(Session, today, today)):
        for offer in views.training(now).offers:
            if offer.due:
                yield Due("session", f"{offer.name} is planned today and not begun.")
    step = found.ladder
    can = found.run == "ladder" and step is not None and (step.not_before is None or step.not_before <= today)
    if can and not journal.of_kind(Run, today, today):
        yield Due("run", f"Today's run is not begun: {run_words(found, views.names)}.")
