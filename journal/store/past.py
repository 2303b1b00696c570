"""How a document came to be, as far as the journal's changes tell: what to know before another copy is merged in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from journal.store.changes import Change, Json, decoded, is_withdrawn
from journal.store.lines import Document
from journal.store.patch import applied


@dataclass(frozen=True)
class BroughtIn:
    """Documents to take from elsewhere, and the versions that lost a conflict, by id."""

    documents: Mapping[str, Json]
    lost: Mapping[str, list[Json]] = field(default_factory=dict)


@dataclass(frozen=True)
class Past:
    """The documents of a journal and its changes, oldest first."""

    documents: Mapping[str, Document]
    changes: Sequence[Change]

    def now(self, id: str) -> Json | None:
        """The document of an id; None when there is none, or it came from elsewhere and was taken back."""
        document = decoded(self.documents.get(id))
        return None if is_withdrawn(document) else document

    def earlier(self, id: str) -> Iterator[Json]:
        """Earlier versions of a document, the latest first; their ``updated_at`` mean nothing."""
        version = decoded(self.documents.get(id))
        for change in reversed(self.changes):
            if id not in change.before or version is None:
                continue
            way = change.before[id]
            if way is None:
                return
            version = way["document"] if "document" in way else applied(version, way["steps"], "")
            yield version

    def changed_here(self, id: str) -> bool | None:
        """Whether a runner changed a document in this copy since it was added or brought in; None: not known any more."""
        for change in reversed(self.changes):
            if id in change.before:
                return not change.foreign and change.before[id] is not None
        return None

    def lost(self, id: str) -> list[Json]:
        """Versions of a document that lost a conflict, oldest first."""
        return [version for change in self.changes for version in change.lost.get(id, ())]
