"""What an import would do, entry by entry, and the documents with which it is done. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import timedelta
from typing import Any, Literal

import msgspec

from journal.changes.checked import converted
from journal.changes.document import Json
from journal.changes.merge import canonical, changed_at, in_order, is_removed, merge_documents, set_changed_at
from journal.changes.past import BroughtIn, Past
from journal.changes.patch import OWN_STAMP, STAMP
from journal.changes.stamp import instant
from journal.errors import InvalidEntry
from journal.exchange.documents import as_exported
from journal.exchange.reading import CannotImport, Incoming

Fate = Literal["added", "changed", "merged", "removed", "restored", "kept", "noted", "same"]
"""What becomes of an entry here:

- ``added``: it was not here;
- ``changed``: the file's is later and replaces ours;
- ``merged``: of a session, each side had something the other had not;
- ``removed``, ``restored``: the file removed it, or changed it after it was removed here;
- ``kept``: ours is later and stays;
- ``noted``: removed there and never here: noted, so that no third copy brings it back;
- ``same``: nothing differs.
"""
UNCHANGED: tuple[Fate, ...] = ("kept", "same")


class EntryOutcome(msgspec.Struct, frozen=True):
    """What becomes of one entry. ``ours`` and ``theirs`` are as before; ``result`` is what holds from now on.

    Both sides had changed it when a version is in ``lost``: something entered there is not in the result. A removal
    enters nothing that could be read again, so it is never among them.
    """

    id: str
    fate: Fate
    ours: Json | None
    theirs: Json
    result: Json
    lost: tuple[Json, ...] = ()


class ImportPlan(msgspec.Struct, frozen=True):
    """An import that has been thought through, in the order of the file."""

    name: str
    outcomes: tuple[EntryOutcome, ...]
    odd: Sequence[str] = ()
    """What is valid and yet not as it should be, a sentence each."""

    def count(self, fate: Fate) -> int:
        return sum(outcome.fate == fate for outcome in self.outcomes)

    @property
    def conflicts(self) -> tuple[EntryOutcome, ...]:
        """The entries both sides had changed."""
        return tuple(outcome for outcome in self.outcomes if outcome.lost)

    @property
    def changes_anything(self) -> bool:
        """Whether the journal would be another one afterwards."""
        return any(outcome.fate not in UNCHANGED for outcome in self.outcomes)

    def brought_in(self) -> BroughtIn:
        """What to hand to the journal: the documents that change, and the versions that lost and are new to it."""
        documents = {o.id: o.result for o in self.outcomes if o.fate not in UNCHANGED}
        return BroughtIn(documents, {o.id: list(o.lost) for o in self.outcomes if o.lost})


def plan(incoming: Incoming, past: Past) -> ImportPlan:
    """What importing these documents into a journal of this past would do.

    Raises CannotImport: an id is of one kind here and of another in the file.
    """
    outcomes = tuple(_outcome(id, theirs, incoming, past) for id, theirs in incoming.documents.items())
    return ImportPlan(incoming.name, outcomes, incoming.odd)


def _outcome(id: str, theirs: Json, incoming: Incoming, past: Past) -> EntryOutcome:
    if (ours := past.now(id)) is None:
        return EntryOutcome(id, "noted" if is_removed(theirs) else "added", None, theirs, theirs)
    if canonical(ours) == canonical(theirs):
        return EntryOutcome(id, "same", ours, theirs, ours)
    try:
        if ours.get("kind") == "session":
            converted(ours)  # merging goes into its items and sets, so they must be what they should
        result = merge_documents(ours, theirs)
        if _same(ours, result):
            result = ours
    except InvalidEntry as error:
        raise CannotImport(f"{incoming.name}: entry {id}: {error.told}; nothing was imported") from None
    fate = _fate(ours, theirs, result)
    lost = []
    beginning = past.beginning(id)
    entered_here = _entered(ours) if beginning is None else _parts(ours) - _parts(beginning)
    if not is_removed(ours) and _misses(result, entered_here, incoming.earlier(id)):
        lost.append(ours)
    settled_before = any(_same(theirs, other) for other in past.lost(id))
    if _misses(result, _entered(theirs), past.earlier(id)) and not settled_before:
        lost.append(theirs)
    if fate == "removed":
        result = {"created_at": ours.get("created_at"), "was": ours.get("kind"), **result}
    return EntryOutcome(id, fate, ours, theirs, result, tuple(lost))


def _fate(ours: Json, theirs: Json, result: Json) -> Fate:
    if result is ours:
        return "same" if _same(ours, theirs) else "kept"
    if is_removed(ours):
        return "noted" if is_removed(result) else "restored"
    if is_removed(result):
        return "removed"
    return "changed" if _same(theirs, result) else "merged"


def _same(one: Json, other: Json) -> bool:
    """Whether two versions say the same, in whatever order they list it and whatever a tombstone tells besides."""
    return canonical(_told(one)) == canonical(_told(other))


def _told(document: Json) -> Json:
    return as_exported(document) if is_removed(document) else in_order(document)


def _misses(result: Json, entered: set[bytes], led_to_it: Iterable[Json]) -> bool:
    """Whether something that was entered is neither in the result nor in what the result was made from."""
    missing = entered - _parts(result)
    for earlier in led_to_it:
        if not missing:
            break
        missing -= _parts(earlier)
    return bool(missing)


def _entered(document: Json) -> set[bytes]:
    """The parts of a document that a runner entered after it was made.

    What was never changed since it was made is not among them: whatever replaces it was made from it.
    """
    made = instant(document.get("created_at"))
    if document.get("kind") == "session":
        own = {_session_part(document)} if any(document.get(key) for key in ("finished_at", "rpe", "note")) else set()
        return own.union(*(_item_parts(item, lambda stamp: stamp > made) for item in document.get("items", ())))
    return {canonical(_plain(document))} if not is_removed(document) and changed_at(document) > made else set()


def _parts(document: Json) -> set[bytes]:
    """Everything in a document, part by part, without the times of entering: of a session itself, items and sets."""
    if document.get("kind") != "session":
        return {canonical(_plain(document))}
    return {_session_part(document)}.union(*(_item_parts(item, lambda _: True) for item in document.get("items", ())))


def _session_part(session: Json) -> bytes:
    return canonical(_plain(session, "items", "timer"))


def _item_parts(item: Json, counts: Callable[[timedelta], bool]) -> set[bytes]:
    parts = {canonical(_plain(item, "sets"))} if counts(changed_at(item)) else set()
    return parts | {
        canonical([item.get("id"), _plain(set_)])
        for set_ in item.get("sets", ())
        if counts(set_changed_at(set_)) or set_.get("result") is not None
    }


def _plain(document: Mapping[str, Any], *but: str) -> dict[str, Any]:
    return {key: value for key, value in document.items() if key not in (STAMP, OWN_STAMP, "created_at", *but)}
