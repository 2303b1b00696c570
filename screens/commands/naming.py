"""What is meant by a name on the command line: the whole of it or any part that only one has."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from journal.errors import SurefootError
from library.folding import bare, called


def one_called(typed: str, names: Mapping[str, str], what: str) -> str:
    """The id of the one thing that is called so, by its id, its name, or a part of either.

    ``typed``: what the runner typed.
    ``names``: names by id.
    ``what``: what the things are, for sentences: ``shoe``.
    Raises SurefootError: none or several are called so; names the nearest.
    """
    found = called(typed, {id: (id, name) for id, name in names.items()})
    if len(found) == 1:
        return found[0]
    shown = repr(typed[:60])
    if found:
        more = f" and {len(found) - 4} more" if len(found) > 4 else ""
        raise SurefootError(f"{shown} could be {', '.join(names[id] for id in found[:4])}{more}; say more of its name")
    raise SurefootError(f"there is no {what} {shown}{did_you_mean(typed, [*names, *names.values()])}")


def did_you_mean(typed: str, known: Iterable[object]) -> str:
    """``; did you mean week?``, where something known is like what was typed; else empty."""
    from difflib import get_close_matches

    folded = {bare(str(one)): str(one) for one in known}
    near = get_close_matches(bare(typed), folded, n=1, cutoff=0.5)
    return f"; did you mean {folded[near[0]]}?" if near else ""
