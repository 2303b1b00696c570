"""What is meant by a word on the command line: a name or any part that only one has, an id or its beginning."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from journal.errors import SurefootError
from screens.commands.output import Misused


def one_called(typed: str, names: Mapping[str, str], what: str) -> str:
    """The id of the one thing that is called so, by its id, its name, or a part of either.

    ``typed``: what the runner typed.
    ``names``: names by id.
    ``what``: what the things are, for sentences: ``shoe``.
    Raises SurefootError: none or several are called so; names the nearest.
    """
    from library.folding import called  # here: most commands are called rightly, by ids

    found = called(typed, {id: (id, name) for id, name in names.items()})
    if len(found) == 1:
        return found[0]
    shown = repr(typed[:60])
    if found:
        more = f" and {len(found) - 4} more" if len(found) > 4 else ""
        raise SurefootError(f"{shown} could be {', '.join(names[id] for id in found[:4])}{more}; say more of its name")
    raise SurefootError(f"there is no {what} {shown}{did_you_mean(typed, [*names, *names.values()])}")


def find_id(text: str, known: Mapping[str, object], what: str) -> str:
    """The id meant by ``text``: an id, or the beginning of exactly one.

    Raises Misused: one sentence with the ids it may have meant.
    """
    word = text.strip().lower()
    if word in known:
        return word
    begun = [id for id in known if word and id.startswith(word)]
    if len(begun) == 1:
        return begun[0]
    if begun:
        raise Misused(f"{what} {text[:40]!r} could be {', '.join(begun)}")
    raise Misused(f"unknown {what} {text[:40]!r}{did_you_mean(word, known) or '; one of ' + ', '.join(known)}")


def did_you_mean(typed: str, known: Iterable[object]) -> str:
    """``; did you mean week?``, where something known is like what was typed; else empty."""
    from difflib import get_close_matches

    from library.folding import bare

    folded = {bare(str(one)): str(one) for one in known}
    near = get_close_matches(bare(typed), folded, n=1, cutoff=0.5)
    return f"; did you mean {folded[near[0]]}?" if near else ""
