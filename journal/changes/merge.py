"""Two copies of a journal made one. Pure: raw documents by id in, raw documents by id out.

Merging is commutative, associative and idempotent: whoever merges what with whom, in whatever order and however often,
ends with the same documents. Each document is a join of registers, and a register is a value with the moment it was
last changed; the later moment wins, and at the same moment the larger canonical text, so that both sides decide alike.

- A session is one register for its own fields, one for each item and one for each set (section 6 of the file's
  description): two logins that each ticked a set keep both ticks, and a note on one is not lost to a tick on the other.
  The timer and ``updated_at``, which every tick moves, are a register of their own.
- Everything else is a single register.
- A removal is a register beside the document: it wins over anything not changed after it. A removed session that is
  merged keeps the session inside its tombstone (``session``); without it a set ticked after the removal would bring
  back more or less of the session, depending on the order of merging.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import timedelta
from typing import Any

import msgspec

from journal.changes.changes import TOMBSTONE
from journal.changes.document import Json
from journal.changes.patch import APART, KEPT_SESSION, OWN_STAMP, STAMP
from journal.changes.stamp import instant
from journal.errors import InvalidEntry

_FIRST = ("kind", "created_at", STAMP)
"""The fields that begin a document in the file, where its index looks for them."""

canonical: Callable[[Any], bytes] = msgspec.json.Encoder(order="sorted").encode
"""A JSON value as bytes that depend on nothing but the value: keys sorted, no white space."""


def changed_at(document: Mapping[str, Any]) -> timedelta:
    return instant(document.get("updated_at"))


def own_changed_at(document: Mapping[str, Any]) -> timedelta:
    """When a document's own fields were last changed: in a session, what is neither item nor timer."""
    return instant(document.get(OWN_STAMP) or document.get(STAMP))


def is_removed(document: Mapping[str, Any]) -> bool:
    return document.get("kind") == TOMBSTONE


def merge_documents(ours: Json, theirs: Json) -> Json:
    """Two versions of one document as one. Neither is changed; the result may share parts with both.

    Raises InvalidEntry: the versions are of two kinds.
    """
    if canonical(ours) == canonical(theirs):
        return ours
    content = _join_content(_content(ours), _content(theirs))
    if (removal := _join_removals(ours, theirs)) is None:
        assert content is not None
        return content
    if content is None:
        return removal
    if changed_at(content) > changed_at(removal):
        return content
    return in_order({**removal, KEPT_SESSION: content}) if content.get("kind") == "session" else removal


def in_order(document: Json) -> Json:
    """The document as merging leaves it: a session's items by position, their sets in the order they were added."""
    if document.get("kind") == "session":
        return _join_sessions(document, document)
    if is_removed(document) and isinstance(kept := document.get(KEPT_SESSION), dict):
        return {**document, KEPT_SESSION: _join_sessions(kept, kept)}
    return document


def _content(document: Json) -> Json | None:
    """What the document holds, whether or not it is removed."""
    if not is_removed(document):
        return document
    kept = document.get(KEPT_SESSION)
    return kept if isinstance(kept, dict) else None


def _join_removals(ours: Json, theirs: Json) -> Json | None:
    removals = [
        {key: value for key, value in document.items() if key != KEPT_SESSION}
        for document in (ours, theirs)
        if is_removed(document)
    ]
    # An export's tombstone says less than a journal's; at the same moment the one that says more is kept.
    return max(removals, key=lambda r: (changed_at(r), len(r), canonical(r)), default=None)


def _join_content(ours: Json | None, theirs: Json | None) -> Json | None:
    if ours is None or theirs is None:
        return theirs if ours is None else ours
    if ours.get("kind") != theirs.get("kind"):
        raise InvalidEntry(
            str(theirs.get("kind")), "kind", f"{theirs.get('kind')} in one copy and {ours.get('kind')} in the other"
        )
    if ours.get("kind") == "session":
        return _join_sessions(ours, theirs)
    return max(ours, theirs, key=_key)


def _key(register: Mapping[str, Any]) -> tuple[timedelta, bytes]:
    return changed_at(register), canonical(register)


def _join_sessions(ours: Json, theirs: Json) -> Json:
    own = max(_own(ours), _own(theirs), key=lambda one: (own_changed_at(one), canonical(one)))
    running = max(_running(ours), _running(theirs), key=_key)
    merged = {**own, **running}
    if merged.get(OWN_STAMP) == merged.get(STAMP):
        merged.pop(OWN_STAMP, None)
    session = {key: merged[key] for key in dict.fromkeys((*_FIRST, *merged)) if key in merged}
    if items := _joined(ours.get("items", ()), theirs.get("items", ()), _join_items):
        session["items"] = sorted(items, key=lambda item: (float(item.get("position", 0)), *id_order(item)))
    return session


def _own(session: Json) -> Json:
    """A session's own fields, with their moment, which may be said by ``updated_at`` only."""
    own = {key: value for key, value in session.items() if key not in APART}
    moment = session.get(OWN_STAMP) or session.get(STAMP)
    return own if moment is None else {**own, OWN_STAMP: moment}


def _running(session: Json) -> Json:
    return {key: session[key] for key in ("timer", STAMP) if key in session}


def _join_items(ours: Json, theirs: Json) -> Json:
    item = _without(ours, "sets")
    if ours is not theirs:
        item = max(item, _without(theirs, "sets"), key=_item_key)
    if sets := _joined(ours.get("sets", ()), theirs.get("sets", ()), _later_set):
        item["sets"] = sorted(sets, key=id_order)
    return item


def _joined(ours: Iterable[Json], theirs: Iterable[Json], join: Callable[[Json, Json], Json]) -> list[Json]:
    by_id: dict[str, Json] = {}
    for part in (*ours, *theirs):
        id = str(part.get("id"))
        by_id[id] = join(by_id.get(id, part), part)
    return list(by_id.values())


def _item_key(item: Mapping[str, Any]) -> tuple[timedelta, bool, bytes]:
    return changed_at(item), bool(item.get("removed")), canonical(item)


def set_changed_at(set: Mapping[str, Any]) -> timedelta:
    """When a set was last changed: as it says, else when it was done."""
    return instant(set.get("updated_at") or set.get("done_at"))


def _later_set(ours: Json, theirs: Json) -> Json:
    return ours if ours is theirs else max(ours, theirs, key=_set_key)


def _set_key(set: Mapping[str, Any]) -> tuple[timedelta, bool, bool, bytes]:
    return set_changed_at(set), bool(set.get("removed")), set.get("result") is not None, canonical(set)


def id_order(part: Mapping[str, Any]) -> tuple[int, str]:
    """Sorts ids that are numbers as numbers: items and sets stand in the order they were added."""
    id = str(part.get("id"))
    return len(id), id


def _without(document: Mapping[str, Any], field: str) -> Json:
    return {key: value for key, value in document.items() if key != field}
