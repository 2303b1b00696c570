"""Changes: what each transaction replaced, kept in the journal so that it can be taken back.

A change is a document of kind ``change`` in the same line as what it describes::

    {"kind":"change","created_at":…,"updated_at":…,"by":"<login>","label":"removed check-in of 07:12",
     "before":{"<id>":null | {"document":{…}} | {"steps":[…]}},"undoes":"<id of the change taken back>"}

``before`` leads back: null removes what was added, ``document`` puts the earlier document in its place, ``steps`` turn
the later document into the earlier one (see ``patch``). Taking a change back is a change itself, which ``undoes`` it;
an item or a set it takes out of a session stays there, marked removed.

What was brought in from elsewhere is ``foreign``: taking it back must look to every other copy of the journal as if it
had never come, so documents return with the times they had, and what was added is withdrawn: its tombstone is not
exported and does not win over the same entry brought in again. ``lost`` holds versions that lost a conflict, by id.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

import msgspec

from journal.changes.document import UNREADABLE, Document, Json
from journal.changes.patch import PatchStep, difference, inverse, is_step, overlap, patched, stamped
from journal.changes.stamp import stamp

KIND = "change"
TOMBSTONE = "deleted"
KEPT_CHANGES = 500
KEPT_DAYS = 90
_WHOLE: list[PatchStep] = [[[]]]


def decoded(document: Document | None) -> Json | None:
    """A document's JSON values; None when there is none.

    Nor is there one where an edit by hand has left no object, no text or a number beyond all: nothing is read from it.
    """
    if document is None:
        return None
    try:
        value = msgspec.json.decode(document)
    except UNREADABLE:
        return None
    return value if isinstance(value, dict) else None


def way_back(before: Json | None, after: Json, steps: list[PatchStep] | None = None) -> Json | None:
    """How to get from the later document to the earlier one; ``steps`` led the other way, where known."""
    if before is None:
        return None
    if before.get("kind") != after.get("kind"):
        return {"document": before}
    back = inverse(before, steps) if steps is not None else None
    return {"steps": difference(after, before) if back is None else back}


def withdrawn(document: Json, now: str) -> Json:
    """What stays of a document brought in from elsewhere and taken back."""
    return {**tombstone(document, now), "withdrawn": True}


def is_withdrawn(document: Json | None) -> bool:
    """Whether a document only marks where something brought in was taken back."""
    return document is not None and document.get("withdrawn") is True


def tombstone(document: Json, now: str) -> Json:
    """What stays of a removed document."""
    created = document.get("created_at", now)
    return {"kind": TOMBSTONE, "created_at": created, "updated_at": now, "was": document.get("kind", "")}


def change_document(
    before: Mapping[str, Json | None],
    after: Mapping[str, Json],
    *,
    now: str,
    by: str,
    label: str,
    undoes: str | None = None,
    foreign: bool = False,
    lost: Mapping[str, list[Json]] | None = None,
    steps: Mapping[str, list[PatchStep]] | None = None,
) -> Json:
    """The change that a transaction leaves behind. ``steps`` led from before to after, for the ids where known."""
    document: Json = {"kind": KIND, "created_at": now, "updated_at": now, "by": by, "label": label}
    if foreign:
        document["foreign"] = True
        document["before"] = {
            id: None if (earlier := before.get(id)) is None else {"document": earlier} for id in after
        }
    else:
        document["before"] = {id: way_back(before.get(id), value, (steps or {}).get(id)) for id, value in after.items()}
    if lost:
        document["lost"] = lost
    if undoes is not None:
        document["undoes"] = undoes
    return document


def _is_id(text: str) -> bool:
    """Whether it can be an entry's id: a number above those of the file's header and seal."""
    return text.isascii() and text.isdigit() and len(text) < 20 and text[0] != "0" and text not in ("1", "2")


def _is_way(way: Any) -> bool:
    """Whether it is a way back as ``way_back`` makes it; an edit by hand may have left anything."""
    if not isinstance(way, dict):
        return way is None
    if "document" in way:
        return isinstance(way["document"], dict)
    return isinstance(steps := way.get("steps"), list) and all(map(is_step, steps))


class Change(msgspec.Struct, frozen=True):
    """A change as read from the journal."""

    id: str
    by: str
    label: str
    before: Mapping[str, Json | None]
    undoes: str | None
    foreign: bool = False
    lost: Mapping[str, list[Json]] = {}

    @classmethod
    def read(cls, id: str, document: Document) -> Change | None:
        """The change of a document, or None when it is not one that can be read and taken back."""
        value = decoded(document) or {}
        before, undoes, lost = value.get("before"), value.get("undoes"), value.get("lost", {})
        if not isinstance(before, dict) or not all(_is_id(one) and _is_way(way) for one, way in before.items()):
            return None
        if not (undoes is None or isinstance(undoes, str)) or not isinstance(lost, dict):
            return None
        if not all(isinstance(each, list) and all(isinstance(one, dict) for one in each) for each in lost.values()):
            return None
        by, label = (str(value.get(field, "")) for field in ("by", "label"))
        return cls(id, by, label, before, undoes, value.get("foreign") is True, lost)

    def places(self, id: str) -> list[PatchStep]:
        way = self.before[id]
        return way["steps"] if way is not None and "steps" in way else _WHOLE

    def touches(self, other: Change) -> bool:
        """Whether both changed the same place of the same document."""
        return any(id in other.before and overlap(self.places(id), other.places(id)) for id in self.before)


class ChangeLog(msgspec.Struct, frozen=True):
    """The journal's changes as one login sees them: its own with those from before it opened, and others' since."""

    every: tuple[Change, ...]
    ours: tuple[Change, ...]
    others: tuple[Change, ...]

    @classmethod
    def of(cls, changes: list[Change], login: str, opened: int) -> ChangeLog:
        """Divide changes (in order of their ids) for a login that opened when ``opened`` was the largest id."""
        ours = tuple(one for one in changes if one.by == login or int(one.id) <= opened)
        return cls(tuple(changes), ours, tuple(one for one in changes if one.by != login and int(one.id) > opened))

    def to_undo(self) -> Change | None:
        """The latest change that still stands."""
        gone = self._taken_back()
        return next(
            (one for one in reversed(self.ours) if one.before and one.undoes is None and one.id not in gone), None
        )

    def to_redo(self) -> Change | None:
        """The latest undo, unless something was changed after it or it was redone."""
        gone = self._taken_back()
        known = {one.id: one for one in self.ours}
        for one in reversed(self.ours):
            if one.undoes is None:
                if one.before and one.id not in gone:
                    return None
            elif one.id not in gone and (known.get(one.undoes) is None or known[one.undoes].undoes is None):
                return one
        return None

    def newer_elsewhere(self) -> bool:
        """Whether another login's change stands that is later than what this one would take back."""
        gone = self._taken_back()
        own = self.to_undo()
        return any(
            one.before and one.undoes is None and one.id not in gone and (own is None or int(one.id) > int(own.id))
            for one in self.others
        )

    def blocked_by(self, change: Change) -> Change | None:
        """A later change by another login to the same place, which taking this one back would destroy."""
        return next((one for one in self.others if int(one.id) > int(change.id) and change.touches(one)), None)

    def _taken_back(self) -> set[str]:
        """Ids of changes undone, and of undos redone."""
        gone: set[str] = set()
        for one in reversed(self.every):
            if one.undoes is not None and one.id not in gone:
                gone.add(one.undoes)
        return gone


def taken_back(change: Change, current: Mapping[str, Json | None], now: datetime) -> dict[str, Json]:
    """The documents as they were before a change: stamped now, or with their own times where it was foreign."""
    documents: dict[str, Json] = {}
    for id, way in change.before.items():
        document = current.get(id)
        at = stamp(now, document, (way or {}).get("document"))
        if way is None:
            if document is not None:
                documents[id] = withdrawn(document, at) if change.foreign else tombstone(document, at)
        elif "document" in way:
            documents[id] = way["document"] if change.foreign else stamped(document or {}, way["document"], at)
        elif document is not None:
            documents[id] = patched(document, way["steps"], at)
    return documents


def outdated(changes: Mapping[str, str], now: datetime) -> set[str]:
    """Ids of the changes too old to keep: beyond the last 500, or older than 90 days. ``changes``: id -> created_at."""
    ordered = sorted(changes, key=int)
    first_day = (now - timedelta(days=KEPT_DAYS)).date().isoformat()
    return set(ordered[:-KEPT_CHANGES]) | {id for id in ordered if changes[id][:10] < first_day}
