"""How a document came to be, as far as the journal's changes tell: what to know before another copy is merged in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from journal.changes.changes import Change, decoded, is_withdrawn
from journal.changes.document import Document, Json
from journal.changes.patch import applied


class BroughtIn(msgspec.Struct, frozen=True):
    """Documents to take from elsewhere, and the versions that lost a conflict, by id. ``label``: what undo names."""

    documents: Mapping[str, Json]
    lost: Mapping[str, list[Json]] = {}
    label: str = ""


class Past(msgspec.Struct, frozen=True):
    """The documents of a journal and its changes, oldest first."""

    documents: Mapping[str, Document]
    changes: Sequence[Change]

    def now(self, id: str) -> Json | None:
        """The document of an id; None when there is none, or it came from elsewhere and was taken back."""
        document = decoded(self.documents.get(id))
        return None if is_withdrawn(document) else document

    def earlier(self, id: str) -> Iterator[Json]:
        """Earlier versions of a document, the latest first; their ``updated_at`` mean nothing."""
        return (version for version, _ in self._back(id))

    def beginning(self, id: str) -> Json | None:
        """The version added here or brought in last: what differs from it was changed here. None: no longer known."""
        version = decoded(self.documents.get(id))
        for earlier, change in self._back(id):
            if change.foreign:
                return version
            version = earlier
        added = next((change for change in self.changes if id in change.before), None)
        return version if added is not None and added.before[id] is None else None

    def _back(self, id: str) -> Iterator[tuple[Json, Change]]:
        """Earlier versions, each with the change that replaced it."""
        version = decoded(self.documents.get(id))
        for change in reversed(self.changes):
            if id not in change.before or version is None:
                continue
            if (way := change.before[id]) is None:
                return
            version = way["document"] if "document" in way else applied(version, way["steps"], "")
            yield version, change

    def lost(self, id: str) -> list[Json]:
        """Versions of a document that lost a conflict, oldest first."""
        return [version for change in self.changes for version in change.lost.get(id, ())]
