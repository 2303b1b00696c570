"""The difference between two JSON documents, small enough to keep for undo, and made so that two can be combined.

A difference is a list of steps: ``[path, value]`` sets, ``[path]`` removes. A path is a list of keys; within a list
whose elements have ids, ``#id`` is the element of that id and a final ``#`` the order of the ids. Other lists are
values.
``updated_at`` is not part of a difference, nor is ``own_updated_at``: whoever applies one stamps what it touched.

A session has a moment for its own fields, so that a note on it is not taken for older than a set ticked elsewhere after
it: ``own_updated_at``. Where that is left out, ``updated_at`` is the moment.
"""

from __future__ import annotations

from typing import Any

PatchStep = list[Any]
STAMP = "updated_at"
OWN_STAMP = "own_updated_at"
KEPT_SESSION = "session"
"""The field of a tombstone that keeps what the removed session held."""
APART = ("items", "timer", STAMP, OWN_STAMP)
"""What of a session is not its own: items, whose moments are theirs, and the timer, which a tick sets."""


def is_step(step: Any) -> bool:
    """Whether it is a step: one read from a file may be anything."""
    path = step[0] if isinstance(step, list) and len(step) in (1, 2) else None
    return isinstance(path, list) and bool(path) and all(isinstance(key, str) for key in path)


def difference(before: dict[str, Any], after: dict[str, Any]) -> list[PatchStep]:
    """The steps that turn ``before`` into ``after``."""
    steps: list[PatchStep] = []
    _compare(before, after, [], steps)
    return steps


def _compare(before: dict[str, Any], after: dict[str, Any], path: list[str], steps: list[PatchStep]) -> None:
    for key in before:
        if key not in after and key not in (STAMP, OWN_STAMP):
            steps.append([[*path, key]])
    for key, value in after.items():
        if key in (STAMP, OWN_STAMP):
            continue
        if key not in before:
            steps.append([[*path, key], value])
        elif before[key] is not value:
            _compare_values(before[key], value, [*path, key], steps)


def _compare_values(before: Any, after: Any, path: list[str], steps: list[PatchStep]) -> None:
    if isinstance(before, dict) and isinstance(after, dict):
        _compare(before, after, path, steps)
        return
    old, new = _by_id(before), _by_id(after)
    if old is None or new is None:
        if before != after or type(before) is not type(after):
            steps.append([path, after])
        return
    for id in old:
        if id not in new:
            steps.append([[*path, f"#{id}"]])
    for id, element in new.items():
        if id not in old:
            steps.append([[*path, f"#{id}"], element])
        elif old[id] is not element and old[id] != element:
            _compare(old[id], element, [*path, f"#{id}"], steps)
    if [id for id in old if id in new] + [id for id in new if id not in old] != list(new):
        steps.append([[*path, "#"], list(new)])


def _by_id(value: Any) -> dict[str, dict[str, Any]] | None:
    """A list of elements with ids as a mapping, or None when it is not one."""
    if not isinstance(value, list | tuple):
        return None
    elements: dict[str, dict[str, Any]] = {}
    for element in value:
        if not isinstance(element, dict) or not isinstance(element.get("id"), str) or element["id"] in elements:
            return None
        elements[element["id"]] = element
    return elements


def applied(document: dict[str, Any], steps: list[PatchStep], now: str) -> dict[str, Any]:
    """A copy of the document with the steps done, and the set, item or document each one touched stamped now.

    A step whose place is gone is left out. Only what is touched is copied; the rest is shared with the original.
    """
    result = dict(document)
    for path, *value in steps:
        _apply(result, path, value, now)
    return result


def patched(document: dict[str, Any], steps: list[PatchStep], now: str) -> dict[str, Any]:
    """The document changed now by these steps.

    An item or a set that a step takes out of a session stays, marked removed: without a trace it would come back from
    any copy of the journal that has seen it.
    """
    marking = [[[*path, "removed"], True] if not value and _is_part(path) else [path, *value] for path, *value in steps]
    return stamped(document, applied(document, marking, now), now)


def _is_part(path: list[str]) -> bool:
    return path[0] == "items" and path[-1].startswith("#")


def stamped(before: dict[str, Any], after: dict[str, Any], now: str) -> dict[str, Any]:
    """A document changed now; a session of which only items or the timer were keeps the moment of its own fields."""
    result = {**after, STAMP: now}
    result.pop(OWN_STAMP, None)
    own = before.get(OWN_STAMP) or before.get(STAMP)
    if after.get("kind") == "session" and own not in (None, now) and _own_fields(before) == _own_fields(after):
        result[OWN_STAMP] = own
    return result


def _own_fields(session: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in session.items() if key not in APART}


def _apply(at: Any, path: list[str], value: list[Any], now: str) -> None:
    """Do one step in a document that is a copy already, copying the values on the way.

    Stamped is the innermost of the document and of the elements on the way, items and sets, that have times of their
    own. What merely has an id, like the definition of an own exercise, has none.
    """
    owner: Any = at if _has_stamp(at) else None
    for key in path[:-1]:
        is_element = isinstance(at, list)
        if (at := _copied_child(at, key)) is None:
            return
        owner = at if is_element and _has_stamp(at) else owner
    key = path[-1]
    if isinstance(at, dict):
        if value:
            at[key] = value[0]
        else:
            at.pop(key, None)
    elif isinstance(at, list) and key == "#" and value and isinstance(value[0], list):
        place = {str(id): number for number, id in enumerate(value[0])}
        at.sort(key=lambda element: place.get(str(element.get("id")) if isinstance(element, dict) else "", len(place)))
    elif isinstance(at, list) and key.startswith("#"):
        at[:] = [element for element in at if not (isinstance(element, dict) and element.get("id") == key[1:])]
        if value and isinstance(value[0], dict):
            owner = dict(value[0])
            at.append(owner)
    else:
        return
    if owner is not None:
        owner[STAMP] = now


def _has_stamp(value: Any) -> bool:
    """Whether a value carries its own ``updated_at``: a document, an item, a set."""
    return isinstance(value, dict) and (STAMP in value or "id" in value)


def _copied_child(at: Any, key: str) -> Any:
    """The value under a key, or of an id in a list, a copy of which is put in its place first; None for none."""
    place: Any = key
    if isinstance(at, list):
        ids = (number for number, one in enumerate(at) if isinstance(one, dict) and one.get("id") == key[1:])
        place = next(ids, None)
    if place is None or (isinstance(at, dict) and place not in at) or not isinstance(at, dict | list):
        return None
    child = at[place]
    if not isinstance(child, dict | list | tuple):
        return None
    at[place] = dict(child) if isinstance(child, dict) else list(child)
    return at[place]


def inverse(document: dict[str, Any], steps: list[PatchStep]) -> list[PatchStep] | None:
    """The steps back from ``applied(document, steps)``, without comparing the two; None when it takes a comparison."""
    back: list[PatchStep] = []
    for path, *value in steps:
        at: Any = document
        for key in path[:-1]:
            at = _child(at, key)
        if not isinstance(at, dict):
            return None
        if path[-1] in at:
            back.append([path, at[path[-1]]])
        elif value:
            back.append([path])
    return back[::-1]


def _child(at: Any, key: str) -> Any:
    """The value under a key, or of an id in a list; None when there is none."""
    if isinstance(at, dict):
        return at.get(key)
    if isinstance(at, list | tuple):
        return next((one for one in at if isinstance(one, dict) and one.get("id") == key[1:]), None)
    return None


def overlap(one: list[PatchStep], other: list[PatchStep]) -> bool:
    """Whether two differences touch the same place, or one a place within the other's."""
    for path, *_ in one:
        for second, *_ in other:
            if all(first == last for first, last in zip(path, second, strict=False)):
                return True
    return False
