"""What a form changed of an entry, laid over the entry as it is by the time the form is saved."""

from __future__ import annotations

from typing import TypeVar

import msgspec

S = TypeVar("S", bound=msgspec.Struct)


def overlaid(before: S, typed: S, fresh: S) -> S:
    """The fresh entry with the fields that were changed, so that another login's change to the others stays.

    ``before``: the entry the form began from.
    ``typed``: the entry the form says.
    ``fresh``: the entry as the journal has it now.
    """
    changed = {
        name: getattr(typed, name) for name in before.__struct_fields__ if getattr(typed, name) != getattr(before, name)
    }
    entry: S = msgspec.structs.replace(fresh, **changed)
    return entry
