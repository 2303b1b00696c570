"""``export --format ics``: what is planned, and the next check-in, as a calendar."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from msgspec.structs import replace

from journal.entries import CheckIn, Plan
from journal.exchange.calendar import CalendarEvent, calendar, planned
from journal.journal import Journal
from journal.rules.ankle.readings import MORNING_MOMENTS
from journal.rules.training.plan import current_plan, planned_words
from journal.views.views import Views


def chunks(journal: Journal, views: Views, now: datetime) -> Iterator[bytes]:
    """The calendar's file."""
    return calendar(journal.id, _events(journal, views, now))


def _events(journal: Journal, views: Views, now: datetime) -> Iterator[CalendarEvent]:
    if (plan := current_plan(journal.of_kind(Plan), now.date())) is not None:
        changed = plan.updated_at or plan.created_at or now
        for offer in views.training(now).offers:
            routine, since = offer.routine, offer.planned.since or plan.since
            name, note = f"routine-{routine.id}", planned_words(offer.planned, routine)
            if offer.planned.weekdays:
                event = planned(name, offer.name, since, changed, offer.planned.weekdays, routine.weeks)
                event = replace(event, skips=now.date()) if offer.is_barred else event
            elif day := now.date() if offer.due else offer.next_day:
                event = CalendarEvent(name=name, title=offer.name, day=day, changed_at=changed, note=note)
            else:
                continue
            yield event
    today = now.date()
    rated = any(one.moment in MORNING_MOMENTS for one in journal.of_kind(CheckIn, today, today))
    day = today + timedelta(days=rated)
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    yield CalendarEvent(name="check-in", title="Rate both ankles on waking", day=day, changed_at=midnight)
