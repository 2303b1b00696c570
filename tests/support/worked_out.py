"""What a journal says is worked out once for all tests of a worker: hundreds of them begin with the same twelve weeks.

Known by all that it hangs on, every document of the journal among it, so that a test which changes its journal is told
what that says.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from datetime import datetime
from functools import cache, cached_property, lru_cache
from typing import Any

import msgspec

from journal.changes.document import Document
from journal.entries import Entry
from journal.journal import Journal
from journal.settings.settings import Settings
from journal.store import validity
from journal.views.training import Training
from journal.views.views import Views
from library.catalogue import Catalogue

VALUES = ("verdict", "asking", "today")
"""What is kept of a minute: plain values, which nobody changes."""
MOST = 64
"""So many are kept: the journals of laws are no other test's."""

_known: dict[Hashable, Any] = {}
_this_minute, _offers, _read = Views._this_minute, Training.__dict__["offers"].func, validity.read


def once(name: object, journal: Journal, settings: Settings, now: datetime, make: Callable[[], Any]) -> Any:
    """What was made of these documents at this moment in any test, or is made now."""
    documents = journal._store.documents
    told = tuple(documents), b"\n".join(documents.values())
    key = name, now.isoformat(), journal.zone, msgspec.json.encode(settings), told
    if key not in _known:
        if len(_known) >= MOST:
            del _known[next(iter(_known))]
        _known[key] = make()
    return _known[key]


def this_minute(self: Views, name: object, now: datetime, make: Callable[[], Any]) -> Any:
    if name not in VALUES:
        return _this_minute(self, name, now, make)
    return _this_minute(self, name, now, lambda: once(name, self._journal, self.settings, now, make))


def offers(self: Training) -> Any:
    return once(("offers", self.found), self.journal, self.settings, self.now, lambda: _offers(self))


@lru_cache(maxsize=4096)
def _entry(id: str, kind: str, document: bytes) -> Entry:
    return _read(id, kind, msgspec.Raw(document))


def entry(id: str, kind: str, document: Document, values: object = None) -> Entry:
    return _entry(id, kind, bytes(document))


def install() -> None:
    """Work out once what a day says, and read once what is built in and each entry."""
    Catalogue.built_in = cache(Catalogue.built_in)  # type: ignore[method-assign]
    Views._this_minute = this_minute  # type: ignore[method-assign]
    Training.offers = cached_property(offers)  # type: ignore[assignment]
    Training.offers.__set_name__(Training, "offers")  # type: ignore[attr-defined]
    validity.read = entry
