"""The moment a change counts as made at. Pure.

Clocks disagree, and merging lets the later moment win. So a change is stamped with the clock's moment, or with the
smallest step after the newest moment in what it changes, where that is later: a change never counts as older than what
it changed, whatever either clock said (a hybrid logical clock, kept in the fields that documents have anyway).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from journal.changes.document import Json
from journal.changes.patch import KEPT_SESSION, OWN_STAMP, STAMP

NEVER = timedelta.min
"""The moment of what says none: earlier than any other."""
STEP = timedelta(microseconds=1)
"""The least by which two moments in a document can differ."""
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def instant(text: object) -> timedelta:
    """The moment an RFC 3339 text names, as the time since 1970 began in UTC; ``NEVER`` when it names none."""
    if isinstance(text, str):
        try:
            moment = datetime.fromisoformat(text)
        except ValueError:
            return NEVER
        if moment.tzinfo is not None:
            return moment - _EPOCH
    return NEVER


def stamp(now: datetime, *changed: Json | None) -> str:
    """RFC 3339, at the clock's offset, for a change of these documents; None is one that was not there."""
    seen = max((_newest(document) for document in changed if document is not None), default=NEVER)
    if seen < now - _EPOCH:
        return now.isoformat()
    try:
        return (_EPOCH + seen + STEP).astimezone(now.tzinfo).isoformat()
    except OverflowError:  # the last moment there is: nothing is later
        return now.isoformat()


def _newest(document: Json) -> timedelta:
    """The latest moment by which a document or a part of it is merged."""
    # At one offset the later text is the later moment: a session of fifty sets takes a parse or two, not a hundred.
    latest: dict[str, str] = {}
    for text in _moments(document):
        zone = text[-6:] if text[10:11] == "T" and text[-6:-5] in ("+", "-") else text
        if text > latest.get(zone, ""):
            latest[zone] = text
    return max(map(instant, latest.values()), default=NEVER)


def _moments(document: Json) -> Iterator[str]:
    """Every moment in it that merging looks at; what an edit by hand has left is passed over."""
    items = _parts(document, "items")
    for part in (document, *items, *(set_ for item in items for set_ in _parts(item, "sets"))):
        moment = part.get(STAMP) or part.get("done_at")
        if isinstance(moment, str):
            yield moment
    if isinstance(own := document.get(OWN_STAMP), str):
        yield own
    if isinstance(kept := document.get(KEPT_SESSION), dict):
        yield from _moments(kept)


def _parts(document: Json, field: str) -> list[Json]:
    value = document.get(field)
    return [part for part in value if isinstance(part, dict)] if isinstance(value, list | tuple) else []
