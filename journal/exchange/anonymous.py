"""Entries without what says whose they are: ids replaced by a keyed hash, names and everything typed left out.

What stays is named here, field by field; what is not named does not leave. Numbers stay, words of the vocabulary, and
times, which a secret may move by whole weeks, so that weekdays and what lies between two days stay as they were.
"""

from __future__ import annotations

import hmac
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any

import msgspec

from journal.changes.checked import to_document
from journal.changes.document import Json
from journal.entries import Answer, Entry, kind_of
from journal.vocabulary import QUESTIONS, is_question
from library.catalogue import Catalogue

LEAST_KEY = 16
"""Bytes of a key that cannot be guessed by trying."""
MOST_KEY = 4096
"""Bytes of a file that are read as a key."""
MOST_WEEKS = 104
"""A secret moves days back by 1 to so many weeks."""


def _named(fields: str) -> frozenset[str]:
    return frozenset(fields.split())


STAYS = _named("""
    kind side left right state result activity surface moment spots feels triggers stop_signs when answers rub_spots
    test fact who closes limit exercises size_system type weekdays times_per_week times_per_day items sets dose soreness
    routines rating value rpe stage duration_s distance_km distance_m reps hold_s load_kg per_side rest_s rep_s planned
    chosen position removed hidden default prior_km limit_km
""")
"""Numbers, words of the vocabulary, and what holds them."""
IDS = _named("id shoe support after exercise routine based_on question")
"""Ids of entries, and of exercises and routines: those that came with Surefoot stay as they are."""
TIMES = _named("""
    at created_at updated_at started_at finished_at done_at stop_signs_cleared_at stop_signs_answered_at day since until
    bought first_worn retired
""")
LEFT_OUT = _named("""
    text note notes name nickname brand model size width insole lacing retired_reason reason annotation definition
    purpose conditions scale unit band tempo source_id timer own_updated_at variant how
""")
"""Named so that a new field has to be put on one side or the other; what stands nowhere is left out as well."""
_NEEDED: dict[str, Json] = {"shoe": {"nickname": "shoe"}, "routine": {"name": "routine"}}
"""What a kind cannot be without."""
_NOT_SHARED = ("note",)
"""Kinds of which nothing would be left."""
_BODY = frozenset({"body-kg", "weights-owned"})
"""Answers by which somebody who knows a runner would know whose the rest is, and which nothing is asked of."""
_CONDITION = "condition-"


class Secret(msgspec.Struct, frozen=True):
    """A key, and whether it also moves the days."""

    key: bytes
    moves_days: bool = False

    def id(self, id: str) -> str:
        """Another id in the place of this one, always the same under the same key."""
        return str(self._number("id", id) % 999_999_999_999_999_999 + 1)

    def day(self, text: str) -> str:
        """A day, or the moment that begins with one, moved back by the secret's weeks."""
        if not self.moves_days:
            return text
        weeks = timedelta(weeks=self._number("days", "") % MOST_WEEKS + 1)
        day = date.fromisoformat(text[:10])
        return (day - min(weeks, day - date.min)).isoformat() + text[10:]

    def _number(self, purpose: str, text: str) -> int:
        digest = hmac.digest(self.key, f"{purpose}:{text}".encode("utf-8", "surrogatepass"), "sha256")
        return int.from_bytes(digest[:16], "big")


def anonymous(entries: Iterable[Entry], secret: Secret) -> Iterator[tuple[str, Json]]:
    """Ids and documents that say nothing of whose they are, in the order given; no note, no weight of a body."""
    built_in = Catalogue.built_in()
    public = {"", *QUESTIONS, *(one.id for one in built_in.all()), *(one.id for one in built_in.routines())}

    def id_of(text: str) -> str:
        """Of a question that is asked of each routine, only the routine's id is another one."""
        if text.startswith(_CONDITION):
            return _CONDITION + id_of(text.removeprefix(_CONDITION))
        return text if text in public or is_question(text) else secret.id(text)

    def kept(field: str, value: Any) -> Any:
        if isinstance(value, dict):
            return dict(value) if field == "answers" else fields(value)
        if isinstance(value, (list, tuple)):
            return [kept(field, one) for one in value]
        if value is None:
            return None
        return id_of(value) if field in IDS else secret.day(value) if field in TIMES else value

    def fields(document: Json) -> Json:
        return {name: kept(name, value) for name, value in document.items() if name in STAYS | IDS | TIMES}

    for entry in entries:
        if isinstance(entry, Answer) and entry.question in _BODY:
            continue
        if (kind := kind_of(entry)) not in _NOT_SHARED:
            yield secret.id(entry.id), {**fields(to_document(entry)), **_NEEDED.get(kind, {})}
