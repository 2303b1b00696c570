"""The difference between two entries, found where they differ: what an edit left alone is not looked at.

An edit with ``msgspec.structs.replace`` shares everything it does not change, so that one set of a session of fifty is
found as fast as one of three. The steps are those of ``patch.difference`` between the two documents.
"""

from __future__ import annotations

from typing import Any

import msgspec
from msgspec import Struct

from journal.changes.patch import OWN_STAMP, STAMP, PatchStep, difference
from journal.entries import Entry

_SKIPPED = ("id", STAMP, OWN_STAMP)


def entry_difference(before: Entry, after: Entry) -> list[PatchStep]:
    """The steps that turn the document of one entry into that of another of the same kind."""
    steps: list[PatchStep] = []
    _compare(before, after, [], steps)
    return steps


def _compare(before: Struct, after: Struct, path: list[str], steps: list[PatchStep]) -> None:
    differing = []
    for name in before.__struct_fields__:
        old, new = getattr(before, name), getattr(after, name)
        if old is new or name in _SKIPPED:
            continue
        if not (_identified(old) and _identified(new)) or not _compare_elements(old, new, [*path, name], steps):
            differing.append(name)
    if differing:
        old, new = msgspec.to_builtins(before), msgspec.to_builtins(after)
        found = difference(*({name: whole[name] for name in differing if name in whole} for whole in (old, new)))
        steps += [[[*path, *inner], *value] for inner, *value in found]


def _identified(value: Any) -> bool:
    """Whether a value is a list of items or sets, which have ids."""
    return isinstance(value, tuple) and bool(value) and isinstance(value[0], Struct) and hasattr(value[0], "id")


def _compare_elements(before: tuple[Any, ...], after: tuple[Any, ...], path: list[str], steps: list[PatchStep]) -> bool:
    """Compare two lists of items or sets; False when an id is there twice, so that they have to be compared whole."""
    old, new = {one.id: one for one in before}, {one.id: one for one in after}
    if len(old) < len(before) or len(new) < len(after):
        return False
    steps += [[[*path, f"#{id}"]] for id in old if id not in new]
    for id, element in new.items():
        if id not in old:
            steps.append([[*path, f"#{id}"], msgspec.to_builtins(element)])
        elif old[id] is not element:
            _compare(old[id], element, [*path, f"#{id}"], steps)
    if [id for id in old if id in new] + [id for id in new if id not in old] != list(new):
        steps.append([[*path, "#"], list(new)])
    return True
