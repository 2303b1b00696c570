"""The plan as a calendar (iCalendar, RFC 5545): planned sessions and the next check-in, under names that stay. Pure.

The same plan gives the same events, so that a calendar which reads the file again changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta

from msgspec import Struct

_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_WIDEST = 75
"""Bytes of a line; longer ones go on in the next, which begins with a blank."""


class CalendarEvent(Struct, frozen=True, kw_only=True):
    """Something of a whole day: ``weekdays`` (1 Monday to 7) and the last day of a repetition, where it repeats.

    ``skips`` is a day on which a repetition is left out.
    """

    name: str
    title: str
    day: date
    changed_at: datetime
    weekdays: tuple[int, ...] = ()
    until: date | None = None
    skips: date | None = None
    note: str = ""


def planned(
    name: str, title: str, since: date, changed_at: datetime, weekdays: Iterable[int], weeks: int | None
) -> CalendarEvent:
    """A routine on days of the week, from the first of them on; a programme ends with its weeks."""
    days = tuple(sorted(set(weekdays)))
    first = next(day for n in range(7) if (day := since + timedelta(days=n)).isoweekday() in days)
    until = since + timedelta(days=7 * weeks - 1) if weeks else None
    return CalendarEvent(name=name, title=title, day=first, changed_at=changed_at, weekdays=days, until=until)


def calendar(journal: str, events: Iterable[CalendarEvent]) -> Iterator[bytes]:
    """The file, line by line; ``journal`` is the id that its events are named by."""
    head = ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Surefoot//Plan//EN", "CALSCALE:GREGORIAN")
    for line in (*head, *(line for event in events for line in _lines(journal, event)), "END:VCALENDAR"):
        yield _folded(line)


def _lines(journal: str, event: CalendarEvent) -> Iterator[str]:
    yield from ("BEGIN:VEVENT", f"UID:{event.name}-{journal}@surefoot")
    yield f"DTSTAMP:{event.changed_at.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    yield f"DTSTART;VALUE=DATE:{event.day:%Y%m%d}"
    if event.weekdays:
        until = f";UNTIL={event.until:%Y%m%d}" if event.until else ""
        yield f"RRULE:FREQ=WEEKLY;BYDAY={','.join(_DAYS[day - 1] for day in event.weekdays)}{until}"
    if event.skips:
        yield f"EXDATE;VALUE=DATE:{event.skips:%Y%m%d}"
    yield f"SUMMARY:{_text(event.title)}"
    if event.note:
        yield f"DESCRIPTION:{_text(event.note)}"
    yield from ("TRANSP:TRANSPARENT", "END:VEVENT")


def _text(text: str) -> str:
    for plain, written in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        text = text.replace(plain, written)
    return text


def _folded(line: str) -> bytes:
    """A line in UTF-8 with its end, in pieces where it is too long; no character is cut."""
    pieces: list[bytes] = []
    piece = b""
    for character in line:
        data = character.encode()
        if len(piece) + len(data) > _WIDEST - bool(pieces):
            pieces.append(piece)
            piece = b""
        piece += data
    return b"\r\n ".join([*pieces, piece]) + b"\r\n"
